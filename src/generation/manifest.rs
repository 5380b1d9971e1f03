//! How a generation was made: for operators, for the about page, and for `verify`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{GenerationError, MANIFEST_FILE, small};

/// Raised whenever a field changes its meaning.
const FORMAT: u32 = 1;

/// The count that depends on the memory there was, not on what was counted.
const COUNT_OF_SLICES: &str = "counting_slices";

/// Hexadecimal digits in the name of what a generation is: enough that no two of a shop's meet.
const NAME_DIGITS: usize = 12;

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Name of the generation.
    pub version: String,
    /// The program that made it.
    pub cartway: String,
    /// When it was finished.
    pub built_at: Timestamp,
    /// What it was made from.
    pub source: Source,
    /// The options it was made with, by name.
    pub options: BTreeMap<String, String>,
    /// What was counted.
    pub counts: Counts,
    /// How long each pass took, in order.
    pub timings: Vec<PassTime>,
    /// Seconds from the beginning of the rebuild to this manifest; 0 where nobody took the time.
    #[serde(default)]
    pub total_seconds: f64,
    /// Most memory the program held at a time, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak_memory_bytes: Option<u64>,
    /// What is to be known of these data; visitors see it.
    pub warnings: Vec<String>,
    /// What only the operator should know: of the folder, and of the database as a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operator_warnings: Vec<String>,
    /// Seconds for which nobody could write to the database; `None` where everybody could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_seconds: Option<f64>,
    /// Earlier generations that were removed, and what a killed rebuild had left; in the file only
    /// those that went before it was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// The other files, by name.
    pub files: BTreeMap<String, FileSum>,
}

/// All that every format of the manifest has.
#[derive(Deserialize)]
struct Format {
    format: u32,
    version: Option<String>,
}

/// What a manifest, of whatever format, calls its generation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// By this name.
    By(String),
    /// It is a manifest, and says no name.
    Unnamed,
    /// A newer program made it.
    OfNewerProgram,
    /// There is none, or it cannot be read.
    Nothing,
}

/// What a generation is, whatever its folder is called, and whenever and wherever it was made: equal
/// for two from which every question has the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity([u8; 32]);

impl Identity {
    /// What it is, as bytes: of all contents, each other ones.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What it goes by outside of its folder, in answers, tags and cursors: the same on every machine
    /// that has it.
    #[must_use]
    pub fn name(&self) -> String {
        let digits = blake3::Hash::from_bytes(self.0).to_hex();
        digits.chars().take(NAME_DIGITS).collect()
    }

    /// Of what is said by these bytes: for each other ones another.
    #[must_use]
    pub fn of(said: &[u8]) -> Self {
        Self(blake3::hash(said).into())
    }
}

/// What a generation was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name of the database, or of the folder.
    pub database: String,
    /// `orders` (links were counted), `counts` (they were counted elsewhere) or `links` (they were
    /// given).
    pub from: String,
    /// A sentence by the operator on what these data are.
    pub note: Option<String>,
    /// Whether these are the data of the bundled sample, whose note is ours and is said in the
    /// reader's language.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

impl Source {
    /// [`Self::from`] of links that were counted elsewhere.
    pub const COUNTS: &str = "counts";

    /// Whether links were counted elsewhere, so that nobody here knows what was left out of them.
    #[must_use]
    pub fn was_counted_elsewhere(&self) -> bool {
        self.from == Self::COUNTS
    }
}

/// How long a pass took, and for how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassTime {
    /// Name of the pass.
    pub pass: String,
    /// Seconds it took.
    pub seconds: f64,
    /// How many of [`Self::unit`] it went through; 0 where nobody counted.
    #[serde(default)]
    pub done: u64,
    /// What it went through, in the plural; empty where nobody counted.
    #[serde(default)]
    pub unit: String,
}

