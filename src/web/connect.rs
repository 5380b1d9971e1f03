//! The page of connections and its picture. What stands in a box is an id or a text; a text is
//! looked up, and what several items answer to is given back as a list to pick from.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::desk::{Turn, ask_kept};
use super::params::{self, Asker};
use super::reply::Reply;
use super::{Desk, WebError};
use crate::explorer::{ExplorerError, Outcome, PathsAnswer, PathsQuestion, Resolved, SearchAnswer};
use crate::view::layout::Orientation;
use crate::view::pages::{ConnectPage, End, Pick, SearchPage};
use crate::view::texts::Texts;
use crate::view::{href, picture, preview, words};

/// `/connect?from=&to=`: how two items are connected.
pub(super) async fn page(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    if params::is_blank_form(request.query_string()) {
        return Ok(Reply::see_other(href::HOME).into_response());
    }
    let question = params::paths(request.query_string(), Asker::Person)?;
    let is_untidy = params::has_empty_fields(request.query_string());
    let address = href::connect(&question);
    ask_kept(desk, &request, &address, move |turn| {
        match turn.connect(&question) {
            // A form sends every field it has; the address that is shared needs those with values.
            Ok(_) if is_untidy => Ok(Reply::see_other(&href::connect(&question))),
            Ok(answer) => shown(turn, &answer),
            Err(ExplorerError::UnknownItem {
                param: "from" | "to",
                ..
            }) => looked_up(turn, question),
            Err(error) => {
                on_the_way(turn, &error, &question)?.ok_or(WebError::on_connect(error, question))
            }
        }
    })
    .await
}

/// `/connect.svg`: the picture alone. Both ends are ids; where there is no connection there is no
/// picture either, which is a 404 that says so.
pub(super) async fn svg(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = params::paths(request.query_string(), Asker::Person)?;
    let address = href::connect_svg(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on_connect(error, question))?;
        let Outcome::Found(found) = &answer.outcome else {
            let headline = words::headline(Texts::default(), &answer);
            return Err(WebError::NoPicture { headline });
        };
        let svg = picture::stand_alone(turn.texts(), &answer, found, Orientation::Across)?;
        Ok(Reply::picture(&answer.generation, svg))
    })
    .await
}

/// `/connect.png`: the picture beside a link to the page. Both ends are ids; where there is no
/// connection the picture says so.
pub(super) async fn png(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = params::paths(request.query_string(), Asker::Person)?;
    let address = href::connect_png(&question);
    ask_kept(desk, &request, &address, move |turn| {
        let answer = turn
            .connect(&question)
            .map_err(|error| WebError::on_connect(error, question))?;
        let png = preview::png(&answer, turn.catalogue_name())?;
        Ok(Reply::preview(&answer.generation, png))
    })
    .await
}

fn shown(turn: &Turn, answer: &PathsAnswer) -> Result<Reply, WebError> {
    let frame = turn.frame(&answer.generation);
    let front = turn.front()?;
    let html = ConnectPage::new(&frame, answer, &front.categories)?.render()?;
    Ok(Reply::page(&answer.generation, html))
}

/// The same question with the id of the item that is meant, where a text typed as a stop or as an
/// item to leave out means just one.
fn on_the_way(
    turn: &Turn,
    error: &ExplorerError,
    question: &PathsQuestion,
) -> Result<Option<Reply>, WebError> {
    let ExplorerError::UnknownItem { param, value, .. } = error else {
        return Ok(None);
    };
    let Resolved::Item(card) = turn.explorer.resolve(value)? else {
        return Ok(None);
    };
    let mended = question.with_id(param, value, &card.id);
    Ok(mended.map(|mended| Reply::see_other(&href::connect(&mended))))
}

/// Looks both ends up: on to the connection if each means one item, else the first choice to make.
fn looked_up(turn: &Turn, mut question: PathsQuestion) -> Result<Reply, WebError> {
    let from = turn.explorer.resolve(&question.from)?;
    let to = turn.explorer.resolve(&question.to)?;
    let mut other = (question.from.clone(), question.to.clone());
    if let Resolved::Item(card) = &from {
        question.from.clone_from(&card.id);
        other.0.clone_from(&card.title);
    }
    if let Resolved::Item(card) = &to {
        question.to.clone_from(&card.id);
        other.1.clone_from(&card.title);
    }
    let (choice, end, other) = match (from, to) {
        (Resolved::Item(_), Resolved::Item(_)) => {
            return Ok(Reply::see_other(&href::connect(&question)));
        }
        (Resolved::Choice(choice), _) => (choice, End::From, other.1),
        (Resolved::Item(_), Resolved::Choice(choice)) => (choice, End::To, other.0),
    };
    let pick = Pick {
        end,
        question,
        other,
    };
    picked_from(turn, &choice, &pick)
}

fn picked_from(turn: &Turn, choice: &SearchAnswer, pick: &Pick) -> Result<Reply, WebError> {
    let frame = turn.frame(&choice.generation);
    let html = SearchPage::picking(&frame, choice, pick).render()?;
    let reply = Reply::page(&choice.generation, html);
    if choice.items.is_empty() {
        return Ok(reply.with_status(StatusCode::NOT_FOUND).never_kept());
    }
    Ok(reply)
}
