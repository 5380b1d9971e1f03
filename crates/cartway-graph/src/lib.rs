//! Which items of a catalogue are bought together, and how any two of them are connected.
//!
//! Give this crate the baskets of a shop (or the edges of any graph that you have already), and it
//! finds **every shortest connection** between two items: how many there are, exactly; which share
//! of them leads over each item on the way; and the best of them, ranked by how strongly each two
//! neighbours belong together. Where there is no connection, it says why, and only what it has
//! proven. A graph of a million items lies in one file, which is mapped and searched in place; a
//! question takes milliseconds and a bounded amount of work, whatever is asked.
//!
//! # Edges in, connections out
//!
//! ```
//! use cartway_graph::Snapshot;
//! use cartway_graph::connect::{Found, Graph, Options, Workspace, connect};
//!
//! // The number is how many orders hold both items.
//! let snapshot = Snapshot::from_edges([
//!     ("bread", "butter", 40),
//!     ("bread", "cheese", 25),
//!     ("butter", "jam", 30),
//!     ("cheese", "jam", 5),
//!     ("jam", "tea", 15),
//! ]);
//! let node = |id| snapshot.node_of_id(id).expect("it is among the edges");
//! let id = |node| snapshot.texts(node).id;
//!
//! let graph = Graph::from(&snapshot);
//! let mut workspace = Workspace::new(snapshot.node_count()); // made once, used for every search
//! let options = Options::default();
//! let found = connect(&graph, &mut workspace, node("bread"), node("tea"), &options);
//! let Found::Paths(paths) = found else {
//!     panic!("they are connected");
//! };
//! assert_eq!(paths.hops(), 3);
//! assert_eq!(paths.counts[0].value, 2, "over butter, and over cheese");
//!
//! // The best comes first, and each link has its evidence.
//! let best = &paths.best[0];
//! let ids: Vec<&str> = best.nodes.iter().map(|&node| id(node)).collect();
//! assert_eq!(ids, ["bread", "butter", "jam", "tea"]);
//! for pair in best.nodes.windows(2) {
//!     let arc = graph.csr.find_arc(pair[0], pair[1]).expect("neighbours are linked");
//!     let orders = graph.csr.orders(arc);
//!     let times = graph.strengths.times_chance(pair[0], pair[1], arc);
//!     println!("{} and {}: in {orders} orders, {times:.1} times as often as by chance",
//!         id(pair[0]), id(pair[1]));
//! }
//! ```
//!
//! [`Options`](connect::Options) bars items, categories and hubs, sets stops on the way, asks for
//! connections a little longer, or for links to be walked one way only. [`connect::between()`]
//! finds the items in the middle of two, [`connect::degrees()`] how many are how far from one.
//!
//! # Baskets in, a file out
//!
//! The long road, a step a line, each of which can be had by itself:
//!
//! ```text
//!   baskets ──▶ links ──▶ arrays ──▶ file ──▶ searched
//!   counting    prune     build      snapshot  connect
//! ```
//!
//! ```
//! use std::fs::File;
//! use std::io::BufWriter;
//! use std::ops::ControlFlow;
//!
//! use cartway_graph::atlas::AtlasArrays;
//! use cartway_graph::build::GraphArrays;
//! use cartway_graph::centre::Centre;
//! use cartway_graph::connect::{Graph, Options, Workspace, any_shortest};
//! use cartway_graph::counting::{Baskets, Keep, OrderLines, count};
//! use cartway_graph::galleries::Galleries;
//! use cartway_graph::items::ItemTable;
//! use cartway_graph::{Snapshot, snapshot};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Baskets name items by their place in the order of ids.
//! let items = ItemTable::untitled(["bread", "butter", "jam", "tea"]);
//! let mut lines = OrderLines::default();
//! for order in [[0, 1], [0, 1], [1, 2], [1, 2], [2, 3], [2, 3], [0, 3]] {
//!     lines.add(order);
//! }
//! let baskets = Baskets::gather(lines, items.len(), 100);
//! // Hears how far a step is, from any thread, and may break it off.
//! let tick = |_done: u64| ControlFlow::Continue(());
//! let ControlFlow::Continue(counted) = count(&baskets, Keep::default(), &tick) else {
//!     return Ok(());
//! };
//! let arrays = GraphArrays::of(&items, counted.links, Keep::default().measure);
//! let centre = Centre::measure(&arrays, 512, &tick).unwrap_or_default();
//! let galleries = Galleries::find(&arrays, &centre, &tick).unwrap_or_default();
//!
//! let atlas = AtlasArrays::draw(&arrays, None, &tick).unwrap_or_default();
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("graph.bin");
//! let mut file = BufWriter::new(File::create_new(&path)?);
//! snapshot::write(&arrays, &centre, &galleries, &atlas, &mut file)?;
//!
//! let snapshot = Snapshot::open(&path)?; // mapped: no copy, no parsing
//! snapshot::verify(&snapshot)?; // if the file comes from elsewhere
//! let [bread, tea] = ["bread", "tea"].map(|id| snapshot.node_of_id(id).expect("an item"));
//! let (graph, mut workspace) = (Graph::from(&snapshot), Workspace::new(snapshot.node_count()));
//! let path = any_shortest(&graph, &mut workspace, bread, tea, &Options::default());
//! // Bread and tea were bought together once only, and a link needs two orders.
//! assert_eq!(path.map(|nodes| nodes.len()), Some(4));
//! let (central, mean_hops) = snapshot.central(0).expect("someone is in the centre");
//! assert_eq!((snapshot.texts(central).id, mean_hops), ("butter", 4.0 / 3.0));
//! # Ok(())
//! # }
//! ```
//!
//! Links that a shop gives itself ("also bought" lists) come in by [`links::Links::given`] and
//! [`prune::prune`] instead of [`counting`], and pairs that were counted elsewhere by
//! [`pairs::DistinctPairs`].
//!
//! # With petgraph
//!
//! [`Csr`], flat arrays borrowed from wherever they lie, is a petgraph graph: petgraph's
//! algorithms run on the mapped file. [`AsBought`] is the directed one, in which an item leads only
//! to the items on its own list.
//!
//! ```
//! use cartway_graph::{AsBought, Snapshot};
//! use petgraph::algo::{connected_components, dijkstra};
//!
//! let snapshot = Snapshot::from_edges([("a", "b", 2), ("b", "c", 3), ("x", "y", 1)]);
//! let [a, c] = ["a", "c"].map(|id| snapshot.node_of_id(id).expect("an item"));
//! assert_eq!(connected_components(snapshot.csr()), 2);
//! let hops = dijkstra(snapshot.csr(), c, None, |_| 1_u32);
//! assert_eq!(hops[&a], 2);
//! let hops = dijkstra(AsBought(snapshot.csr()), c, None, |_| 1_u32);
//! assert_eq!(hops.get(&a), None, "nothing is on the list of c");
//! ```
//!
//! # The modules
//!
//! In the order in which data walks through them; none knows a later one.
//!
//! | module | what it does |
//! |---|---|
//! | [`categories`] | of what categories items are: a tree, and lists of it |
//! | [`items`] | the items of a catalogue, in as little memory as they take in the file |
//! | [`measure`] | how strong a link is: cosine, Jaccard, lift, or orders alone |
//! | [`links`] | links, counted or given, and what their strength is measured against |
//! | [`counting`] | how many baskets hold two items: a sparse matrix product over all cores |
//! | [`prune`] | the strongest links of each item |
//! | [`pairs`] | pairs that were counted elsewhere, as links |
//! | [`component`] | which items are connected at all |
//! | [`numbering`] | neighbours in the graph become neighbours in memory |
//! | [`build`] | everything in the order of node numbers |
//! | [`centre`] | which items are nearest to all others |
//! | [`galleries`] | what is worth a look: items far apart, on most ways, surprising neighbours |
//! | [`atlas`] | a map of the whole catalogue: a place for each item, in regions |
//! | [`snapshot`] | the file: written, mapped, verified |
//! | [`connect`] | every shortest connection, the middle of two items, distances from one |
//!
//! Nothing here knows SQL or HTTP, nothing but [`snapshot`] touches a file, and no damaged file
//! makes a read panic. All that takes long uses every core of the current rayon pool, and comes to
//! the same result on any number of them.
//!
//! # Features
//!
//! `clap`: a command line takes a [`Measure`] by its name.

mod arcs;
pub mod atlas;
pub mod build;
pub mod categories;
pub mod centre;
pub mod component;
pub mod connect;
pub mod counting;
mod csr;
mod edges;
#[cfg(test)]
mod fixture;
pub mod galleries;
mod id_slots;
pub mod items;
pub mod links;
pub mod measure;
mod neighbours;
pub mod numbering;
pub mod pairs;
mod prefetch;
pub mod prune;
mod record;
pub mod snapshot;
mod strengths;
mod strongest;
mod visit;
mod waves;

pub use arcs::Arcs;
pub use centre::CentreBasis;
pub use csr::{ArcId, Csr, Listed, NodeId, Offsets};
pub use galleries::{BridgingBasis, FarNodes};
pub use links::LinkKind;
pub use measure::Measure;
pub use neighbours::{Neighbours, RankedArc};
pub use record::ItemTexts;
pub use snapshot::{Snapshot, SnapshotError};
pub use strengths::Strengths;
pub use visit::{AsBought, LinkRef, VisitedNodes};

/// The examples of the README, tried out with those above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
