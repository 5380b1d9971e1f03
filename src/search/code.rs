//! The ways a code may have been typed. Whoever knows the ids looks them up in this order.

/// Longest text that may be a code, in bytes.
const MAX_CODE: usize = 256;

/// The ids a typed text may stand for, likeliest first: as it is, trimmed, in upper and lower
/// case, without hyphens and spaces, and an ISBN in its other length.
///
/// Empty for a text that is blank or too long to be an id.
#[must_use]
pub fn code_candidates(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > MAX_CODE {
        return Vec::new();
    }
    let bare: String = trimmed.chars().filter(|c| !is_code_separator(*c)).collect();
    let upper = bare.to_uppercase();
    let mut candidates: Vec<String> = Vec::with_capacity(8);
    let mut add = |candidate: String| {
        if !candidate.is_empty() && !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    };
    if text.len() <= MAX_CODE {
        add(text.to_owned());
    }
    add(trimmed.to_owned());
    add(trimmed.to_uppercase());
    add(trimmed.to_lowercase());
    add(bare.clone());
    add(upper.clone());
    add(bare.to_lowercase());
    other_isbn(&upper).into_iter().for_each(add);
    candidates
}

fn is_code_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

/// ISBN-10 to ISBN-13 and back; none unless the check digit is right.
fn other_isbn(code: &str) -> Option<String> {
    if !code.is_ascii() {
        return None;
    }
    match code.len() {
        10 => {
            let body = &code[..9];
            let valid = isbn10_check(body)? == code.chars().next_back()?;
            let longer = format!("978{body}");
            valid.then(|| Some(format!("{longer}{}", isbn13_check(&longer)?)))?
        }
        13 => {
            let valid = isbn13_check(&code[..12])? == code.chars().next_back()?;
            let body = code[..12].strip_prefix("978").filter(|_| valid)?;
            Some(format!("{body}{}", isbn10_check(body)?))
        }
        _ => None,
    }
}

fn isbn10_check(body: &str) -> Option<char> {
    let mut sum = 0;
    for (weight, digit) in (2..=10).rev().zip(body.chars()) {
        sum += weight * digit.to_digit(10)?;
    }
    match (11 - sum % 11) % 11 {
        10 => Some('X'),
        check => char::from_digit(check, 10),
    }
}

fn isbn13_check(body: &str) -> Option<char> {
    let mut sum = 0;
    for (weight, digit) in [1, 3].into_iter().cycle().zip(body.chars()) {
        sum += weight * digit.to_digit(10)?;
    }
    char::from_digit((10 - sum % 10) % 10, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_id_comes_first_and_nothing_twice() {
        assert_eq!(code_candidates("85123A"), ["85123A", "85123a"]);
        assert_eq!(code_candidates("42"), ["42"]);
        assert_eq!(
            code_candidates(" b00-tb "),
            [" b00-tb ", "b00-tb", "B00-TB", "b00tb", "B00TB"]
        );
    }

    #[test]
    fn an_isbn_is_given_in_both_lengths() {
        // Moby-Dick (Penguin), The Lord of the Rings, Gödel Escher Bach, one with X.
        for (short, long) in [
            ("0142437247", "9780142437247"),
            ("0261103253", "9780261103252"),
            ("0465026567", "9780465026562"),
            ("080442957X", "9780804429573"),
        ] {
            assert!(code_candidates(short).contains(&long.to_owned()), "{short}");
            assert!(code_candidates(long).contains(&short.to_owned()), "{long}");
        }
    }

    #[test]
    fn an_isbn_may_be_written_with_hyphens_spaces_and_a_small_x() {
        assert_eq!(
            code_candidates("978-0-14-243724-7"),
            ["978-0-14-243724-7", "9780142437247", "0142437247"]
        );
        let candidates = code_candidates("0 8044 2957 x");
        assert!(candidates.contains(&"080442957X".to_owned()));
        assert!(candidates.contains(&"9780804429573".to_owned()));
    }

    #[test]
    fn a_wrong_check_digit_and_979_have_no_other_length() {
        assert_eq!(code_candidates("0142437248"), ["0142437248"]);
        assert_eq!(code_candidates("9780142437248"), ["9780142437248"]);
        assert_eq!(code_candidates("9791034305384"), ["9791034305384"]);
        assert_eq!(code_candidates("080442957é"), ["080442957é", "080442957É"]);
    }

    #[test]
    fn blank_and_endless_texts_are_no_codes() {
        assert!(code_candidates(" \t").is_empty());
        assert!(code_candidates(&"9".repeat(10_000)).is_empty());
        let padded = format!("7{}", " ".repeat(10_000));
        assert_eq!(code_candidates(&padded), ["7"]);
    }
}
