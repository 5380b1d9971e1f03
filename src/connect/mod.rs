//! connect

/// Which way links may be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Along every link, whichever end lists it.
    #[default]
    EitherWay,
    /// Only from an item to the items on its own list.
    AsBought,
}
