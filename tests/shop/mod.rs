//! A small shop for tests: its database, its graph folder, and rebuilding one from the other.
#![allow(dead_code, reason = "each test file uses the part it needs")]

use std::path::PathBuf;

use cartway::catalogue::{CatalogueWriter, NewItem};
use cartway::generation::Manifest;
use cartway::rebuild::{Settings, rebuild};

/// A shop in a folder of its own, removed at the end of the test.
pub struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("shop.db")
    }

    pub fn graph(&self) -> PathBuf {
        self.folder.path().join("shop.graph")
    }

    /// Puts in items as (id, title, category).
    pub fn items(&self, items: &[(&str, &str, &str)]) {
        let mut writer = CatalogueWriter::open(&self.db()).unwrap();
        let batch = writer.begin().unwrap();
        let mut rows = batch.items().unwrap();
        for (id, title, category) in items {
            let item = NewItem {
                title: Some(title),
                category: Some(category).filter(|name| !name.is_empty()).copied(),
                ..NewItem::default()
            };
            rows.put(id, &item).unwrap();
        }
        drop(rows);
        batch.commit().unwrap();
    }

    /// Puts in an order of these items, as often as told.
    pub fn orders(&self, orders: &[(&str, &[&str], u32)]) {
        let mut writer = CatalogueWriter::open(&self.db()).unwrap();
        let batch = writer.begin().unwrap();
        let mut rows = batch.order_lines().unwrap();
        for (name, items, times) in orders {
            for time in 0..*times {
                for item in *items {
                    rows.put(format!("{name}-{time}"), item).unwrap();
                }
            }
        }
        drop(rows);
        batch.commit().unwrap();
    }

    pub fn settings(&self) -> Settings {
        Settings::new(self.db(), self.graph())
    }

    pub fn rebuild(&self) -> Manifest {
        rebuild(&self.settings(), &()).unwrap()
    }
}
