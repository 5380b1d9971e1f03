//! All shortest connections as one small layered graph, a column a hop.
//!
//! Gathered from the last two levels of the search only, whose links it has just seen: backwards
//! along falling forward depths to the start, and onwards along falling backward depths to the end.
//! Every node and step gathered lies on some shortest connection, and none is missed: each shortest
//! connection passes the meeting level, and before it the forward depth of its nodes falls by one a
//! hop, after it the backward depth.

use crate::{ArcId, NodeId};

use super::graph::Graph;
use super::rules::Rules;
use super::search::{self, Meeting};
use super::workspace::{BACKWARD, FORWARD, Workspace};

/// Every node and link on any shortest connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layered {
    /// Column `i` holds the nodes `i` hops from the start, rising. The first holds the start alone,
    /// the last the end alone; with stops on the way, theirs hold them alone.
    pub columns: Vec<Vec<NodeId>>,
    /// Steps `i` lead from column `i` to column `i + 1`, rising by `(from, to)`.
    pub steps: Vec<Vec<Step>>,
}

/// One link between consecutive columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Place of its first node in its column.
    pub from: u32,
    /// Place of its second node in the next column.
    pub to: u32,
    /// An arc of the link, in whichever direction it was met.
    pub arc: ArcId,
}

impl Layered {
    /// The node at a place of a column.
    #[must_use]
    #[inline]
    pub fn node(&self, column: usize, place: u32) -> NodeId {
        self.columns[column][place as usize]
    }

    /// The steps that lead on from a node, as a slice of `steps[column]`.
    #[must_use]
    #[inline]
    pub fn steps_from(&self, column: usize, place: u32) -> std::ops::Range<usize> {
        let steps = &self.steps[column];
        let start = steps.partition_point(|step| step.from < place);
        start..start + steps[start..].partition_point(|step| step.from == place)
    }

    /// Whether every node has a step to it and one on, but for those at the ends, which are there.
    /// In a sound graph each link can be seen from both its ends, so they have.
    fn is_whole(&self) -> bool {
        let mut has_step_to = vec![true];
        let mut is_whole = true;
        for (column, steps) in self.steps.iter().enumerate() {
            let mut has_step_on = vec![false; self.columns[column].len()];
            is_whole &= has_step_to.iter().all(|&has| has);
            has_step_to = vec![false; self.columns[column + 1].len()];
            for step in steps {
                has_step_on[step.from as usize] = true;
                has_step_to[step.to as usize] = true;
            }
            is_whole &= has_step_on.iter().all(|&has| has);
        }
        let ends = [self.columns.first(), self.columns.last()];
        let ends_are_there = ends
            .into_iter()
            .all(|end| end.is_some_and(|end| end.len() == 1));
        is_whole && ends_are_there && has_step_to.iter().all(|&has| has)
    }

    /// What lies from a column on to the end.
    pub(super) fn onward_from(&self, column: usize) -> Self {
        Self {
            columns: self.columns[column..].to_vec(),
            steps: self.steps[column..].to_vec(),
        }
    }

    /// What lies from a column back to the start: as [`Self::onward_from`], were it asked for from
    /// the other end.
    pub(super) fn back_from(&self, column: usize) -> Self {
        let turned = |steps: &Vec<Step>| {
            let turn = |step: &Step| Step {
                from: step.to,
                to: step.from,
                arc: step.arc,
            };
            let mut turned: Vec<Step> = steps.iter().map(turn).collect();
            turned.sort_unstable();
            turned
        };
        Self {
            columns: self.columns[..=column].iter().rev().cloned().collect(),
            steps: self.steps[..column].iter().rev().map(turned).collect(),
        }
    }
}

/// Why what was found could not be gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is more work than may be done.
    TooMuch,
    /// Links contradict each other: the file is damaged.
    Damaged,
}

/// Gathers every shortest connection. The work is taken from `budget`.
pub(super) fn gather(
    graph: &Graph<'_>,
    workspace: &Workspace,
    rules: &Rules,
    meeting: &Meeting,
    budget: &mut u64,
) -> Result<Layered, Unfit> {
    let links = search::meeting_links(graph, workspace, rules, meeting);
    let mut gathering = Gathering {
        graph,
        rules,
        left: *budget,
    };
    gathering.pay_for(links.len()).ok_or(Unfit::TooMuch)?;
    let middle = Middle::of(links, meeting);
    let marks = &workspace.marks;
    let layered = gathering.gather(middle, meeting.hops(), |node, column| {
        if column < meeting.depth {
            marks.is_at(node, marks.stamp(FORWARD, column))
        } else {
            marks.is_at(node, marks.stamp(BACKWARD, meeting.hops() - column))
        }
    });
    *budget = gathering.left;
    let layered = layered.ok_or(Unfit::TooMuch)?;
    if layered.is_whole() {
        Ok(layered)
    } else {
        Err(Unfit::Damaged)
    }
}

/// Arcs that a step costs beside the arc it is: it is sorted, counted, ranked and perhaps unfolded.
pub(super) const STEP_COST: u64 = 4;

/// Columns that are known before the others, and the steps between them.
pub(super) struct Middle {
    /// Hops from the start to the first of them.
    pub(super) first: usize,
    /// Their nodes, rising.
    pub(super) columns: Vec<Vec<u32>>,
    /// One fewer than there are columns.
    pub(super) steps: Vec<Vec<Step>>,
}

