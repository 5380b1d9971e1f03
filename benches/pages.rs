//! The stages of a page of connections, of the bundled sample: the answer, the layouts of its pictures,
//! a picture alone, the whole page, and the body of the API beside it. Each of the same pairs by
//! chance, one after the other on one thread; the fastest of some rounds.
//!
//! `CARTWAY_BENCH_GRAPH=FOLDER` takes the generation of another shop. A later stage does the work of
//! an earlier one again, but for the answer: all but that begin with answers at hand.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cartway::api;
use cartway::cli::sample;
use cartway::explorer::{
    Connections, Explorer, GraphFolder, Options, Outcome, PathsAnswer, PathsQuestion,
    RandomPairQuestion, Session,
};
use cartway::pages::{ConnectPage, Frame, render};
use cartway::picture::layered;
use cartway::picture::layout::Orientation;
use cartway::rebuild::rebuild;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

const PAIRS: usize = 200;
const ROUNDS: usize = 9;

/// What one answer is made into, and the bytes of it.
type Stage<'a> = Box<dyn Fn(&PathsAnswer, &Connections) -> usize + 'a>;

fn main() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let graph = std::env::var_os("CARTWAY_BENCH_GRAPH").map(PathBuf::from);
    let graph = graph.unwrap_or_else(|| graph_of_sample(folder.path()));
    let folder = GraphFolder::at(&graph);
    let explorer = Explorer::open(folder, Options::DEFAULT_BUDGET).expect("a generation is there");
    let session = explorer.now().expect("it was just opened");
    let answers = answers(&session);
    println!("{} pairs, {}", answers.len(), size(&answers));
    for (name, stage) in &stages(&session) {
        measure(name, stage, &answers);
    }
}

/// The sample as `cartway demo` serves it.
fn graph_of_sample(folder: &Path) -> PathBuf {
    let settings = sample::settings(folder);
    sample::import(&sample::database(folder)).expect("the folder is ours");
    rebuild(&settings, &()).expect("the sample is sound");
    settings.graph
}

/// The answers on good pairs by chance, always the same ones.
fn answers(session: &Session) -> Vec<PathsAnswer> {
    let mut chance = ChaCha8Rng::seed_from_u64(5);
    let any = RandomPairQuestion::default();
    let mut known = BTreeSet::new();
    let pairs = std::iter::repeat_with(|| session.random_pair(&any, &mut chance));
    let pairs = pairs.map(|pair| pair.expect("there are good pairs"));
    let ids = pairs.map(|pair| (pair.from.id, pair.to.id));
    let ids = ids.take(10 * PAIRS).filter(|ids| known.insert(ids.clone()));
    let answers = ids.map(|(from, to)| {
        let question = PathsQuestion::new(from, to);
        session.connect(&question).expect("both are there")
    });
    answers.take(PAIRS).collect()
}

fn found(answer: &PathsAnswer) -> &Connections {
    match &answer.outcome {
        Outcome::Found(found) => found,
        Outcome::SameItem | Outcome::NoPath(_) => panic!("a good pair is connected"),
    }
}

fn size(answers: &[PathsAnswer]) -> String {
    let mean = |count: fn(&Connections) -> usize| {
        let counts = answers.iter().map(|answer| count(found(answer)));
        counts.sum::<usize>() / answers.len()
    };
    let (items, links) = (
        mean(|found| found.items.len()),
        mean(|found| found.links.len()),
    );
    format!("{items} items and {links} links at the mean")
}

fn stages(session: &Session) -> Vec<(&'static str, Stage<'_>)> {
    let categories = session.graph().categories;
    let mut frame = Frame::new("Harbour Books", Some(session.generation()));
    frame.origin = "https://shop.example".to_owned();
    let names = categories.iter().map(|(name, _)| name.clone());
    frame.categories = names.take(layered::SHAPES).collect();
    let texts = frame.texts;
    let alone = frame.clone();
    let layout = move |orientation| -> Stage<'_> {
        Box::new(move |_, found| {
            black_box(layered::lay_out_in_page(texts, found, orientation));
            0
        })
    };
    vec![
        (
            "answer",
            Box::new(move |answer, _| {
                black_box(session.connect(&answer.question)).expect("as before");
                0
            }),
        ),
        ("layout across", layout(Orientation::Across)),
        ("layout down", layout(Orientation::Down)),
        (
            "picture",
            Box::new(move |answer, found| {
                let manner = alone.manner();
                let across = Orientation::Across;
                let svg = layered::stand_alone(manner, answer, found, across).expect("it prints");
                black_box(svg).len()
            }),
        ),
        (
            "page",
            Box::new(move |answer, _| {
                let page = ConnectPage::new(&frame, answer, &categories).expect("it prints");
                black_box(render(&page)).expect("it prints").len()
            }),
        ),
        (
            "body",
            Box::new(|answer, _| {
                let body = api::to_string(&api::paths(answer)).expect("it can be written");
                black_box(body).len()
            }),
        ),
    ]
}

/// Prints what a stage takes at the mean of all answers, in its fastest round.
fn measure(name: &str, stage: &Stage<'_>, answers: &[PathsAnswer]) {
    let mut fastest = Duration::MAX;
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let began = Instant::now();
        bytes = answers
            .iter()
            .map(|answer| stage(answer, found(answer)))
            .sum();
        fastest = fastest.min(began.elapsed());
    }
    let mean = fastest.as_secs_f64() * 1e6 / answers.len() as f64;
    println!("{name}: {mean:.1} µs, {} bytes", bytes / answers.len());
}
