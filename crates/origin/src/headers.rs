//! The headers that every answer carries.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use hosting::{FRAMED, NO_FRAMES, SECURITY, TRANSPORT, content_security};

use crate::{Options, StartError};

/// What every answer says, and the page's policy for those that no other site may frame.
pub(crate) struct Security {
    headers: HeaderMap,
    unframed: HeaderValue,
}

/// The security headers, with [`Options::extra_connect`] added to the policy.
pub(crate) fn security(options: &Options) -> Result<Security, StartError> {
    for source in &options.extra_connect {
        let one_source = source
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, ';' | ','));
        if source.is_empty() || !one_source {
            return Err(StartError::ConnectSource(source.clone()));
        }
    }
    let policy = content_security(options.extra_connect.iter().map(String::as_str));
    let value = |text: &str| {
        HeaderValue::try_from(text).map_err(|_| StartError::ConnectSource(text.to_owned()))
    };
    let transport = options.secure_cookie.then_some(&TRANSPORT);
    let mut headers = HeaderMap::new();
    for (name, text) in SECURITY.iter().chain(transport) {
        let name = HeaderName::try_from(*name).expect("the names are written in the crate");
        headers.insert(name, value(text)?);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, value(&policy)?);
    Ok(Security {
        headers,
        unframed: value(&format!("{policy}; {NO_FRAMES}"))?,
    })
}

/// Adds `security` to an answer, in place of what it had.
pub(crate) async fn add_security(
    State(security): State<Arc<Security>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let framed = FRAMED.iter().any(|pattern| pattern.fits(path));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.extend(security.headers.clone());
    if !framed {
        headers.insert(header::CONTENT_SECURITY_POLICY, security.unframed.clone());
    }
    response
}
