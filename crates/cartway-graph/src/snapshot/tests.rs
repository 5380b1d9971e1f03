use super::format::Section;
use super::*;
use crate::atlas::AtlasArrays;
use crate::build::GraphArrays;
use crate::centre::Centre;
use crate::counting::OrderLines;
use crate::fixture::{counted_links, snapshot_of};
use crate::galleries::Galleries;
use crate::items::{ItemRecord, ItemTable};
use crate::links::{Links, Weights};
use crate::{FarNodes, ItemTexts, Listed, Measure, NodeId};

/// Something done to ranks by closeness and to galleries.
type Change = fn(&mut Centre, &mut Galleries);

/// Six items: a triangle, a tail, and one that was never bought with anything.
fn six_items() -> Vec<u8> {
    six_items_with(|_, _| ())
}

/// The bytes of these items with something done to their ranks by closeness or galleries.
fn six_items_with(change: Change) -> Vec<u8> {
    let items = [
        ("a", "Apple", Some("food > fruit\nsnacks")),
        ("b", "Bread", None),
        ("c", "Cheese \"& <more>", Some("dairy")),
        ("d", "Dates", Some("food > fruit")),
        ("e", "\u{202e}Eggs", None),
        ("f", "Flour", None),
    ];
    let table: ItemTable = items
        .iter()
        .map(|&(id, title, categories)| ItemRecord {
            id,
            title,
            categories,
            year: (id == "a").then_some(-700),
            ..ItemRecord::default()
        })
        .collect();
    let mut lines = OrderLines::default();
    for basket in [
        &[0_u32, 1, 2][..],
        &[0, 1, 2],
        &[0, 1],
        &[2, 3],
        &[2, 3],
        &[3, 4],
        &[3, 4],
        &[5],
    ] {
        lines.add(basket.iter().copied());
    }
    let links = counted_links(lines, 6);
    let arrays = GraphArrays::of(&table, links, Measure::Cosine);
    let go_on = |_| std::ops::ControlFlow::Continue(());
    let mut centre = Centre::measure(&arrays, 4, &go_on).unwrap();
    let mut galleries = Galleries::find(&arrays, &centre, &go_on).unwrap();
    // Too few orders for a rebuild to show them: cheese and dates.
    galleries.surprising = vec![[arrays.nodes_by_id[2], arrays.nodes_by_id[3]]];
    change(&mut centre, &mut galleries);
    let atlas = AtlasArrays::draw(&arrays, None, &go_on).unwrap();
    to_bytes(&arrays, &centre, &galleries, &atlas)
}

#[test]
fn six_items_are_written_as_the_golden_file_byte_for_byte() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/six-items.graph.bin");
    let bytes = six_items();
    if std::env::var_os("CARTWAY_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    let golden = std::fs::read(&path).unwrap();
    assert!(
        bytes == golden,
        "graph.bin changed; raise VERSION and write the golden file again"
    );
}

#[test]
fn what_was_written_is_read_back() {
    let snapshot = Snapshot::from_slice(&six_items()).unwrap();
    verify(&snapshot).unwrap();
    let node = |id: &str| snapshot.node_of_id(id).unwrap();
    assert_eq!(snapshot.node_count(), 6);
    assert_eq!(snapshot.csr().link_count(), 5);
    assert_eq!(snapshot.texts(node("a")).year, Some(-700));
    assert_eq!(snapshot.texts(node("c")).title, "Cheese \"& <more>");
    assert_eq!(snapshot.texts(node("c")).creator, None);
    let categories = snapshot.categories();
    let of = |id| -> Vec<&str> {
        let own = categories.of(node(id));
        own.map(|category| categories.name(category)).collect()
    };
    assert_eq!(of("a"), ["food > fruit", "snacks"]);
    assert_eq!(of("d"), ["food > fruit"]);
    assert!(of("e").is_empty());
    let food = categories.of_name("food").unwrap();
    assert!(categories.is_in(node("a"), food) && !categories.is_in(node("c"), food));
    assert_eq!(snapshot.node_of_id("z"), None);
    assert_eq!(snapshot.node_of_id(""), None);
    assert_eq!(snapshot.item_orders(node("c")), Some(4));
    assert_eq!(
        snapshot.node_of_rank(0),
        Some(node("c")),
        "four orders, as d, and earlier by id"
    );
    assert_eq!(snapshot.rank(node("d")), 1);
    assert_eq!(snapshot.node_of_rank(6), None);
    assert_eq!(snapshot.component_sizes(), [5, 1]);
    assert_eq!(snapshot.component(node("f")), 1);
    let (a, b) = (node("a"), node("b"));
    let arc = snapshot.csr().find_arc(a, b).unwrap();
    assert_eq!(snapshot.csr().orders(arc), 3);
    assert_eq!(snapshot.strengths().of(a, b, arc), 1.0);
}

