//! The server from outside: over real connections, with nothing but addresses, statuses, headers
//! and bodies. Each test asks a server in this process, over a generation made for it.
//!
//! `CARTWAY_TEST_PROXIES=1` switches on the tests behind nginx, HAProxy and Caddy.

mod api;
mod batch;
mod between;
mod between_page;
mod caching;
mod categories;
mod centre;
mod degrees;
mod errors;
mod forwarded;
mod galleries;
mod languages;
mod metrics;
mod no_path;
mod options;
mod pages;
mod preview;
mod protocol;
mod proxies;
mod random;
mod share;
mod shops;
mod smuggling;
mod sockets;
#[path = "../support/mod.rs"]
mod support;
mod takeover;
mod takeover_load;
mod well_formed;
