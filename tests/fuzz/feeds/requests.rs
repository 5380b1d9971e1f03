//! Bytes as requests to a server: whatever is asked, it answers, and never that it has failed.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use cartway::web::{Server, ServerSettings};

use super::generation::Shelf;

/// Longest head of a request that is sent.
const MAX_HEAD: usize = 8_000;

static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();

thread_local! {
    static CONNECTION: RefCell<Option<TcpStream>> = const { RefCell::new(None) };
}

/// The target `requests`: the first line is an address, with or without a method before it; what
/// follows is a body.
pub fn requests(bytes: &[u8]) {
    let (line, body) = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[][..]),
    };
    let method = if body.is_empty() { "GET" } else { "POST" };
    let mut request = format!("{method} /").into_bytes();
    for byte in line.iter().take(MAX_HEAD / 3) {
        match byte {
            b'!'..=b'~' => request.push(*byte),
            _ => request.extend(format!("%{byte:02X}").bytes()),
        }
    }
    let length = body.len();
    let rest = " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    request.extend(format!("{rest}content-length: {length}\r\n\r\n").bytes());
    request.extend(body);
    let status = CONNECTION.with(|connection| {
        let mut connection = connection.borrow_mut();
        // The server may have closed the last one.
        ask(&mut connection, &request).or_else(|| ask(&mut connection, &request))
    });
    let status = status.expect("the server answers");
    assert!(
        (200..600).contains(&status) && status != 500,
        "{status} to {:?}",
        String::from_utf8_lossy(line)
    );
}

fn ask(connection: &mut Option<TcpStream>, request: &[u8]) -> Option<u16> {
    let mut stream = match connection.take() {
        Some(stream) => stream,
        None => {
            let stream = TcpStream::connect(address()).expect("the server listens");
            stream
                .set_read_timeout(Some(Duration::from_secs(60)))
                .expect("a limit");
            stream
        }
    };
    stream.write_all(request).ok()?;
    let mut answer = Vec::new();
    let mut part = [0; 16_384];
    let head = loop {
        if let Some(end) = answer.windows(4).position(|end| end == b"\r\n\r\n") {
            break end + 4;
        }
        match stream.read(&mut part).ok()? {
            0 => return None,
            read => answer.extend(&part[..read]),
        }
    };
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    let status = text.split(' ').nth(1)?.parse().ok()?;
    let value = |name: &str| {
        let (_, rest) = text.split_once(name)?;
        rest.split("\r\n").next().map(str::trim)
    };
    let length = value("\r\ncontent-length:").and_then(|length| length.parse::<usize>().ok());
    let bodiless = matches!(status, 204 | 304);
    let is_whole = |answer: &[u8]| match length {
        _ if bodiless => true,
        Some(length) => answer.len() >= head + length,
        None => answer.ends_with(b"0\r\n\r\n"),
    };
    while !is_whole(&answer) {
        match stream.read(&mut part).ok()? {
            0 => break,
            read => answer.extend(&part[..read]),
        }
    }
    if value("\r\nconnection:") != Some("close") {
        *connection = Some(stream);
    }
    Some(status)
}

/// Where the one server of all inputs listens.
fn address() -> SocketAddr {
    *ADDRESS.get_or_init(|| {
        let shelf = Box::leak(Box::new(Shelf::small()));
        let settings = ServerSettings {
            bind: vec!["127.0.0.1:0".parse().expect("an address")],
            workers: Some(1),
            shutdown_timeout: Duration::from_secs(1),
            max_searches: 4,
            catalogue_name: "Harbour & Sons".to_owned(),
            origin: "https://paths.example".to_owned(),
            poll: Duration::from_secs(1),
            ..ServerSettings::default()
        };
        let server = Server::bind(&settings, Arc::new(shelf.explorer())).expect("a free port");
        let address = server.addresses()[0].to_string();
        let address = address.parse().expect("an address");
        thread::spawn(|| server.run());
        address
    })
}
