//! The whole truth about a snapshot: checksums, and every invariant the readers lean on.

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;

use super::error::{SnapshotError, ensure};
use super::format::{self, Section};
use super::offsets::offsets_rise;
use super::read::Snapshot;
use super::{atlas, galleries};
use crate::categories::{self, NO_LIST, levels, path};
use crate::centre::{self, NO_RANK};
use crate::csr::{Csr, NodeId, Offsets};
use crate::id_slots;
use crate::links::LinkKind;
use crate::record::{decode_texts, id_prefix};

/// One part of the proof.
type Check = fn(&Snapshot) -> Result<(), SnapshotError>;

/// Proves that a snapshot is whole: every checksum, every offset, order and permutation.
///
/// Reads the file once and walks over its arrays: O(bytes + arcs · log degree).
///
/// # Errors
/// The first thing found wrong, as [`SnapshotError::Damaged`].
pub fn verify(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    // These first, as the others follow offsets wherever they lead; told only where the bytes are
    // what was written.
    offsets(snapshot).or_else(|error| checksums(snapshot).and(Err(error)))?;
    let checks: [Check; 9] = [
        checksums,
        gaps_are_zero,
        rows,
        arc_ranks,
        permutations,
        popularity,
        components,
        texts,
        id_slots,
    ];
    let found: Vec<Result<(), SnapshotError>> =
        checks.par_iter().map(|check| check(snapshot)).collect();
    // The first in the order above, whichever was found first.
    found.into_iter().collect::<Result<(), _>>()?;
    // These lean on the sizes of components.
    centre(snapshot)?;
    galleries::verify(snapshot)?;
    atlas::verify(snapshot)
}

fn offsets(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    arc_offsets_rise(snapshot)?;
    offsets_rise(
        snapshot.u64s(Section::TextOffsets),
        snapshot.section(Section::Texts).len(),
        "TextOffsets",
    )?;
    offsets_rise(
        snapshot.u64s(Section::CategoryOffsets),
        snapshot.section(Section::CategoryNames).len(),
        "CategoryOffsets",
    )?;
    offsets_rise(
        snapshot.categories().tree.list_offsets,
        snapshot.categories().tree.lists.len(),
        "CategoryListOffsets",
    )
}

fn checksums(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let wrong = Section::ALL.par_iter().find_first(|&&section| {
        let expected = snapshot.entries()[section as usize].checksum;
        *blake3::hash(snapshot.section(section)).as_bytes() != expected
    });
    ensure(wrong.is_none(), || {
        let section = wrong.map_or_else(String::new, |section| format!("{section:?}"));
        format!("the checksum of section {section} does not match")
    })
}

fn gaps_are_zero(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let mut end = format::table_end();
    for entry in snapshot.entries() {
        let gap = &snapshot.bytes()[end..entry.range.start];
        ensure(gap.iter().all(|&byte| byte == 0), || {
            format!("the gap before byte {} is not empty", entry.range.start)
        })?;
        end = entry.range.end;
    }
    Ok(())
}

/// The offsets of arcs are of one of two kinds, by how many arcs there are.
fn arc_offsets_rise(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let csr = snapshot.csr();
    let name = "Offsets";
    match csr.offsets() {
        Offsets::Narrow(offsets) => offsets_rise(offsets, csr.arc_count(), name),
        Offsets::Wide(offsets) => offsets_rise(offsets, csr.arc_count(), name),
    }
}

fn rows(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let csr = snapshot.csr();
    let nodes = (0..csr.node_count() as u32).into_par_iter();
    let wrong = nodes.find_map_first(|node| row(&csr, NodeId(node)).err());
    wrong.map_or(Ok(()), Err)
}

fn row(csr: &Csr<'_>, node: NodeId) -> Result<(), SnapshotError> {
    let (targets, _) = csr.row(node);
    ensure(targets.is_sorted_by(|a, b| a < b), || {
        format!("the targets of node {} do not rise", node.0)
    })?;
    // `arcs` passes over targets that are not there, so count what it gives.
    ensure(csr.arcs(node).count() == targets.len(), || {
        format!("node {} has an arc that leads nowhere", node.0)
    })?;
    for (arc, target) in csr.arcs(node) {
        let twin = csr.find_arc(target, node);
        let mirrored = twin.is_some_and(|twin| {
            csr.orders(twin) == csr.orders(arc)
                && csr.listed(twin).reversed() == csr.listed(arc)
                && csr.listed(arc).bits() != 0
        });
        ensure(target != node && mirrored, || {
            format!(
                "the arc from node {} to node {} has no twin",
                node.0, target.0
            )
        })?;
    }
    Ok(())
}

