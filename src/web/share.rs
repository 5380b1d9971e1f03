//! What other sites show of our pages of connections: the picture for a link, the page for a frame,
//! and what they ask to find out about both.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::desk::ask_kept;
use super::reply::Reply;
use super::{Desk, WebError, oembed};
use crate::address::href;
use crate::address::{self, Asker};
use crate::pages::share;
use crate::pages::{Asked, EmbedPage, render};

/// `/embed/connect?from=&to=`: the picture and its sentence, to stand in a frame of any site.
pub(super) async fn embed(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let question = address::paths(request.query_string(), Asker::Person)?;
    let address = href::embed(&question);
    ask_kept(desk, &request, &address, move |turn| {
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
    let address = href::oembed(&href::connect(&question));
    let address = format!("{address}&{}", asked.room.spelled());
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on(error, Asked::Connections(question)))?;
        let frame = turn.frame(&answer.generation);
        Reply::json(
            &answer.generation,
            &share::oembed(&frame, &answer, asked.room)?,
        )
    })
    .await
}
