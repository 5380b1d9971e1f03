//! The only place where addresses of our pages and of the API are made.
//!
//! One spelling for one question: parameters stand in a fixed order, defaults are left out, and
//! everything but letters, digits and `-._~` is percent-encoded, since an id may hold any
//! character. The query names are those of the API, so a page and its JSON twin differ in the
//! path only; but the ends of a middle, which the API calls `a` and `b`, are `from` and `to` on its
//! page, as in every form.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::explorer::{
    BetweenQuestion, CentreQuestion, DegreesQuestion, Direction, NeighbourDirection, NeighbourSort,
    NeighboursQuestion, PathsQuestion, SearchMode, SearchQuestion,
};

use crate::words::Target;
use crate::words::texts::Language;

/// The start page.
pub const HOME: &str = "/";
/// The page on the data.
pub const ABOUT: &str = "/about";
/// Redirects to a good pair.
pub const RANDOM: &str = "/random";
/// The search page, without a question.
pub const SEARCH: &str = "/search";
/// The page of connections, without a question: where the connect form leads.
pub const CONNECT: &str = "/connect";
/// The page of what stands between two items, without a question: where its forms lead.
pub const BETWEEN: &str = "/between";
/// The same page, to stand in a frame.
pub const EMBED: &str = "/embed/connect";
/// Where others ask how a page is embedded.
pub const OEMBED: &str = "/oembed";
/// The API's description of the graph.
pub const API_GRAPH: &str = "/v1/graph";
/// The API's most central items.
pub const API_CENTRE: &str = "/v1/graph/centre";
/// The API's galleries: what is worth a look.
pub const API_GALLERIES: &str = "/v1/galleries";
/// Where the API takes many pairs at once.
pub const API_BATCH: &str = "/v1/paths/batch";
/// The API's good pair.
pub const API_RANDOM_PAIR: &str = "/v1/random-pair";

/// What RFC 3986 calls unreserved stays as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The page of connections for a question. `from` and `to` may also be texts still to be looked
/// up, as the form sends them.
#[must_use]
pub fn connect(question: &PathsQuestion) -> String {
    paths_query(CONNECT, question)
}

/// The stand-alone picture of the same connections.
#[must_use]
pub fn connect_svg(question: &PathsQuestion) -> String {
    paths_query("/connect.svg", question)
}

/// The link preview of the same connections.
#[must_use]
pub fn connect_png(question: &PathsQuestion) -> String {
    paths_query("/connect.png", question)
}

/// The same connections to stand in a frame of any site.
#[must_use]
pub fn embed(question: &PathsQuestion) -> String {
    paths_query(EMBED, question)
}

/// Where an oEmbed consumer asks about a page, given by its whole address.
#[must_use]
pub fn oembed(url: &str) -> String {
    let mut href = Href::new(OEMBED);
    href.put("url", url);
    href.text
}

/// The same question to the API.
#[must_use]
pub fn api_paths(question: &PathsQuestion) -> String {
    paths_query("/v1/paths", question)
}

/// The page of what stands between two items. `a` and `b` may also be texts still to be looked up.
#[must_use]
pub fn between(question: &BetweenQuestion) -> String {
    let mut href = Href::new(BETWEEN);
    for (name, value) in between_fields(question) {
        href.put(name, &value);
    }
    href.text
}

/// The items in the middle between two in the API.
#[must_use]
pub fn api_between(question: &BetweenQuestion) -> String {
    let mut href = Href::new("/v1/between");
    href.put("a", &question.a);
    href.put("b", &question.b);
    for (name, value) in between_fields(question).split_off(2) {
        href.put(name, &value);
    }
    href.text
}

/// The page of one item.
#[must_use]
pub fn item(id: &str) -> String {
    in_path("/items/", id, "")
}

/// One item in the API.
#[must_use]
pub fn api_item(id: &str) -> String {
    in_path("/v1/items/", id, "")
}

/// The page of one item with its neighbours chosen, sorted and paged.
#[must_use]
pub fn neighbours(question: &NeighboursQuestion) -> String {
    neighbours_query(item(&question.id), question)
}

/// An item's neighbours in the API.
#[must_use]
pub fn api_neighbours(question: &NeighboursQuestion) -> String {
    neighbours_query(in_path("/v1/items/", &question.id, "/neighbours"), question)
}

/// The page on how far everything else is from an item.
#[must_use]
pub fn degrees(question: &DegreesQuestion) -> String {
    degrees_query(in_path("/items/", &question.id, "/degrees"), question)
}

/// The same as a picture.
#[must_use]
pub fn degrees_svg(id: &str) -> String {
    in_path("/items/", id, "/degrees.svg")
}

/// The same in the API.
#[must_use]
pub fn api_degrees(question: &DegreesQuestion) -> String {
    degrees_query(in_path("/v1/items/", &question.id, "/degrees"), question)
}

