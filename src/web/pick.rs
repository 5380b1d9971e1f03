//! What stands in a box is an id or a text. A text is looked up; what several items answer to is
//! given back as a list to pick from, and the question goes on from there.
//!
//! An address whose ends are both ids is one that Cartway printed, and is asked as it stands. Where one
//! is a text, somebody typed it, and then the other may be a title too, though it is an id.

use actix_web::http::StatusCode;

use super::ask::Turn;
use super::error::WebError;
use super::reply::Reply;
use crate::explorer::{ExplorerError, Resolved, SearchAnswer};
use crate::pages::{Asked, End, Pick, SearchPage, render};

/// Looks both ends up: on to the page if each means one item, else the first choice to make.
pub(super) fn looked_up(turn: &Turn, asked: Asked) -> Result<Reply, WebError> {
    let from = turn.session()?.resolve(asked.end(End::From))?;
    let to = turn.session()?.resolve(asked.end(End::To))?;
    let mut question = asked.clone();
    let mut called = |end, resolved: &Resolved| match resolved {
        Resolved::Item(card) => {
            question = question.clone().with_end(end, &card.id);
            card.title.clone()
        }
        Resolved::Choice(_) => asked.end(end).to_owned(),
    };
    let from_title = called(End::From, &from);
    let to_title = called(End::To, &to);
    let is_other_open = matches!((&from, &to), (Resolved::Choice(_), Resolved::Choice(_)));
    let (choice, end, other) = match (from, to) {
        (Resolved::Item(_), Resolved::Item(_)) => return Ok(Reply::see_other(&question.href())),
        (Resolved::Choice(choice), _) => (choice, End::From, to_title),
        (Resolved::Item(_), Resolved::Choice(choice)) => (choice, End::To, from_title),
    };
    let pick = Pick {
        end,
        question,
        other,
        is_other_open,
    };
    picked_from(turn, &choice, &pick)
}

/// What to answer to a question with an option that could not be heard: on to the same question
/// with the id of the item that is meant, where a text typed as a stop or as an item to leave out
/// means just one; else what is wrong.
pub(super) fn on_the_way(
    turn: &Turn,
    error: ExplorerError,
    asked: Asked,
) -> Result<Reply, WebError> {
    if let ExplorerError::UnknownItem { part, value, .. } = &error
        && let Resolved::Item(card) = turn.session()?.resolve(value)?
        && let Some(mended) = asked.with_id(*part, value, &card.id)
    {
        return Ok(Reply::see_other(&mended.href()));
    }
    Err(WebError::on(error, asked))
}

fn picked_from(turn: &Turn, choice: &SearchAnswer, pick: &Pick) -> Result<Reply, WebError> {
    let frame = turn.frame(&choice.generation);
    let html = render(&SearchPage::picking(&frame, choice, pick))?;
    let reply = Reply::page(&choice.generation, html);
    if choice.items.is_empty() {
        return Ok(reply.with_status(StatusCode::NOT_FOUND).never_kept());
    }
    Ok(reply)
}