/// What a file must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Its length.
    pub bytes: u64,
    /// Its BLAKE3 checksum, in hexadecimal.
    pub blake3: String,
}

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a rebuild counted.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Counts {
            $($(#[$doc])* pub $name: u64,)*
        }

        impl Counts {
            /// Each count with its name, in a fixed order.
            #[must_use]
            pub fn named(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

counts! {
    /// Items in the graph.
    items,
    /// Items that occur in lines or links but not in `items`; they go by their id.
    items_without_entry,
    /// Rows of order lines, or of given links, that name such an item.
    lines_of_unknown_items,
    /// Items that no link touches.
    items_without_links,
    /// Items that the operator left out.
    items_left_out,
    /// Rows of order lines, or of given links, that name one of these; left out.
    lines_left_out,
    /// Rows left out because an id is missing or unreadable.
    rows_skipped,
    /// Order lines left out because an earlier one of the order holds the same item.
    duplicate_lines,
    /// Orders read.
    orders,
    /// Distinct (order, item) pairs read.
    order_lines,
    /// Orders left out for holding more distinct items than `max_basket`.
    orders_over_limit,
    /// Distinct lines of these orders.
    lines_over_limit,
    /// Pairs in the baskets counted, a pair once for each basket it lies in.
    pair_instances,
    /// Slices of items that pairs were counted in for want of memory; 0 if all at once.
    counting_slices,
    /// Different pairs counted or given.
    distinct_pairs,
    /// Rows of given links that link an item to itself; left out.
    self_links,
    /// Pairs left out for having fewer orders than `min_orders`.
    links_under_minimum,
    /// Links before each item's list was cut to its strongest.
    links_before_pruning,
    /// Links left out because neither end keeps them.
    links_pruned,
    /// Places on items' own lists given up, as each list was cut to its strongest.
    listings_pruned,
    /// Links in the graph.
    links,
    /// Islands of connected items, single items included.
    components,
    /// Items on the largest of them.
    main_component_items,
}

impl Manifest {
    /// Most bytes a manifest can have.
    pub(super) const MOST_BYTES: u64 = 16 << 20;

    /// A manifest of this program's format.
    #[must_use]
    pub fn new(version: String, source: Source, options: BTreeMap<String, String>) -> Self {
        Self {
            format: FORMAT,
            version,
            cartway: env!("CARGO_PKG_VERSION").to_owned(),
            built_at: this_second(),
            source,
            options,
            counts: Counts::default(),
            timings: Vec::new(),
            total_seconds: 0.0,
            peak_memory_bytes: None,
            warnings: Vec::new(),
            operator_warnings: Vec::new(),
            locked_seconds: None,
            removed: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// Notes the present second as the end of the rebuild.
    pub(super) fn finished_now(&mut self) {
        self.built_at = this_second();
    }

    /// Reads the manifest of a generation.
    ///
    /// # Errors
    /// It is not there, cannot be understood, or is of another format.
    pub fn read(generation: &Path) -> Result<Self, GenerationError> {
        let path = generation.join(MANIFEST_FILE);
        let Some(bytes) = small::read(&path, Self::MOST_BYTES)? else {
            return Err(GenerationError::Missing { path });
        };
        Self::parse(&bytes, &path)
    }

    /// Understands the bytes of a manifest, which were read there.
    ///
    /// # Errors
    /// They cannot be understood, or are of another format.
    pub(super) fn parse(bytes: &[u8], place: &Path) -> Result<Self, GenerationError> {
        let unreadable = |reason: String| GenerationError::Manifest {
            path: place.to_owned(),
            reason,
        };
        // The format first: of another one nothing else can be expected to be as it is here.
        let format = serde_json::from_slice(bytes).map(|Format { format, .. }| format);
        match format {
            Ok(found) if found > FORMAT => Err(unreadable(format!(
                "a newer version of cartway wrote it: its format is {found}, this one reads {FORMAT}"
            ))),
            Ok(found) if found < FORMAT => Err(unreadable(format!(
                "its format is {found}, this program reads {FORMAT}"
            ))),
            _ => serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string())),
        }
    }

    /// What the manifest in a folder calls its generation.
    pub(super) fn called(generation: &Path) -> Called {
        let bytes = small::read(&generation.join(MANIFEST_FILE), Self::MOST_BYTES);
        let Ok(Some(bytes)) = bytes else {
            return Called::Nothing;
        };
        match serde_json::from_slice(&bytes) {
            Ok(Format { format, .. }) if format > FORMAT => Called::OfNewerProgram,
            Ok(Format { version, .. }) => version.map_or(Called::Unnamed, Called::By),
            Err(_) => Called::Nothing,
        }
    }

    /// What the generation is: its files by their checksums, and what answers say beside them. Not
    /// when, how fast and in how much memory it was made, nor by which program, nor what the file of the
    /// database is called: machines that make it of the same rows for themselves make the same.
    #[must_use]
    pub fn identity(&self) -> Identity {
        let source = (&self.source.from, &self.source.note, self.source.sample);
        let counted = self.counts.named().into_iter();
        let counts: BTreeMap<_, _> = counted
            .filter(|(name, count)| *count > 0 && *name != COUNT_OF_SLICES)
            .collect();
        // Texts that serialise fail in no way.
        let said =
            serde_json::to_vec(&(&self.files, source, &self.options, counts, &self.warnings));
        Identity::of(&said.unwrap_or_default())
    }

    /// Writes it into the folder of its generation and brings it to disk.
    pub(super) fn write(&self, generation: &Path) -> Result<(), GenerationError> {
        let path = generation.join(MANIFEST_FILE);
        let write = || -> std::io::Result<()> {
            let mut file = File::create_new(&path)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            writeln!(file)?;
            make_read_only(&file)?;
            file.sync_all()
        };
        write().map_err(GenerationError::io(&path))
    }
}

/// Nobody writes to a file of a generation by mistake: servers have it mapped.
pub(super) fn make_read_only(file: &File) -> std::io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

fn this_second() -> Timestamp {
    let now = Timestamp::now();
    // Only the last second there is cannot be rounded.
    now.round(jiff::Unit::Second).unwrap_or(now)
}

impl FileSum {
    /// Sums up the bytes of a file that is held already.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            blake3: blake3::hash(bytes).to_hex().to_string(),
        }
    }

    /// Reads a file and sums it up.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(path: &Path) -> Result<Self, GenerationError> {
        let mut hasher = blake3::Hasher::new();
        let bytes = File::open(path)
            .and_then(|mut file| std::io::copy(&mut file, &mut hasher))
            .map_err(GenerationError::io(path))?;
        Ok(Self {
            bytes,
            blake3: hasher.finalize().to_hex().to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(json: &str) -> Result<Manifest, GenerationError> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(MANIFEST_FILE), json).unwrap();
        Manifest::read(dir.path())
    }

    #[test]
    fn manifest_without_later_members_reads() {
        let manifest = read(
            r#"{"format": 1, "version": "000007", "cartway": "0.1.0",
                "built_at": "2026-07-01T03:00:00Z",
                "source": {"database": "shop.db", "from": "orders", "note": null},
                "options": {"top": "50"}, "counts": {"items": 7},
                "timings": [{"pass": "read", "seconds": 0.5}], "warnings": [], "files": {},
                "of a later version": true}"#,
        )
        .unwrap();
        assert_eq!(manifest.counts.items, 7);
        assert_eq!(
            (manifest.total_seconds, manifest.peak_memory_bytes),
            (0.0, None)
        );
        let expected = PassTime {
            pass: "read".to_owned(),
            seconds: 0.5,
            done: 0,
            unit: String::new(),
        };
        assert_eq!(manifest.timings, [expected]);
    }

    #[test]
    fn what_a_generation_is_does_not_depend_on_when_and_how_fast_it_was_made() {
        let source = Source {
            database: "shop.db".to_owned(),
            from: "orders".to_owned(),
            note: None,
            sample: false,
        };
        let one = Manifest::new("000001".to_owned(), source, BTreeMap::new());
        let mut same = one.clone();
        same.built_at += std::time::Duration::from_secs(7);
        same.total_seconds = 7.0;
        same.locked_seconds = Some(1.0);
        same.source.database = "copy.db".to_owned();
        same.counts.counting_slices = 3;
        same.version = "000002".to_owned();
        assert_eq!(one.identity(), same.identity());
        assert_eq!(one.identity().name().len(), NAME_DIGITS);
        assert!(
            one.counts
                .named()
                .iter()
                .any(|(name, _)| *name == COUNT_OF_SLICES)
        );
        let mut others = vec![one.clone(); 4];
        let sum = FileSum {
            bytes: 1,
            blake3: "ab".to_owned(),
        };
        others[0].files.insert("graph.bin".to_owned(), sum);
        others[1].source.note = Some("Told to visitors.".to_owned());
        others[2].counts.orders = 1;
        others[3].warnings.push("Good to know.".to_owned());
        for other in others {
            assert_ne!(one.identity(), other.identity(), "{other:?}");
        }
    }

    #[test]
    fn manifest_of_another_format_is_told_whatever_else_it_holds() {
        let newer = read(r#"{"format": 2, "release": "000007"}"#).unwrap_err();
        let newer = newer.to_string();
        assert!(
            newer.contains("newer version") && newer.contains("is 2"),
            "{newer}"
        );
        let older = read(r#"{"format": 0}"#).unwrap_err().to_string();
        assert!(older.contains("format is 0"), "{older}");
        let none = read(r#"{"version": "000007"}"#).unwrap_err().to_string();
        assert!(none.contains("missing field"), "{none}");
    }
}
