//! From a catalogue to a generation: one bulk command, a list of named passes.
//!
//! Reads the shop's database, never writes it; writes a generation aside and publishes it last of
//! all. Knows how the rooms fit together, and nothing of how each does its work or how progress is
//! shown.

mod clean;
mod counted;
mod error;
mod gather;
mod input;
mod intern;
mod leave_out;
mod link_rules;
mod linked;
mod meeting;
mod memory;
mod origin;
mod passes;
mod predecessors;
mod purchases;
mod record;
mod rule;
mod settings;
mod watched;
mod write_counts;

pub use error::{RebuildError, Stopped};
pub use passes::Observer;
pub use rule::LeaveOut;
pub use settings::{LinkSource, Settings};

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use cartway_graph::atlas::{AtlasArrays, Before};
use cartway_graph::build::GraphArrays;
use cartway_graph::centre::Centre;
use cartway_graph::component::{self, Components};
use cartway_graph::galleries::Galleries;
use cartway_graph::items::ItemRecord;
use cartway_graph::{Snapshot, numbering, snapshot};

use crate::catalogue::CountsDraft;
use crate::generation::{Counts, Draft, GraphFolder, Manifest, RebuildLock, Source};
use crate::search;
use input::Input;
use linked::Linked;
use passes::{Pass, Passes};
use watched::Watched;

/// What a link takes while it becomes two arcs: of each its end, its number and its marks.
const BYTES_A_LINK: u64 = 24;

/// Makes a new generation from a catalogue and publishes it.
///
/// Same database and same options give the same `graph.bin`, byte for byte, on any number of
/// threads. Whatever goes wrong, the generation that was live stays live.
///
/// # Errors
/// The database cannot be read, another rebuild is running, the folder cannot be written, or the
/// observer stopped it.
pub fn rebuild(settings: &Settings, observer: &dyn Observer) -> Result<Manifest, RebuildError> {
    threads(settings)?.install(|| run_passes(settings, observer))
}

/// Reads a catalogue as a rebuild does, and makes nothing of it: what a rebuild would find there.
///
/// # Errors
/// The database cannot be read.
pub fn read(settings: &Settings, observer: &dyn Observer) -> Result<Counts, RebuildError> {
    threads(settings)?.install(|| {
        let input = Input::open(settings)?;
        let rules = input.rules(settings)?;
        let mut manifest = Manifest::new(String::new(), source(settings), settings.options(rules));
        let items = Passes::new(observer).run("read", "rows", |pass| match &input {
            Input::Rows(origin) => {
                gather::gather(origin, settings, pass, &mut manifest).map(|read| read.items)
            }
            Input::Counts(counts) => {
                counted::read(counts, settings, pass, &mut manifest).map(|read| read.items)
            }
        })?;
        manifest.counts.items = items.len() as u64;
        Ok(manifest.counts)
    })
}

fn threads(settings: &Settings) -> Result<rayon::ThreadPool, RebuildError> {
    let threads = settings.threads.map_or(0, |threads| threads as usize);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    Ok(pool.build()?)
}

