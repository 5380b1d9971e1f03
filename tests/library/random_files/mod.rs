//! Ten thousand files of chance go in as they were meant, or it is said where they do not: what an
//! independent `writer` writes, an import reads, whatever the encoding, the packing and the form.
//!
//! Never may rows be fewer, more or other ones with success and without a word.

mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use cartway::files::TableOptions;
use cartway::import::{
    self, ImportError, ImportFormat, ImportReport, ImportTarget, Note, OrdersOptions, RejectReason,
    ReplaceOrdersOptions, Silent,
};
use proptest::bool;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::support::Shop;
use writer::{Dialect, Encoding, Form, Json, Layout, Line, Packing, Quotes, Style, Written};

/// What texts are put together of. Letters beyond ASCII stand between such of ASCII: two of them in
/// Windows-1252 may be one of UTF-8, and nobody could tell.
const PIECES: [&str; 28] = [
    "Tea",
    "mug",
    "7",
    "0042",
    "00",
    "x",
    "12\" single",
    "\"Heroes\" by Bowie",
    "\"",
    "\"\"",
    "a, b",
    "a; b",
    "a|b",
    "a\tb",
    "\n",
    "\r\n",
    "two\nlines",
    " ",
    "  ",
    "'",
    "\\",
    "x=y",
    "#1",
    "Süßes",
    "Crème brûlée",
    "nur 5 € x",
    "茶 x",
    "🍵 tea",
];

fn text() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 1..4).prop_map(|pieces| pieces.concat())
}

/// An id: seldom there is none.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[1-9][0-9]{0,5}",
        4 => "0{1,3}[1-9]{1,3}",
        4 => "[A-Z]{2}-[0-9]{3}",
        6 => text(),
        1 => Just(String::new()),
    ]
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let title = prop_oneof![4 => text(), 1 => Just(String::new())];
    let line = (
        id(),
        id(),
        title,
        vec(prop_oneof![text(), Just(String::new())], 2),
    );
    let line = line.prop_map(|(order, item, title, more)| Line {
        order,
        item,
        title,
        more,
    });
    // Few files are larger than what is looked at before reading.
    let times = prop_oneof![299 => Just(1), 1 => Just(400)];
    (vec(line, 0..14), times).prop_map(|(lines, times)| vec![lines; times].concat())
}

fn dialect() -> impl Strategy<Value = Form> {
    let before = prop_oneof![
        4 => Just(Vec::new()),
        1 => vec(select(vec!["Orders of May", "", "made by: Shop 3.1", "-----"]), 1..4),
        1 => Just(vec!["sep="]),
    ];
    (
        select(vec![',', ';', '\t', '|']),
        select(vec![Quotes::Always, Quotes::Needed, Quotes::Never]),
        select(vec!["\n", "\r\n"]),
        before,
        Just(vec!["order_id", "item_id", "title", "Qty", "Note"]).prop_shuffle(),
        (bool::weighted(0.1), bool::ANY),
    )
        .prop_map(
            |(delimiter, quotes, line_end, before, columns, (at_end, last))| {
                let named = |line: &&str| match *line {
                    "sep=" => format!("sep={delimiter}"),
                    line => line.to_owned(),
                };
                Form::Delimited(Dialect {
                    delimiter,
                    quotes,
                    line_end,
                    before: before.iter().map(named).collect(),
                    columns,
                    delimiter_at_end: at_end,
                    last_line_ends: last,
                })
            },
        )
}

fn json() -> impl Strategy<Value = Form> {
    let layout = select(vec![Layout::List, Layout::Lines, Layout::Wrapped]);
    (layout, bool::ANY, bool::ANY, bool::ANY, bool::ANY).prop_map(
        |(layout, is_nested, is_pretty, is_escaped, has_numbers)| {
            Form::Json(Json {
                layout,
                is_nested,
                is_pretty,
                is_escaped,
                has_numbers,
            })
        },
    )
}

fn style(form: impl Strategy<Value = Form>) -> impl Strategy<Value = Style> {
    let encoding = select(vec![
        Encoding::Utf8,
        Encoding::Utf8WithMark,
        Encoding::Windows1252,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
    ]);
    let packing = select(vec![
        Packing::Plain,
        Packing::Gzip,
        Packing::Zstd,
        Packing::Zip,
    ]);
    (encoding, packing, form).prop_map(|(encoding, packing, form)| Style {
        encoding,
        packing,
        form,
    })
}

/// What a file should leave in a database: order lines, and what an item may be called.
#[derive(Debug, PartialEq, Eq)]
struct Meant {
    lines: BTreeSet<(String, String)>,
    titles: BTreeMap<String, BTreeSet<String>>,
    /// Places of the rows that have no order or no item.
    rejected: Vec<u64>,
    /// Whether a value that is asked for is no UTF-8.
    is_1252: bool,
}

impl Meant {
    fn of(lines: &[Line], places: &[u64], style: &Style) -> Self {
        let mut meant = Self {
            lines: BTreeSet::new(),
            titles: BTreeMap::new(),
            rejected: Vec::new(),
            is_1252: needs_1252(style, lines),
        };
        for (line, place) in lines.iter().zip(places) {
            let [order, item, title] =
                [&line.order, &line.item, &line.title].map(|value| value.trim().to_owned());
            if order.is_empty() || item.is_empty() {
                meant.rejected.push(*place);
                continue;
            }
            if !title.is_empty() {
                meant.titles.entry(item.clone()).or_default().insert(title);
            }
            meant.lines.insert((order, item));
        }
        meant
    }

