//! The table of addresses.

use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ALLOW, CACHE_CONTROL,
};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, guard};

use super::error::WebError;
use super::operator::Readiness;
use super::state::Desk;
use super::unread::hold_unread;
use super::visitor::remember_language;
use super::wording::word_errors;
use super::{api, batch, connect, files, headers, limited, operator, pages, share};
use crate::address::href;

/// What an address that is only read answers.
const READ: &str = "GET, HEAD, OPTIONS";
/// What an address that takes a body answers.
const ASKED: &str = "POST, OPTIONS";

/// Everything a server answers.
///
/// An id in a path is the whole rest of it, so that ids with a slash survive proxies that decode
/// it; the handlers read it from the path as it was sent.
pub fn configure(service: &mut ServiceConfig, desk: &Data<Desk>, readiness: &Data<Readiness>) {
    let table = web::scope("")
        .service(read("/", pages::home))
        .service(read("/search", pages::search))
        .service(read("/connect", connect::page))
        .service(read("/connect.svg", connect::svg))
        .service(read("/connect.png", connect::png))
        .service(read("/between", pages::between))
        .service(read(href::EMBED, share::embed))
        .service(read(href::OEMBED, share::oembed))
        .service(read("/items/{id:.+}/degrees", pages::degrees))
        .service(read("/items/{id:.+}/degrees.svg", pages::degrees_svg))
        .service(read("/items/{id:.+}", pages::item))
        .service(read("/about", pages::about))
        .service(read("/random", pages::random))
        .service(read("/cgi-bin/boston", pages::boston))
        .service(read("/v1/items", api::items))
        .service(read("/v1/items/{id:.+}/neighbours", api::neighbours))
        .service(read("/v1/items/{id:.+}/degrees", api::degrees))
        .service(read("/v1/items/{id:.+}", api::item))
        .service(read("/v1/paths", api::paths))
        .service(asked(href::API_BATCH, batch::paths))
        .service(read("/v1/between", api::between))
        .service(read("/v1/graph", api::graph))
        .service(read("/v1/graph/centre", api::centre))
        .service(read(href::API_GALLERIES, api::galleries))
        .service(read("/v1/random-pair", api::random_pair))
        .service(read("/healthz", operator::alive))
        .service(read("/readyz", operator::ready))
        .service(read("/metrics", operator::metrics))
        .service(read("/static/{name}", files::asset))
        .service(read("/favicon.ico", files::favicon))
        .service(read("/robots.txt", files::robots))
        .default_service(web::to(nothing_here))
        .wrap(from_fn(word_errors))
        .wrap(from_fn(limited::limit))
        .wrap(from_fn(hold_unread))
        .wrap(from_fn(remember_language))
        .wrap(from_fn(headers::open_the_api))
        .wrap(from_fn(headers::limit_documents))
        .wrap(headers::of_every_response())
        .wrap(Compress::default())
        .wrap(from_fn(headers::log))
        .wrap(from_fn(operator::time));
    service
        .app_data(desk.clone())
        .app_data(readiness.clone())
        .service(table);
}

/// An address that is only ever read.
fn read<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path)
        .route(
            web::route()
                .guard(guard::Any(guard::Get()).or(guard::Head()))
                .to(handler),
        )
        .default_service(web::to(|request| other_methods(request, READ)))
}

/// An address that takes a question as a body, and is only asked: nothing is changed by it.
fn asked<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path)
        .route(web::post().to(handler))
        .default_service(web::to(|request| other_methods(request, ASKED)))
}

async fn nothing_here() -> Result<HttpResponse, WebError> {
    Err(WebError::NotFound)
}

/// `OPTIONS` is answered, also as the question a browser asks before another site's script may
/// read the API; every other method is refused.
async fn other_methods(
    request: HttpRequest,
    allowed: &'static str,
) -> Result<HttpResponse, WebError> {
    if request.method() != Method::OPTIONS {
        return Err(WebError::MethodNotAllowed { allowed });
    }
    Ok(HttpResponse::NoContent()
        .insert_header((ALLOW, allowed))
        .insert_header((ACCESS_CONTROL_ALLOW_METHODS, allowed))
        // Named beside the asterisk for browsers that do not know the asterisk.
        .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, "*, Content-Type"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish())
}
