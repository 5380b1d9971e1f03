//! Items: what an id is called, and whatever else a shop knows of it.

use clap::Args;

use super::columns::ColumnRequest;
use super::error::ImportError;
use super::options::TableOptions;
use super::reject::{RejectReason, checked_id};
use super::replace::ReplaceOptions;
use super::report::Note;
use super::source::Source;
use super::table::{Row, Verdict};
use super::tally::Tally;
use crate::catalogue::{ItemWriter, NewItem, Table, WriteBatch, year_from_text};

/// How to import items.
#[derive(Debug, Clone, Args)]
pub struct ItemsOptions {
    /// The column with the id of the item.
    #[arg(
        long,
        env = "CARTWAY_ID_COLUMN",
        value_name = "COLUMN",
        default_value = "id"
    )]
    pub id_column: String,

    /// The column with its title.
    #[arg(
        long,
        env = "CARTWAY_TITLE_COLUMN",
        value_name = "COLUMN",
        default_value = "title"
    )]
    pub title_column: String,

    /// The column with its author, maker or artist; `creator` if there is one.
    #[arg(long, env = "CARTWAY_CREATOR_COLUMN", value_name = "COLUMN")]
    pub creator_column: Option<String>,

    /// The column with the name of its category; `category` if there is one.
    #[arg(long, env = "CARTWAY_CATEGORY_COLUMN", value_name = "COLUMN")]
    pub category_column: Option<String>,

    /// The column with its year; `year` if there is one.
    #[arg(long, env = "CARTWAY_YEAR_COLUMN", value_name = "COLUMN")]
    pub year_column: Option<String>,

    /// The column with the address of its page (http or https); `url` if there is one.
    #[arg(long, env = "CARTWAY_URL_COLUMN", value_name = "COLUMN")]
    pub url_column: Option<String>,

    /// The column with the address of its picture (http or https); `image_url` if there is one.
    #[arg(long, env = "CARTWAY_IMAGE_URL_COLUMN", value_name = "COLUMN")]
    pub image_url_column: Option<String>,

    /// What becomes of rows that are there already.
    #[command(flatten)]
    pub replace: ReplaceOptions,

    /// How to read the files.
    #[command(flatten)]
    pub table: TableOptions,
}

const ID: usize = 0;
const TITLE: usize = 1;
const CREATOR: usize = 2;
const CATEGORY: usize = 3;
const YEAR: usize = 4;
const URL: usize = 5;
const IMAGE_URL: usize = 6;

impl ItemsOptions {
    /// The columns to ask for, in the order of the constants above.
    fn requests(&self) -> Vec<ColumnRequest> {
        let usual = |named: &Option<String>, usual, option| {
            ColumnRequest::usual(named.as_ref(), usual, option)
        };
        vec![
            ColumnRequest::needed(&self.id_column, "--id-column"),
            ColumnRequest::needed(&self.title_column, "--title-column"),
            usual(&self.creator_column, "creator", "--creator-column"),
            usual(&self.category_column, "category", "--category-column"),
            usual(&self.year_column, "year", "--year-column"),
            usual(&self.url_column, "url", "--url-column"),
            usual(&self.image_url_column, "image_url", "--image-url-column"),
        ]
    }
}

pub(super) fn import(
    options: &ItemsOptions,
    source: Source,
    batch: &WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let mut rows = options.table.open(source, options.requests())?;
    let mut items = batch.items()?;
    rows.for_each(tally, |row, tally| take(row, &mut items, tally))?;
    Ok(rows.hint())
}

fn take(
    row: &Row<'_>,
    items: &mut ItemWriter<'_>,
    tally: &mut Tally<'_>,
) -> Result<Verdict, ImportError> {
    let id = match checked_id(row.value(ID), RejectReason::EmptyItemId) {
        Ok(id) => id,
        Err(reason) => return Ok(reason.into()),
    };
    let title = row.some(TITLE);
    if title.is_none() {
        tally.note(Note::NoTitle);
    }
    let year = row.some(YEAR).and_then(|text| {
        let year = year_from_text(text);
        if year.is_none() {
            tally.note(Note::UnreadableYear);
        }
        year
    });
    let item = NewItem {
        title,
        creator: row.some(CREATOR),
        category: row.some(CATEGORY),
        year,
        url: web_address(row.some(URL), tally),
        image_url: web_address(row.some(IMAGE_URL), tally),
    };
    let change = items.put(id, &item)?;
    tally.wrote(Table::Items, change);
    Ok(Verdict::Taken)
}

/// An address that a page may link to: others, such as `javascript:`, never get into the database.
fn web_address<'r>(address: Option<&'r str>, tally: &mut Tally<'_>) -> Option<&'r str> {
    let address = address?;
    let begins_with = |scheme: &str| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let unprintable = |character: char| character.is_whitespace() || character.is_control();
    if (begins_with("http://") || begins_with("https://")) && !address.contains(unprintable) {
        return Some(address);
    }
    tally.note(Note::UnusableUrl);
    None
}
