//! The server as a part of another site: under a base path such as `/paths`.
//!
//! Some proxies send an address on as visitors write it (`/paths/about`), others take the base path
//! off (`/about`). Both are answered: behind this layer every address begins at our own root. What
//! is printed gets the base path back in `address`.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::uri::PathAndQuery;
use actix_web::middleware::Next;

use crate::address::site;

/// Takes the base path off a request.
pub(super) async fn take_base_off(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if let Some(uri) = inside(request.uri()) {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
    next.call(request).await
}

/// The address from our own root, where it is another one.
fn inside(uri: &Uri) -> Option<Uri> {
    let path = site::inside(uri.path());
    if path.len() == uri.path().len() {
        return None;
    }
    let asked = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(asked).ok()?);
    Uri::from_parts(parts).ok()
}
