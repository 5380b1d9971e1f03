//! Where the operator says that rows are: other tables than those of the contract, and other
//! databases beside the shop's. What stands there is not looked at here.

use std::path::PathBuf;
use std::str::FromStr;

use super::schema::Table;

/// Other places to read from than the tables `items` and `order_lines` of one database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// What is read instead of `items`: a table, a view, one of them in an attached database
    /// (`crm.products`), or a SELECT.
    pub items: Option<String>,
    /// What is read instead of `order_lines`.
    pub order_lines: Option<String>,
    /// Databases beside the shop's.
    pub attached: Vec<Attached>,
}

impl Places {
    /// What is read instead of `table`, if anything is.
    pub(super) fn instead_of(&self, table: Table) -> Option<&str> {
        match table {
            Table::Items => self.items.as_deref(),
            Table::OrderLines => self.order_lines.as_deref(),
            Table::CoPurchases => None,
        }
    }
}

/// A database beside the shop's, and what it is called in a SELECT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What its tables are called by: `crm` of `crm.products`.
    pub name: String,
    /// The file.
    pub file: PathBuf,
}

/// Why a text does not attach a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write NAME=FILE, where NAME is of letters, digits and _, and neither `main` nor `temp`, as in \
     crm=/srv/crm.db"
)]
pub struct NotAttached;

impl FromStr for Attached {
    type Err = NotAttached;

    fn from_str(text: &str) -> Result<Self, NotAttached> {
        let (name, file) = text.split_once('=').ok_or(NotAttached)?;
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let is_taken = ["main", "temp"]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name));
        let begins = name.starts_with(|letter: char| !letter.is_ascii_digit());
        if file.is_empty() || is_taken || !begins || !name.chars().all(is_letter) {
            return Err(NotAttached);
        }
        Ok(Self {
            name: name.to_owned(),
            file: file.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_file_are_parted_at_the_first_sign() {
        let attached: Attached = "crm=/srv/a=b.db".parse().unwrap();
        assert_eq!(attached.name, "crm");
        assert_eq!(attached.file, PathBuf::from("/srv/a=b.db"));
        for text in [
            "crm",
            "=x.db",
            "crm=",
            "main=x.db",
            "TEMP=x",
            "2=x",
            "a b=x",
            "a\"=x",
        ] {
            assert_eq!(text.parse::<Attached>(), Err(NotAttached), "{text}");
        }
    }
}
