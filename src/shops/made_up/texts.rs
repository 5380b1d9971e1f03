//! What items are called: composed by chance of words of their category and made-up names, so that
//! titles can be read, told apart and searched for. Nothing real is meant. Items of a community
//! share their creators, as the books of a series or the goods of a brand do.

use super::purpose::Purpose;
use super::shelves::{Place, Shelves};
use super::vocabulary::VOCABULARY;
use crate::shops::chance::Chance;

/// Items of a block; the last one may have fewer.
pub(super) const BLOCK: u32 = 4_096;
/// Creators of one community.
const CREATORS: u32 = 2;

/// What there is to say of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id, from 1.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// Who made it.
    pub creator: String,
    /// Its category.
    pub category: &'static str,
    /// Its year, where years say something.
    pub year: Option<i32>,
}

/// Composes the texts of block `block` of the items.
pub(super) fn block(shelves: &Shelves, seed: u64, block: u64) -> Vec<Item> {
    let first = block as u32 * BLOCK + 1;
    let last = (first + BLOCK - 1).min(shelves.count());
    (first..=last).map(|id| item(shelves, seed, id)).collect()
}

fn item(shelves: &Shelves, seed: u64, id: u32) -> Item {
    let place = shelves.item_of_id(id);
    let mut chance = Purpose::Texts.source(seed, u64::from(place));
    let speech = &VOCABULARY.speeches[shelves.category(place)];
    let title = compose(chance.pick(&speech.titles), &speech.goods, &mut chance);
    // Of three looks the latest: there are more new items than old ones.
    let year = speech.years.map(|(first, count)| {
        let looks = [(); 3].map(|()| chance.below(count));
        first + looks.into_iter().max().unwrap_or(0) as i32
    });
    Item {
        id,
        title,
        creator: creator(shelves, seed, place, &mut chance),
        category: speech.category,
        year,
    }
}

fn creator(shelves: &Shelves, seed: u64, place: Place, chance: &mut Chance) -> String {
    let of_community = u64::from(shelves.community(place)) * u64::from(CREATORS);
    let number = of_community + u64::from(chance.below(CREATORS));
    let mut names = Purpose::Names.source(seed, number);
    let speech = &VOCABULARY.speeches[shelves.category(place)];
    compose(names.pick(&speech.creators), &speech.goods, &mut names)
}

/// Puts words in for the signs of a pattern; see [`Speech::titles`](super::vocabulary::Speech).
fn compose(pattern: &str, goods: &[&str], chance: &mut Chance) -> String {
    let words = &*VOCABULARY;
    let mut text = String::with_capacity(40);
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('a') => text.push_str(chance.pick(&words.adjectives)),
            Some('n') => text.push_str(chance.pick(&words.nouns)),
            Some('g') => text.push_str(chance.pick(goods)),
            Some('p') => push_name(&mut text, &words.place_endings, chance),
            Some('s') => push_name(&mut text, &words.surname_endings, chance),
            Some('f') => push_name(&mut text, &words.first_name_endings, chance),
            Some('d') => text.push_str(&((chance.below(99) + 1) * 10).to_string()),
            _ => {}
        }
    }
    text
}

/// A made-up name, with a capital.
fn push_name(text: &mut String, endings: &[&str], chance: &mut Chance) {
    let begin = text.len();
    for _ in 0..1 + chance.below(2) {
        text.push_str(chance.pick(&VOCABULARY.syllables));
    }
    text.push_str(chance.pick(endings));
    // Syllables are ASCII, so the first byte is the first letter.
    if let Some(first) = text.get_mut(begin..=begin) {
        first.make_ascii_uppercase();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    fn items(count: u32) -> Vec<Item> {
        let shelves = Shelves::new(1, count);
        let blocks = u64::from(count.div_ceil(BLOCK));
        (0..blocks)
            .flat_map(|number| block(&shelves, 1, number))
            .collect()
    }

    #[test]
    fn titles_are_nearly_all_distinct() {
        let items = items(50_000);
        assert!(items.iter().map(|item| item.id).eq(1..=50_000));
        let titles: HashSet<&str> = items.iter().map(|item| item.title.as_str()).collect();
        assert!(titles.len() > 48_500, "{}", titles.len());
    }

    #[test]
    fn every_sign_of_every_pattern_becomes_a_word() {
        for item in items(20_000) {
            for text in [&item.title, &item.creator] {
                let readable = |c: char| c.is_ascii_alphanumeric() || " .,:'&".contains(c);
                assert!(text.chars().all(readable), "{text}");
                assert!((3..60).contains(&text.len()), "{text}");
                assert!(text.trim() == text && !text.contains("  "), "{text}");
            }
        }
    }

    #[test]
    fn there_are_twelve_categories_and_creators_of_a_few_items_each() {
        let items = items(20_000);
        let categories: HashSet<&str> = items.iter().map(|item| item.category).collect();
        assert_eq!(categories.len(), 12);
        let mut works: HashMap<&str, u32> = HashMap::new();
        for item in &items {
            *works.entry(&item.creator).or_default() += 1;
        }
        let mean = items.len() / works.len();
        assert!((2..8).contains(&mean), "{mean} items a creator");
    }

    #[test]
    fn years_lie_in_the_range_of_the_category() {
        for item in items(5_000) {
            assert!(item.year.is_none_or(|year| (1890..=2026).contains(&year)));
        }
    }
}