/// The search page for a question.
#[must_use]
pub fn search(question: &SearchQuestion) -> String {
    search_query(SEARCH, question)
}

/// The same search in the API.
#[must_use]
pub fn api_items(question: &SearchQuestion) -> String {
    search_query("/v1/items", question)
}

/// A page of the most central items in the API.
#[must_use]
pub fn api_centre(question: &CentreQuestion) -> String {
    let mut href = Href::new(API_CENTRE);
    if question.limit != CentreQuestion::DEFAULT_LIMIT {
        href.put("limit", &question.limit.to_string());
    }
    if let Some(cursor) = &question.cursor {
        href.put("cursor", &cursor.to_string());
    }
    href.text
}

/// The names and values a question about connections has in a query, in their fixed order, with
/// defaults left out; forms carry them as hidden fields.
#[must_use]
pub fn paths_fields(question: &PathsQuestion) -> Vec<(&'static str, String)> {
    let mut fields = vec![("from", question.from.clone()), ("to", question.to.clone())];
    if question.direction != Direction::default() {
        fields.push(("direction", direction(question.direction).to_owned()));
    }
    for (name, values) in [
        ("exclude", &question.exclude),
        ("via", &question.via),
        ("only_category", &question.only_category),
        ("avoid_category", &question.avoid_category),
    ] {
        fields.extend(values.iter().map(|value| (name, value.clone())));
    }
    if let Some(percentile) = question.avoid_hubs {
        fields.push(("avoid_hubs", percentile.to_string()));
    }
    if let Some(hops) = question.max_hops {
        fields.push(("max_hops", hops.to_string()));
    }
    if question.extra_hops != 0 {
        fields.push(("extra_hops", question.extra_hops.to_string()));
    }
    if question.k != PathsQuestion::DEFAULT_K {
        fields.push(("k", question.k.to_string()));
    }
    fields
}

/// The names and values a question about the middle has in the query of its page: those of a
/// question about connections, and how many items to show.
#[must_use]
pub fn between_fields(question: &BetweenQuestion) -> Vec<(&'static str, String)> {
    let mut fields = paths_fields(&question.as_paths());
    if question.limit != BetweenQuestion::DEFAULT_LIMIT {
        fields.push(("limit", question.limit.to_string()));
    }
    fields
}

/// Where a way on from a dead end leads a reader.
#[must_use]
pub fn page_of(target: &Target) -> String {
    match target {
        Target::Connect(question) => connect(question),
        Target::Neighbours(id) => item(id),
        Target::RandomPair => RANDOM.to_owned(),
    }
}

/// Where the same way on leads a program.
#[must_use]
pub fn api_of(target: &Target) -> String {
    match target {
        Target::Connect(question) => api_paths(question),
        Target::Neighbours(id) => api_neighbours(&NeighboursQuestion::new(id)),
        Target::RandomPair => API_RANDOM_PAIR.to_owned(),
    }
}

/// An address the shop gave, if it is one a page may link to: `javascript:` and the like are not.
#[must_use]
pub fn outside(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    is_web.then_some(url)
}

/// A page's address in a language of the reader's choice.
#[must_use]
pub fn in_language(address: &str, language: Language) -> String {
    let mut href = Href::new(address);
    href.put("lang", language.code());
    href.text
}

/// How a direction is spelled in queries and bodies.
#[must_use]
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::EitherWay => "any",
        Direction::AsBought => "out",
    }
}

/// How a neighbour direction is spelled.
#[must_use]
pub fn neighbour_direction(direction: NeighbourDirection) -> &'static str {
    match direction {
        NeighbourDirection::Out => "out",
        NeighbourDirection::In => "in",
        NeighbourDirection::Any => "any",
    }
}

/// How an order of neighbours is spelled.
#[must_use]
pub fn neighbour_sort(sort: NeighbourSort) -> &'static str {
    match sort {
        NeighbourSort::Strength => "strength",
        NeighbourSort::Orders => "orders",
        NeighbourSort::Title => "title",
    }
}

/// How a reading of the last word is spelled.
#[must_use]
pub fn search_mode(mode: SearchMode) -> &'static str {
    match mode {
        SearchMode::Prefix => "prefix",
        SearchMode::Full => "full",
    }
}

fn paths_query(path: &str, question: &PathsQuestion) -> String {
    let mut href = Href::new(path);
    for (name, value) in paths_fields(question) {
        href.put(name, &value);
    }
    href.text
}