    /// Whether a database holds this and nothing else.
    fn is_in(&self, shop: &Shop) -> bool {
        let lines = pairs(shop, "SELECT order_id, item_id FROM order_lines");
        let titles = pairs(shop, "SELECT id, title FROM items WHERE title IS NOT NULL");
        let is_meant = |(id, title): &(String, String)| {
            self.titles.get(id).is_some_and(|all| all.contains(title))
        };
        lines.len() == self.lines.len()
            && lines.iter().all(|line| self.lines.contains(line))
            && titles.len() == self.titles.len()
            && titles.iter().all(is_meant)
    }
}

fn pairs(shop: &Shop, sql: &str) -> Vec<(String, String)> {
    let rows = shop.database();
    let mut rows = rows.prepare(sql).unwrap();
    let pairs = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    pairs.map(Result::unwrap).collect()
}

fn options(style: &Style) -> OrdersOptions {
    let [order, item, title] = match &style.form {
        Form::Delimited(_) => ["order_id", "item_id", "title"].map(str::to_owned),
        Form::Json(json) => json.columns(),
    };
    OrdersOptions {
        order_column: vec![order],
        item_column: vec![item],
        title_column: vec![title],
        order_prefix: None,
        item_separator: None,
        skip_order: Vec::new(),
        replace: ReplaceOrdersOptions::default(),
        table: TableOptions::default(),
    }
}

fn import(style: &Style, shop: &Shop, file: PathBuf) -> Result<ImportReport, ImportError> {
    let target = ImportTarget {
        database: shop.db(),
        files: vec![file],
        rejects: None,
        force: true,
    };
    let reports = import::run(&ImportFormat::Orders(options(style)), &target, &mut Silent);
    reports.map(|reports| reports.into_iter().next().unwrap())
}

/// Quotes in files of tabs may belong to a text or not: a reader may find out the wrong way.
fn is_ambiguous(style: &Style) -> bool {
    matches!(
        &style.form,
        Form::Delimited(Dialect {
            delimiter: '\t',
            quotes: Quotes::Needed,
            ..
        })
    )
}

/// Whether a report says of all rows what became of them, each place among those meant, and of
/// texts that are no UTF-8 how they were read.
fn tells_all(report: &ImportReport, meant: &Meant, rows: usize) -> bool {
    let told = report.first_rejected.iter().map(|row| row.line);
    report.rows == rows as u64
        && report.taken == (rows - meant.rejected.len()) as u64
        && report.rejected_count() == meant.rejected.len() as u64
        && told
            .zip(&meant.rejected)
            .all(|(told, meant)| told == *meant)
        && (!meant.is_1252 || report.notes.contains_key(&Note::Windows1252))
}

/// Whether a report says that something is amiss, and where.
fn warns(report: &ImportReport, meant: &Meant) -> bool {
    let suspicious = report
        .notes
        .iter()
        .any(|(note, seen)| note.is_suspicious() && seen.line > 0);
    let more_rejected = report.rejected_count() > meant.rejected.len() as u64;
    // Rows as written have a value for each column, always.
    let mut reasons = report.rejected.keys();
    let unreadable = reasons.any(|reason| matches!(reason, RejectReason::Unreadable(_)));
    let has_places = report.first_rejected.iter().all(|row| row.line > 0);
    suspicious || ((more_rejected || unreadable) && has_places)
}

/// Writes the lines in this style and imports the file.
fn check(style: &Style, lines: &[Line]) {
    let lines: Vec<Line> = lines.iter().map(|line| line.as_can_be(style)).collect();
    let Written { bytes, places } = style.write(&lines);
    let shop = Shop::in_memory();
    let file = shop.write("orders.export", &bytes);
    let meant = Meant::of(&lines, &places, style);
    match import(style, &shop, file) {
        Err(error) => {
            assert!(error.to_string().contains("orders.export"), "{error}");
            let is_empty = meant.lines.is_empty();
            assert!(is_empty || is_ambiguous(style), "refused: {error}");
            let left = fs::metadata(shop.db()).map_or(0, |database| database.len());
            assert_eq!(left, 0, "refused, but not all of it");
        }
        Ok(report) => {
            assert_eq!(
                report.rows,
                report.taken + report.skipped + report.rejected_count()
            );
            let is_right = tells_all(&report, &meant, lines.len()) && meant.is_in(&shop);
            let is_told = is_ambiguous(style) && warns(&report, &meant);
            assert!(is_right || is_told, "{report:#?}\nmeant: {meant:#?}");
        }
    }
}

/// Whether a value that is asked for is none in UTF-8.
fn needs_1252(style: &Style, lines: &[Line]) -> bool {
    let is_escaped = matches!(&style.form, Form::Json(json) if json.is_escaped);
    let is_foreign = |line: &Line| {
        ![&line.order, &line.item, &line.title]
            .iter()
            .all(|value| value.is_ascii())
    };
    style.encoding == Encoding::Windows1252 && !is_escaped && lines.iter().any(is_foreign)
}

/// So many files, the same ones every time; `PROPTEST_RNG_SEED` makes others.
fn cases(count: u32) -> ProptestConfig {
    let usual = ProptestConfig::with_cases(count);
    let rng_seed = match usual.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2026),
        named @ RngSeed::Fixed(_) => named,
    };
    ProptestConfig {
        failure_persistence: None,
        rng_seed,
        ..usual
    }
}

proptest! {
    #![proptest_config(cases(7_000))]

    #[test]
    fn delimited_files_of_chance_go_in_as_they_were_meant(
        style in style(dialect()),
        lines in lines(),
    ) {
        check(&style, &lines);
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn json_files_of_chance_go_in_as_they_were_meant(style in style(json()), lines in lines()) {
        check(&style, &lines);
    }
}
