//! The server from outside: over real connections, with nothing but addresses, statuses, headers
//! and bodies. Each test asks a server in this process, over a generation made for it.

mod api;
mod base_path;
mod batch;
mod between;
mod between_page;
mod caching;
mod categories;
mod centre;
mod covers;
mod degrees;
mod errors;
mod galleries;
mod languages;
mod metrics;
mod no_path;
mod options;
mod pages;
mod passed_over;
mod preview;
mod protocol;
mod random;
mod share;
mod shops;
#[path = "../support/mod.rs"]
mod support;
mod takeover;
mod takeover_load;
mod well_formed;
