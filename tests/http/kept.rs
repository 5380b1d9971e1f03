//! Answers that are kept for whoever asks the same next.

use cartway::explorer::Options;

use super::caching::kept;
use super::coding::unpacked;
use super::shops::paths;
use crate::support::{Response, Served, Shop};

const HIT: &str = "cartway; hit";
const MISS: &str = "cartway; fwd=miss";

fn odd_shop() -> (Shop, Served) {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let served = shop.serve();
    (shop, served)
}

fn how(answer: &Response) -> &str {
    answer.header("cache-status")
}

/// All headers but those that are different each time.
fn lasting(answer: &Response) -> Vec<(String, String)> {
    let headers = answer.headers.iter();
    let mut lasting: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .filter(|(name, _)| !["date", "x-request-id", "cache-status"].contains(&name.as_str()))
        .collect();
    lasting.sort();
    lasting
}

fn count(served: &Served, cache: &str) -> u64 {
    let name = format!("cartway_answers_total{{cache=\"{cache}\"}} ");
    let text = served.get("/metrics").text();
    let count = text.lines().find_map(|line| line.strip_prefix(&name));
    count.unwrap().parse().unwrap()
}

#[test]
fn a_question_that_was_asked_before_gets_the_same_bytes() {
    let (_shop, served) = odd_shop();
    for path in kept() {
        for coding in ["identity", "gzip", "br"] {
            let ask = |method| served.ask(method, &path, &[("accept-encoding", coding)]);
            let (made, kept) = (ask("GET"), ask("GET"));
            assert_eq!((how(&made), how(&kept)), (MISS, HIT), "{path} {coding}");
            assert_eq!(kept.status, 200, "{path}");
            assert!(kept.body == made.body, "{path} {coding}");
            assert_eq!(lasting(&kept), lasting(&made), "{path} {coding}");
            let head = ask("HEAD");
            assert_eq!((how(&head), head.body.len()), (HIT, 0), "{path}");
        }
    }
    let asked = 3 * kept().len() as u64;
    assert_eq!(
        (count(&served, "miss"), count(&served, "hit")),
        (asked, 2 * asked)
    );
    let text = served.get("/metrics").text();
    assert!(!text.contains("cartway_answers_kept_bytes 0\n"), "{text}");
}

#[test]
fn who_has_an_answer_is_told_so_of_a_kept_one_too() {
    let (_shop, served) = odd_shop();
    let path = paths("old-harbour", "script");
    let tag = served.get(&path).header("etag").to_owned();
    let kept = served.get(&path);
    assert_eq!((how(&kept), kept.header("etag")), (HIT, tag.as_str()));
    let known = served.ask("GET", &path, &[("if-none-match", &tag)]);
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[test]
fn a_takeover_forgets_what_was_kept() {
    let (shop, served) = odd_shop();
    for path in kept() {
        served.get(&path);
        assert_eq!(how(&served.get(&path)), HIT, "{path}");
    }
    // What is the same may stay.
    shop.orders(&[("late", &["old-harbour", "script"], 3)]);
    let name = shop.make_noted_generation().version;
    served.get_until("/readyz", |answer| answer.json()["version"] == *name);
    for path in kept() {
        let answer = served.get(&path);
        assert_eq!(
            answer.header("cartway-generation"),
            shop.version(),
            "{path}"
        );
        assert_eq!(how(&answer), MISS, "{path}");
    }
}

#[test]
fn each_language_and_each_name_of_the_server_has_answers_of_its_own() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let served = Served::with(explorer, |settings| settings.origin = String::new());
    let path = "/connect?from=old-harbour&to=script";
    let asked = |headers: &[(&str, &str)]| {
        let first = served.ask("GET", path, headers);
        let second = served.ask("GET", path, headers);
        assert_eq!((how(&first), how(&second)), (MISS, HIT), "{headers:?}");
        assert_eq!(unpacked(&second), unpacked(&first));
        second.text()
    };
    let english = asked(&[("accept-language", "en")]);
    let german = asked(&[("accept-language", "de")]);
    let elsewhere = asked(&[("host", "shop.example")]);
    assert!(english.contains("lang=\"en\"") && german.contains("lang=\"de\""));
    assert!(elsewhere.contains("http://shop.example/") && !english.contains("shop.example"));
    let by_cookie = [("cookie", "cartway-language=de")];
    assert_eq!(served.ask("GET", path, &by_cookie).text(), german);
}

