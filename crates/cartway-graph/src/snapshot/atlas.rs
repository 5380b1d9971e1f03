//! The map in a snapshot: reading it, and proving that it is one.

use super::error::{SnapshotError, ensure};
use super::format::Section;
use super::offsets::offsets_rise;
use super::read::Snapshot;
use crate::atlas::{
    Atlas, BEST_KEPT, BORDERS_KEPT, Cells, CellsView, Earlier, HEIGHT, MAX_LEVELS, NONE, PARTS,
    RegionId, WIDTH, are_sound,
};
use crate::build::GraphArrays;
use crate::csr::NodeId;

impl Snapshot {
    /// The map of the whole catalogue; `None` where the rebuild made none.
    #[must_use]
    pub fn atlas(&self) -> Option<Atlas<'_>> {
        (self.region_count() > 0).then(|| Atlas {
            places: self.pairs(Section::AtlasPlaces),
            item_regions: self.u32s(Section::AtlasItemRegions),
            depths: self.section(Section::AtlasDepths),
            cells: CellsView {
                keys: self.u64s(Section::AtlasCells),
                starts: self.u32s(Section::AtlasCellStarts),
                nodes: self.u32s(Section::AtlasCellNodes),
            },
            levels: self.u32s(Section::RegionLevels),
            parents: self.u32s(Section::RegionParents),
            children: self.u32s(Section::RegionChildren),
            item_counts: self.u32s(Section::RegionItemCounts),
            centres: self.pairs(Section::RegionCentres),
            best: self.u32s(Section::RegionBest),
            outline_starts: self.u32s(Section::RegionOutlineStarts),
            outlines: self.pairs(Section::RegionOutlines),
            categories: self.u32s(Section::RegionCategories),
            word_starts: self.u32s(Section::RegionWordStarts),
            words: self.section(Section::RegionWords),
            borders: self.pairs(Section::RegionBorders),
        })
    }
}

impl Earlier for Snapshot {
    fn atlas(&self) -> Option<Atlas<'_>> {
        self.atlas()
    }

    fn node_of_id(&self, id: &str) -> Option<NodeId> {
        self.node_of_id(id)
    }

    fn is_of(&self, graph: &GraphArrays<'_>) -> bool {
        self.holds(graph)
    }
}

/// Proves that places are on the map, that each item belongs to the square it must, and that regions
/// lie in one another. Nodes and categories are proven already.
pub(super) fn verify(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let Some(atlas) = snapshot.atlas() else {
        // That all is empty then was checked when the file was opened.
        return Ok(());
    };
    starts(&atlas)?;
    places(&atlas)?;
    cells(snapshot, &atlas)?;
    levels(&atlas)?;
    item_counts(&atlas)?;
    facts(snapshot, &atlas)
}

fn starts(atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let region_count = atlas.item_counts.len();
    offsets_rise(atlas.levels, region_count, "RegionLevels")?;
    offsets_rise(
        atlas.outline_starts,
        atlas.outlines.len(),
        "RegionOutlineStarts",
    )?;
    offsets_rise(atlas.word_starts, atlas.words.len(), "RegionWordStarts")
}

fn places(atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let mut all = [atlas.places, atlas.centres, atlas.outlines]
        .into_iter()
        .flatten();
    let on_map = all.all(|&[x, y]| x <= WIDTH * PARTS && y <= HEIGHT * PARTS);
    ensure(on_map, || {
        "something lies beyond the edge of its map".into()
    })
}

/// Sorts all items into squares anew.
fn cells(snapshot: &Snapshot, atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let sorted = Cells::sort(
        atlas.places,
        snapshot.u32s(Section::ItemRanks),
        snapshot.u32s(Section::NodesByRank),
    );
    let CellsView {
        keys,
        starts,
        nodes,
    } = atlas.cells;
    let equal = sorted.keys == keys
        && sorted.starts == starts
        && sorted.nodes == nodes
        && sorted.depths == atlas.depths;
    ensure(equal, || {
        "its items do not belong to the squares of its map that they lie in".into()
    })
}

