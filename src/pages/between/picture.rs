//! The picture of what stands between two items, laid out as connections are: the two ends, what is
//! in the middle, and what lies between these.

use crate::explorer::{BetweenAnswer, BetweenOutcome};
use crate::picture::layered::{self, InlinePictures};

use crate::pages::frame::Frame;

/// A picture of a page, and what its legend says.
#[derive(Debug)]
pub(super) struct PictureView {
    pub(super) across: String,
    pub(super) down: String,
    /// It stands upright on a tablet too.
    pub(super) long: bool,
    /// Its lines say how many orders hold both their ends.
    pub(super) counted: bool,
    /// The hops between the ends, for what is folded at one of them.
    pub(super) hops: std::ops::Range<usize>,
}

/// The picture of an answer, if anything stands in the middle.
pub(super) fn picture(
    frame: &Frame,
    headline: &str,
    answer: &BetweenAnswer,
) -> Result<Option<PictureView>, askama::Error> {
    let BetweenOutcome::Found(middles) = &answer.outcome else {
        return Ok(None);
    };
    let Some(found) = middles.as_connections() else {
        return Ok(None);
    };
    let ends = [&answer.a, &answer.b];
    let InlinePictures { across, down } =
        layered::inline_between(frame.manner(), headline, ends, &found)?;
    let mut links = found.links.iter();
    Ok(Some(PictureView {
        across,
        down,
        long: layered::is_long(&found),
        counted: links.any(|link| link.evidence.orders.is_some()),
        hops: 1..found.hops,
    }))
}
