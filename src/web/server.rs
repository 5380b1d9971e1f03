//! Starting and stopping.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server as Running, ServerHandle};
use actix_web::web::Data;
use actix_web::{App, HttpServer};

use super::operator::Readiness;
use super::options::ServerSettings;
use super::routes::configure;
use super::state::Desk;
use super::takeover::Takeover;
use crate::address::site::{self, SiteTaken};
use crate::explorer::Explorer;

/// A client that has not sent the head of its request by then is sent away; bodies have a time of
/// their own, where they are read.
const REQUEST_TIME: Duration = Duration::from_secs(10);
/// How long a connection may stay open between two requests.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long a connection that is to be closed may take for it.
const CLOSING_TIME: Duration = Duration::from_secs(5);

/// Why a server cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// An address cannot be listened at.
    #[error("cannot listen at {address}: {source}; choose another address with --bind")]
    Bind {
        /// Which.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// No address was given.
    #[error("there is no address to listen at; give one with --bind")]
    NoAddress,
    /// The system gives no thread.
    #[error("cannot start the threads of the server: {0}")]
    Threads(std::io::Error),
    /// Another server of this program stands somewhere else in the web.
    #[error(transparent)]
    Site(#[from] SiteTaken),
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// A server that listens; it answers once [`Server::run`] is called.
#[must_use = "a server answers only while it runs"]
pub struct Server {
    addresses: Vec<SocketAddr>,
    running: Running,
    takeover: Takeover,
}

impl Server {
    /// Listens at the addresses of the settings and begins to look for new generations.
    ///
    /// # Errors
    /// An address is taken or not ours, or another server of this program has another site.
    pub fn bind(settings: &ServerSettings, explorer: Arc<Explorer>) -> Result<Self, ServeError> {
        site::settle(settings.site.clone())?;
        let desk = Data::new(Desk::new(settings, explorer));
        let readiness = Data::new(Readiness::default());
        let app = {
            let (desk, readiness) = (desk.clone(), readiness.clone());
            move || App::new().configure(|service| configure(service, &desk, &readiness))
        };
        let mut http = HttpServer::new(app)
            .client_request_timeout(REQUEST_TIME)
            .client_disconnect_timeout(CLOSING_TIME)
            .keep_alive(KEEP_ALIVE)
            .shutdown_timeout(settings.shutdown_timeout.as_secs());
        if let Some(workers) = settings.workers {
            http = http.workers(workers.max(1));
        }
        for &address in &settings.bind {
            http = http
                .bind(address)
                .map_err(|source| ServeError::Bind { address, source })?;
        }
        let addresses = http.addrs();
        if addresses.is_empty() {
            return Err(ServeError::NoAddress);
        }
        let takeover =
            Takeover::begin(desk, readiness, settings.poll).map_err(ServeError::Threads)?;
        Ok(Self {
            addresses,
            running: http.run(),
            takeover,
        })
    }

    /// The addresses it really listens at: port 0 has become a free one.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// What can stop it from another thread.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.running.handle()
    }

    /// Answers until it is stopped: at once by `SIGINT`; by `SIGTERM` or its handle after the
    /// requests under way are done, or their time is up. Blocks the calling thread.
    ///
    /// # Errors
    /// The system takes away what the server needs.
    pub fn run(self) -> Result<(), ServeError> {
        let done = actix_web::rt::System::new().block_on(self.running);
        drop(self.takeover);
        done.map_err(ServeError::Stopped)
    }
}