#[test]
fn ranks_by_closeness_are_read_back() {
    let snapshot = Snapshot::from_slice(&six_items()).unwrap();
    let node = |id: &str| snapshot.node_of_id(id).unwrap();
    let basis = snapshot.centre_basis().unwrap();
    assert_eq!((basis.items, basis.samples), (5, 4));
    assert_eq!(snapshot.centre_rank(node("c")), Some(0));
    assert_eq!(snapshot.centre_rank(node("f")), None);
    assert_eq!(snapshot.centre_rank(NodeId(6)), None);
    assert_eq!(snapshot.central_count(), 5);
    assert_eq!(snapshot.central(0).map(|(node, _)| node), Some(node("c")));
    assert_eq!(snapshot.central(5), None);
}

#[test]
fn a_file_without_ranks_by_closeness_has_none() {
    let snapshot = snapshot_of(3, &[(0, 1, 2, Listed::BOTH)]);
    verify(&snapshot).unwrap();
    assert_eq!(snapshot.centre_basis(), None);
    assert_eq!(snapshot.centre_rank(NodeId(0)), None);
    assert_eq!((snapshot.central_count(), snapshot.central(0)), (0, None));
}

#[test]
fn ranks_that_do_not_match_are_refused_though_their_checksums_do() {
    let damages: [(&str, Change); 8] = [
        ("a rank twice", |centre, _| {
            centre.ranks[0] = centre.ranks[1]
        }),
        ("no rank", |centre, _| centre.ranks[0] = u32::MAX),
        ("a rank outside", |centre, _| centre.ranks[5] = 5),
        ("other nodes", |centre, _| centre.nodes.swap(0, 1)),
        ("too few nodes", |centre, _| {
            centre.nodes.pop();
            centre.means.pop();
        }),
        ("falling means", |centre, _| centre.means.reverse()),
        ("no means", |centre, _| centre.means[4] = f64::NAN),
        ("too many samples", |centre, _| centre.samples = 6),
    ];
    for (what, damage) in damages {
        let snapshot = Snapshot::from_slice(&six_items_with(damage)).unwrap();
        let error = verify(&snapshot).expect_err(what);
        assert!(error.to_string().contains("loseness") || error.to_string().contains("Centre"));
    }
}

#[test]
fn galleries_are_read_back() {
    let snapshot = Snapshot::from_slice(&six_items()).unwrap();
    let node = |id: &str| snapshot.node_of_id(id).unwrap();
    // Four of the five items were measured from.
    assert_eq!(snapshot.distances().iter().sum::<u64>(), 16);
    let far = FarNodes {
        from: node("a"),
        to: node("e"),
        hops: 3,
    };
    assert_eq!(snapshot.longest_pair(), Some(far));
    assert_eq!(snapshot.far_pairs().collect::<Vec<_>>(), [far]);
    let basis = snapshot.bridging_basis().unwrap();
    assert_eq!((basis.items, basis.samples), (5, 5));
    assert!(basis.is_exact());
    let bridging: Vec<_> = snapshot.bridging().collect();
    // Of the six pairs of other items, four lead over c and three over d.
    assert_eq!(bridging, [(node("c"), 4.0 / 6.0), (node("d"), 3.0 / 6.0)]);
    let surprising: Vec<_> = snapshot.surprising_pairs().collect();
    assert_eq!(surprising, [(node("c"), node("d"))]);
}

#[test]
fn a_file_without_galleries_has_none() {
    let snapshot = snapshot_of(3, &[(0, 1, 2, Listed::BOTH)]);
    verify(&snapshot).unwrap();
    assert!(snapshot.distances().is_empty() && snapshot.longest_pair().is_none());
    assert_eq!(snapshot.far_pairs().count(), 0);
    assert_eq!(snapshot.bridging_basis(), None);
    assert_eq!(snapshot.bridging().count(), 0);
    assert_eq!(snapshot.surprising_pairs().count(), 0);
}

