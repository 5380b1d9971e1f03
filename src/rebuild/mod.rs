//! From a catalogue to a generation: one bulk command, a list of named passes.
//!
//! Reads the shop's database, never writes it; writes a generation aside and publishes it last of
//! all. Knows how the rooms fit together, and nothing of how each does its work or how progress is
//! shown.

mod error;
mod gather;
mod intern;
mod passes;
mod purchases;
mod record;
mod settings;

pub use error::RebuildError;
pub use passes::Observer;
pub use settings::{From, Settings};

use std::fs::File;
use std::io::BufWriter;
use std::ops::ControlFlow;

use crate::catalogue::Catalogue;
use crate::generation::{Counts, Draft, GraphFolder, Manifest, RebuildLock, Source};
use crate::graph::build::GraphArrays;
use crate::graph::centre::Centre;
use crate::graph::component::{self, Components};
use crate::graph::counting::{self, Baskets};
use crate::graph::items::ItemRecord;
use crate::graph::links::Links;
use crate::graph::{Snapshot, numbering, prune, snapshot};
use crate::search;
use gather::Gathered;
use passes::Passes;
use purchases::Purchases;

/// Makes a new generation from a catalogue and publishes it.
///
/// Same database and same options give the same `graph.bin`, byte for byte, on any number of
/// threads. Whatever goes wrong, the generation that was live stays live.
///
/// # Errors
/// The database cannot be read, another rebuild is running, or the folder cannot be written.
pub fn rebuild(settings: &Settings, observer: &dyn Observer) -> Result<Manifest, RebuildError> {
    threads(settings)?.install(|| run_passes(settings, observer))
}

/// Reads a catalogue as a rebuild does, and makes nothing of it: what a rebuild would find there.
///
/// # Errors
/// The database cannot be read.
pub fn read(settings: &Settings, observer: &dyn Observer) -> Result<Counts, RebuildError> {
    threads(settings)?.install(|| {
        let catalogue = Catalogue::open_read_only(&settings.db)?;
        let mut manifest = Manifest::new(String::new(), source(settings), settings.options());
        let gathered = Passes::new(observer).run("read", |pass| {
            gather::gather(&catalogue, settings, pass, &mut manifest)
        })?;
        manifest.counts.items = gathered.items.len() as u64;
        Ok(manifest.counts)
    })
}

fn threads(settings: &Settings) -> Result<rayon::ThreadPool, RebuildError> {
    let threads = settings.threads.map_or(0, |threads| threads as usize);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    Ok(pool.build()?)
}

fn run_passes(settings: &Settings, observer: &dyn Observer) -> Result<Manifest, RebuildError> {
    let catalogue = Catalogue::open_read_only(&settings.db)?;
    let folder = GraphFolder::at(&settings.graph);
    folder.create()?;
    let lock = RebuildLock::take(&folder)?;
    folder.remove_leftovers()?;
    let draft = Draft::begin(&folder, &lock)?;
    let mut manifest = Manifest::new(
        draft.name().to_owned(),
        source(settings),
        settings.options(),
    );
    let passes = &mut Passes::new(observer);

    let Gathered { items, purchases } = passes.run("read", |pass| {
        gather::gather(&catalogue, settings, pass, &mut manifest)
    })?;
    manifest.counts.items = items.len() as u64;
    let mut links = match purchases {
        Purchases::Lines(lines) => passes.run("count", |pass| {
            let baskets = Baskets::gather(&lines, items.len(), settings.max_basket);
            drop(lines);
            count(&baskets, settings, pass, &mut manifest)
        }),
        Purchases::Given(rows) => passes.run("link", |_| {
            let (links, report) = Links::given(&rows, items.len(), settings.min_orders);
            gather::report_given(report, &mut manifest);
            links
        }),
    };
    passes.run("prune", |_| {
        manifest.counts.links_before_pruning = links.links.len() as u64;
        let pruned = prune::prune(&mut links, settings.measure, settings.top);
        manifest.counts.links_pruned = pruned as u64;
    });
    let components = passes.run("components", |_| {
        component::label(&links.links, items.len())
    });
    let numbers = passes.run("number", |_| numbering::number(&links.links, &components));
    let arrays = passes.run("arrange", |_| {
        GraphArrays::build(&items, &links, &components, numbers, settings.measure)
    });
    drop(links);
    report_graph(&arrays, &components, &mut manifest);
    let centre = passes.run("centre", |pass| rank_by_closeness(&arrays, settings, pass));
    let arrays = arrays.with_centre(centre);
    passes.run("graph", |_| write_graph(&arrays, &draft))?;
    passes.run("search", |pass| write_search(&arrays, &draft, pass))?;
    passes.run("verify", |_| verify(&draft))?;
    manifest.timings = passes.timings();
    draft.publish(&mut manifest)?;
    folder.remove_old(settings.keep as usize)?;
    Ok(manifest)
}

