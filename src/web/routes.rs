//! The table of addresses.

use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW,
    CACHE_CONTROL,
};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, guard};

use super::coding::code;
use super::error::WebError;
use super::naming::name_requests;
use super::operator::Readiness;
use super::state::Desk;
use super::unread::hold_unread;
use super::visitor::remember_language;
use super::wording::word_errors;
use super::{
    api, batch, connect, docs, files, forms, headers, limited, map, mcp, mount, offered, operator,
    pages, share, soap,
};
use crate::address::href;
use crate::description::{Operation, Place};

/// What an address that is only read answers.
const READ: &str = "GET, HEAD, OPTIONS";
/// Seconds until a browser asks again what another site's script may do.
const ASKED_AGAIN: &str = "86400";
/// What an address that takes a body answers.
const ASKED: &str = "POST, OPTIONS";
/// What an address answers that does both.
const READ_AND_ASKED: &str = "GET, HEAD, POST, OPTIONS";

/// Everything a server answers.
pub fn configure(service: &mut ServiceConfig, desk: &Data<Desk>, readiness: &Data<Readiness>) {
    let table = web::scope("")
        .service(read(href::HOME, pages::home))
        .service(read(href::SEARCH, pages::search))
        .service(read(href::CONNECT, connect::page))
        .service(read(href::CONNECT_SVG, connect::svg))
        .service(read(href::CONNECT_PNG, connect::png))
        .service(read(href::BETWEEN, pages::between))
        .service(read(href::MAP, map::page))
        .service(read(href::MAP_SVG, map::svg))
        .service(read(href::MAP_PNG, map::png))
        .service(read(href::EMBED, share::embed))
        .service(read(href::OEMBED, share::oembed))
        .service(read(href::ABOUT, pages::about))
        .service(read(href::RANDOM, pages::random))
        .service(read(href::BOSTON, pages::boston))
        .service(read(href::DOCS, docs::docs))
        .service(read(href::OPENAPI, docs::openapi))
        .service(read(href::API_CATALOG, docs::api_catalog))
        .service(described(&Operation::INDEX, api::index))
        .service(described(&Operation::ITEMS, api::items))
        .service(described(&Operation::PATHS, api::paths))
        .service(asked(&Operation::BATCH.path(), batch::paths))
        .service(described(&Operation::BETWEEN, api::between))
        .service(described(&Operation::GRAPH, api::graph))
        .service(described(&Operation::CENTRE, api::centre))
        .service(described(&Operation::MAP, api::map))
        .service(described(&Operation::REGIONS, api::regions))
        .service(described(&Operation::GALLERIES, api::galleries))
        .service(described(&Operation::RANDOM_PAIR, api::random_pair))
        .service(asked(href::MCP, mcp::answer))
        .service(read_and_asked(href::SOAP, soap::describe, soap::answer))
        .service(read("/healthz", operator::alive))
        .service(read("/readyz", operator::ready))
        .service(read(&format!("{}{{name}}", href::STATIC), files::asset))
        .service(read("/favicon.ico", files::favicon))
        .service(read("/robots.txt", files::robots))
        // Addresses that differ are looked at last: comparing with them takes longest.
        .service(read(&format!("{}{{kind}}", href::PROBLEMS), docs::problem))
        .service(read(&of_item(href::ITEMS, href::DEGREES), pages::degrees))
        .service(read(
            &of_item(href::ITEMS, href::DEGREES_SVG),
            pages::degrees_svg,
        ))
        .service(read(&of_item(href::ITEMS, ""), pages::item))
        .service(in_form(&Operation::ITEMS, api::items))
        .service(in_form(&Operation::PATHS, api::paths))
        .service(in_form(&Operation::BETWEEN, api::between))
        .service(in_form(&Operation::GRAPH, api::graph))
        .service(in_form(&Operation::CENTRE, api::centre))
        .service(in_form(&Operation::MAP, api::map))
        .service(in_form(&Operation::REGIONS, api::regions))
        .service(in_form(&Operation::GALLERIES, api::galleries))
        .service(in_form(&Operation::RANDOM_PAIR, api::random_pair))
        .service(in_form(&Operation::NEIGHBOURS, api::neighbours))
        .service(in_form(&Operation::DEGREES, api::degrees))
        .service(described(&Operation::NEIGHBOURS, api::neighbours))
        .service(described(&Operation::DEGREES, api::degrees))
        .service(described(&Operation::LINK, api::link))
        .service(described(&Operation::ITEM, api::item))
        .default_service(web::to(nothing_here));
    let table = if desk.has_admin {
        table
    } else {
        table.service(read("/metrics", operator::metrics))
    };
    let table = table
        .wrap(from_fn(word_errors))
        .wrap(from_fn(limited::limit))
        .wrap(from_fn(hold_unread))
        .wrap(from_fn(remember_language))
        .wrap(from_fn(headers::open_the_api))
        .wrap(from_fn(headers::limit_documents))
        .wrap(headers::of_every_response())
        .wrap(from_fn(code))
        .wrap(from_fn(headers::make_room))
        .wrap(from_fn(headers::log))
        .wrap(from_fn(name_requests))
        .wrap(from_fn(operator::time))
        .wrap(from_fn(mount::take_base_off));
    service
        .app_data(desk.clone())
        .app_data(readiness.clone())
        .service(table);
}

