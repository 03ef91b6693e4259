//! A host of other people in front of the origin: it has the files, the origin what only it can do.

use std::{env, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

use crate::engine::Engine;

/// The address of nginx, where the stories of this engine are told behind it.
pub fn of(engine: Engine) -> Option<String> {
    let wanted = env::var("CONG_TIN_HOST").unwrap_or_default();
    let behind = match &*wanted {
        "nginx" => true,
        "origin" => false,
        _ => engine == Engine::Chromium,
    };
    env::var("CONG_TIN_NGINX").ok().filter(|_| behind)
}

struct Host {
    address: String,
    client: Client<HttpConnector, Body>,
    origin: Router,
}

/// `/api` is the origin's, all else the host's.
pub fn in_front(address: &str, origin: Router) -> Router {
    let host = Arc::new(Host {
        address: address.to_owned(),
        client: Client::builder(TokioExecutor::new()).build_http(),
        origin,
    });
    // Without a route: axum lets no request match one here and another in the origin.
    Router::new().fallback(ask).with_state(host)
}

async fn ask(State(host): State<Arc<Host>>, request: Request) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return ask_host(&host, request).await;
    }
    match tower::ServiceExt::oneshot(host.origin.clone(), request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

async fn ask_host(host: &Host, mut request: Request) -> Response {
    let path = request.uri().path_and_query();
    let path = path.map_or("/", |path| path.as_str());
    let Ok(uri) = [&host.address, path].concat().parse::<Uri>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *request.uri_mut() = uri;
    match host.client.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
