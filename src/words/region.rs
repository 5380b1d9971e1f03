//! What regions of the map are called.

use crate::explorer::RegionName;
use crate::letters::plain::brief;
use crate::words::texts::{Texts, args};

/// The name of a region in short, as it stands on the map: `jazz`, `Miles Davis`, `around Dune`.
#[must_use]
pub fn region_label(texts: Texts, name: &RegionName) -> String {
    if name.is_coast {
        return texts.say("region-coast").into_owned();
    }
    let category = name.category.as_ref().map(|category| category.label());
    if let Some(category) = category.filter(|_| name.is_only_one) {
        return category.to_owned();
    }
    match (told_by(name).first(), category) {
        (Some(first), _) => brief(first).into_owned(),
        (None, Some(category)) => {
            let best = name.best.as_ref().map(|best| brief(&best.title));
            let named = args!["what" => category, "item" => best.unwrap_or_default()];
            texts.tell("region-of-category", &named)
        }
        (None, None) => around(texts, name),
    }
}

/// The name of a region in full: `jazz (Miles Davis): around Kind of Blue`.
#[must_use]
pub fn region_name(texts: Texts, name: &RegionName) -> String {
    if name.is_coast {
        return texts.say("region-coast").into_owned();
    }
    let told = told_by(name).join(", ");
    let what = match (&name.category, told.is_empty()) {
        (Some(category), true) => category.label().to_owned(),
        (Some(category), false) => format!("{} ({told})", category.label()),
        (None, false) => told,
        (None, true) => return around(texts, name),
    };
    match &name.best {
        Some(best) => {
            let item = brief(&best.title);
            texts.tell("region-of", &args!["what" => what, "item" => item])
        }
        None => what,
    }
}

/// Creators, or else words.
fn told_by(name: &RegionName) -> &[String] {
    match name.creators.is_empty() {
        true => &name.words,
        false => &name.creators,
    }
}

fn around(texts: Texts, name: &RegionName) -> String {
    let best = name.best.as_ref().map(|best| brief(&best.title));
    texts.tell("region-around", &args!["item" => best.unwrap_or_default()])
}
