//! The only place where addresses of our pages and of the API are made.
//!
//! One spelling for one question: parameters stand in a fixed order, defaults are left out, and
//! everything but letters, digits and `-._~` is percent-encoded, since an id may hold any
//! character. The query names are those of the API, so a page and its JSON twin differ in the
//! path only.
//!
//! The constants are paths from our own root, as the table of routes has them; what the functions
//! print stands under the base path of the [site](super::site) and is ready to be linked to.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::param::{
    AVOID_CATEGORY, AVOID_HUBS, BETWEEN_LIMIT, CATEGORY, CENTRE_LIMIT, CURSOR, DIRECTION, EXAMPLES,
    EXCLUDE, EXTRA_HOPS, FROM, HEIGHT, ITEM, K, LANGUAGE, LEVEL, MAX_HOPS, MODE, Many,
    NEIGHBOURS_LIMIT, ONLY_CATEGORY, Q, REGION, REGIONS_LIMIT, SEARCH_LIMIT, SORT, Spelled, TO,
    VIA, WIDTH, Whole, X, Y, Z,
};
use super::problem::ProblemKind;
use super::site::placed;
use crate::explorer::{
    BetweenQuestion, CentreQuestion, Cursor, DegreesQuestion, Filters, LinkQuestion, MAP_PARTS,
    MapMark, MapQuestion, NeighboursQuestion, PathsOptions, PathsQuestion, RegionsQuestion,
    SearchQuestion,
};
use crate::words::Target;
use crate::words::texts::Language;

/// The start page; like all constants here, as a path from our own root. [`home`] is its address.
pub const HOME: &str = "/";
/// The page on the data.
pub const ABOUT: &str = "/about";
/// Redirects to a good pair.
pub const RANDOM: &str = "/random";
/// The search page, without a question.
pub const SEARCH: &str = "/search";
/// The page of connections, without a question: where the connect form leads.
pub const CONNECT: &str = "/connect";
/// The stand-alone picture.
pub const CONNECT_SVG: &str = "/connect.svg";
/// The link preview.
pub const CONNECT_PNG: &str = "/connect.png";
/// The page of what stands between two items, without a question: where its forms lead.
pub const BETWEEN: &str = "/between";
/// The page of connections, to stand in a frame.
pub const EMBED: &str = "/embed/connect";
/// The map.
pub const MAP: &str = "/map";
/// A view of it as a picture.
pub const MAP_SVG: &str = "/map.svg";
/// The same as pixels.
pub const MAP_PNG: &str = "/map.png";
/// Where others ask how a page is embedded.
pub const OEMBED: &str = "/oembed";
/// What stands before the id of an item.
pub const ITEMS: &str = "/items/";
/// What stands after it, for how far everything else is.
pub const DEGREES: &str = "/degrees";
/// The same as a picture.
pub const DEGREES_SVG: &str = "/degrees.svg";
/// The ancestor's address.
pub const BOSTON: &str = "/cgi-bin/boston";
/// What stands before the name of a static file.
pub const STATIC: &str = "/static/";
/// What there is in the API.
pub const API: &str = "/v1";
/// The description of the API for programs.
pub const OPENAPI: &str = "/openapi.json";
/// The description of the API for people.
pub const DOCS: &str = "/docs";
/// What stands before the name of a kind of problem.
pub const PROBLEMS: &str = "/problems/";
/// The catalogue of APIs (RFC 9727).
pub const API_CATALOG: &str = "/.well-known/api-catalog";
/// The API's search for items.
pub const API_SEARCH: &str = "/v1/items";
/// What stands before the id of an item in the API.
pub const API_ITEMS: &str = "/v1/items/";
/// What stands after it, for its neighbours.
pub const API_NEIGHBOURS: &str = "/neighbours";
/// The API's connections.
pub const API_PATHS: &str = "/v1/paths";
/// What stands before the ids of the two items of a link in the API.
pub const API_LINKS: &str = "/v1/links/";
/// The API's middle.
pub const API_BETWEEN: &str = "/v1/between";
/// The API's description of the graph.
pub const API_GRAPH: &str = "/v1/graph";
/// The API's most central items.
pub const API_CENTRE: &str = "/v1/graph/centre";
/// The API's views of the map.
pub const API_MAP: &str = "/v1/map";
/// The API's regions of the map.
pub const API_REGIONS: &str = "/v1/regions";
/// The API's galleries: what is worth a look.
pub const API_GALLERIES: &str = "/v1/galleries";
/// Where the API takes many pairs at once.
pub const API_BATCH: &str = "/v1/paths/batch";
/// The API's good pair.
pub const API_RANDOM_PAIR: &str = "/v1/random-pair";
/// The questions of the API in envelopes of SOAP, and the description of that service.
pub const SOAP: &str = "/soap";
/// The questions of the API as tools for models (Model Context Protocol).
pub const MCP: &str = "/mcp";

