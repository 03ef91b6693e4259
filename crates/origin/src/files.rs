//! The built portal, served as a content network would: compressed siblings,
//! lasting names cached for good, everything else revalidated.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    handler::HandlerWithoutStateExt,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use tower_http::services::{ServeDir, ServeFile};

/// `Content-Type` of a feed (JSON Feed 1.1, "Suggestions for Publishers").
pub(crate) const FEED_TYPE: HeaderValue =
    HeaderValue::from_static("application/feed+json; charset=utf-8");

/// Routes every path to the files of `dist`; the portal's own addresses, which
/// no file answers, get its `index.html`.
pub(crate) fn routes(dist: &Path) -> Router {
    let page = ServeFile::new(dist.join("index.html"))
        .precompressed_br()
        .precompressed_gzip();
    let no_file = move |request: Request| async move {
        if !is_navigation(request.uri().path(), request.headers()) {
            return missing().await.into_response();
        }
        match page.clone().try_call(request).await {
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
        .layer(middleware::from_fn(describe))
}

/// The answer where there is nothing: never a page, so that a missing script
/// is not run and a missing feed is not parsed as one.
pub(crate) async fn missing() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, "Not found\n")
}

/// Whether a path without a file may be an address of the portal: addresses
/// hold no dot in their last segment, names of files do.
fn is_navigation(path: &str, headers: &HeaderMap) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let mut segments = path.split(['/', '\\']);
    let climbs = segments.clone().any(|segment| segment == "..");
    let names_file = segments.next_back().is_some_and(|last| last.contains('.'));
    let wants_page = headers.get("sec-fetch-dest").is_none_or(|wanted| {
        ["document", "iframe", "empty"]
            .iter()
            .any(|dest| wanted == dest)
    });
    wants_page && !climbs && !names_file
}

/// Adds what the caching table says to an answer from the files.
async fn describe(request: Request, next: Next) -> Response {
    let kind = Kind::of(request.uri().path());
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let kept = found || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();

    let cache = if kept { kind.cache() } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if kind != Kind::Page {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
    }
    if found && kind == Kind::Feed {
        headers.insert(header::CONTENT_TYPE, FEED_TYPE);
    } else if headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t == "text/html")
    {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
    }
    response
}

/// What a file is to caches and to other sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// HTML: revalidated, and readable by this site alone.
    Page,
    /// A feed: revalidated.
    Feed,
    /// A file whose name holds the hash of its content: kept for good.
    Hashed,
    /// A picture, sound, film or document under a name of its own: kept an hour.
    Media,
    /// Any other file, such as a script under a lasting name: revalidated.
    Other,
}

impl Kind {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some((stem, extension)) = name.rsplit_once('.') else {
            return Self::Page;
        };
        match extension {
            "html" => Self::Page,
            "json" if stem.starts_with("feed") => Self::Feed,
            "js" | "css" | "wasm" | "woff2" if is_hashed(stem) => Self::Hashed,
            "js" | "css" | "wasm" | "json" | "xml" | "txt" | "webmanifest" => Self::Other,
            _ => Self::Media,
        }
    }

    fn cache(self) -> &'static str {
        match self {
            Self::Hashed => "public, max-age=31536000, immutable",
            Self::Media => "public, max-age=3600",
            Self::Page | Self::Feed | Self::Other => "no-cache",
        }
    }
}

/// Whether a name ends in `-<hash>`, the hash being eight letters and digits
/// or more. wasm-bindgen appends `_bg` to the module's.
fn is_hashed(stem: &str) -> bool {
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    // A word such as `date-picker-calendar` is no hash: one in lower-case
    // letters alone would freeze a file that changes.
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8
            && hash.bytes().all(|b| b.is_ascii_alphanumeric())
            && hash.bytes().any(|b| !b.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_how_long_a_file_is_kept() {
        for (path, kind) in [
            ("/", Kind::Page),
            ("/index.html", Kind::Page),
            ("/article/hoi-nghi-k3x9q2m7ab", Kind::Page),
            ("/feed.json", Kind::Feed),
            ("/feeds/feed-2.json", Kind::Feed),
            ("/cong-tin-1f0c3a9b77d2e4f5.js", Kind::Hashed),
            ("/cong-tin-1f0c3a9b77d2e4f5_bg.wasm", Kind::Hashed),
            ("/fonts/text-ABCDEFGH.woff2", Kind::Hashed),
            ("/date-calendar.js", Kind::Other),
            ("/boot-1234567.js", Kind::Other),
            ("/site.webmanifest", Kind::Other),
            ("/media/hoi-nghi-1f0c3a9b77d2e4f5.jpg", Kind::Media),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }
}
