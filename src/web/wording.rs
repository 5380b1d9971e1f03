//! Errors get their words: a page for people, a problem body (RFC 9457) for programs.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, Accept, CACHE_CONTROL, Header, Quality, RETRY_AFTER, VARY};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};

use super::error::{WebError, answered_here};
use super::forms;
use super::naming;
use super::reply::GENERATION;
use super::soap;
use super::state::Desk;
use crate::address::{self, href};
use crate::api::{self, ProblemBody};
use crate::explorer::GenerationStamp;
use crate::pages::{ErrorPage, render};

/// Gives a response that came of a [`WebError`] its body.
pub(super) async fn word_errors(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, actix_web::Error> {
    Ok(worded(next.call(request).await?))
}

/// A response with its body, if it came of a [`WebError`].
pub(super) fn worded(response: ServiceResponse<impl MessageBody + 'static>) -> ServiceResponse {
    let worded = response.response().error().and_then(|error| {
        let error = error.as_error::<WebError>()?;
        let desk = response.request().app_data::<Data<Desk>>()?;
        Some(word(error, response.request(), desk))
    });
    match worded {
        Some(worded) => response.into_response(worded),
        None => response.map_into_boxed_body(),
    }
}

fn word(error: &WebError, request: &HttpRequest, desk: &Desk) -> HttpResponse {
    let status = error.status_code();
    if matches!(error, WebError::Busy | WebError::TooOften { .. }) {
        // Expected under load, and as often as anybody likes.
        let path = naming::asked_for(request);
        desk.metrics.turned_away(error.kind());
        tracing::debug!(id = naming::name_of(request), path, "turned away");
    } else if status.is_server_error() {
        let path = naming::asked_for(request);
        tracing::error!(id = naming::name_of(request), path, %error, "no answer");
    }
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    // Of the generation that was asked, which may have been replaced since.
    let stamp = request.extensions().get::<GenerationStamp>().cloned();
    if let Some(stamp) = &stamp {
        response.insert_header((GENERATION, stamp.version.as_str()));
    }
    if let Some(seconds) = error.retry_after() {
        response.insert_header((RETRY_AFTER, seconds));
    }
    if let WebError::MethodNotAllowed { allowed } = error {
        response.insert_header((ALLOW, *allowed));
    }
    let problem = error.problem(&instance(request));
    let fault = || soap::fault(error, &problem, request);
    if let Some((status, media, fault)) = api::located_at(&desk.origin, fault) {
        return response.status(status).content_type(media).body(fault);
    }
    let page = if is_program(request) {
        // In which form depends on what it would rather have.
        response.insert_header((VARY, "accept"));
        None
    } else {
        page(error, request, desk, stamp)
    };
    match page {
        Some(html) => response.content_type("text/html; charset=utf-8").body(html),
        None => {
            let (media, body) = written(&problem, request, desk);
            response.content_type(media).body(body)
        }
    }
}

/// The address that was asked for.
fn instance(request: &HttpRequest) -> String {
    let uri = request.uri();
    let instance = uri
        .path_and_query()
        .map_or(uri.path(), |path| path.as_str());
    href::at(instance)
}

/// The body for a program with its media type: XML where it would rather have that than JSON.
fn written(body: &ProblemBody, request: &HttpRequest, desk: &Desk) -> (&'static str, String) {
    let is_xml = forms::prefers_xml(request);
    let write = || match is_xml {
        true => ("application/problem+xml", api::problem_to_xml(body)),
        false => ("application/problem+json", api::to_string(body)),
    };
    let (media, text) = api::located_at(&desk.origin, write);
    // A body of texts and numbers can always be written; the status says enough if not.
    (media, text.unwrap_or_default())
}

/// The page for an error; a program's body must do where even this page cannot be printed.
fn page(
    error: &WebError,
    request: &HttpRequest,
    desk: &Desk,
    stamp: Option<GenerationStamp>,
) -> Option<String> {
    let frame = desk.quick_frame(request, stamp);
    let page = match error {
        WebError::Unanswered { error, asked } => ErrorPage::of(&frame, error, asked.as_deref()),
        WebError::NoPicture { said, .. } => ErrorPage::no_picture(&frame, said),
        WebError::Param(fault) => {
            ErrorPage::new(&frame, fault.kind()).with_detail(fault.sentence(frame.texts))
        }
        WebError::MethodNotAllowed { allowed } => {
            let detail = answered_here(frame.texts, allowed);
            ErrorPage::new(&frame, error.kind()).with_detail(detail)
        }
        WebError::NotFound
        | WebError::NotAcceptable { .. }
        | WebError::Busy
        | WebError::TooOften { .. }
        | WebError::Panicked
        | WebError::Page(_)
        | WebError::Metrics(_)
        | WebError::Preview(_)
        | WebError::Body(_)
        | WebError::Envelope(_)
        | WebError::File(_)
        // A body is sent to the API, which answers programs.
        | WebError::Unreadable(_) => ErrorPage::new(&frame, error.kind()),
    };
    render(&page).ok()
}

/// Whether a program asked: always so at the addresses for programs; elsewhere if it would rather
/// have JSON than HTML.
fn is_program(request: &HttpRequest) -> bool {
    address::is_for_programs(request.path()) || prefers_json(request)
}

/// Whether `Accept` weighs JSON, or what is written in it, more than HTML.
fn prefers_json(request: &HttpRequest) -> bool {
    let Ok(accepted) = Accept::parse(request) else {
        return false;
    };
    let weight_of = |is_meant: fn(&str) -> bool| {
        let ranges = accepted.iter();
        let meant = ranges.filter(|range| is_meant(range.item.essence_str()));
        meant
            .map(|range| range.quality)
            .max()
            .unwrap_or(Quality::ZERO)
    };
    let json = weight_of(|media| media.ends_with("/json") || media.ends_with("+json"));
    json > weight_of(|media| matches!(media, "text/html" | "application/xhtml+xml" | "text/*"))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::ACCEPT;
    use actix_web::test::TestRequest;

    use super::*;

    fn prefers(accept: &str) -> bool {
        let request = TestRequest::default().insert_header((ACCEPT, accept));
        prefers_json(&request.to_http_request())
    }

    #[test]
    fn a_program_is_known_by_what_it_would_rather_have() {
        for accept in [
            "application/json",
            "application/problem+json, */*;q=0.1",
            "text/html;q=0.5, application/json",
        ] {
            assert!(prefers(accept), "{accept}");
        }
        for accept in [
            "*/*",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json;q=0, */*",
            "application/json;q=high",
            "",
        ] {
            assert!(!prefers(accept), "{accept}");
        }
    }
}