/// The first parts of all our addresses, which no base path may be.
pub(crate) const FIRST_PARTS: [&str; 27] = [
    ".well-known",
    "about",
    "between",
    "cgi-bin",
    "connect",
    "connect.png",
    "connect.svg",
    "docs",
    "embed",
    "favicon.ico",
    "healthz",
    "items",
    "map",
    "map.png",
    "map.svg",
    "mcp",
    "metrics",
    "oembed",
    "openapi.json",
    "problems",
    "random",
    "readyz",
    "robots.txt",
    "search",
    "soap",
    "static",
    "v1",
];

/// What RFC 3986 calls unreserved stays as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Where a path from our own root is found by visitors.
#[must_use]
pub fn at(inside: &str) -> String {
    placed(inside)
}

/// The start page.
#[must_use]
pub fn home() -> String {
    at(HOME)
}

/// The page of connections for a question. `from` and `to` may also be texts still to be looked
/// up, as the form sends them.
#[must_use]
pub fn connect(question: &PathsQuestion) -> String {
    paths_query(CONNECT, question)
}

/// The stand-alone picture of the same connections.
#[must_use]
pub fn connect_svg(question: &PathsQuestion) -> String {
    paths_query(CONNECT_SVG, question)
}

/// The link preview of the same connections.
#[must_use]
pub fn connect_png(question: &PathsQuestion) -> String {
    paths_query(CONNECT_PNG, question)
}

/// The page of connections to stand in a frame of any site.
#[must_use]
pub fn embed(question: &PathsQuestion) -> String {
    paths_query(EMBED, question)
}

/// Where an oEmbed consumer asks about a page, given by its whole address.
#[must_use]
pub fn oembed(url: &str) -> String {
    let mut href = at(OEMBED);
    put(&mut href, "url", url);
    href
}

/// The page on a kind of problem, which is the type of its bodies.
#[must_use]
pub fn problem(kind: ProblemKind) -> String {
    placed(format!("{PROBLEMS}{}", kind.name()))
}

/// The question about connections, to the API.
#[must_use]
pub fn api_paths(question: &PathsQuestion) -> String {
    paths_query(API_PATHS, question)
}

/// Why two items are linked, in the API; of ids that are no segment of a path, how they are connected.
#[must_use]
pub fn api_link(question: &LinkQuestion) -> String {
    let LinkQuestion { from, to } = question;
    if [from, to].into_iter().any(|id| is_lost_in_path(id)) {
        return api_paths(&PathsQuestion::new(from, to));
    }
    let from = in_path(API_LINKS, from, "/");
    placed(in_path(&from, to, ""))
}

/// The page of what stands between two items. `a` and `b` may also be texts still to be looked up.
#[must_use]
pub fn between(question: &BetweenQuestion) -> String {
    placed(middle_fields(question).after(BETWEEN))
}

/// The items in the middle between two in the API.
#[must_use]
pub fn api_between(question: &BetweenQuestion) -> String {
    placed(middle_fields(question).after(API_BETWEEN))
}

/// The page of one item.
#[must_use]
pub fn item(id: &str) -> String {
    placed(in_path(ITEMS, id, ""))
}

/// One item in the API.
#[must_use]
pub fn api_item(id: &str) -> String {
    placed(in_path(API_ITEMS, id, ""))
}

