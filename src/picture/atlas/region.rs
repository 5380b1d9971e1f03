//! Where the name of a region leads.

use crate::address::href;
use crate::explorer::{MapAnswer, MapQuestion, MapRegion};

/// Where a region is seen whole, and nearer than here.
pub(crate) fn region_href(answer: &MapAnswer, region: &MapRegion) -> String {
    let (middle, zoom) = answer.view_of(region);
    href::map(&MapQuestion {
        middle: Some(middle),
        zoom: Some(zoom),
        ..answer.question.clone()
    })
}
