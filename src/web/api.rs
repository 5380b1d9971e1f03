//! The addresses for programs. Every answer is JSON, every error a problem body.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{ask, ask_kept, look_up};
use super::error::WebError;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::api;

/// `GET /v1/items`: which items a text means.
pub(super) async fn items(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::search(request.query_string(), Asker::Program)?;
    look_up(desk, &request, question, |turn, question| {
        let answer = turn.session()?.search(&question)?;
        let reply = Reply::json(&answer.generation, &api::search(&answer))?;
        Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_items)))
    })
    .await
}

/// `GET /v1/items/{id}`: one item.
pub(super) async fn item(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let id = address::id_in_path(request.uri().path(), href::API_ITEMS, "")?
        .ok_or(WebError::NotFound)?;
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, id, |turn, id| {
        let answer = turn.session()?.item(&id)?;
        Reply::json(&answer.generation, &api::item(&answer))
    })
    .await
}

/// `GET /v1/items/{id}/neighbours`: what is bought with it.
pub(super) async fn neighbours(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id = address::id_in_path(path, href::API_ITEMS, href::API_NEIGHBOURS)?
        .ok_or(WebError::NotFound)?;
    let question = address::neighbours(id, request.query_string(), Asker::Program)?;
    look_up(desk, &request, question, |turn, question| {
        let answer = turn.session()?.neighbours(&question)?;
        let reply = Reply::json(&answer.generation, &api::neighbours(&answer))?;
        Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_neighbours)))
    })
    .await
}

/// `GET /v1/items/{id}/degrees`: how far everything else is from it.
pub(super) async fn degrees(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id =
        address::id_in_path(path, href::API_ITEMS, href::DEGREES)?.ok_or(WebError::NotFound)?;
    let question = address::degrees(id, request.query_string(), Asker::Program)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.session()?.degrees(&question)?;
        Reply::json(&answer.generation, &api::degrees(&answer))
    })
    .await
}

/// `GET /v1/paths`: how two items are connected.
pub(super) async fn paths(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::paths(request.query_string(), Asker::Program)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.connect(&question)?;
        Reply::json(&answer.generation, &api::paths(&answer))
    })
    .await
}

/// `GET /v1/between`: what stands in the middle between two items.
pub(super) async fn between(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::between(request.query_string(), Asker::Program)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.session()?.between(&question)?;
        Reply::json(&answer.generation, &api::between(&answer))
    })
    .await
}

/// `GET /v1/graph`: what the catalogue is.
pub(super) async fn graph(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, (), |turn, ()| {
        let answer = turn.session()?.graph();
        Reply::json(&answer.generation, &api::graph(&answer))
    })
    .await
}

/// `GET /v1/graph/centre`: which items are nearest to all others.
pub(super) async fn centre(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::centre(request.query_string(), Asker::Program)?;
    look_up(desk, &request, question, |turn, question| {
        let answer = turn.session()?.centre(&question)?;
        let reply = Reply::json(&answer.generation, &api::centre(&answer))?;
        Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_centre)))
    })
    .await
}

/// `GET /v1/galleries`: what is worth a look.
pub(super) async fn galleries(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, (), |turn, ()| {
        let answer = turn.session()?.galleries();
        Reply::json(&answer.generation, &api::galleries(&answer))
    })
    .await
}

/// `GET /v1/random-pair`: two items worth connecting.
pub(super) async fn random_pair(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::random_pair(request.query_string(), Asker::Program)?;
    ask(desk, &request, move |turn| {
        let stamp = turn.session()?.generation();
        let pair = turn.session()?.random_pair(&question, &mut rand::rng())?;
        Ok(Reply::json(&stamp, &api::pair(&pair))?.never_kept())
    })
    .await
}
