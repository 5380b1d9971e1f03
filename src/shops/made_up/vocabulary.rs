//! The words titles are composed of, the parts of made-up names, and how the items of each category
//! are called. They stand in `data/made-up.json`, which is read once; none may move or go there, as
//! the texts of a shop are drawn by place.

use std::sync::LazyLock;

use serde::Deserialize;

/// Lists of words.
type Words = Vec<&'static str>;

/// All there is to compose texts of.
#[derive(Debug, Deserialize)]
pub(super) struct Vocabulary {
    /// They begin with a capital.
    #[serde(borrow)]
    pub(super) adjectives: Vec<&'static str>,
    /// Their plural ends in `s`.
    pub(super) nouns: Words,
    /// Made-up names are one or two of these and an ending.
    pub(super) syllables: Words,
    /// What names of places end in.
    pub(super) place_endings: Words,
    /// What surnames end in.
    pub(super) surname_endings: Words,
    /// What first names end in.
    pub(super) first_name_endings: Words,
    /// How the items of each category are called; categories in the order of their shares.
    pub(super) speeches: Vec<Speech>,
}

/// How the items of a category are called: patterns of titles and creators, and what is sold.
#[derive(Debug, Deserialize)]
pub(super) struct Speech {
    /// The category.
    pub(super) category: &'static str,
    /// Titles: `%a` is an adjective, `%n` a noun, `%g` one of the goods below, `%p` a place, `%s` a
    /// surname, `%d` a number; all but adjectives, nouns and goods are made up.
    pub(super) titles: Words,
    /// What is sold.
    pub(super) goods: Words,
    /// Creators, in the same signs; `%f` is a first name.
    pub(super) creators: Words,
    /// The first year of its items, and how many years there are; `None` where years say nothing.
    pub(super) years: Option<(i32, u32)>,
}

/// The vocabulary of all made-up shops.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let words = include_str!("../../../data/made-up.json");
    serde_json::from_str(words).expect("the tests of this file read what is bundled")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shops::made_up::shelves::CATEGORY_SHARES;

    #[test]
    fn every_category_has_a_speech_and_every_list_its_words() {
        let words = &*VOCABULARY;
        assert_eq!(words.speeches.len(), CATEGORY_SHARES.len());
        assert_eq!((words.adjectives.len(), words.nouns.len()), (139, 148));
        for speech in &words.speeches {
            assert!(!speech.titles.is_empty() && !speech.creators.is_empty());
            let sells = speech.titles.iter().any(|title| title.contains("%g"));
            assert_eq!(sells, !speech.goods.is_empty(), "{}", speech.category);
        }
    }
}
