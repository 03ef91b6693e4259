//! News for signed-in readers alone.

use std::{io, path::Path, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use super::{Context, problem::Problem, session::Reader};
use crate::files::{FEED_TYPE, missing};

/// `feed.json`, and under `files/` what it attaches.
pub(super) fn routes(feed: &Path, context: &Arc<Context>) -> Router<Arc<Context>> {
    let files = feed.with_file_name("files");
    let feed: Arc<Path> = feed.into();
    let read_feed = move || async move {
        match tokio::fs::read(&feed).await {
            Ok(bytes) => Ok(([(header::CONTENT_TYPE, FEED_TYPE)], bytes)),
            Err(error) => Err(unreadable(&error)),
        }
    };
    Router::new()
        .route("/feed.json", get(read_feed))
        .nest_service("/files", ServeDir::new(files))
        .fallback(missing)
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ))
        .layer(middleware::from_fn_with_state(context.clone(), guard))
}

/// Lets signed-in readers through.
async fn guard(_: State<Arc<Context>>, _: Reader, request: Request, next: Next) -> Response {
    next.run(request).await.into_response()
}

fn unreadable(error: &io::Error) -> Problem {
    tracing::error!(%error, "members' feed");
    Problem::Internal
}
