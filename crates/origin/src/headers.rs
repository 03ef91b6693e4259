//! The headers that every answer carries.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use hosting::{Answer, Policy, RESOURCE, SECURITY, TRANSPORT};

use crate::{Options, StartError};

/// What every answer says, by its kind.
pub(crate) struct Security {
    framed: HeaderMap,
    asking: HeaderMap,
    other: HeaderMap,
}

/// The security headers by [`Options::policy`], with [`Options::extra_connect`] added to it.
pub(crate) fn security(options: &Options) -> Result<Security, StartError> {
    for source in &options.extra_connect {
        let one_source = source
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, ';' | ','));
        if source.is_empty() || !one_source {
            return Err(StartError::ConnectSource(source.clone()));
        }
    }
    let mut policy = options.policy.clone();
    policy.also.extend_from_slice(&options.extra_connect);
    let of = |answer| headers(&policy, answer, options.secure_cookie);
    Ok(Security {
        framed: of(Answer::Framed)?,
        asking: of(Answer::Asking)?,
        other: of(Answer::Other)?,
    })
}

fn headers(policy: &Policy, answer: Answer, https: bool) -> Result<HeaderMap, StartError> {
    let value = |text: &str| {
        HeaderValue::try_from(text).map_err(|_| StartError::ConnectSource(text.to_owned()))
    };
    let name = |name| HeaderName::try_from(name).expect("the names are written in the crate");
    let mut headers = HeaderMap::new();
    for (key, text) in SECURITY.iter().chain(https.then_some(&TRANSPORT)) {
        headers.insert(name(*key), value(text)?);
    }
    let content_security = policy.content_security(answer);
    headers.insert(header::CONTENT_SECURITY_POLICY, value(&content_security)?);
    if let Some(options) = policy.frame_options(answer) {
        headers.insert(header::X_FRAME_OPTIONS, value(options)?);
    }
    if let Some(endpoints) = policy.reporting_endpoints() {
        headers.insert(name("Reporting-Endpoints"), value(&endpoints)?);
    }
    Ok(headers)
}

/// Adds `security` to an answer, in place of what it had.
pub(crate) async fn add_security(
    State(security): State<Arc<Security>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let answer = Answer::at(path.strip_prefix('/').unwrap_or(path));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let (said, resource) = match answer {
        Answer::Framed => (&security.framed, "cross-origin"),
        Answer::Asking => (&security.asking, "same-origin"),
        Answer::Other => (&security.other, "same-origin"),
    };
    headers.extend(said.clone());
    // What is shared has said so already.
    let resource = HeaderValue::from_static(resource);
    headers.entry(RESOURCE).or_insert(resource);
    response
}
