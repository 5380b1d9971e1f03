//! How much works resemble each other: which ones somebody who has one might also want.
//!
//! Two works are alike by the tags they share (a rare tag says more than a common one), by a
//! creator, by a title (the book, its film, its music, its game) and by their time. Each work
//! keeps a short list of its likest ones, so that a shopper never has to look at all of them.
//! Whole numbers only: the lists are the same on every machine.

use std::cmp::Reverse;

use crate::shops::bundled::features::{Features, Index, log2};
use crate::shops::bundled::wheel::Wheel;
use crate::shops::bundled::works::Work;
use crate::shops::chance::Chance;

/// Places on the list of a work.
const PLACES: usize = 8;
/// What being of another category leaves of a likeness by tags, in a hundred.
const OTHER_CATEGORY: u32 = 60;
/// Added to a likeness (0 to 1024 by tags alone) for a shared title and a shared creator.
const SAME_TITLE: u32 = 700;
const SAME_CREATOR: u32 = 450;

/// One work held against all others.
#[derive(Debug)]
struct Comparison<'a> {
    works: &'a [Work],
    features: &'a Features,
    /// What all tags of each work say together.
    weights: Vec<u32>,
}

impl<'a> Comparison<'a> {
    fn new(works: &'a [Work], features: &'a Features) -> Self {
        let tags = &features.tags;
        let sum = |own: &Vec<usize>| own.iter().map(|&tag| tags.rarity(tag)).sum();
        Self {
            works,
            features,
            weights: tags.of.iter().map(sum).collect(),
        }
    }

    /// The works that share anything with `work`, in rising order, and how like it they are.
    fn likenesses(&self, work: usize) -> Vec<(usize, u32)> {
        let mut likeness = self.likeness_by_tags(work);
        let most = log2(self.works.len()).max(1);
        for (index, worth) in self.marks() {
            for &feature in &index.of[work] {
                let worth = worth * index.rarity(feature) / most;
                for &other in &index.works[feature] {
                    likeness[other] += worth;
                }
            }
        }
        likeness[work] = 0;
        let year = self.works[work].year;
        likeness
            .into_iter()
            .zip(self.works)
            .map(|(likeness, other)| likeness * era_percent(year.abs_diff(other.year)) / 100)
            .enumerate()
            .filter(|&(_, likeness)| likeness > 0)
            .collect()
    }

    /// Twice what the shared tags say, by what the tags of both say: 0 to 1024 for each work.
    fn likeness_by_tags(&self, work: usize) -> Vec<u32> {
        let tags = &self.features.tags;
        let mut shared = vec![0_u32; self.works.len()];
        for &tag in &tags.of[work] {
            let rarity = tags.rarity(tag);
            for &other in &tags.works[tag] {
                shared[other] += rarity;
            }
        }
        for (other, likeness) in shared.iter_mut().enumerate() {
            let both = self.weights[work] + self.weights[other];
            *likeness = *likeness * 2_048 / both.max(1);
            if self.works[other].category != self.works[work].category {
                *likeness = *likeness * OTHER_CATEGORY / 100;
            }
        }
        shared
    }

    /// What counts beside the tags, and how much it adds at most.
    fn marks(&self) -> [(&Index, u32); 2] {
        [
            (&self.features.titles, SAME_TITLE),
            (&self.features.creators, SAME_CREATOR),
        ]
    }
}

/// What a distance of years leaves of a likeness.
pub(super) fn era_percent(years_apart: u32) -> u32 {
    match years_apart {
        0..=4 => 116,
        5..=12 => 108,
        13..=30 => 100,
        31..=80 => 90,
        _ => 80,
    }
}

/// A work's likest ones, to be drawn from.
#[derive(Debug, Default)]
struct Likes {
    works: Vec<usize>,
    wheel: Wheel,
}

impl Likes {
    fn new(mut best: Vec<(usize, u32)>, popularity: &[u32]) -> Self {
        best.sort_unstable_by_key(|&(work, likeness)| (Reverse(likeness), work));
        best.truncate(PLACES);
        let wheel = Wheel::new(best.iter().map(|&(work, likeness)| {
            // The fifth power makes the likest stand out; the root keeps the famous from drowning them.
            let sharp = (u64::from(likeness) >> 3).pow(5) >> 18;
            let weight = sharp * u64::from(popularity[work].isqrt());
            u32::try_from(weight).unwrap_or(u32::MAX) >> 4
        }));
        Self {
            works: best.into_iter().map(|(work, _)| work).collect(),
            wheel,
        }
    }

    fn draw(&self, chance: &mut Chance) -> Option<usize> {
        self.works.get(self.wheel.spin(chance)?).copied()
    }
}

/// The lists of all works.
#[derive(Debug)]
pub(super) struct Affinity {
    /// One list a work.
    likes: Vec<Likes>,
}

impl Affinity {
    /// Compares all works that share anything.
    pub(super) fn new(works: &[Work], features: &Features, popularity: &[u32]) -> Self {
        let comparison = Comparison::new(works, features);
        let likes = (0..works.len())
            .map(|work| Likes::new(comparison.likenesses(work), popularity))
            .collect();
        Self { likes }
    }

    /// A work like this one, the likest and best known most often.
    pub(super) fn like(&self, work: usize, chance: &mut Chance) -> Option<usize> {
        self.likes.get(work)?.draw(chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(title: &str, creator: &str, category: &str, year: i32, tags: &str) -> Work {
        Work {
            id: format!("{category}-{title}"),
            title: title.into(),
            creator: creator.into(),
            category: category.into(),
            year,
            tags: tags.split(' ').map(str::to_owned).collect(),
        }
    }

    fn likest_first(works: &[Work]) -> Vec<usize> {
        let features = Features::new(works);
        let mut list = Comparison::new(works, &features).likenesses(0);
        list.sort_by_key(|&(work, likeness)| (Reverse(likeness), work));
        list.into_iter().map(|(work, _)| work).collect()
    }

    #[test]
    fn a_rare_shared_tag_makes_works_more_alike_than_a_common_one() {
        let works = [
            work("Zero", "A", "film", 2000, "usa chess"),
            work("One", "B", "film", 2000, "usa war"),
            work("Two", "C", "film", 2000, "sea chess"),
            work("Three", "D", "film", 2000, "usa sea"),
            work("Four", "E", "film", 2000, "usa war"),
            work("Five", "F", "film", 2000, "war sea"),
        ];
        assert_eq!(likest_first(&works)[0], 2);
        assert!(!likest_first(&works).contains(&5), "they share nothing");
    }

    #[test]
    fn the_film_of_a_book_is_likelier_than_another_book_with_one_tag_of_it() {
        let works = [
            work("Dune", "Frank Herbert", "book", 1965, "space desert empire"),
            work("Solaris", "Stanisław Lem", "book", 1961, "space aliens"),
            work(
                "Dune: Part Two",
                "Denis Villeneuve",
                "film",
                2024,
                "space war",
            ),
            work("Sand", "Somebody", "book", 1965, "sea desert"),
        ];
        assert_eq!(likest_first(&works)[0], 2);
    }

    #[test]
    fn works_of_one_time_are_more_alike() {
        let works = [
            work("Zero", "A", "film", 1960, "usa war"),
            work("One", "B", "film", 2010, "usa war"),
            work("Two", "C", "film", 1962, "usa war"),
            work("Three", "D", "film", 1962, "sea"),
        ];
        assert_eq!(likest_first(&works), [2, 1]);
    }
}
