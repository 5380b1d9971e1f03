//! The table `tests/data/queries.tsv`: what is typed, and what must come first.

use std::fmt::Write as _;

use cartway::explorer::{Explorer, GraphFolder, Options, SearchQuestion};

use super::Shop;

/// Rows of the table of one kind: what is typed, and a title.
pub fn rows_of_table(kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../data/queries.tsv").lines();
    let cells = lines.filter(|line| !line.starts_with("# "));
    cells.filter_map(move |line| {
        let mut cells = line.split('\t');
        let (row, typed, title) = (cells.next()?, cells.next()?, cells.next()?);
        (row == kind).then_some((typed, title))
    })
}

/// Asks each text of the table, and tells all whose first item is another.
pub fn come_first(shop: &Shop, kind: &str) {
    let explorer = Explorer::open(GraphFolder::at(shop.graph()), Options::DEFAULT_BUDGET).unwrap();
    let session = explorer.now().unwrap();
    let mut others = String::new();
    for (typed, title) in rows_of_table(kind) {
        let answer = session.search(&SearchQuestion::new(typed)).unwrap();
        let titles: Vec<&str> = answer
            .items
            .iter()
            .map(|item| item.card.title.as_str())
            .collect();
        if titles.first() != Some(&title) {
            let few = &titles[..titles.len().min(4)];
            writeln!(others, "{typed}: {few:?} and not {title}").unwrap();
        }
    }
    assert!(
        rows_of_table(kind).next().is_some() && others.is_empty(),
        "{others}"
    );
}