#[test]
fn programs_may_spell_a_question_as_they_like_and_pages_say_how_it_was_spelled() {
    let (_shop, served) = odd_shop();
    served.get("/v1/paths?from=old-harbour&to=script");
    let again = served.get("/v1/paths?to=script&from=old%2Dharbour&k=20");
    assert_eq!(how(&again), HIT);
    served.get("/connect?from=old-harbour&to=script");
    let marked = served.get("/connect?from=old-harbour&to=script&gclid=x");
    assert_eq!(how(&marked), HIT);
    let turned = served.get("/connect?to=script&from=old-harbour");
    assert_eq!(how(&turned), MISS);
    let text = turned.text().replace("&#38;", "&");
    assert!(
        text.contains("/connect?to=script&from=old-harbour"),
        "{text}"
    );
}

#[test]
fn a_form_with_empty_fields_leads_on_whatever_is_kept() {
    let (_shop, served) = odd_shop();
    for page in ["connect", "between"] {
        let tidy = format!("/{page}?from=old-harbour&to=script");
        served.get(&tidy);
        assert_eq!(how(&served.get(&tidy)), HIT);
        for _ in 0..2 {
            let untidy = served.get(&format!("{tidy}&category="));
            assert_eq!((untidy.status, untidy.header("location")), (303, &*tidy));
        }
    }
}

#[test]
fn what_is_different_each_time_or_wrong_is_not_kept() {
    let (_shop, served) = odd_shop();
    for path in [
        "/random",
        "/v1/random-pair",
        "/items/unknown",
        "/v1/items/unknown",
        "/connect?from=no+such+thing&to=script",
        "/connect.svg?from=old-harbour&to=lonely",
        "/healthz",
        "/metrics",
    ] {
        for _ in 0..2 {
            assert_ne!(how(&served.get(path)), HIT, "{path}");
        }
    }
    let metrics = served.get("/metrics").text();
    assert!(
        metrics.contains("cartway_answers_kept_bytes 0\n"),
        "{metrics}"
    );
}

#[test]
fn a_server_may_keep_nothing() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let served = Served::with(explorer, |settings| settings.answer_cache = 0);
    let path = paths("old-harbour", "script");
    for _ in 0..2 {
        let answer = served.get(&path);
        assert_eq!((answer.status, how(&answer)), (200, ""));
    }
    assert_eq!((count(&served, "hit"), count(&served, "miss")), (0, 0));
}

#[test]
fn a_limit_of_requests_counts_what_is_kept_too() {
    let shop = Shop::of_odd_items();
    shop.make_noted_generation();
    let explorer = shop.explorer(Options::DEFAULT_BUDGET);
    let served = Served::with(explorer, |settings| {
        let number = |number| std::num::NonZeroU32::new(number).unwrap();
        settings.rate = Some(cartway::web::RateLimit {
            a_second: number(1),
            burst: number(1_000),
        });
    });
    let left = |answer: &Response| {
        let field = answer.header("ratelimit").to_owned();
        let left = field.split("r=").nth(1).unwrap().split(';').next().unwrap();
        left.parse::<u32>().unwrap()
    };
    let path = paths("old-harbour", "script");
    let first = left(&served.get(&path));
    let mut last = served.get(&path);
    for _ in 0..100 {
        last = served.get(&path);
    }
    assert_eq!(how(&last), HIT);
    assert!(left(&last) < first, "{} of {first}", left(&last));
}
