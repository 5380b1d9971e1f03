//! One request's turn: with a place, on a blocking thread, over one generation.
//!
//! A turn holds one generation from its first look to its last word, so that no answer is put
//! together from two. What a client has already is not made again.

use std::hash::Hash;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{self, Data};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use serde::Serialize;

use super::answers::Key;
use super::caching::{self, Known};
use super::coding::Coding;
use super::error::WebError;
use super::front::FrontPage;
use super::metrics::Metrics;
use super::reply::{GENERATION, Reply};
use super::shares::{Place, Shares};
use super::state::Desk;
use super::visitor::Visitor;
use crate::address::{self, Asked};
use crate::api;
use crate::description::{Form, Operation};
use crate::explorer::{
    Cursor, ExplorerError, GenerationStamp, PathsAnswer, PathsQuestion, Session,
};
use crate::exports::Format;
use crate::pages::Frame;
use crate::words::texts::Texts;

/// Whether an answer was kept (RFC 9211).
pub(super) const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");
/// It was.
const KEPT: &str = "cartway; hit";
/// It was made for this request.
const MADE: &str = "cartway; fwd=miss";

/// One request's turn at the desk: everything in its answer comes from the generation it holds.
pub(super) struct Turn {
    desk: Data<Desk>,
    visitor: Visitor,
    /// Whose share of the places it takes.
    client: IpAddr,
    /// How the client would rather have the body.
    coding: Coding,
    /// A hold on the generation that was live when the turn began, if any was.
    session: Option<Session>,
}

impl Turn {
    /// Takes hold of the generation that the client began with, as far as it names one and it is open
    /// yet, else of the live one; and notes it on the request for whoever words an error.
    ///
    /// A place in a list names the generation it is of, and means nothing in another one; so it goes
    /// before the header.
    fn begin(desk: Data<Desk>, request: &HttpRequest, cursor: Option<&Cursor>) -> Self {
        let named = cursor.map(|cursor| cursor.generation.as_str());
        let named = named.or_else(|| request.headers().get(GENERATION)?.to_str().ok());
        let begun = named.and_then(|version| desk.explorer.named(version));
        let session = begun.or_else(|| desk.explorer.now().ok());
        if let Some(session) = &session {
            request.extensions_mut().insert(session.generation());
        }
        let (client, visitor) = desk.sender(request);
        Self {
            visitor,
            client: client.home(),
            // Whoever can read nothing is told so before it comes to this.
            coding: Coding::wanted(request.headers()).unwrap_or_default(),
            desk,
            session,
        }
    }

    /// Whom to ask.
    ///
    /// # Errors
    /// Nothing is being served.
    pub(super) fn session(&self) -> Result<&Session, ExplorerError> {
        self.session.as_ref().ok_or(ExplorerError::NotReady)
    }

    /// How two items are connected; counted.
    pub(super) fn connect(&self, question: &PathsQuestion) -> Result<PathsAnswer, ExplorerError> {
        let answer = self.session()?.connect(question)?;
        self.desk.metrics.searched(&answer.outcome);
        Ok(answer)
    }

    /// What is written with the addresses that others use.
    pub(super) fn located<T>(&self, write: impl FnOnce() -> T) -> T {
        api::located_at(&self.desk.origin, write)
    }

    /// An answer as the client would rather have it.
    pub(super) fn coded(&self, reply: Reply) -> Reply {
        reply.coded(self.coding)
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
        self.frame_with(Some(stamp), self.front().ok().as_deref())
    }

    /// What every page has around its answer, where what pages show anyway is at hand.
    pub(super) fn frame_with(
        &self,
        stamp: Option<&GenerationStamp>,
        front: Option<&FrontPage>,
    ) -> Frame {
        let visitor = self.visitor.clone();
        self.desk.frame_of(visitor, stamp.cloned(), front)
    }

    /// The body of an answer in a form.
    ///
    /// # Errors
    /// It could not be written.
    pub(super) fn body(
        &self,
        operation: &Operation,
        form: Form,
        from: &GenerationStamp,
        body: &impl Serialize,
    ) -> Result<Reply, WebError> {
        let write = || match form {
            Form::Xml => api::to_xml(operation.root, body),
            Form::Json | Form::File(_) => api::to_string(body),
        };
        let text = self.located(write)?;
        Ok(Reply::answer(from, form, text))
    }

