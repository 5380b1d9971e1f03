//! One data set in several kinds of files: whatever a shop exports, its database is the same. And
//! the command that `inspect` proposes for it leaves what it should.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use flate2::read::MultiGzDecoder;
use rust_xlsxwriter::{Workbook, Worksheet};

use super::support::{Shop, without_settings, write_parquet};
use super::{GOLDEN, RETAIL_COLUMNS, count, counted, data, import};

/// A table of texts.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let mut csv = csv::Reader::from_reader(MultiGzDecoder::new(File::open(path).unwrap()));
        let texts = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
        let columns = texts(csv.headers().unwrap());
        let rows = csv.records().map(|row| texts(&row.unwrap())).collect();
        Self { columns, rows }
    }

    fn write_parquet(&self, path: &Path) {
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        write_parquet(path, &columns, &self.rows);
    }

    /// Writes it as spreadsheets have it: numbers are numbers, and an empty cell is none.
    fn write_workbook(&self, path: &Path) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, texts) in (0..).zip([&self.columns].into_iter().chain(&self.rows)) {
            for (column, text) in (0..).zip(texts) {
                write_cell(sheet, row, column, text);
            }
        }
        book.save(path).unwrap();
    }
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    let number = text.parse::<i32>().ok();
    let written = match number.filter(|number| number.to_string() == text) {
        Some(number) => sheet.write_number(row, column, number),
        None if text.is_empty() => return,
        None => sheet.write_string(row, column, text),
    };
    written.unwrap();
}

#[test]
fn online_retail_is_the_same_shop_as_csv_as_parquet_and_as_a_workbook() {
    let Some(data) = data("online_retail_is_the_same_shop_as_csv_as_parquet_and_as_a_workbook")
    else {
        return;
    };
    let csv = data.join("online-retail.csv.gz");
    let table = Table::read(&csv);
    assert_eq!(table.rows.len(), 541_909);
    let as_csv = Shop::new();
    import(&as_csv, "orders", &RETAIL_COLUMNS, csv);
    let expected = as_csv.dump();
    for name in ["retail.parquet", "retail.xlsx"] {
        let shop = Shop::new();
        let path = shop.path(name);
        match name.ends_with("parquet") {
            true => table.write_parquet(&path),
            false => table.write_workbook(&path),
        }
        import(&shop, "orders", &RETAIL_COLUMNS, path);
        assert!(shop.dump() == expected, "{name} leaves another database");
        assert_eq!(counted(&count(&shop, 2)), GOLDEN, "{name}");
    }
}

#[test]
fn what_inspect_proposes_for_online_retail_gives_the_golden_counts() {
    let Some(data) = data("what_inspect_proposes_for_online_retail_gives_the_golden_counts") else {
        return;
    };
    let shop = Shop::new();
    let csv = data.join("online-retail.csv.gz");
    let mut inspect = Command::new(env!("CARGO_BIN_EXE_cartway"));
    without_settings(&mut inspect);
    let looked = inspect
        .args(["inspect", "--json"])
        .arg(&csv)
        .output()
        .unwrap();
    assert!(looked.status.success(), "{looked:?}");
    let looks: serde_json::Value = serde_json::from_slice(&looked.stdout).unwrap();
    let words = looks["proposals"][0]["words"].as_array().unwrap();
    let words: Vec<&str> = words.iter().map(|word| word.as_str().unwrap()).collect();
    let [kind, options @ .., file] = &words[..] else {
        panic!("{words:?}");
    };
    assert_eq!(*file, csv.display().to_string());
    import(&shop, kind, options, csv);
    assert_eq!(counted(&count(&shop, 2)), GOLDEN, "{words:?}");
}
