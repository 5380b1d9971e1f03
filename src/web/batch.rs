//! Many pairs in one call.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::ask::ask_batch;
use super::body;
use super::error::WebError;
use super::forms;
use super::state::Desk;
use crate::address::{self, Asker};
use crate::api::{self, AskedPair};
use crate::description::Operation;
use crate::explorer::PairQuestion;

/// `POST /v1/paths/batch`: how the items of each pair are connected, all from one generation. What
/// is wrong with a pair stands in its place; the others are answered.
pub(super) async fn paths(
    request: HttpRequest,
    payload: Payload,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let form = forms::wanted(&request, &Operation::BATCH)?;
    address::none(request.query_string(), Asker::Program)?;
    let body = body::json_body(&request, payload, &desk).await?;
    let instance = request.path().to_owned();
    ask_batch(desk, &request, move |turn| {
        let batch = address::batch(&body)?;
        let pairs = batch.pairs.into_iter();
        let asked: Vec<AskedPair> = pairs
            .map(|pair| pair.map_err(|error| Box::new(WebError::from(error).problem(&instance))))
            .collect();
        let pairs: Vec<PairQuestion> = asked.iter().flatten().cloned().collect();
        let session = turn.session()?;
        let answer = session.connect_all(&pairs);
        turn.metrics().searched_all(&answer);
        let cards = batch.titles.then(|| session.cards(answer.ids()));
        let body = api::batch(&asked, &answer, cards.as_deref(), &instance);
        let reply = turn.body(&Operation::BATCH, form, &answer.generation, &body)?;
        Ok(reply.never_kept())
    })
    .await
}
