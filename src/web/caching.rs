//! What an answer is known by, and whether a client has it already (RFC 9110, sections 8.8 and 13).
//!
//! An answer depends on the generation, the question, the settings of the server and the visitor's language,
//! and on nothing else that matters to a reader. So its entity tag is known before the answer is, and a client
//! that has it is answered without a search.
//!
//! The tags are weak: two answers under one tag say the same but need not be the same bytes. JSON
//! carries how long it took and when the generation was made, and compression makes other bytes of the
//! same answer. Nothing is lost
//! by that: `If-None-Match` compares weakly by its definition, and ranges are not served.
//! `If-Modified-Since` is not looked at: an operator may go back to an older generation.

use std::hash::{Hash, Hasher};

use actix_web::HttpRequest;
use actix_web::http::header::{EntityTag, Header, IfNoneMatch};
use url::Url;

use super::answers::Key;
use super::coding::Coding;
use super::options::ServerSettings;
use super::visitor::Visitor;
use crate::address;
use crate::explorer::GenerationStamp;
use crate::pages::assets;

/// Bytes of the checksum in a tag.
const TAG_BYTES: usize = 12;

/// What an answer is known by, before it is there.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// To clients: the same for all answers that say the same.
    pub(super) tag: EntityTag,
    /// To ourselves: the same for all answers of the same bytes.
    pub(super) key: Key,
}

/// What all answers of this server depend on, whatever was asked.
#[derive(Debug, Clone)]
pub(super) struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    /// Of a server with these settings; `budget` is that of a search.
    pub(super) fn of(settings: &ServerSettings, budget: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        put(&mut hasher, env!("CARGO_PKG_VERSION"));
        put(&mut hasher, &assets::style().href());
        put(&mut hasher, &assets::script().href());
        put(&mut hasher, &settings.catalogue_name);
        put(&mut hasher, &settings.site.base_path);
        put(
            &mut hasher,
            settings.site.shop.as_ref().map_or("", Url::as_str),
        );
        for (from, to) in &settings.featured {
            put(&mut hasher, from);
            put(&mut hasher, to);
        }
        hasher.update(&budget.to_le_bytes());
        Self(hasher)
    }

    /// What the answer from a generation to a question is known by. The route, the pattern of the
    /// address, stands for the media type.
    ///
    /// Pages say at which address they were asked for, however that was spelled; so their bytes
    /// depend on it. What programs get does not.
    pub(super) fn known(
        &self,
        stamp: &GenerationStamp,
        visitor: &Visitor,
        coding: Coding,
        route: &str,
        question: &impl Hash,
    ) -> Known {
        let mut hasher = self.0.clone();
        put_stamp(&mut hasher, stamp);
        put(&mut hasher, visitor.texts.language().code());
        put(&mut hasher, &visitor.origin);
        put(&mut hasher, route);
        question.hash(&mut Digest(&mut hasher));
        let hash = hasher.finalize().to_hex();
        let hash = hash.get(..2 * TAG_BYTES).unwrap_or_default();
        let tag = EntityTag::new_weak(format!("{}-{hash}", stamp.version));
        if !address::is_of_api(route) {
            put(&mut hasher, &visitor.address);
        }
        coding.hash(&mut Digest(&mut hasher));
        let key = hasher.finalize();
        Known { tag, key }
    }
}

/// Takes a question in as the standard library writes it for hash maps: the same on every replica of
/// one build of the program, which is all a tag has to be.
struct Digest<'a>(&'a mut blake3::Hasher);

impl Hasher for Digest<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let hash = self.0.finalize();
        hash.as_bytes()[..8]
            .iter()
            .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
    }
}

/// Whether the request names what the client would get as what it has.
pub(super) fn has_already(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        // `*` asks whether there is any answer, which only the answer shows.
        Ok(IfNoneMatch::Any) | Err(_) => false,
    }
}

/// Chance that falls the same way for a generation each time.
pub(super) fn seed_of(stamp: &GenerationStamp) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    put_stamp(&mut hasher, stamp);
    hasher.finalize().into()
}

/// What the generation is, not what its folder is called nor when it was made: replicas that build for
/// themselves have the same answers, but for that date.
fn put_stamp(hasher: &mut blake3::Hasher, stamp: &GenerationStamp) {
    hasher.update(stamp.identity.as_bytes());
}

