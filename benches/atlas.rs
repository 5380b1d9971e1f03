//! The map: how long a view of it takes, beside a whole answer about two items, and how long it takes
//! to draw.
//!
//! Views are of the bundled sample, or of another shop with `CARTWAY_BENCH_GRAPH=FOLDER`: the whole
//! map, and around items by chance at every zoom. Drawn are made-up catalogues of a hundred thousand
//! items, or of as many as `CARTWAY_BENCH_ITEMS` says. `-- views` and `-- drawing` do one of these.
//! How good a map is, `benches/peers/atlas.py` tells.

mod generated;

use std::env;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cartway::api;
use cartway::cli::sample;
use cartway::explorer::{
    Explorer, GraphFolder, MapMark, MapQuestion, Options, PathsQuestion, RandomPairQuestion,
    Session,
};
use cartway::pages::{Frame, MapPage, render};
use cartway::picture::atlas;
use cartway::rebuild::rebuild;
use cartway_graph::Measure;
use cartway_graph::atlas::AtlasArrays;
use cartway_graph::build::GraphArrays;
use cartway_graph::items::{ItemRecord, ItemTable};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Pairs, each of which is asked about and whose ends are looked at on the map.
const PAIRS: usize = 300;
const ITEMS: u32 = 100_000;

fn main() {
    let wanted = |part: &str| env::args().all(|argument| argument != part);
    if wanted("drawing") {
        views();
    }
    if wanted("views") {
        let items = env::var("CARTWAY_BENCH_ITEMS").map_or(Ok(ITEMS), |items| items.parse());
        draw(items.expect("CARTWAY_BENCH_ITEMS is a number of items"));
    }
}

/// What one view is made into, and its bytes.
type Stage<'a> = (&'static str, Box<dyn Fn(&MapQuestion) -> usize + 'a>);

fn views() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let graph = env::var_os("CARTWAY_BENCH_GRAPH").map(PathBuf::from);
    let graph = graph.unwrap_or_else(|| graph_of_sample(folder.path()));
    let explorer = Explorer::open(GraphFolder::at(&graph), Options::DEFAULT_BUDGET);
    let explorer = explorer.expect("a generation is there");
    let session = explorer.now().expect("it was just opened");
    let pairs = pairs(&session);
    let views = views_around(&session, &pairs);
    println!("{} pairs, {} views", pairs.len(), views.len());
    println!(
        "{:<24}{:>10}{:>10}{:>12}{:>12}",
        "", "p50", "p99", "of answers", "most bytes"
    );
    let answers = times(&pairs, |pair| {
        black_box(session.connect(pair).expect("both are there"));
        0
    });
    let answer = answers.print("whole answer", None);
    for (name, stage) in stages(&session) {
        times(&views, stage).print(name, Some(answer));
    }
}

/// The sample as `cartway demo` serves it.
fn graph_of_sample(folder: &Path) -> PathBuf {
    let settings = sample::settings(folder);
    sample::import(&sample::database(folder)).expect("the folder is ours");
    rebuild(&settings, &()).expect("the sample is sound");
    settings.graph
}

fn pairs(session: &Session) -> Vec<PathsQuestion> {
    let mut chance = StdRng::seed_from_u64(16);
    let any = RandomPairQuestion::default();
    let pairs = std::iter::repeat_with(|| session.random_pair(&any, &mut chance));
    let pairs = pairs.map(|pair| pair.expect("there are good pairs"));
    let questions = pairs.map(|pair| PathsQuestion::new(pair.from.id, pair.to.id));
    questions.take(PAIRS).collect()
}

/// The whole map, and one view around an end of each pair, one zoom after another.
fn views_around(session: &Session, pairs: &[PathsQuestion]) -> Vec<MapQuestion> {
    let whole = session
        .map(&MapQuestion::default())
        .expect("there is a map");
    let zooms = (1..=whole.max_zoom).cycle();
    let around = pairs.iter().zip(zooms).map(|(pair, zoom)| {
        let marked = MapQuestion {
            mark: Some(MapMark::Item(pair.from.clone())),
            ..MapQuestion::default()
        };
        let seen = session.map(&marked).expect("it is there");
        MapQuestion {
            middle: Some(seen.view.middle),
            zoom: Some(zoom),
            ..MapQuestion::default()
        }
    });
    std::iter::once(MapQuestion::default())
        .chain(around)
        .collect()
}

fn stages(session: &Session) -> Vec<Stage<'_>> {
    let frame = Frame::new("Harbour Books", Some(session.generation()));
    let texts = frame.texts;
    let view = |question: &MapQuestion| session.map(question).expect("there is a map");
    vec![
        (
            "view",
            Box::new(move |question| {
                black_box(view(question));
                0
            }),
        ),
        (
            "view as JSON",
            Box::new(move |question| {
                let body = api::to_string(&api::map(&view(question)));
                body.expect("it prints").len()
            }),
        ),
        (
            "view as SVG",
            Box::new(move |question| {
                let picture = atlas::stand_alone(texts, &view(question));
                picture.expect("it prints").len()
            }),
        ),
        (
            "view as a page",
            Box::new(move |question| {
                let answer = view(question);
                let page = MapPage::new(&frame, &answer).and_then(|page| render(&page));
                page.expect("it prints").len()
            }),
        ),
    ]
}

/// How long each took, from the shortest, and the bytes of the largest.
struct Times {
    sorted: Vec<Duration>,
    most_bytes: usize,
}

fn times<T>(questions: &[T], ask: impl Fn(&T) -> usize) -> Times {
    let timed = questions.iter().map(|question| {
        let start = Instant::now();
        let bytes = ask(question);
        (start.elapsed(), bytes)
    });
    let (mut sorted, bytes): (Vec<Duration>, Vec<usize>) = timed.unzip();
    sorted.sort_unstable();
    Times {
        sorted,
        most_bytes: bytes.into_iter().max().unwrap_or(0),
    }
}

impl Times {
    /// Prints a line; gives the median.
    fn print(&self, name: &str, answer: Option<Duration>) -> Duration {
        let at = |share: usize| self.sorted[(self.sorted.len() - 1) * share / 100];
        let micros = |time: Duration| format!("{:.0} µs", time.as_secs_f64() * 1e6);
        let ratio = answer.map(|answer| at(50).as_secs_f64() / answer.as_secs_f64());
        println!(
            "{name:<24}{:>10}{:>10}{:>12}{:>12}",
            micros(at(50)),
            micros(at(99)),
            ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}")),
            self.most_bytes,
        );
        at(50)
    }
}

/// Draws a map on all cores.
fn draw(item_count: u32) {
    let links = generated::ten_links_each(item_count);
    let link_count = links.links.len();
    let ids: Vec<String> = (0..item_count).map(|item| format!("{item:08}")).collect();
    let items: ItemTable = ids
        .iter()
        .map(|id| ItemRecord {
            id,
            title: id,
            ..ItemRecord::default()
        })
        .collect();
    let graph = GraphArrays::of(&items, links, Measure::Cosine);
    let start = Instant::now();
    let map = AtlasArrays::draw(&graph, None, &|_| ControlFlow::Continue(()));
    let took = start.elapsed().as_secs_f64();
    black_box(map);
    println!("a map of {item_count} items and {link_count} links: {took:.1} s");
}
