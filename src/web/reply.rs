//! A finished answer on its way from the blocking thread to the client.

use std::time::SystemTime;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, EntityTag, HeaderName, HeaderValue, HttpDate, LAST_MODIFIED, LINK, LOCATION, VARY,
};
use actix_web::web::Bytes;
use serde::Serialize;

use super::coding::{self, Coding};
use super::error::WebError;
use crate::address;
use crate::api;
use crate::description::Form;
use crate::explorer::GenerationStamp;
use crate::exports::Format;

/// Which generation an answer comes from; of a request, which one the client began with.
pub(super) const GENERATION: HeaderName = HeaderName::from_static("cartway-generation");
/// May be kept, but asked about before each use: a rebuild shows at once.
const REVALIDATE: &str = "no-cache";
/// What of a visitor a page depends on.
const VISITOR: &str = "accept-language, cookie, cartway-generation";
/// What of a program an answer depends on.
const PROGRAM: &str = "accept, accept-encoding, cartway-generation";
/// The same of a page that may be packed.
const READER: &str = "accept-language, cookie, accept-encoding, cartway-generation";
/// Never kept.
const NEVER: &str = "no-store";
/// About how many bytes an answer takes beside its body: its headers, and what refers to it.
const BESIDE_BODY: usize = 1024;