/// Every neighbour stands at its place.
fn arc_ranks(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    ensure(snapshot.neighbours().are_placed(), || {
        "section ArcRanks does not hold the places of neighbours".into()
    })
}

/// Puts every id into its slot anew.
fn id_slots(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let nodes = (0..snapshot.node_count()).into_par_iter();
    let filled = id_slots::fill(nodes.map(|node| snapshot.id_of(node as u32)));
    ensure(filled == snapshot.u32s(Section::IdSlots), || {
        "section IdSlots does not lead to the ids of its items".into()
    })
}

fn permutations(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    for (there, back) in [
        (Section::NodesByRank, Section::ItemRanks),
        (Section::NodesById, Section::ItemIdRanks),
    ] {
        let (there_values, back_values) = (snapshot.u32s(there), snapshot.u32s(back));
        let inverse = there_values
            .iter()
            .enumerate()
            .all(|(place, &node)| back_values.get(node as usize) == Some(&(place as u32)));
        ensure(inverse, || {
            format!("sections {there:?} and {back:?} do not match")
        })?;
    }
    let ids_rise = snapshot
        .u32s(Section::NodesById)
        .is_sorted_by(|&a, &b| snapshot.texts(NodeId(a)).id < snapshot.texts(NodeId(b)).id);
    ensure(ids_rise, || {
        "its ids are not in order, or one stands there twice".into()
    })?;
    let by_id = snapshot.u32s(Section::NodesById);
    let prefixes = by_id
        .iter()
        .step_by(format::ID_BLOCK)
        .map(|&node| id_prefix(snapshot.texts(NodeId(node)).id.as_bytes()));
    let found = snapshot.u64s(Section::IdPrefixes);
    ensure(prefixes.eq(found.iter().copied()), || {
        "section IdPrefixes does not hold the prefixes of its ids".into()
    })
}

/// The weight of items never rises with their rank.
fn popularity(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let strengths = snapshot.strengths();
    let by_rank = snapshot.u32s(Section::NodesByRank).iter();
    let weights = by_rank.map(|&node| strengths.item_weight(NodeId(node)));
    ensure(weights.is_sorted_by(|a, b| a >= b), || {
        "a less popular item stands before a more popular one".into()
    })
}

fn components(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let sizes = snapshot.component_sizes();
    let mut counted = vec![0_u32; sizes.len()];
    let csr = snapshot.csr();
    let mut islands = UnionFind::<u32>::new(csr.node_count());
    let mut island_count = csr.node_count();
    for node in csr.nodes() {
        let component = snapshot.component(node);
        for other in csr.neighbours(node) {
            ensure(snapshot.component(other) == component, || {
                format!("a link leads out of the component of node {}", node.0)
            })?;
            // Each link once, from its larger end.
            if other < node && islands.union(other.0, node.0) {
                island_count -= 1;
            }
        }
        match counted.get_mut(component as usize) {
            Some(count) => *count += 1,
            None => ensure(false, || format!("node {} has no component", node.0))?,
        }
    }
    let whole = counted == sizes && sizes.is_sorted_by(|a, b| a >= b) && sizes.last() != Some(&0);
    ensure(whole, || "the sizes of its components are wrong".into())?;
    // No island lies in two components and none is empty: as many of both means one in each.
    ensure(island_count == sizes.len(), || {
        "one of its components is none: not all of its items are connected".into()
    })
}

