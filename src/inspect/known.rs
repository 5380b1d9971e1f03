//! Exports that are known by name: which columns they have, and how they are imported. The table
//! is `data/exports.toml`. Knows no values.

use std::sync::LazyLock;

use serde::Deserialize;

use super::names::is_same;
use super::role::Kind;
use super::sample::Sample;

const TABLE: &str = include_str!("../../data/exports.toml");

static EXPORTS: LazyLock<Vec<Export>> = LazyLock::new(|| {
    // The table is our own, and a test reads it: where it were broken, nothing would be known.
    toml::from_str::<Table>(TABLE).map_or_else(|_| Vec::new(), |table| table.export)
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    export: Vec<Export>,
}

/// An export of a shop's system, or a public data set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Export {
    /// What it is called.
    pub(super) name: String,
    /// What it holds.
    pub(super) kind: Kind,
    /// Columns that are all there.
    columns: Vec<String>,
    /// Options of the import, as `OPTION=VALUE`.
    #[serde(default)]
    options: Vec<String>,
    /// What to know about it.
    pub(super) note: Option<String>,
}

/// An option of an import with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    /// The option with its dashes.
    pub(super) option: String,
    pub(super) value: String,
}

impl Setting {
    pub(super) fn new(option: &str, value: impl Into<String>) -> Self {
        Self {
            option: option.to_owned(),
            value: value.into(),
        }
    }
}

impl Export {
    fn fits(&self, sample: &Sample) -> bool {
        self.columns.iter().all(|name| find(sample, name).is_some())
    }

    /// The options for a file, with its own spelling of the columns, and without those it lacks.
    pub(super) fn settings(&self, sample: &Sample) -> Vec<Setting> {
        self.options
            .iter()
            .filter_map(|option| setting(option, sample))
            .collect()
    }
}

/// An option of the table, with the column it names as the file spells it; none where the file
/// has no such column.
fn setting(option: &str, sample: &Sample) -> Option<Setting> {
    let (option, value) = option.split_once('=')?;
    let value = match option {
        "skip" | "skip-order" => {
            let (column, rule) = value.split_once('=')?;
            format!("{}={rule}", find(sample, column)?)
        }
        "inherit" => find(sample, value)?.to_owned(),
        _ if option.ends_with("-column") => find(sample, value)?.to_owned(),
        _ => value.to_owned(),
    };
    Some(Setting::new(&format!("--{option}"), value))
}

/// A column of the file by a name of the table. A list in JSON has a column for the whole and one
/// for its elements, `tags` and `tags[]`: the one that is spelled alike goes first.
fn find<'s>(sample: &'s Sample, name: &str) -> Option<&'s str> {
    let mut names = sample.columns.iter().map(|column| column.name.as_str());
    let alike = names.clone().find(|column| *column == name);
    alike.or_else(|| names.find(|column| is_same(column, name)))
}

/// The known exports a file is; several where it is imported by several commands.
pub(super) fn recognise(sample: &Sample) -> Vec<&'static Export> {
    let fitting = || EXPORTS.iter().filter(|export| export.fits(sample));
    let best = fitting().max_by_key(|export| export.columns.len());
    let name = best.map(|export| export.name.as_str());
    fitting()
        .filter(|export| Some(export.name.as_str()) == name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_is_whole() {
        let table: Table = toml::from_str(TABLE).unwrap();
        let mut seen = HashSet::new();
        for export in &table.export {
            assert!(
                seen.insert((&export.name, export.kind.command())),
                "{}",
                export.name
            );
            assert!(export.columns.len() >= 3, "{}", export.name);
            assert_eq!(
                export.kind == Kind::None,
                export.options.is_empty(),
                "{}",
                export.name
            );
            assert!(
                export.kind != Kind::None || export.note.is_some(),
                "{}",
                export.name
            );
            for option in &export.options {
                let (option, value) = option.split_once('=').unwrap();
                let is_column = export.kind.role(&format!("--{option}")).is_some();
                let is_rule = matches!(option, "skip" | "skip-order");
                let is_other = matches!(option, "inherit" | "category-separator");
                assert!(
                    is_column || is_rule || is_other,
                    "{}: {option}",
                    export.name
                );
                if is_rule {
                    let (_, rule) = value.split_once('=').unwrap();
                    regex::Regex::new(rule).unwrap();
                }
            }
        }
    }

    #[test]
    fn an_export_is_known_however_its_columns_are_spelled_and_placed() {
        let text = "sku,Item name,order status,ORDER NUMBER,Item #\nA,Tea,completed,1,1\n";
        let sample = Sample::of("woo.csv", text);
        let [export] = recognise(&sample)[..] else {
            panic!("not known");
        };
        assert_eq!(export.name, "WooCommerce orders (Advanced Order Export)");
        let settings = export.settings(&sample);
        assert_eq!(settings[0], Setting::new("--order-column", "ORDER NUMBER"));
        assert_eq!(settings[1], Setting::new("--item-column", "sku"));
        assert!(
            settings
                .iter()
                .any(|setting| setting.value.starts_with("order status="))
        );
    }

    #[test]
    fn options_that_name_a_column_the_file_lacks_are_left_out() {
        let text = "Name,Financial Status,Lineitem quantity,Lineitem name,Lineitem sku\n";
        let sample = Sample::of("orders.csv", text);
        let settings = recognise(&sample)[0].settings(&sample);
        assert!(
            settings
                .iter()
                .all(|setting| !setting.value.starts_with("Cancelled"))
        );
    }

    #[test]
    fn one_file_may_be_imported_by_two_commands_and_others_by_none() {
        let sample = Sample::of("meta.csv", "asin,title,brand,also_buy\n");
        let kinds: Vec<Kind> = recognise(&sample)
            .iter()
            .map(|export| export.kind)
            .collect();
        assert_eq!(kinds, [Kind::Items, Kind::Links]);
        let sample = Sample::of("plain.csv", "order_id,item_id\n");
        assert!(recognise(&sample).is_empty());
    }
}
