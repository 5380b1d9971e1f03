//! Where questions are handed over: with a permit, to a blocking thread, to the explorer.
//!
//! Each request has its turn, which holds one generation from its first look to its last word, so
//! that no answer is put together from two. What a client has already is not made again.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::EntityTag;
use actix_web::web::{self, Data};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use arc_swap::ArcSwapOption;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use tokio::sync::{AcquireError, Semaphore};

use super::caching::{self, Origin};
use super::metrics::Metrics;
use super::reply::Reply;
use super::visitor::Visitor;
use super::{ServerSettings, WebError};
use crate::explorer::{
    Explorer, ExplorerError, GenerationStamp, Pair, PathsAnswer, PathsQuestion, RandomPairQuestion,
};
use crate::pages::Frame;
use crate::picture::layered::SHAPES;
use crate::words;
use crate::words::texts::Texts;

/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(1);
/// Pairs on the start page when the operator named none.
const FEATURED: usize = 3;

/// The explorer, the permits to ask it, and what every page has in common.
#[derive(Debug)]
pub struct Desk {
    pub(super) explorer: Arc<Explorer>,
    permit_count: usize,
    permits: Arc<Semaphore>,
    batch_permits: Arc<Semaphore>,
    patience: Duration,
    catalogue_name: String,
    origin: String,
    featured: Vec<(String, String)>,
    front: ArcSwapOption<Front>,
    house: Origin,
    pub(super) metrics: Metrics,
}

/// What pages show of a generation whatever their question; found out once for each.
#[derive(Debug)]
pub(super) struct Front {
    stamp: GenerationStamp,
    note: Option<String>,
    /// Categories with their number of items, the largest first.
    pub(super) categories: Vec<(String, u64)>,
    /// The pairs of the start page.
    pub(super) featured: Vec<Pair>,
}

