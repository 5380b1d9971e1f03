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
            let named = args!["what" => category, "item" => best(name)];
            texts.tell("region-of-category", &named)
        }
        (None, None) => texts.tell("region-around", &args!["item" => best(name)]),
    }
}

/// The name of a region in full: `jazz (Miles Davis): around Kind of Blue and Blue Train`.
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
        (None, true) => {
            return texts.tell("region-around", &args!["item" => best_two(texts, name)]);
        }
    };
    match name.best.is_empty() {
        false => {
            let items = best_two(texts, name);
            texts.tell("region-of", &args!["what" => what, "item" => items])
        }
        true => what,
    }
}

/// Creators, or else words.
fn told_by(name: &RegionName) -> &[String] {
    match name.creators.is_empty() {
        true => &name.words,
        false => &name.creators,
    }
}

/// Its best-known item.
fn best(name: &RegionName) -> String {
    let best = name.best.first().map(|best| brief(&best.title));
    best.unwrap_or_default().into_owned()
}

/// The two best-known items, if it has two.
fn best_two(texts: Texts, name: &RegionName) -> String {
    match &name.best[..] {
        [one, other, ..] => {
            let (one, other) = (brief(&one.title), brief(&other.title));
            texts.tell("region-two", &args!["one" => one, "other" => other])
        }
        _ => best(name),
    }
}
