//! Which name of those that are there somebody may mean, and what to write then.

use super::schema::{Columns, Table};

/// What shops call the columns of the contract, the likeliest first.
const SYNONYMS: [(&str, &[&str]); 6] = [
    (
        "id",
        &[
            "item_id",
            "product_id",
            "sku",
            "article_id",
            "asin",
            "isbn",
            "code",
            "stockcode",
        ],
    ),
    (
        "title",
        &[
            "name",
            "product_name",
            "item_name",
            "label",
            "description",
            "bezeichnung",
        ],
    ),
    (
        "order_id",
        &[
            "order",
            "order_number",
            "invoice",
            "invoice_no",
            "invoiceno",
            "basket_id",
            "session_id",
        ],
    ),
    (
        "item_id",
        &[
            "product_id",
            "sku",
            "item",
            "product",
            "article_id",
            "variant_id",
            "stockcode",
            "asin",
        ],
    ),
    ("source", &["from_id", "item_id", "a"]),
    ("target", &["to_id", "also_bought", "b"]),
];

/// Names that are closer than this are meant.
const CLOSE: f64 = 0.8;

/// The name most like `wanted`, if any is much like it; case and separators do not count.
pub(super) fn nearest<'n>(wanted: &str, names: &'n [String]) -> Option<&'n str> {
    let wanted = folded(wanted);
    let likeness = |name: &String| strsim::jaro_winkler(&wanted, &folded(name));
    let best = names
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= CLOSE).then_some(best)
}

/// What to write so that a table with these columns can be read as `table`.
pub(super) fn advice(table: Table, columns: &Columns, given: Option<&str>) -> String {
    if table == Table::CoPurchases {
        return "Put a view of that name with those columns over it".to_owned();
    }
    let selected: Vec<String> = table
        .required()
        .iter()
        .map(|name| {
            if columns.has(name) {
                return (*name).to_owned();
            }
            let meant = meant(name, columns.names()).map_or_else(|| "...".to_owned(), shown);
            format!("{meant} AS {name}")
        })
        .collect();
    let option = table.option();
    let place = given.unwrap_or(table.name());
    let place = if columns.is_view() && given.is_some_and(|given| given.contains(' ')) {
        "..."
    } else {
        place
    };
    format!(
        "Say what they are called there: {option} \"SELECT {} FROM {place}\"",
        selected.join(", ")
    )
}

fn meant<'n>(wanted: &str, names: &'n [String]) -> Option<&'n str> {
    let synonyms = SYNONYMS.iter().find(|(name, _)| *name == wanted);
    let synonyms = synonyms.map_or(&[][..], |(_, synonyms)| synonyms);
    let called = |synonym: &&str| {
        let synonym = folded(synonym);
        names.iter().find(|name| folded(name) == synonym)
    };
    let known = synonyms.iter().find_map(called).map(String::as_str);
    known.or_else(|| nearest(wanted, names))
}

/// As it stands in a SELECT between double quotes of a shell.
fn shown(name: &str) -> String {
    let is_plain = name
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_plain {
        name.to_owned()
    } else {
        format!("[{name}]")
    }
}

fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
