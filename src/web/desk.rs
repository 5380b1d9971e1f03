//! Where questions are handed over: with a permit, to a blocking thread, to the explorer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use tokio::sync::{AcquireError, Semaphore};

use super::reply::Reply;
use super::{ServerSettings, WebError};
use crate::explorer::{Explorer, ExplorerError, GenerationStamp, Pair, RandomPairQuestion};
use crate::view::pages::Frame;

/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(1);
/// Pairs on the start page when the operator named none.
const FEATURED: usize = 3;

/// The explorer, the permits to ask it, and what every page has in common.
#[derive(Debug)]
pub struct Desk {
    pub(super) explorer: Arc<Explorer>,
    permits: Arc<Semaphore>,
    batch_permits: Arc<Semaphore>,
    patience: Duration,
    catalogue_name: String,
    origin: String,
    featured: Vec<(String, String)>,
    front: Mutex<Option<Arc<Front>>>,
}

/// What pages show of a generation whatever their question; found out once for each.
#[derive(Debug)]
pub(super) struct Front {
    version: String,
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
            explorer,
            permits: Arc::new(Semaphore::new(permits)),
            batch_permits: Arc::new(Semaphore::new((permits / 2).max(1))),
            patience: PATIENCE,
            catalogue_name: settings.catalogue_name.clone(),
            origin: settings.origin.clone(),
            featured: settings.featured.clone(),
            front: Mutex::new(None),
        }
    }

    /// What all pages made from a generation have around their answer. May ask the explorer.
    pub(super) fn frame(&self, stamp: &GenerationStamp) -> Frame {
        let note = self.front().ok().and_then(|front| front.note.clone());
        self.frame_of(Some(stamp.clone()), note)
    }

    /// The same for a page that only says what went wrong. Asks nothing that takes time.
    pub(super) fn frame_of_error(&self) -> Frame {
        let note = self.known_front().and_then(|front| front.note.clone());
        self.frame_of(self.explorer.generation().ok(), note)
    }

    fn frame_of(&self, stamp: Option<GenerationStamp>, note: Option<String>) -> Frame {
        let mut frame = Frame::new(&self.catalogue_name, stamp);
        frame.origin.clone_from(&self.origin);
        frame.note = note;
        frame
    }

    /// What pages show of the live generation whatever their question.
    ///
    /// # Errors
    /// Nothing is being served.
    pub(super) fn front(&self) -> Result<Arc<Front>, ExplorerError> {
        let live = self.explorer.generation()?.version;
        if let Some(known) = self.known_front().filter(|front| front.version == live) {
            return Ok(known);
        }
        let graph = self.explorer.graph()?;
        let front = Arc::new(Front {
            version: graph.generation.version,
            note: graph.note,
            categories: graph.categories,
            featured: self.featured_pairs()?,
        });
        *self.lock() = Some(Arc::clone(&front));
        Ok(front)
    }

    fn known_front(&self) -> Option<Arc<Front>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Front>>> {
        // Whatever is in there is whole, even if its last holder panicked.
        self.front.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pairs the operator named, as far as they are there; else some by chance.
    fn featured_pairs(&self) -> Result<Vec<Pair>, ExplorerError> {
        let mut pairs = Vec::new();
        for (from, to) in &self.featured {
            pairs.extend(self.explorer.pair(from, to)?);
        }
        let any = RandomPairQuestion::default();
        let mut chance = rand::rng();
        for _ in 0..FEATURED {
            if pairs.len() >= FEATURED || !self.featured.is_empty() {
                break;
            }
            match self.explorer.random_pair(&any, &mut chance) {
                Ok(pair) if !pairs.contains(&pair) => pairs.push(pair),
                Ok(_) => {}
                Err(ExplorerError::NoGoodPair) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(pairs)
    }
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
    question: impl FnOnce(&Desk) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Arc::clone(&desk.permits).acquire_owned();
    let permit = in_time(&desk, turn).await?;
    answer(desk, permit, question).await
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
    question: impl FnOnce(&Desk) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let (batches, permits) = (desk.batch_permits.clone(), desk.permits.clone());
    let turn = async {
        Ok((
            batches.acquire_owned().await?,
            permits.acquire_owned().await?,
        ))
    };
    let both = in_time(&desk, turn).await?;
    answer(desk, both, question).await
}

async fn in_time<P>(
    desk: &Desk,
    turn: impl Future<Output = Result<P, AcquireError>>,
) -> Result<P, WebError> {
    match tokio::time::timeout(desk.patience, turn).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(WebError::Busy),
    }
}

async fn answer(
    desk: Data<Desk>,
    permit: impl Send + 'static,
    question: impl FnOnce(&Desk) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let work = web::block(move || {
        let _permit = permit;
        question(&desk)
    });
    let reply = work.await.map_err(|_| WebError::Panicked)??;
    Ok(reply.into_response())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use actix_web::http::StatusCode;

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

    fn narrow_desk() -> Data<Desk> {
        desk_for(1)
    }

    #[actix_web::test]
    async fn a_panic_becomes_an_error_and_gives_its_permit_back() {
        let desk = narrow_desk();
        let answer = ask(desk.clone(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask(desk, |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[actix_web::test]
    async fn who_finds_no_permit_is_sent_away_and_the_others_are_answered() {
        let desk = narrow_desk();
        let (go, wait) = mpsc::channel();
        let slow = ask(desk.clone(), move |_| {
            wait.recv().expect("the test says go");
            Ok(Reply::see_other("/"))
        });
        let slow = actix_web::rt::spawn(slow);
        while desk.permits.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask(desk.clone(), |_| Ok(Reply::see_other("/"))).await;
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
            let batch = ask_batch(desk.clone(), move |_| {
                wait.recv().expect("the test says go");
                Ok(Reply::see_other("/"))
            });
            batches.push((go, actix_web::rt::spawn(batch)));
        }
        while desk.batch_permits.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask_batch(desk.clone(), |_| Ok(Reply::see_other("/"))).await;
        assert!(matches!(turned_away, Err(WebError::Busy)));
        let single = ask(desk.clone(), |_| Ok(Reply::see_other("/"))).await;
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
        let answer = ask_batch(desk.clone(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask_batch(desk, |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_page_for_an_error_needs_no_graph() {
        let frame = narrow_desk().frame_of_error();
        assert!(frame.stamp.is_none() && frame.note.is_none());
    }
}
