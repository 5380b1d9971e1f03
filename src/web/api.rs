//! The questions of programs: each handler asks once and writes the answer in the form that is
//! wanted; every error is a problem body.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{ask, ask_kept, look_up};
use super::error::WebError;
use super::forms;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::api;
use crate::description::{self, Operation};
use crate::explorer::ExplorerError;
use crate::exports;

/// `GET /v1`: what there is.
pub(super) async fn index(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::INDEX)?;
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, form, |turn, form| {
        let stamp = turn.session()?.generation();
        let reply = turn.body(&Operation::INDEX, form, &stamp, &description::index(&stamp))?;
        Ok(reply.linked(&[
            (href::at(href::OPENAPI), "service-desc"),
            (href::at(href::DOCS), "service-doc"),
        ]))
    })
    .await
}

/// `GET /v1/items`: which items a text means.
pub(super) async fn items(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::ITEMS)?;
    let question = address::search(request.query_string(), Asker::Program)?;
    look_up(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.search(&question)?;
            let reply = turn.body_or_file(
                &Operation::ITEMS,
                form,
                &answer.generation,
                || api::search(&answer),
                |_| exports::search(&answer),
            )?;
            Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_items)))
        },
    )
    .await
}

/// `GET /v1/items/{id}`: one item. Ids are the whole rest of the path, so that an address of an item
/// with a slash too much at its end comes here, too, as an item that nobody knows.
pub(super) async fn item(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::ITEM)?;
    let id = id_before("", &request)?;
    let shorter = without_slash(&request);
    let parameters = address::none(request.query_string(), Asker::Program);
    if shorter.is_none() {
        parameters.clone()?;
    }
    look_up(desk, &request, (form, id), |turn, (form, id)| {
        match (turn.session()?.item(&id), shorter) {
            (Err(ExplorerError::UnknownItem { .. }), Some(shorter)) => Ok(Reply::moved(&shorter)),
            (answer, _) => {
                let answer = answer?;
                parameters?;
                let body = api::item(&answer);
                turn.body(&Operation::ITEM, form, &answer.generation, &body)
            }
        }
    })
    .await
}

/// `GET /v1/items/{id}/neighbours`: what is bought with it.
pub(super) async fn neighbours(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::NEIGHBOURS)?;
    let id = id_before(href::API_NEIGHBOURS, &request)?;
    let question = address::neighbours(id, request.query_string(), Asker::Program)?;
    look_up(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.neighbours(&question)?;
            let reply = turn.body_or_file(
                &Operation::NEIGHBOURS,
                form,
                &answer.generation,
                || api::neighbours(&answer),
                |format| exports::neighbours(&answer, format),
            )?;
            Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_neighbours)))
        },
    )
    .await
}

/// `GET /v1/items/{id}/degrees`: how far everything else is from it.
pub(super) async fn degrees(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::DEGREES)?;
    let id = id_before(href::DEGREES, &request)?;
    let question = address::degrees(id, request.query_string(), Asker::Program)?;
    ask_kept(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.degrees(&question)?;
            turn.body_or_file(
                &Operation::DEGREES,
                form,
                &answer.generation,
                || api::degrees(&answer),
                |_| exports::degrees(&answer),
            )
        },
    )
    .await
}

/// `GET /v1/links/{from}/{to}`: why two items are linked.
pub(super) async fn link(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::LINK)?;
    let question = address::link(request.uri().path())?.ok_or(WebError::NotFound)?;
    address::none(request.query_string(), Asker::Program)?;
    look_up(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.link(&question)?;
            turn.body(
                &Operation::LINK,
                form,
                &answer.generation,
                &api::link(&answer),
            )
        },
    )
    .await
}

/// `GET /v1/paths`: how two items are connected.
pub(super) async fn paths(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::PATHS)?;
    let question = address::paths(request.query_string(), Asker::Program)?;
    ask_kept(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.connect(&question)?;
            turn.body_or_file(
                &Operation::PATHS,
                form,
                &answer.generation,
                || api::paths(&answer),
                |format| exports::paths(&answer, format),
            )
        },
    )
    .await
}