/// The page of one item with its neighbours chosen, sorted and paged.
#[must_use]
pub fn neighbours(question: &NeighboursQuestion) -> String {
    neighbours_query(&in_path(ITEMS, &question.id, ""), question)
}

/// An item's neighbours in the API.
#[must_use]
pub fn api_neighbours(question: &NeighboursQuestion) -> String {
    neighbours_query(&in_path(API_ITEMS, &question.id, API_NEIGHBOURS), question)
}

/// The page on how far everything else is from an item.
#[must_use]
pub fn degrees(question: &DegreesQuestion) -> String {
    degrees_query(&in_path(ITEMS, &question.id, DEGREES), question)
}

/// How far everything else is, as a picture.
#[must_use]
pub fn degrees_svg(id: &str) -> String {
    placed(in_path(ITEMS, id, DEGREES_SVG))
}

/// How far everything else is, in the API.
#[must_use]
pub fn api_degrees(question: &DegreesQuestion) -> String {
    degrees_query(&in_path(API_ITEMS, &question.id, DEGREES), question)
}

/// The search page for a question.
#[must_use]
pub fn search(question: &SearchQuestion) -> String {
    placed(search_query(SEARCH, question))
}

/// The search for items in the API.
#[must_use]
pub fn api_items(question: &SearchQuestion) -> String {
    placed(search_query(API_SEARCH, question))
}

/// The page of a view of the map.
#[must_use]
pub fn map(question: &MapQuestion) -> String {
    placed(map_fields(question).after(MAP))
}

/// The map around an item, with a pin on it.
#[must_use]
pub fn map_of(id: &str) -> String {
    map(&MapQuestion {
        mark: Some(MapMark::Item(id.to_owned())),
        ..MapQuestion::default()
    })
}

/// A view of the map as a picture.
#[must_use]
pub fn map_svg(question: &MapQuestion) -> String {
    placed(map_fields(question).after(MAP_SVG))
}

/// A view of the map as pixels.
#[must_use]
pub fn map_png(question: &MapQuestion) -> String {
    placed(map_fields(question).after(MAP_PNG))
}

/// A view of the map in the API.
#[must_use]
pub fn api_map(question: &MapQuestion) -> String {
    placed(map_fields(question).after(API_MAP))
}

fn map_fields(question: &MapQuestion) -> Fields<'_> {
    let MapQuestion {
        middle,
        zoom,
        width,
        height,
        mark,
    } = question;
    let mut fields = match mark {
        Some(MapMark::Way(way)) => fields_of_paths(way),
        Some(MapMark::Item(id)) => {
            let mut fields = Fields::default();
            fields.text(ITEM, id);
            fields
        }
        None => Fields::default(),
    };
    if let Some(place) = middle {
        fields.text(X, units(place.x));
        fields.text(Y, units(place.y));
    }
    if let Some(zoom) = zoom {
        fields.text(Z.name, zoom.to_string());
    }
    fields.whole(&WIDTH, *width as usize);
    fields.whole(&HEIGHT, *height as usize);
    fields
}

/// Thousandths of a unit as units: `512.5`.
#[must_use]
pub fn units(thousandths: u32) -> String {
    (f64::from(thousandths) / f64::from(MAP_PARTS)).to_string()
}

/// The regions of the map in the API.
#[must_use]
pub fn api_regions(question: &RegionsQuestion) -> String {
    let mut fields = Fields::default();
    if let Some(level) = question.level {
        fields.text(LEVEL.name, level.to_string());
    }
    if let Some(region) = question.parent {
        fields.text(REGION.name, region.to_string());
    }
    fields.whole(&REGIONS_LIMIT, question.limit);
    placed(fields.after(API_REGIONS))
}

/// A page of the most central items in the API.
#[must_use]
pub fn api_centre(question: &CentreQuestion) -> String {
    let mut fields = Fields::default();
    fields.whole(&CENTRE_LIMIT, question.limit);
    fields.cursor(question.cursor.as_ref());
    placed(fields.after(API_CENTRE))
}

/// The names and values a question about connections has in a query, in their fixed order, with
/// defaults left out; forms carry them as hidden fields.
#[must_use]
pub fn paths_fields(question: &PathsQuestion) -> Vec<(&'static str, String)> {
    fields_of_paths(question).into_owned()
}

