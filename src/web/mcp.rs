//! The Model Context Protocol at one address: each message is answered by itself, without a stream
//! and without a session.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ORIGIN};
use actix_web::web::{Data, Payload};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use url::{Host, Url};

use super::ask::ask_by_name;
use super::body;
use super::error::WebError;
use super::named::Answered;
use super::reply::GENERATION;
use super::state::Desk;
use crate::address::{self, Asker, href};
use crate::explorer::GenerationStamp;
use crate::mcp::{self, Question, Received, Reply, Sent, Step};

/// `POST /mcp`: a message, or a batch of them.
pub(super) async fn answer(
    request: HttpRequest,
    payload: Payload,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Program)?;
    if let Some(origin) = foreign_origin(&request, &desk) {
        return Ok(response(&request, &mcp::forbidden(&origin)));
    }
    let body = body::json_body(&request, payload, &desk).await?;
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let sent = Sent {
        version: header("mcp-protocol-version"),
        method: header("mcp-method"),
        name: header("mcp-name"),
    };
    match mcp::received(&body, &sent) {
        Received::One(step) => Ok(match taken(step, &request, &desk).await {
            Some(reply) => response(&request, &reply),
            None => accepted(),
        }),
        Received::Many(steps) => {
            let mut bodies = Vec::new();
            for step in steps {
                bodies.extend(taken(step, &request, &desk).await.map(|reply| reply.body));
            }
            if bodies.is_empty() {
                return Ok(accepted());
            }
            let (status, body) = (200, bodies.into());
            Ok(response(&request, &Reply { status, body }))
        }
    }
}

/// What comes of a message; nothing, where nothing is to be answered.
async fn taken(step: Step, request: &HttpRequest, desk: &Data<Desk>) -> Option<Reply> {
    match step {
        Step::Nothing => None,
        Step::Answer(reply) => Some(reply),
        Step::Ask(question) => Some(match asked(&question, request, desk).await {
            Ok(reply) => reply,
            // A model that asked for what is not there, or at a busy time, can ask again.
            Err(error) => mcp::refused(&question, &error.problem(&href::at(href::MCP))),
        }),
    }
}

async fn asked(
    question: &Question,
    request: &HttpRequest,
    desk: &Data<Desk>,
) -> Result<Reply, WebError> {
    let asked = question.topic.read(&question.given)?;
    let answered = ask_by_name(desk.clone(), request, asked, |turn, asked| {
        let answered = Answered::of(turn, &asked)?;
        Ok((answered.body(turn)?, answered.said()))
    });
    let (body, said) = answered.await?;
    Ok(mcp::answered(question, body, &said))
}

/// The page that a request comes from, where it is neither of this server nor of the machine that
/// asks: as the protocol wants it, a page that only bears the name of this server gets nothing.
fn foreign_origin(request: &HttpRequest, desk: &Desk) -> Option<String> {
    let origin = request.headers().get(ORIGIN)?;
    let origin = String::from_utf8_lossy(origin.as_bytes()).into_owned();
    let is_ours = !origin.is_empty() && origin == desk.origin;
    (!is_ours && !is_of_this_machine(&origin)).then_some(origin)
}

fn is_of_this_machine(origin: &str) -> bool {
    let url = Url::parse(origin);
    match url.as_ref().ok().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn accepted() -> HttpResponse {
    HttpResponse::Accepted()
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

fn response(request: &HttpRequest, reply: &Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    if let Some(stamp) = request.extensions().get::<GenerationStamp>() {
        response.insert_header((GENERATION, stamp.version.as_str()));
    }
    response
        .content_type("application/json")
        .body(reply.body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_machine_that_asks_are_known() {
        for (origin, is_it) in [
            ("http://localhost:6274", true),
            ("http://127.0.0.1", true),
            ("http://[::1]:80", true),
            ("http://localhost.example", false),
            ("https://shop.example", false),
            ("http://127.0.0.1.example", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(is_of_this_machine(origin), is_it, "{origin}");
        }
    }
}