    /// The body of an answer in a form, or the file that it is in a format of other programs.
    ///
    /// # Errors
    /// It could not be written.
    pub(super) fn body_or_file<B: Serialize>(
        &self,
        operation: &Operation,
        form: Form,
        from: &GenerationStamp,
        body: impl FnOnce() -> B,
        file: impl FnOnce(Format) -> io::Result<Vec<u8>>,
    ) -> Result<Reply, WebError> {
        match form {
            Form::File(format) => {
                let file = file(format).map_err(WebError::File)?;
                Ok(Reply::answer(from, form, file).named(operation.root, format))
            }
            Form::Json | Form::Xml => self.body(operation, form, from, &body()),
        }
    }

    /// Scheme and host of this server, as the operator named them or else the visitor.
    pub(super) fn origin(&self) -> &str {
        &self.visitor.origin
    }

    /// What pages show whatever their question.
    ///
    /// # Errors
    /// Nothing is being served.
    pub(super) fn front(&self) -> Result<Arc<FrontPage>, ExplorerError> {
        self.desk.front_of(self.session()?)
    }

    /// What the answer to a question at this address is known by.
    fn known(&self, request: &HttpRequest, stamp: &GenerationStamp, question: &impl Hash) -> Known {
        let route = request.match_pattern().unwrap_or_default();
        let (fingerprint, visitor) = (&self.desk.fingerprint, &self.visitor);
        fingerprint.known(stamp, visitor, self.coding, &route, question)
    }

    /// The answer that is kept under this key, counted either way.
    fn kept(&self, key: &Key) -> Option<Arc<Reply>> {
        let answers = &self.desk.answers;
        let kept = answers.find(key);
        if answers.are_kept() {
            self.metrics().looked_for_kept(kept.is_some());
        }
        kept
    }

    /// Gives an answer what it is known by and how it travels, and keeps it where it may be kept.
    fn finished(&self, reply: Reply, known: &Known) -> Arc<Reply> {
        let reply = Arc::new(reply.known_by(&known.tag).coded(self.coding));
        if reply.may_be_kept() {
            self.desk.answers.keep(known.key, Arc::clone(&reply));
        }
        reply
    }

    /// One of these places, as soon as it is the client's turn.
    async fn place(&self, among: &Arc<Shares>) -> Result<Place, WebError> {
        let place = among.place(self.client, self.desk.patience).await;
        place.ok_or(WebError::Busy)
    }

    /// Answers on a blocking thread, as soon as there is a place for it.
    ///
    /// The place is held until the work is done, also when the client has gone meanwhile. Rendering
    /// is part of the work, so a panic in it ends as an answer too.
    async fn answered<T: Send + 'static>(
        self,
        work: Work,
        answer: impl FnOnce(&Self) -> Result<T, WebError> + Send + 'static,
    ) -> Result<T, WebError> {
        let desk = self.desk.clone();
        let places = match work {
            Work::Look => &desk.small,
            Work::Search => &desk.searches,
        };
        let place = self.place(places).await?;
        let answer = move || {
            let _place = place;
            answer(&self)
        };
        let answered = match work {
            Work::Look => web::block(answer).await.ok(),
            Work::Search => desk.behind.search(answer).await,
        };
        answered.unwrap_or(Err(WebError::Panicked))
    }
}

/// What an answer takes.
#[derive(Debug, Clone, Copy)]
enum Work {
    /// A look: at an item and its links, at what a text means, at what is known of the whole. About
    /// a millisecond, whatever is asked.
    Look,
    /// A search in the graph, or a picture: a few milliseconds, and with some options very many.
    Search,
}

/// Answers a small question: what is looked up, and the same whenever it is asked of a generation.
/// A client that has the answer is told so at once, and one that asks what is kept gets it, without
/// a place and without a look.
///
/// # Errors
/// What the answer ended with, or that there was no place.
pub(super) async fn look_up<Q: Hash + Send + 'static>(
    desk: Data<Desk>,
    request: &HttpRequest,
    question: Q,
    answer: impl FnOnce(&Turn, Q) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    kept(Work::Look, desk, request, question, answer).await
}