fn fields_of_paths(question: &PathsQuestion) -> Fields<'_> {
    let PathsOptions {
        direction,
        via,
        filters,
        extra_hops,
        max_hops,
        k,
    } = &question.options;
    let mut fields = Fields::default();
    fields.text(FROM, &question.from);
    fields.text(TO, &question.to);
    fields.word(DIRECTION, *direction);
    fields.many(&EXCLUDE, &filters.exclude);
    fields.many(&VIA, via);
    fields.categories_and_hubs(filters);
    if let Some(hops) = max_hops {
        fields.text(MAX_HOPS.name, hops.to_string());
    }
    fields.whole(&EXTRA_HOPS, *extra_hops as usize);
    fields.whole(&K, *k);
    fields
}

/// The names and values a question about the middle has in the query of its page: its ends are
/// called as those of connections.
#[must_use]
pub fn between_fields(question: &BetweenQuestion) -> Vec<(&'static str, String)> {
    middle_fields(question).into_owned()
}

fn middle_fields(question: &BetweenQuestion) -> Fields<'_> {
    let mut fields = Fields::default();
    fields.text(FROM, &question.a);
    fields.text(TO, &question.b);
    fields.many(&EXCLUDE, &question.filters.exclude);
    fields.categories_and_hubs(&question.filters);
    fields.whole(&BETWEEN_LIMIT, question.limit);
    fields
}

/// An id as a form carries it beside a box that is still to be filled in: what stands in the box may be
/// a text, and beside a text an id could be taken for a title.
#[must_use]
pub fn certain_id(id: &str) -> String {
    format!("{}{id}", SearchQuestion::ID_MARK)
}

/// Where a way on from a dead end leads a reader.
#[must_use]
pub fn page_of(target: &Target) -> String {
    match target {
        Target::Connect(question) => connect(question),
        Target::Neighbours(id) => item(id),
        Target::RandomPair => at(RANDOM),
    }
}

