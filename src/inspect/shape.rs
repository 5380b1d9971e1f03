//! Files that are no tables, told by their first lines: market baskets, edge lists and SNAP's
//! amazon-meta. Knows no columns.

use std::collections::BTreeSet;

use super::role::{Certainty, Kind};

/// What the lines of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) certainty: Certainty,
    /// Why, in words.
    pub(super) reason: &'static str,
    /// What parts the items of a basket, where it is no space.
    pub(super) delimiter: Option<char>,
}

/// What the first lines of a file show, if they show no table.
pub(super) fn shape_of(head: &[String]) -> Option<Shape> {
    let lines: Vec<&str> = head
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() < 2 {
        return None;
    }
    amazon_meta(&lines)
        .or_else(|| edges(&lines))
        .or_else(|| baskets(&lines))
        .or_else(|| baskets_by(&lines, ','))
        .or_else(|| baskets_by(&lines, ';'))
}

fn shape(kind: Kind, certainty: Certainty, reason: &'static str) -> Shape {
    Shape {
        kind,
        certainty,
        reason,
        delimiter: None,
    }
}

fn amazon_meta(lines: &[&str]) -> Option<Shape> {
    let begins = |start: &str| lines.iter().any(|line| line.starts_with(start));
    let reason = "its records begin with Id: and ASIN:";
    (begins("Id:") && begins("ASIN:")).then(|| shape(Kind::AmazonMeta, Certainty::Sure, reason))
}

/// Two whole numbers a line, perhaps with a third, below comments.
fn edges(lines: &[&str]) -> Option<Shape> {
    let (comments, edges): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with('#'));
    let widths: BTreeSet<usize> = edges
        .iter()
        .map(|line| line.split_whitespace().count())
        .collect();
    let is_edge = |line: &&str| line.split_whitespace().all(is_number);
    let is_even = widths.len() == 1 && widths.iter().all(|width| matches!(width, 2 | 3));
    if edges.is_empty() || !is_even || !edges.iter().all(is_edge) {
        return None;
    }
    Some(match comments.is_empty() {
        false => shape(
            Kind::Links,
            Certainty::Sure,
            "comments, then two numbers a line",
        ),
        true => shape(
            Kind::Links,
            Certainty::Unsure,
            "as many numbers on each line, and no header: an edge list, or orders and items",
        ),
    })
}

/// Lines of ids with spaces between them, some long and some short.
fn baskets(lines: &[&str]) -> Option<Shape> {
    let is_id = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    let is_basket = |line: &&str| {
        line.split_whitespace()
            .all(|word| is_id(word) && has_digit(word))
    };
    let widths: BTreeSet<usize> = lines
        .iter()
        .map(|line| line.split_whitespace().count())
        .collect();
    let reason = "each line is a list of ids, some long and some short";
    (widths.len() >= 2 && lines.iter().all(is_basket))
        .then(|| shape(Kind::Baskets, Certainty::Sure, reason))
}

/// Lines parted by a mark, some long and some short, whose parts come back on other lines.
fn baskets_by(lines: &[&str], delimiter: char) -> Option<Shape> {
    let split = |line: &str| {
        line.split(delimiter)
            .map(|part| part.trim().to_owned())
            .collect()
    };
    let parts: Vec<Vec<String>> = lines.iter().map(|line| split(line)).collect();
    let widths: BTreeSet<usize> = parts.iter().map(Vec::len).collect();
    // Rows of a table that were not quoted well differ by one or two.
    let is_ragged = widths.len() >= 4 && widths.first() <= Some(&2);
    let all: Vec<&String> = parts.iter().flatten().collect();
    let distinct: BTreeSet<&&String> = all.iter().collect();
    let is_plain = !lines.iter().any(|line| line.contains('"'));
    let comes_back = distinct.len() * 4 < all.len() * 3;
    (is_ragged && is_plain && comes_back).then(|| Shape {
        delimiter: Some(delimiter),
        ..shape(
            Kind::Baskets,
            Certainty::Likely,
            "no header, and each line is a list, some long and some short",
        )
    })
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(Kind, Certainty, Option<char>)> {
        let head: Vec<String> = text.lines().map(str::to_owned).collect();
        shape_of(&head).map(|shape| (shape.kind, shape.certainty, shape.delimiter))
    }

    #[test]
    fn lists_of_ids_of_all_lengths_are_baskets() {
        let sure = Some((Kind::Baskets, Certainty::Sure, None));
        assert_eq!(of("0 1 2 3\n30 31 32\n33\n34 35 36 37 38\n"), sure);
        assert_eq!(of("B001 B002\nB003 B001 B007\n"), sure);
        let groceries =
            "milk,bread,butter\nmilk\nbread,soda\nmilk,bread,soda,butter,salt\nsoda\nmilk,soda\n";
        assert_eq!(
            of(groceries),
            Some((Kind::Baskets, Certainty::Likely, Some(',')))
        );
    }

    #[test]
    fn two_numbers_a_line_are_an_edge_list_where_comments_say_so() {
        let snap = "# Directed graph\n# FromNodeId\tToNodeId\n0\t1\n0\t2\n";
        assert_eq!(of(snap), Some((Kind::Links, Certainty::Sure, None)));
        assert_eq!(
            of("1 2\n1 3\n"),
            Some((Kind::Links, Certainty::Unsure, None))
        );
    }

    #[test]
    fn records_of_amazon_meta_are_known() {
        let meta = "# Full information\nTotal items: 2\n\nId:   0\nASIN: 0771044445\n";
        assert_eq!(of(meta), Some((Kind::AmazonMeta, Certainty::Sure, None)));
    }

    #[test]
    fn tables_are_none_of_them() {
        for table in [
            "order_id,item_id\n1,2\n1,3\n",
            "InvoiceNo,StockCode,Description\n536365,85123A,HEART, WHITE\n",
            "a\nb\n",
            "id title\n1 Green tea\n2 Pot\n",
            "",
        ] {
            assert_eq!(of(table), None, "{table}");
        }
    }
}