impl Middle {
    /// The last two levels of a search that met, from all links between them.
    fn of(mut links: Vec<(u32, u32, ArcId)>, meeting: &Meeting) -> Self {
        let first = if meeting.side == FORWARD {
            meeting.depth - 1
        } else {
            // They were walked against their direction: turn them round.
            for link in &mut links {
                std::mem::swap(&mut link.0, &mut link.1);
            }
            meeting.depth
        };
        links.sort_unstable();
        let froms = rising(links.iter().map(|link| link.0));
        let tos = rising(links.iter().map(|link| link.1));
        let step = |&(from, to, arc): &(u32, u32, ArcId)| Step {
            from: place_of(&froms, from),
            to: place_of(&tos, to),
            arc,
        };
        let steps = links.iter().map(step).collect();
        Self {
            first,
            columns: vec![froms, tos],
            steps: vec![steps],
        }
    }
}

/// Some nodes in rising order, each once.
fn rising(nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut nodes: Vec<u32> = nodes.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The place of a node that is there.
fn place_of(column: &[u32], node: u32) -> u32 {
    column.partition_point(|&other| other < node) as u32
}

/// The nodes of a column, and the steps to it, which lead from the column they were found from.
type Found = (Vec<u32>, Vec<Step>);

/// A gathering from a column in the middle out to both ends.
pub(super) struct Gathering<'a> {
    pub(super) graph: &'a Graph<'a>,
    pub(super) rules: &'a Rules,
    /// Arcs that may still be touched; a step costs [`STEP_COST`] more.
    pub(super) left: u64,
}

impl Gathering<'_> {
    /// All columns, from those in the middle. `belongs` tells whether a node belongs to a column.
    pub(super) fn gather(
        &mut self,
        middle: Middle,
        hops: usize,
        belongs: impl Fn(u32, usize) -> bool,
    ) -> Option<Layered> {
        let mut columns = vec![Vec::new(); hops + 1];
        let mut steps = vec![Vec::new(); hops];
        let (first, last) = (middle.first, middle.first + middle.steps.len());
        for (place, nodes) in middle.columns.into_iter().enumerate() {
            columns[first + place] = nodes;
        }
        for (place, found) in middle.steps.into_iter().enumerate() {
            steps[first + place] = found;
        }
        for column in (0..first).rev() {
            let (nodes, mut found) = if column == 0 {
                self.step_to_end(self.rules.ends.0, self.rules.passable.walk, &columns[1])?
            } else {
                let back = self.rules.passable.back;
                self.step(&columns[column + 1], back, |node| belongs(node, column))?
            };
            // They were walked against their direction: turn them round.
            for step in &mut found {
                std::mem::swap(&mut step.from, &mut step.to);
            }
            found.sort_unstable();
            columns[column] = nodes;
            steps[column] = found;
        }
        for column in last..hops {
            let (nodes, found) = if column + 1 == hops {
                self.step_to_end(
                    self.rules.ends.1,
                    self.rules.passable.back,
                    &columns[column],
                )?
            } else {
                let walk = self.rules.passable.walk;
                self.step(&columns[column], walk, |node| belongs(node, column + 1))?
            };
            columns[column + 1] = nodes;
            steps[column] = found;
        }
        let as_nodes = |column: Vec<u32>| column.into_iter().map(NodeId).collect();
        Some(Layered {
            columns: columns.into_iter().map(as_nodes).collect(),
            steps,
        })
    }

    fn pay_for(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(STEP_COST * steps as u64)?;
        Some(())
    }

    /// The steps between a column and the end next to it: found from the end, whose links alone are
    /// looked at. Shaped as those of [`Self::step`].
    fn step_to_end(&mut self, end: NodeId, bits: u8, column: &[u32]) -> Option<Found> {
        let arcs = self.graph.csr.arc_range(end);
        self.left = self.left.checked_sub(arcs.len() as u64)?;
        let (targets, listed) = self.graph.csr.row(end);
        let mut steps = Vec::with_capacity(column.len());
        // Both rise: go along them together.
        let mut places = column.iter().enumerate().peekable();
        for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
            while places.next_if(|&(_, &node)| node < target).is_some() {}
            if listed & bits != 0
                && let Some((place, _)) = places.next_if(|&(_, &node)| node == target)
            {
                steps.push(Step {
                    from: place as u32,
                    to: 0,
                    arc: ArcId(arc),
                });
            }
        }
        self.pay_for(steps.len())?;
        let nodes = if steps.is_empty() {
            Vec::new()
        } else {
            vec![end.0]
        };
        Some((nodes, steps))
    }

    /// The nodes next to a column that belong to the next one, rising, and the steps to them,
    /// rising.
    fn step(&mut self, column: &[u32], bits: u8, belongs: impl Fn(u32) -> bool) -> Option<Found> {
        let mut found: Vec<(u32, u32, ArcId)> = Vec::new();
        for (place, &node) in column.iter().enumerate() {
            let found_before = found.len();
            let arcs = self.graph.csr.arc_range(NodeId(node));
            self.left = self.left.checked_sub(arcs.len() as u64)?;
            let (targets, listed) = self.graph.csr.row(NodeId(node));
            for ((arc, &target), &listed) in arcs.zip(targets).zip(listed) {
                if belongs(target) && listed & bits != 0 {
                    found.push((place as u32, target, ArcId(arc)));
                }
            }
            self.pay_for(found.len() - found_before)?;
        }
        let nodes = rising(found.iter().map(|&(_, target, _)| target));
        let steps = found
            .into_iter()
            .map(|(from, target, arc)| Step {
                from,
                // Rising targets keep steps rising.
                to: place_of(&nodes, target),
                arc,
            })
            .collect();
        Some((nodes, steps))
    }
}
