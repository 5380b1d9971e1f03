//! Searches of a generated catalogue of 550,000 titles, a kind of text at a time: how long the
//! answer to a box takes at the median and at the 99th percentile, and what the index weighs.
//!
//! `cargo bench --bench search`; another number of items with `-- ITEMS`. Each text is asked several
//! times and its shortest time counts, so that what else the machine does is not measured.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use cartway::search::{self, LastWord, Query, Searcher};
use cartway::shops::made_up::{Item, Shop};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

const ITEMS: u32 = 550_000;

/// Texts of each kind.
const TEXTS: usize = 1_000;

/// Times that each is asked.
const REPEATS: usize = 5;

/// What some titles of every shop have and made-up ones lack, behind one title in ten.
const ENDINGS: [&str; 10] = [
    " C++",
    " & Vinegar",
    " 256 GB",
    " M4×20",
    " AC/DC",
    " 100%",
    "!",
    ": Vol. 2",
    " Spider-Man",
    " #1",
];

fn main() {
    let asked = std::env::args().find_map(|arg| arg.parse().ok());
    let items = items(asked.unwrap_or(ITEMS));
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("search.db");
    let begun = Instant::now();
    let report = search::build(&path, entries(&items), &mut |_| ControlFlow::Continue(()))
        .expect("there is room for it");
    let (seconds, bytes) = (begun.elapsed().as_secs_f64(), report.bytes);
    println!("{} items: {seconds:.1} s, {bytes} bytes", report.items);
    let searcher = Searcher::open(&path).expect("it was just written");
    searcher.warm();
    println!("{:<28} {:>9} {:>9} {:>9}", "", "median", "99 %", "longest");
    let mut all = Vec::new();
    for (kind, texts) in kinds(&items) {
        let mut times = times(&searcher, &texts);
        print(kind, &mut times);
        all.append(&mut times);
    }
    print("all", &mut all);
}

fn items(count: u32) -> Vec<(String, Item)> {
    let mut all = Vec::new();
    let taken = Shop::new(7, count, 1).items(|items| {
        all.extend(
            items
                .into_iter()
                .map(|item| (format!("{:08}", item.id), item)),
        );
        Ok::<(), ()>(())
    });
    taken.expect("nobody stops it");
    for (place, (_, item)) in all
        .iter_mut()
        .enumerate()
        .filter(|(place, _)| place % 10 == 0)
    {
        item.title.push_str(ENDINGS[place / 10 % ENDINGS.len()]);
    }
    all
}

fn entries(items: &[(String, Item)]) -> impl Iterator<Item = search::Entry<'_>> {
    (0..).zip(items).map(|(rank, (id, item))| search::Entry {
        rank,
        id,
        title: &item.title,
        creator: Some(&item.creator),
        categories: Some(item.category),
        year: item.year,
    })
}

/// Texts as they are typed, by kind.
fn kinds(items: &[(String, Item)]) -> Vec<(&'static str, Vec<String>)> {
    let mut chance = StdRng::seed_from_u64(5);
    let titles: Vec<&str> = (0..TEXTS)
        .filter_map(|_| items.choose(&mut chance))
        .map(|(_, item)| item.title.as_str())
        .collect();
    let of_titles = |make: &mut dyn FnMut(&str) -> String| -> Vec<String> {
        titles.iter().map(|title| make(title)).collect()
    };
    let first = |title: &str, letters: usize| title.chars().take(letters).collect::<String>();
    let word = |title: &str| {
        title
            .split(' ')
            .max_by_key(|word| word.len())
            .unwrap_or("")
            .to_owned()
    };
    let mut place = StdRng::seed_from_u64(6);
    let mut typo = |title: &str| {
        let mut letters: Vec<char> = word(title).chars().collect();
        let at = place.random_range(0..letters.len().max(1));
        letters.remove(at.min(letters.len().saturating_sub(1)));
        letters.into_iter().collect()
    };
    let endings = ENDINGS.iter().cycle().take(TEXTS);
    vec![
        (
            "a letter",
            ('a'..='z').cycle().take(TEXTS).map(String::from).collect(),
        ),
        ("two letters", of_titles(&mut |title| first(title, 2))),
        ("four letters", of_titles(&mut |title| first(title, 4))),
        ("seven letters", of_titles(&mut |title| first(title, 7))),
        ("a word", of_titles(&mut |title| word(title))),
        ("a title", of_titles(&mut |title| title.to_owned())),
        (
            "a title without spaces",
            of_titles(&mut |title| title.replace(' ', "")),
        ),
        ("a word with a typo", of_titles(&mut typo)),
        (
            "words that never meet",
            of_titles(&mut |title| format!("{} zzyzx", word(title))),
        ),
        (
            "common words",
            ["the", "of the", "and", "salt and", "a and b", "a b c d"]
                .iter()
                .cycle()
                .take(TEXTS)
                .map(|text| (*text).to_owned())
                .collect(),
        ),
        (
            "signs",
            endings.map(|ending| ending.trim().to_owned()).collect(),
        ),
        (
            "signs alone",
            ["!!!", "?", "&", "+", "#", "%", "c++", "c#"]
                .iter()
                .cycle()
                .take(TEXTS)
                .map(|text| (*text).to_owned())
                .collect(),
        ),
        (
            "letters and digits",
            [
                "256gb",
                "256 gb",
                "m4x20",
                "m4 x 20",
                "vol2",
                "acdc",
                "spiderman",
            ]
            .iter()
            .cycle()
            .take(TEXTS)
            .map(|text| (*text).to_owned())
            .collect(),
        ),
    ]
}

fn times(searcher: &Searcher, texts: &[String]) -> Vec<Duration> {
    let ask = |text: &String| {
        let begun = Instant::now();
        let query = Query {
            text,
            last_word: LastWord::Prefix,
            category: None,
            first: &[],
            from: 0,
            limit: 10,
        };
        black_box(searcher.find(&query)).expect("the index is sound");
        begun.elapsed()
    };
    let shortest = |text: &String| (0..REPEATS).map(|_| ask(text)).min();
    texts.iter().filter_map(shortest).collect()
}

fn print(kind: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).or(times.last());
    let micros = |time: Option<&Duration>| time.map_or(0, Duration::as_micros);
    println!(
        "{kind:<28} {:>6} µs {:>6} µs {:>6} µs",
        micros(at(50)),
        micros(at(99)),
        micros(times.last())
    );
}
