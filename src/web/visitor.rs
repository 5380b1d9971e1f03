//! Who asks: in which language, and by which name of this server.
//!
//! A page is written in the language its address names (`lang=de`), else in the one a visitor chose
//! before, which a cookie keeps and nothing else, else in the one the browser would rather have
//! (RFC 9110, section 12.5.4). Programs are answered in English.

use std::cmp::Reverse;

use actix_web::HttpRequest;
use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    AcceptLanguage, CONTENT_LANGUAGE, CONTENT_TYPE, Header, HeaderValue, Quality,
};
use actix_web::middleware::Next;

use super::client::{Client, Proxies};
use super::options;
use crate::address::{self, LANGUAGE, site};
use crate::words::texts::{Language, Texts};

/// The cookie that keeps a chosen language.
const COOKIE: &str = "cartway-language";

/// A name of 253 letters (RFC 1035) and a port.
const LONGEST_HOST: usize = 259;

/// What an answer depends on beside its question.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    /// In which language pages are written.
    pub(super) texts: Texts,
    /// Scheme and host under which this server was asked, without a slash at the end; may be empty.
    pub(super) origin: String,
    /// What was asked for, as it may be sent on: without the language and the marks of other sites.
    pub(super) address: String,
}

impl Visitor {
    /// Who sent a request. Where the operator named an origin, it is that.
    pub(super) fn of(request: &HttpRequest, origin: &str, proxies: &Proxies) -> Self {
        Self::known(request, origin, &Client::of(request, proxies))
    }

    /// The same where it is known already which client sent the request.
    pub(super) fn known(request: &HttpRequest, origin: &str, client: &Client) -> Self {
        let origin = if origin.is_empty() {
            origin_of(client)
        } else {
            origin.to_owned()
        };
        Self {
            texts: Texts::in_language(language_of(request)),
            origin,
            address: address::tidy(request.path(), request.query_string()),
        }
    }
}

fn language_of(request: &HttpRequest) -> Language {
    named(request.query_string())
        .or_else(|| Language::from_code(request.cookie(COOKIE)?.value()))
        .or_else(|| preferred(request))
        .unwrap_or_default()
}

/// The language a query names.
fn named(query: &str) -> Option<Language> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, code) = pairs.find(|(name, _)| name == LANGUAGE)?;
    Language::from_code(&code)
}

/// The first language of ours among those the browser would rather have.
fn preferred(request: &HttpRequest) -> Option<Language> {
    let mut accepted = AcceptLanguage::parse(request).ok()?.0;
    // A weight of nothing says: not this one.
    accepted.retain(|code| code.quality > Quality::ZERO);
    accepted.sort_by_key(|code| Reverse(code.quality));
    let mut codes = accepted.iter().filter_map(|code| code.item.item());
    codes.find_map(|code| Language::from_code(code.as_str()))
}

/// The address a browser used, as far as it is one that may stand in a page.
fn origin_of(client: &Client) -> String {
    let Client { scheme, host, .. } = client;
    if host.len() > LONGEST_HOST {
        return String::new();
    }
    let origin = format!("{}://{host}", scheme.to_ascii_lowercase());
    options::origin(&origin).unwrap_or_default()
}

/// The cookie is for our own pages only.
fn cookie_path() -> &'static str {
    match site::base_path() {
        "" => "/",
        base => base,
    }
}

/// Says which language a page is in, and keeps one that an address named, for the pages that
/// follow.
pub(super) async fn remember_language(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let chosen = named(request.query_string());
    let mut response = next.call(request).await?;
    let is_page = is_page(&response);
    if is_page {
        let language = HeaderValue::from_static(language_of(response.request()).code());
        response.headers_mut().insert(CONTENT_LANGUAGE, language);
    }
    let leads_to_page = response.status().is_redirection();
    let is_answer = !response.status().is_client_error();
    if let Some(language) = chosen.filter(|_| is_answer && (is_page || leads_to_page)) {
        let cookie = Cookie::build(COOKIE, language.code())
            .path(cookie_path())
            .max_age(Duration::days(365))
            .same_site(SameSite::Lax)
            .http_only(true)
            .finish();
        // A code of ours is a cookie's value as it stands.
        let _ = response.response_mut().add_cookie(&cookie);
    }
    Ok(response)
}

