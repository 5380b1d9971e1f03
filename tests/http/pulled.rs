//! Generations pulled from the address for operators of another server.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cartway::generation::{self, GraphFolder, PullError, Pulled, RemoteFolder, Watch};

use crate::support::socket::connect;
use crate::support::{Served, Shop, names_in};

/// A server with an address for operators.
fn offering(shop: &Shop) -> Served {
    Served::with(
        shop.explorer(cartway::explorer::Options::DEFAULT_BUDGET),
        |settings| {
            settings.admin_bind = Some("127.0.0.1:0".parse().unwrap());
        },
    )
}

fn admin(served: &Served) -> String {
    served.admin.as_ref().unwrap().to_string()
}

fn pull(address: &str, replica: &Shop) -> Result<Pulled, PullError> {
    pull_watched(address, replica, &())
}

fn pull_watched(address: &str, replica: &Shop, watch: &dyn Watch) -> Result<Pulled, PullError> {
    let origin = RemoteFolder::at(&format!("http://{address}/generations")).unwrap();
    generation::pull(&origin, &GraphFolder::at(replica.graph()), 3, watch)
}

fn shop() -> Shop {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    shop
}

/// Asks the operators' address with this request line and these headers.
fn asked(address: &str, line: &str, headers: &str) -> Vec<u8> {
    let mut stream = connect(address);
    let request = format!("{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

fn status(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned()
}

#[test]
fn a_replica_pulls_from_a_server_and_answers_alike_under_equal_tags() {
    let (shop, replica) = (shop(), Shop::new());
    let served = offering(&shop);
    let Pulled::New(copy) = pull(&admin(&served), &replica).unwrap() else {
        panic!("it is new");
    };
    assert_eq!((&*copy.name, &*copy.name_there), ("000001", "000001"));
    generation::verify(&GraphFolder::at(replica.graph())).unwrap();
    let again = pull(&admin(&served), &replica).unwrap();
    let name = "000001".to_owned();
    assert_eq!(again, Pulled::NothingNew { name });
    let other = replica.serve();
    for path in ["/", "/v1/graph", "/items/007"] {
        let (one, other) = (served.get(path), other.get(path));
        for header in ["etag", "cartway-generation", "last-modified"] {
            assert_eq!(one.header(header), other.header(header), "{path}");
        }
    }
    shop.add_item("late", "Came later");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    assert!(matches!(
        pull(&admin(&served), &replica),
        Ok(Pulled::New(_))
    ));
    other.get_until("/v1/items/late", |answer| answer.status == 200);
}

#[test]
fn only_the_files_of_what_is_answered_from_are_offered_and_no_path_leads_elsewhere() {
    let shop = shop();
    // There, but not answered from.
    shop.make_noted_generation();
    let served = offering(&shop);
    std::fs::write(shop.live_file("secret"), "secret").unwrap();
    let address = admin(&served);
    let get = |path: &str| asked(&address, &format!("GET {path}"), "");
    let current = String::from_utf8(get("/generations/CURRENT")).unwrap();
    assert!(current.ends_with("\r\n\r\n000002\n"), "{current}");
    for file in ["graph.bin", "search.db", "manifest.json"] {
        let answer = get(&format!("/generations/000002/{file}"));
        let bytes = std::fs::read(shop.live_file(file)).unwrap();
        assert!(
            answer.ends_with(&bytes) && status(&answer) == "200",
            "{file}"
        );
    }
    for path in [
        "/generations",
        "/generations/",
        "/generations/000002",
        "/generations/000002/",
        "/generations/000002/secret",
        "/generations/000001/graph.bin",
        "/generations/000002/../000001/graph.bin",
        "/generations/000002/..%2f000001%2fgraph.bin",
        "/generations/..%2f..%2fetc/graph.bin",
        "/generations/000002/%2e%2e/CURRENT",
        "/generations/000002//graph.bin",
        "/generations/../shop.db",
        "/generations/%00/graph.bin",
        "/generations/000002/graph.bin%00",
        "/generations/rebuild.lock",
        "/generations/000002%2fgraph.bin",
    ] {
        let answer = get(path);
        assert_ne!(status(&answer), "200", "{path}");
        let text = String::from_utf8_lossy(&answer);
        assert!(
            !text.contains("secret\n") && !text.contains("CARTWAY"),
            "{path}: {text}"
        );
    }
    let post = asked(
        &address,
        "POST /generations/CURRENT",
        "Content-Length: 0\r\n",
    );
    assert_eq!(status(&post), "405");
    assert_eq!(
        served.get("/generations/CURRENT").status,
        404,
        "the public gets none"
    );
}

#[test]
fn parts_of_a_file_are_given_out_as_asked_for() {
    let shop = shop();
    let served = offering(&shop);
    let address = admin(&served);
    let bytes = std::fs::read(shop.live_file("graph.bin")).unwrap();
    let line = "GET /generations/000001/graph.bin";
    let part = asked(
        &address,
        line,
        "Range: bytes=100-199\r\nAccept-Encoding: br\r\n",
    );
    assert_eq!(status(&part), "206");
    assert!(part.ends_with(&bytes[100..200]));
    let head = String::from_utf8_lossy(&part).to_ascii_lowercase();
    let range = format!("content-range: bytes 100-199/{}", bytes.len());
    assert!(
        head.contains(&range) && head.contains("content-length: 100\r\n"),
        "{head}"
    );
    let beyond = format!("Range: bytes={}-\r\n", bytes.len());
    assert_eq!(status(&asked(&address, line, &beyond)), "416");
}

/// Between a replica and a server: lets so many bytes of each answer through, as long as it is to.
struct Cutting {
    address: String,
    /// Connections that are cut yet.
    cuts: Arc<AtomicUsize>,
}

impl Cutting {
    fn before(address: String, cuts: usize, after: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let cutting = Self {
            address: listener.local_addr().unwrap().to_string(),
            cuts: Arc::new(AtomicUsize::new(cuts)),
        };
        let cuts = Arc::clone(&cutting.cuts);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (address, cuts) = (address.clone(), Arc::clone(&cuts));
                std::thread::spawn(move || pass_on(stream, &address, &cuts, after));
            }
        });
        cutting
    }
}

