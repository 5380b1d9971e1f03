//! The addresses for programs. Every answer is JSON, every error a problem body.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::desk::{ask, ask_kept};
use super::params::{self, Asker};
use super::reply::Reply;
use super::{Desk, WebError};
use crate::explorer::{CentreQuestion, NeighboursQuestion, SearchQuestion};
use crate::view::{href, json};

/// What comes before an item's id.
const ITEMS: &str = "/v1/items/";

/// `GET /v1/items`: which items a text means.
pub(super) async fn items(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = params::search(request.query_string(), Asker::Program)?;
    let address = href::api_items(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.search(&question)?;
        let next = answer.next.clone().map(|cursor| SearchQuestion {
            cursor: Some(cursor),
            ..question
        });
        let reply = Reply::json(&answer.generation, &json::search(&answer))?;
        Ok(reply.followed_by(next.as_ref().map(href::api_items)))
    })
    .await
}

/// `GET /v1/items/{id}`: one item.
pub(super) async fn item(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let id = params::id_in_path(request.uri().path(), ITEMS, "")?.ok_or(WebError::NotFound)?;
    params::none(request.query_string(), Asker::Program)?;
    let address = href::api_item(&id);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.item(&id)?;
        Reply::json(&answer.generation, &json::item(&answer))
    })
    .await
}

/// `GET /v1/items/{id}/neighbours`: what is bought with it.
pub(super) async fn neighbours(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id = params::id_in_path(path, ITEMS, "/neighbours")?.ok_or(WebError::NotFound)?;
    let question = params::neighbours(id, request.query_string(), Asker::Program)?;
    let address = href::api_neighbours(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.neighbours(&question)?;
        let next = answer.next.clone().map(|cursor| NeighboursQuestion {
            cursor: Some(cursor),
            ..question
        });
        let reply = Reply::json(&answer.generation, &json::neighbours(&answer))?;
        Ok(reply.followed_by(next.as_ref().map(href::api_neighbours)))
    })
    .await
}

/// `GET /v1/items/{id}/degrees`: how far everything else is from it.
pub(super) async fn degrees(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id = params::id_in_path(path, ITEMS, "/degrees")?.ok_or(WebError::NotFound)?;
    let question = params::degrees(id, request.query_string(), Asker::Program)?;
    let address = href::api_degrees(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.degrees(&question)?;
        Reply::json(&answer.generation, &json::degrees(&answer))
    })
    .await
}

/// `GET /v1/paths`: how two items are connected.
pub(super) async fn paths(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = params::paths(request.query_string(), Asker::Program)?;
    let address = href::api_paths(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.connect(&question)?;
        Reply::json(&answer.generation, &json::paths(&answer))
    })
    .await
}

/// `GET /v1/between`: what stands in the middle between two items.
pub(super) async fn between(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = params::between(request.query_string(), Asker::Program)?;
    let address = href::api_between(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.between(&question)?;
        Reply::json(&answer.generation, &json::between(&answer))
    })
    .await
}

/// `GET /v1/graph`: what the catalogue is.
pub(super) async fn graph(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    params::none(request.query_string(), Asker::Program)?;
    ask_kept(desk, &request, "/v1/graph", |turn| {
        let answer = turn.explorer.graph()?;
        Reply::json(&answer.generation, &json::graph(&answer))
    })
    .await
}

/// `GET /v1/graph/centre`: which items are nearest to all others.
pub(super) async fn centre(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = params::centre(request.query_string(), Asker::Program)?;
    let address = href::api_centre(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn.explorer.centre(&question)?;
        let next = answer.next.clone().map(|cursor| CentreQuestion {
            cursor: Some(cursor),
            ..question
        });
        let reply = Reply::json(&answer.generation, &json::centre(&answer))?;
        Ok(reply.followed_by(next.as_ref().map(href::api_centre)))
    })
    .await
}

/// `GET /v1/galleries`: what is worth a look.
pub(super) async fn galleries(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    params::none(request.query_string(), Asker::Program)?;
    ask_kept(desk, &request, href::API_GALLERIES, |turn| {
        let answer = turn.explorer.galleries()?;
        Reply::json(&answer.generation, &json::galleries(&answer))
    })
    .await
}

/// `GET /v1/random-pair`: two items worth connecting.
pub(super) async fn random_pair(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = params::random_pair(request.query_string(), Asker::Program)?;
    ask(desk, &request, move |turn| {
        let stamp = turn.explorer.generation()?;
        let pair = turn.explorer.random_pair(&question, &mut rand::rng())?;
        Ok(Reply::json(&stamp, &json::pair(&pair))?.never_kept())
    })
    .await
}
