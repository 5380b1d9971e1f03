//! SNAP's amazon-meta.txt: records of lines such as `ASIN: 0827229534`, with a title, a group and
//! a list of similar items each. Groups become categories and lists become links with their
//! place; sales ranks, categories and reviews are not read.

use super::error::ImportError;
use super::reject::{self, RejectReason};
use super::report::Note;
use super::tally::Tally;
use super::values;
use crate::catalogue::{CoPurchaseWriter, ItemWriter, NewItem, Table, WriteBatch};
use crate::files::{Input, Lines, Remarks, TextOptions, text_of};

/// One record, in buffers that are used again.
#[derive(Default)]
struct Record {
    /// The line of its `Id:`; 0 before the first.
    line: u64,
    asin: String,
    title: String,
    group: String,
    similar: Vec<String>,
    /// What was noticed in all of them.
    remarks: Remarks,
}

impl Record {
    fn begin(&mut self, line: u64) {
        self.line = line;
        self.asin.clear();
        self.title.clear();
        self.group.clear();
        self.similar.clear();
    }

    /// Adds what line `number` says, if it says something that is wanted.
    fn read(&mut self, line: &[u8], number: u64) {
        let line = line.trim_ascii_start();
        let wanted: [&[u8]; 4] = [b"ASIN:", b"title:", b"group:", b"similar:"];
        if !wanted.iter().any(|name| line.starts_with(name)) {
            return;
        }
        let (line, read) = text_of(line);
        self.remarks.read(read, number, &line);
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        let value = value.trim();
        match name {
            "ASIN" => self.asin.push_str(value),
            "title" => self.title.push_str(value),
            "group" => self.group.push_str(value),
            // The first word is how many follow.
            _ => self
                .similar
                .extend(value.split_ascii_whitespace().skip(1).map(str::to_owned)),
        }
    }
}

pub(super) fn import(
    input: &mut Input,
    batch: &WriteBatch<'_>,
    tally: &mut Tally<'_>,
) -> Result<&'static str, ImportError> {
    let mut lines = Lines::open(input, &TextOptions::default())?;
    let mut items = batch.items()?;
    let mut links = batch.co_purchases()?;
    let mut record = Record::default();
    let mut any_asin = false;
    loop {
        let more = lines.advance()?;
        let begins = lines.line().starts_with(b"Id:");
        if (begins || !more) && record.line > 0 {
            any_asin |= !record.asin.is_empty();
            take(&record, &mut items, &mut links, tally)?;
        }
        if !more {
            break;
        }
        if begins {
            record.begin(lines.number());
        } else if record.line > 0 {
            record.read(lines.line(), lines.number());
        }
    }
    tally.remarked(&record.remarks);
    if any_asin {
        return Ok("");
    }
    Err(ImportError::NotAmazonMeta {
        file: lines.name().to_owned(),
    })
}

fn take(
    record: &Record,
    items: &mut ItemWriter<'_>,
    links: &mut CoPurchaseWriter<'_>,
    tally: &mut Tally<'_>,
) -> Result<(), ImportError> {
    let asin = values::id(&record.asin, RejectReason::EmptyItemId, record.line, tally);
    let id = match asin {
        Ok(id) => id,
        Err(reason) => {
            let begins = format!("ASIN: {} title: {}", record.asin, record.title);
            return tally.rejected(record.line, reason, reject::excerpt(begins.as_bytes()));
        }
    };
    if record.title.is_empty() {
        tally.note(Note::Discontinued, record.line, id);
        tally.skipped();
        return Ok(());
    }
    let title = values::text(Some(&record.title), record.line, tally);
    let item = NewItem {
        title: title.as_deref(),
        category: Some(record.group.as_str()).filter(|group| !group.is_empty()),
        ..NewItem::default()
    };
    let change = items.put(id, &item)?;
    tally.wrote(Table::Items, change);
    for (position, target) in (1..).zip(&record.similar) {
        if target == id {
            tally.note(Note::OnOwnList, record.line, id);
            continue;
        }
        let change = links.put(id, target, None, Some(position))?;
        tally.wrote(Table::CoPurchases, change);
    }
    tally.taken();
    Ok(())
}
