//! Whatever is taken back, the next rebuild is the one of a database into which only what is left
//! was ever put: random histories of a small shop, beside the plain model of what should be left.

use std::collections::BTreeMap;
use std::fs;

use cartway::catalogue::Forgettable;
use cartway::files::TableOptions;
use cartway::import::{self, ForgetRequest, ImportFormat, ImportTarget, Silent, forget};
use cartway::rebuild::rebuild;
use clap::Args;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, prop_oneof, proptest};

use crate::support::Shop;

/// A row of a file of orders: order, item, and perhaps what it calls the item.
type LineRow = (u8, u8, Option<u8>);

/// A row of a file of items: id, and perhaps a title and a creator.
type ItemRow = (u8, Option<u8>, Option<u8>);

/// What an operator does.
#[derive(Debug, Clone)]
enum Step {
    Orders(Vec<LineRow>, Mode),
    Items(Vec<ItemRow>, Mode),
    ForgetOrders(Vec<u8>),
    ForgetItems(Vec<u8>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Add,
    Replace,
    ReplaceOrders,
}

/// What should be left.
#[derive(Debug, Default)]
struct Model {
    /// Lines as they lie in the table, each with its vote.
    lines: Vec<LineRow>,
    /// Items that files of items named, with title and creator.
    items: BTreeMap<u8, [Option<u8>; 2]>,
}

impl Model {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Orders(rows, mode) => self.orders(rows, *mode),
            Step::Items(rows, mode) => self.put_items(rows, *mode),
            Step::ForgetOrders(ids) => self.lines.retain(|(order, ..)| !ids.contains(order)),
            Step::ForgetItems(ids) => {
                self.lines.retain(|(_, item, _)| !ids.contains(item));
                self.items.retain(|item, _| !ids.contains(item));
            }
        }
    }

    fn orders(&mut self, rows: &[LineRow], mode: Mode) {
        let replaced = |order: &u8| match mode {
            Mode::Add => false,
            Mode::Replace => true,
            Mode::ReplaceOrders => rows.iter().any(|row| row.0 == *order),
        };
        self.lines.retain(|(order, ..)| !replaced(order));
        for &(order, item, title) in rows {
            let mut there = self.lines.iter_mut();
            match there.find(|line| (line.0, line.1) == (order, item)) {
                Some(line) => line.2 = line.2.or(title),
                None => self.lines.push((order, item, title)),
            }
        }
    }

    fn put_items(&mut self, rows: &[ItemRow], mode: Mode) {
        let before = self.items.clone();
        if mode == Mode::Replace {
            self.items.clear();
        }
        for &(id, title, creator) in rows {
            let item = self.items.entry(id).or_default();
            *item = [title.or(item[0]), creator.or(item[1])];
        }
        if mode != Mode::Replace {
            return;
        }
        // A column no row has a value in is none of the file's.
        for column in 0..2 {
            if self.items.values().all(|item| item[column].is_none()) {
                for (id, item) in &mut self.items {
                    item[column] = before.get(id).and_then(|item| item[column]);
                }
            }
        }
    }
}

fn lines_file(rows: &[LineRow]) -> String {
    let title = |title: &Option<u8>| title.map_or(String::new(), |title| format!("Called {title}"));
    let row = |row: &LineRow| format!("{},i{},{}\n", row.0, row.1, title(&row.2));
    format!(
        "order_id,item_id,t\n{}",
        rows.iter().map(row).collect::<String>()
    )
}

fn items_file<'r>(rows: impl Iterator<Item = (&'r u8, [Option<u8>; 2])>) -> String {
    let text =
        |name: &str, value: Option<u8>| value.map_or(String::new(), |v| format!("{name} {v}"));
    let row = |(id, [title, creator]): (&u8, [Option<u8>; 2])| {
        format!("i{id},{},{}\n", text("Title", title), text("By", creator))
    };
    format!("id,title,creator\n{}", rows.map(row).collect::<String>())
}

fn options<O: Args>(arguments: &[&str]) -> O {
    let command = O::augment_args(clap::Command::new("import").no_binary_name(true));
    O::from_arg_matches(&command.get_matches_from(arguments)).unwrap()
}

fn import(shop: &Shop, format: &ImportFormat, content: &str) {
    let target = ImportTarget {
        database: shop.db(),
        files: vec![shop.write("rows.csv", content)],
        rejects: None,
        force: false,
    };
    import::run(format, &target, &mut Silent).unwrap();
}

