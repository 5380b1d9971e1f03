//! Which items a connection may pass: what a question leaves out, or keeps to.

/// Which items may be passed on the way. Ends and stops may be of any category and have any number
/// of links; to exclude one is an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Filters {
    /// Ids of items no connection may pass through.
    pub exclude: Vec<String>,
    /// Names of categories: items that may be passed are in one of them, whatever else they are in;
    /// empty for any. A category holds all below it, and goes by its whole name or, where only one
    /// has it, its last level.
    pub only_category: Vec<String>,
    /// Names of categories: items in any of them may not be passed.
    pub avoid_category: Vec<String>,
    /// Items with more links than this percentile has may not be passed.
    pub avoid_hubs: Option<Percentile>,
}

impl Filters {
    /// Most items one question may exclude.
    pub const MAX_EXCLUDED: usize = 100;
    /// Most categories to keep to, and most to avoid.
    pub const MAX_CATEGORIES: usize = 100;

    /// Each of these in use, with what is left once it is taken back, in the order of the fields.
    #[must_use]
    pub fn in_use(&self) -> Vec<(Filter<'_>, Self)> {
        let without = |change: &dyn Fn(&mut Self)| {
            let mut left = self.clone();
            change(&mut left);
            left
        };
        let exclude = self.exclude.iter().map(|id| {
            let left = without(&|left| left.exclude.retain(|other| other != id));
            (Filter::Exclude(id), left)
        });
        let only = self.only_category.iter().map(|name| {
            let left = without(&|left| left.only_category.retain(|other| other != name));
            (Filter::OnlyCategory(name), left)
        });
        let avoid = self.avoid_category.iter().map(|name| {
            let left = without(&|left| left.avoid_category.retain(|other| other != name));
            (Filter::AvoidCategory(name), left)
        });
        let hubs = self.avoid_hubs.map(|percentile| {
            let left = without(&|left| left.avoid_hubs = None);
            (Filter::AvoidHubs(percentile), left)
        });
        exclude.chain(only).chain(avoid).chain(hubs).collect()
    }
}

/// One filter in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter<'a> {
    /// The item of this id is not passed.
    Exclude(&'a str),
    /// Items in this category are, and in the others named so.
    OnlyCategory(&'a str),
    /// Items in this category are not.
    AvoidCategory(&'a str),
    /// Items with more links than this percentile has are not.
    AvoidHubs(Percentile),
}

/// A percentage above 0 and below 100, with at most two decimals: `99`, `99.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentile {
    hundredths: u16,
}

impl Percentile {
    /// The percentage as a fraction of 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        f64::from(self.hundredths) / 10_000.0
    }

    /// The percentage as a number: 99.5.
    #[must_use]
    pub fn percent(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// What is left to a hundred: the percentage of items beyond it.
    #[must_use]
    pub fn beyond(self) -> Self {
        Self {
            hundredths: 10_000 - self.hundredths,
        }
    }
}

impl std::fmt::Display for Percentile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.percent())
    }
}

impl std::str::FromStr for Percentile {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&whole.len()) || !(1..=2).contains(&decimals.len()) {
            return Err(());
        }
        if !are_digits(whole) || !are_digits(decimals) {
            return Err(());
        }
        let hundredths: u16 = format!("{whole}{decimals:0<2}").parse().map_err(|_| ())?;
        (hundredths > 0).then_some(Self { hundredths }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_reads_back_what_it_prints_and_refuses_what_is_none() {
        for text in ["99", "99.5", "99.95", "0.01", "50"] {
            assert_eq!(text.parse::<Percentile>().unwrap().to_string(), text);
        }
        assert_eq!("99.50".parse::<Percentile>(), "99.5".parse());
        let beyond = |text: &str| text.parse::<Percentile>().unwrap().beyond().to_string();
        assert_eq!((beyond("99"), beyond("99.95")), ("1".into(), "0.05".into()));
        for text in [
            "", "0", "0.00", "100", "99.", ".5", "99.999", "-1", "+9", "9e1", "x",
        ] {
            assert!(text.parse::<Percentile>().is_err(), "{text}");
        }
    }
}
