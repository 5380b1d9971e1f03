//! Where a value stands in a JSON record: `id`, `customer.name`, `line_items[].sku`.

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) key: String,
    /// Whether the value is a list, each of whose elements the path goes on in.
    pub(super) each: bool,
}

/// The way to a value from its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path(pub(super) Vec<Step>);

impl Path {
    /// Reads `a.b[].c`. A key with a point in it cannot be written so; [`Path::key`] is one.
    pub(super) fn parse(text: &str) -> Self {
        let step = |part: &str| match part.strip_suffix("[]") {
            Some(key) => Step {
                key: key.to_owned(),
                each: true,
            },
            None => Step {
                key: part.to_owned(),
                each: false,
            },
        };
        Self(text.split('.').map(step).collect())
    }

    /// A single key, whatever is in it.
    pub(super) fn key(key: &str) -> Self {
        Self(vec![Step {
            key: key.to_owned(),
            each: false,
        }])
    }

    /// The steps up to the first list and with it; none if the path leads into no list.
    pub(super) fn first_list(&self) -> Option<&[Step]> {
        let end = self.0.iter().position(|step| step.each)?;
        Some(&self.0[..=end])
    }

    /// What comes after the first `count` steps.
    pub(super) fn after(&self, count: usize) -> Self {
        Self(self.0[count.min(self.0.len())..].to_vec())
    }
}

/// The steps, ending with a list, that all paths begin with: only what is under them is of
/// interest, and may be read an element at a time.
pub(super) fn common_list(paths: &[Path]) -> Vec<Step> {
    let Some((first, others)) = paths.split_first() else {
        return Vec::new();
    };
    let shared = (0..first.0.len())
        .take_while(|&index| {
            others
                .iter()
                .all(|path| path.0.get(index) == Some(&first.0[index]))
        })
        .count();
    let shared = &first.0[..shared];
    match shared.iter().rposition(|step| step.each) {
        Some(last) => shared[..=last].to_vec(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(texts: &[&str]) -> Vec<Path> {
        texts.iter().map(|text| Path::parse(text)).collect()
    }

    #[test]
    fn paths_are_keys_parted_by_points_and_lists_are_marked() {
        let path = Path::parse("data.line_items[].sku");
        let steps: Vec<_> = path
            .0
            .iter()
            .map(|step| (step.key.as_str(), step.each))
            .collect();
        assert_eq!(
            steps,
            [("data", false), ("line_items", true), ("sku", false)]
        );
        assert_eq!(path.first_list().unwrap().len(), 2);
        assert_eq!(Path::key("a.b").0.len(), 1);
        assert_eq!(Path::parse("id").first_list(), None);
    }

    #[test]
    fn what_all_paths_share_up_to_a_list_need_not_be_kept() {
        let shared = |texts: &[&str]| common_list(&paths(texts)).len();
        assert_eq!(shared(&["orders[].id", "orders[].line_items[].sku"]), 1);
        assert_eq!(shared(&["a.orders[].id"]), 2);
        assert_eq!(shared(&["a[].b[].c", "a[].b[].d"]), 2);
        assert_eq!(shared(&["id", "line_items[].sku"]), 0);
        assert_eq!(shared(&["links[]"]), 1);
        assert_eq!(shared(&[]), 0);
    }
}