/// Preceded by its length, so that no two lists of texts are the same bytes.
fn put(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::IF_NONE_MATCH;
    use actix_web::test::TestRequest;
    use jiff::Timestamp;

    use super::*;
    use crate::explorer::Identity;
    use crate::web::{Options, Proxies};

    fn settings(name: &str) -> ServerSettings {
        use clap::{Args, FromArgMatches};
        let command = Options::augment_args(clap::Command::new("serve").no_binary_name(true));
        let matches = command.get_matches_from(["--name", name]);
        Options::from_arg_matches(&matches).unwrap().into()
    }

    fn stamp(name: &str, content: i64) -> GenerationStamp {
        let identity = Identity::of(&content.to_le_bytes());
        GenerationStamp {
            version: identity.name(),
            name: name.to_owned(),
            built_at: Timestamp::UNIX_EPOCH,
            identity,
        }
    }

    #[test]
    fn equal_generations_have_equal_tags_whenever_and_wherever_they_were_made() {
        let house = Fingerprint::of(&settings("Books"), 9);
        let visitor = Visitor::of(
            &TestRequest::default().to_http_request(),
            "",
            &Proxies::default(),
        );
        let tag = |stamp: &GenerationStamp| {
            let plain = Coding::Identity;
            house.known(stamp, &visitor, plain, "/about", &"q").tag
        };
        let one = stamp("000001", 5);
        let later = GenerationStamp {
            built_at: Timestamp::from_second(7).unwrap(),
            name: "000007".to_owned(),
            ..one.clone()
        };
        assert_eq!(tag(&one), tag(&later));
        assert_eq!(seed_of(&one), seed_of(&later));
    }

    fn asks(request: TestRequest) -> Visitor {
        Visitor::of(&request.to_http_request(), "", &Proxies::default())
    }

    #[test]
    fn a_tag_changes_with_all_an_answer_depends_on() {
        let house = Fingerprint::of(&settings("Books"), 9);
        let english = asks(TestRequest::default());
        let of =
            |house: &Fingerprint, stamp: GenerationStamp, visitor: &Visitor, route, question| {
                let known = house.known(&stamp, visitor, Coding::Identity, route, &question);
                known.tag.to_string()
            };
        let one = || stamp("000001", 5);
        let german = asks(TestRequest::default().uri("/about?lang=de"));
        let elsewhere = Visitor {
            origin: "https://a.example".to_owned(),
            ..english.clone()
        };
        let tea = Fingerprint::of(&settings("Tea"), 9);
        let less = Fingerprint::of(&settings("Books"), 8);
        let mut tags = vec![
            of(&house, one(), &english, "/about", "q"),
            of(&house, one(), &english, "/v1/graph", "q"),
            of(&house, stamp("000001", 6), &english, "/about", "q"),
            of(&tea, one(), &english, "/about", "q"),
            of(&less, one(), &english, "/about", "q"),
            of(&house, one(), &german, "/about", "q"),
            of(&house, one(), &elsewhere, "/about", "q"),
            of(&house, one(), &english, "/about", "another"),
        ];
        let begins = format!("W/\"{}-", one().version);
        assert!(tags[0].starts_with(&begins), "{}", tags[0]);
        assert_eq!(tags[0], of(&house.clone(), one(), &english, "/about", "q"));
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 8);
    }

    #[test]
    fn a_key_changes_with_all_that_makes_other_bytes_of_an_answer() {
        let house = Fingerprint::of(&settings("Books"), 9);
        let known = |uri: &str, coding, route| {
            let visitor = asks(TestRequest::default().uri(uri));
            house.known(&stamp("000001", 5), &visitor, coding, route, &"q")
        };
        let page = known("/connect?from=a&to=b", Coding::Identity, "/connect");
        for other in [
            known("/connect?from=a&to=b", Coding::Gzip, "/connect"),
            known("/connect?from=a&to=b", Coding::Brotli, "/connect"),
            known("/connect?to=b&from=a", Coding::Identity, "/connect"),
        ] {
            assert_eq!(other.tag, page.tag);
            assert_ne!(other.key, page.key);
        }
        let marked = known("/connect?from=a&to=b&gclid=1", Coding::Identity, "/connect");
        assert_eq!(marked.key, page.key, "marks of other sites are on no page");
        let paths = |uri| known(uri, Coding::Identity, "/v1/paths").key;
        assert_eq!(
            paths("/v1/paths?from=a&to=b"),
            paths("/v1/paths?to=b&from=a")
        );
    }

    #[test]
    fn a_client_may_name_several_tags_and_none_at_all() {
        let tag = EntityTag::new_weak("000001-ab".to_owned());
        let has = |known: &str| {
            let request = TestRequest::default().insert_header((IF_NONE_MATCH, known));
            has_already(&request.to_http_request(), &tag)
        };
        assert!(has("W/\"000001-ab\"") && has("\"x\", W/\"000001-ab\""));
        assert!(has("\"000001-ab\""), "what a proxy made strong is the same");
        assert!(!has("W/\"000001-ac\"") && !has("*") && !has("000001-ab") && !has(""));
        assert!(!has_already(
            &TestRequest::default().to_http_request(),
            &tag
        ));
    }
}
