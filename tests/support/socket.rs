//! A connection as it is, for what no well-behaved client sends.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(30);

/// Connects to a server.
pub fn connect(address: impl AsRef<str>) -> TcpStream {
    let address: SocketAddr = address.as_ref().parse().expect("an address");
    let stream = TcpStream::connect(address).expect("somebody listens");
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream.set_write_timeout(Some(DEADLINE)).unwrap();
    stream
}

/// A request that leaves the connection open.
pub fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: paths.example\r\n\r\n")
}

/// Asks over this connection, and reads the answer, which says how long it is.
pub fn ask(stream: &mut TcpStream, path: &str) -> String {
    stream.write_all(get(path).as_bytes()).expect("it is open");
    answer(stream)
}

/// The next answer; its length must stand in its head.
pub fn answer(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("there is an answer");
        read.push(byte[0]);
    }
    let head = String::from_utf8(read).unwrap().to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.trim().parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("the body is whole");
    format!("{head}{}", String::from_utf8_lossy(&body))
}

/// Everything until the other side closes the connection; a test that waits for that for too long
/// fails.
#[track_caller]
pub fn rest(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut piece = [0; 4096];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => read.extend_from_slice(&piece[..count]),
            Err(error) if is_end(&error) => break,
            Err(error) => panic!("{error} after {}", String::from_utf8_lossy(&read)),
        }
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// Whether the other side has closed the connection, politely or not.
pub fn is_end(error: &std::io::Error) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected};
    matches!(
        error.kind(),
        BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected
    )
}
