//! The body of a request: taken in up to a limit.

use std::time::Duration;

use actix_web::body::{BodyLimitExceeded, BodyStream, to_bytes_limited};
use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::{Bytes, Payload};
use actix_web::{HttpMessage, HttpRequest};

use crate::address::{BodyError, shortened};

use crate::web::connections::Ended;
use crate::web::state::Desk;
use crate::web::unread;

/// Most bytes of a body: room for 500 pairs of the longest ids in use, not for 500 of the longest
/// that are taken.
const MAX_BODY: usize = 1024 * 1024;

/// Takes in a body that is said to be JSON.
pub(crate) async fn json_body(
    request: &HttpRequest,
    payload: Payload,
    desk: &Desk,
) -> Result<Bytes, BodyError> {
    whole_body(request, payload, desk, &["application/json"]).await
}

/// Takes in a body that is said to be of one of these media types. One that is not whole in time is
/// waited for no longer: whoever stalls in it would hold the connection for ever.
pub(crate) async fn whole_body(
    request: &HttpRequest,
    payload: Payload,
    desk: &Desk,
    wanted: &'static [&'static str],
) -> Result<Bytes, BodyError> {
    let sent = request.content_type();
    if !wanted.iter().any(|media| sent.eq_ignore_ascii_case(media)) {
        return Err(BodyError::MediaType {
            sent: shortened(sent),
            wanted,
        });
    }
    let encoding = request.headers().get(CONTENT_ENCODING);
    if let Some(encoding) = encoding.filter(|encoding| *encoding != "identity") {
        return Err(BodyError::MediaType {
            sent: shortened(&String::from_utf8_lossy(encoding.as_bytes())),
            wanted,
        });
    }
    let mut payload = unread::taken(request).unwrap_or_else(|| payload.into_inner());
    let stream = BodyStream::new(&mut payload);
    let body = whole(to_bytes_limited(stream, MAX_BODY), desk.body_time).await;
    if let Err(error) = &body {
        if matches!(error, BodyError::TooSlow { .. }) {
            desk.connections.count(Ended::BodyTime);
        }
        unread::put_back(request, payload);
    }
    body
}

/// All that is sent, unless it is too much or takes too long.
async fn whole<E>(
    body: impl Future<Output = Result<Result<Bytes, E>, BodyLimitExceeded>>,
    within: Duration,
) -> Result<Bytes, BodyError> {
    match tokio::time::timeout(within, body).await {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => Err(BodyError::Broken),
        Ok(Err(_)) => Err(BodyError::TooLarge { limit: MAX_BODY }),
        Err(_) => Err(BodyError::TooSlow { within }),
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[actix_web::test]
    async fn a_body_that_stalls_is_given_up() {
        let body = pending::<Result<Result<Bytes, ()>, _>>();
        let error = whole(body, Duration::ZERO).await.unwrap_err();
        assert_eq!(error.kind().status(), 408);
        let after = BodyError::TooSlow {
            within: Duration::from_secs(30),
        };
        assert!(after.to_string().contains("within 30 s"), "{after}");
        let body = ready(Ok(Ok::<_, ()>(Bytes::from_static(b"{}"))));
        let body = whole(body, Duration::ZERO).await;
        assert_eq!(
            body,
            Ok(Bytes::from_static(b"{}")),
            "what is there takes no time"
        );
    }
}
