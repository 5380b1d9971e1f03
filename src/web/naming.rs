//! A name for each request, by which a visitor's complaint, a proxy's log and ours meet.
//!
//! A proxy may have named it already (`X-Request-Id`); a name that is long or odd is not taken over,
//! since it goes into the log and back out.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// The longest name that is taken over.
const LONGEST: usize = 128;
/// The most characters of an address that are logged.
const LONGEST_PATH: usize = 200;

/// What a request is called.
#[derive(Debug, Clone)]
struct Name(String);

/// Names a request, and says so to whoever asked.
pub(super) async fn name_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let given = request.headers().get(HEADER);
    let given = given.and_then(|name| name.to_str().ok());
    let name = match given.filter(|name| is_harmless(name)) {
        Some(name) => name.to_owned(),
        None => format!("{:016x}", rand::random::<u64>()),
    };
    let header = HeaderValue::from_str(&name);
    request.extensions_mut().insert(Name(name));
    let mut response = next.call(request).await?;
    if let Ok(header) = header {
        response.headers_mut().insert(HEADER, header);
    }
    Ok(response)
}

/// What a request is called, if it was named.
pub(super) fn name_of(request: &HttpRequest) -> Option<String> {
    let extensions = request.extensions();
    extensions.get::<Name>().map(|Name(name)| name.clone())
}

/// What was asked for, for the log: cut where it is long, without characters that would do something
/// there.
pub(super) fn asked_for(request: &HttpRequest) -> String {
    let uri = request.uri();
    let path = uri.path_and_query();
    for_log(path.map_or(uri.path(), |path| path.as_str()))
}

fn for_log(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if path.len() <= LONGEST_PATH && path.bytes().all(is_plain) {
        return path.to_owned();
    }
    let mut shown: String = path
        .chars()
        .take(LONGEST_PATH)
        .flat_map(|letter| {
            let is_odd = letter.is_control() || !letter.is_ascii();
            let escaped = is_odd.then(|| letter.escape_unicode());
            let plain = (!is_odd).then_some(letter);
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect();
    if path.chars().nth(LONGEST_PATH).is_some() {
        shown.push_str("...");
    }
    shown
}

fn is_harmless(name: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@".contains(&byte);
    !name.is_empty() && name.len() <= LONGEST && name.bytes().all(is_usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_over_if_it_is_short_and_harmless() {
        for good in [
            "a",
            "7f3c-11",
            "Root=1-67891233-abcdef012345678912345678",
            &"x".repeat(128),
        ] {
            assert!(is_harmless(good), "{good}");
        }
        for bad in [
            "",
            "a b",
            "a\"",
            "a\u{1b}[31m",
            "ä",
            "a,b",
            &"x".repeat(129),
        ] {
            assert!(!is_harmless(bad), "{bad}");
        }
    }

    #[test]
    fn an_address_in_the_log_is_short_and_does_nothing() {
        assert_eq!(for_log("/connect?from=a&to=%0A"), "/connect?from=a&to=%0A");
        assert_eq!(for_log("/\u{1b}[31mä"), "/\\u{1b}[31m\\u{e4}");
        let long = for_log(&"x".repeat(60_000));
        assert_eq!(long, "x".repeat(200) + "...");
        assert_eq!(for_log(&"x".repeat(200)), "x".repeat(200));
    }
}