#[test]
fn galleries_that_are_not_true_are_refused_though_their_checksums_match() {
    let damages: [(&str, Change); 17] = [
        ("pairs measured", |centre, _| centre.distances[0] += 1),
        ("a distance beyond", |centre, _| {
            centre.distances.extend([0; 9]);
        }),
        ("too near", |_, all| all.far_pairs[0][2] = 2),
        ("too far", |_, all| all.longest = Some([0, 1, 4])),
        ("no hops", |_, all| all.far_pairs[0] = [0, 0, 0]),
        ("an item that is not there", |_, all| {
            all.far_pairs[0][1] = 6
        }),
        ("another island", |_, all| all.far_pairs[0][1] = 5),
        ("an item twice", |_, all| {
            all.far_pairs.push(all.far_pairs[0]);
        }),
        ("longer than the longest", |_, all| all.longest = None),
        ("a way over nothing", |_, all| all.bridging.nodes[0] = 9),
        ("rising shares", |_, all| all.bridging.shares.reverse()),
        ("no share", |_, all| all.bridging.shares[1] = f64::NAN),
        ("more than all", |_, all| all.bridging.shares[0] = 1.5),
        ("fewer shares", |_, all| {
            all.bridging.shares.pop();
        }),
        ("too many samples", |_, all| all.bridging.samples = 6),
        ("no neighbours", |_, all| all.surprising[0] = [0, 5]),
        ("the same item", |_, all| {
            all.surprising.push(all.surprising[0]);
        }),
    ];
    for (what, damage) in damages {
        let snapshot = Snapshot::from_slice(&six_items_with(damage)).unwrap();
        assert!(verify(&snapshot).is_err(), "{what}");
        read_everything(&snapshot);
    }
}

#[test]
fn an_empty_catalogue_is_a_snapshot_too() {
    let table = ItemTable::default();
    let links = counted_links(OrderLines::default(), 0);
    let arrays = GraphArrays::of(&table, links, Measure::Cosine);
    let bytes = to_bytes(
        &arrays,
        &Centre::default(),
        &Galleries::default(),
        &AtlasArrays::default(),
    );
    let snapshot = Snapshot::from_slice(&bytes).unwrap();
    verify(&snapshot).unwrap();
    assert_eq!(snapshot.node_of_id("a"), None);
    assert_eq!(snapshot.texts(NodeId(0)), ItemTexts::default());
}

#[test]
fn any_single_flipped_byte_is_refused_by_open_or_verify() {
    let bytes = six_items();
    for place in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = bytes.clone();
            damaged[place] ^= flip;
            let refused = Snapshot::from_slice(&damaged).and_then(|snapshot| verify(&snapshot));
            assert!(
                refused.is_err(),
                "byte {place} flipped by {flip:#x} went unseen"
            );
        }
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let bytes = six_items();
    for length in 0..bytes.len() {
        assert!(
            Snapshot::from_slice(&bytes[..length]).is_err(),
            "{length} bytes were accepted"
        );
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(Snapshot::from_slice(&longer).is_err());
}

/// Reads everything there is to read; answers may be wrong, but nothing may panic.
fn read_everything(snapshot: &Snapshot) -> usize {
    let csr = snapshot.csr();
    let mut seen = 0;
    for node in csr.nodes().chain([NodeId(6), NodeId(u32::MAX)]) {
        for (arc, other) in csr.arcs(node) {
            seen += usize::from(snapshot.strengths().of(node, other, arc) > 0.0);
            seen += csr.orders(arc) as usize & 1;
            seen += snapshot.neighbours().place(node, other, arc) as usize & 1;
            snapshot.fetch_arcs([arc].into_iter());
        }
        let texts = snapshot.texts(node);
        seen += texts.title.len() + snapshot.rank(node) as usize % 2;
        seen += snapshot.node_of_id(texts.id).is_some() as usize;
        snapshot.fetch_items([node].into_iter());
        seen += snapshot.neighbours().of(node).len() % 2;
        seen += snapshot.component_size(snapshot.component(node)) as usize % 2;
        let categories = snapshot.categories();
        let own = categories.of(node);
        seen += own
            .map(|category| categories.name(category).len())
            .sum::<usize>();
        let set = categories.set(&[0, 1, u32::MAX]);
        seen += usize::from(categories.is_in_any(node, &set));
        seen += categories.of_name("food > fruit").is_some() as usize;
        let list = categories.list_of(node).unwrap_or_default();
        seen += categories.all_of_list(list, &categories.parents()).len() % 2;
        seen += snapshot
            .node_of_rank(node.0)
            .map_or(0, |node| snapshot.id_ranks()[node.index()] as usize % 2);
        seen += snapshot.centre_rank(node).is_some() as usize;
        seen += snapshot
            .central(node.0)
            .map_or(0, |(node, mean)| node.index() % 2 + usize::from(mean > 1.0));
    }
    let far = snapshot.far_pairs().chain(snapshot.longest_pair());
    seen += far
        .map(|far| snapshot.texts(far.to).id.len())
        .sum::<usize>();
    seen += snapshot.bridging().count() + snapshot.surprising_pairs().count();
    seen += snapshot.distances().len() + usize::from(snapshot.bridging_basis().is_some());
    seen + snapshot.central_count()
        + snapshot
            .centre_basis()
            .map_or(0, |basis| usize::from(basis.error_hops() > 1.0))
}

