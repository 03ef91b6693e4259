//! Requests that change something must come from the portal's own pages.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};

use super::problem::Problem;
use crate::Options;

/// The origins whose pages may change something.
pub(super) struct TrustedOrigins {
    own_scheme: &'static str,
    others: Vec<String>,
}

impl TrustedOrigins {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            own_scheme: if options.secure_cookie {
                "https"
            } else {
                "http"
            },
            others: options.allowed_origins.clone(),
        }
    }

    /// Whether the `Origin` (RFC 6454) is the host that was asked, or one of
    /// the others. Without one the request is not trusted: browsers send it
    /// with every POST and DELETE.
    fn trust(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let Some(origin) = text(header::ORIGIN) else {
            return false;
        };
        let own = text(header::HOST).map(|host| format!("{}://{host}", self.own_scheme));
        own.iter()
            .chain(&self.others)
            .any(|trusted| trusted.eq_ignore_ascii_case(origin))
    }
}

/// Lets safe methods (RFC 9110, section 9.2.1) and trusted requests through.
pub(super) async fn require(
    State(origins): State<Arc<TrustedOrigins>>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if request.method().is_safe() || origins.trust(request.headers()) {
        Ok(next.run(request).await)
    } else {
        Err(Problem::ForeignOrigin)
    }
}
