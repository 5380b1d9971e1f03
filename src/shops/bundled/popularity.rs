//! How well known each work is, in the sample shop: heavy-tailed, and the same on every machine.
//!
//! A list of works that nearly everybody has heard of comes first; for the rest, the id decides
//! by its hash, which is as good as any chart and never changes.

use std::collections::HashSet;

use crate::shops::bundled::works::{Work, slug};

const FAMOUS: &str = include_str!("../../../data/famous.txt");
/// How much being on the list is worth.
const FAME: u32 = 4;

/// One weight a work, 16 to [`FAME`] × 160.
pub(super) fn popularity(works: &[Work]) -> Vec<u32> {
    let famous: HashSet<String> = FAMOUS.lines().map(slug).collect();
    works
        .iter()
        .map(|work| {
            let luck = luck(&work.id);
            if famous.contains(&slug(&work.title)) {
                luck.max(24) * FAME
            } else {
                luck
            }
        })
        .collect()
}

/// 16 to 160, distributed by a power law: one work in a hundred reaches 160.
fn luck(id: &str) -> u32 {
    let hash = blake3::hash(id.as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    let drawn = u64::from(u32::from_le_bytes([a, b, c, d])) + 1;
    let scaled = ((1_u64 << 40) / drawn).isqrt();
    u32::try_from(scaled).unwrap_or(u32::MAX).min(160)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shops::bundled::works::works;

    #[test]
    fn popularity_is_heavy_tailed() {
        let mut weights = popularity(works());
        weights.sort_unstable();
        let median = weights[weights.len() / 2];
        assert!((16..=40).contains(&median), "{median}");
        assert!(*weights.last().unwrap() >= 10 * median);
    }

    #[test]
    fn every_famous_title_is_a_bundled_work() {
        let titles: HashSet<String> = works().iter().map(|work| slug(&work.title)).collect();
        let missing: Vec<&str> = FAMOUS
            .lines()
            .filter(|title| !titles.contains(&slug(title)))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
