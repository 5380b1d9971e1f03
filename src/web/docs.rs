//! The description of the API: for programs, and as pages for people. Both are there without a graph,
//! too: whoever is told that there is none is led here.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::ask::{Turn, look_up};
use super::error::WebError;
use super::front::FrontPage;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, ProblemKind, href};
use crate::description::{self, Examples};
use crate::explorer::GenerationStamp;
use crate::pages::{DocsPage, Frame, ProblemPage, render};

/// `/docs`: what can be asked, and how.
pub(super) async fn docs(request: HttpRequest, desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Person)?;
    look_up(desk, &request, (), |turn, ()| {
        page(turn, |frame, front| {
            Ok(render(&DocsPage::new(frame, &examples(front)))?)
        })
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
        page(turn, |frame, _| {
            Ok(render(&ProblemPage::new(frame, kind)?)?)
        })
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
        let front = front.as_deref();
        let document = description::openapi(turn.origin(), &examples(front))?;
        Reply::json(stamp(front), "application/json", &document)
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
        let catalog = description::api_catalog(turn.origin());
        let stamp = stamp(front.as_deref());
        let reply = Reply::json(stamp, "application/linkset+json", &catalog)?;
        Ok(reply.linked(&[(href::at(href::API_CATALOG), "api-catalog")]))
    })
    .await
}

/// A page on the API, with what pages show of a generation where there is one.
fn page(
    turn: &Turn,
    html: impl FnOnce(&Frame, Option<&FrontPage>) -> Result<String, WebError>,
) -> Result<Reply, WebError> {
    let front = turn.front().ok();
    let front = front.as_deref();
    let frame = turn.frame_with(stamp(front), front);
    Ok(Reply::any_page(stamp(front), html(&frame, front)?))
}

fn stamp(front: Option<&FrontPage>) -> Option<&GenerationStamp> {
    front.map(|front| &front.stamp)
}

/// What examples ask about: the first pair of the start page, else that of the bundled sample.
fn examples(front: Option<&FrontPage>) -> Examples {
    let Some(pair) = front.and_then(|front| front.featured.first()) else {
        return Examples::default();
    };
    let category = pair.from.category();
    Examples {
        from: pair.from.id.clone(),
        to: pair.to.id.clone(),
        category: category.map(|category| category.name().to_owned()),
        text: pair.from.title.clone(),
    }
}