/// Ranks by closeness: each of component 0 once, nothing else, and the first of them listed.
fn centre(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let ranks = snapshot.u32s(Section::ItemCentreRanks);
    let nodes = snapshot.u32s(Section::CentreNodes);
    let means = snapshot.f64s(Section::CentreMeans);
    let Some(basis) = snapshot.centre_basis() else {
        // That the sections are empty then was checked when the file was opened.
        return Ok(());
    };
    let ranked = basis.items as usize;
    let sound = ranked > 1 && basis.samples <= basis.items && basis.diameter_bound > 0;
    ensure(sound, || {
        "what its ranks by closeness rest on cannot be".into()
    })?;
    let mut taken = vec![false; ranked];
    let each_once = ranks
        .iter()
        .zip(snapshot.components())
        .all(|(&rank, &component)| {
            if component != 0 {
                return rank == NO_RANK;
            }
            let place = taken.get_mut(rank as usize);
            place.is_some_and(|taken| !std::mem::replace(taken, true))
        });
    // As many different ranks as there are items in component 0, by what was proven of its size.
    ensure(each_once, || {
        "its ranks by closeness are not one for each item of the largest component".into()
    })?;
    let listed = nodes.len() == ranked.min(centre::MAX_LISTED)
        && nodes
            .iter()
            .zip(0_u32..)
            .all(|(&node, rank)| ranks.get(node as usize) == Some(&rank));
    ensure(listed, || {
        "sections CentreNodes and ItemCentreRanks do not match".into()
    })?;
    let rise = means.len() == nodes.len()
        && means.iter().all(|mean| mean.is_finite() && *mean >= 0.0)
        && means.is_sorted();
    ensure(rise, || "section CentreMeans does not rise".into())
}

/// A tree of names in order, and lists of it, of which each item has one or none.
fn categories(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let categories = snapshot.categories();
    let names: Vec<&str> = (0..categories.count() as u32)
        .map(|category| categories.name(category))
        .collect();
    for (category, name) in names.iter().enumerate() {
        ensure(levels(name).all(|level| !level.is_empty()), || {
            format!("the name of category {category} cannot be read")
        })?;
    }
    // A category is looked up by halving.
    ensure(
        names.is_sorted_by(|a, b| categories::compare(a, b).is_lt()),
        || "the names of its categories are not in order, or one stands there twice".into(),
    )?;
    let above = |name: &&str| path(name).all(|above| categories.of_name(above).is_some());
    let tree = names.iter().all(above) && categories.tree.ends == categories::ends(&names);
    ensure(tree, || {
        "it does not hold what its categories lie below".into()
    })?;
    let lists: Vec<Vec<u32>> = (0..categories.list_count() as u32)
        .map(|list| categories.of_list(list).collect())
        .collect();
    // Numbers of categories that are not there are passed over.
    let known = lists.iter().map(Vec::len).sum::<usize>() == categories.tree.lists.len();
    let each_once = |list: &Vec<u32>| {
        let mut sorted = list.clone();
        sorted.sort_unstable();
        !list.is_empty() && sorted.is_sorted_by(|a, b| a < b)
    };
    let sound = known && lists.is_sorted_by(|a, b| a < b) && lists.iter().all(each_once);
    ensure(sound, || {
        "its lists of categories are not in order, or name one twice or one that is not there"
            .into()
    })?;
    let known = |&list: &u32| list == NO_LIST || (list as usize) < categories.list_count();
    ensure(categories.item_lists.iter().all(known), || {
        "an item has a category that is not there".into()
    })
}

fn texts(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let offsets = snapshot.u64s(Section::TextOffsets);
    let all = snapshot.section(Section::Texts);
    let unreadable = offsets.par_windows(2).find_first(|pair| {
        // Offsets are proven to rise within the section.
        let record = &all[pair[0] as usize..pair[1] as usize];
        decode_texts(record).is_none_or(|texts| texts.id.is_empty())
    });
    ensure(unreadable.is_none(), || {
        let place = unreadable.map_or(0, |pair| pair[0]);
        format!("the texts at byte {place} cannot be read")
    })?;
    categories(snapshot)?;
    let strengths = snapshot.strengths();
    let total = strengths.total_weight;
    ensure(total.is_finite() && total >= 0.0, || {
        "the weight of all its items together cannot be".into()
    })?;
    let weights = snapshot.link_kind() == LinkKind::Counted
        || snapshot.csr().nodes().all(|node| {
            strengths.item_weight(node).is_finite() && strengths.item_weight(node) >= 0.0
        });
    ensure(weights, || "an item has a weight that cannot be".into())
}
