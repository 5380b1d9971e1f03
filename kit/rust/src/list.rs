//! Long lists, which the server hands out page by page.

use std::marker::PhantomData;
use std::vec;

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::sending::Line;
use crate::types::{CentralItem, Centre, Item, Neighbour, Neighbours, Search};

/// One part of a long list.
pub trait Page: DeserializeOwned {
    /// What it lists.
    type Entry;
    /// Address of the next part, where there is one.
    fn next(&self) -> Option<&str>;
    /// What is listed here.
    fn entries(self) -> Vec<Self::Entry>;
}

/// A list from its first entry to its last, fetched as it is walked. After an error it ends.
#[derive(Debug)]
pub struct List<'a, P: Page> {
    pages: Pages<'a, P>,
    here: vec::IntoIter<P::Entry>,
}

impl<'a, P: Page> List<'a, P> {
    pub(crate) fn new(line: &'a Line, path: &str, query: String) -> Self {
        let pages = Pages {
            line,
            path: path.to_owned(),
            query: Some(query),
            of: PhantomData,
        };
        Self {
            pages,
            here: Vec::new().into_iter(),
        }
    }

    /// Its pages, which tell more than their entries: how many there are in all, what was looked up.
    #[must_use]
    pub fn pages(self) -> Pages<'a, P> {
        self.pages
    }
}

impl<P: Page> Iterator for List<'_, P> {
    type Item = Result<P::Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.here.next() {
                return Some(Ok(entry));
            }
            match self.pages.next()? {
                Ok(page) => self.here = page.entries().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The pages of a list, fetched as they are walked. After an error they end.
#[derive(Debug)]
pub struct Pages<'a, P> {
    line: &'a Line,
    path: String,
    /// That of the page to fetch; none at the end.
    query: Option<String>,
    of: PhantomData<fn() -> P>,
}

impl<P: Page> Iterator for Pages<'_, P> {
    type Item = Result<P, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let query = self.query.take()?;
        let page = self.line.get::<P>(&format!("{}?{query}", self.path));
        if let Ok(page) = &page {
            // The server may know itself by another address than we know it by.
            let next = page.next().and_then(|next| next.split_once('?'));
            self.query = next.map(|(_, query)| query.to_owned());
        }
        Some(page)
    }
}

impl Page for Search {
    type Entry = Item;
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
    fn entries(self) -> Vec<Item> {
        self.items
    }
}

impl Page for Neighbours {
    type Entry = Neighbour;
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
    fn entries(self) -> Vec<Neighbour> {
        self.neighbours
    }
}

impl Page for Centre {
    type Entry = CentralItem;
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }
    fn entries(self) -> Vec<CentralItem> {
        self.items
    }
}