/// Answers what takes a search or a picture, and is the same whenever it is asked of a generation.
/// A client that has the answer is told so at once, and one that asks what is kept gets it, without
/// a place and without a search.
///
/// # Errors
/// What the answer ended with, or that there was no place.
pub(super) async fn ask_kept<Q: Hash + Send + 'static>(
    desk: Data<Desk>,
    request: &HttpRequest,
    question: Q,
    answer: impl FnOnce(&Turn, Q) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    kept(Work::Search, desk, request, question, answer).await
}

/// Answers what takes a search and may be another answer each time.
///
/// # Errors
/// What the answer ended with, or that there was no place.
pub(super) async fn ask(
    desk: Data<Desk>,
    request: &HttpRequest,
    answer: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Turn::begin(desk, request, None);
    let answer = |turn: &Turn| Ok(answer(turn)?.coded(turn.coding));
    Ok(turn.answered(Work::Search, answer).await?.response())
}

/// Answers a question that came by its name in a body, with what it takes.
///
/// # Errors
/// What the answer ended with, or that there was no place.
pub(super) async fn ask_by_name<T: Send + 'static>(
    desk: Data<Desk>,
    request: &HttpRequest,
    asked: Asked,
    answer: impl FnOnce(&Turn, Asked) -> Result<T, WebError> + Send + 'static,
) -> Result<T, WebError> {
    let work = match asked {
        Asked::Connect(_) | Asked::Between(_) => Work::Search,
        Asked::Search(_) | Asked::Neighbours(_) => Work::Look,
    };
    let turn = Turn::begin(desk, request, asked.cursor());
    turn.answered(work, move |turn| answer(turn, asked)).await
}

/// Answers a batch of questions, on all cores at once.
///
/// It takes one place like any other search: batches share the threads of one pool, as many as
/// there are cores, so ten of them press single questions no more than one does. But they wait for
/// each other while they hold their places; so that they cannot hold all of them, no more than half
/// go to batches.
///
/// # Errors
/// What the answer ended with, or that there was no place.
pub(super) async fn ask_batch(
    desk: Data<Desk>,
    request: &HttpRequest,
    answer: impl FnOnce(&Turn) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let turn = Turn::begin(desk, request, None);
    let among_batches = turn.place(&turn.desk.batches).await?;
    let on_all_cores = move |turn: &Turn| {
        let _place = among_batches;
        let reply = turn.desk.behind.batch(|| answer(turn))?;
        Ok(reply.coded(turn.coding))
    };
    Ok(turn.answered(Work::Search, on_all_cores).await?.response())
}

/// Answers, unless the client has the answer or it is kept.
async fn kept<Q: Hash + Send + 'static>(
    work: Work,
    desk: Data<Desk>,
    request: &HttpRequest,
    question: Q,
    answer: impl FnOnce(&Turn, Q) -> Result<Reply, WebError> + Send + 'static,
) -> Result<HttpResponse, WebError> {
    let cursor = address::cursor_in(request.query_string());
    let turn = Turn::begin(desk, request, cursor.as_ref());
    let Ok(stamp) = turn.session().map(Session::generation) else {
        // It says that nothing is being served.
        let answer = move |turn: &Turn| answer(turn, question);
        return Ok(turn.answered(work, answer).await?.response());
    };
    let known = turn.known(request, &stamp, &question);
    if caching::has_already(request, &known.tag) {
        let is_of_api = address::is_of_api(request.path());
        let reply = Reply::not_modified(&stamp, is_of_api);
        return Ok(reply.known_by(&known.tag).response());
    }
    let keeps = turn.desk.answers.are_kept();
    if let Some(reply) = turn.kept(&known.key) {
        return Ok(told(&reply, KEPT));
    }
    let answer = move |turn: &Turn| Ok(turn.finished(answer(turn, question)?, &known));
    let reply = turn.answered(work, answer).await?;
    Ok(if keeps {
        told(&reply, MADE)
    } else {
        reply.response()
    })
}