/// Each region lies in one of the level above, those of one together, and each item in one of the
/// last level.
fn levels(atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let wrong = || "the regions of its map do not lie in one another".to_owned();
    let count = atlas.levels.len() - 1;
    ensure(
        (1..=MAX_LEVELS).contains(&count) && atlas.levels.is_sorted_by(|a, b| a < b),
        wrong,
    )?;
    let first = atlas.levels[1];
    let region_count = atlas.item_counts.len() as u32;
    let rise = atlas.children.first() == Some(&first)
        && atlas.children.last() == Some(&region_count)
        && atlas.children.is_sorted();
    ensure(rise, wrong)?;
    let in_parent = (0..region_count)
        .map(RegionId)
        .all(|region| match atlas.parent(region) {
            None => region.0 < first && atlas.parents[region.0 as usize] == NONE,
            Some(parent) => {
                let Some(&[start, end]) =
                    atlas.children.get(parent.0 as usize..parent.0 as usize + 2)
                else {
                    return false;
                };
                (start..end).contains(&region.0)
                    && atlas.level_of(parent) + 1 == atlas.level_of(region)
            }
        });
    ensure(in_parent, wrong)
}

/// Each region has as many items as lie in it.
fn item_counts(atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let wrong = || "a region of its map does not have the items it says".to_owned();
    let mut counted = vec![0_u32; atlas.item_counts.len()];
    let last = atlas.levels[atlas.level_count() - 1];
    for &region in atlas.item_regions {
        let own = counted.get_mut(region as usize).filter(|_| region >= last);
        *own.ok_or_else(|| SnapshotError::damaged(wrong()))? += 1;
    }
    for region in (0..counted.len()).rev() {
        let parent = atlas.parents[region];
        if parent != NONE {
            counted[parent as usize] += counted[region];
        }
    }
    ensure(counted == atlas.item_counts && !counted.contains(&0), wrong)
}

/// The best-known items of a region lie in it, its category is there, and its words can be read.
fn facts(snapshot: &Snapshot, atlas: &Atlas<'_>) -> Result<(), SnapshotError> {
    let regions = || (0..atlas.item_counts.len() as u32).map(RegionId);
    let rank = |node: &NodeId| snapshot.rank(*node);
    let best = regions().all(|region| {
        let best: Vec<NodeId> = atlas.best(region).collect();
        best.len() == BEST_KEPT.min(atlas.item_count(region) as usize)
            && best.is_sorted_by(|a, b| rank(a) < rank(b))
            && best
                .iter()
                .all(|&node| atlas.regions_of(node).contains(&region))
    });
    ensure(best, || {
        "the best-known items of a region of its map do not lie in it".into()
    })?;
    let categories = snapshot.categories().count() as u32;
    let named = regions().all(|region| {
        let starts = &atlas.word_starts[region.0 as usize..][..2];
        let is_there = |category| category < categories;
        are_sound(&atlas.words[starts[0] as usize..starts[1] as usize])
            && atlas.category(region).is_none_or(is_there)
    });
    ensure(named, || {
        "what tells a region of its map from the rest cannot be read".into()
    })?;
    let bordered = atlas.borders.chunks(BORDERS_KEPT).all(|rows| {
        let empty = |&[region, links]: &[u32; 2]| region == NONE && links == 0;
        let filled = rows.iter().take_while(|row| !empty(row)).count();
        let (filled, rest) = rows.split_at(filled);
        let known =
            |&[region, links]: &[u32; 2]| (region as usize) < atlas.item_counts.len() && links > 0;
        rest.iter().all(empty)
            && filled.iter().all(known)
            && filled.is_sorted_by(|a, b| a[1] >= b[1])
    });
    ensure(bordered, || "a border of its map leads nowhere".into())
}