fn is_page(response: &ServiceResponse<impl MessageBody>) -> bool {
    let media = response.headers().get(CONTENT_TYPE);
    media.is_some_and(|media| media.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::ACCEPT_LANGUAGE;
    use actix_web::test::TestRequest;

    use super::*;

    fn visitor(request: TestRequest) -> Visitor {
        Visitor::of(&request.to_http_request(), "", &Proxies::default())
    }

    #[test]
    fn an_address_comes_before_a_choice_and_a_choice_before_a_browser() {
        let german =
            || TestRequest::default().insert_header((ACCEPT_LANGUAGE, "fr, de-AT;q=0.8, en;q=0.5"));
        let language = |request| visitor(request).texts.language();
        assert_eq!(language(german()), Language::German);
        assert_eq!(
            language(german().cookie(Cookie::new(COOKIE, "en"))),
            Language::English
        );
        let asked = german()
            .cookie(Cookie::new(COOKIE, "en"))
            .uri("/about?lang=de");
        assert_eq!(language(asked), Language::German);
        let english = TestRequest::default().insert_header((ACCEPT_LANGUAGE, "de;q=0.1, en"));
        assert_eq!(language(english), Language::English);
        for odd in ["", "*", "de;q=x", ",,;", "de;q=0, fr", "fr, de;q=0"] {
            let request = TestRequest::default().insert_header((ACCEPT_LANGUAGE, odd));
            assert_eq!(language(request), Language::English, "{odd}");
        }
    }

    #[test]
    fn an_address_is_known_without_its_language_and_the_marks_of_other_sites() {
        let address = |uri| visitor(TestRequest::default().uri(uri)).address;
        assert_eq!(
            address("/connect?from=a&lang=de&to=b&srsltid=1&_gl=%FF&=&=x&sort=title"),
            "/connect?from=a&to=b"
        );
        for (uri, tidy) in [
            ("/?lang=en", "/"),
            ("/?ref=mail", "/"),
            ("/about?from=a", "/about"),
            ("/items/a%2Fb?sort=title&igsh=1", "/items/a%2Fb?sort=title"),
            (
                "/items/a/degrees?sort=title&direction=out",
                "/items/a/degrees?direction=out",
            ),
            ("/search?%71=tea&gbraid=1&q=", "/search?%71=tea&q="),
            (
                "/between?a=1&from=x&to=y&limit=3",
                "/between?from=x&to=y&limit=3",
            ),
            ("/nowhere?at=all", "/nowhere"),
        ] {
            assert_eq!(address(uri), tidy);
        }
    }

    #[test]
    fn only_a_trusted_proxy_says_by_which_name_visitors_know_the_server() {
        let proxied = || {
            TestRequest::default()
                .peer_addr("10.0.0.1:4711".parse().unwrap())
                .insert_header(("host", "inner.example"))
                .insert_header(("x-forwarded-proto", "https"))
                .insert_header(("x-forwarded-host", "shop.example"))
        };
        let trusting = Proxies {
            trusted: vec!["10.0.0.0/8".parse().unwrap()],
            ..Proxies::default()
        };
        let origin = |origin: &str, proxies: &Proxies| {
            let request = proxied().to_http_request();
            Visitor::of(&request, origin, proxies).origin
        };
        assert_eq!(origin("", &trusting), "https://shop.example");
        assert_eq!(origin("", &Proxies::default()), "http://inner.example");
        let named = origin("https://a.example", &trusting);
        assert_eq!(named, "https://a.example", "an operator knows best");
    }

    #[test]
    fn a_host_that_is_none_names_no_origin() {
        let origin =
            |host: &str| visitor(TestRequest::default().insert_header(("host", host))).origin;
        assert_eq!(origin("shop.example:8080"), "http://shop.example:8080");
        assert_eq!(origin("shop.example\"><script>"), "");
        assert_eq!(origin(&"a".repeat(300)), "");
    }
}