/// An answer that says whether it was kept.
fn told(reply: &Reply, how: &'static str) -> HttpResponse {
    let mut response = reply.response();
    let how = HeaderValue::from_static(how);
    response.headers_mut().insert(CACHE_STATUS, how);
    response
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;
    use crate::explorer::{Explorer, GraphFolder};
    use crate::web::ServerSettings;
    use crate::web::shares::Patience;

    /// A desk that lets so many questions in and turns all others away at once.
    fn desk_for(max_searches: usize) -> Data<Desk> {
        let settings = ServerSettings {
            max_searches,
            ..ServerSettings::default()
        };
        let folder = GraphFolder::at("/nowhere/at/all");
        let explorer = Explorer::open(folder, 1).expect("an empty folder can be opened");
        let mut desk = Desk::new(&settings, Arc::new(explorer), 1).expect("there are threads");
        desk.patience = Patience {
            of_more: Duration::ZERO,
            of_first: Duration::ZERO,
        };
        Data::new(desk)
    }

    fn nobody() -> HttpRequest {
        TestRequest::default().to_http_request()
    }

    /// One of several clients.
    fn client(number: u8) -> HttpRequest {
        let address = ([10, 0, 0, number], 1024).into();
        TestRequest::default().peer_addr(address).to_http_request()
    }

    fn narrow_desk() -> Data<Desk> {
        desk_for(1)
    }

    #[actix_web::test]
    async fn a_panic_becomes_an_error_and_gives_its_place_back() {
        let desk = narrow_desk();
        let answer = ask(desk.clone(), &nobody(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask(desk, &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[actix_web::test]
    async fn who_finds_no_place_is_sent_away_and_the_others_are_answered() {
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
        while desk.searches.taken() < 1 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask(desk.clone(), &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert!(matches!(turned_away, Err(WebError::Busy)));
        go.send(()).expect("the question waits");
        let answer = slow.await.expect("it ends");
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[actix_web::test]
    async fn batches_leave_half_of_the_places_to_single_questions() {
        let desk = desk_for(4);
        let mut batches = Vec::new();
        for number in 0..2 {
            let (go, wait) = mpsc::channel();
            let batch_desk = desk.clone();
            let batch = async move {
                let question = move |_: &Turn| {
                    wait.recv().expect("the test says go");
                    Ok(Reply::see_other("/"))
                };
                ask_batch(batch_desk, &client(number), question).await
            };
            batches.push((go, actix_web::rt::spawn(batch)));
        }
        while desk.batches.taken() < 2 {
            tokio::task::yield_now().await;
        }
        let turned_away = ask_batch(desk.clone(), &client(2), |_| Ok(Reply::see_other("/"))).await;
        assert!(matches!(turned_away, Err(WebError::Busy)));
        let single = ask(desk.clone(), &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(single.unwrap().status(), StatusCode::SEE_OTHER);
        for (go, _) in &batches {
            // All at once: on one core they wait for each other.
            go.send(()).expect("the batch waits");
        }
        for (_, batch) in batches {
            let answer = batch.await.expect("it ends");
            assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
        }
        assert_eq!(desk.batches.taken(), 0);
    }

    #[actix_web::test]
    async fn searches_of_one_client_leave_places_to_others_and_small_questions_have_their_own() {
        let desk = desk_for(2);
        let held = desk
            .searches
            .place(desk.client(&client(1)).home(), desk.patience);
        let _held = held.await.expect("it is free");
        let search = |number| {
            let request = client(number);
            let desk = desk.clone();
            async move { ask(desk, &request, |_| Ok(Reply::see_other("/"))).await }
        };
        assert!(matches!(search(1).await, Err(WebError::Busy)));
        assert!(search(2).await.is_ok());
        let greedy = client(1);
        let look = look_up(desk, &greedy, (), |_, ()| Ok(Reply::see_other("/")));
        assert!(look.await.is_ok());
    }

    #[actix_web::test]
    async fn a_panic_in_a_batch_gives_both_places_back() {
        let desk = narrow_desk();
        let answer = ask_batch(desk.clone(), &nobody(), |_| panic!("on purpose")).await;
        assert!(matches!(answer, Err(WebError::Panicked)));
        let answer = ask_batch(desk, &nobody(), |_| Ok(Reply::see_other("/"))).await;
        assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    }

    #[test]
    fn a_page_for_an_error_needs_no_graph() {
        let frame = narrow_desk().quick_frame(&nobody(), None);
        assert!(frame.stamp.is_none() && frame.note.is_none());
    }
}