fn run_passes(settings: &Settings, observer: &dyn Observer) -> Result<Manifest, RebuildError> {
    let passes = &mut Passes::new(observer);
    let mut input = Input::open(settings)?;
    input.stop_when(passes.stop_flag())?;
    let rules = input.rules(settings)?;
    let folder = GraphFolder::at(&settings.graph);
    folder.create()?;
    let lock = RebuildLock::take(&folder)?;
    let leftovers = folder.remove_leftovers()?;
    // A rebuild that was killed after publishing did not come to this.
    let old = folder.remove_old(settings.keep as usize)?;
    let draft = Draft::begin(&folder, &lock)?;
    // Where they cannot be written is told before anything is counted.
    let counts_draft = settings.write_counts.as_deref().map(CountsDraft::begin);
    let counts_draft = counts_draft.transpose()?;
    let mut manifest = Manifest::new(
        draft.name().to_owned(),
        source(settings),
        settings.options(rules),
    );
    predecessors::note(leftovers, &mut manifest);
    predecessors::note(old, &mut manifest);
    predecessors::warn(&folder, &mut manifest);

    let made = match input {
        Input::Rows(origin) => {
            linked::of_rows(origin, &draft, settings, rules, passes, &mut manifest)
        }
        Input::Counts(counts) => {
            counted::of_counts(&counts, settings, rules, passes, &mut manifest)
        }
    };
    let Linked { items, links } = made?;
    manifest.counts.items = items.len() as u64;
    if let Some(counts) = counts_draft {
        passes.run("write counts", "pairs", |pass| {
            let left_out = manifest.counts.orders_over_limit;
            write_counts::write(counts, &items, &links, rules, left_out, pass)
        })?;
    }
    let link_count = links.links.len() as u64;
    manifest.counts.links_pruned = manifest.counts.links_before_pruning - link_count;
    let (arcs, weights) = passes.run("arcs", "links", |pass| {
        pass.did(link_count, "links");
        memory::ask_for("links", BYTES_A_LINK * link_count)?;
        Ok(links.into_arcs())
    })?;
    let components = passes.run("components", "links", |pass| {
        pass.did(link_count, "links");
        Ok(component::label(arcs.csr()))
    })?;
    let numbers = passes.run("number", "items", |pass| {
        pass.did(items.len() as u64, "items");
        Ok(numbering::number(arcs.csr(), &components))
    })?;
    let arrays = passes.run("arrange", "links", |pass| {
        pass.did(link_count, "links");
        memory::ask_for(
            "items and links",
            BYTES_A_LINK * link_count + items.bytes() as u64,
        )?;
        let measure = rules.measure;
        Ok(GraphArrays::build(
            &items,
            arcs,
            &weights,
            &components,
            numbers,
            measure,
        ))
    })?;
    leave_out::name_no_goods(&items, &weights, &mut manifest);
    drop(weights);
    report_graph(&arrays, &components, &mut manifest);
    let before = predecessors::live_graph(&folder);
    passes.beside(
        |passes| make_graph(&arrays, before.as_ref(), settings, &draft, passes),
        |passes| make_index(&arrays, &draft, passes),
    )?;
    passes.run("checksums", "bytes", |pass| {
        let bytes = draft.seal(&mut manifest)?;
        pass.did(bytes, "bytes");
        Ok(())
    })?;
    manifest.timings = passes.timings();
    manifest.total_seconds = passes.seconds();
    manifest.peak_memory_bytes = memory::peak();
    draft.publish(&mut manifest)?;
    // It is live: nothing that fails from here on makes the rebuild a failure.
    match folder.remove_old(settings.keep as usize) {
        Ok(old) => predecessors::note(old, &mut manifest),
        Err(error) => manifest.operator_warnings.push(error.to_string()),
    }
    Ok(manifest)
}

fn source(settings: &Settings) -> Source {
    let input = settings.input();
    let database = input.file_name().unwrap_or(input.as_os_str());
    Source {
        database: database.to_string_lossy().into_owned(),
        from: String::new(),
        note: settings.note.clone(),
        sample: settings.sample,
    }
}

fn report_graph(arrays: &GraphArrays<'_>, components: &Components, manifest: &mut Manifest) {
    let counts = &mut manifest.counts;
    counts.links = arrays.link_count() as u64;
    counts.items_without_links = arrays.unlinked_count() as u64;
    counts.components = components.sizes.len() as u64;
    counts.main_component_items = components.sizes.first().map_or(0, |&size| u64::from(size));
    if counts.links == 0 {
        let why = why_no_links(&manifest.counts);
        manifest
            .warnings
            .push(format!("no two items are linked: {why}"));
    }
}

/// What keeps all links out of a graph without any.
fn why_no_links(counts: &Counts) -> String {
    let reasons = [
        (
            counts.links_under_minimum > 0,
            "no pair is on enough orders (--min-orders)",
        ),
        (
            counts.orders_over_limit > 0,
            "orders that hold too much are not counted (--max-basket)",
        ),
        (
            counts.lines_left_out > 0,
            "items are left out (--leave-out)",
        ),
    ];
    let told = reasons.into_iter().filter(|(is, _)| *is);
    let told: Vec<&str> = told.map(|(_, reason)| reason).collect();
    match told.is_empty() {
        true => "no order, and no list, holds two items".to_owned(),
        false => told.join("; "),
    }
}

/// Writes `graph.bin` with all that is found in the graph, and proves it whole.
fn make_graph(
    arrays: &GraphArrays<'_>,
    before: Option<&Snapshot>,
    settings: &Settings,
    draft: &Draft<'_>,
    passes: &mut Passes<'_>,
) -> Result<(), RebuildError> {
    let centre = passes.run("centre", "samples", |pass| {
        rank_by_closeness(arrays, settings, pass)
    })?;
    let galleries = passes.run("galleries", "samples", |pass| {
        find_galleries(arrays, &centre, pass)
    })?;
    let atlas = match settings.no_atlas {
        true => AtlasArrays::default(),
        false => passes.run("atlas", "items", |pass| draw_atlas(arrays, before, pass))?,
    };
    passes.run("graph", "bytes", |pass| {
        write_graph(arrays, &centre, &galleries, &atlas, draft, pass)
    })?;
    passes.run("verify graph", "bytes", |pass| verify_graph(draft, pass))
}

