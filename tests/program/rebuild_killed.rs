//! A rebuild killed at any moment: the generation that is live is whole, a server that runs and one
//! that is started answer from it, and the folder does not grow.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::rebuilding::large_shop;
use crate::support::{Server, Shop};
use serde_json::Value;

/// Kills in the ordinary test; `CARTWAY_TEST_KILLS` asks for more.
const KILLS: u32 = 20;

/// A bit more than one in which nothing is killed, and no fraction of which comes twice.
const GOLDEN: f64 = 0.618_033_988_749_895;

const KEEP: usize = 2;

/// While a rebuild is under way there may be one generation more than are kept: the new one,
/// finished or not, or the old one that goes when the new one is live. A killed rebuild leaves it
/// behind, and the next one, killed or not, clears it before it makes another.
#[test]
fn killed_at_any_moment_the_live_generation_is_whole_and_the_folder_does_not_grow() {
    let kills = std::env::var("CARTWAY_TEST_KILLS").ok();
    let kills = kills.map_or(KILLS, |kills| kills.parse().expect("a number of kills"));
    let shop = large_shop();
    let rebuild = ["--keep", &KEEP.to_string()];
    shop.rebuild(&rebuild).succeeded();
    let begin = Instant::now();
    shop.rebuild(&rebuild).succeeded();
    let whole = begin.elapsed();
    let answer = shop.connect(&["0", "1"])["links"].clone();
    let running = Server::over(&shop.path("shop.graph"));
    let mut published = 0;
    for turn in 0..kills {
        let before = shop.current();
        let moment = whole.mul_f64((f64::from(turn) * GOLDEN).fract() * 1.2);
        kill_rebuild_after(&shop, moment);
        let told = format!(
            "turn {turn}, killed after {moment:?}, {:?}",
            shop.graph_folder()
        );
        shop.ask("verify", &[]).succeeded();
        assert_eq!(shop.connect(&["0", "1"])["links"], answer, "{told}");
        for server in [&running, &Server::over(&shop.path("shop.graph"))] {
            let body = connected(server);
            assert_eq!(body["links"], answer, "{told}");
            let version = body["graph"]["version"].as_str().unwrap();
            // The shop is the same, so what is made of it is, and goes by the same.
            assert_eq!(version, shop.version(), "{told}");
        }
        assert!(generations(&shop) <= KEEP + 1, "{told}");
        let after = shop.current();
        assert!(after >= before, "{told}");
        published += u32::from(after != before);
    }
    assert!(published < kills, "none was killed in time");
    shop.rebuild(&rebuild).succeeded();
    assert_eq!(generations(&shop), KEEP);
    assert_eq!(
        shop.graph_folder().len(),
        KEEP + 2,
        "{:?}",
        shop.graph_folder()
    );
}

fn kill_rebuild_after(shop: &Shop, moment: Duration) {
    let keep = KEEP.to_string();
    let arguments = [
        "rebuild",
        "--db",
        "shop.db",
        "--graph",
        "shop.graph",
        "--keep",
        &keep,
    ];
    let mut command = shop.command(&arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    std::thread::sleep(moment);
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().unwrap();
}

fn connected(server: &Server) -> Value {
    let url = format!("{}v1/paths?from=0&to=1", server.address);
    let mut answer = ureq::get(&url).call().unwrap();
    answer.body_mut().read_json().unwrap()
}

/// Folders of generations, finished or not.
fn generations(shop: &Shop) -> usize {
    let names = shop.graph_folder();
    names.iter().filter(|name| name.starts_with('0')).count()
}
