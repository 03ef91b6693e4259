//! Requests that change something must come from the portal's own pages.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};

use super::problem::Problem;
use crate::PublicAddress;

/// Whether a request comes from a page at one of the addresses. Without an `Origin` it is not
/// trusted: browsers send one with every POST and DELETE. What `Host` says does not count, for a
/// page that had its name lead here would have it say what it likes.
fn is_own(headers: &HeaderMap, addresses: &[PublicAddress]) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else {
        return false;
    };
    let own = |origin| addresses.iter().any(|address| address.is(origin));
    sites.all(|site| site != "cross-site") && origin.to_str().is_ok_and(own)
}

/// Lets safe methods (RFC 9110, section 9.2.1) and requests of the portal's own pages through.
pub(super) async fn require(
    State(addresses): State<Arc<[PublicAddress]>>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if request.method().is_safe() || is_own(request.headers(), &addresses) {
        Ok(next.run(request).await)
    } else {
        Err(Problem::ForeignOrigin)
    }
}