/// `GET /v1/between`: what stands in the middle between two items.
pub(super) async fn between(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::BETWEEN)?;
    let question = address::between(request.query_string(), Asker::Program)?;
    ask_kept(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.between(&question)?;
            let body = api::between(&answer);
            turn.body(&Operation::BETWEEN, form, &answer.generation, &body)
        },
    )
    .await
}

/// `GET /v1/graph`: what the catalogue is.
pub(super) async fn graph(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::GRAPH)?;
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, form, |turn, form| {
        let answer = turn.session()?.graph();
        turn.body(
            &Operation::GRAPH,
            form,
            &answer.generation,
            &api::graph(&answer),
        )
    })
    .await
}

/// `GET /v1/graph/centre`: which items are nearest to all others.
pub(super) async fn centre(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::CENTRE)?;
    let question = address::centre(request.query_string(), Asker::Program)?;
    look_up(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.centre(&question)?;
            let reply = turn.body_or_file(
                &Operation::CENTRE,
                form,
                &answer.generation,
                || api::centre(&answer),
                |_| exports::centre(&answer),
            )?;
            Ok(reply.followed_by(answer.next_page().as_ref().map(href::api_centre)))
        },
    )
    .await
}

/// `GET /v1/map`: a view of the map.
pub(super) async fn map(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::MAP)?;
    let question = address::map(request.query_string(), Asker::Program)?;
    ask_kept(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.map(&question)?;
            turn.body_or_file(
                &Operation::MAP,
                form,
                &answer.generation,
                || api::map(&answer),
                |_| exports::map(&answer),
            )
        },
    )
    .await
}

/// `GET /v1/regions`: the regions of the map.
pub(super) async fn regions(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::REGIONS)?;
    let question = address::regions(request.query_string(), Asker::Program)?;
    look_up(
        desk,
        &request,
        (form, question),
        |turn, (form, question)| {
            let answer = turn.session()?.regions(&question)?;
            turn.body_or_file(
                &Operation::REGIONS,
                form,
                &answer.generation,
                || api::regions(&answer),
                |_| exports::regions(&answer, api::name_of_region),
            )
        },
    )
    .await
}

/// `GET /v1/galleries`: what is worth a look.
pub(super) async fn galleries(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::GALLERIES)?;
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, form, |turn, form| {
        let answer = turn.session()?.galleries();
        let body = api::galleries(&answer);
        turn.body(&Operation::GALLERIES, form, &answer.generation, &body)
    })
    .await
}

/// `GET /v1/random-pair`: two items worth connecting.
pub(super) async fn random_pair(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::RANDOM_PAIR)?;
    let question = address::random_pair(request.query_string(), Asker::Program)?;
    ask(desk, &request, move |turn| {
        let stamp = turn.session()?.generation();
        let pair = turn.session()?.random_pair(&question, &mut rand::rng())?;
        let reply = turn.body(&Operation::RANDOM_PAIR, form, &stamp, &api::pair(&pair))?;
        Ok(reply.never_kept())
    })
    .await
}

/// Whatever is asked under an address that there is not: with a slash at its end the one without it
/// may be meant.
pub(super) fn nothing_here(request: &HttpRequest) -> Result<HttpResponse, WebError> {
    let shorter = without_slash(request).ok_or(WebError::NotFound)?;
    Ok(Reply::moved(&shorter).response())
}

/// The id in the path of a request, before what stands behind it there.
fn id_before(after: &str, request: &HttpRequest) -> Result<String, WebError> {
    let path = request.uri().path();
    let form = forms::suffix(request).map_or(0, |suffix| suffix.len() + 1);
    let path = path.get(..path.len().saturating_sub(form));
    let id = address::id_in_path(path.unwrap_or_default(), href::API_ITEMS, after)?;
    id.ok_or(WebError::NotFound)
}

/// The address of a request to the API without the slashes at the end of its path, if there are any.
fn without_slash(request: &HttpRequest) -> Option<String> {
    let path = request.uri().path();
    let shorter = path.trim_end_matches('/');
    if shorter == path || !address::is_of_api(path) {
        return None;
    }
    Some(match request.query_string() {
        "" => href::at(shorter),
        query => href::at(&format!("{shorter}?{query}")),
    })
}
