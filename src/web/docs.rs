//! The description of the API: for programs, and as pages for people. Both are there without a graph,
//! too: whoever is told that there is none is led here.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{Turn, look_up};
use super::error::WebError;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, ProblemKind, href};
use crate::description::{self, Examples};
use crate::pages::{DocsPage, ProblemPage, render};

/// `/docs`: what can be asked, and how.
pub(super) async fn docs(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Person)?;
    look_up(desk, &request, (), |turn, ()| {
        let front = turn.front().ok();
        let stamp = front.as_ref().map(|front| &front.stamp);
        let frame = turn.frame_with(stamp, front.as_deref());
        let html = render(&DocsPage::new(&frame, &examples(turn)))?;
        Ok(Reply::any_page(stamp, html))
    })
    .await
}

/// `/problems/{kind}`: what a kind of problem means, and what to do.
pub(super) async fn problem(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let name = request.match_info().get("kind").unwrap_or_default();
    let kind = ProblemKind::from_name(name).ok_or(WebError::NotFound)?;
    address::none(request.query_string(), Asker::Person)?;
    look_up(desk, &request, kind.name(), move |turn, _| {
        let front = turn.front().ok();
        let stamp = front.as_ref().map(|front| &front.stamp);
        let frame = turn.frame_with(stamp, front.as_deref());
        let html = render(&ProblemPage::new(&frame, kind)?)?;
        Ok(Reply::any_page(stamp, html))
    })
    .await
}

/// `/openapi.json`: the description for programs.
pub(super) async fn openapi(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Program)?;
    look_up(desk, &request, (), |turn, ()| {
        let front = turn.front().ok();
        let document = description::openapi(turn.origin(), &examples(turn))?;
        let stamp = front.as_ref().map(|front| &front.stamp);
        Reply::json(stamp, "application/json", &document)
    })
    .await
}

/// `/.well-known/api-catalog`: where the API is described (RFC 9727).
pub(super) async fn api_catalog(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    look_up(desk, &request, (), |turn, ()| {
        let front = turn.front().ok();
        let stamp = front.as_ref().map(|front| &front.stamp);
        let catalog = description::api_catalog(turn.origin());
        let reply = Reply::json(stamp, "application/linkset+json", &catalog)?;
        Ok(reply.linked(&[(href::at(href::API_CATALOG), "api-catalog")]))
    })
    .await
}

/// What examples ask about: the first pair of the start page, else that of the bundled sample.
fn examples(turn: &Turn) -> Examples {
    let front = turn.front().ok();
    let pair = front.as_ref().and_then(|front| front.featured.first());
    let usual = Examples::default();
    match pair {
        Some(pair) => Examples {
            from: pair.from.id.clone(),
            to: pair.to.id.clone(),
            category: pair
                .from
                .category()
                .map(|category| category.name().to_owned()),
            text: pair.from.title.clone(),
        },
        None => usual,
    }
}
