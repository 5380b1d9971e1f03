//! What an operator writes to have items left out. Knows an item by its id and its title only.

use std::str::FromStr;

use regex::Regex;

/// Which items are left out: that of an id, or those whose title matches.
#[derive(Debug, Clone)]
pub struct LeaveOut {
    text: String,
    title: Option<Regex>,
}

impl PartialEq for LeaveOut {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for LeaveOut {}

impl FromStr for LeaveOut {
    type Err = regex::Error;

    /// `/postage$/` is a regular expression for titles; everything else is an id.
    fn from_str(text: &str) -> Result<Self, regex::Error> {
        let pattern = text
            .strip_prefix('/')
            .and_then(|text| text.strip_suffix('/'));
        let pattern = pattern.filter(|pattern| !pattern.is_empty());
        Ok(Self {
            text: text.to_owned(),
            title: pattern.map(Regex::new).transpose()?,
        })
    }
}

impl LeaveOut {
    /// As it was given.
    pub(super) fn as_given(&self) -> &str {
        &self.text
    }

    /// Whether an item is left out by it.
    pub(super) fn holds(&self, id: &str, title: &str) -> bool {
        match &self.title {
            Some(pattern) => pattern.is_match(title),
            None => self.text == id,
        }
    }
}
