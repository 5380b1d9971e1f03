//! The production code of the house as files, names and arrows: who needs what of whom.
//!
//! Every `use` and every path is followed to the file that defines what it names, through `pub use`
//! lines and modules. What stands under `#[cfg(test)]` is not read. Knows nothing of rooms or rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::mem;
use std::path::Path;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use syn::buffer::Cursor;
use syn::parse::ParseStream;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// Names from the package down: `["cartway", "web", "reply"]` for a module.
type Names = Vec<String>;

/// All modules of some packages, by their paths.
#[derive(Default)]
pub struct Sources {
    modules: BTreeMap<Names, Module>,
}

/// A file or the inside of `mod x { .. }`.
#[derive(Default)]
struct Module {
    file: String,
    meanings: BTreeMap<String, Vec<Meaning>>,
    globs: BTreeSet<Names>,
    /// Paths of its code and its private imports, as they are written.
    needs: BTreeSet<Names>,
    /// Those and what it only hands on.
    written: BTreeSet<Names>,
}

/// What a name in a module stands for.
enum Meaning {
    Module,
    Item,
    Import(Names),
}

/// Where a path leads.
enum Place {
    Module(Names),
    Item { file: String, name: String },
}

/// One file needs a name that another defines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub name: String,
}

impl Sources {
    /// Reads packages, each a name and its `lib.rs`; files are named from the root.
    pub fn read(root: &Path, packages: &[(&str, &str)]) -> Self {
        let mut sources = Self::default();
        for (package, file) in packages {
            sources.read_file(root, vec![(*package).to_owned()], file, true);
        }
        sources
    }

    fn read_file(&mut self, root: &Path, module: Names, file: &str, has_folder: bool) {
        let text =
            fs::read_to_string(root.join(file)).unwrap_or_else(|why| panic!("{file}: {why}"));
        let parsed = syn::parse_file(&text).unwrap_or_else(|why| panic!("{file}: {why}"));
        let folder = match has_folder {
            true => file.rsplit_once('/').expect("a file in a folder").0,
            false => file.trim_end_matches(".rs"),
        };
        let children = self.read_items(module, file, &parsed.items);
        for child in children {
            let name = child.last().expect("a module has a name");
            let (flat, own) = (
                format!("{folder}/{name}.rs"),
                format!("{folder}/{name}/mod.rs"),
            );
            match root.join(&flat).is_file() {
                true => self.read_file(root, child, &flat, false),
                false => self.read_file(root, child, &own, true),
            }
        }
    }

    /// Takes in one module; returns those of its modules that have files of their own.
    fn read_items(&mut self, module: Names, file: &str, items: &[Item]) -> Vec<Names> {
        let mut reader = Reader::default();
        items.iter().for_each(|item| reader.visit_item(item));
        reader.module.file = file.to_owned();
        self.modules.insert(module.clone(), reader.module);
        let mut with_files = Vec::new();
        for (name, content) in reader.children {
            let child = [&module[..], &[name]].concat();
            match content {
                Some(items) => with_files.extend(self.read_items(child, file, items)),
                None => with_files.push(child),
            }
        }
        with_files
    }

    /// The files that were read.
    pub fn files(&self) -> BTreeSet<&str> {
        self.modules
            .values()
            .map(|module| module.file.as_str())
            .collect()
    }

    /// Every path that a file writes down, from the package on where it names one: `use super::x`
    /// in `cartway::web::reply` is `["cartway", "web", "x"]`.
    pub fn paths_written(&self) -> BTreeSet<(&str, Names)> {
        let all = self.modules.iter();
        all.flat_map(|(path, module)| {
            let written = module.written.iter();
            written.map(|names| (module.file.as_str(), absolute(path, names)))
        })
        .collect()
    }