fn orders(shop: &Shop, rows: &[LineRow], mode: Mode) {
    let mode: &[&str] = match mode {
        Mode::Add => &[],
        Mode::Replace => &["--replace"],
        Mode::ReplaceOrders => &["--replace-orders"],
    };
    let format = options(&[&["--title-column", "t"], mode].concat());
    import(shop, &ImportFormat::Orders(format), &lines_file(rows));
}

fn forget_these(shop: &Shop, what: Forgettable, ids: Vec<String>) {
    let request = ForgetRequest {
        database: shop.db(),
        what,
        ids,
        files: Vec::new(),
        column: "id".to_owned(),
        column_option: "--id-column",
        table: TableOptions::default(),
    };
    forget(&request, &mut Silent).unwrap();
}

fn take(shop: &Shop, step: &Step) {
    match step {
        Step::Orders(rows, mode) => orders(shop, rows, *mode),
        Step::Items(rows, mode) => {
            let mode: &[&str] = match mode {
                Mode::Replace => &["--replace"],
                _ => &[],
            };
            let rows = rows
                .iter()
                .map(|(id, title, creator)| (id, [*title, *creator]));
            import(shop, &ImportFormat::Items(options(mode)), &items_file(rows));
        }
        Step::ForgetOrders(ids) => {
            let ids = ids.iter().map(u8::to_string).collect();
            forget_these(shop, Forgettable::Orders, ids);
        }
        Step::ForgetItems(ids) => {
            let ids = ids.iter().map(|id| format!("i{id}")).collect();
            forget_these(shop, Forgettable::Items, ids);
        }
    }
}

/// A database of what is left and nothing else.
fn fresh(model: &Model) -> Shop {
    let shop = Shop::new();
    if !model.items.is_empty() {
        let items = items_file(model.items.iter().map(|(id, item)| (id, *item)));
        import(&shop, &ImportFormat::Items(options(&[])), &items);
    }
    orders(&shop, &model.lines, Mode::Add);
    shop
}

fn graph(shop: &Shop) -> Vec<u8> {
    let mut settings = shop.settings();
    settings.min_orders = Some(1);
    rebuild(&settings, &()).unwrap();
    fs::read(shop.live_file("graph.bin")).unwrap()
}

/// Rows of orders; the last two keep the shop from being empty.
fn line_rows() -> impl Strategy<Value = Vec<LineRow>> {
    let title = proptest::option::of(0..3_u8);
    proptest::collection::vec((1..6_u8, 0..5_u8, title), 0..14).prop_map(|mut rows| {
        rows.extend([(0, 8, None), (0, 9, None)]);
        rows
    })
}

fn item_rows() -> impl Strategy<Value = Vec<ItemRow>> {
    let text = || proptest::option::of(0..2_u8);
    proptest::collection::vec((0..7_u8, text(), text()), 1..5)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let ids = || proptest::collection::vec(1..6_u8, 1..3);
    let modes = prop_oneof![
        3 => Just(Mode::Add),
        1 => Just(Mode::Replace),
        3 => Just(Mode::ReplaceOrders),
    ];
    let item_modes = prop_oneof![Just(Mode::Add), Just(Mode::Replace)];
    let step = prop_oneof![
        4 => (line_rows(), modes).prop_map(|(rows, mode)| Step::Orders(rows, mode)),
        2 => (item_rows(), item_modes).prop_map(|(rows, mode)| Step::Items(rows, mode)),
        2 => ids().prop_map(Step::ForgetOrders),
        1 => ids().prop_map(Step::ForgetItems),
    ];
    proptest::collection::vec(step, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn rebuild_after_taking_back_is_the_one_from_scratch(first in line_rows(), steps in steps()) {
        let shop = Shop::new();
        let mut model = Model::default();
        for step in std::iter::once(Step::Orders(first, Mode::Add)).chain(steps) {
            model.take(&step);
            take(&shop, &step);
        }
        let fresh = fresh(&model);
        for sql in [
            "SELECT order_id, item_id FROM order_lines ORDER BY 1, 2",
            "SELECT id, title, creator FROM items ORDER BY 1",
            "SELECT item_id, title, votes FROM import_titles ORDER BY 1, 2",
        ] {
            // Either may never have had the table.
            let has_items = |shop: &Shop| !shop.rows("SELECT 1 FROM sqlite_master WHERE name = 'items'").is_empty();
            if has_items(&shop) && has_items(&fresh) {
                prop_assert_eq!(shop.rows(sql), fresh.rows(sql), "{}", sql);
            }
        }
        prop_assert_eq!(graph(&shop) == graph(&fresh), true);
    }
}