/// What is answered at the address for operators.
pub(super) fn configure_admin(
    service: &mut ServiceConfig,
    desk: &Data<Desk>,
    readiness: &Data<Readiness>,
) {
    let table = web::scope("")
        .service(read("/healthz", operator::alive))
        .service(read("/readyz", operator::ready))
        .service(read("/metrics", operator::metrics))
        .service(read("/generations/CURRENT", offered::current))
        .service(read("/generations/{name}/{file}", offered::file))
        .default_service(web::to(nothing_here))
        .wrap(from_fn(word_errors))
        .wrap(from_fn(hold_unread))
        .wrap(headers::of_every_response())
        .wrap(from_fn(code));
    service
        .app_data(desk.clone())
        .app_data(readiness.clone())
        .service(table);
}

/// The addresses of all items. An id in a path is the whole rest of it, so that ids with a slash
/// survive proxies that decode it; the handlers read it from the path as it was sent.
fn of_item(before: &str, after: &str) -> String {
    format!("{before}{{id:.+}}{after}")
}

/// An operation of the API: its address stands in the table that describes it.
fn described<F, Args>(operation: &Operation, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    read(&pattern(operation), handler)
}

/// The same operation where a suffix of its path names the form of the answer.
fn in_form<F, Args>(operation: &Operation, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let path = pattern(operation);
    read(&format!("{path}.{{{}:[a-z.-]+}}", forms::SUFFIX), handler)
}

/// The addresses of an operation.
fn pattern(operation: &Operation) -> String {
    match operation.place {
        Place::At(path) => path.to_owned(),
        Place::OfItem(after) => of_item(href::API_ITEMS, after),
        Place::OfTwoItems => format!("{}{{ids:.+}}", href::API_LINKS),
    }
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

/// An address that is read, and takes a question as a body.
fn read_and_asked<R, RArgs, A, AArgs>(path: &str, reader: R, asker: A) -> Resource
where
    R: Handler<RArgs>,
    RArgs: FromRequest + 'static,
    R::Output: Responder + 'static,
    A: Handler<AArgs>,
    AArgs: FromRequest + 'static,
    A::Output: Responder + 'static,
{
    web::resource(path)
        .route(
            web::route()
                .guard(guard::Any(guard::Get()).or(guard::Head()))
                .to(reader),
        )
        .route(web::post().to(asker))
        .default_service(web::to(|request| other_methods(request, READ_AND_ASKED)))
}

async fn nothing_here(request: HttpRequest) -> Result<HttpResponse, WebError> {
    api::nothing_here(&request)
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
        .insert_header((
            ACCESS_CONTROL_ALLOW_HEADERS,
            "*, Cartway-Generation, Content-Type",
        ))
        .insert_header((ACCESS_CONTROL_MAX_AGE, ASKED_AGAIN))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish())
}
