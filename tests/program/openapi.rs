//! `cartway openapi`, and the copy of what it prints that the clients are made from.

use std::fs;
use std::path::Path;

use crate::support::{Run, cartway};

#[test]
fn the_copy_of_the_description_is_what_the_program_prints() {
    let copy = Path::new(env!("CARGO_MANIFEST_DIR")).join("kit/openapi.json");
    let printed = Run::of(cartway().arg("openapi"));
    assert!(
        printed.succeeded() == fs::read_to_string(&copy).unwrap_or_default(),
        "kit/openapi.json is not what `cartway openapi` prints. Write it anew, and what is generated \
         from it: kit/install once, then kit/renew. What is new belongs into kit/rust by hand."
    );
}
