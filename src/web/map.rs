//! The map: its page, and a view of it as SVG and as PNG.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::ask_kept;
use super::error::WebError;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::explorer::{ExplorerError, MapMark, MapQuestion, Part, Resolved, SearchQuestion};
use crate::pages::{MapPage, render};
use crate::picture::{atlas, preview};

/// `/map`: a view of the map, with an item or a way on it. What stands in its box may be a text: one
/// that means one item leads there, any other to the search.
pub(super) async fn page(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = address::map(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        match turn.session()?.map(&question) {
            Ok(answer) => {
                let frame = turn.frame(&answer.generation);
                let html = render(&MapPage::new(&frame, &answer)?)?;
                Ok(Reply::page(&answer.generation, html))
            }
            Err(ExplorerError::UnknownItem {
                part: Part::Id,
                value,
                ..
            }) => Ok(Reply::see_other(&match turn.session()?.resolve(&value)? {
                Resolved::Item(card) => href::map(&MapQuestion {
                    mark: Some(MapMark::Item(card.id)),
                    ..question
                }),
                Resolved::Choice(_) => href::search(&SearchQuestion::new(value)),
            })),
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// `/map.svg`: the same view alone.
pub(super) async fn svg(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = address::map(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.session()?.map(&question)?;
        let svg = atlas::stand_alone(turn.texts(), &answer)?;
        Ok(Reply::picture(&answer.generation, svg))
    })
    .await
}

/// `/map.png`: the same view as pixels.
pub(super) async fn png(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let question = address::map(request.query_string(), Asker::Person)?;
    ask_kept(desk, &request, question, |turn, question| {
        let answer = turn.session()?.map(&question)?;
        let svg = atlas::for_pixels(turn.texts(), &answer)?;
        let png = preview::of_map(&svg, answer.view.width, answer.view.height)?;
        Ok(Reply::preview(&answer.generation, png))
    })
    .await
}
