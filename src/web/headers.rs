//! What every response carries, and the log of requests.

use std::sync::LazyLock;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HeaderValue,
};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::middleware::{DefaultHeaders, Next};
use actix_web::web::Data;

use super::ask::CACHE_STATUS;
use super::naming;
use super::state::Desk;
use crate::address;

/// Our pages need a stylesheet, a script that asks us for suggestions, pictures, and forms that
/// lead back to us; nothing else may happen. Pictures of items come from the shop.
static PAGES: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
         img-src 'self' {}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        address::cover_sources()
    );
    // Nothing but what may stand in a header is in it; without pictures a page still works.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(OTHERS))
});

/// What is no page needs nothing.
const OTHERS: &str = "default-src 'none'; frame-ancestors 'none'";

/// Headers a response gets unless it has its own.
pub(super) fn of_every_response() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("x-content-type-options", "nosniff"))
        .add(("referrer-policy", "strict-origin-when-cross-origin"))
        .add((
            "permissions-policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ))
        .add(("cross-origin-opener-policy", "same-origin"))
}

/// Says what a document may do, unless it says so itself. What the client has already came with a
/// policy, in whose place a browser would put one that came now.
pub(super) async fn limit_documents(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let is_known = response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    if !is_known && !headers.contains_key(CONTENT_SECURITY_POLICY) {
        let media = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        let is_page = media.is_some_and(|media| media.starts_with(b"text/html"));
        let policy = if is_page {
            PAGES.clone()
        } else {
            HeaderValue::from_static(OTHERS)
        };
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The headers that scripts of other sites may read beside those that browsers show anyway.
const SHOWN: &str = "Cache-Status, Cartway-Generation, ETag, Link, RateLimit, RateLimit-Policy, \
                     Retry-After, X-Request-Id";

/// Lets scripts of any site read what the API answers, and our pictures, errors too.
pub(super) async fn open_the_api(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    if address::is_open(response.request().path()) {
        let anyone = HeaderValue::from_static("*");
        let shown = HeaderValue::from_static(SHOWN);
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    }
    Ok(response)
}

/// Keeps no connection for a next request while places are scarce: who only rests makes room.
pub(super) async fn make_room(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let desk = response.request().app_data::<Data<Desk>>();
    if desk.is_some_and(|desk| desk.connections.are_scarce()) {
        let head = response.response_mut().head_mut();
        head.set_connection_type(ConnectionType::Close);
    }
    Ok(response)
}

/// One line in the log for each request.
pub(super) async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let start = Instant::now();
    let response = next.call(request).await?;
    if tracing::enabled!(tracing::Level::INFO) {
        let request = response.request();
        let desk = request.app_data::<Data<Desk>>();
        let client = desk.map(|desk| desk.client(request).address.to_string());
        tracing::info!(
            id = naming::name_of(request),
            client,
            method = request.method().as_str(),
            path = naming::asked_for(request),
            status = response.status().as_u16(),
            cache = response
                .headers()
                .get(CACHE_STATUS)
                .and_then(|how| how.to_str().ok()),
            microseconds = start.elapsed().as_micros() as u64,
            "request"
        );
    }
    Ok(response)
}
