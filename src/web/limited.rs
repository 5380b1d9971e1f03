//! The limit of requests, kept: what counts, and what a client is answered that has sent too many.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::error::WebError;
use super::state::Desk;
use super::wording::worded;

/// Counts a request against its client's allowance, if there is a limit, and answers in its place
/// if nothing is left. Every answer that counts says how much is.
pub(super) async fn limit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, actix_web::Error> {
    let desk = request.app_data::<Data<Desk>>().cloned();
    let limited = desk.as_ref().filter(|_| !is_free(&request));
    let Some((desk, rate)) = limited.and_then(|desk| Some((desk, desk.rate.as_ref()?))) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let allowance = rate.count(desk.client(request.request()).home());
    let mut response = if allowance.is_refused {
        let seconds = allowance.seconds;
        worded(request.error_response(WebError::TooOften { seconds }))
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    for (name, value) in rate.fields(allowance) {
        // Both are of our own making.
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// Whether a request counts for nobody: for what every page needs, for what an operator's tools
/// ask, and for what a browser asks on its own before it lets another site's script ask.
fn is_free(request: &ServiceRequest) -> bool {
    let path = request.path();
    let is_known = matches!(
        path,
        "/healthz" | "/readyz" | "/metrics" | "/favicon.ico" | "/robots.txt"
    );
    is_known || path.starts_with("/static/") || request.method() == Method::OPTIONS
}
