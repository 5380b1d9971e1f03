//! The generations that answers come from, as files: other servers pull them from here.
//!
//! Only at the address for operators. The addresses are those of a graph folder: `CURRENT`, and in the
//! folder that it names three files. A name that is asked for is compared with those of the generations
//! that are open, and no path is ever made of it, so nothing else can be had.

use std::path::PathBuf;

use actix_files::NamedFile;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::error::WebError;
use super::state::Desk;
use crate::explorer::GENERATION_FILES;

/// Always asked for anew.
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// The name of the live generation. One that is damaged is offered to nobody.
pub(super) async fn current(desk: Data<Desk>) -> Result<HttpResponse, WebError> {
    let session = desk.explorer.now().ok();
    let name = session.map(|session| session.generation().name);
    let name = name.filter(|_| desk.explorer.doubt().is_none());
    let name = name.ok_or(WebError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, NEVER))
        .body(format!("{name}\n")))
}

/// A file of a generation that answers come from, or the part of it that is asked for.
pub(super) async fn file(
    desk: Data<Desk>,
    request: HttpRequest,
    asked: Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let (name, file) = asked.into_inner();
    let path = path_of(&desk, &name, &file).ok_or(WebError::NotFound)?;
    // It may have been removed since it was opened.
    let file = NamedFile::open_async(path).await;
    let file = file.map_err(|_| WebError::NotFound)?;
    let mut response = file.disable_content_disposition().into_response(&request);
    response.headers_mut().insert(CACHE_CONTROL, NEVER);
    Ok(response)
}

fn path_of(desk: &Desk, name: &str, file: &str) -> Option<PathBuf> {
    let file = GENERATION_FILES.into_iter().find(|known| *known == file)?;
    Some(desk.explorer.answering_folder(name)?.join(file))
}
