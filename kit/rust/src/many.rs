//! Pairs without number, sent in batches of as many as a server takes.

use serde_json::json;

use crate::error::Error;
use crate::options::{PairOptions, PairQuestion, said};
use crate::sending::Line;
use crate::types::{Batch, PairResult};

/// As many pairs as a server takes at once.
const MAX_PAIRS: usize = 500;

/// The answers on many pairs, a batch of up to 500 at a time, sent as they are walked. Each batch
/// comes from one generation, which it names. After an error they end.
#[derive(Debug)]
pub struct Batches<'a, I> {
    line: &'a Line,
    pairs: I,
    options: PairOptions,
    titles: bool,
    /// Pairs sent so far.
    sent: u64,
    failed: bool,
}

impl<'a, I: Iterator> Batches<'a, I> {
    pub(crate) fn new(line: &'a Line, pairs: I, options: &PairOptions) -> Self {
        Self {
            line,
            pairs,
            options: options.clone(),
            titles: false,
            sent: 0,
            failed: false,
        }
    }

    /// Has each batch name the items of its connections, in `items`.
    #[must_use]
    pub fn with_titles(mut self) -> Self {
        self.titles = true;
        self
    }
}

impl<I> Iterator for Batches<'_, I>
where
    I: Iterator<Item: Into<PairQuestion>>,
{
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let pairs = self.pairs.by_ref().take(MAX_PAIRS).map(Into::into);
        let pairs: Vec<PairQuestion> = pairs.collect();
        if pairs.is_empty() {
            return None;
        }
        let question = json!({
            "pairs": said(&pairs),
            "options": said(&self.options),
            "titles": self.titles,
        });
        let batch = self.line.post::<Batch>("/v1/paths/batch", &question);
        let before = self.sent;
        self.sent += pairs.len() as u64;
        self.failed = batch.is_err();
        Some(batch.map(|mut batch| {
            for result in &mut batch.results {
                *result.index_mut() += before;
            }
            batch
        }))
    }
}

impl PairResult {
    /// Place of the pair among all that were asked, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        match self {
            Self::Found(result) => result.index,
            Self::NoPath(result) => result.index,
            Self::SameItem(result) => result.index,
            Self::Error(result) => result.index,
        }
    }

    fn index_mut(&mut self) -> &mut u64 {
        match self {
            Self::Found(result) => &mut result.index,
            Self::NoPath(result) => &mut result.index,
            Self::SameItem(result) => &mut result.index,
            Self::Error(result) => &mut result.index,
        }
    }
}
