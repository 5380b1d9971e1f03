//! A distribution as a picture of columns: items by distance, items by number of links.
//!
//! Pure geometry and a template: knows labels and counts, not what they stand for. Every column has
//! its number above it, no wider than the room of its own column: written out where that fits,
//! else in short, else turned upright. The whole numbers belong into a table beside the picture.

use askama::Template;

use crate::letters::{fit, markup};
use crate::picture::layered::STYLE;
use crate::words::texts::Texts;

/// Most columns one picture draws; the counts of all later ones are added to the last.
pub const MAX_COLUMNS: usize = 24;

const WIDTH: f64 = 320.0;
/// Where the columns stand.
const GROUND: f64 = 164.0;
/// Room over the tallest column for its number, written flat.
const FLAT_ROOM: f64 = 20.0;
/// No number written upright is longer.
const LONGEST_UPRIGHT: f64 = 70.0;
/// Room between a number and its column, and between it and the upper edge.
const VALUE_GAP: f64 = 4.0;
/// Room at both sides.
const MARGIN: f64 = 4.0;
/// A single column does not fill the picture.
const WIDEST_PITCH: f64 = 52.0;
/// A column's share of the room between the middles of two columns.
const FILLED: f64 = 0.74;
/// Height of the letters.
const LETTERS: f64 = 10.0;
/// Height of letters that are turned upright: a line of them fits over the narrowest column.
const UPRIGHT_LETTERS: f64 = 9.0;
/// No label is wider.
const WIDEST_LABEL: f64 = 100.0;
/// Room between two labels beside each other.
const LABEL_GAP: f64 = 5.0;

/// What is drawn, in words, and the language its numbers are written in.
#[derive(Debug, Clone, Copy)]
pub struct Chart<'a> {
    /// Its id in the page, and the beginning of the ids inside.
    pub id: &'a str,
    /// What the columns show, as a heading says it.
    pub title: &'a str,
    /// What a reader who does not see it should know: where the most are, for example.
    pub description: &'a str,
    /// What the labels under the columns are: `steps`.
    pub axis: &'a str,
    /// Writes the numbers.
    pub texts: Texts,
}

impl Chart<'_> {
    /// The picture of some counts, each with the label that stands under its column. Of no counts,
    /// or of nothing but zeros, there is no picture, and the text is empty.
    ///
    /// # Errors
    /// As for [`markup::render`].
    pub fn print(&self, counts: &[(String, u64)]) -> Result<String, askama::Error> {
        self.draw(counts, None)
    }

    /// The picture as a file of its own, which carries its style.
    ///
    /// # Errors
    /// As for [`markup::render`].
    pub fn stand_alone(&self, counts: &[(String, u64)]) -> Result<String, askama::Error> {
        self.draw(counts, Some(STYLE))
    }

    fn draw(
        &self,
        counts: &[(String, u64)],
        style: Option<&'static str>,
    ) -> Result<String, askama::Error> {
        let counts = gathered(counts);
        if counts.iter().all(|(_, count)| *count == 0) {
            return Ok(String::new());
        }
        let numbers = Numbers::of(self.texts, &counts);
        let columns = columns(&counts, numbers.room());
        let picture = ChartPicture {
            chart: self,
            style,
            axis_labels: axis_labels(&columns),
            values: numbers.above(&columns),
            upright: numbers.upright,
            columns,
        };
        markup::render(&picture)
    }
}

#[derive(Template)]
#[template(path = "chart.svg")]
struct ChartPicture<'a> {
    chart: &'a Chart<'a>,
    style: Option<&'static str>,
    columns: Vec<Column>,
    axis_labels: Vec<Text>,
    values: Vec<Text>,
    /// The values are read from below.
    upright: bool,
}

/// One column, measured in pixels.
#[derive(Debug, Clone, PartialEq)]
struct Column {
    label: String,
    count: u64,
    left: f64,
    top: f64,
    width: f64,
}

impl Column {
    fn middle(&self) -> f64 {
        self.left + self.width / 2.0
    }

    fn height(&self) -> f64 {
        GROUND - self.top
    }
}

/// A text by its middle and its foot.
#[derive(Debug, Clone, PartialEq)]
struct Text {
    x: f64,
    y: f64,
    text: String,
}

impl Text {
    /// As near to `x` as the edges of the picture allow.
    fn near(x: f64, y: f64, text: &str) -> Self {
        let text = fit::label(text, WIDEST_LABEL, LETTERS, 1).lines.concat();
        let half = fit::width(&text, LETTERS) / 2.0;
        Self {
            x: x.min(WIDTH - half).max(half),
            y,
            text,
        }
    }

    fn left(&self) -> f64 {
        self.x - fit::width(&self.text, LETTERS) / 2.0
    }

    fn right(&self) -> f64 {
        self.x + fit::width(&self.text, LETTERS) / 2.0
    }

    fn overlaps(&self, other: &Self) -> bool {
        let beside = self.left() < other.right() + LABEL_GAP / 2.0
            && other.left() < self.right() + LABEL_GAP / 2.0;
        beside && (self.y - other.y).abs() < LETTERS
    }
}

