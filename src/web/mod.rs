//! Cartway over HTTP: a table of addresses, and for each a handler that asks once and shows the
//! answer.
//!
//! | module | does |
//! |---|---|
//! | `routes` | the table of addresses |
//! | `body`, `oembed` | bodies taken in; what an embedding site asks |
//! | `state`, `front` | what all requests share; what pages show of a generation |
//! | `ask` | carries a question to the explorer, on a blocking thread and with a place |
//! | `shares`, `behind` | places shared between clients; threads that step back |
//! | `rate`, `limited` | how many requests a client may send; what is answered to more |
//! | `pages`, `connect`, `share`, `api`, `batch`, `docs`, `files` | the handlers |
//! | `forms` | in which form an answer is wanted |
//! | `named`, `soap`, `mcp` | questions that come by their name: in envelopes of SOAP, from models |
//! | `caching`, `answers` | what an answer is known by, whether the client has it; those that are kept |
//! | `coding`, `packing` | how a body travels; gzip and Brotli |
//! | `metrics`, `operator` | what is counted; the addresses for whoever runs the server |
//! | `error`, `wording` | what can go wrong, and how people and programs are told |
//! | `pick` | looks up what was typed for an item, with a list to pick from |
//! | `client` | who asks, and whose word on that is believed |
//! | `mount` | the server under a path of another site |
//! | `visitor` | the language and the name of the server that a page is written for |
//! | `naming` | a name for each request |
//! | `headers` | what every response carries; the request log |
//! | `unread` | bodies that nobody reads to their end |
//! | `takeover` | looks for new generations and takes them over |
//! | `server`, `listen`, `options`, `descriptors` | starting and stopping; what the system allows |
//! | `bind`, `socket_file`, `announce` | where a server listens; what it says of itself at the start and at the end |
//! | `connections`, `guarded`, `framing` | who is connected, for how long, and where one request ends |
//!
//! Knows HTTP and the explorer's questions; nothing of graphs, SQL or markup.

mod announce;
mod answers;
mod api;
mod ask;
mod batch;
mod behind;
mod bind;
mod body;
mod caching;
mod client;
mod coding;
mod connect;
mod connections;
mod descriptors;
mod docs;
mod error;
mod files;
mod forms;
mod framing;
mod front;
mod guarded;
mod headers;
mod limited;
mod listen;
mod map;
mod mcp;
mod metrics;
mod mount;
mod named;
mod naming;
mod oembed;
mod offered;
mod operator;
mod options;
mod packing;
mod pages;
mod pick;
mod rate;
mod reply;
mod routes;
mod server;
mod share;
mod shares;
mod soap;
#[cfg(unix)]
mod socket_file;
mod state;
mod takeover;
mod unread;
mod visitor;
mod wording;

pub use bind::Bind;
pub use client::{Proxies, ProxyHeaders, Trusted};
pub use error::WebError;
pub use guarded::Times;
pub use operator::Readiness;
pub use options::{Limits, Options, RateLimit, ServerSettings};
pub use routes::configure;
pub use server::{ServeError, Server};
pub use state::Desk;
