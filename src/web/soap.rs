//! SOAP at one address: questions in envelopes, and the description of the service.

use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Payload};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::ask::ask_by_name;
use super::body;
use super::error::WebError;
use super::named::Answered;
use super::reply::Reply;
use super::state::Desk;
use crate::address::{self, Asker, ParamError, href};
use crate::api::ProblemBody;
use crate::soap::{self, Version};

/// The query of the description of the service.
const WSDL: &str = "wsdl";
/// The header of SOAP 1.1 that tells the operation.
const ACTION: &str = "soapaction";
/// What envelopes are sent as.
const MEDIA: [&str; 2] = [Version::ALL[0].media(), Version::ALL[1].media()];

/// `POST /soap`: one of the questions of the service.
pub(super) async fn answer(
    request: HttpRequest,
    payload: Payload,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    address::none(request.query_string(), Asker::Program)?;
    let body = body::whole_body(&request, payload, &desk, &MEDIA).await?;
    let version = version_of(&request);
    let text = soap::decoded(&body, media_param(&request, "charset").as_deref())?;
    let call = soap::read(version, &action(&request, version), &text)?;
    let asked = call.topic.read(&call.given)?;
    let reply = ask_by_name(desk, &request, asked, move |turn, asked| {
        let answered = Answered::of(turn, &asked)?;
        let text = soap::answer(version, call.operation, &answered.body(turn)?)?;
        let reply = Reply::envelope(answered.generation(), version.content_type(), text);
        Ok(turn.coded(reply))
    });
    Ok(reply.await?.response())
}

/// `GET /soap?wsdl`: the description of the service. Without a query it leads there.
pub(super) async fn describe(
    request: HttpRequest,
    desk: Data<Desk>,
) -> Result<HttpResponse, WebError> {
    let query = request.query_string().trim_end_matches('=');
    if query.is_empty() {
        let there = format!("{}?{WSDL}", href::at(href::SOAP));
        return Ok(HttpResponse::SeeOther()
            .insert_header((LOCATION, there))
            .finish());
    }
    if !query.eq_ignore_ascii_case(WSDL) {
        return Err(ParamError::unknown(query, [WSDL]).into());
    }
    let address = format!("{}{}", desk.visitor(&request).origin, href::at(href::SOAP));
    Ok(HttpResponse::Ok()
        .content_type(Version::V11.content_type())
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(soap::wsdl(&address)?))
}

/// What is answered to an envelope in place of a problem: the status, and the problem as a fault.
/// Nothing where no envelope was sent.
pub(super) fn fault(
    error: &WebError,
    problem: &ProblemBody,
    request: &HttpRequest,
) -> Option<(StatusCode, &'static str, String)> {
    if request.path() != href::SOAP || request.method() != Method::POST {
        return None;
    }
    let version = version_of(request);
    let fault = match error {
        WebError::Envelope(error) => soap::fault_of_envelope(version, error, problem),
        _ => soap::fault(version, problem),
    };
    let status = StatusCode::from_u16(soap::status(version, problem)).ok()?;
    Some((status, version.content_type(), fault.ok()?))
}

/// The version that a request is sent as: the older one, where it says nothing.
fn version_of(request: &HttpRequest) -> Version {
    Version::of_media(request.content_type()).unwrap_or(Version::V11)
}

/// What a request says of its operation; may be empty.
fn action(request: &HttpRequest, version: Version) -> String {
    match version {
        Version::V11 => {
            let header = request.headers().get(ACTION);
            let action = header.map(|value| String::from_utf8_lossy(value.as_bytes()));
            action.unwrap_or_default().trim_matches('"').to_owned()
        }
        Version::V12 => media_param(request, "action").unwrap_or_default(),
    }
}

/// A parameter of the media type.
fn media_param(request: &HttpRequest, name: &str) -> Option<String> {
    let media = request.mime_type().ok()??;
    Some(media.get_param(name)?.as_str().to_owned())
}