    /// Every need of one file for another; a `mod x;` and a `pub use` are none.
    pub fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (path, module) in &self.modules {
            for names in &module.needs {
                let place = self.follow(path, names, &mut Vec::new());
                if let Some(Place::Item { file, name }) = place
                    && file != module.file
                {
                    let from = module.file.clone();
                    arrows.insert(Arrow {
                        from,
                        to: file,
                        name,
                    });
                }
            }
        }
        arrows
    }

    /// Walks along a path from a module.
    fn follow(&self, from: &[String], names: &[String], asked: &mut Vec<Names>) -> Option<Place> {
        let path = absolute(from, names);
        let is_own = self.modules[from].meanings.contains_key(&names[0]);
        let names_package = path.len() > 1 && self.modules.contains_key(&path[..1]);
        let (mut module, rest) = match names_package && !is_own {
            true => (path[..1].to_vec(), &path[1..]),
            false => (from.to_vec(), &path[..]),
        };
        for (at, name) in rest.iter().enumerate() {
            let is_last = at + 1 == rest.len();
            match self.look_up(&module, name, is_last, asked)? {
                Place::Module(next) => module = next,
                item => return Some(item),
            }
        }
        Some(Place::Module(module))
    }

    /// What a name in a module is: inside a path rather a module, at its end rather an item.
    fn look_up(
        &self,
        module: &[String],
        name: &str,
        is_last: bool,
        asked: &mut Vec<Names>,
    ) -> Option<Place> {
        let question = [module, &[name.to_owned()]].concat();
        if asked.contains(&question) {
            return None;
        }
        asked.push(question);
        let here = &self.modules[module];
        let meanings = here.meanings.get(name).into_iter().flatten();
        let named = meanings.filter_map(|meaning| match meaning {
            Meaning::Module => Some(Place::Module([module, &[name.to_owned()]].concat())),
            Meaning::Item => Some(Place::Item {
                file: here.file.clone(),
                name: name.to_owned(),
            }),
            Meaning::Import(path) => self.follow(module, path, asked),
        });
        let mut places: Vec<Place> = named.collect();
        if places.is_empty() {
            let by_glob =
                here.globs
                    .iter()
                    .filter_map(|glob| match self.follow(module, glob, asked)? {
                        Place::Module(of) => self.look_up(&of, name, is_last, asked),
                        Place::Item { .. } => None,
                    });
            places.extend(by_glob);
        }
        asked.pop();
        let is_fitting = |place: &Place| matches!(place, Place::Item { .. }) == is_last;
        let fitting = places.iter().position(is_fitting).unwrap_or(0);
        (!places.is_empty()).then(|| places.swap_remove(fitting))
    }
}

/// A path with `crate`, `self` and `super` spelled out.
fn absolute(module: &[String], names: &[String]) -> Names {
    let mut rest = names;
    let mut start = match rest[0].as_str() {
        "crate" => module[..1].to_vec(),
        "self" | "super" => module.to_vec(),
        _ => return names.to_vec(),
    };
    if rest[0] != "super" {
        rest = &rest[1..];
    }
    while rest.first().is_some_and(|name| name == "super") {
        start.pop();
        rest = &rest[1..];
    }
    start.extend_from_slice(rest);
    start
}

/// Groups of files that need each other, each with the arrows within.
pub fn circles(arrows: &BTreeSet<Arrow>) -> Vec<Vec<&Arrow>> {
    let files: BTreeSet<&str> = arrows
        .iter()
        .flat_map(|arrow| [&arrow.from[..], &arrow.to])
        .collect();
    let files: Vec<&str> = files.into_iter().collect();
    let place = |file: &str| files.binary_search(&file).expect("every file is listed") as u32;
    let ends = arrows
        .iter()
        .map(|arrow| (place(&arrow.from), place(&arrow.to)));
    let groups = tarjan_scc(&DiGraph::<(), ()>::from_edges(ends));
    let circles = groups.into_iter().filter(|group| group.len() > 1);
    let within = circles.map(|group| {
        let is_one = |file: &str| group.iter().any(|at| files[at.index()] == file);
        let is_within = |arrow: &&Arrow| is_one(&arrow.from) && is_one(&arrow.to);
        arrows.iter().filter(is_within).collect()
    });
    let mut within: Vec<Vec<&Arrow>> = within.collect();
    within.sort();
    within
}

/// Takes down what one module names and needs.
#[derive(Default)]
struct Reader<'a> {
    module: Module,
    /// Modules inside, with their items where they have no file.
    children: Vec<(String, Option<&'a [Item]>)>,
}

