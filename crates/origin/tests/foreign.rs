//! Which pages may sign in and out.

mod support;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;
use support::{NAME, Origin, PASSWORD, ask, post_session};

const SESSION: &str = "/api/session";
const FOREIGN: &str = "/problems/foreign-origin";

fn sign_out(cookie: &str) -> Request<Body> {
    ask(Method::DELETE, SESSION)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .expect("a request")
}

#[tokio::test]
async fn only_pages_of_the_portal_may_sign_in_and_out() {
    let origin = Origin::start_with(|options| {
        let second = "https://ban-do.example".parse();
        options.public_addresses.push(second.expect("an address"));
    })
    .await;
    let cookie = origin.sign_in(NAME, PASSWORD).await.cookie().to_owned();
    for foreign in [
        None,
        Some("null"),
        Some("https://tin.example"),
        Some("http://tin.example.evil.example"),
        Some("http://tin.example:8080"),
    ] {
        for mut request in [
            post_session(&json!({ "name": NAME, "password": PASSWORD })),
            sign_out(&cookie),
        ] {
            request.headers_mut().remove(header::ORIGIN);
            if let Some(foreign) = foreign {
                let value = foreign.parse().expect("a value");
                request.headers_mut().insert(header::ORIGIN, value);
            }
            let answer = origin.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{foreign:?}");
            assert_eq!(answer.problem(), FOREIGN);
        }
    }
    let who = ask(Method::GET, SESSION).header(header::COOKIE, &cookie);
    let who = origin
        .send(who.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(who.status, StatusCode::OK);

    let mut allowed = sign_out(&cookie);
    let value = "https://ban-do.example".parse().expect("a value");
    allowed.headers_mut().insert(header::ORIGIN, value);
    assert_eq!(origin.send(allowed).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_host_says_makes_no_page_the_portal_s() {
    let origin = Origin::start().await;
    let mut request = post_session(&json!({ "name": NAME, "password": PASSWORD }));
    let headers = request.headers_mut();
    headers.insert(header::HOST, "evil.example".parse().expect("a value"));
    let own = "http://evil.example".parse().expect("a value");
    headers.insert(header::ORIGIN, own);
    assert_eq!(origin.send(request).await.problem(), FOREIGN);

    // Behind a proxy that names another host the portal's own pages are as before.
    let mut request = post_session(&json!({ "name": NAME, "password": PASSWORD }));
    let inside = "127.0.0.1:8081".parse().expect("a value");
    request.headers_mut().insert(header::HOST, inside);
    assert_eq!(origin.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_that_says_two_things_of_its_page_is_refused() {
    let origin = Origin::start().await;
    for (name, second, refused) in [
        ("origin", "https://evil.example", true),
        ("origin", support::OWN_ORIGIN, true),
        ("sec-fetch-site", "cross-site", true),
        ("sec-fetch-site", "same-origin", false),
    ] {
        let mut request = post_session(&json!({ "name": NAME, "password": PASSWORD }));
        let second = second.parse().expect("a value");
        request.headers_mut().append(name, second);
        let status = origin.send(request).await.status;
        assert_eq!(status == StatusCode::FORBIDDEN, refused, "{name}");
    }
}