/// Where the same way on leads a program.
#[must_use]
pub fn api_of(target: &Target) -> String {
    match target {
        Target::Connect(question) => api_paths(question),
        Target::Neighbours(id) => api_neighbours(&NeighboursQuestion::new(id)),
        Target::RandomPair => at(API_RANDOM_PAIR),
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
    let mut href = address.to_owned();
    put(&mut href, LANGUAGE, language.code());
    href
}

/// A text as it stands in a path or a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A path from our own root with names and values behind it.
#[must_use]
pub fn with_query(path: &str, given: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let given = given.into_iter().map(|(name, value)| (name, value.into()));
    placed(Fields(given.collect()).after(path))
}

fn paths_query(path: &str, question: &PathsQuestion) -> String {
    placed(fields_of_paths(question).after(path))
}

fn neighbours_query(path: &str, question: &NeighboursQuestion) -> String {
    let mut fields = Fields::default();
    fields.word(DIRECTION, question.direction);
    fields.category(question.category.as_deref());
    fields.word(SORT, question.sort);
    fields.whole(&NEIGHBOURS_LIMIT, question.limit);
    fields.cursor(question.cursor.as_ref());
    placed(fields.after(path))
}

fn degrees_query(path: &str, question: &DegreesQuestion) -> String {
    let mut fields = Fields::default();
    fields.word(DIRECTION, question.direction);
    fields.whole(&EXAMPLES, question.examples);
    placed(fields.after(path))
}

fn search_query(path: &str, question: &SearchQuestion) -> String {
    let mut fields = Fields::default();
    fields.text(Q, &question.text);
    fields.category(question.category.as_deref());
    fields.word(MODE, question.mode);
    fields.whole(&SEARCH_LIMIT, question.limit);
    fields.cursor(question.cursor.as_ref());
    fields.after(path)
}

/// An id as one segment of a path. Browsers resolve the segments `.` and `..` even when they are
/// percent-encoded, and an empty one is lost, so these three lead to the search, which always
/// finds an exact id.
fn in_path(before: &str, id: &str, after: &str) -> String {
    if is_lost_in_path(id) {
        return search_query(SEARCH, &SearchQuestion::new(id));
    }
    let mut path = String::with_capacity(before.len() + id.len() + after.len());
    path.push_str(before);
    path.extend(utf8_percent_encode(id, ENCODED));
    path.push_str(after);
    path
}

/// Whether an id does not survive as a segment of a path.
fn is_lost_in_path(id: &str) -> bool {
    matches!(id, "" | "." | "..")
}

/// The names and values of a query: what is said by default is left out.
#[derive(Default)]
struct Fields<'a>(Vec<(&'static str, Cow<'a, str>)>);

impl<'a> Fields<'a> {
    fn text(&mut self, name: &'static str, value: impl Into<Cow<'a, str>>) {
        self.0.push((name, value.into()));
    }

    fn word<T: Spelled>(&mut self, name: &'static str, value: T) {
        if value != T::default() {
            self.text(name, value.word());
        }
    }

    fn many(&mut self, many: &Many, values: &'a [String]) {
        for value in values {
            self.text(many.name, value);
        }
    }

    fn whole(&mut self, whole: &Whole, value: usize) {
        if whole.usual.map(|usual| usual as usize) != Some(value) {
            self.text(whole.name, value.to_string());
        }
    }

    fn categories_and_hubs(&mut self, filters: &'a Filters) {
        self.many(&ONLY_CATEGORY, &filters.only_category);
        self.many(&AVOID_CATEGORY, &filters.avoid_category);
        if let Some(percentile) = filters.avoid_hubs {
            self.text(AVOID_HUBS, percentile.to_string());
        }
    }

    fn category(&mut self, name: Option<&'a str>) {
        if let Some(name) = name {
            self.text(CATEGORY, name);
        }
    }

    fn cursor(&mut self, cursor: Option<&Cursor>) {
        if let Some(cursor) = cursor {
            self.text(CURSOR, cursor.to_string());
        }
    }

    /// For whoever carries them on.
    fn into_owned(self) -> Vec<(&'static str, String)> {
        let fields = self.0.into_iter();
        fields
            .map(|(name, value)| (name, value.into_owned()))
            .collect()
    }

    /// The address of a path with these as its query.
    fn after(self, path: &str) -> String {
        let lengths = self.0.iter().map(|(name, value)| name.len() + value.len());
        // Each has two signs besides, and few of its letters have to be encoded.
        let room = lengths.map(|length| length + 2).sum::<usize>();
        let mut href = String::with_capacity(path.len() + room);
        href.push_str(path);
        for (name, value) in self.0 {
            put(&mut href, name, &value);
        }
        href
    }
}

/// One more name and value of a query.
fn put(href: &mut String, name: &str, value: &str) {
    href.push(if href.contains('?') { '&' } else { '?' });
    href.push_str(name);
    href.push('=');
    href.extend(utf8_percent_encode(value, ENCODED));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::{Direction, NeighbourSort};

    #[test]
    fn defaults_are_left_out_and_the_order_is_fixed() {
        let mut question = PathsQuestion::new("A", "B");
        assert_eq!(connect(&question), "/connect?from=A&to=B");
        question.options.k = 5;
        question.options.max_hops = Some(7);
        question.options.filters.exclude = vec!["x".into(), "y".into()];
        question.options.direction = Direction::AsBought;
        assert_eq!(
            api_paths(&question),
            "/v1/paths?from=A&to=B&direction=out&exclude=x&exclude=y&max_hops=7&k=5"
        );
        question.options.via = vec!["t".into(), "s".into()];
        question.options.filters.only_category = vec!["Toys & Games".into()];
        question.options.filters.avoid_category = vec!["b".into(), "c".into()];
        question.options.filters.avoid_hubs = "99.5".parse().ok();
        question.options.extra_hops = 2;
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
    fn a_link_of_ids_a_browser_would_swallow_leads_to_their_connections() {
        let link = |from, to| api_link(&LinkQuestion::new(from, to));
        assert_eq!(link("a/b", "c"), "/v1/links/a%2Fb/c");
        assert_eq!(link(".", "c"), "/v1/paths?from=.&to=c");
        assert_eq!(link("a", ".."), "/v1/paths?from=a&to=..");
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
