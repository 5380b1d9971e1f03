//! What the name of a column says of it, by the table of names that shops use. Knows no values.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::role::Role;

/// How plainly a name says a role: 3 plainly, 2 usually, 1 perhaps.
pub(super) type Weight = u8;

const TABLE: &str = include_str!("../../data/columns.tsv");

static ROLES: LazyLock<HashMap<String, Vec<(Role, Weight)>>> = LazyLock::new(|| {
    let mut roles: HashMap<String, Vec<(Role, Weight)>> = HashMap::new();
    for (role, name, weight) in TABLE.lines().filter_map(row) {
        roles.entry(folded(name)).or_default().push((role, weight));
    }
    roles
});

/// A line of the table; none for a comment.
fn row(line: &str) -> Option<(Role, &str, Weight)> {
    let mut fields = line.split('\t');
    let (role, name, weight) = (fields.next()?, fields.next()?, fields.next()?);
    let role = Role::deserialize(IntoDeserializer::<Error>::into_deserializer(role)).ok()?;
    Some((role, name, weight.parse().ok()?))
}

/// A name without what shops' systems differ in: case, accents, spaces and marks.
pub(super) fn folded(name: &str) -> String {
    let spelled = name.replace('#', "number").replace('ß', "ss");
    spelled
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Whether two names are the same but for their spelling.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// What a name can mean, by role. Of a path into lists, such as `line_items[].sku`, the whole is
/// looked up first, then its last part as one of an item.
pub(super) fn roles_of(name: &str) -> &'static [(Role, Weight)] {
    let found = |name: &str| ROLES.get(&folded(name)).map(Vec::as_slice);
    let whole = found(name);
    let part = || {
        let (before, last) = name.rsplit_once('.')?;
        let of_item = before
            .ends_with("[]")
            .then(|| found(&format!("item {last}")));
        of_item.flatten().or_else(|| found(last))
    };
    whole.or_else(part).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_comment_or_a_row() {
        for line in TABLE.lines() {
            assert!(line.starts_with('#') || row(line).is_some(), "{line:?}");
        }
    }

    #[test]
    fn no_name_stands_twice_under_one_role() {
        let mut seen = std::collections::HashSet::new();
        for (role, name, _) in TABLE.lines().filter_map(row) {
            assert!(seen.insert((role, folded(name))), "{role:?} {name}");
        }
    }

    #[test]
    fn names_are_found_however_they_are_spelled() {
        for name in ["Order ID", "order_id", "orderId", "ORDER-ID", "Order  Id"] {
            assert!(roles_of(name).contains(&(Role::Order, 3)), "{name}");
        }
        for name in [
            "N° de commande",
            "numero de commande",
            "Bestell-Nr.",
            "Pedido",
        ] {
            assert!(roles_of(name).contains(&(Role::Order, 3)), "{name}");
        }
        assert!(roles_of("Order #").contains(&(Role::Order, 3)));
        assert!(roles_of("Libellé").contains(&(Role::Title, 3)));
        assert!(roles_of("Stück").contains(&(Role::Quantity, 3)));
        assert_eq!(roles_of("no such column"), []);
    }

    #[test]
    fn a_path_into_a_list_is_one_of_an_item() {
        assert!(roles_of("line_items[].sku").contains(&(Role::Item, 3)));
        assert!(roles_of("products[].name").contains(&(Role::Title, 3)));
        assert!(roles_of("line_items[].id").contains(&(Role::Line, 3)));
        assert!(roles_of("customer.email").contains(&(Role::Customer, 3)));
    }
}
