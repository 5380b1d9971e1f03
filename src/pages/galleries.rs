//! What is worth a look in the catalogue, as found at its rebuild: each entry a link to send on.

use askama::Template;

use crate::address::href;
use crate::explorer::{
    BridgingItem, CentralItem, FarPair, GalleriesAnswer, ItemCard, PathsQuestion, SurprisingPair,
};
use crate::letters::plain::brief;
use crate::words;
use crate::words::texts::args;

use super::frame::Frame;
use super::links::CardLink;

/// A link to one connection.
#[derive(Debug, Template)]
#[template(path = "pair.html")]
pub(super) struct PairLink {
    href: String,
    from: String,
    to: String,
    /// What the arrow means, for those who hear it.
    arrow: String,
    /// What is worth seeing in it.
    facts: Option<String>,
}

impl askama::filters::HtmlSafe for PairLink {}

impl PairLink {
    pub(super) fn new(frame: &Frame, from: &ItemCard, to: &ItemCard) -> Self {
        Self {
            href: href::connect(&PathsQuestion::new(&from.id, &to.id)),
            from: brief(&from.title).into_owned(),
            to: brief(&to.title).into_owned(),
            arrow: frame.say("home-pair-to").into_owned(),
            facts: None,
        }
    }

    /// Two items far apart, with their distance.
    pub(super) fn far(frame: &Frame, pair: &FarPair) -> Self {
        Self {
            facts: Some(frame.texts.count("steps", pair.hops)),
            ..Self::new(frame, &pair.from, &pair.to)
        }
    }

    fn surprising(frame: &Frame, pair: &SurprisingPair) -> Self {
        let texts = frame.texts;
        let lead = words::lead(texts, &pair.evidence);
        let facts = match pair.evidence.times_chance {
            Some(times) => texts.tell(
                "gallery-times",
                &args!["lead" => lead, "times" => texts.times(times)],
            ),
            None => lead,
        };
        Self {
            facts: Some(facts),
            ..Self::new(frame, &pair.from, &pair.to)
        }
    }
}

/// One of the most central items.
pub(super) fn central_card(frame: &Frame, item: &CentralItem) -> CardLink {
    let steps = words::mean_steps(frame.texts, item.mean_hops);
    let mean = frame
        .texts
        .tell("about-centre-mean", &args!["steps" => steps]);
    frame.card(&item.card).noted(mean)
}

/// One of the items that most ways lead over.
pub(super) fn bridging_card(frame: &Frame, item: &BridgingItem) -> CardLink {
    let share = frame.texts.percent(item.share);
    let share = frame
        .texts
        .tell("gallery-bridging-share", &args!["share" => share]);
    frame.card(&item.card).noted(share)
}

/// Entries in their order, those all of whose items have titles before the others.
fn titled_first<'a, T, const N: usize>(
    entries: &'a [T],
    cards: impl Fn(&'a T) -> [&'a ItemCard; N],
) -> impl Iterator<Item = &'a T> {
    let is_titled = |entry: &&'a T| cards(entry).iter().all(|card| card.has_title());
    let (titled, others): (Vec<_>, Vec<_>) = entries.iter().partition(is_titled);
    titled.into_iter().chain(others)
}

/// The galleries of the start page.
#[derive(Debug, Template)]
#[template(path = "galleries.html")]
pub(super) struct Galleries<'a> {
    frame: &'a Frame,
    far: Vec<PairLink>,
    surprising: Vec<PairLink>,
    central: Vec<CardLink>,
    bridging: Vec<CardLink>,
}

impl askama::filters::HtmlSafe for Galleries<'_> {}

impl<'a> Galleries<'a> {
    /// So many of each gallery.
    pub(super) fn new(
        frame: &'a Frame,
        galleries: &GalleriesAnswer,
        central: &[CentralItem],
        most: usize,
    ) -> Self {
        let far = titled_first(&galleries.far_pairs, |pair| [&pair.from, &pair.to]);
        let far = far.take(most);
        let surprising = titled_first(&galleries.surprising, |pair| [&pair.from, &pair.to]);
        let surprising = surprising.take(most);
        let bridging = titled_first(&galleries.bridging, |item| [&item.card]).take(most);
        let central = central.iter().take(most);
        Self {
            frame,
            far: far.map(|pair| PairLink::far(frame, pair)).collect(),
            surprising: surprising
                .map(|pair| PairLink::surprising(frame, pair))
                .collect(),
            central: central.map(|item| central_card(frame, item)).collect(),
            bridging: bridging.map(|item| bridging_card(frame, item)).collect(),
        }
    }
}
