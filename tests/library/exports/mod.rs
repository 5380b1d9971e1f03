//! Files of graphs, read back: every format holds the same items and links, whatever titles hold.
//!
//! What a format cannot hold is said in `Graph::marked` and `Graph::without_empty`, nowhere else.

mod odd;
mod read_back;
mod readers;

use std::collections::BTreeMap;

use cartway::exports::{Format, Table, write, write_table};
use proptest::prelude::*;

use odd::{OddGraph, odd_graphs};
use read_back::{csv_tables, cytoscape, gexf, graphml, node_link, parquet_tables};

/// The attributes of an item or a link as texts, by name.
type Attributes = BTreeMap<String, String>;

/// A graph as it was read: items by id, links by their ends.
#[derive(Debug, Clone, Default, PartialEq)]
struct Graph {
    directed: bool,
    items: BTreeMap<String, Attributes>,
    links: BTreeMap<(String, String), Attributes>,
}

impl Graph {
    /// The same with other texts.
    fn with_texts(&self, text: impl Fn(&str) -> String) -> Self {
        let attributes = |of: &Attributes| -> Attributes {
            let of = of.iter();
            of.map(|(name, value)| (name.clone(), text(value)))
                .collect()
        };
        let items = self.items.iter();
        let links = self.links.iter();
        Self {
            directed: self.directed,
            items: items.map(|(id, of)| (text(id), attributes(of))).collect(),
            links: links
                .map(|((from, to), of)| ((text(from), text(to)), attributes(of)))
                .collect(),
        }
    }

    /// As XML and text can hold it: control characters are U+FFFD.
    fn marked(&self) -> Self {
        self.with_texts(|text| {
            let is_held = |letter: char| {
                matches!(letter, '\t' | '\n')
                    || !(letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
            };
            let letters = text.chars();
            letters
                .map(|letter| if is_held(letter) { letter } else { '\u{FFFD}' })
                .collect()
        })
    }

    /// As a table of text can hold it: an empty text is none.
    fn without_empty(mut self) -> Self {
        let all = self.items.values_mut().chain(self.links.values_mut());
        all.for_each(|of| of.retain(|_, value| !value.is_empty()));
        self
    }
}

fn written(graph: &OddGraph, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(graph, format, &mut bytes).unwrap();
    bytes
}

fn tables(graph: &OddGraph, format: Format) -> [Vec<u8>; 2] {
    Table::ALL.map(|table| {
        let mut bytes = Vec::new();
        write_table(graph, format, table, &mut bytes).unwrap();
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_format_read_back_holds_the_same_items_and_links(graph in odd_graphs()) {
        let expected = graph.expected();
        let marked = expected.marked();
        prop_assert_eq!(graphml(&written(&graph, Format::GraphMl)), marked.clone());
        prop_assert_eq!(gexf(&written(&graph, Format::Gexf)), marked.clone());
        prop_assert_eq!(&node_link(&written(&graph, Format::NodeLinkJson)), &expected);
        prop_assert_eq!(&cytoscape(&written(&graph, Format::CytoscapeJson)), &expected);
        // Tables do not say whether links lead one way.
        let as_tables = Graph { directed: false, ..expected };
        let parquet = parquet_tables(&tables(&graph, Format::Parquet));
        prop_assert_eq!(&parquet, &as_tables);
        let csv = csv_tables(&tables(&graph, Format::Csv));
        prop_assert_eq!(csv, as_tables.marked().without_empty());
    }
}
