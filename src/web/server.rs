//! Starting and stopping.
//!
//! What an operator asks may have an address of its own, with a thread of its own: whoever fills the
//! house does not stand in its door.

use std::sync::Arc;
use std::thread::JoinHandle;

use actix_web::App;
use actix_web::dev::{Server as Running, ServerHandle};
use actix_web::web::Data;

use super::announce::Announcement;
use super::bind::{Bind, Listener, Listening};
use super::connections::Connections;
use super::descriptors;
use super::listen::listen;
use super::operator::Readiness;
use super::options::{MOST_WORKERS, ServerSettings};
use super::routes::{configure, configure_admin};
use super::state::Desk;
use super::takeover::Takeover;
use crate::address::site::{self, SiteTaken};
use crate::explorer::Explorer;

/// Connections to the address for operators.
const MOST_OPERATORS: usize = 64;

/// Why a server cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// An address cannot be listened at.
    #[error("cannot listen at {address}: {source}; choose another address with --{option}")]
    Bind {
        /// Which.
        address: Bind,
        /// The option that names it.
        option: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// No address was given.
    #[error("there is no address to listen at; give one with --bind")]
    NoAddress,
    /// More workers were asked for than there are descriptors for.
    #[error(
        "{workers} workers need more than half of the {descriptors} files that may be open; \
         give at most {most} with --workers, or raise the limit (ulimit -n)"
    )]
    Workers {
        /// How many.
        workers: usize,
        /// How many files may be open.
        descriptors: usize,
        /// How many workers these do for.
        most: usize,
    },
    /// Fewer files may be open than a server without clients needs.
    #[error(
        "only {descriptors} files may be open, and a server needs {} before its first client; raise \
         the limit (ulimit -n)",
        descriptors::FEWEST
    )]
    Descriptors {
        /// How many files may be open.
        descriptors: usize,
    },
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
    /// Where it listens; sockets in the file system go when this does.
    listening: Listening,
    admin_listening: Listening,
    announcement: Announcement,
    running: Running,
    admin: Option<Running>,
    takeover: Takeover,
}

impl Server {
    /// Listens at the addresses of the settings and begins to look for new generations.
    ///
    /// # Errors
    /// An address is taken or not ours, there are fewer descriptors than the workers need, or another
    /// server of this program has another site.
    pub fn bind(settings: &ServerSettings, explorer: Arc<Explorer>) -> Result<Self, ServeError> {
        site::settle(settings.site.clone())?;
        let descriptors = descriptors::raise_limit();
        if descriptors < descriptors::FEWEST {
            return Err(ServeError::Descriptors { descriptors });
        }
        let workers = workers(settings.workers, descriptors)?;
        let mut listening = listening(&settings.bind, "bind")?;
        if listening.places.is_empty() {
            return Err(ServeError::NoAddress);
        }
        let mut admin_listening = self::listening(settings.admin_bind.as_slice(), "admin-bind")?;

        let most = most_connections(settings, descriptors, workers);
        let desk = Desk::new(settings, explorer, most).map_err(ServeError::Threads)?;
        let desk = Data::new(desk);
        let readiness = Data::new(Readiness::default());
        let builder = actix_server::Server::build()
            .workers(workers)
            // This is of each worker. The first beyond the limit is refused rather than left to wait.
            .max_concurrent_connections(most.div_ceil(workers).saturating_add(1))
            .shutdown_timeout(settings.shutdown_timeout.as_secs());
        let app = {
            let (desk, readiness) = (desk.clone(), readiness.clone());
            move || App::new().configure(|service| configure(service, &desk, &readiness))
        };
        let connections = Arc::clone(&desk.connections);
        let listeners = std::mem::take(&mut listening.listeners);
        let running = listen(builder, listeners, app, &connections, settings.limits.times)
            .map_err(ServeError::Threads)?;
        let listeners = std::mem::take(&mut admin_listening.listeners);
        let admin = (!listeners.is_empty())
            .then(|| admin(listeners, settings, &desk, &readiness))
            .transpose()?;
        let announcement = Announcement::of(desk.clone(), workers, most);
        let takeover =
            Takeover::begin(desk, readiness, settings.poll).map_err(ServeError::Threads)?;
        Ok(Self {
            listening,
            admin_listening,
            announcement,
            running,
            admin,
            takeover,
        })
    }

    /// Where it really listens: port 0 has become a free one, and a name its addresses.
    #[must_use]
    pub fn addresses(&self) -> &[Bind] {
        &self.listening.places
    }