impl<'a> Visit<'a> for Reader<'a> {
    fn visit_item(&mut self, item: &'a Item) {
        let (name, attributes) = name_of(item);
        if is_for_tests(attributes) {
            return;
        }
        if let Some(name) = name {
            let meaning = match item {
                Item::Mod(_) => Meaning::Module,
                _ => Meaning::Item,
            };
            self.mean(name.to_string(), meaning);
        }
        match item {
            Item::Mod(module) => {
                let items = module.content.as_ref().map(|(_, items)| &items[..]);
                self.children.push((module.ident.to_string(), items));
            }
            Item::Use(line) => {
                let is_shown = !matches!(line.vis, Visibility::Inherited);
                self.import(&line.tree, Vec::new(), is_shown);
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_impl_item_fn(&mut self, method: &'a syn::ImplItemFn) {
        if !is_for_tests(&method.attrs) {
            visit::visit_impl_item_fn(self, method);
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let names = path.segments.iter().map(|part| part.ident.to_string());
        self.need(names.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        let paths = call.parse_body_with(paths_in).expect("any tokens will do");
        paths.into_iter().for_each(|names| self.need(names));
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if let Meta::List(list) = &attribute.meta {
            let paths = list.parse_args_with(paths_in).expect("any tokens will do");
            paths.into_iter().for_each(|names| self.need(names));
        }
    }
}

impl Reader<'_> {
    fn mean(&mut self, name: String, meaning: Meaning) {
        self.module.meanings.entry(name).or_default().push(meaning);
    }

    fn need(&mut self, names: Names) {
        self.module.written.insert(names.clone());
        self.module.needs.insert(names);
    }

    /// Takes down each name of a `use`; one that is shown to others is handed on, not needed.
    fn import(&mut self, tree: &UseTree, before: Names, is_shown: bool) {
        let longer = |name: &syn::Ident| match name == "self" && !before.is_empty() {
            true => before.clone(),
            false => [&before[..], &[name.to_string()]].concat(),
        };
        let (path, alias) = match tree {
            UseTree::Path(path) => return self.import(&path.tree, longer(&path.ident), is_shown),
            UseTree::Group(group) => {
                let trees = group.items.iter();
                return trees.for_each(|tree| self.import(tree, before.clone(), is_shown));
            }
            UseTree::Glob(_) => {
                self.module.written.insert(before.clone());
                self.module.globs.insert(before);
                return;
            }
            UseTree::Name(name) => (longer(&name.ident), None),
            UseTree::Rename(rename) => (longer(&rename.ident), Some(rename.rename.to_string())),
        };
        let name = alias.unwrap_or_else(|| path.last().expect("a name").clone());
        self.mean(name, Meaning::Import(path.clone()));
        self.module.written.insert(path.clone());
        if !is_shown {
            self.module.needs.insert(path);
        }
    }
}

/// The name an item brings into its module, and its attributes.
fn name_of(item: &Item) -> (Option<&syn::Ident>, &[Attribute]) {
    match item {
        Item::Const(item) => (Some(&item.ident), &item.attrs),
        Item::Enum(item) => (Some(&item.ident), &item.attrs),
        Item::Fn(item) => (Some(&item.sig.ident), &item.attrs),
        Item::Impl(item) => (None, &item.attrs),
        Item::Macro(item) => (item.ident.as_ref(), &item.attrs),
        Item::Mod(item) => (Some(&item.ident), &item.attrs),
        Item::Static(item) => (Some(&item.ident), &item.attrs),
        Item::Struct(item) => (Some(&item.ident), &item.attrs),
        Item::Trait(item) => (Some(&item.ident), &item.attrs),
        Item::Type(item) => (Some(&item.ident), &item.attrs),
        Item::Union(item) => (Some(&item.ident), &item.attrs),
        Item::Use(item) => (None, &item.attrs),
        _ => (None, &[]),
    }
}

/// Whether an item is compiled for tests only.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let names = list.parse_args_with(paths_in).expect("any tokens will do");
            names.contains(&vec!["test".to_owned()]) && !names.contains(&vec!["not".to_owned()])
        }
        _ => false,
    })
}

/// The paths among the tokens of a macro or an attribute.
fn paths_in(input: ParseStream) -> syn::Result<Vec<Names>> {
    let mut paths = Vec::new();
    input.step(|cursor| Ok(((), collect_paths(*cursor, &mut paths))))?;
    Ok(paths)
}

/// Collects paths up to the end of a group of tokens; names after a dot are fields and methods.
fn collect_paths<'a>(mut cursor: Cursor<'a>, paths: &mut Vec<Names>) -> Cursor<'a> {
    let mut path = Names::new();
    let mut is_after_dot = false;
    while !cursor.eof() {
        if let Some((name, next)) = cursor.ident() {
            if !is_after_dot {
                path.push(name.to_string());
            }
            cursor = next;
            if let Some(next) = after_colons(cursor) {
                cursor = next;
                continue;
            }
        } else if let Some((inside, _, _, next)) = cursor.any_group() {
            collect_paths(inside, paths);
            cursor = next;
        } else if let Some((mark, next)) = cursor.punct() {
            is_after_dot = mark.as_char() == '.';
            cursor = next;
            continue;
        } else if let Some((_, next)) = cursor.token_tree() {
            cursor = next;
        }
        is_after_dot = false;
        if !path.is_empty() {
            paths.push(mem::take(&mut path));
        }
    }
    cursor
}

/// What comes after `::`, if that is next.
fn after_colons(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let (first, next) = cursor.punct()?;
    let (second, next) = next.punct()?;
    (first.as_char() == ':' && second.as_char() == ':').then_some(next)
}
