//! A finished answer on its way from the blocking thread to the client.

use std::time::SystemTime;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, EntityTag, HeaderName, HeaderValue,
    HttpDate, LAST_MODIFIED, LINK, LOCATION, VARY,
};
use serde::Serialize;

use super::error::WebError;
use crate::address;
use crate::api;
use crate::explorer::GenerationStamp;

/// Which generation an answer comes from.
pub(super) const GENERATION: HeaderName = HeaderName::from_static("cartway-generation");
/// May be kept, but asked about before each use: a rebuild shows at once.
const REVALIDATE: &str = "no-cache";
/// What of a visitor a page depends on.
const VISITOR: &str = "accept-language, cookie";
/// Never kept.
const NEVER: &str = "no-store";

/// Status, headers and body of one answer. Unlike a response of actix it may cross threads.
#[derive(Debug)]
pub(super) struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn new(status: StatusCode, media: &str, cache: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![
                (CONTENT_TYPE, media.to_owned()),
                (CACHE_CONTROL, cache.to_owned()),
            ],
            body: body.into(),
        }
    }

    /// A page made from one generation.
    pub(super) fn page(from: &GenerationStamp, html: String) -> Self {
        Self::new(StatusCode::OK, "text/html; charset=utf-8", REVALIDATE, html)
            .made_from(from)
            .with(VARY, VISITOR)
    }

    /// A page that may stand in a frame of any site; it runs no script and sends nothing anywhere.
    pub(super) fn framed_page(from: &GenerationStamp, html: String) -> Self {
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self' {}; form-action 'none'; \
             base-uri 'none'; frame-ancestors *",
            address::cover_sources()
        );
        Self::page(from, html).with(CONTENT_SECURITY_POLICY, &policy)
    }

    /// A picture that stands alone. It carries its style, which its policy allows and nothing else.
    pub(super) fn picture(from: &GenerationStamp, svg: String) -> Self {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        Self::new(StatusCode::OK, "image/svg+xml", REVALIDATE, svg)
            .made_from(from)
            .with(VARY, VISITOR)
            .with(CONTENT_SECURITY_POLICY, policy)
    }

    /// A link preview.
    pub(super) fn preview(from: &GenerationStamp, png: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, "image/png", REVALIDATE, png)
            .made_from(from)
            .with(VARY, VISITOR)
    }

    /// A body for programs.
    pub(super) fn json(from: &GenerationStamp, body: &impl Serialize) -> Result<Self, WebError> {
        let body = api::to_string(body)?;
        Ok(Self::new(StatusCode::OK, "application/json", REVALIDATE, body).made_from(from))
    }

    /// The way to another address of ours, to be asked for with GET.
    pub(super) fn see_other(href: &str) -> Self {
        Self::new(
            StatusCode::SEE_OTHER,
            "text/plain; charset=utf-8",
            NEVER,
            String::new(),
        )
        .with(LOCATION, href)
    }

    /// What the client has of this generation is what it would get now.
    pub(super) fn not_modified(from: &GenerationStamp, is_of_api: bool) -> Self {
        let mut reply = Self::new(StatusCode::NOT_MODIFIED, "", REVALIDATE, String::new());
        reply.headers.retain(|(name, _)| *name != CONTENT_TYPE);
        // A full answer gets this where it is compressed; here there is nothing to compress.
        let vary = "accept-encoding";
        // Programs are answered alike whoever runs them.
        let vary = if is_of_api {
            vary.to_owned()
        } else {
            format!("{VISITOR}, {vary}")
        };
        reply.made_from(from).with(VARY, &vary)
    }

    /// Adds what it is known by, if it may be kept at all.
    pub(super) fn known_by(self, tag: &EntityTag) -> Self {
        let is_kept = matches!(self.status, StatusCode::OK | StatusCode::NOT_MODIFIED)
            && !self
                .headers
                .iter()
                .any(|(name, value)| *name == CACHE_CONTROL && value == NEVER);
        if is_kept {
            self.with(ETAG, &tag.to_string())
        } else {
            self
        }
    }

    /// Gives it another status.
    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Has nobody keep it.
    pub(super) fn never_kept(self) -> Self {
        self.with(CACHE_CONTROL, NEVER)
    }

    /// Adds the address of the page after this one, if there is one.
    pub(super) fn followed_by(self, href: Option<String>) -> Self {
        match href {
            Some(href) => self.with(LINK, &format!("<{href}>; rel=\"next\"")),
            None => self,
        }
    }

    fn made_from(self, generation: &GenerationStamp) -> Self {
        let built_at = HttpDate::from(SystemTime::from(generation.built_at));
        self.with(GENERATION, &generation.version)
            .with(LAST_MODIFIED, &built_at.to_string())
    }

    fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// As actix sends it.
    pub(super) fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status).set_body(self.body);
        for (name, value) in self.headers {
            // Every value is of our own making; one that is no header value is better left out.
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response.map_into_boxed_body()
    }
}
