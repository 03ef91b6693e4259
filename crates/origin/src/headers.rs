//! The headers that every answer carries.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::StartError;

/// The security headers, with `extra_connect` added to the CSP's `connect-src`.
///
/// The built `index.html` holds the same policy as a `<meta>`: a browser
/// applies both, so a source added here must be in the page's policy too.
pub(crate) fn security(extra_connect: &[String]) -> Result<HeaderMap, StartError> {
    let mut connect = String::from("'self' https:");
    for source in extra_connect {
        let one_source = source
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, ';' | ','));
        if source.is_empty() || !one_source {
            return Err(StartError::ConnectSource(source.clone()));
        }
        connect.push(' ');
        connect.push_str(source);
    }
    let policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' https: http: data:",
        "media-src 'self' https: http:",
        "font-src 'self'",
        &format!("connect-src {connect}"),
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types dompurify",
    ]
    .join("; ");
    let policy = HeaderValue::try_from(policy).map_err(|_| StartError::ConnectSource(connect))?;

    let fixed = HeaderValue::from_static;
    Ok(HeaderMap::from_iter([
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
        (
            header::REFERRER_POLICY,
            fixed("strict-origin-when-cross-origin"),
        ),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            fixed("same-origin"),
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            fixed(
                "camera=(), clipboard-write=(self), geolocation=(), microphone=(), \
                 payment=(), usb=()",
            ),
        ),
    ]))
}

/// Adds `security` to an answer, in place of what it had.
pub(crate) async fn add_security(
    State(security): State<HeaderMap>,
    mut response: Response,
) -> Response {
    response.headers_mut().extend(security);
    response
}
