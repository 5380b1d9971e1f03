//! A graph folder behind an address, read over HTTP piece by piece.
//!
//! Each piece is asked for by its range and within a time, so that neither a broken connection nor one
//! that stands still costs more than the piece. That a file did not change meanwhile is not looked at:
//! its checksum says so in the end. TLS is not spoken: the address is one of your own network, or the
//! near end of a tunnel.

use std::io::{self, Read};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Response, StatusCode, Uri, header};

use super::names::CURRENT_FILE;
use super::origin::checked_name;
use super::{MANIFEST_FILE, Origin, PullError};

/// Bytes asked for at a time.
const PIECE: u64 = 8 << 20;
/// Time for a piece: enough at 70 kB a second.
const PIECE_TIME: Duration = Duration::from_secs(120);
/// Time until there is a connection, and until an answer begins.
const FIRST_TIME: Duration = Duration::from_secs(15);
/// Waits before what failed is asked for again.
const AGAIN: [Duration; 3] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(5),
];
/// Most bytes of a name.
const NAME: u64 = 4096;

/// A graph folder behind an address.
#[derive(Debug)]
pub struct RemoteFolder {
    agent: Agent,
    /// With a slash at the end.
    address: String,
}

impl RemoteFolder {
    /// The folder behind an address; asks nothing yet.
    ///
    /// # Errors
    /// It is no address, or one of another kind than `http`.
    pub fn at(address: &str) -> Result<Self, PullError> {
        let no_address = |reason: &str| PullError::NoAddress {
            address: address.to_owned(),
            reason: reason.to_owned(),
        };
        let uri: Uri = address
            .parse()
            .map_err(|_| no_address("one is spelled as http://10.0.0.10:8081/generations"))?;
        if uri.scheme_str() != Some("http") {
            return Err(no_address(
                "only http is spoken; let a tunnel or a proxy of your own speak TLS, or fetch the \
                 folder with a tool of your own and name the copy",
            ));
        }
        if uri.query().is_some() {
            return Err(no_address("a folder has no query"));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(FIRST_TIME))
            .timeout_recv_response(Some(FIRST_TIME))
            .timeout_recv_body(Some(PIECE_TIME))
            .user_agent(concat!("cartway/", env!("CARGO_PKG_VERSION")));
        Ok(Self {
            agent: config.build().into(),
            address: format!("{}/", address.trim_end_matches('/')),
        })
    }