/// One request and its answer, cut after so many bytes if it is longer and that is to be yet.
fn pass_on(mut client: TcpStream, address: &str, cuts: &AtomicUsize, after: usize) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && client.read(&mut byte).is_ok_and(|count| count == 1) {
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let mut server = connect(address);
    server.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).unwrap();
    let is_cut = answer.len() > after
        && cuts
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |cuts| {
                cuts.checked_sub(1)
            })
            .is_ok();
    let passed = if is_cut { &answer[..after] } else { &answer };
    let _ = client.write_all(passed);
}

#[test]
fn a_connection_that_breaks_a_few_times_is_taken_up_again() {
    let (shop, replica) = (shop(), Shop::new());
    let served = offering(&shop);
    let cutting = Cutting::before(admin(&served), 3, 8_000);
    assert!(matches!(
        pull(&cutting.address, &replica),
        Ok(Pulled::New(_))
    ));
    assert_eq!(cutting.cuts.load(Ordering::Relaxed), 0);
    generation::verify(&GraphFolder::at(replica.graph())).unwrap();
}

#[test]
fn a_connection_that_breaks_every_time_leaves_what_was_live() {
    let (shop, replica) = (shop(), Shop::new());
    let served = offering(&shop);
    pull(&admin(&served), &replica).unwrap();
    shop.add_item("late", "Came later");
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    let cutting = Cutting::before(admin(&served), usize::MAX, 8_000);
    let error = pull(&cutting.address, &replica).unwrap_err().to_string();
    assert!(error.contains("graph.bin cannot be read"), "{error}");
    let names = ["000001", "CURRENT", "rebuild.lock"];
    assert_eq!(names_in(&replica.graph()), names);
    generation::verify(&GraphFolder::at(replica.graph())).unwrap();
}

/// Does something once bytes of a file came.
struct When<'a> {
    file: &'static str,
    act: Mutex<Option<Box<dyn FnOnce() + Send + 'a>>>,
    stop: AtomicBool,
}

impl Watch for When<'_> {
    fn came(&self, file: &'static str, _bytes: u64) {
        let act = self.act.lock().unwrap().take_if(|_| file == self.file);
        if let Some(act) = act {
            act();
        }
    }

    fn goes_on(&self) -> ControlFlow<()> {
        match self.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

#[test]
fn a_generation_that_is_replaced_and_removed_while_it_is_pulled_is_begun_anew_with_the_next() {
    let (shop, replica) = (shop(), Shop::new());
    let served = offering(&shop);
    let replace = || {
        shop.add_item("late", "Came later");
        let name = shop.make_noted_generation().version;
        served.get_until("/readyz", |answer| answer.json()["version"] == *name);
        std::fs::remove_dir_all(shop.graph().join("000001")).unwrap();
    };
    let watch = When {
        file: "graph.bin",
        act: Mutex::new(Some(Box::new(replace))),
        stop: AtomicBool::new(false),
    };
    let pulled = pull_watched(&admin(&served), &replica, &watch).unwrap();
    assert!(matches!(pulled, Pulled::New(copy) if copy.name_there == "000002"));
    let names = ["000002", "CURRENT", "rebuild.lock"];
    assert_eq!(names_in(&replica.graph()), names);
}

#[test]
fn a_pull_that_is_stopped_leaves_what_was_live() {
    let (shop, replica) = (shop(), Shop::new());
    let served = offering(&shop);
    let watch = When {
        file: "graph.bin",
        act: Mutex::new(None),
        stop: AtomicBool::new(true),
    };
    let stopped = pull_watched(&admin(&served), &replica, &watch);
    assert!(matches!(stopped, Err(PullError::Stopped)));
    assert_eq!(names_in(&replica.graph()), ["rebuild.lock"]);
}

#[test]
fn a_damaged_generation_is_offered_to_nobody() {
    let shop = shop();
    let mut bytes = std::fs::read(shop.live_file("graph.bin")).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 0x10;
    crate::support::overwrite(shop.live_file("graph.bin"), bytes);
    let served = offering(&shop);
    served.get_until("/readyz", |answer| answer.json()["status"] == "warn");
    let error = pull(&admin(&served), &Shop::new()).unwrap_err().to_string();
    assert!(error.contains("--admin-bind"), "{error}");
}
