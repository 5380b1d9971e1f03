//! What pages show of a generation whatever their question; found out once for each.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use super::caching;
use crate::explorer::{ExplorerError, GenerationStamp, Pair, RandomPairQuestion, Session};

/// Pairs on the start page when the operator named none.
const FEATURED: usize = 3;

/// What pages show of a generation whatever their question.
#[derive(Debug)]
pub(super) struct FrontPage {
    pub(super) stamp: GenerationStamp,
    /// The operator's sentence on what these data are.
    pub(super) note: Option<String>,
    /// Whether these are the data of the bundled sample.
    pub(super) is_sample: bool,
    /// Whether there is a map.
    pub(super) has_map: bool,
    /// Categories with their number of items, the largest first.
    pub(super) categories: Vec<(String, u64)>,
    /// The pairs of the start page.
    pub(super) featured: Vec<Pair>,
}

impl FrontPage {
    /// Of a generation; `featured` are the pairs the operator named, by their ids.
    ///
    /// # Errors
    /// It is damaged.
    pub(super) fn of(
        session: &Session,
        featured: &[(String, String)],
    ) -> Result<Self, ExplorerError> {
        let graph = session.graph();
        Ok(Self {
            stamp: session.generation(),
            note: graph.note,
            is_sample: graph.is_sample,
            has_map: session.has_map(),
            categories: graph.categories,
            featured: if featured.is_empty() {
                pairs_by_chance(session)?
            } else {
                let pairs = featured.iter();
                pairs
                    .filter_map(|(from, to)| session.pair(from, to))
                    .collect()
            },
        })
    }
}

/// Pairs by chance, always the same ones for a generation.
fn pairs_by_chance(session: &Session) -> Result<Vec<Pair>, ExplorerError> {
    let any = RandomPairQuestion::default();
    let mut chance = ChaCha8Rng::from_seed(caching::seed_of(&session.generation()));
    let mut pairs = Vec::new();
    for _ in 0..FEATURED {
        match session.random_pair(&any, &mut chance) {
            Ok(pair) if !pairs.contains(&pair) => pairs.push(pair),
            Ok(_) => {}
            Err(ExplorerError::NoGoodPair) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(pairs)
}