/// The numbers over the columns, all written the same way.
#[derive(Debug)]
struct Numbers {
    /// One a column; empty where there is nothing to count.
    written: Vec<String>,
    upright: bool,
}

impl Numbers {
    /// Flat and whole where every number fits over its own column, else flat and in short, else
    /// upright.
    fn of(texts: Texts, counts: &[(String, u64)]) -> Self {
        let written = |write: fn(Texts, u64) -> String| -> Vec<String> {
            let counts = counts.iter().map(|(_, count)| *count);
            let number = |count| {
                if count > 0 {
                    write(texts, count)
                } else {
                    String::new()
                }
            };
            counts.map(number).collect()
        };
        let whole = written(|texts, count| texts.number(count));
        let short = written(Texts::short_number);
        let room = pitch(counts.len()) - LABEL_GAP / 2.0;
        let (upright, written) = if longest(&whole, LETTERS) <= room {
            (false, whole)
        } else if longest(&short, LETTERS) <= room {
            (false, short)
        } else if longest(&whole, UPRIGHT_LETTERS) <= LONGEST_UPRIGHT {
            (true, whole)
        } else {
            (true, short)
        };
        Self { written, upright }
    }

    /// Room they take over the tallest column.
    fn room(&self) -> f64 {
        if self.upright {
            longest(&self.written, UPRIGHT_LETTERS) + 2.0 * VALUE_GAP
        } else {
            FLAT_ROOM
        }
    }

    fn above(&self, columns: &[Column]) -> Vec<Text> {
        let numbered = columns.iter().zip(&self.written);
        numbered
            .filter(|(_, number)| !number.is_empty())
            .map(|(column, number)| Text {
                x: column.middle(),
                y: column.top - VALUE_GAP,
                text: number.clone(),
            })
            .collect()
    }
}

/// The width of the widest of some texts.
fn longest(texts: &[String], letters: f64) -> f64 {
    let widths = texts.iter().map(|text| fit::width(text, letters));
    widths.fold(0.0, f64::max)
}

/// From the middle of a column to that of the next.
fn pitch(columns: usize) -> f64 {
    ((WIDTH - 2.0 * MARGIN) / columns as f64).min(WIDEST_PITCH)
}

/// At most [`MAX_COLUMNS`] counts.
fn gathered(counts: &[(String, u64)]) -> Vec<(String, u64)> {
    let (shown, rest) = counts.split_at(counts.len().min(MAX_COLUMNS));
    let mut gathered = shown.to_vec();
    if let (Some((label, count)), false) = (gathered.last_mut(), rest.is_empty()) {
        *label = and_more(label);
        *count = rest
            .iter()
            .fold(*count, |sum, (_, more)| sum.saturating_add(*more));
    }
    gathered
}

/// Columns that leave so much room over the tallest of them.
fn columns(counts: &[(String, u64)], room: f64) -> Vec<Column> {
    let most = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let pitch = pitch(counts.len());
    let begin = (WIDTH - pitch * counts.len() as f64) / 2.0;
    let column = |(place, (label, count)): (usize, &(String, u64))| {
        let height = (*count as f64 / most as f64) * (GROUND - room);
        // The least of something is still to be seen.
        let height = if *count > 0 { height.max(1.0) } else { 0.0 };
        Column {
            label: label.clone(),
            count: *count,
            left: tenths(begin + pitch * (place as f64 + (1.0 - FILLED) / 2.0)),
            top: tenths(GROUND - height),
            width: tenths(pitch * FILLED),
        }
    };
    counts.iter().enumerate().map(column).collect()
}

