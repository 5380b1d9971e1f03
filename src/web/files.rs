//! Static files, and the small addresses every site has.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Path;

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

/// A static file under its full name.
pub(super) async fn asset(name: Path<String>) -> Result<HttpResponse, WebError> {
    let asset = assets::find(&name).ok_or(WebError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(asset.mime)
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .body(asset.bytes.as_slice()))
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