fn neighbours_query(path: String, question: &NeighboursQuestion) -> String {
    let mut href = Href::new(&path);
    if question.direction != NeighbourDirection::default() {
        href.put("direction", neighbour_direction(question.direction));
    }
    if let Some(category) = &question.category {
        href.put("category", category);
    }
    if question.sort != NeighbourSort::default() {
        href.put("sort", neighbour_sort(question.sort));
    }
    if question.limit != NeighboursQuestion::DEFAULT_LIMIT {
        href.put("limit", &question.limit.to_string());
    }
    if let Some(cursor) = &question.cursor {
        href.put("cursor", &cursor.to_string());
    }
    href.text
}

fn degrees_query(path: String, question: &DegreesQuestion) -> String {
    let mut href = Href::new(&path);
    if question.direction != NeighbourDirection::default() {
        href.put("direction", neighbour_direction(question.direction));
    }
    if question.examples != DegreesQuestion::DEFAULT_EXAMPLES {
        href.put("examples", &question.examples.to_string());
    }
    href.text
}

fn search_query(path: &str, question: &SearchQuestion) -> String {
    let mut href = Href::new(path);
    href.put("q", &question.text);
    if let Some(category) = &question.category {
        href.put("category", category);
    }
    if question.mode != SearchMode::default() {
        href.put("mode", search_mode(question.mode));
    }
    if question.limit != SearchQuestion::DEFAULT_LIMIT {
        href.put("limit", &question.limit.to_string());
    }
    if let Some(cursor) = &question.cursor {
        href.put("cursor", &cursor.to_string());
    }
    href.text
}

/// An id as one segment of a path. Browsers resolve the segments `.` and `..` even when they are
/// percent-encoded, and an empty one is lost, so these three lead to the search, which always
/// finds an exact id.
fn in_path(before: &str, id: &str, after: &str) -> String {
    if matches!(id, "" | "." | "..") {
        return search(&SearchQuestion::new(id));
    }
    format!("{before}{}{after}", utf8_percent_encode(id, ENCODED))
}

struct Href {
    text: String,
}

impl Href {
    fn new(path: &str) -> Self {
        Self {
            text: path.to_owned(),
        }
    }

    fn put(&mut self, name: &str, value: &str) {
        self.text
            .push(if self.text.contains('?') { '&' } else { '?' });
        self.text.push_str(name);
        self.text.push('=');
        self.text.extend(utf8_percent_encode(value, ENCODED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_left_out_and_the_order_is_fixed() {
        let mut question = PathsQuestion::new("A", "B");
        assert_eq!(connect(&question), "/connect?from=A&to=B");
        question.k = 5;
        question.max_hops = Some(7);
        question.exclude = vec!["x".into(), "y".into()];
        question.direction = Direction::AsBought;
        assert_eq!(
            api_paths(&question),
            "/v1/paths?from=A&to=B&direction=out&exclude=x&exclude=y&max_hops=7&k=5"
        );
        question.via = vec!["t".into(), "s".into()];
        question.only_category = vec!["Toys & Games".into()];
        question.avoid_category = vec!["b".into(), "c".into()];
        question.avoid_hubs = "99.5".parse().ok();
        question.extra_hops = 2;
        assert_eq!(
            api_paths(&question),
            "/v1/paths?from=A&to=B&direction=out&exclude=x&exclude=y&via=t&via=s\
             &only_category=Toys%20%26%20Games&avoid_category=b&avoid_category=c\
             &avoid_hubs=99.5&max_hops=7&extra_hops=2&k=5"
        );
    }

    #[test]
    fn any_id_survives_its_address() {
        for id in [
            "a/b",
            "a?b#c",
            "50 % & more",
            "שלום",
            "🚲",
            "+",
            "a;b=c",
            "<\"'>",
        ] {
            let href = item(id);
            let segment = href.strip_prefix("/items/").expect("the prefix is ours");
            assert!(
                segment
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b))
            );
            let back = percent_encoding::percent_decode_str(segment).decode_utf8();
            assert_eq!(back.expect("UTF-8 went in"), id);
        }
    }

    #[test]
    fn ids_a_browser_would_swallow_lead_to_the_search() {
        assert_eq!(item(".."), "/search?q=..");
        assert_eq!(api_item("."), "/search?q=.");
        assert_eq!(item("..."), "/items/...");
    }

    #[test]
    fn only_web_addresses_lead_outside() {
        assert!(outside("HTTPS://shop.example/1").is_some());
        assert!(outside("javascript:alert(1)//http://x").is_none());
        assert!(outside("data:text/html,x").is_none());
        assert!(outside("/etc").is_none());
    }

    #[test]
    fn neighbours_say_only_what_differs() {
        let mut question = NeighboursQuestion::new("a b");
        assert_eq!(neighbours(&question), "/items/a%20b");
        question.sort = NeighbourSort::Title;
        question.category = Some("Toys & Games".into());
        assert_eq!(
            api_neighbours(&question),
            "/v1/items/a%20b/neighbours?category=Toys%20%26%20Games&sort=title"
        );
    }
}
