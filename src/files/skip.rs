//! Rows that are left out on purpose: `--skip 'InvoiceNo=^C'` leaves out every row whose
//! InvoiceNo begins with C. Such rows are counted, and are not rejected.

use std::str::FromStr;

use regex::Regex;
use thiserror::Error;

/// A column and what its value must match for the row to be left out.
#[derive(Debug, Clone)]
pub struct SkipRule {
    column: String,
    pattern: Regex,
}

/// Why a text is no skip rule.
#[derive(Debug, Error)]
pub enum SkipRuleError {
    /// There is no `=` after a column name.
    #[error("write COLUMN=REGEX, for example InvoiceNo=^C")]
    Form,
    /// What follows `=` is no regular expression.
    #[error("{0}")]
    Pattern(#[from] regex::Error),
}

impl SkipRule {
    /// The column looked at.
    #[must_use]
    pub fn column(&self) -> &str {
        &self.column
    }

    /// Whether a row with this value there is left out. A missing value is the empty text.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        self.pattern.is_match(value)
    }
}

impl FromStr for SkipRule {
    type Err = SkipRuleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (column, pattern) = text.split_once('=').ok_or(SkipRuleError::Form)?;
        if column.trim().is_empty() {
            return Err(SkipRuleError::Form);
        }
        Ok(Self {
            column: column.trim().to_owned(),
            pattern: Regex::new(pattern)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_is_a_column_and_a_pattern() {
        let rule: SkipRule = "Note=^a=b$".parse().unwrap();
        assert_eq!(rule.column(), "Note");
        assert!(rule.matches("a=b") && !rule.matches("xa=b"));
    }

    #[test]
    fn blank_values_can_be_asked_for() {
        let rule: SkipRule = r"Description=^\s*$".parse().unwrap();
        assert!(rule.matches("") && rule.matches(" ") && !rule.matches("lamp"));
    }

    #[test]
    fn wrong_rules_are_refused() {
        for text in ["InvoiceNo", "=^C", " =x", "a=("] {
            assert!(text.parse::<SkipRule>().is_err(), "{text}");
        }
    }
}
