//! What things in a graph folder are called. Knows nothing of what stands there.

/// Names the live generation.
pub(super) const CURRENT_FILE: &str = "CURRENT";
/// What the next `CURRENT` is called until it is renamed.
pub(super) const NEXT_CURRENT_FILE: &str = "CURRENT.partial";
/// Ending of a generation that is not finished.
pub(super) const PARTIAL: &str = ".partial";
/// Where in an unfinished generation a copy of the database stands while it is read.
pub(super) const COPY_FOLDER: &str = "copy";

/// The number a generation's name stands for: six to eighteen digits, nothing else.
pub(super) fn number_of(name: &str) -> Option<u64> {
    let digits = (6..=18).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten()
}