/// Writes `search.db` and proves it whole.
fn make_index(
    arrays: &GraphArrays<'_>,
    draft: &Draft<'_>,
    passes: &mut Passes<'_>,
) -> Result<(), RebuildError> {
    passes.run("search", "items", |pass| write_search(arrays, draft, pass))?;
    passes.run("verify search", "bytes", |pass| verify_search(draft, pass))
}

fn rank_by_closeness(
    arrays: &GraphArrays<'_>,
    settings: &Settings,
    pass: &mut Pass<'_>,
) -> Result<Centre, RebuildError> {
    pass.expect(settings.centre_samples.min(arrays.main_component_size()) as u64);
    Ok(Centre::measure(arrays, settings.centre_samples, &pass.tick()).ok_or(Stopped)?)
}

fn find_galleries(
    arrays: &GraphArrays<'_>,
    centre: &Centre,
    pass: &mut Pass<'_>,
) -> Result<Galleries, RebuildError> {
    pass.expect(Galleries::source_count(arrays) as u64);
    Ok(Galleries::find(arrays, centre, &pass.tick()).ok_or(Stopped)?)
}

fn draw_atlas(
    arrays: &GraphArrays<'_>,
    live: Option<&Snapshot>,
    pass: &mut Pass<'_>,
) -> Result<AtlasArrays, RebuildError> {
    pass.expect(arrays.node_count() as u64);
    let before = live.and_then(|live| Before::of(live, arrays));
    Ok(AtlasArrays::draw(arrays, before.as_ref(), &pass.tick()).ok_or(Stopped)?)
}

fn write_graph(
    arrays: &GraphArrays<'_>,
    centre: &Centre,
    galleries: &Galleries,
    atlas: &AtlasArrays,
    draft: &Draft<'_>,
    pass: &mut Pass<'_>,
) -> Result<(), RebuildError> {
    let path = draft.graph_path();
    let written = File::create_new(&path).and_then(|file| {
        let mut file = Watched::new(file, pass);
        snapshot::write(
            arrays,
            centre,
            galleries,
            atlas,
            &mut BufWriter::new(&mut file),
        )?;
        file.get_ref().metadata()
    });
    let metadata = written.map_err(|source| RebuildError::Write { path, source })?;
    pass.did(metadata.len(), "bytes");
    Ok(())
}

fn write_search(
    arrays: &GraphArrays<'_>,
    draft: &Draft<'_>,
    pass: &mut Pass<'_>,
) -> Result<(), RebuildError> {
    pass.expect(arrays.node_count() as u64);
    let entries = arrays
        .items_by_popularity()
        .zip(0..)
        .map(|(item, rank)| entry(&item, rank));
    let mut done = 0;
    let tick = pass.tick();
    let report = search::build(&draft.search_path(), entries, &mut |items| {
        let step = items - done;
        done = items;
        tick(step)
    })?;
    drop(tick);
    pass.did(report.items.into(), "items");
    Ok(())
}

fn entry<'a>(item: &ItemRecord<'a>, rank: u32) -> search::Entry<'a> {
    search::Entry {
        rank,
        id: item.id,
        title: item.title,
        creator: item.creator,
        categories: item.categories,
        year: item.year,
    }
}

/// What is published was proven whole, as it lies on disk.
fn verify_graph(draft: &Draft<'_>, pass: &mut Pass<'_>) -> Result<(), RebuildError> {
    let path = draft.graph_path();
    pass.did(size_of_file(&path), "bytes");
    Snapshot::open(&path)
        .and_then(|written| snapshot::verify(&written))
        .map_err(|source| RebuildError::Verify { path, source })
}

fn verify_search(draft: &Draft<'_>, pass: &mut Pass<'_>) -> Result<(), RebuildError> {
    let path = draft.search_path();
    pass.did(size_of_file(&path), "bytes");
    search::verify(&path)?;
    Ok(())
}

fn size_of_file(path: &Path) -> u64 {
    path.metadata().map_or(0, |file| file.len())
}
