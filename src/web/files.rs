//! Static files, and the small addresses every site has.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, LOCATION, VARY};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use super::coding::{self, Coded, Coding};
use super::error::WebError;
use crate::address::site;
use crate::pages::assets;

/// For names that change with their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_DAY: &str = "public, max-age=86400";

/// What crawlers are asked to leave alone: a question with options, of which there are more than
/// pairs of items; whatever is made for programs or for frames. A plain pair may be looked at, but
/// only those on the start page are linked without `nofollow`, so that nobody asks for every pair.
/// Who makes a preview of a link somebody sent asks for just that. `{base}` is the base path: robots
/// look for these lines at the root of a site only, and whoever owns it can take them over as they are.
const ROBOTS: &str = "\
User-agent: facebookexternalhit
User-agent: LinkedInBot
User-agent: Slackbot
User-agent: Slackbot-LinkExpanding
User-agent: TelegramBot
User-agent: Twitterbot
User-agent: WhatsApp
User-agent: Discordbot
Disallow: {base}/v1/

User-agent: *
Disallow: {base}/connect?*&*&
Disallow: {base}/connect.svg
Disallow: {base}/between
Disallow: {base}/map?
Disallow: {base}/map.
Disallow: {base}/search
Disallow: {base}/random
Disallow: {base}/items/*/degrees
Disallow: {base}/items/*?
Disallow: {base}/embed/
Disallow: {base}/oembed
Disallow: {base}/v1/
Disallow: {base}/cgi-bin/
Crawl-delay: 10
";

/// The static files that become shorter by it, in each coding: packed once, when the first is asked for.
static PACKED: LazyLock<HashMap<(&str, Coding), Coded>> = LazyLock::new(|| {
    let codings = [Coding::Gzip, Coding::Brotli];
    let packed = assets::all().into_iter().flat_map(|asset| {
        codings.map(|coding| {
            let packed = coding.well_coded(&asset.bytes)?;
            Some(((asset.name.as_str(), coding), packed))
        })
    });
    packed.flatten().collect()
});

/// A static file under its full name.
pub(super) async fn asset(
    request: HttpRequest,
    name: Path<String>,
) -> Result<HttpResponse, WebError> {
    let asset = assets::find(&name).ok_or(WebError::NotFound)?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.mime)
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .insert_header((VARY, coding::VARIES));
    let coding = Coding::wanted(request.headers()).unwrap_or_default();
    Ok(match PACKED.get(&(asset.name.as_str(), coding)) {
        Some((name, packed)) => response
            .insert_header((CONTENT_ENCODING, name.clone()))
            .body(packed.clone()),
        None => response.body(asset.bytes.as_slice()),
    })
}

/// Leads whoever asks for the icon at its usual place to the one we have.
pub(super) async fn favicon() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((LOCATION, assets::favicon().href()))
        .insert_header((CACHE_CONTROL, FOR_A_DAY))
        .finish()
}

/// What crawlers are asked to leave alone.
pub(super) async fn robots() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, FOR_A_DAY))
        .body(ROBOTS.replace("{base}", site::base_path()))
}
