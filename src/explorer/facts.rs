//! What is true of a graph as a whole.

use super::answer::{ComponentSizes, DegreeBand};
use crate::graph::Snapshot;

/// Counts over all items, made once a generation.
#[derive(Debug)]
pub(super) struct Facts {
    /// Categories with their number of items, largest first.
    pub(super) categories: Vec<(String, u64)>,
    /// Number of components of each size, largest size first.
    pub(super) components: Vec<ComponentSizes>,
    /// Items by number of links.
    pub(super) degrees: Vec<DegreeBand>,
}

impl Facts {
    /// One walk over all items.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self {
            categories: categories(snapshot),
            components: components(snapshot.component_sizes()),
            degrees: degrees(snapshot),
        }
    }
}

fn categories(snapshot: &Snapshot) -> Vec<(String, u64)> {
    let mut items = vec![0_u64; snapshot.category_count()];
    for category in snapshot
        .csr()
        .nodes()
        .filter_map(|node| snapshot.category(node))
    {
        items[category as usize] += 1;
    }
    let names = (0..).map(|category| snapshot.category_name(category).to_owned());
    let mut categories: Vec<(String, u64)> = names.zip(items).collect();
    categories.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    categories
}

fn components(sizes: &[u32]) -> Vec<ComponentSizes> {
    sizes
        .chunk_by(|x, y| x == y)
        .map(|same| ComponentSizes {
            size: same[0],
            components: same.len() as u32,
        })
        .collect()
}

/// Bands 0, 1, 2-3, 4-7, 8-15 ...: each as wide as all before it.
fn degrees(snapshot: &Snapshot) -> Vec<DegreeBand> {
    let csr = snapshot.csr();
    let mut bands: Vec<DegreeBand> = Vec::new();
    for node in csr.nodes() {
        let degree = csr.degree(node) as u32;
        let band = (u32::BITS - degree.leading_zeros()) as usize;
        while bands.len() <= band {
            let from = if bands.is_empty() {
                0
            } else {
                1 << (bands.len() - 1)
            };
            bands.push(DegreeBand {
                from,
                to: (from * 2).saturating_sub(1).max(from),
                items: 0,
            });
        }
        bands[band].items += 1;
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Listed;
    use crate::graph::fixture::snapshot_of;

    #[test]
    fn items_fall_into_bands_by_their_number_of_links() {
        let star: Vec<_> = (1..6).map(|i| (0, i, 2, Listed::BOTH)).collect();
        let facts = Facts::of(&snapshot_of(8, &star));
        let bands: Vec<_> = facts
            .degrees
            .iter()
            .map(|band| (band.from, band.to, band.items))
            .collect();
        assert_eq!(bands, [(0, 0, 2), (1, 1, 5), (2, 3, 0), (4, 7, 1)]);
        let sizes: Vec<_> = facts
            .components
            .iter()
            .map(|sizes| (sizes.size, sizes.components))
            .collect();
        assert_eq!(sizes, [(6, 1), (1, 2)]);
    }
}
