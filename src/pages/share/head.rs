//! The tags in the head of a page of connections, or of a map: what a link to it looks like elsewhere.

use askama::Template;

use crate::address::href;
use crate::explorer::{ItemCard, MapAnswer, MapQuestion, Marked, Outcome, PathsAnswer};
use crate::picture::{atlas, preview};
use crate::words;
use crate::words::texts::args;

use super::super::frame::Frame;
use super::{best_items, image, in_its_language, json_ld};

/// Titles in a description.
const TITLES: usize = 4;

/// The tags in the head of a page of connections, or of a map.
#[derive(Debug, Template)]
#[template(path = "share.html")]
pub(in crate::pages) struct ShareTags {
    title: String,
    description: String,
    catalogue: String,
    url: String,
    image: String,
    locale: &'static str,
    width: u32,
    height: u32,
    /// Empty where there is nothing to embed.
    oembed: String,
    /// The best connection as a schema.org ItemList, ready to stand in a script element.
    list: Option<String>,
}

impl askama::filters::HtmlSafe for ShareTags {}

impl ShareTags {
    /// The tags for an answer; `title` is that of the page.
    pub(in crate::pages) fn new(frame: &Frame, answer: &PathsAnswer, title: &str) -> Self {
        let whole = |path| whole(frame, path);
        let url = whole(href::connect(&answer.question));
        Self {
            title: title.to_owned(),
            description: description(frame, answer),
            catalogue: frame.catalogue.clone(),
            image: whole(image(frame, answer)),
            locale: frame.texts.language().territory(),
            width: preview::WIDTH,
            height: preview::HEIGHT,
            oembed: whole(href::oembed(&url)),
            list: json_ld::list(frame, answer, title),
            url,
        }
    }

    /// The tags for a view of the map; `title` is that of the page. The picture is the view, as large
    /// as previews are.
    pub(in crate::pages) fn of_map(frame: &Frame, answer: &MapAnswer, title: &str) -> Self {
        let shown = MapQuestion {
            width: preview::WIDTH,
            height: preview::HEIGHT,
            ..answer.question.clone()
        };
        let description = match &answer.marked {
            Some(Marked::Way { answer, .. }) => self::description(frame, answer),
            _ => atlas::description(frame.texts, answer),
        };
        Self {
            title: title.to_owned(),
            description,
            catalogue: frame.catalogue.clone(),
            image: whole(frame, in_its_language(frame, href::map_png(&shown))),
            locale: frame.texts.language().territory(),
            width: preview::WIDTH,
            height: preview::HEIGHT,
            oembed: String::new(),
            list: None,
            url: whole(frame, href::map(&answer.question)),
        }
    }
}

/// A path as a whole address; empty where our origin is not known.
fn whole(frame: &Frame, path: String) -> String {
    match frame.origin.as_str() {
        "" => String::new(),
        origin => format!("{origin}{path}"),
    }
}

/// What a reader of the link learns before following it: `Connected in 2 steps, in 17 ways, for
/// example by way of …`.
fn description(frame: &Frame, answer: &PathsAnswer) -> String {
    let headline = words::headline(frame.texts, answer);
    if !matches!(answer.outcome, Outcome::Found(_)) {
        return format!("{headline}.");
    }
    let items: Vec<&ItemCard> = best_items(answer).collect();
    match items.as_slice() {
        [_, inner @ .., _] if !inner.is_empty() => {
            let shown = inner.iter().take(TITLES).map(|card| words::named(card));
            let more = (inner.len() > TITLES).then(|| "…".to_owned());
            let titles: Vec<String> = shown.chain(more).collect();
            frame.texts.tell(
                "share-by-way-of",
                &args!["headline" => headline, "titles" => titles.join(" → ")],
            )
        }
        _ => frame
            .texts
            .tell("share-plain", &args!["headline" => headline]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;
    use crate::letters::markup::render;
    use crate::words::texts::{Language, Texts};

    fn frame() -> Frame {
        Frame {
            origin: "https://paths.shop.example".to_owned(),
            ..Frame::new("Harbour Books", Some(samples::stamp()))
        }
    }

    #[test]
    fn a_title_cannot_end_the_list_it_stands_in() {
        let mut answer = samples::found(&[1, 1, 1]);
        let Outcome::Found(found) = &mut answer.outcome else {
            panic!("found")
        };
        found.items[1].card.title = "</script><script>alert(1)".to_owned();
        let tags = render(&ShareTags::new(&frame(), &answer, "A → B")).expect("renders");
        assert_eq!(tags.matches("</script").count(), 1);
        assert!(tags.contains("\\u003c/script"));
    }

    #[test]
    fn a_preview_has_whole_addresses_or_none() {
        let answer = samples::found(&[1, 2, 1]);
        let tags = render(&ShareTags::new(&frame(), &answer, "A → B")).expect("renders");
        assert!(tags.contains("https://paths.shop.example/connect.png?from="));
        let german = Frame {
            texts: Texts::in_language(Language::German),
            ..frame()
        };
        let tags = ShareTags::new(&german, &answer, "A → B");
        assert!(tags.image.ends_with("&lang=de"), "{}", tags.image);
        let nowhere = Frame::new("Harbour Books", None);
        let tags = render(&ShareTags::new(&nowhere, &answer, "A → B")).expect("renders");
        assert!(!tags.contains("/connect.png") && tags.contains("og:title"));
    }
}
