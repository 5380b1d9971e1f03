//! What all requests share: the explorer, the places to ask it, and what every page has in common.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use actix_web::HttpRequest;
use arc_swap::ArcSwapOption;

use super::answers::Answers;
use super::behind::Behind;
use super::caching::Fingerprint;
use super::client::{Client, Proxies};
use super::connections::Connections;
use super::front::FrontPage;
use super::metrics::Metrics;
use super::options::ServerSettings;
use super::rate::Rate;
use super::shares::{Patience, Shares};
use super::visitor::Visitor;
use crate::explorer::{Explorer, ExplorerError, GenerationStamp, Session, is_top_level};
use crate::pages::Frame;
use crate::picture::layered::SHAPES;
use crate::words;

/// How long a question waits for its turn.
const PATIENCE: Patience = Patience {
    of_more: Duration::from_secs(1),
    of_first: Duration::from_secs(5),
};

/// The explorer, the places to ask it, and what every page has in common.
#[derive(Debug)]
pub struct Desk {
    pub(super) explorer: Arc<Explorer>,
    /// Places of small questions: an item, a text looked up, what is known of the whole. Searches
    /// have others, so that no number of them is in the way of these.
    pub(super) small: Arc<Shares>,
    /// Places of searches and of pictures.
    pub(super) searches: Arc<Shares>,
    /// Places of batches, each of which takes one of the searches too.
    pub(super) batches: Arc<Shares>,
    pub(super) patience: Patience,
    /// Where searches run.
    pub(super) behind: Behind,
    /// How many requests a client may send, if there is a limit.
    pub(super) rate: Option<Rate>,
    pub(super) catalogue_name: String,
    pub(super) origin: String,
    pub(super) proxies: Proxies,
    featured: Vec<(String, String)>,
    /// Of the live generation, and of the one before, which some still ask.
    front: ArcSwapOption<FrontPage>,
    front_before: ArcSwapOption<FrontPage>,
    pub(super) fingerprint: Fingerprint,
    pub(super) answers: Answers,
    pub(super) metrics: Metrics,
    /// Those of visitors.
    pub(super) connections: Arc<Connections>,
    /// Whether operators have an address of their own.
    pub(super) has_admin: bool,
    pub(super) lines_lost: Arc<AtomicU64>,
    /// How long the body of a request may take.
    pub(super) body_time: Duration,
}

impl Desk {
    /// A desk in front of an explorer, for so many connections.
    ///
    /// # Errors
    /// The system gives no threads for searches.
    pub fn new(
        settings: &ServerSettings,
        explorer: Arc<Explorer>,
        most_connections: usize,
    ) -> io::Result<Self> {
        let metrics = Metrics::new();
        let places = settings.max_searches.max(1);
        Ok(Self {
            small: Arc::new(Shares::new(places)),
            searches: Arc::new(Shares::new(places)),
            batches: Arc::new(Shares::new(places / 2)),
            patience: PATIENCE,
            behind: Behind::new(places)?,
            rate: settings.rate.map(Rate::new),
            catalogue_name: settings.catalogue_name.clone(),
            origin: settings.origin.clone(),
            proxies: settings.proxies.clone(),
            featured: settings.featured.clone(),
            front: ArcSwapOption::empty(),
            front_before: ArcSwapOption::empty(),
            fingerprint: Fingerprint::of(settings, explorer.budget()),
            answers: Answers::new(settings.answer_cache),
            connections: Connections::new(
                most_connections,
                settings.limits.connections_of_one,
                settings.proxies.clone(),
                metrics.connections(),
            ),
            metrics,
            has_admin: settings.admin_bind.is_some(),
            lines_lost: Arc::clone(&settings.lines_lost),
            body_time: settings.limits.times.body,
            explorer,
        })
    }

    /// The frame of a page that looks nothing up, and only says what went wrong. Asks nothing that
    /// takes time.
    pub(super) fn quick_frame(
        &self,
        request: &HttpRequest,
        stamp: Option<GenerationStamp>,
    ) -> Frame {
        let stamp = stamp.or_else(|| Some(self.explorer.now().ok()?.generation()));
        let front = self.front.load_full();
        self.frame_of(self.visitor(request), stamp, front.as_deref())
    }

    pub(super) fn visitor(&self, request: &HttpRequest) -> Visitor {
        Visitor::of(request, &self.origin, &self.proxies)
    }

    /// Who sent a request, as a client and as a visitor.
    pub(super) fn sender(&self, request: &HttpRequest) -> (Client, Visitor) {
        let client = self.client(request);
        let visitor = Visitor::known(request, &self.origin, &client);
        (client, visitor)
    }

    /// Who sent a request.
    pub(super) fn client(&self, request: &HttpRequest) -> Client {
        Client::of(request, &self.proxies)
    }

    /// How many questions are being answered.
    pub(super) fn permits_in_use(&self) -> usize {
        self.small.taken() + self.searches.taken()
    }

    pub(super) fn frame_of(
        &self,
        visitor: Visitor,
        stamp: Option<GenerationStamp>,
        front: Option<&FrontPage>,
    ) -> Frame {
        let categories = front.iter().flat_map(|front| &front.categories);
        Frame {
            catalogue: self.catalogue_name.clone(),
            categories: categories
                .filter(|(name, _)| is_top_level(name))
                .take(SHAPES)
                .map(|(name, _)| name.clone())
                .collect(),
            note: front.and_then(|front| {
                let written = front.note.as_deref()?;
                Some(words::note(visitor.texts, written, front.is_sample))
            }),
            has_map: front.is_some_and(|front| front.has_map),
            stamp,
            origin: visitor.origin,
            address: visitor.address,
            texts: visitor.texts,
        }
    }

    /// Finds out what every page shows, so that no visitor waits for it.
    ///
    /// # Errors
    /// Nothing is being served, or it is damaged.
    pub(super) fn find_out_front(&self) -> Result<(), ExplorerError> {
        self.front_of(&self.explorer.now()?).map(|_| ())
    }

    /// What pages show of a generation whatever their question.
    ///
    /// # Errors
    /// It is damaged, or nothing is being served any more.
    pub(super) fn front_of(&self, session: &Session) -> Result<Arc<FrontPage>, ExplorerError> {
        let stamp = session.generation();
        for known in [&self.front, &self.front_before] {
            let known = known.load_full();
            if let Some(known) = known.filter(|front| front.stamp == stamp) {
                return Ok(known);
            }
        }
        let front = Arc::new(FrontPage::of(session, &self.featured)?);
        // The last questions to an old generation do not take the place of the new one's.
        if self.explorer.now()?.generation() == front.stamp {
            let before = self.front.swap(Some(Arc::clone(&front)));
            self.front_before.store(before);
        }
        Ok(front)
    }
}
