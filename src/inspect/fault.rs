//! What looks wrong with the values of a file, and what to do about it. Takes the roles of columns
//! as they were chosen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::role::{Kind, Role};
use super::sample::{Column, Sample};
use super::values::{Facts, Looks, looks_of};
use crate::files::is_whole_as_fraction;

/// Something that looks wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What it is, in a sentence.
    pub says: String,
    /// The column it is in, where it is in one.
    pub column: Option<String>,
    /// How many of the rows looked at have it.
    pub rows: usize,
    /// Some of the values.
    pub examples: Vec<String>,
    /// What to do about it, where there is anything.
    pub advice: Option<String>,
}

/// Whether an item, by its id and its title, is no goods: postage, a voucher, a test.
pub type NoGoods = fn(&str, Option<&str>) -> bool;

/// A sort of damage: whether a value has it, what it is, and what to do about it.
type Damage = (fn(&str) -> bool, &'static str, &'static str);

/// The columns of an import, each with what it is taken for.
pub(super) type Roles<'r> = [(Role, &'r str)];

/// Most examples of a fault.
const EXAMPLES: usize = 3;

/// All that looks wrong with a file of a kind.
pub(super) fn faults(
    sample: &Sample,
    kind: Kind,
    roles: &Roles<'_>,
    no_goods: Option<NoGoods>,
) -> Vec<Fault> {
    let table = Table { sample, roles };
    let mut found = Vec::new();
    found.extend(table.reading());
    found.extend(table.ids());
    found.extend(table.texts());
    if kind == Kind::Orders {
        found.extend(table.orders());
        found.extend(table.goods(no_goods));
    }
    found
}

/// Values of a status that say that an order was no sale.
const NO_SALE: [&str; 24] = [
    "void",
    "voided",
    "cancel",
    "cancelled",
    "canceled",
    "refund",
    "refunded",
    "returned",
    "failed",
    "trash",
    "storno",
    "storniert",
    "abgebrochen",
    "erstattet",
    "retourniert",
    "annule",
    "annulé",
    "annulée",
    "remboursé",
    "cancelado",
    "reembolsado",
    "annullato",
    "rimborsato",
    "geannuleerd",
];

/// The values of a status column that say that an order was no sale.
pub(super) fn no_sales(column: &Column) -> BTreeSet<&str> {
    let is_no_sale = |value: &&str| {
        let value = value.to_lowercase();
        let value = value.strip_prefix("wc-").unwrap_or(&value);
        NO_SALE.contains(&value)
    };
    column.filled().filter(is_no_sale).collect()
}

/// Whether some orders have a C before their number, as cancellations do, and most have none.
pub(super) fn has_cancelled_numbers(column: &Column) -> bool {
    let cancelled = column.filled().filter(|value| is_cancelled(value)).count();
    let plain = column
        .filled()
        .filter(|value| looks_of(value) == Looks::Integer)
        .count();
    cancelled > 0 && plain > cancelled
}

/// Whether some values are below nothing.
pub(super) fn has_negatives(column: &Column) -> bool {
    column.filled().any(is_negative)
}

fn is_cancelled(value: &str) -> bool {
    let number = value.strip_prefix(['C', 'c']).unwrap_or_default();
    is_digits(number)
}

fn is_negative(value: &str) -> bool {
    value
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

struct Table<'t> {
    sample: &'t Sample,
    roles: &'t Roles<'t>,
}

impl<'t> Table<'t> {
    fn columns_of(&self, wanted: &'t [Role]) -> impl Iterator<Item = (Role, &'t Column)> {
        let columns = self.roles.iter().filter(|(role, _)| wanted.contains(role));
        columns.filter_map(|(role, name)| Some((*role, self.sample.column(name)?)))
    }

    /// Ids that a spreadsheet or a database changed on their way out.
    fn ids(&self) -> Vec<Fault> {
        let ids = [Role::Order, Role::Item, Role::Source, Role::Target];
        let damage: [Damage; 5] = [
            (
                is_scientific,
                "ids were shortened to powers of ten, so different items have become one",
                "export the file again without opening it in a spreadsheet, or format the column as text there",
            ),
            (
                is_whole_as_fraction,
                "ids have a fraction (1001.0), which another file may not have",
                "export them as whole numbers if the other files have them so",
            ),
            (
                is_null,
                "ids are a word for nothing",
                "rows without an id are left out; an id column that is often blank can have a fallback",
            ),
            (
                is_formula,
                "ids stand in a formula of a spreadsheet (=\"...\")",
                "the import takes the id out of it",
            ),
            (
                is_marked,
                "ids begin with an apostrophe, by which a spreadsheet marks text",
                "export them without it if the other files have none",
            ),
        ];
        let mut found = Vec::new();
        for (_, column) in self.columns_of(&ids) {
            for (is_damaged, says, advice) in damage {
                let says = format!("`{}`: {says}", column.name);
                found.extend(where_values(column, is_damaged, says, Some(advice)));
            }
            found.extend(lost_zeros(column));
        }
        found
    }

