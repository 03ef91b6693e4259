//! How often a sign-in may fail.

mod support;

use std::{net::SocketAddr, time::Duration};

use axum::{
    extract::ConnectInfo,
    http::{StatusCode, header},
};
use origin::Limits;
use serde_json::json;
use support::{NAME, Origin, PASSWORD, post_session};

const WRONG: &str = "/problems/wrong-credentials";
const TOO_MANY: &str = "/problems/too-many-attempts";

#[tokio::test]
async fn too_many_failures_for_a_name_are_refused_with_the_time_to_wait() {
    let window = Duration::from_secs(600);
    let origin = Origin::start_with(|options| {
        options.limits = Limits {
            per_name: 2,
            per_address: 100,
            window,
        };
    })
    .await;
    // A success in between clears the name.
    for password in ["sai", PASSWORD, "sai", "sai"] {
        let answer = origin.sign_in(NAME, password).await;
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let spent = origin.accounts.verifications();
    // Upper case and spaces make no other name.
    for name in [NAME, " BIEN-TAP "] {
        let refused = origin.sign_in(name, PASSWORD).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.problem(), TOO_MANY);
        let wait: u64 = refused
            .header(header::RETRY_AFTER)
            .parse()
            .expect("seconds");
        assert!((1..=window.as_secs()).contains(&wait));
    }
    assert_eq!(origin.accounts.verifications(), spent, "nothing is hashed");
    assert_eq!(origin.sign_in("khac", "sai").await.problem(), WRONG);
}

#[tokio::test]
async fn too_many_failures_from_an_address_are_refused() {
    let origin = Origin::start_with(|options| {
        options.limits.per_address = 2;
        options.proxies = vec![[127, 0, 0, 1].into()];
    })
    .await;
    let from = |address: [u8; 4], name: &str| {
        let mut request = post_session(&json!({ "name": name, "password": "sai" }));
        let connected = ConnectInfo(SocketAddr::from((address, 50_000)));
        request.extensions_mut().insert(connected);
        request
    };
    let near = [192, 0, 2, 1];
    for name in ["a", "b"] {
        assert_eq!(origin.send(from(near, name)).await.problem(), WRONG);
    }
    assert_eq!(origin.send(from(near, "c")).await.problem(), TOO_MANY);
    assert_eq!(
        origin.send(from([192, 0, 2, 2], "c")).await.problem(),
        WRONG
    );

    // A proxy says for whom it asks; nobody else is believed.
    let through = |proxy, client: &str, name| {
        let mut request = from(proxy, name);
        let client = client.parse().expect("a value");
        request.headers_mut().insert("x-real-ip", client);
        request
    };
    let pretended = origin.send(through(near, "203.0.113.7", "d")).await;
    assert_eq!(pretended.problem(), TOO_MANY);
    let proxy = [127, 0, 0, 1];
    for (client, expected) in [
        ("203.0.113.7", WRONG),
        ("203.0.113.7", WRONG),
        ("203.0.113.7", TOO_MANY),
        ("203.0.113.8", WRONG),
    ] {
        let answer = origin.send(through(proxy, client, "e")).await;
        assert_eq!(answer.problem(), expected, "{client}");
    }
}

#[tokio::test]
async fn a_browser_that_has_signed_in_before_is_not_locked_out_by_others() {
    let origin = Origin::start_with(|options| options.limits.per_name = 2).await;
    let own = origin.sign_in(NAME, PASSWORD).await;
    let cookie = own.set_cookie("cong-tin-browser=");
    for expected in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(&expected), "{cookie:?}");
    }
    let with = |cookie: &str, name: &str, password: &str| {
        let mut request = post_session(&json!({ "name": name, "password": password }));
        let cookie = cookie.parse().expect("a value");
        request.headers_mut().insert(header::COOKIE, cookie);
        origin.send(request)
    };
    for _ in 0..2 {
        assert_eq!(origin.sign_in(NAME, "sai").await.problem(), WRONG);
    }
    assert_eq!(origin.sign_in(NAME, PASSWORD).await.problem(), TOO_MANY);
    let made_up = with("cong-tin-browser=0123456789abcdef", NAME, PASSWORD).await;
    assert_eq!(made_up.problem(), TOO_MANY);
    let again = with(cookie[0], NAME, PASSWORD).await;
    assert_eq!(again.status, StatusCode::OK);

    // It has a limit of its own, is known anew after each sign-in, and only for its name.
    assert_eq!(with(cookie[0], NAME, PASSWORD).await.problem(), TOO_MANY);
    let renewed = again.set_cookie("cong-tin-browser=")[0];
    for expected in [WRONG, WRONG, TOO_MANY] {
        assert_eq!(with(renewed, NAME, "sai").await.problem(), expected);
    }
    for expected in [WRONG, WRONG, TOO_MANY] {
        assert_eq!(with(renewed, "khac", "sai").await.problem(), expected);
    }
    // The name is as locked as before for all others.
    assert_eq!(origin.sign_in(NAME, PASSWORD).await.problem(), TOO_MANY);
}

#[tokio::test]
async fn many_attempts_at_once_do_not_pass_the_limit() {
    let origin = Origin::start_with(|options| options.limits.per_name = 3).await;
    let attempt = || origin.sign_in(NAME, "sai");
    let answers = tokio::join!(
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt()
    );
    let answers = [
        answers.0, answers.1, answers.2, answers.3, answers.4, answers.5,
    ];
    let checked = answers.iter().filter(|a| a.problem() == WRONG).count();
    assert_eq!(checked, 3);
}
