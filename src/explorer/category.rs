//! A category by its name, as answers show it: in full, in short, or level by level.

use cartway_graph::categories::{levels, path};

/// A category: a path of levels, the widest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Category {
    name: String,
}

/// One level of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryLevel<'a> {
    /// What it is called below the one above it: `Crime`.
    pub label: &'a str,
    /// The name of the category that ends with it: `Books > Crime`.
    pub name: &'a str,
}

impl Category {
    /// The category of a name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }

    /// All its levels, by which it is told apart from all others: `Books > Crime > Noir`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its last level alone, where there is little room: `Noir`.
    #[must_use]
    pub fn label(&self) -> &str {
        levels(&self.name).last().unwrap_or_default()
    }

    /// The widest category it lies in, or itself: `Books`.
    #[must_use]
    pub fn top(&self) -> &str {
        levels(&self.name).next().unwrap_or_default()
    }

    /// Its levels, the widest first.
    pub fn levels(&self) -> impl Iterator<Item = CategoryLevel<'_>> {
        let levels = levels(&self.name).zip(path(&self.name));
        levels.map(|(label, name)| CategoryLevel { label, name })
    }
}

/// How many levels the name of a category has.
pub(super) fn depth(name: &str) -> usize {
    levels(name).count()
}

/// Whether a category lies below no other.
#[must_use]
pub fn is_top_level(name: &str) -> bool {
    depth(name) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_said_in_full_in_short_and_level_by_level() {
        let category = Category::new("Books > Crime > Noir");
        assert_eq!((category.label(), category.top()), ("Noir", "Books"));
        let names: Vec<&str> = category.levels().map(|level| level.name).collect();
        assert_eq!(names, ["Books", "Books > Crime", "Books > Crime > Noir"]);
        let labels: Vec<&str> = category.levels().map(|level| level.label).collect();
        assert_eq!(labels, ["Books", "Crime", "Noir"]);
    }

    #[test]
    fn a_category_of_one_level_is_all_of_it() {
        let category = Category::new("R&B->Soul");
        assert_eq!(
            (category.label(), category.top()),
            ("R&B->Soul", "R&B->Soul")
        );
        assert!(is_top_level(category.name()) && category.levels().count() == 1);
    }
}