    /// What the reader noticed of the file as a whole.
    fn reading(&self) -> Vec<Fault> {
        let remarks = &self.sample.remarks;
        let noticed = [
            (
                &remarks.repeated_headers,
                "the header stands again among the rows",
                Some("the import leaves such rows out"),
            ),
            (
                &remarks.quotes_over_rows,
                "quoted values go over lines that look like rows, as where a quote does not close",
                Some("if they are rows, import it with --quoting none"),
            ),
            (
                &remarks.windows_1252,
                "some values are no UTF-8 and are read as Windows-1252",
                Some("give another encoding with --encoding if letters look wrong"),
            ),
            (
                &remarks.damaged_utf8,
                "some values are damaged UTF-8",
                Some("give its encoding with --encoding, or export the file again as UTF-8"),
            ),
            (
                &remarks.empty_lists,
                "some records have no list of rows",
                None,
            ),
        ];
        let seen = noticed
            .into_iter()
            .filter(|(sighting, ..)| sighting.count > 0);
        let found = seen.map(|(sighting, says, advice)| Fault {
            says: format!("{says} (first on line {})", sighting.line),
            column: None,
            rows: usize::try_from(sighting.count).unwrap_or(usize::MAX),
            examples: vec![sighting.example.clone()],
            advice: advice.map(str::to_owned),
        });
        found.chain(self.broken()).chain(self.nothing()).collect()
    }

    /// A header, and no rows below it.
    fn nothing(&self) -> Option<Fault> {
        let is_bare = self.sample.rows == 0 && self.sample.broken == 0;
        (is_bare && !self.sample.columns.is_empty()).then(|| Fault {
            says: "below the names of its columns there is nothing".to_owned(),
            column: None,
            rows: 0,
            examples: Vec::new(),
            advice: Some("export it again with its rows".to_owned()),
        })
    }

    fn broken(&self) -> Option<Fault> {
        let rows = self.sample.broken;
        (rows > 0).then(|| Fault {
            says: "some rows cannot be read".to_owned(),
            column: None,
            rows,
            examples: Vec::new(),
            advice: Some("the import lists them with --rejects FILE".to_owned()),
        })
    }

    /// Texts with marks of HTML, or read in another encoding than they were written in.
    fn texts(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for (_, column) in self.columns_of(&[Role::Title, Role::Creator, Role::Category]) {
            let says = format!("`{}` is written for HTML (&amp;)", column.name);
            let advice = "the import undoes it";
            found.extend(where_values(column, has_entity, says, Some(advice)));
            let says = format!(
                "letters of `{}` are damaged: it was read in another encoding once",
                column.name
            );
            let advice = "give the right one with --encoding, or export the file again as UTF-8";
            found.extend(where_values(column, is_garbled, says, Some(advice)));
        }
        found
    }

    fn orders(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for (_, column) in self.columns_of(&[Role::Order]) {
            if has_cancelled_numbers(column) {
                let says = format!(
                    "some of `{}` begin with C, as cancellations do",
                    column.name
                );
                found.extend(where_values(column, is_cancelled, says, None));
            }
        }
        for (_, column) in self.columns_of(&[Role::Status]) {
            let values = no_sales(column);
            let says = format!("`{}` says that some orders were no sales", column.name);
            found.extend(where_values(
                column,
                |value| values.contains(value),
                says,
                None,
            ));
        }
        for (_, column) in self.columns_of(&[Role::Quantity]) {
            let says = format!(
                "`{}` is below nothing, as of goods that came back",
                column.name
            );
            found.extend(where_values(column, is_negative, says, None));
        }
        found.extend(self.lone_items());
        found.extend(self.wide_orders());
        found
    }

    /// No order holds two items: nothing can come of it.
    fn lone_items(&self) -> Option<Fault> {
        let orders = self.rows_of(Role::Order);
        let items = self.rows_of(Role::Item);
        let mut basket: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (order, item) in orders.iter().zip(&items) {
            if let (Some(order), Some(item)) = (order, item) {
                basket.entry(order).or_default().insert(item);
            }
        }
        let is_lone = basket.len() >= 2 && basket.values().all(|items| items.len() == 1);
        is_lone.then(|| Fault {
            says: "every order has one item only: no two items are linked by that".to_owned(),
            column: None,
            rows: basket.len(),
            examples: Vec::new(),
            advice: Some(
                "is the right column taken for the order? A customer could stand in for it"
                    .to_owned(),
            ),
        })
    }

