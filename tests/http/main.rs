//! The server from outside: over real connections, with nothing but addresses, statuses, headers
//! and bodies. Each test asks a server in this process, over a generation made for it.
//!
//! `CARTWAY_TEST_CONTRACT=FOLDERS` switches on the judges of the description of the API, which are
//! looked for there. `CARTWAY_TEST_PROXIES=1` switches on the tests behind nginx, HAProxy and Caddy.
//! `CARTWAY_TEST_PYTHON` and `CARTWAY_TEST_NODE_MODULES` switch on those with clients of SOAP and MCP.

mod api;
mod base_path;
mod batch;
mod begun;
mod between;
mod between_page;
mod caching;
mod categories;
mod centre;
mod coding;
mod contract;
mod covers;
mod degrees;
mod described;
mod errors;
mod exchanged;
mod forms;
mod forwarded;
mod galleries;
mod kept;
mod languages;
mod map;
mod mcp;
mod metrics;
mod monitoring;
mod no_path;
mod options;
mod pages;
mod passed_over;
mod preview;
mod protocol;
mod proxies;
mod pulled;
mod random;
mod random_requests;
mod rate;
mod replicas;
mod share;
mod shares;
mod shops;
mod smuggling;
mod soap;
mod sockets;
#[path = "../support/mod.rs"]
mod support;
mod takeover;
mod takeover_load;
mod titles_like_ids;
mod well_formed;
