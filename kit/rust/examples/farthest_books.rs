//! Which ten pairs of well-known books are farthest apart? Asks the server that is named, or the
//! demo on this machine:
//!
//! ```sh
//! cargo run --example farthest_books -- http://127.0.0.1:8080
//! ```

use std::error::Error;

use cartway_client::{Cartway, PairOptions, PairResult, SearchOptions};

/// So many of the most popular books are compared, each with each other.
const BOOKS: usize = 60;

/// Prints the ten pairs, the farthest first.
///
/// # Errors
/// The server is not reached, or has no books.
pub fn farthest_books(server: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let cartway = Cartway::at(server);
    let of_books = SearchOptions {
        category: Some("book".to_owned()),
        limit: Some(50),
        ..SearchOptions::default()
    };
    let books = cartway.items(&of_books).take(BOOKS);
    let books = books.collect::<Result<Vec<_>, _>>()?;

    let mut pairs = Vec::new();
    for (place, from) in books.iter().enumerate() {
        pairs.extend(books[place + 1..].iter().map(|to| (from, to)));
    }
    let ids = pairs.iter().map(|(from, to)| (&from.id, &to.id));

    let mut found = Vec::new();
    for batch in cartway.connect_many(ids, &PairOptions::default()) {
        for result in batch?.results {
            if let PairResult::Found(connection) = result {
                let (from, to) = pairs[connection.index as usize];
                found.push((connection.hops, &from.title, &to.title));
            }
        }
    }
    found.sort_by_key(|(hops, ..)| std::cmp::Reverse(*hops));
    let ten = found.iter().take(10);
    Ok(ten
        .map(|(hops, from, to)| format!("{hops} steps: {from} and {to}"))
        .collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::args().nth(1);
    let server = server.as_deref().unwrap_or("http://127.0.0.1:8080");
    for line in farthest_books(server)? {
        println!("{line}");
    }
    Ok(())
}
