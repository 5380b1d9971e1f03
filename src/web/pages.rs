//! The pages for people, but for the one of connections.

use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{ask, ask_kept, look_up};
use super::error::WebError;
use super::pick;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::explorer::{DegreesQuestion, ExplorerError, PathsQuestion};
use crate::pages::{
    AboutPage, Asked, BetweenPage, DegreesPage, HomePage, ItemPage, SearchPage, degrees_picture,
    render,
};

/// `/`: two boxes, pairs worth seeing, what this catalogue is.
pub(super) async fn home(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Person)?;
    look_up(desk, &request, (), |turn, ()| {
        let answer = turn.session()?.graph();
        let galleries = turn.session()?.galleries();
        let frame = turn.frame(&answer.generation);
        let featured = &turn.front()?.featured;
        let html = render(&HomePage::new(&frame, &answer, &galleries, featured))?;
        Ok(Reply::page(&answer.generation, html))
    })
    .await
}

/// `/search?q=`: what was found.
pub(super) async fn search(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::search(request.query_string(), Asker::Person)?;
    look_up(desk, &request, question, |turn, question| {
        let answer = turn.session()?.search(&question)?;
        let frame = turn.frame(&answer.generation);
        let html = render(&SearchPage::new(&frame, &answer))?;
        Ok(Reply::page(&answer.generation, html))
    })
    .await
}

/// `/items/{id}`: an item and what is bought with it.
pub(super) async fn item(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let id =
        address::id_in_path(request.uri().path(), href::ITEMS, "")?.ok_or(WebError::NotFound)?;
    let question = address::neighbours(id, request.query_string(), Asker::Person)?;
    look_up(desk, &request, question, |turn, question| {
        let answer = turn.session()?.neighbours(&question)?;
        let frame = turn.frame(&answer.generation);
        let html = render(&ItemPage::new(&frame, &answer)?)?;
        Ok(Reply::page(&answer.generation, html))
    })
    .await
}

/// `/items/{id}/degrees`: how far everything else is from it.
pub(super) async fn degrees(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id = address::id_in_path(path, href::ITEMS, href::DEGREES)?.ok_or(WebError::NotFound)?;
    let question = address::degrees(id, request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.session()?.degrees(&question)?;
        let frame = turn.frame(&answer.generation);
        let html = render(&DegreesPage::new(&frame, &answer))?;
        Ok(Reply::page(&answer.generation, html))
    })
    .await
}

/// `/items/{id}/degrees.svg`: the same as a picture of columns.
pub(super) async fn degrees_svg(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let path = request.uri().path();
    let id =
        address::id_in_path(path, href::ITEMS, href::DEGREES_SVG)?.ok_or(WebError::NotFound)?;
    address::none(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, id, |turn, id| {
        let answer = turn.session()?.degrees(&DegreesQuestion::new(id))?;
        let svg = degrees_picture(turn.texts(), &answer)?;
        if svg.is_empty() {
            // Nothing is bought with it, so there is nothing to draw.
            return Err(WebError::NotFound);
        }
        Ok(Reply::picture(&answer.generation, svg))
    })
    .await
}

/// `/between?from=&to=`: what stands between two items.
pub(super) async fn between(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    if address::is_blank_form(request.query_string()) {
        return Ok(Reply::see_other(&href::home()).response());
    }
    let question = address::between(request.query_string(), Asker::Person)?;
    let is_untidy = address::has_empty_fields(request.query_string());
    let asked = (question, is_untidy);
    ask_kept(
        desk,
        &request,
        asked,
        |turn, (question, is_untidy)| match turn.session()?.between(&question) {
            Ok(_) if is_untidy => Ok(Reply::see_other(&href::between(&question))),
            Ok(answer) => {
                let frame = turn.frame(&answer.generation);
                let html = render(&BetweenPage::new(&frame, &answer)?)?;
                Ok(Reply::page(&answer.generation, html))
            }
            Err(ExplorerError::UnknownItem { part, .. }) if part.is_end() => {
                pick::looked_up(turn, Asked::Middle(question))
            }
            Err(error) => pick::on_the_way(turn, error, Asked::Middle(question)),
        },
    )
    .await
}

/// `/about`: what these data are.
pub(super) async fn about(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Person)?;
    look_up(desk, &request, (), |turn, ()| {
        let answer = turn.session()?.graph();
        let frame = turn.frame(&answer.generation);
        let galleries = turn.session()?.galleries();
        let html = render(&AboutPage::new(&frame, &answer, &galleries)?)?;
        Ok(Reply::page(&answer.generation, html))
    })
    .await
}

/// `/random?category=&min_hops=`: on to a pair worth seeing.
pub(super) async fn random(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::random_pair(request.query_string(), Asker::Person)?;
    ask(desk, &request, move |turn| {
        let pair = turn.session()?.random_pair(&question, &mut rand::rng())?;
        let question = PathsQuestion::new(pair.from.id, pair.to.id);
        Ok(Reply::see_other(&href::connect(&question)))
    })
    .await
}

/// `/cgi-bin/boston?title1=&title2=`: the ancestor's address, for those who remember it.
pub(super) async fn boston(request: HttpRequest) -> HttpResponse {
    let question = address::boston(request.query_string());
    let href = question.map_or_else(href::home, |question| href::connect(&question));
    HttpResponse::MovedPermanently()
        .insert_header((LOCATION, href))
        .finish()
}