    /// Where operators are answered, if that is elsewhere.
    #[must_use]
    pub fn admin_address(&self) -> Option<&Bind> {
        self.admin_listening.places.first()
    }

    /// What can stop it from another thread.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.running.handle()
    }

    /// Answers until it is stopped: at once by `SIGINT`; by `SIGTERM` or its handle after the
    /// requests under way are done, or their time is up. Operators are answered to the end. Blocks
    /// the calling thread.
    ///
    /// # Errors
    /// The system takes away what the server needs.
    pub fn run(self) -> Result<(), ServeError> {
        let (places, operators) = (&self.listening.places, &self.admin_listening.places);
        let admin = self.admin.map(Admin::begin).transpose();
        let admin = admin.map_err(ServeError::Threads)?;
        self.announcement.begin(places, operators);
        let done = actix_web::rt::System::new().block_on(self.running);
        drop(self.takeover);
        drop(admin);
        self.announcement.end();
        done.map_err(ServeError::Stopped)
    }
}

/// The threads that answer operators; dropping this ends them.
struct Admin {
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Admin {
    fn begin(running: Running) -> std::io::Result<Self> {
        let handle = running.handle();
        let answer = move || {
            if let Err(error) = actix_web::rt::System::new().block_on(running) {
                tracing::error!(%error, "operators are not answered any more");
            }
        };
        let thread = std::thread::Builder::new()
            .name("admin".to_owned())
            .spawn(answer)?;
        Ok(Self {
            handle,
            thread: Some(thread),
        })
    }
}

impl Drop for Admin {
    fn drop(&mut self) {
        // The wish is sent by asking; the thread that is joined is the answer.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The server for operators: a worker of its own, and places of its own.
fn admin(
    listeners: Vec<Listener>,
    settings: &ServerSettings,
    desk: &Data<Desk>,
    readiness: &Data<Readiness>,
) -> Result<Running, ServeError> {
    let connections = Connections::new(
        MOST_OPERATORS,
        MOST_OPERATORS,
        settings.proxies.clone(),
        desk.metrics.connections(),
    );
    let (desk, readiness) = (desk.clone(), readiness.clone());
    let app = move || App::new().configure(|service| configure_admin(service, &desk, &readiness));
    let builder = actix_server::Server::build()
        .workers(1)
        .disable_signals()
        .shutdown_timeout(0);
    let times = settings.limits.times;
    listen(builder, listeners, app, &connections, times).map_err(ServeError::Threads)
}

/// How many workers there are: as many as are asked for, else one a core, as far as there are
/// descriptors.
fn workers(asked: Option<usize>, descriptors: usize) -> Result<usize, ServeError> {
    let most = descriptors::workers(descriptors).clamp(1, MOST_WORKERS);
    match asked {
        Some(workers) if workers > most => Err(ServeError::Workers {
            workers,
            descriptors,
            most,
        }),
        Some(workers) => Ok(workers.max(1)),
        None => {
            let cores = std::thread::available_parallelism();
            Ok(cores.map_or(1, std::num::NonZero::get).min(most))
        }
    }
}

/// How many connections there may be.
fn most_connections(settings: &ServerSettings, descriptors: usize, workers: usize) -> usize {
    let most = descriptors::connections(descriptors, workers, settings.max_searches);
    let most = settings.limits.connections.map_or(most, |asked| {
        if asked > most && descriptors < asked.saturating_mul(2) {
            tracing::warn!(
                asked,
                most,
                "fewer connections are taken than were asked for; raise the limit of open files"
            );
            return most;
        }
        asked
    });
    if most < descriptors::FEW && settings.limits.connections.is_none() {
        tracing::warn!(
            most,
            descriptors,
            "few connections are taken; raise the limit of open files"
        );
    }
    most
}

/// Listens at all of these, which an option names.
fn listening(binds: &[Bind], option: &'static str) -> Result<Listening, ServeError> {
    let mut listening = Listening::default();
    for bind in binds {
        listening.add(bind).map_err(|source| ServeError::Bind {
            address: bind.clone(),
            option,
            source,
        })?;
    }
    Ok(listening)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_are_as_many_as_there_are_descriptors_for() {
        assert_eq!(workers(Some(512), 100_000).unwrap(), 512);
        assert!(workers(None, 0).unwrap() >= 1);
        let error = workers(Some(256), 1024).unwrap_err().to_string();
        assert!(
            error.starts_with("256 workers need") && error.contains("at most 112"),
            "{error}"
        );
        assert!(workers(Some(1), 10).is_ok());
    }
}
