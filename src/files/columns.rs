//! The columns that are asked for, found among those of a file: by name, by number where there is
//! no header, or by one of several names where one column stands in for another.

use super::error::FileError;

/// Columns that a message lists at most.
const LISTED: usize = 20;

/// What a reader of rows wants in one place: a column, or the first of several that says something.
#[derive(Debug, Clone)]
pub(crate) struct ColumnRequest {
    names: Vec<String>,
    /// The option that names it, for advice.
    option: &'static str,
    needed: bool,
    joins: bool,
}

impl ColumnRequest {
    /// Columns that must be there; the first one that is not empty counts.
    pub(crate) fn needed(names: &[String], option: &'static str) -> Self {
        Self {
            names: names.to_vec(),
            option,
            needed: true,
            joins: false,
        }
    }

    /// Columns that must be there if any was `named`; by its `usual` name it may be missing.
    pub(crate) fn usual(named: &[String], usual: &str, option: &'static str) -> Self {
        if named.is_empty() {
            Self {
                names: vec![usual.to_owned()],
                option,
                needed: false,
                joins: false,
            }
        } else {
            Self::needed(named, option)
        }
    }

    /// A list of texts, where a file can hold one, is one text of a line each.
    pub(crate) fn joining(self) -> Self {
        Self {
            joins: true,
            ..self
        }
    }
}

/// A column of the file that is read, whoever asked for it.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) name: String,
    option: &'static str,
    pub(super) needed: bool,
    /// Whether a list of texts may be one text.
    pub(super) joins: bool,
}

/// All columns that are read, and for each request where its values stand among them.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    pub(super) wanted: Vec<Wanted>,
    pub(super) slots: Vec<Vec<usize>>,
}

impl Selection {
    pub(super) fn of(requests: &[ColumnRequest]) -> Self {
        let mut selection = Self::default();
        for request in requests {
            selection.add(request);
        }
        selection
    }

    /// Every column there is, each for itself.
    pub(super) fn all(names: &[String]) -> Self {
        let wanted = names.iter().map(|name| Wanted {
            name: name.clone(),
            option: "",
            needed: false,
            joins: true,
        });
        Self {
            wanted: wanted.collect(),
            slots: (0..names.len()).map(|index| vec![index]).collect(),
        }
    }

    /// Some of the columns there are, each in the place that it has among all; the places of the
    /// others are empty.
    pub(super) fn some(names: &[String], all: &[String]) -> Self {
        let place = |name: &String| names.iter().position(|own| own == name);
        Self {
            slots: all
                .iter()
                .map(|name| place(name).into_iter().collect())
                .collect(),
            ..Self::all(names)
        }
    }

    fn add(&mut self, request: &ColumnRequest) {
        let places = request.names.iter().map(|name| {
            let known = self.wanted.iter().position(|own| own.name == *name);
            if let Some(place) = known {
                self.wanted[place].needed |= request.needed;
                self.wanted[place].joins |= request.joins;
                return place;
            }
            self.wanted.push(Wanted {
                name: name.clone(),
                option: request.option,
                needed: request.needed,
                joins: request.joins,
            });
            self.wanted.len() - 1
        });
        let places = places.collect();
        self.slots.push(places);
    }

    /// Where each column stands among `found`; `None` for one that is not there and need not be.
    pub(super) fn places(
        &self,
        file: &str,
        found: &[String],
    ) -> Result<Vec<Option<usize>>, FileError> {
        let places: Vec<Option<usize>> = self
            .wanted
            .iter()
            .map(|wanted| place(file, found, &wanted.name))
            .collect::<Result<_, _>>()?;
        if self.is_satisfied_by(&places) {
            return Ok(places);
        }
        Err(self.missing(file, found, &places))
    }

    /// Whether all columns that are needed stand among `found`, each once.
    pub(super) fn is_in(&self, found: &[String]) -> bool {
        let places = self
            .wanted
            .iter()
            .map(|wanted| place("", found, &wanted.name));
        places
            .collect::<Result<Vec<_>, _>>()
            .is_ok_and(|places| self.is_satisfied_by(&places))
    }

    fn is_satisfied_by(&self, places: &[Option<usize>]) -> bool {
        let mut all = self.wanted.iter().zip(places);
        all.all(|(wanted, place)| !wanted.needed || place.is_some())
    }

    /// Names all that is missing at once, and what there is, the nearest names first.
    fn missing(&self, file: &str, found: &[String], places: &[Option<usize>]) -> FileError {
        let missing: Vec<&Wanted> = self
            .wanted
            .iter()
            .zip(places)
            .filter(|(wanted, place)| wanted.needed && place.is_none())
            .map(|(wanted, _)| wanted)
            .collect();
        let columns: Vec<String> = missing
            .iter()
            .map(|wanted| format!("column `{}`", shortened(&wanted.name)))
            .collect();
        let mut options: Vec<&str> = missing.iter().map(|wanted| wanted.option).collect();
        options.dedup();
        let names: Vec<&str> = missing.iter().map(|wanted| wanted.name.as_str()).collect();
        FileError::MissingColumns {
            file: file.to_owned(),
            missing: columns.join(" and no "),
            found: listed(&nearest_first(found, &names)),
            advice: format!(
                "Name the right ones with {}, or let `cartway inspect` look at the file{}",
                options.join(" and "),
                without_header(found)
            ),
        }
    }
}

