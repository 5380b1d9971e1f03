//! In which form an answer is wanted: a suffix of the path says so, else `Accept`
//! (RFC 9110, section 12.5.1).

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT, Accept, Header, Quality};

use super::error::WebError;
use crate::description::{Form, Operation};

/// What the routes call the suffix of a path.
pub(super) const SUFFIX: &str = "form";

/// The form in which a request wants its answer, of those there are.
///
/// # Errors
/// It wants none of them.
pub(super) fn wanted(request: &HttpRequest, operation: &Operation) -> Result<Form, WebError> {
    let forms = operation.forms;
    let wanted = match suffix(request) {
        Some(suffix) => forms.iter().copied().find(|form| form.suffix() == suffix),
        None => accepted(request, forms),
    };
    wanted.ok_or_else(|| WebError::NotAcceptable {
        available: told(operation),
    })
}

/// What stands behind the last dot of the path, where that names a form.
pub(super) fn suffix(request: &HttpRequest) -> Option<&str> {
    request.match_info().get(SUFFIX)
}

/// Whether a request would rather have XML than JSON.
pub(super) fn prefers_xml(request: &HttpRequest) -> bool {
    match suffix(request) {
        Some(suffix) => suffix == Form::Xml.suffix(),
        None => accepted(request, &[Form::Json, Form::Xml]) == Some(Form::Xml),
    }
}

/// The form that `Accept` weighs most; of equal ones the first. Who says nothing, or nothing that can
/// be understood, gets the usual one, and so does a browser: it names XML beside its pages, but its
/// reader wants to read.
fn accepted(request: &HttpRequest, forms: &[Form]) -> Option<Form> {
    let usual = forms.first().copied();
    if !request.headers().contains_key(ACCEPT) {
        return usual;
    }
    let Ok(accepted) = Accept::parse(request) else {
        return usual;
    };
    let mut ranges = accepted.iter().map(|range| range.item.essence_str());
    if accepted.is_empty() || ranges.any(|range| range == "text/html") {
        return usual;
    }
    let mut best = (Quality::ZERO, None);
    for &form in forms {
        let weight = weight(form, &accepted);
        if weight > best.0 {
            best = (weight, Some(form));
        }
    }
    best.1
}

/// What the range that fits a form closest weighs it.
fn weight(form: Form, accepted: &Accept) -> Quality {
    let fitting = accepted.iter().filter_map(|range| {
        let closeness = closeness(form, range.item.essence_str())?;
        Some((closeness, range.quality))
    });
    let closest = fitting.max_by_key(|&(closeness, _)| closeness);
    closest.map_or(Quality::ZERO, |(_, quality)| quality)
}

/// How closely a range of media types fits a form: by its name, its kind, or as anything does.
fn closeness(form: Form, range: &str) -> Option<u8> {
    let of_kind = |kind: &str| form.media().starts_with(kind);
    match range.strip_suffix('*') {
        None if form.media() == range || form.alias() == Some(range) => Some(2),
        None => None,
        Some("*/") => Some(0),
        Some(kind) => of_kind(kind).then_some(1),
    }
}

/// The forms of an operation, in a sentence.
fn told(operation: &Operation) -> String {
    let forms = operation.forms.iter().map(|form| {
        let media = form.media();
        match operation.takes_suffix() {
            true => format!("{media} (.{})", form.suffix()),
            false => media.to_owned(),
        }
    });
    forms.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn form(accept: &str) -> Option<Form> {
        let request = TestRequest::default().insert_header((ACCEPT, accept));
        accepted(&request.to_http_request(), &[Form::Json, Form::Xml])
    }

    #[test]
    fn the_closest_range_weighs_a_form_and_the_heaviest_form_wins() {
        for (accept, wanted) in [
            ("application/json", Some(Form::Json)),
            ("application/xml", Some(Form::Xml)),
            ("text/xml", Some(Form::Xml)),
            (
                "application/xml;q=0.5, application/json;q=0.4",
                Some(Form::Xml),
            ),
            ("application/*, application/json;q=0.1", Some(Form::Xml)),
            ("*/*;q=0.1, application/xml", Some(Form::Xml)),
            ("*/*", Some(Form::Json)),
            ("application/*", Some(Form::Json)),
            ("application/json;q=0, */*", Some(Form::Xml)),
            ("image/png", None),
            ("application/json;q=0", None),
            ("application/jsonx", None),
            ("", Some(Form::Json)),
            ("application/json;q=high", Some(Form::Json)),
            ("APPLICATION/XML", Some(Form::Xml)),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                Some(Form::Json),
            ),
        ] {
            assert_eq!(form(accept), wanted, "{accept}");
        }
    }
}
