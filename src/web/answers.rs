//! Answers that are kept for whoever asks the same next.
//!
//! Kept is what has an entity tag: it is the same for everybody whenever it is asked of a generation. It
//! is kept as it was sent, packed too, so that a question that was asked before takes neither a
//! place, nor a thread, nor a search. Those asked again stay; those asked once make room first. A
//! takeover forgets all of them.
//!
//! Knows answers by their keys; what an answer depends on is known in `caching`.

use std::sync::Arc;

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use super::reply::Reply;

/// What an answer is found by: a hash of all that its bytes depend on.
pub(super) type Key = blake3::Hash;

/// Bytes of a usual answer, by which tables are laid out.
const USUAL: u64 = 8 * 1024;
/// Parts with a lock and a share of the room each; no answer may be larger than that share.
const PARTS: usize = 8;

/// The answers that are kept, if any are.
#[derive(Debug)]
pub(super) struct Answers(Option<Cache<Key, Arc<Reply>, Size>>);

impl Answers {
    /// Room for so many bytes of answers; none is kept if that is 0.
    pub(super) fn new(bytes: u64) -> Self {
        let usual = usize::try_from(bytes / USUAL).unwrap_or(usize::MAX);
        let options = OptionsBuilder::new()
            .weight_capacity(bytes)
            .estimated_items_capacity(usual)
            .shards(PARTS)
            .build();
        // Nothing is left out above, so there are options.
        let options = options.ok().filter(|_| bytes > 0);
        Self(options.map(|options| {
            let hashes = DefaultHashBuilder::default();
            Cache::with_options(options, Size, hashes, DefaultLifecycle::default())
        }))
    }

    /// Whether answers are kept at all.
    pub(super) fn are_kept(&self) -> bool {
        self.0.is_some()
    }

    /// The answer of this key, if it is there.
    pub(super) fn find(&self, key: &Key) -> Option<Arc<Reply>> {
        self.0.as_ref()?.get(key)
    }

    /// Keeps an answer, in the place of others.
    pub(super) fn keep(&self, key: Key, answer: Arc<Reply>) {
        if let Some(cache) = &self.0 {
            cache.insert(key, answer);
        }
    }

    /// Forgets all of them.
    pub(super) fn forget(&self) {
        if let Some(cache) = &self.0 {
            cache.clear();
        }
    }

    /// Bytes of what is kept.
    pub(super) fn bytes(&self) -> u64 {
        self.0.as_ref().map_or(0, Cache::weight)
    }
}

/// How much room an answer takes.
#[derive(Debug, Clone)]
struct Size;

impl Weighter<Key, Arc<Reply>> for Size {
    fn weight(&self, _key: &Key, answer: &Arc<Reply>) -> u64 {
        answer.bytes() as u64
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::explorer::{GenerationStamp, Identity};

    fn answer(length: usize) -> Arc<Reply> {
        let stamp = GenerationStamp {
            version: "000001".to_owned(),
            name: "000001".to_owned(),
            built_at: Timestamp::UNIX_EPOCH,
            identity: Identity::of(b"x"),
        };
        Arc::new(Reply::page(&stamp, "x".repeat(length)))
    }

    fn key(number: u64) -> Key {
        blake3::hash(&number.to_le_bytes())
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let room = 1024 * 1024;
        let answers = Answers::new(room);
        for number in 0..2_000 {
            answers.keep(key(number), answer(1_000 + number as usize));
            assert!(answers.bytes() <= room, "{}", answers.bytes());
        }
        assert!(answers.bytes() > room / 2, "{}", answers.bytes());
        answers.forget();
        assert_eq!(answers.bytes(), 0);
        assert!(answers.find(&key(1_999)).is_none());
    }

    #[test]
    fn what_is_asked_again_outlives_what_is_asked_once() {
        let answers = Answers::new(1024 * 1024);
        answers.keep(key(0), answer(1_000));
        for number in 1..5_000 {
            assert!(answers.find(&key(0)).is_some(), "after {number} others");
            answers.keep(key(number), answer(1_000));
        }
    }

    #[test]
    fn an_answer_too_large_for_its_part_is_not_kept() {
        let answers = Answers::new(1024 * 1024);
        answers.keep(key(1), answer(500_000));
        assert!(answers.find(&key(1)).is_none());
    }

    #[test]
    fn without_room_nothing_is_kept() {
        let answers = Answers::new(0);
        answers.keep(key(1), answer(10));
        assert!(answers.find(&key(1)).is_none());
        assert!(!answers.are_kept() && answers.bytes() == 0);
    }
}
