//! What the generations that are there already have to say to the next one. Whatever it is, the
//! rebuild goes on: names rise from the highest in use, and nothing depends on the clock.

use crate::generation::{GraphFolder, Manifest};

/// Notes in the manifest what the operator should know of the generations before.
pub(super) fn warn(folder: &GraphFolder, manifest: &mut Manifest) {
    manifest.warnings.extend(clock_behind(folder, manifest));
    // Which ones there are is a courtesy: none of them is touched.
    let newer = folder.made_by_newer_programs().unwrap_or_default();
    manifest.warnings.extend(newer.iter().map(|name| {
        format!(
            "generation {name} was made by a newer version of cartway: it is kept, whatever --keep \
             says, until you remove its folder; to go back to it with that version, write {name} \
             into CURRENT"
        )
    }));
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
