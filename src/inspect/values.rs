//! What the values of a column look like, and how they repeat. Knows no names.

use std::collections::HashSet;

use super::sample::Column;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Looks {
    Address,
    Email,
    Date,
    Integer,
    Decimal,
    /// Without a space, as ids are.
    Code,
    Text,
}

/// How the values of a column look and repeat.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    /// Rows, with blank values.
    pub(super) rows: usize,
    /// Values that are not blank.
    pub(super) filled: usize,
    /// Different values.
    pub(super) distinct: usize,
    /// How often the value changes from one row to the next.
    pub(super) runs: usize,
    /// A blank value stands below one that is not.
    pub(super) has_gaps: bool,
    /// What most values look like, and whether nearly all do.
    looks: Option<(Looks, bool)>,
}

impl Facts {
    pub(super) fn of(column: &Column) -> Self {
        let mut distinct = HashSet::new();
        let (mut filled, mut runs, mut has_gaps) = (0, 0, false);
        let mut last: Option<&str> = None;
        let mut counts = [0_usize; 7];
        for value in column.values.iter().map(|value| value.trim()) {
            if value.is_empty() {
                has_gaps |= last.is_some();
                continue;
            }
            filled += 1;
            counts[looks_of(value) as usize] += 1;
            distinct.insert(value);
            runs += usize::from(last != Some(value));
            last = Some(value);
        }
        Self {
            rows: column.values.len(),
            filled,
            distinct: distinct.len(),
            runs,
            has_gaps,
            looks: most(&counts, filled),
        }
    }

    /// What nearly all values look like.
    pub(super) fn looks(&self) -> Option<Looks> {
        self.looks
            .and_then(|(looks, nearly_all)| nearly_all.then_some(looks))
    }

    /// Rows of each value, on average.
    pub(super) fn rows_each(&self) -> f64 {
        self.filled as f64 / self.distinct.max(1) as f64
    }

    /// No value comes twice (all but a few, in a long column), and there are enough to tell.
    pub(super) fn is_unique(&self) -> bool {
        self.filled >= 2 && self.distinct * 100 >= self.filled * 99
    }

    /// Values repeat, and equal ones stand together.
    pub(super) fn is_in_runs(&self) -> bool {
        self.distinct >= 2 && !self.is_unique() && self.runs * 20 <= self.distinct * 21
    }

    /// Values come back after others.
    pub(super) fn comes_back(&self) -> bool {
        self.distinct >= 2 && self.runs * 20 > self.distinct * 21
    }

    /// There are few different values, as of a category or a status.
    pub(super) fn is_few(&self) -> bool {
        self.distinct <= 12 || self.distinct * 20 <= self.filled
    }
}

/// What most values look like, and whether at least nine in ten do.
fn most(counts: &[usize; 7], filled: usize) -> Option<(Looks, bool)> {
    let all = [
        Looks::Address,
        Looks::Email,
        Looks::Date,
        Looks::Integer,
        Looks::Decimal,
        Looks::Code,
        Looks::Text,
    ];
    let counted = all.into_iter().map(|looks| (counts[looks as usize], looks));
    let (count, looks) = counted.max_by_key(|(count, _)| *count)?;
    (count > 0).then_some((looks, count * 10 >= filled * 9))
}

/// What a value looks like.
pub(super) fn looks_of(value: &str) -> Looks {
    if is_address(value) {
        Looks::Address
    } else if is_email(value) {
        Looks::Email
    } else if is_date(value) {
        Looks::Date
    } else if is_integer(value) {
        Looks::Integer
    } else if is_decimal(value) {
        Looks::Decimal
    } else if value.contains(char::is_whitespace) {
        Looks::Text
    } else if value.contains(|letter: char| letter.is_ascii_digit() || "-_#".contains(letter)) {
        Looks::Code
    } else {
        Looks::Text
    }
}

fn is_address(value: &str) -> bool {
    ["http://", "https://", "//", "www."].iter().any(|start| {
        value
            .get(..start.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(start))
    })
}

fn is_email(value: &str) -> bool {
    let parts = value.split_once('@');
    parts.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !value.contains(char::is_whitespace)
    })
}

/// A whole number, also as one whose column had gaps leaves Python: `1001.0`.
fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number with a fraction or a sign of money.
fn is_decimal(value: &str) -> bool {
    let is_around = |letter: char| "$€£¥ %-".contains(letter) || letter == '\u{A0}';
    let number = value.trim_matches(is_around);
    let number = number.strip_suffix("EUR").unwrap_or(number).trim();
    let mut digits = number.bytes().filter(u8::is_ascii_digit).peekable();
    digits.peek().is_some()
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// Three numbers parted by one mark, of which one is a year, perhaps with a time behind.
fn is_date(value: &str) -> bool {
    let day = value.split(['T', ' ', ',']).next().unwrap_or_default();
    let Some(mark) = day.chars().find(|letter| "-/.".contains(*letter)) else {
        return false;
    };
    let parts: Vec<&str> = day.split(mark).collect();
    let [first, second, third] = parts[..] else {
        return false;
    };
    let is_number = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_month = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_short = |part: &str| part.len() <= 2 && is_number(part);
    let is_year = |part: &str| matches!(part.len(), 2 | 4) && is_number(part);
    match (first.len(), third.len()) {
        (4, 1 | 2) => is_number(first) && is_short(second) && is_short(third),
        _ => {
            (is_short(first) && (is_short(second) || is_month(second))
                || is_month(first) && is_short(second))
                && is_year(third)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(values: &[&str]) -> Facts {
        Facts::of(&Column {
            name: String::new(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        })
    }

    #[test]
    fn values_are_told_by_their_looks() {
        for (value, looks) in [
            ("2010-12-01 08:26:00", Looks::Date),
            ("2017-06-17T08:04:21+00:00", Looks::Date),
            ("12/1/2010 8:26", Looks::Date),
            ("01.02.2024", Looks::Date),
            ("Jul-25-26", Looks::Date),
            ("21-07-2015", Looks::Date),
            ("09/14/26", Looks::Date),
            ("https://shop.example/a.jpg", Looks::Address),
            ("//cdn.example/a.jpg", Looks::Address),
            ("a@shop.example", Looks::Email),
            ("536365", Looks::Integer),
            ("-1", Looks::Integer),
            ("13085.0", Looks::Integer),
            ("2.55", Looks::Decimal),
            ("$1,433.66", Looks::Decimal),
            ("12,50 €", Looks::Decimal),
            ("85123A", Looks::Code),
            ("#1001", Looks::Code),
            ("058-3718414-0463502", Looks::Code),
            ("24-14934-88735", Looks::Code),
            ("978-3-16-148410-0", Looks::Code),
            ("Green tea", Looks::Text),
            ("Tea", Looks::Text),
        ] {
            assert_eq!(looks_of(value), looks, "{value}");
        }
    }

    #[test]
    fn it_is_told_how_values_repeat() {
        let orders = facts(&["1", "1", "2", "2", "2", "3"]);
        assert!(orders.is_in_runs() && !orders.comes_back() && !orders.is_unique());
        assert_eq!(orders.rows_each(), 2.0);
        let items = facts(&["a", "b", "a", "c", "b"]);
        assert!(items.comes_back() && !items.is_in_runs());
        let ids = facts(&["1", "2", "3"]);
        assert!(ids.is_unique() && !ids.is_in_runs());
        let gaps = facts(&["1", "", "2", ""]);
        assert!(gaps.has_gaps && gaps.filled == 2);
        assert!(!facts(&["", "1"]).has_gaps);
        assert_eq!(facts(&["", ""]).looks(), None);
    }
}