    /// A customer or a date that stands for an order makes large ones.
    fn wide_orders(&self) -> Option<Fault> {
        let mut orders = self.columns_of(&[Role::Order]);
        let (_, column) = orders.next()?;
        if orders.next().is_some() {
            return None;
        }
        let facts = Facts::of(column);
        let is_date = facts.looks() == Some(Looks::Date);
        (is_date || facts.rows_each() > 200.0).then(|| Fault {
            says: match is_date {
                true => format!(
                    "`{}` is a date: all sales of a day count as one order",
                    column.name
                ),
                false => format!(
                    "`{}` has {:.0} lines each: is it a customer or a shop, not an order?",
                    column.name,
                    facts.rows_each()
                ),
            },
            column: Some(column.name.clone()),
            rows: facts.filled,
            examples: examples(column.filled()),
            advice: Some(
                "give the order with --order-column; several columns can be one order".to_owned(),
            ),
        })
    }

    /// Items that are no goods, by whoever knows them.
    fn goods(&self, no_goods: Option<NoGoods>) -> Option<Fault> {
        let no_goods = no_goods?;
        let (items, titles) = (self.rows_of(Role::Item), self.rows_of(Role::Title));
        let rows = items.iter().zip(titles.iter());
        let found: Vec<&str> = rows
            .filter(|(item, title)| item.is_some_and(|item| no_goods(item, **title)))
            .filter_map(|(item, title)| title.or(*item))
            .collect();
        (!found.is_empty()).then(|| Fault {
            says: "some items look like no goods".to_owned(),
            column: None,
            rows: found.len(),
            examples: examples(found.iter().copied()),
            advice: Some("leave them out when rebuilding, with --leave-out".to_owned()),
        })
    }

    /// The first value of a role's columns in each row that has one.
    fn rows_of(&self, role: Role) -> Vec<Option<&'t str>> {
        let columns: Vec<&Column> = self
            .roles
            .iter()
            .filter(|(other, _)| *other == role)
            .filter_map(|(_, name)| self.sample.column(name))
            .collect();
        let value = |row: usize| {
            let mut values = columns.iter().filter_map(|column| column.values.get(row));
            values
                .find(|value| !value.trim().is_empty())
                .map(|value| value.trim())
        };
        (0..self.sample.rows).map(value).collect()
    }
}

/// A fault of the values for which something holds, if there are any.
fn where_values(
    column: &Column,
    holds: impl Fn(&str) -> bool,
    says: String,
    advice: Option<&str>,
) -> Option<Fault> {
    let values: Vec<&str> = column.filled().filter(|value| holds(value)).collect();
    (!values.is_empty()).then(|| Fault {
        says,
        column: Some(column.name.clone()),
        rows: values.len(),
        examples: examples(values.iter().copied()),
        advice: advice.map(str::to_owned),
    })
}

/// The first different ones of some values.
fn examples<'v>(values: impl Iterator<Item = &'v str>) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    for value in values {
        if examples.len() == EXAMPLES {
            break;
        }
        if !examples.iter().any(|example| example == value) {
            examples.push(value.to_owned());
        }
    }
    examples
}

