//! The page of connections and its picture.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{Turn, ask_kept};
use super::error::WebError;
use super::pick;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::explorer::{ExplorerError, Outcome, PathsAnswer};
use crate::pages::{Asked, ConnectPage, render};
use crate::picture::layout::Orientation;
use crate::picture::{layered, preview};
use crate::words;
use crate::words::texts::Texts;

/// `/connect?from=&to=`: how two items are connected.
pub(super) async fn page(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    if address::is_blank_form(request.query_string()) {
        return Ok(Reply::see_other(&href::home()).response());
    }
    let question = address::paths(request.query_string(), Asker::Person)?;
    let is_untidy = address::has_empty_fields(request.query_string());
    let asked = (question, is_untidy);
    ask_kept(desk, &request, asked, |turn, (question, is_untidy)| {
        match turn.connect(&question) {
            // A form sends every field it has; the address that is shared needs those with values.
            Ok(_) if is_untidy => Ok(Reply::see_other(&href::connect(&question))),
            Ok(answer) => shown(turn, &answer),
            Err(ExplorerError::UnknownItem { part, .. }) if part.is_end() => {
                pick::looked_up(turn, Asked::Connections(question))
            }
            Err(error) => pick::on_the_way(turn, error, Asked::Connections(question)),
        }
    })
    .await
}

/// `/connect.svg`: the picture alone. Both ends are ids; where there is no connection there is no
/// picture either, which is a 404 that says so.
pub(super) async fn svg(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = address::paths(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on(error, Asked::Connections(question.clone())))?;
        let Outcome::Found(found) = &answer.outcome else {
            let headline = words::headline(Texts::default(), &answer);
            let said = words::headline(turn.texts(), &answer);
            return Err(WebError::NoPicture { headline, said });
        };
        let svg = layered::stand_alone(
            turn.frame(&answer.generation).manner(),
            &answer,
            found,
            Orientation::Across,
        )?;
        Ok(Reply::picture(&answer.generation, svg))
    })
    .await
}

/// `/connect.png`: the picture beside a link to the page. Both ends are ids; where there is no
/// connection the picture says so.
pub(super) async fn png(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = address::paths(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on(error, Asked::Connections(question.clone())))?;
        let png = preview::png(turn.texts(), &answer, turn.catalogue_name())?;
        Ok(Reply::preview(&answer.generation, png))
    })
    .await
}

fn shown(turn: &Turn, answer: &PathsAnswer) -> Result<Reply, WebError> {
    let front = turn.front()?;
    let frame = turn.frame_with(Some(&answer.generation), Some(&front));
    let html = render(&ConnectPage::new(&frame, answer, &front.categories)?)?;
    Ok(Reply::page(&answer.generation, html))
}
