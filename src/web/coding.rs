//! In which coding the body of an answer travels: as it is, or packed by gzip or Brotli, as the
//! client would rather have it (RFC 9110, section 12.5.3).
//!
//! An answer that takes a thread is packed there, by `ask`; the layer here packs what is left, such as
//! errors. Bodies so short that they travel in one packet either way, and pictures that are packed by
//! their nature, are left as they are.

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use actix_web::middleware::Next;
use actix_web::web::Bytes;

use super::packing::{self, Method};

/// The shortest body that is packed, in bytes. With the head before it, a shorter one fits in one
/// packet as it is.
const SHORTEST: usize = 800;
/// What stands in `Vary` where a body might be packed.
pub(super) const VARIES: &str = "accept-encoding";

/// What a coding is called, and a body in it.
pub(super) type Coded = (HeaderValue, Bytes);

/// How a body travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    /// As it is.
    #[default]
    Identity,
    /// Packed by gzip.
    Gzip,
    /// Packed by Brotli.
    Brotli,
}

impl Coding {
    /// What a client would rather have; the one that packs best of those it likes as well. `None`
    /// where it can read nothing that we could send.
    pub(super) fn wanted(headers: &HeaderMap) -> Option<Self> {
        let mut wishes = Wishes::default();
        let lines = headers.get_all(ACCEPT_ENCODING);
        for line in lines.filter_map(|line| line.to_str().ok()) {
            line.split(',').for_each(|wish| wishes.hear(wish));
        }
        wishes.best()
    }

    fn method(self) -> Option<Method> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(Method::Gzip),
            Self::Brotli => Some(Method::Brotli),
        }
    }

    /// A body of this media type in this coding, and what the coding is called; `None` where it
    /// travels as it is.
    pub(super) fn coded(self, media: Option<&HeaderValue>, body: &[u8]) -> Option<Coded> {
        let is_worth_it = body.len() >= SHORTEST && may_be_packed(media);
        let method = self.method().filter(|_| is_worth_it)?;
        Some((self.name(), packing::packed(method, body)?))
    }

    /// The same for a body that is kept for as long as the server runs: it takes longer, and
    /// becomes shorter.
    pub(super) fn well_coded(self, body: &[u8]) -> Option<Coded> {
        let method = self.method().filter(|_| body.len() >= SHORTEST)?;
        Some((self.name(), packing::well_packed(method, body)?))
    }

    fn name(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        })
    }
}

/// How much a client likes each coding, from 0 for not at all to 1; `None` for what it does not name.
#[derive(Debug, Default)]
struct Wishes {
    brotli: Option<f32>,
    gzip: Option<f32>,
    identity: Option<f32>,
    all_others: Option<f32>,
}