/// Status, headers and body of one answer. Unlike a response of actix it may cross threads, and be
/// sent more than once.
#[derive(Debug)]
pub(super) struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Reply {
    fn new(
        status: StatusCode,
        media: &'static str,
        cache: &'static str,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let mut body = body.into();
        // It may be kept, and then not with the room it grew in.
        body.shrink_to_fit();
        let mut headers = Vec::with_capacity(8);
        headers.push((CONTENT_TYPE, HeaderValue::from_static(media)));
        headers.push((CACHE_CONTROL, HeaderValue::from_static(cache)));
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// A page made from one generation.
    pub(super) fn page(from: &GenerationStamp, html: String) -> Self {
        Self::new(StatusCode::OK, "text/html; charset=utf-8", REVALIDATE, html)
            .made_from(from)
            .with(VARY, HeaderValue::from_static(READER))
    }

    /// A page that may stand in a frame of any site; it runs no script and sends nothing anywhere.
    pub(super) fn framed_page(from: &GenerationStamp, html: String) -> Self {
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self' {}; form-action 'none'; \
             base-uri 'none'; frame-ancestors *",
            address::cover_sources()
        );
        Self::page(from, html).with_text(CONTENT_SECURITY_POLICY, policy)
    }

    /// A picture that stands alone. It carries its style, which its policy allows and nothing else.
    pub(super) fn picture(from: &GenerationStamp, svg: String) -> Self {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        Self::new(StatusCode::OK, "image/svg+xml", REVALIDATE, svg)
            .made_from(from)
            .with(VARY, HeaderValue::from_static(READER))
            .with(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))
    }

    /// A link preview.
    pub(super) fn preview(from: &GenerationStamp, png: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, "image/png", REVALIDATE, png)
            .made_from(from)
            .with(VARY, HeaderValue::from_static(VISITOR))
    }

    /// An answer for programs in a form.
    pub(super) fn answer(from: &GenerationStamp, form: Form, body: impl Into<Vec<u8>>) -> Self {
        Self::new(StatusCode::OK, form.content_type(), REVALIDATE, body)
            .made_from(from)
            .with(VARY, HeaderValue::from_static(PROGRAM))
    }

    /// Gives the file in it a name, for whoever saves it.
    pub(super) fn named(self, name: &str, format: Format) -> Self {
        let file = format!("inline; filename=\"{name}.{}\"", format.suffix());
        self.with_text(CONTENT_DISPOSITION, file)
    }

    /// A body that is only ever JSON, made from a generation where there is one.
    pub(super) fn json(
        from: Option<&GenerationStamp>,
        media: &'static str,
        body: &impl Serialize,
    ) -> Result<Self, WebError> {
        let text = api::to_string(body)?;
        let reply = Self::new(StatusCode::OK, media, REVALIDATE, text)
            .with(VARY, HeaderValue::from_static(coding::VARIES));
        Ok(reply.made_from_any(from))
    }

    /// A page that needs no generation.
    pub(super) fn any_page(from: Option<&GenerationStamp>, html: String) -> Self {
        Self::new(StatusCode::OK, "text/html; charset=utf-8", REVALIDATE, html)
            .with(VARY, HeaderValue::from_static(READER))
            .made_from_any(from)
    }

    /// Where there is no generation, the answer is another one soon.
    fn made_from_any(self, from: Option<&GenerationStamp>) -> Self {
        match from {
            Some(from) => self.made_from(from),
            None => self.never_kept(),
        }
    }

    /// The same address without what stands too much at its end, for good.
    pub(super) fn moved(href: &str) -> Self {
        Self::see_other(href).with_status(StatusCode::PERMANENT_REDIRECT)
    }

    /// An answer in an envelope of its own, which is asked for with a body and never kept.
    pub(super) fn envelope(from: &GenerationStamp, media: &'static str, text: String) -> Self {
        Self::new(StatusCode::OK, media, NEVER, text)
            .made_from(from)
            .with(VARY, HeaderValue::from_static(coding::VARIES))
    }

    /// The way to another address of ours, to be asked for with GET.
    pub(super) fn see_other(href: &str) -> Self {
        Self::new(
            StatusCode::SEE_OTHER,
            "text/plain; charset=utf-8",
            NEVER,
            Vec::new(),
        )
        .with_text(LOCATION, href.to_owned())
    }

    /// What the client has of this generation is what it would get now.
    pub(super) fn not_modified(from: &GenerationStamp, is_of_api: bool) -> Self {
        let mut reply = Self::new(StatusCode::NOT_MODIFIED, "", REVALIDATE, Vec::new());
        reply.headers.retain(|(name, _)| *name != CONTENT_TYPE);
        // Programs are answered alike whoever runs them.
        let vary = if is_of_api { PROGRAM } else { READER };
        reply
            .made_from(from)
            .with(VARY, HeaderValue::from_static(vary))
    }

    /// Adds what it is known by, if it may be kept at all.
    pub(super) fn known_by(self, tag: &EntityTag) -> Self {
        if self.may_be_kept() {
            self.with_text(ETAG, tag.to_string())
        } else {
            self
        }
    }

    /// Whether it is the same whenever it is asked of its generation.
    pub(super) fn may_be_kept(&self) -> bool {
        matches!(self.status, StatusCode::OK | StatusCode::NOT_MODIFIED)
            && self
                .header(&CACHE_CONTROL)
                .is_some_and(|value| value != NEVER)
    }

    /// Packs the body as the client would rather have it, if it becomes shorter by it.
    pub(super) fn coded(mut self, coding: Coding) -> Self {
        let media = self.header(&CONTENT_TYPE);
        match coding.coded(media, &self.body) {
            Some((name, body)) => {
                self.body = body;
                self.with(CONTENT_ENCODING, name)
            }
            None => self,
        }
    }

    /// About how many bytes it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.body.len() + BESIDE_BODY
    }

    /// Gives it another status.
    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Has nobody keep it.
    pub(super) fn never_kept(self) -> Self {
        self.with(CACHE_CONTROL, HeaderValue::from_static(NEVER))
    }

    /// Adds the address of the page after this one, if there is one.
    pub(super) fn followed_by(self, href: Option<String>) -> Self {
        match href {
            Some(href) => self.linked(&[(href, "next")]),
            None => self,
        }
    }

    /// Names addresses that belong to it, each with what it is (RFC 8288).
    pub(super) fn linked(self, links: &[(String, &str)]) -> Self {
        let links = links
            .iter()
            .map(|(href, rel)| format!("<{href}>; rel=\"{rel}\""));
        self.with_text(LINK, links.collect::<Vec<_>>().join(", "))
    }

    fn made_from(self, generation: &GenerationStamp) -> Self {
        let built_at = HttpDate::from(SystemTime::from(generation.built_at));
        self.with_text(GENERATION, generation.version.clone())
            .with_text(LAST_MODIFIED, built_at.to_string())
    }

    fn header(&self, name: &HeaderName) -> Option<&HeaderValue> {
        let mut headers = self.headers.iter();
        headers.find_map(|(other, value)| (other == name).then_some(value))
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value));
        self
    }

    /// Adds a value of our own making; one that is no header value is better left out.
    fn with_text(self, name: HeaderName, value: String) -> Self {
        match HeaderValue::try_from(value) {
            Ok(value) => self.with(name, value),
            Err(_) => self,
        }
    }

    /// As actix sends it.
    pub(super) fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status).set_body(self.body.clone());
        for (name, value) in &self.headers {
            let headers = response.headers_mut();
            headers.insert(name.clone(), value.clone());
        }
        response.map_into_boxed_body()
    }
}