#[test]
fn damaged_sections_are_read_without_panic() {
    let bytes = six_items();
    let sound = Snapshot::from_slice(&bytes).unwrap();
    let first = sound.entries()[Section::Offsets as usize].range.start;
    for place in first..bytes.len() {
        for value in [0x00, 0x7f, 0xff] {
            let mut damaged = bytes.clone();
            damaged[place] = value;
            read_everything(&Snapshot::from_slice(&damaged).unwrap());
        }
    }
}

/// The bytes of the six items with something done to the elements of a section, and its checksums
/// made to match.
fn six_items_with_section(section: Section, change: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut bytes = six_items();
    let (header, mut entries) = format::decode(&bytes).unwrap();
    let entry = &mut entries[section as usize];
    change(&mut bytes[entry.range.clone()]);
    entry.checksum = *blake3::hash(&bytes[entry.range.clone()]).as_bytes();
    let head = format::encode(&header, &entries);
    bytes[..head.len()].copy_from_slice(&head);
    bytes
}

#[test]
fn places_and_slots_that_are_not_true_are_refused_though_their_checksums_match() {
    for section in [Section::ArcRanks, Section::IdSlots] {
        for value in [0x00, 0x01, 0xff] {
            let length = Snapshot::from_slice(&six_items()).unwrap();
            let length = length.section(section).len();
            for place in 0..length {
                let mut is_other = false;
                let bytes = six_items_with_section(section, |bytes| {
                    is_other = bytes[place] != value;
                    bytes[place] = value;
                });
                let refused = verify(&Snapshot::from_slice(&bytes).unwrap());
                assert_eq!(refused.is_err(), is_other, "{section:?} {place} {value}");
            }
        }
    }
}

#[test]
fn every_id_is_found_whatever_its_slots_say() {
    for value in [0x00, 0x01, 0x7f, 0xff] {
        let bytes = six_items_with_section(Section::IdSlots, |slots| slots.fill(value));
        let snapshot = Snapshot::from_slice(&bytes).unwrap();
        for id in ["a", "b", "c", "d", "e", "f"] {
            let node = snapshot.node_of_id(id).unwrap();
            assert_eq!(snapshot.texts(node).id, id);
        }
        assert_eq!(snapshot.node_of_id("g"), None);
    }
}

#[test]
fn offsets_are_narrow_as_long_as_they_can_tell_every_arc() {
    let (header, _) = format::decode(&six_items()).unwrap();
    let size = |arc_count| {
        Section::Offsets.element_size(&format::Header {
            arc_count,
            ..header
        })
    };
    assert_eq!((size(10), size(u32::MAX as usize)), (4, 4));
    assert_eq!(size(u32::MAX as usize + 1), 8);
}

#[test]
fn another_version_and_another_file_are_told_apart() {
    let mut bytes = six_items();
    bytes[8] = 9;
    let error = Snapshot::from_slice(&bytes).unwrap_err();
    assert!(
        matches!(
            error,
            SnapshotError::Version {
                found: 9,
                expected: 6
            }
        ),
        "{error}"
    );
    let error = Snapshot::from_slice(b"SQLite format 3\0").unwrap_err();
    assert!(matches!(error, SnapshotError::NotAGraph), "{error}");
    assert!(error.to_string().contains("cartway rebuild"));
}

proptest::proptest! {
    #[test]
    fn every_id_is_found_and_no_other(
        ids in proptest::collection::btree_set("[ab]{0,3}(long prefix )?[a-zé]{1,4}", 1..400),
        others in proptest::collection::vec("[ab]{0,3}(long prefix )?[a-zé]{0,4}", 50),
    ) {
        let table = ItemTable::untitled(&ids);
        let weights = Weights::counted(vec![1; ids.len()], 10);
        let links = Links { links: Vec::new(), weights };
        let arrays = GraphArrays::of(&table, links, Measure::Cosine);
        let bytes = to_bytes(&arrays, &Centre::default(), &Galleries::default(), &AtlasArrays::default());
        let snapshot = Snapshot::from_slice(&bytes).unwrap();
        verify(&snapshot).unwrap();
        for id in &ids {
            let node = snapshot.node_of_id(id).expect("it was put in");
            proptest::prop_assert_eq!(snapshot.texts(node).id, id);
            proptest::prop_assert_eq!(snapshot.node_by_search(id), Some(node));
        }
        for other in others {
            proptest::prop_assert_eq!(snapshot.node_of_id(&other).is_some(), ids.contains(&other));
        }
    }
}
