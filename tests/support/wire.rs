//! HTTP/1.1 over one kept connection, written and read by hand, from an address of ours that one
//! chooses: servers tell clients apart by it. Asking costs the machine next to nothing, so that many
//! clients can be played beside the server they press.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// How long an answer is waited for.
const DEADLINE: Duration = Duration::from_secs(30);

/// What came back.
pub struct Answer {
    pub status: u16,
    /// The lines of the head, names in small letters.
    pub head: String,
    pub body: Vec<u8>,
}

/// A client of a server; it connects when it first asks, and again where it was hung up on.
pub struct Wire {
    server: SocketAddr,
    from: Ipv4Addr,
    stream: Option<BufReader<TcpStream>>,
}

impl Wire {
    /// A client at this address, one of 127.0.0.0/8.
    pub fn new(from: Ipv4Addr, server: SocketAddr) -> Self {
        let stream = None;
        Self {
            server,
            from,
            stream,
        }
    }

    /// Asks for a path.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask(format!("GET {path} HTTP/1.1\r\nhost: cartway\r\n\r\n").as_bytes())
    }

    /// Sends a body of JSON.
    pub fn post(&mut self, path: &str, json: &str) -> io::Result<Answer> {
        let length = json.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: cartway\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n"
        );
        self.ask((head + json).as_bytes())
    }

    /// Sends bytes, and reads the answer to them.
    pub fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => BufReader::new(connect(self.from, self.server)?),
        };
        stream.get_mut().write_all(request)?;
        let answer = read(&mut stream)?;
        if !answer.says("connection: close") {
            self.stream = Some(stream);
        }
        Ok(answer)
    }
}

/// A connection from an address of ours.
pub fn connect(from: Ipv4Addr, server: SocketAddr) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::from((from, 0)).into())?;
    socket.connect_timeout(&server.into(), DEADLINE)?;
    socket.set_tcp_nodelay(true)?;
    socket.set_read_timeout(Some(DEADLINE))?;
    socket.set_write_timeout(Some(DEADLINE))?;
    Ok(socket.into())
}

/// Reads an answer that is no answer to `HEAD`.
fn read(stream: &mut impl BufRead) -> io::Result<Answer> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    head.make_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut answer = Answer {
        status: status.ok_or(io::ErrorKind::InvalidData)?,
        head,
        body: Vec::new(),
    };
    if answer.says("transfer-encoding: chunked") {
        answer.body = chunks(stream)?;
    } else if let Some(length) = answer.field("content-length") {
        let length = length.parse().map_err(io::Error::other)?;
        answer.body.resize(length, 0);
        stream.read_exact(&mut answer.body)?;
    }
    Ok(answer)
}

fn chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let length = u64::from_str_radix(line.trim_end(), 16).map_err(io::Error::other)?;
        stream.by_ref().take(length).read_to_end(&mut body)?;
        let mut end = [0; 2];
        stream.read_exact(&mut end)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

impl Answer {
    /// A field of the head.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn says(&self, line: &str) -> bool {
        self.head.lines().any(|other| other == line)
    }
}
