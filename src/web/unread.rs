//! Bodies in chunks that nobody reads to their end.
//!
//! After an answer actix reads such a body on to its end before anything else, without a limit of
//! time: a client that stalls in the middle of a chunk would hold its connection for ever. As long
//! as somebody holds the body when the answer goes out, actix closes the connection instead, as it
//! does for bodies of a known length.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest};

/// A body that has not been read yet, or not to its end.
struct Unread(Payload);

/// Holds on to a body in chunks until the answer is sent.
pub(super) async fn hold_unread(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, actix_web::Error> {
    if request.chunked().unwrap_or(false) {
        let payload = request.take_payload();
        put_back(request.request(), payload);
    }
    let response = next.call(request).await?;
    let unread = taken(response.request());
    let response = response.map_into_boxed_body();
    Ok(match unread {
        Some(unread) => response.map_body(|_, body| {
            BoxBody::new(Answer {
                body,
                _unread: unread,
            })
        }),
        None => response,
    })
}

/// The body of a request that is held here.
pub(super) fn taken(request: &HttpRequest) -> Option<Payload> {
    let unread = request.extensions_mut().remove::<Unread>();
    unread.map(|Unread(payload)| payload)
}

/// Gives back what was taken, however much of it was read.
pub(super) fn put_back(request: &HttpRequest, payload: Payload) {
    request.extensions_mut().insert(Unread(payload));
}

/// An answer, and the body of its question.
struct Answer {
    body: BoxBody,
    _unread: Payload,
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(context)
    }
}
