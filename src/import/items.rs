//! Items: what an id is called, and whatever else a shop knows of it.

use clap::Args;

use super::error::ImportError;
use super::reject::RejectReason;
use super::replace::ReplaceOptions;
use super::report::Note;
use super::rows::{Verdict, for_each};
use super::tally::Tally;
use super::values;
use crate::catalogue::categories::{CategorySeparator, CategorySeparators};
use crate::catalogue::{ItemWriter, NewItem, Table, WriteBatch, year_from_text};
use crate::files::{ColumnRequest, Input, Row, RowReader, TableOptions, Usually};
use crate::letters::cover::Cover;

/// How to import items. Each column may be given several times: the first that is not empty
/// counts.
#[derive(Debug, Clone, Args)]
pub struct ItemsOptions {
    /// The column with the id of the item.
    #[arg(
        long,
        env = "CARTWAY_ID_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n',
        default_value = "id"
    )]
    pub id_column: Vec<String>,

    /// The column with its title.
    #[arg(
        long,
        env = "CARTWAY_TITLE_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n',
        default_value = "title"
    )]
    pub title_column: Vec<String>,

    /// The column with its author, maker or artist; `creator` if there is one.
    #[arg(
        long,
        env = "CARTWAY_CREATOR_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub creator_column: Vec<String>,

    /// The column with its category; `category` if there is one.
    #[arg(
        long,
        env = "CARTWAY_CATEGORY_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub category_column: Vec<String>,

    /// The column with its year; `year` if there is one.
    #[arg(
        long,
        env = "CARTWAY_YEAR_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub year_column: Vec<String>,

    /// The column with the address of its page (http or https); `url` if there is one.
    #[arg(
        long,
        env = "CARTWAY_URL_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub url_column: Vec<String>,

    /// The column with the address of its picture (https, or as the shop's own pages have it); `image_url` if there is one.
    #[arg(
        long,
        env = "CARTWAY_IMAGE_URL_COLUMN",
        value_name = "COLUMN",
        value_delimiter = '\n'
    )]
    pub image_url_column: Vec<String>,

    /// What stands between the levels of a category (>, /) or between several categories of an
    /// item (|, ;); SEP=levels or SEP=several says which it is. May be given several times; in the
    /// environment variable, one a line.
    #[arg(
        long,
        env = "CARTWAY_CATEGORY_SEPARATOR",
        value_name = "SEP",
        value_delimiter = '\n'
    )]
    pub category_separator: Vec<CategorySeparator>,

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
        let usual = ColumnRequest::usual;
        vec![
            ColumnRequest::needed(&self.id_column, "--id-column"),
            ColumnRequest::needed(&self.title_column, "--title-column"),
            usual(&self.creator_column, "creator", "--creator-column").joining(),
            usual(&self.category_column, "category", "--category-column").joining(),
            usual(&self.year_column, "year", "--year-column"),
            usual(&self.url_column, "url", "--url-column"),
            usual(&self.image_url_column, "image_url", "--image-url-column"),
        ]
    }
}

pub(super) fn import(
    options: &ItemsOptions,
    input: &mut Input,
    batch: &WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let requests = options.requests();
    let mut rows = RowReader::open(input, &options.table, Usually::Delimited, &requests)?;
    let separators: CategorySeparators = options.category_separator.iter().cloned().collect();
    let mut items = batch.items()?;
    for_each(&mut rows, tally, |row, line, tally| {
        take(row, line, &separators, &mut items, tally)
    })?;
    Ok("")
}

fn take(
    row: Row<'_>,
    line: u64,
    separators: &CategorySeparators,
    items: &mut ItemWriter<'_>,
    tally: &mut Tally<'_>,
) -> Result<Verdict, ImportError> {
    let id = match values::id(row.value(ID), RejectReason::EmptyItemId, line, tally) {
        Ok(id) => id,
        Err(reason) => return Ok(reason.into()),
    };
    let mut text = |index| values::text(row.some(index), line, tally);
    let (title, creator, category) = (text(TITLE), text(CREATOR), text(CATEGORY));
    let (url, image_url) = (text(URL), text(IMAGE_URL));
    if title.is_none() {
        tally.note(Note::NoTitle, line, id);
    }
    let year = row.some(YEAR).and_then(|text| {
        let year = year_from_text(text);
        if year.is_none() {
            tally.note(Note::UnreadableYear, line, text);
        }
        year
    });
    let category = category.as_deref().map(|text| separators.canonical(text));
    let item = NewItem {
        title: title.as_deref(),
        creator: creator.as_deref(),
        category: category.as_deref(),
        year,
        url: web_address(url.as_deref(), line, tally),
        image_url: cover(image_url.as_deref(), line, tally),
    };
    let change = items.put(id, &item)?;
    tally.wrote(Table::Items, change);
    Ok(Verdict::Taken)
}

/// An address that a page may link to: others, such as `javascript:`, never get into the database.
fn web_address<'r>(address: Option<&'r str>, line: u64, tally: &mut Tally<'_>) -> Option<&'r str> {
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
    tally.note(Note::UnusableUrl, line, address);
    None
}

/// An address of a picture that a page may show one day, be it only once the shop moves to TLS or it
/// is known where the shop is.
fn cover<'r>(address: Option<&'r str>, line: u64, tally: &mut Tally<'_>) -> Option<&'r str> {
    let address = address?;
    if Cover::of(address) == Cover::Never {
        tally.note(Note::UnusableUrl, line, address);
        return None;
    }
    Some(address)
}