    /// Whether a text is meant as an address rather than a folder.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        text.contains("://")
    }

    /// The whole of something small, of at most so many bytes.
    fn small(&self, path: &str, most: u64) -> Result<Vec<u8>, PullError> {
        self.patiently(path, || {
            let response = self.ask(path, None)?;
            match response.status() {
                StatusCode::OK => read(response, most),
                status => Err(Failure::Status(status)),
            }
        })
    }

    /// A piece of a file: these bytes of it.
    fn piece(&self, path: &str, from: u64, bytes: u64) -> Result<Vec<u8>, PullError> {
        let range = format!("bytes={from}-{}", (from + bytes).saturating_sub(1));
        self.patiently(path, || {
            let response = self.ask(path, Some(&range))?;
            let piece = match response.status() {
                StatusCode::PARTIAL_CONTENT => read(response, bytes)?,
                // Whoever knows no ranges sends all of it, which may be what is wanted.
                StatusCode::OK if from == 0 && length(&response) == Some(bytes) => {
                    read(response, bytes)?
                }
                StatusCode::OK => return Err(Failure::NoRanges),
                status => return Err(Failure::Status(status)),
            };
            match piece.len() as u64 == bytes {
                true => Ok(piece),
                false => Err(Failure::Short),
            }
        })
    }

    fn ask(&self, path: &str, range: Option<&str>) -> Result<Response<ureq::Body>, Failure> {
        let mut request = self.agent.get(self.url(path));
        if let Some(range) = range {
            request = request.header(header::RANGE, range);
        }
        request.call().map_err(Failure::Broken)
    }

    /// Asks again, a few times, where that may help.
    fn patiently<T>(
        &self,
        path: &str,
        ask: impl Fn() -> Result<T, Failure>,
    ) -> Result<T, PullError> {
        let mut waits = AGAIN.iter();
        loop {
            match ask() {
                Ok(answer) => return Ok(answer),
                Err(failure) => match waits.next().filter(|_| failure.may_pass()) {
                    Some(wait) => sleep(*wait),
                    None => return Err(failure.of(self.url(path).into())),
                },
            }
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

/// The bytes that a server says it sends.
fn length(response: &Response<ureq::Body>) -> Option<u64> {
    response.body().content_length()
}

fn read(mut response: Response<ureq::Body>, most: u64) -> Result<Vec<u8>, Failure> {
    // At its limit a body counts as too large, whether or not it ends there.
    let limit = most.saturating_add(1);
    let body = response.body_mut().with_config().limit(limit);
    body.read_to_vec().map_err(Failure::Broken)
}

/// Why there is no answer.
enum Failure {
    Broken(ureq::Error),
    Status(StatusCode),
    NoRanges,
    Short,
}

impl Failure {
    /// Whether it may be otherwise soon.
    fn may_pass(&self) -> bool {
        match self {
            Self::Broken(error) => !matches!(error, ureq::Error::BodyExceedsLimit(_)),
            Self::Status(status) => status.is_server_error(),
            Self::NoRanges => false,
            Self::Short => true,
        }
    }

    fn of(self, place: PathBuf) -> PullError {
        let reason = match self {
            Self::Broken(error) => error.to_string(),
            Self::Status(StatusCode::NOT_FOUND) => return PullError::Nothing { place },
            Self::Status(status) => format!("the answer is {status}"),
            Self::NoRanges => {
                "parts of files are not given out there (Range); let a web server offer the folder \
                 that does"
                    .to_owned()
            }
            Self::Short => "it is shorter than its manifest says".to_owned(),
        };
        PullError::Unreachable { place, reason }
    }
}

impl Origin for RemoteFolder {
    fn current(&self) -> Result<String, PullError> {
        let text = self.small(CURRENT_FILE, NAME)?;
        checked_name(&text, self.url(CURRENT_FILE).into())
    }

    fn place_of(&self, name: &str, file: &str) -> PathBuf {
        self.url(&format!("{name}/{file}")).into()
    }

    fn manifest(&self, name: &str, most: u64) -> Result<Vec<u8>, PullError> {
        self.small(&format!("{name}/{MANIFEST_FILE}"), most)
    }

    fn open(&self, name: &str, file: &str, bytes: u64) -> Result<Box<dyn Read + '_>, PullError> {
        Ok(Box::new(Pieces {
            folder: self,
            path: format!("{name}/{file}"),
            bytes,
            next: 0,
            piece: io::Cursor::default(),
        }))
    }
}

/// A file, read piece by piece as they come.
struct Pieces<'a> {
    folder: &'a RemoteFolder,
    path: String,
    /// Bytes of the whole.
    bytes: u64,
    /// Where the next piece begins.
    next: u64,
    piece: io::Cursor<Vec<u8>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.piece.read(buffer)?;
        if count > 0 || self.next >= self.bytes || buffer.is_empty() {
            return Ok(count);
        }
        let bytes = PIECE.min(self.bytes - self.next);
        let piece = self.folder.piece(&self.path, self.next, bytes);
        self.piece = io::Cursor::new(piece.map_err(io::Error::other)?);
        self.next += bytes;
        self.piece.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_folder_whether_or_not_it_ends_with_a_slash() {
        for address in [
            "http://one:8081/generations",
            "http://one:8081/generations/",
        ] {
            assert!(RemoteFolder::is_meant(address));
            let folder = RemoteFolder::at(address).unwrap();
            let place = folder.place_of("000012", "graph.bin");
            let expected = "http://one:8081/generations/000012/graph.bin";
            assert_eq!(place, PathBuf::from(expected));
        }
        assert!(!RemoteFolder::is_meant("/srv/shop.graph"));
    }

    #[test]
    fn an_address_that_cannot_be_asked_is_told_with_what_to_do() {
        let said = |address: &str| RemoteFolder::at(address).unwrap_err().to_string();
        assert!(said("https://one/generations").contains("tunnel"));
        assert!(said("ftp://one/").contains("only http"));
        assert!(said("http://").contains("spelled as"));
        assert!(said("http://one two/").contains("spelled as"));
        assert!(said("http://one/?a=b").contains("query"));
    }
}
