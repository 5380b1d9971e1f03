//! From a listener to answers: what actix's own `HttpServer` does, over guarded connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{HttpService, Protocol, Request};
use actix_server::{GracefulShutdownSignal, ServerBuilder};
use actix_service::{
    IntoServiceFactory, ServiceFactory, ServiceFactoryExt as _, fn_service, map_config,
};
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, Server as Running, ServiceResponse};
use actix_web::rt::net::TcpStream;
#[cfg(unix)]
use actix_web::rt::net::UnixStream;
use tokio::io::{AsyncRead, AsyncWrite};

use super::bind::Listener;
use super::connections::{Connections, Refused};
use super::guarded::{Guarded, Times};

/// How long a connection may stay open between two requests.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long a connection that is to be closed may take for it.
const CLOSING_TIME: Duration = Duration::from_secs(5);

/// A connection that was taken, as actix has it: with the address of the peer, if it has one.
type Admitted<S> = (Guarded<S>, Protocol, Option<SocketAddr>);

/// Answers what comes to these listeners by an app, once it is run.
///
/// # Errors
/// The system does not let a listener be used.
pub(super) fn listen<F, A, S, B>(
    mut builder: ServerBuilder,
    listeners: Vec<Listener>,
    app: F,
    connections: &Arc<Connections>,
    times: Times,
) -> std::io::Result<Running>
where
    F: Fn() -> A + Send + Clone + 'static,
    A: IntoServiceFactory<S, Request> + 'static,
    S: ServiceFactory<
            Request,
            Config = AppConfig,
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    for listener in listeners {
        let stopping = builder.graceful_shutdown_signal();
        let (app, connections) = (app.clone(), Arc::clone(connections));
        builder = match listener {
            Listener::Tcp(listener) => builder.listen("cartway", listener, move || {
                let connections = Arc::clone(&connections);
                let admit = move |stream| admit(stream, &connections, times);
                answer(admit, app(), stopping.clone(), times)
            })?,
            #[cfg(unix)]
            Listener::Unix(listener) => builder.listen_uds("cartway", listener, move || {
                let connections = Arc::clone(&connections);
                let admit = move |stream| admit_nearby(stream, &connections, times);
                answer(admit, app(), stopping.clone(), times)
            })?,
        };
    }
    Ok(builder.run())
}

/// Answers connections of one kind, those that are admitted.
fn answer<C, A, S, B>(
    admit: impl Fn(C) -> Result<Admitted<C>, DispatchError> + Clone + 'static,
    app: A,
    stopping: GracefulShutdownSignal,
    times: Times,
) -> impl ServiceFactory<C, Config = (), Response = (), Error = (), InitError = ()>
where
    C: AsyncRead + AsyncWrite + Unpin + 'static,
    A: IntoServiceFactory<S, Request> + 'static,
    S: ServiceFactory<
            Request,
            Config = AppConfig,
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    let app = app
        .into_factory()
        .map_err(|error: Error| error.error_response());
    let http = HttpService::build()
        .graceful_shutdown_signal(move || {
            let stopping = stopping.clone();
            async move { stopping.notified().await }
        })
        .keep_alive(KEEP_ALIVE)
        // The connection itself comes first; this is for heads that it would not see.
        .client_request_timeout(times.head.saturating_mul(2))
        .client_disconnect_timeout(CLOSING_TIME)
        .finish(map_config(app, |()| AppConfig::default()));
    fn_service(move |stream| {
        let admitted = admit(stream);
        async move { admitted }
    })
    .and_then(http)
    .map_err(|error: DispatchError| {
        // Clients end connections as they like, and strangers send what they like.
        tracing::debug!(%error, "a connection ended early");
    })
}

/// Takes a connection from an address, if there is a place for it.
fn admit(
    stream: TcpStream,
    connections: &Arc<Connections>,
    times: Times,
) -> Result<Admitted<TcpStream>, DispatchError> {
    // Whoever has gone already has none; without one it would pass for somebody on this machine.
    let peer = stream.peer_addr()?;
    let place = connections.admit(Some(peer.ip())).map_err(no_place)?;
    // An answer in two parts would else wait for the client's word that it has the first, which
    // comes forty milliseconds late.
    stream.set_nodelay(true)?;
    let guarded = Guarded::new(stream, place, times);
    Ok((guarded, Protocol::Http1, Some(peer)))
}

/// Takes a connection over a socket in the file system, if there is a place for it.
#[cfg(unix)]
fn admit_nearby(
    stream: UnixStream,
    connections: &Arc<Connections>,
    times: Times,
) -> Result<Admitted<UnixStream>, DispatchError> {
    let place = connections.admit(None).map_err(no_place)?;
    Ok((Guarded::new(stream, place, times), Protocol::Http1, None))
}

fn no_place(_: Refused) -> DispatchError {
    DispatchError::Io(std::io::ErrorKind::QuotaExceeded.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::client::Proxies;
    use crate::web::metrics::Metrics;

    #[actix_web::test]
    async fn nothing_that_is_written_waits_for_an_acknowledgement() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let counters = Metrics::new().connections();
        let connections = Connections::new(1, 1, Proxies::default(), counters);
        let (guarded, _, peer) = admit(stream, &connections, Times::USUAL).unwrap();
        assert_eq!(peer, client.local_addr().ok());
        assert!(guarded.stream().nodelay().unwrap());
        assert_eq!(connections.open(), 1);
        drop(guarded);
        assert_eq!(connections.open(), 0);
    }
}
