//! The built portal, served as a content network would: compressed siblings, and of each file
//! what the table of rules says.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    extract::Request,
    handler::HandlerWithoutStateExt,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use hosting::{Cache, HIDDEN, RESOURCE, names_file, rule};
use percent_encoding::percent_decode_str;
use tower_http::{
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

/// `Content-Type` of a feed.
pub(crate) const FEED_TYPE: HeaderValue = HeaderValue::from_static(hosting::FEED_TYPE);

/// That of HTML: what is not named, the browser would guess.
const PAGE_TYPE: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Routes every path to the files of `dist`; the portal's own addresses, which
/// no file answers, get its `index.html`.
pub(crate) fn routes(dist: &Path) -> Router {
    let page = ServeFile::new(dist.join("index.html"));
    let folder: Arc<Path> = dist.into();
    let no_file = move |request: Request| async move {
        let path = request.uri().path();
        if !is_navigation(path, request.headers()) {
            return missing().await.into_response();
        }
        let own = own_page(&folder, path).await;
        match own.unwrap_or(page).try_call(request).await {
            Ok(response) => response.into_response(),
            Err(error) => {
                tracing::error!(%error, "index.html");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    };
    let files = ServeDir::new(dist)
        .redirect_to_trailing_slash(false)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(no_file.into_service());
    Router::new()
        .fallback_service(files)
        .layer(CompressionLayer::new().compress_when(is_to_compress))
        .layer(middleware::from_fn(describe))
}

/// The page of its own that the article at an address may have.
async fn own_page(dist: &Path, path: &str) -> Option<ServeFile> {
    let file = dist.join(hosting::own_page(path.strip_prefix('/')?)?);
    let found = tokio::fs::metadata(&file).await;
    found
        .is_ok_and(|found| found.is_file())
        .then(|| ServeFile::new(file))
}

/// The page has no compressed siblings, since operators edit it: it is compressed when it is sent.
fn is_to_compress(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    is_page(headers)
}

fn is_page(headers: &HeaderMap) -> bool {
    let ty = headers.get(header::CONTENT_TYPE);
    ty.is_some_and(|ty| ty.as_bytes().starts_with(b"text/html"))
}

/// The answer where there is nothing: never a page, so that a missing script
/// is not run and a missing feed is not parsed as one.
pub(crate) async fn missing() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, "Not found\n")
}

/// Whether a path without a file may be an address of the portal.
fn is_navigation(path: &str, headers: &HeaderMap) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let climbs = path.split(['/', '\\']).any(|segment| segment == "..");
    let wants_page = headers.get("sec-fetch-dest").is_none_or(|wanted| {
        ["document", "iframe", "empty"]
            .iter()
            .any(|dest| wanted == dest)
    });
    wants_page && !climbs && !names_file(&path)
}

/// The path of the file that is served for a path, if there is one: decoded and without empty
/// segments.
fn file(path: &str) -> String {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let segments = path.split('/');
    let segments = segments.filter(|segment| !matches!(*segment, "" | "."));
    segments.collect::<Vec<_>>().join("/")
}

/// Adds what the table of rules says to an answer from the files, and hides what is the host's.
async fn describe(request: Request, next: Next) -> Response {
    let path = file(request.uri().path());
    if HIDDEN.iter().any(|files| files.fits(&path)) {
        return missing().await.into_response();
    }
    let rule = rule(&path);
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let kept = found || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();

    let cache = if kept { rule.cache } else { Cache::Revalidated };
    let cache = HeaderValue::from_static(cache.control());
    headers.insert(header::CACHE_CONTROL, cache);
    if rule.shared {
        let any = HeaderValue::from_static("*");
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
        headers.insert(RESOURCE, HeaderValue::from_static("cross-origin"));
    }
    if found && path.ends_with(".json") {
        headers.insert(header::CONTENT_TYPE, FEED_TYPE);
    } else if is_page(headers) {
        headers.insert(header::CONTENT_TYPE, PAGE_TYPE);
        weaken(headers);
    }
    response
}

/// The ETag was that of the file: of its compressed form it can only say that it means the same
/// (RFC 9110, section 8.8.1).
fn weaken(headers: &mut HeaderMap) {
    let etag = headers
        .get(header::ETAG)
        .and_then(|etag| etag.to_str().ok());
    let strong = etag.filter(|etag| etag.starts_with('"'));
    let Some(strong) = strong.filter(|_| headers.contains_key(header::CONTENT_ENCODING)) else {
        return;
    };
    if let Ok(weak) = HeaderValue::try_from(["W/", strong].concat()) {
        headers.insert(header::ETAG, weak);
    }
}
