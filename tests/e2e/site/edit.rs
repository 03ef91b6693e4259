//! The page, with what a story needs laid into it.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use serde_json::Value;

use crate::deploy::{Answers, Host};

/// What a story changes of the page.
pub struct Edit {
    pub config: Vec<(&'static str, Value)>,
    pub raw_config: Option<String>,
    pub edited: Option<(&'static str, Value)>,
    pub host: Host,
    pub without_policy: bool,
    /// What the page may read from, too.
    pub connect: String,
}

/// Lays the story's config and the collector of trouble into the page.
pub async fn edit_page(
    State(edit): State<Arc<Edit>>,
    mut request: Request,
    next: Next,
) -> Response {
    let page = !request
        .uri()
        .path()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .contains('.');
    if !page {
        return next.run(request).await;
    }
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    request.headers_mut().remove(header::IF_NONE_MATCH);
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    let response = next.run(request).await;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let is_html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|ty| ty.as_bytes().starts_with(b"text/html"));
    if !is_html {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = edit.apply(&text).unwrap_or(text);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::ETAG);
    if edit.without_policy {
        parts.headers.remove(header::CONTENT_SECURITY_POLICY);
        parts.headers.remove(header::X_FRAME_OPTIONS);
    }
    parts.headers.insert(header::CONTENT_TYPE, html);
    Response::from_parts(parts, Body::from(text))
}

impl Edit {
    fn apply(&self, page: &str) -> Option<String> {
        let start = page.find("id=\"cong-tin-config\"")?;
        let start = start + page[start..].find('>')? + 1;
        let end = start + page[start..].find("</script>")?;
        let mut config: Value = serde_json::from_str(&page[start..end]).ok()?;
        let is_edited = self.host.answers() == Answers::EditedPage;
        let edited = self.edited.iter().filter(|_| is_edited);
        for (key, value) in self.config.iter().chain(edited) {
            config[*key] = value.clone();
        }
        let block = self
            .raw_config
            .clone()
            .unwrap_or_else(|| config.to_string());
        let collector = "<script src=\"/e2e/trouble.js\"></script>";
        let page = [&page[..start], &block, &page[end..]].concat();
        let sources = "connect-src 'self' https:";
        let mut page = page.replacen(sources, &[sources, &self.connect].concat(), 1);
        if self.without_policy {
            page = page.replace(
                "http-equiv=\"Content-Security-Policy\"",
                "name=\"no-policy\"",
            );
        }
        Some(page.replacen("<title>", &[collector, "<title>"].concat(), 1))
    }
}
