//! Where a server listens: at addresses, at names, and at sockets in the file system.
//!
//! A socket in the file system is for a proxy on the same machine. Its file is removed when the
//! server ends. One that a killed server left is replaced; one at which somebody answers is not, nor
//! is any file that is no socket.
//!
//! Knows the system's sockets; nothing of what is said over them.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::str::FromStr;

use socket2::{Domain, Protocol, Socket, Type};

#[cfg(unix)]
use super::socket_file::SocketFile;

/// Connections that wait to be taken, at an address.
const BACKLOG: i32 = 1024;
/// What stands before the path of a socket.
const UNIX: &str = "unix:";

/// Where a server is to listen, or listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bind {
    /// At an address; port 0 means any free one.
    Address(SocketAddr),
    /// At all addresses that a name has on this machine: the name, a colon and a port.
    Name(String),
    /// At a socket in the file system.
    Unix(PathBuf),
}

impl FromStr for Bind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix(UNIX) {
            return socket(path);
        }
        if let Ok(address) = text.parse() {
            return Ok(Self::Address(address));
        }
        if is_name_and_port(text) {
            return Ok(Self::Name(text.to_owned()));
        }
        Err(
            "one listens at an address (127.0.0.1:8080, [::1]:8080), a name (localhost:8080) or a \
             socket (unix:/run/cartway/http.sock)"
                .to_owned(),
        )
    }
}

impl Bind {
    /// The address of the pages behind this base path, as a browser has it; of a socket, which no
    /// browser opens, its path.
    #[must_use]
    pub fn url(&self, base_path: &str) -> String {
        match self {
            Self::Unix(_) => self.to_string(),
            Self::Address(_) | Self::Name(_) => format!("http://{self}{base_path}/"),
        }
    }
}

impl fmt::Display for Bind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => name.fmt(f),
            Self::Unix(path) => write!(f, "{UNIX}{}", path.display()),
        }
    }
}

fn socket(path: &str) -> Result<Bind, String> {
    if !cfg!(unix) {
        return Err("this system has no sockets in the file system; name an address".to_owned());
    }
    if !path.starts_with('/') {
        return Err(
            "the path of a socket is a whole one, as in unix:/run/cartway/http.sock".to_owned(),
        );
    }
    Ok(Bind::Unix(PathBuf::from(path)))
}

fn is_name_and_port(text: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    text.rsplit_once(':').is_some_and(|(name, port)| {
        !name.is_empty() && name.bytes().all(is_of_name) && port.parse::<u16>().is_ok()
    })
}

/// What takes connections.
#[derive(Debug)]
pub(super) enum Listener {
    /// At an address.
    Tcp(TcpListener),
    /// At a socket in the file system.
    #[cfg(unix)]
    Unix(UnixListener),
}

/// All that one server listens at.
#[derive(Debug, Default)]
pub(super) struct Listening {
    pub(super) listeners: Vec<Listener>,
    /// Where they really are: a port 0 has become a free one, a name its addresses.
    pub(super) places: Vec<Bind>,
    /// Sockets in the file system, removed when this is dropped.
    #[cfg(unix)]
    pub(super) files: Vec<SocketFile>,
}

impl Listening {
    /// Listens at one more place.
    ///
    /// # Errors
    /// Somebody else does, or the system does not let us.
    pub(super) fn add(&mut self, bind: &Bind) -> io::Result<()> {
        match bind {
            Bind::Address(address) => self.add_address(*address),
            Bind::Name(name) => self.add_name(name),
            #[cfg(unix)]
            Bind::Unix(path) => {
                let (listener, file) = SocketFile::listen(path)?;
                self.listeners.push(Listener::Unix(listener));
                self.places.push(bind.clone());
                self.files.push(file);
                Ok(())
            }
            #[cfg(not(unix))]
            Bind::Unix(_) => Err(ErrorKind::Unsupported.into()),
        }
    }

    fn add_address(&mut self, address: SocketAddr) -> io::Result<()> {
        let listener = at_address(address)?;
        self.places.push(Bind::Address(listener.local_addr()?));
        self.listeners.push(Listener::Tcp(listener));
        Ok(())
    }

    /// Listens at all addresses of a name. It may have some that this machine does not, as `::1`
    /// where there is no IPv6; one it must have.
    fn add_name(&mut self, name: &str) -> io::Result<()> {
        let mut addresses: Vec<SocketAddr> = Vec::new();
        for address in name.to_socket_addrs()? {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        let before = self.listeners.len();
        let mut lacking = None;
        for address in addresses {
            match self.add_address(address) {
                Err(error) if !is_forbidden(&error) => lacking = Some(error),
                done => done?,
            }
        }
        if self.listeners.len() > before {
            return Ok(());
        }
        Err(lacking.unwrap_or_else(|| io::Error::other("this name has no address")))
    }
}

/// Whether an address is there, but not for us.
fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied
    )
}

fn at_address(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(
        Domain::for_address(address),
        Type::STREAM,
        Some(Protocol::TCP),
    )?;
    // A server that starts again need not wait for what is left of connections to the last one.
    // Elsewhere this would mean that two could listen at one address.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_names_and_sockets_are_told_apart_and_written_as_they_are_read() {
        let read = |text: &str| text.parse::<Bind>().unwrap();
        assert_eq!(read("[::1]:80"), Bind::Address("[::1]:80".parse().unwrap()));
        assert_eq!(
            read("localhost:8080"),
            Bind::Name("localhost:8080".to_owned())
        );
        for text in ["127.0.0.1:0", "[::1]:80", "a-b.example:1"] {
            assert_eq!(read(text).to_string(), text);
        }
        #[cfg(unix)]
        assert_eq!(read("unix:/run/x").to_string(), "unix:/run/x");
    }

    #[test]
    fn what_is_no_place_is_refused_with_examples_of_some() {
        for wrong in [
            "",
            "8080",
            ":8080",
            "localhost",
            "localhost:",
            "localhost:65536",
            "::1:8080",
            "http://localhost:80",
            "a b:80",
        ] {
            let error = wrong.parse::<Bind>().unwrap_err();
            assert!(error.contains("localhost:8080"), "{wrong}: {error}");
        }
        for wrong in ["unix:", "unix:x.sock"] {
            let error = wrong.parse::<Bind>().unwrap_err();
            assert!(!error.contains("127.0.0.1"), "{wrong}: {error}");
        }
    }

    #[test]
    fn a_name_stands_for_the_addresses_it_has() {
        let mut listening = Listening::default();
        listening.add(&"localhost:0".parse().unwrap()).unwrap();
        assert!(!listening.places.is_empty());
        for place in &listening.places {
            let Bind::Address(address) = place else {
                panic!("{place}")
            };
            assert!(address.ip().is_loopback() && address.port() > 0);
        }
        // Nobody is asked for a name with nothing between its dots.
        let nowhere = "a..b:80".parse().unwrap();
        assert!(Listening::default().add(&nowhere).is_err());
    }
}
