//! What a rebuild begins from: rows of a catalogue, or counts that were made of such elsewhere.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::error::RebuildError;
use super::link_rules::{Contradiction, LinkRules};
use super::origin::Origin;
use super::settings::Settings;
use crate::catalogue::{CatalogueError, CountsFolder, CountsProblem};

/// What there is to read.
pub(super) enum Input {
    Rows(Origin),
    Counts(CountsFolder),
}

impl Input {
    /// Opens what the settings name.
    pub(super) fn open(settings: &Settings) -> Result<Self, RebuildError> {
        match &settings.counts {
            Some(folder) => Ok(Self::Counts(CountsFolder::open(folder)?)),
            None => Origin::open(settings.input(), settings.places()).map(Self::Rows),
        }
    }

    /// What makes a link: as the settings say, and for the rest as usual, or as it was counted.
    pub(super) fn rules(&self, settings: &Settings) -> Result<LinkRules, RebuildError> {
        let given = settings.given_rules();
        let Self::Counts(counts) = self else {
            return Ok(given.or(LinkRules::default()));
        };
        let path = settings.input().to_owned();
        if settings.leaves_out() {
            return Err(RebuildError::LeaveOutCounted { path });
        }
        let counted = LinkRules::of_counts(counts.meta()).map_err(|found| {
            let found = found.to_owned();
            counts.refused(CountsProblem::Measure { found })
        })?;
        let contradiction = |found: Contradiction| RebuildError::CountedOtherwise {
            path,
            option: found.option,
            given: found.given,
            counted: found.counted,
        };
        given.for_counts(counted).map_err(contradiction)
    }

    /// Breaks off what takes long to its first row, once `stop` is raised.
    pub(super) fn stop_when(&mut self, stop: Arc<AtomicBool>) -> Result<(), CatalogueError> {
        match self {
            Self::Rows(origin) => origin.stop_when(stop),
            Self::Counts(_) => Ok(()),
        }
    }
}
