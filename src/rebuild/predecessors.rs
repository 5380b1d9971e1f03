//! What the generations that are there already have to say to the next one. Whatever it is, the
//! rebuild goes on: names rise from the highest in use, and nothing depends on the clock.

use cartway_graph::Snapshot;

use crate::generation::{Cleared, GRAPH_FILE, GraphFolder, Manifest};

/// Notes in the manifest what the operator should know of the generations before.
pub(super) fn warn(folder: &GraphFolder, manifest: &mut Manifest) {
    let clock = clock_behind(folder, manifest);
    let warnings = &mut manifest.operator_warnings;
    warnings.extend(clock);
    // A folder that is not listed stopped the rebuild before this.
    warnings.extend(not_ours(&folder.foreign().unwrap_or_default()));
    // Which ones there are is a courtesy: none of them is touched.
    let newer = folder.made_by_newer_programs().unwrap_or_default();
    warnings.extend(newer.iter().map(|name| {
        format!(
            "generation {name} was made by a newer version of cartway: it is kept, whatever --keep \
             says, until you remove its folder; to go back to it with that version, write {name} \
             into CURRENT"
        )
    }));
}

/// The graph that is live, whose map the next one begins from; `None` where there is none that can be
/// read, which the next one does not need.
pub(super) fn live_graph(folder: &GraphFolder) -> Option<Snapshot> {
    let name = folder.current().ok()??;
    Snapshot::open(&folder.path_of(&name).join(GRAPH_FILE)).ok()
}

/// Notes what was removed of them, and what could not be.
pub(super) fn note(cleared: Cleared, manifest: &mut Manifest) {
    manifest.removed.extend(cleared.removed);
    manifest.operator_warnings.extend(cleared.not_removed);
}

fn not_ours(foreign: &[String]) -> Option<String> {
    (!foreign.is_empty()).then(|| {
        format!(
            "the graph folder holds what is named like a generation and is none that a rebuild made: \
             {}; it is left alone and not counted, and better kept elsewhere",
            foreign.join(", ")
        )
    })
}

fn clock_behind(folder: &GraphFolder, manifest: &Manifest) -> Option<String> {
    let name = folder.current().ok()??;
    let live = Manifest::read(&folder.path_of(&name)).ok()?;
    (live.built_at > manifest.built_at).then(|| {
        format!(
            "the clock says {}, but generation {name} was made at {}: check the clock; the new \
             generation is the newer one all the same",
            manifest.built_at, live.built_at
        )
    })
}