/// Labels under every column, or under every second, third ... where they are too wide for that.
/// The last column, which may stand for many, always has its label.
fn axis_labels(columns: &[Column]) -> Vec<Text> {
    let labels = |step: usize| -> Vec<Text> {
        let first = (columns.len() - 1) % step;
        let labelled = columns.iter().skip(first).step_by(step);
        labelled
            .map(|column| Text::near(column.middle(), GROUND + 14.0, &column.label))
            .collect()
    };
    (1..=columns.len())
        .map(labels)
        .find(|labels| {
            let mut pairs = labels.windows(2);
            pairs.all(|pair| !pair[0].overlaps(&pair[1]))
        })
        .unwrap_or_default()
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

// The words of a chart.

/// The label of a last column that stands for all later ones too.
fn and_more(label: &str) -> String {
    format!("{label}+")
}

/// Where a text stands that is read from below: its letters to the left of a line as high as they.
fn turned(text: &Text) -> String {
    let line = tenths(text.x + 0.36 * UPRIGHT_LETTERS);
    format!("translate({line} {})rotate(-90)", tenths(text.y))
}

fn column_words(texts: &Texts, column: &Column) -> String {
    format!("{}: {}", column.label, texts.number(column.count))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::texts::Language;

    fn chart() -> Chart<'static> {
        Chart {
            id: "distances",
            title: "Items by distance",
            description: "Most items are 5 steps away.",
            axis: "steps",
            texts: Texts::default(),
        }
    }

    fn by_distance(counts: &[u64]) -> Vec<(String, u64)> {
        let labelled = counts.iter().enumerate();
        labelled
            .map(|(place, count)| (place.to_string(), *count))
            .collect()
    }

    #[test]
    fn items_by_distance() {
        let counts = by_distance(&[1, 9, 61, 1_204, 31_440, 201_377, 179_102, 40, 2]);
        insta::assert_snapshot!(chart().print(&counts).expect("prints"));
    }

    #[test]
    fn as_many_columns_as_there_can_be() {
        let counts = by_distance(&[(1..40).collect::<Vec<_>>(), (1..20).rev().collect()].concat());
        insta::assert_snapshot!(chart().print(&counts).expect("prints"));
    }

    #[test]
    fn items_by_number_of_links() {
        let bands = [
            "0",
            "1",
            "2–3",
            "4–7",
            "8–15",
            "16–31",
            "32–63",
            "64–127",
            "128–255",
        ];
        let counts = [
            219, 180_233, 121_000, 80_111, 32_000, 12_100, 4_020, 812, 40,
        ];
        let counts: Vec<_> = bands
            .iter()
            .map(|band| (*band).to_owned())
            .zip(counts)
            .collect();
        insta::assert_snapshot!(chart().print(&counts).expect("prints"));
    }

    #[test]
    fn nothing_to_show_is_no_picture() {
        assert_eq!(chart().print(&[]).expect("prints"), "");
        assert_eq!(chart().print(&by_distance(&[0, 0])).expect("prints"), "");
    }

    #[test]
    fn later_counts_are_added_to_the_last_column() {
        let gathered = gathered(&by_distance(&[1; 30]));
        assert_eq!(gathered.len(), MAX_COLUMNS);
        assert_eq!(gathered[23], ("23+".to_owned(), 7));
        assert_eq!(gathered[22], ("22".to_owned(), 1));
    }

    /// Nine digits in every column, eleven columns and twenty-four.
    fn large(columns: u64) -> Vec<(String, u64)> {
        let counts: Vec<u64> = (1..=columns)
            .map(|place| 123_456_789 * (1 + place % 7))
            .collect();
        by_distance(&counts)
    }

    #[test]
    fn large_numbers_are_written_in_short_or_upright() {
        let german = Texts::in_language(Language::German);
        for (texts, columns, upright, first) in [
            (Texts::default(), 4, false, "246M"),
            (Texts::default(), 8, false, "246M"),
            (Texts::default(), 24, true, "246,913,578"),
            (german, 4, false, "246\u{A0}Mio."),
            (german, 12, true, "246.913.578"),
        ] {
            let numbers = Numbers::of(texts, &large(columns));
            assert_eq!(numbers.upright, upright, "{columns} in {texts:?}");
            assert_eq!(numbers.written[0], first);
        }
    }

    #[test]
    fn german_numbers_stand_upright() {
        let german = Chart {
            texts: Texts::in_language(Language::German),
            ..chart()
        };
        insta::assert_snapshot!(german.print(&large(12)).expect("prints"));
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_nothing_leaves_the_picture(
            counts in prop::collection::vec((".{0,9}", any::<u64>(), 0..64u32), 1..40),
            in_german in any::<bool>(),
        ) {
            let counts: Vec<_> = counts.into_iter()
                .map(|(label, count, shift)| (label, count >> shift)).collect();
            let counts = gathered(&counts);
            let language = if in_german { Language::German } else { Language::English };
            let numbers = Numbers::of(Texts::in_language(language), &counts);
            let columns = columns(&counts, numbers.room());
            prop_assert_eq!(columns.len(), counts.len().min(MAX_COLUMNS));
            for pair in columns.windows(2) {
                prop_assert!(pair[0].left + pair[0].width < pair[1].left);
            }
            for column in &columns {
                prop_assert!(column.left >= 0.0 && column.left + column.width <= WIDTH);
                prop_assert!(column.top > numbers.room() - 0.1 && column.top <= GROUND);
            }
            let values = numbers.above(&columns);
            let counted = counts.iter().filter(|(_, count)| *count > 0).count();
            prop_assert_eq!(values.len(), counted, "every column has its number");
            let cell = pitch(columns.len());
            for value in &values {
                let (across, up) = match numbers.upright {
                    true => (UPRIGHT_LETTERS, fit::width(&value.text, UPRIGHT_LETTERS)),
                    false => (fit::width(&value.text, LETTERS), LETTERS),
                };
                prop_assert!(across < cell, "{value:?} is wider than its column's room");
                prop_assert!(value.y - up > 0.0, "{value:?} leaves the picture");
            }
            let labels = axis_labels(&columns);
            for (place, text) in labels.iter().enumerate() {
                prop_assert!(text.left() > -0.01 && text.right() < WIDTH + 0.01);
                prop_assert!(labels[place + 1..].iter().all(|other| !text.overlaps(other)));
            }
        }
    }
}