/// Numbers of one length of which some are shorter: zeros before them were lost.
fn lost_zeros(column: &Column) -> Option<Fault> {
    let is_whole = |value: &&str| is_digits(value);
    let numbers: Vec<&str> = column.filled().filter(is_whole).collect();
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for number in &numbers {
        *lengths.entry(number.len()).or_default() += 1;
    }
    let (&length, &count) = lengths.iter().max_by_key(|(_, count)| **count)?;
    let is_longest = lengths
        .last_key_value()
        .is_some_and(|(longest, _)| *longest == length);
    // Short numbers count upwards; only long ones have a length of their own.
    if length < 8 || !is_longest || count * 10 < numbers.len() * 6 || count == numbers.len() {
        return None;
    }
    let is_short =
        |value: &str| is_digits(value) && value.len() < length && value.len() + 4 >= length;
    let says = format!(
        "most of `{}` have {length} digits and some fewer: zeros before them may be lost",
        column.name
    );
    let advice = "export the file again without opening it in a spreadsheet";
    where_values(column, is_short, says, Some(advice))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `9.78E+12`.
fn is_scientific(value: &str) -> bool {
    let Some((number, power)) = value.split_once(['E', 'e']) else {
        return false;
    };
    let whole = number.replacen(['.', ','], "", 1);
    is_digits(&whole) && number != whole && power.strip_prefix('+').is_some_and(is_digits)
}

fn is_null(value: &str) -> bool {
    let nulls = [
        "null",
        "\\n",
        "#n/a",
        "n/a",
        "nan",
        "none",
        "nil",
        "(null)",
        "(not set)",
        "undefined",
        "<na>",
    ];
    nulls.contains(&value.to_lowercase().as_str())
}

fn is_formula(value: &str) -> bool {
    value.starts_with("=\"") && value.ends_with('"')
}

fn is_marked(value: &str) -> bool {
    value.starts_with('\'')
}

/// `&amp;`, `&#39;`, `&quot;`.
fn has_entity(value: &str) -> bool {
    value.match_indices('&').any(|(place, _)| {
        let rest = &value[place + 1..];
        let name = rest.split(';').next().unwrap_or_default();
        let is_name = name.len() >= 2 && name.len() <= 8;
        name.len() < rest.len()
            && is_name
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
    })
}

/// UTF-8 that was read as Windows-1252, or letters that could not be read at all.
fn is_garbled(value: &str) -> bool {
    [
        "Ã¼", "Ã¤", "Ã¶", "Ã©", "Ã¨", "Ã±", "Ã³", "Ã¡", "ÃŸ", "â€™", "â€“", "Â£", "Â°", "\u{FFFD}",
    ]
    .iter()
    .any(|mark| value.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, kind: Kind, roles: &Roles<'_>) -> Vec<String> {
        let sample = Sample::of("file.csv", text);
        let found = faults(
            &sample,
            kind,
            roles,
            Some(|_, title| title == Some("POSTAGE")),
        );
        found.into_iter().map(|fault| fault.says).collect()
    }

    const LINES: [(Role, &str); 3] = [
        (Role::Order, "order"),
        (Role::Item, "item"),
        (Role::Title, "title"),
    ];

    #[track_caller]
    fn assert_says(says: &[String], what: &str) {
        assert!(
            says.iter().any(|line| line.contains(what)),
            "{what}: {says:#?}"
        );
    }

    #[test]
    fn damaged_ids_are_told_by_kind() {
        let text = "order,item,title\n1,9.78E+12,a\n1,1001.0,b\n1,NULL,c\n1,\\N,c\n\
            2,\"=\"\"00123\"\"\",d\n2,'0042,e\n";
        let says = of(text, Kind::Orders, &LINES);
        for what in [
            "powers of ten",
            "a fraction",
            "a word for nothing",
            "a formula",
            "apostrophe",
        ] {
            assert_says(&says, what);
        }
        assert!(
            of(
                "order,item,title\n1,12E45,a\n1,1.5,b\n",
                Kind::Orders,
                &LINES
            )
            .is_empty()
        );
    }

    #[test]
    fn numbers_that_lost_their_zeros_are_suspected() {
        let text = "order,item,title\n1,9780061900656,a\n1,9783161484100,b\n2,9780306406157,a\n\
            2,61900656001,c\n";
        assert_says(
            &of(text, Kind::Orders, &LINES),
            "most of `item` have 13 digits",
        );
    }

    #[test]
    fn cancelled_orders_and_returned_goods_are_told() {
        let text =
            "order,item,status,qty\n1,a,paid,1\n1,b,,1\n2,a,Voided,1\n2,c,,-1\nC3,a,paid,1\n";
        let roles = [
            (Role::Order, "order"),
            (Role::Item, "item"),
            (Role::Status, "status"),
            (Role::Quantity, "qty"),
        ];
        let says = of(text, Kind::Orders, &roles);
        for what in ["begin with C", "were no sales", "below nothing"] {
            assert_says(&says, what);
        }
    }

    #[test]
    fn orders_of_one_item_and_orders_that_are_days_are_told() {
        let says = of("order,item,title\n1,a,A\n2,b,B\n", Kind::Orders, &LINES);
        assert_says(&says, "every order has one item only");
        let says = of(
            "order,item,title\n2024-01-01,a,A\n2024-01-01,b,B\n",
            Kind::Orders,
            &LINES,
        );
        assert_says(&says, "is a date");
    }

    #[test]
    fn postage_entities_and_damaged_letters_are_told() {
        let text = "order,item,title\n1,a,Salt &amp; Pepper\n1,b,MÃ¼sli\n1,c,POSTAGE\n";
        let says = of(text, Kind::Orders, &LINES);
        for what in ["written for HTML", "are damaged", "look like no goods"] {
            assert_says(&says, what);
        }
        let plain = "order,item,title\n1,a,Salt & Pepper; 2 kg\n1,b,Müsli\n";
        assert!(of(plain, Kind::Orders, &LINES).is_empty());
    }

    #[test]
    fn a_header_among_the_rows_and_a_quote_that_does_not_close_are_told() {
        let text = "order,item,title\n1,a,A\norder,item,title\n1,b,B\n";
        assert_says(&of(text, Kind::Orders, &LINES), "the header stands again");
        let text = "order,item,title\n1,a,\"12 inch\n2,b,B\n2,c,12 inch\"\n3,d,D\n3,e,E\n";
        assert_says(&of(text, Kind::Orders, &LINES), "look like rows");
        let text = "order,item,title\n1,a,\"two\nlines\"\n1,b,B\n";
        assert!(of(text, Kind::Orders, &LINES).is_empty());
    }
}
