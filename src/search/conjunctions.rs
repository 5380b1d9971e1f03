//! The words that `&` stands for.

/// "And" in the languages of shops, as words of the index; `n` is that of `Rock 'n' Roll`. Those
/// are left out that are as often other words: `a`, `i`.
pub(super) const CONJUNCTIONS: [&str; 17] = [
    "and", "n", "und", "et", "y", "e", "ed", "en", "och", "og", "ja", "oraz", "si", "es", "ve",
    "и", "και",
];

/// Whether a word of the index means "and".
pub(super) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.contains(&word)
}