impl Wishes {
    /// One element of the list. What is no wish, or for what we do not have, is passed over.
    fn hear(&mut self, wish: &str) {
        let (name, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
        let weight = weight.trim().strip_prefix(['q', 'Q']);
        let weight = weight.and_then(|rest| rest.trim_start().strip_prefix('='));
        let weight = weight.and_then(|weight| weight.trim().parse().ok());
        let weight = weight.filter(|weight| (0.0..=1.0).contains(weight));
        match name.trim().to_ascii_lowercase().as_str() {
            "br" => self.brotli = weight,
            // What it was called in its first years.
            "gzip" | "x-gzip" => self.gzip = weight,
            "identity" => self.identity = weight,
            "*" => self.all_others = weight,
            _ => {}
        }
    }

    fn best(&self) -> Option<Coding> {
        let named = [
            (Coding::Brotli, self.brotli),
            (Coding::Gzip, self.gzip),
            (Coding::Identity, self.identity),
        ];
        let mut best = (Coding::Identity, 0.0);
        for (coding, weight) in named {
            if let Some(weight) = weight.filter(|&weight| weight > best.1) {
                best = (coding, weight);
            }
        }
        if best.1 > 0.0 {
            return Some(best.0);
        }
        // Nothing is named that we have. The body as it is may be sent unless that is ruled out, and
        // then any other coding may be that is not.
        let is_allowed = |weight: Option<f32>| weight.is_none_or(|weight| weight > 0.0);
        if is_allowed(self.identity.or(self.all_others)) {
            return Some(Coding::Identity);
        }
        let others = [(Coding::Gzip, self.gzip), (Coding::Brotli, self.brotli)];
        let mut others = others.into_iter().filter(|(_, weight)| weight.is_none());
        let other = others.next().map(|(coding, _)| coding);
        other.filter(|_| self.all_others.is_some_and(|weight| weight > 0.0))
    }
}

/// Whether a body of this media type can become shorter: pictures of points are packed already.
fn may_be_packed(media: Option<&HeaderValue>) -> bool {
    let media = media.map_or(&[][..], HeaderValue::as_bytes);
    !media.starts_with(b"image/") || media.starts_with(b"image/svg")
}

/// Packs what was not packed where it was made; who can read nothing that we could send is told so.
pub(super) async fn code(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, actix_web::Error> {
    let Some(coding) = Coding::wanted(request.headers()) else {
        let mut refusal = HttpResponse::new(StatusCode::NOT_ACCEPTABLE).set_body("br, gzip");
        let varies = HeaderValue::from_static(VARIES);
        refusal.headers_mut().insert(VARY, varies);
        return Ok(request.into_response(refusal.map_into_boxed_body()));
    };
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(response.map_body(|head, body| coded(coding, &mut head.headers, body)))
}

/// A body in this coding, if it has none and may have one; its headers say so.
fn coded(coding: Coding, headers: &mut HeaderMap, body: BoxBody) -> BoxBody {
    if headers.contains_key(CONTENT_ENCODING) || !may_be_packed(headers.get(CONTENT_TYPE)) {
        return body;
    }
    if !matches!(body.size(), BodySize::Sized(1..)) {
        return body;
    }
    let body = match body.try_into_bytes() {
        Ok(body) => body,
        // What is not whole yet travels as it comes.
        Err(body) => return body,
    };
    if !varies(headers) {
        headers.append(VARY, HeaderValue::from_static(VARIES));
    }
    match coding.coded(headers.get(CONTENT_TYPE), &body) {
        Some((name, body)) => {
            headers.insert(CONTENT_ENCODING, name);
            BoxBody::new(body)
        }
        None => BoxBody::new(body),
    }
}

/// Whether the headers say already that an answer depends on what the client can read.
fn varies(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(VARY).filter_map(|line| line.to_str().ok());
    lines.any(|line| line.split(',').any(|name| name.trim() == VARIES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(accepted: &str) -> Option<Coding> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(accepted).unwrap());
        Coding::wanted(&headers)
    }

    #[test]
    fn a_client_gets_the_coding_it_would_rather_have() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("br;q=0, gzip", Coding::Gzip),
            ("br;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("gzip;q=0.5,br;q=0.5", Coding::Brotli),
            ("BR", Coding::Brotli),
            ("x-gzip ; q = 0.3", Coding::Gzip),
            ("gzip;q=0.5, identity", Coding::Identity),
            ("gzip;q=0.5, *;q=1", Coding::Gzip),
            ("identity;q=0.5, gzip;q=0.5", Coding::Gzip),
            ("identity;q=0, gzip;q=0.1", Coding::Gzip),
            ("*;q=0, br", Coding::Brotli),
            ("identity;q=0, *", Coding::Gzip),
            ("identity;q=0, *, gzip;q=0", Coding::Brotli),
            // Whoever can read everything gets what everybody can.
            ("*", Coding::Identity),
            ("identity", Coding::Identity),
            ("", Coding::Identity),
            ("zstd, deflate", Coding::Identity),
            ("br;q=0", Coding::Identity),
            ("gzip;q=0, *;q=0, identity", Coding::Identity),
            // What cannot be read is no wish.
            ("br;q=2, gzip;q=high, ;;,", Coding::Identity),
            ("br;level=3", Coding::Identity),
        ] {
            assert_eq!(wanted(accepted), Some(expected), "{accepted}");
        }
        assert_eq!(Coding::wanted(&HeaderMap::new()), Some(Coding::Identity));
    }

    #[test]
    fn who_can_read_nothing_gets_nothing() {
        for accepted in [
            "identity;q=0",
            "*;q=0",
            "identity;q=0, zstd",
            "br;q=0, gzip;q=0, identity;q=0, *",
        ] {
            assert_eq!(wanted(accepted), None, "{accepted}");
        }
    }

    #[test]
    fn all_lines_of_a_header_are_one_list() {
        let mut headers = HeaderMap::new();
        for line in ["br;q=0.2", "gzip;q=0.7"] {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_static(line));
        }
        assert_eq!(Coding::wanted(&headers), Some(Coding::Gzip));
    }

    #[test]
    fn what_is_packed_or_short_is_left_alone() {
        let text = "Harbour ".repeat(1_000);
        let coded = |media: &'static str, body: &str| {
            let media = HeaderValue::from_static(media);
            let coded = Coding::Brotli.coded(Some(&media), body.as_bytes());
            coded.map(|(name, _)| name)
        };
        let packed = Some(HeaderValue::from_static("br"));
        assert_eq!(coded("text/html; charset=utf-8", &text), packed);
        assert_eq!(coded("image/svg+xml", &text), packed);
        assert_eq!(coded("image/png", &text), None);
        assert_eq!(coded("text/html; charset=utf-8", &text[..400]), None);
        assert_eq!(Coding::Identity.coded(None, text.as_bytes()), None);
    }
}