/// The place of a column among `found`: of this very name, or the only one of this name in other
/// case or spacing.
fn place(file: &str, found: &[String], name: &str) -> Result<Option<usize>, FileError> {
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let mut places = (0..found.len()).filter(|&index| is_it(&found[index]));
        (places.next(), places.next())
    };
    let ambiguous = || FileError::AmbiguousColumn {
        file: file.to_owned(),
        column: name.to_owned(),
    };
    match only(&|own| own == name) {
        (Some(place), None) => return Ok(Some(place)),
        (Some(_), Some(_)) => return Err(ambiguous()),
        (None, _) => {}
    }
    let name_folded = folded(name);
    match only(&|own| folded(own) == name_folded) {
        (place, None) => Ok(place),
        (_, Some(_)) => Err(ambiguous()),
    }
}

/// A name without what people get wrong in it: case, and blanks around and between. Line breaks and
/// control characters are such blanks, so that a name is found as a terminal showed it.
fn folded(name: &str) -> String {
    let is_blank = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '_' | '\u{fffd}')
    };
    let words: Vec<&str> = name
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").to_lowercase()
}

/// `found` with those most like one of `names` in front.
fn nearest_first<'f>(found: &'f [String], names: &[&str]) -> Vec<&'f str> {
    let likeness = |own: &str| {
        let all = names
            .iter()
            .map(|name| strsim::jaro_winkler(&folded(own), &folded(name)));
        all.fold(0.0, f64::max)
    };
    let mut sorted: Vec<(f64, &str)> = found
        .iter()
        .map(|own| (likeness(own), own.as_str()))
        .collect();
    // Of equal likeness, in the order of the file.
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near = sorted.first().is_some_and(|first| first.0 >= 0.8);
    if !near && found.len() <= LISTED {
        return found.iter().map(String::as_str).collect();
    }
    sorted.into_iter().map(|(_, own)| own).collect()
}

/// `a`, `b`, `c`; at most twenty, for files that are not what they should be.
fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let shown = names.iter().take(LISTED);
    let shown: Vec<String> = shown.map(|name| format!("`{}`", shortened(name))).collect();
    let more = match names.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", shown.join(", "))
}

fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}

/// Advice where the first row looks like data.
fn without_header(found: &[String]) -> &'static str {
    let number = |name: &String| name.parse::<f64>().is_ok();
    if found.iter().any(number) {
        "; if the first line is data already, say --no-header and give columns by number from 1"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn selection(wanted: &[&str]) -> Selection {
        let requests = wanted
            .iter()
            .map(|name| ColumnRequest::needed(&names(&[name]), "--item-column"));
        Selection::of(&requests.collect::<Vec<_>>())
    }

    #[test]
    fn names_are_found_whatever_their_case_and_spacing() {
        let found = names(&["InvoiceNo", "Stock Code", "quantity", "QUANTITY"]);
        let places = selection(&["invoiceno", "stock_code"]).places("a.csv", &found);
        assert_eq!(places.unwrap(), [Some(0), Some(1)]);
        let exact = selection(&["quantity"]).places("a.csv", &found);
        assert_eq!(exact.unwrap(), [Some(2)]);
        let error = selection(&["Quantity"])
            .places("a.csv", &found)
            .unwrap_err();
        assert!(matches!(error, FileError::AmbiguousColumn { .. }));
    }

    #[test]
    fn names_are_found_as_a_terminal_shows_them() {
        let found = names(&["Order\nnumber", "it\u{1b}em\tno", "title"]);
        let places = selection(&["Order number", "it\u{fffd}em no"]).places("a.csv", &found);
        assert_eq!(places.unwrap(), [Some(0), Some(1)]);
    }

    #[test]
    fn all_missing_columns_are_named_at_once_and_the_nearest_first() {
        let mut found: Vec<String> = (0..30).map(|number| format!("extra{number}")).collect();
        found.push("stock_cod".to_owned());
        let error = selection(&["StockCode", "InvoiceNo"]).places("a.csv", &found);
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("column `StockCode` and no column `InvoiceNo`"),
            "{error}"
        );
        assert!(
            error.contains("are `stock_cod`, ") && error.contains("and 11 more"),
            "{error}"
        );
    }

    #[test]
    fn column_that_stands_in_for_another_shares_its_slot() {
        let requests = [
            ColumnRequest::needed(&names(&["sku", "name"]), "--item-column"),
            ColumnRequest::usual(&[], "title", "--title-column"),
            ColumnRequest::needed(&names(&["name"]), "--skip"),
        ];
        let selection = Selection::of(&requests);
        assert_eq!(selection.slots, [vec![0, 1], vec![2], vec![1]]);
        let places = selection.places("a.csv", &names(&["name", "sku"])).unwrap();
        assert_eq!(places, [Some(1), Some(0), None]);
    }
}
