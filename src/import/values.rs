//! Single values as shops' files hold them: ids and texts, with what spreadsheets, databases and
//! web pages did to them undone, and told.

use std::borrow::Cow;

use super::reject::{MAX_ID, RejectReason};
use super::report::Note;
use super::tally::Tally;
use crate::files::is_whole_as_fraction;

/// The id in `text`, of a row on `line`.
pub(super) fn id<'v>(
    text: &'v str,
    if_empty: RejectReason,
    line: u64,
    tally: &mut Tally<'_>,
) -> Result<&'v str, RejectReason> {
    let id = without_formula(text, line, tally);
    if id.is_empty() {
        return Err(if_empty);
    }
    if id.len() > MAX_ID {
        return Err(RejectReason::IdTooLong);
    }
    if is_null(&id.to_ascii_uppercase()) {
        tally.note(Note::NullText, line, id);
        return Err(if_empty);
    }
    if is_in_powers(id) {
        tally.note(Note::DamagedId, line, id);
    } else if is_whole_as_fraction(id) {
        tally.note(Note::FractionId, line, id);
    }
    Ok(id)
}

/// The text that a person wrote, if there is any.
pub(super) fn text<'v>(
    text: Option<&'v str>,
    line: u64,
    tally: &mut Tally<'_>,
) -> Option<Cow<'v, str>> {
    let text = without_formula(text?, line, tally);
    // A title may well be "Null" or "nan"; databases write theirs in this case only.
    if text.is_empty() || (is_null(text) && text != "NAN") {
        return None;
    }
    if !text.contains('&') || !text.contains(';') {
        return Some(Cow::Borrowed(text));
    }
    let decoded = html_escape::decode_html_entities(text);
    if decoded != text {
        tally.note(Note::Entities, line, text);
    }
    Some(decoded)
}

/// What stands in `="..."`, with which spreadsheets are kept from reading a text as a number.
fn without_formula<'v>(text: &'v str, line: u64, tally: &mut Tally<'_>) -> &'v str {
    let inner = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'));
    match inner {
        Some(inner) => {
            tally.note(Note::Formula, line, text);
            inner.trim()
        }
        None => text,
    }
}

/// Whether a text in upper case is what programs write where there is no value.
fn is_null(text: &str) -> bool {
    const NULLS: [&str; 12] = [
        "NULL", "\\N", "#N/A", "#NULL!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#DIV/0!",
        "(NULL)", "<NA>", "NAN",
    ];
    // Hardly any id is as short as this and begins so.
    matches!(
        text.as_bytes().first(),
        Some(b'N' | b'\\' | b'#' | b'(' | b'<')
    ) && NULLS.contains(&text)
}

/// Whether this was a long number before a spreadsheet rounded it: `9.78E+12`.
fn is_in_powers(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && exponent.strip_prefix('+').is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::progress::Silent;
    use crate::import::report::ImportReport;

    fn noted<T>(work: impl FnOnce(&mut Tally<'_>) -> T) -> (T, ImportReport) {
        let mut silent = Silent;
        let mut tally = Tally::new("a.csv", None, false, &mut silent);
        let found = work(&mut tally);
        (found, tally.finish("").unwrap())
    }

    #[test]
    fn what_programs_write_for_no_value_is_no_id() {
        for text in [
            "NULL", "null", "\\N", "#N/A", "NaN", "<NA>", "(null)", "", "=\"\"",
        ] {
            let (found, _) = noted(|tally| id(text, RejectReason::EmptyItemId, 1, tally).is_err());
            assert!(found, "{text}");
        }
        for text in ["NONE", "N", "Nullarbor", "0", "#1001", "\\"] {
            let (found, report) = noted(|tally| id(text, RejectReason::EmptyItemId, 1, tally));
            assert_eq!(found, Ok(text));
            assert!(report.notes.is_empty(), "{text}");
        }
    }

    #[test]
    fn formulas_are_undone_and_damaged_ids_are_told_with_an_example() {
        let (found, report) = noted(|tally| id("=\"00123\"", RejectReason::EmptyItemId, 7, tally));
        assert_eq!(found, Ok("00123"));
        assert_eq!(report.notes[&Note::Formula].line, 7);
        for text in ["9.78E+12", "1E+05", "4,00638E+12"] {
            let (found, report) = noted(|tally| id(text, RejectReason::EmptyItemId, 3, tally));
            assert_eq!(found, Ok(text));
            assert_eq!(report.notes[&Note::DamagedId].example, text);
        }
        for text in ["B00E12", "1E5", "E+5", "12E+x"] {
            let (_, report) = noted(|tally| id(text, RejectReason::EmptyItemId, 3, tally));
            assert!(report.notes.is_empty(), "{text}");
        }
        let (_, report) = noted(|tally| id("1001.0", RejectReason::EmptyItemId, 3, tally));
        assert_eq!(report.notes[&Note::FractionId].count, 1);
        assert!(!is_whole_as_fraction("1001.50"));
        assert!(!is_whole_as_fraction("v1.0"));
    }

    #[test]
    fn entities_are_decoded_once() {
        for (written, meant) in [
            ("Salt &amp; Pepper", "Salt & Pepper"),
            ("Valentine&#39;s", "Valentine's"),
            ("caf&eacute; &#x1F375;", "café 🍵"),
            ("&amp;amp; explained", "&amp; explained"),
            ("AT&T; fish & chips", "AT&T; fish & chips"),
            ("R&D", "R&D"),
        ] {
            let (found, _) = noted(|tally| text(Some(written), 1, tally).unwrap().into_owned());
            assert_eq!(found, meant);
        }
        let (_, report) = noted(|tally| text(Some("a &lt; b"), 4, tally).map(Cow::into_owned));
        assert_eq!(report.notes[&Note::Entities].line, 4);
    }
}