impl Desk {
    /// A desk in front of an explorer.
    #[must_use]
    pub fn new(settings: &ServerSettings, explorer: Arc<Explorer>) -> Self {
        let permits = settings.max_searches.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            permit_count: permits,
            permits: Arc::new(Semaphore::new(permits)),
            batch_permits: Arc::new(Semaphore::new((permits / 2).max(1))),
            patience: PATIENCE,
            catalogue_name: settings.catalogue_name.clone(),
            origin: settings.origin.clone(),
            featured: settings.featured.clone(),
            front: ArcSwapOption::empty(),
            house: Origin::of(settings, explorer.budget()),
            metrics: Metrics::new(),
            explorer,
        }
    }

    /// The frame of a page that only says what went wrong. Asks nothing that takes time.
    pub(super) fn frame_of_error(
        &self,
        request: &HttpRequest,
        stamp: Option<GenerationStamp>,
    ) -> Frame {
        let stamp = stamp.or_else(|| self.explorer.generation().ok());
        self.frame_of(self.visitor(request), stamp, self.front.load_full())
    }

    pub(super) fn visitor(&self, request: &HttpRequest) -> Visitor {
        Visitor::of(request, &self.origin)
    }

    /// How many questions are being answered.
    pub(super) fn permits_in_use(&self) -> usize {
        self.permit_count
            .saturating_sub(self.permits.available_permits())
    }

    fn frame_of(
        &self,
        visitor: Visitor,
        stamp: Option<GenerationStamp>,
        front: Option<Arc<Front>>,
    ) -> Frame {
        let categories = front.iter().flat_map(|front| &front.categories);
        Frame {
            catalogue: self.catalogue_name.clone(),
            categories: categories
                .take(SHAPES)
                .map(|(name, _)| name.clone())
                .collect(),
            note: front
                .as_ref()
                .and_then(|front| front.note.as_deref())
                .map(|written| words::note(visitor.texts, written)),
            stamp,
            origin: visitor.origin,
            address: visitor.address,
            texts: visitor.texts,
        }
    }

    /// Finds out what every page shows, so that no visitor waits for it.
    ///
    /// # Errors
    /// Nothing is being served.
    pub(super) fn find_out_front(&self) -> Result<(), ExplorerError> {
        self.front_of(&self.explorer.held()).map(|_| ())
    }

    fn front_of(&self, held: &Explorer) -> Result<Arc<Front>, ExplorerError> {
        let stamp = held.generation()?;
        let known = self.front.load_full();
        if let Some(known) = known.filter(|front| front.stamp == stamp) {
            return Ok(known);
        }
        let graph = held.graph()?;
        let front = Arc::new(Front {
            note: graph.note,
            categories: graph.categories,
            featured: self.featured_pairs(held, &stamp)?,
            stamp,
        });
        // The last questions to an old generation do not take the place of the new one's.
        if self.explorer.generation()? == front.stamp {
            self.front.store(Some(Arc::clone(&front)));
        }
        Ok(front)
    }

    /// The pairs the operator named, as far as they are there; else some by chance, always the same
    /// ones for a generation.
    fn featured_pairs(
        &self,
        held: &Explorer,
        stamp: &GenerationStamp,
    ) -> Result<Vec<Pair>, ExplorerError> {
        let mut pairs = Vec::new();
        for (from, to) in &self.featured {
            pairs.extend(held.pair(from, to)?);
        }
        let any = RandomPairQuestion::default();
        let mut chance = ChaCha8Rng::from_seed(caching::seed_of(stamp));
        for _ in 0..FEATURED {
            if pairs.len() >= FEATURED || !self.featured.is_empty() {
                break;
            }
            match held.random_pair(&any, &mut chance) {
                Ok(pair) if !pairs.contains(&pair) => pairs.push(pair),
                Ok(_) => {}
                Err(ExplorerError::NoGoodPair) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(pairs)
    }
}

/// One request's turn at the desk: everything in its answer comes from the generation it holds.
pub(super) struct Turn {
    desk: Data<Desk>,
    visitor: Visitor,
    /// Holds the generation that was live when the turn began.
    pub(super) explorer: Explorer,
}

impl Turn {
    /// Takes hold of the live generation, and notes it on the request for whoever words an error.
    fn begin(desk: Data<Desk>, request: &HttpRequest) -> Self {
        let explorer = desk.explorer.held();
        if let Ok(stamp) = explorer.generation() {
            request.extensions_mut().insert(stamp);
        }
        Self {
            visitor: desk.visitor(request),
            desk,
            explorer,
        }
    }

    /// How two items are connected; counted.
    pub(super) fn connect(&self, question: &PathsQuestion) -> Result<PathsAnswer, ExplorerError> {
        let answer = self.explorer.connect(question)?;
        self.desk.metrics.searched(&answer.outcome);
        Ok(answer)
    }

    /// The texts of the visitor's language.
    pub(super) fn texts(&self) -> Texts {
        self.visitor.texts
    }

    /// Where to count.
    pub(super) fn metrics(&self) -> &Metrics {
        &self.desk.metrics
    }

    /// What the operator calls the catalogue; may be empty.
    pub(super) fn catalogue_name(&self) -> &str {
        &self.desk.catalogue_name
    }

    /// What every page has around its answer.
    pub(super) fn frame(&self, stamp: &GenerationStamp) -> Frame {
        let front = self.front().ok();
        let visitor = self.visitor.clone();
        self.desk.frame_of(visitor, Some(stamp.clone()), front)
    }

    /// What pages show whatever their question.
    ///
    /// # Errors
    /// Nothing is being served.
    pub(super) fn front(&self) -> Result<Arc<Front>, ExplorerError> {
        self.desk.front_of(&self.explorer)
    }

    /// What the answer at this address, in its normal form, is known by.
    fn tag(&self, address: &str) -> Option<EntityTag> {
        let stamp = self.explorer.generation().ok()?;
        Some(self.desk.house.tag(&stamp, &self.visitor, address))
    }
}

/// Answers what is the same whenever it is asked of a generation. `address` is the normal form of
/// the question: what its answer is known by. A client that has the answer is told so at once,
/// without a permit and without a search.
///
/// # Errors
/// As for [`ask`].
pub(super) async fn ask_kept(
    desk: Data<Desk>,
    request: &HttpRequest,
    address: &str,
    question: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Turn::begin(desk, request);
    let tag = turn.tag(address);
    if let (Some(tag), Ok(stamp)) = (&tag, turn.explorer.generation())
        && caching::has_already(request, tag)
    {
        return Ok(Reply::not_modified(&stamp, address)
            .known_by(tag)
            .into_response());
    }
    let waiting = Arc::clone(&turn.desk.permits).acquire_owned();
    let permit = in_time(turn.desk.patience, waiting).await?;
    let reply = answer(turn, permit, question).await?;
    let reply = match tag {
        Some(tag) => reply.known_by(&tag),
        None => reply,
    };
    Ok(reply.into_response())
}

/// Answers a question on a blocking thread, as soon as there is a permit for it.
///
/// The permit is held until the work is done, also when the client has gone meanwhile. Rendering
/// is part of the work, so a panic in it ends as an answer too.
///
/// # Errors
/// What the question ended with, or that there was no permit.
pub(super) async fn ask(
    desk: Data<Desk>,
    request: &HttpRequest,
    question: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Turn::begin(desk, request);
    let waiting = Arc::clone(&turn.desk.permits).acquire_owned();
    let permit = in_time(turn.desk.patience, waiting).await?;
    Ok(answer(turn, permit, question).await?.into_response())
}

/// The same for a batch of questions, which is answered on all cores at once.
///
/// It takes one permit like any other: batches share the threads of one pool, as many as there are
/// cores, so ten of them press single questions no more than one does. But they wait for each
/// other while they hold their permits; so that they cannot hold all of them, no more than half go
/// to batches.
///
/// # Errors
/// As for [`ask`].
pub(super) async fn ask_batch(
    desk: Data<Desk>,
    request: &HttpRequest,
    question: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Turn::begin(desk, request);
    let batches = Arc::clone(&turn.desk.batch_permits);
    let permits = Arc::clone(&turn.desk.permits);
    let waiting = async {
        Ok((
            batches.acquire_owned().await?,
            permits.acquire_owned().await?,
        ))
    };
    let both = in_time(turn.desk.patience, waiting).await?;
    Ok(answer(turn, both, question).await?.into_response())
}

async fn in_time<P>(
    patience: Duration,
    turn: impl Future<Output = Result<P, AcquireError>>,
) -> Result<P, WebError> {
    match tokio::time::timeout(patience, turn).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(WebError::Busy),
    }
}