fn source(settings: &Settings) -> Source {
    let database = settings.db.file_name().unwrap_or(settings.db.as_os_str());
    Source {
        database: database.to_string_lossy().into_owned(),
        from: String::new(),
        note: settings.note.clone(),
    }
}

fn count(
    baskets: &Baskets,
    settings: &Settings,
    pass: &passes::Pass<'_>,
    manifest: &mut Manifest,
) -> Links {
    pass.expect(manifest.counts.items);
    let report = baskets.report();
    let counted = counting::count(baskets, settings.min_orders, &|rows| pass.advance(rows));
    let counts = &mut manifest.counts;
    counts.orders = report.orders;
    counts.order_lines = report.distinct_lines;
    counts.orders_over_limit = report.orders_over_limit;
    counts.lines_over_limit = report.lines_over_limit;
    counts.pair_instances = report.pair_instances;
    counts.distinct_pairs = counted.distinct_pairs;
    counts.links_under_minimum = counted.distinct_pairs - counted.links.links.len() as u64;
    if report.orders_over_limit > 0 {
        manifest.warnings.push(format!(
            "{} orders hold more than {} different items and were left out with their {} lines; \
             raise --max-basket to count them",
            report.orders_over_limit, settings.max_basket, report.lines_over_limit
        ));
    }
    counted.links
}

fn report_graph(arrays: &GraphArrays<'_>, components: &Components, manifest: &mut Manifest) {
    let counts = &mut manifest.counts;
    counts.links = arrays.link_count() as u64;
    counts.items_without_links = arrays.unlinked_count() as u64;
    counts.components = components.sizes.len() as u64;
    counts.main_component_items = components.sizes.first().map_or(0, |&size| u64::from(size));
    if counts.links == 0 {
        manifest.warnings.push(
            "no two items are linked: there are too few orders for --min-orders, or none at all"
                .to_owned(),
        );
    }
}

fn rank_by_closeness(
    arrays: &GraphArrays<'_>,
    settings: &Settings,
    pass: &passes::Pass<'_>,
) -> Centre {
    pass.expect(settings.centre_samples.min(arrays.main_component_size()) as u64);
    Centre::measure(arrays, settings.centre_samples, &|samples| {
        pass.advance(samples);
    })
}

fn write_graph(arrays: &GraphArrays<'_>, draft: &Draft<'_>) -> Result<(), RebuildError> {
    let path = draft.graph_path();
    File::create_new(&path)
        .and_then(|file| snapshot::write(arrays, &mut BufWriter::new(file)))
        .map_err(|source| RebuildError::Write { path, source })
}

fn write_search(
    arrays: &GraphArrays<'_>,
    draft: &Draft<'_>,
    pass: &passes::Pass<'_>,
) -> Result<(), RebuildError> {
    pass.expect(arrays.node_count() as u64);
    let entries = arrays
        .items_by_popularity()
        .zip(0..)
        .map(|(item, rank)| entry(&item, rank));
    let mut done = 0;
    search::build(&draft.search_path(), entries, &mut |items| {
        pass.advance(items - done);
        done = items;
        ControlFlow::Continue(())
    })?;
    Ok(())
}

fn entry<'a>(item: &ItemRecord<'a>, rank: u32) -> search::Entry<'a> {
    search::Entry {
        rank,
        id: item.id,
        title: item.title,
        creator: item.creator,
        category: item.category,
        year: item.year,
    }
}

/// What is published was proven whole, as it lies on disk.
fn verify(draft: &Draft<'_>) -> Result<(), RebuildError> {
    let path = draft.graph_path();
    Snapshot::open(&path)
        .and_then(|written| snapshot::verify(&written))
        .map_err(|source| RebuildError::Verify { path, source })?;
    search::verify(&draft.search_path())?;
    Ok(())
}
