//! What other sites show of our pages of connections: the picture for a link, the page for a frame,
//! and what they ask to find out about both.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::ask_kept;
use super::error::WebError;
use super::oembed;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker};
use crate::pages::{Asked, EmbedPage, render, share};

/// `/embed/connect?from=&to=`: the picture and its sentence, to stand in a frame of any site.
pub(super) async fn embed(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::paths(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on(error, Asked::Connections(question)))?;
        let frame = turn.frame(&answer.generation);
        let html = render(&EmbedPage::new(&frame, &answer)?)?;
        Ok(Reply::framed_page(&answer.generation, html))
    })
    .await
}

/// `/oembed?url=`: how a page of connections is embedded (oembed.com).
pub(super) async fn oembed(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let asked = oembed::oembed(request.query_string())?;
    if asked.format.is_some_and(|format| format != "json") {
        return Ok(HttpResponse::new(StatusCode::NOT_IMPLEMENTED));
    }
    let visitor = desk.visitor(&request);
    let query = share::embeddable(&asked.url, &visitor.origin).ok_or(WebError::NotFound)?;
    let question = address::paths(query, Asker::Person)?;
    ask_kept(
        desk,
        &request,
        (question, asked.room),
        |turn, (question, room)| {
            let answer = turn
                .connect(&question)
                .map_err(|error| WebError::on(error, Asked::Connections(question)))?;
            let frame = turn.frame(&answer.generation);
            Reply::json(
                Some(&answer.generation),
                "application/json",
                &share::oembed(&frame, &answer, room)?,
            )
        },
    )
    .await
}