async fn answer(
    turn: Turn,
    permit: impl Send + 'static,
    question: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<Reply, WebError> {
    let work = web::block(move || {
        let _permit = permit;
        question(&turn)
    });
    work.await.map_err(|_| WebError::Panicked)?
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;
    use crate::explorer::GraphFolder;

    /// A desk that lets so many questions in and turns all others away at once.
    fn desk_for(max_searches: usize) -> Data<Desk> {
        let settings = ServerSettings {
            bind: Vec::new(),
            workers: None,
            shutdown_timeout: Duration::ZERO,
            max_searches,
            catalogue_name: String::new(),
            origin: String::new(),
            featured: Vec::new(),
            poll: Duration::ZERO,
        };
        let folder = GraphFolder::at("/nowhere/at/all");
        let explorer = Explorer::open(folder, 1).expect("an empty folder can be opened");
        let mut desk = Desk::new(&settings, Arc::new(explorer));
        desk.patience = Duration::ZERO;
        Data::new(desk)
    }

    fn nobody() -> HttpRequest {
        TestRequest::default().to_http_request()
    }

    fn narrow_desk() -> Data<Desk> {
        desk_for(1)
    }

    #[actix_web::test]
    async fn a_panic_becomes_an_error_and_gives_its_permit_back() {
        let desk = narrow_desk();
        let answer = ask(desk.clone(), &nobody(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask(desk, &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[actix_web::test]
    async fn who_finds_no_permit_is_sent_away_and_the_others_are_answered() {
        let desk = narrow_desk();
        let (go, wait) = mpsc::channel();
        let slow_desk = desk.clone();
        let slow = async move {
            let question = move |_: &Turn| {
                wait.recv().expect("the test says go");
                Ok(Reply::see_other("/"))
            };
            ask(slow_desk, &nobody(), question).await
        };
        let slow = actix_web::rt::spawn(slow);
        while desk.permits.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask(desk.clone(), &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert!(matches!(turned_away, Err(WebError::Busy)));
        go.send(()).expect("the question waits");
        let answer = slow.await.expect("it ends");
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[actix_web::test]
    async fn batches_leave_half_of_the_permits_to_single_questions() {
        let desk = desk_for(4);
        let mut batches = Vec::new();
        for _ in 0..2 {
            let (go, wait) = mpsc::channel();
            let batch_desk = desk.clone();
            let batch = async move {
                let question = move |_: &Turn| {
                    wait.recv().expect("the test says go");
                    Ok(Reply::see_other("/"))
                };
                ask_batch(batch_desk, &nobody(), question).await
            };
            batches.push((go, actix_web::rt::spawn(batch)));
        }
        while desk.batch_permits.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask_batch(desk.clone(), &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert!(matches!(turned_away, Err(WebError::Busy)));
        let single = ask(desk.clone(), &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(single.unwrap().status(), StatusCode::SEE_OTHER);
        for (go, batch) in batches {
            go.send(()).expect("the batch waits");
            let answer = batch.await.expect("it ends");
            assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
        }
        assert_eq!(desk.batch_permits.available_permits(), 2);
    }

    #[actix_web::test]
    async fn a_panic_in_a_batch_gives_both_permits_back() {
        let desk = narrow_desk();
        let answer = ask_batch(desk.clone(), &nobody(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask_batch(desk, &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_page_for_an_error_needs_no_graph() {
        let frame = narrow_desk().frame_of_error(&nobody(), None);
        assert!(frame.stamp.is_none() && frame.note.is_none());
    }
}
