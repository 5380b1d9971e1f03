//! What the README shows, one after the other. Asks the server that is named, or the demo on this
//! machine:
//!
//! ```sh
//! cargo run --example tour -- http://127.0.0.1:8080
//! ```

use cartway_client::{
    Cartway, Error, NeighboursOptions, PairOptions, PairResult, Paths, PathsOptions, SearchOptions,
};

/// How two items are connected.
///
/// # Errors
/// The server is not reached, or does not know the items.
pub fn connected(server: &str) -> Result<(), Error> {
    let cartway = Cartway::at(server);
    let three = PathsOptions {
        k: Some(3),
        ..PathsOptions::default()
    };
    match cartway.connect("book-dune", "game-poker", &three)? {
        Paths::Found(found) => {
            println!(
                "{} shortest connections of {} steps",
                found.shortest_path_count, found.hops
            );
            for path in &found.paths {
                let titles = path.items.iter().map(|id| found.items[id].title.as_str());
                println!("{}", titles.collect::<Vec<_>>().join(" > "));
            }
        }
        Paths::NoPath(none) => println!("{}", none.detail),
        other => println!("{other:?}"),
    }
    Ok(())
}

/// What an item is meant that there is not.
pub fn refused(server: &str) {
    let cartway = Cartway::at(server);
    if let Err(error) = cartway.item("book-dun") {
        // Unknown item: No item has the id "book-dun".
        println!("{error}");
        if let Some(problem) = error.problem() {
            assert_eq!(problem.kind(), "unknown-item");
            println!("Did you mean {}?", problem.suggestions[0].title);
        }
    }
}

/// Lists, page by page.
///
/// # Errors
/// The server is not reached, or does not know the item.
pub fn listed(server: &str) -> Result<(), Error> {
    let cartway = Cartway::at(server);
    for neighbour in cartway.neighbours("book-dune", &NeighboursOptions::default()) {
        let neighbour = neighbour?;
        println!("{} ({:?} orders)", neighbour.item.title, neighbour.orders);
    }
    let search = SearchOptions {
        q: Some("moby dick".to_owned()),
        ..SearchOptions::default()
    };
    for page in cartway.items(&search).pages().take(1) {
        println!("{} of them here", page?.count);
    }
    Ok(())
}

/// Many pairs.
///
/// # Errors
/// The server is not reached.
pub fn many(server: &str) -> Result<(), Error> {
    let cartway = Cartway::at(server);
    let pairs = [("book-dune", "game-poker"), ("book-dune", "book-hamlet")];
    for batch in cartway.connect_many(pairs, &PairOptions::default()) {
        for result in batch?.results {
            if let PairResult::Found(found) = result {
                println!("pair {}: {} steps", found.index, found.hops);
            }
        }
    }
    Ok(())
}

fn main() -> Result<(), Error> {
    let server = std::env::args().nth(1);
    let server = server.as_deref().unwrap_or("http://127.0.0.1:8080");
    connected(server)?;
    refused(server);
    listed(server)?;
    many(server)
}
