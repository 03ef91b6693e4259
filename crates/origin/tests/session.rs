//! The session API, by its contract.

mod support;

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use futures_util::StreamExt;
use origin::Lifetimes;
use serde_json::json;
use support::{Answer, DISPLAY_NAME, LOCKED, NAME, Origin, PASSWORD, ask, post_session};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

const SESSION: &str = "/api/session";
const WRONG: &str = "/problems/wrong-credentials";
const NOT_SIGNED_IN: &str = "/problems/not-signed-in";
const MALFORMED: &str = "/problems/malformed-request";

fn with_cookie(method: Method, path: &str, cookie: &str) -> Request<Body> {
    ask(method, path)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .expect("a request")
}

async fn who(origin: &Origin, cookie: &str) -> Answer {
    origin.send(with_cookie(Method::GET, SESSION, cookie)).await
}

/// Seconds from now until the session ends.
fn seconds_left(answer: &Answer) -> i64 {
    let text = answer.json()["expires_at"]
        .as_str()
        .expect("a text")
        .to_owned();
    let end = OffsetDateTime::parse(&text, &Rfc3339).expect("RFC 3339");
    (end - OffsetDateTime::now_utc()).whole_seconds()
}

#[tokio::test]
async fn a_session_begins_lasts_and_ends() {
    let origin = Origin::start().await;
    let nobody = origin.get(SESSION).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.problem(), NOT_SIGNED_IN);
    assert_eq!(nobody.header(header::SET_COOKIE), "");

    let begun = origin.sign_in(NAME, PASSWORD).await;
    assert_eq!(begun.status, StatusCode::OK);
    assert_eq!(begun.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(begun.json()["user"]["name"], DISPLAY_NAME);
    assert!(begun.json()["user"]["id"].is_string());
    let cookie = begun.cookie().to_owned();

    let lasting = who(&origin, &cookie).await;
    assert_eq!(lasting.status, StatusCode::OK);
    assert_eq!(lasting.json(), begun.json());

    let ended = origin
        .send(with_cookie(Method::DELETE, SESSION, &cookie))
        .await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(ended.cookie(), "cong-tin=");
    assert!(ended.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert!(ended.header(header::SET_COOKIE).contains("Path=/"));
    assert_eq!(who(&origin, &cookie).await.problem(), NOT_SIGNED_IN);

    let again = origin
        .send(with_cookie(Method::DELETE, SESSION, &cookie))
        .await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
    for answer in [nobody, begun, lasting, ended, again] {
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (secure, remember, days, start) in [
        (false, false, 0.5, "cong-tin="),
        (true, true, 30.0, "__Host-cong-tin="),
    ] {
        let origin = Origin::start_with(|options| options.secure_cookie = secure).await;
        let body = json!({ "name": NAME, "password": PASSWORD, "remember": remember });
        let answer = origin.send(post_session(&body)).await;

        let attributes = answer.set_cookie(start);
        assert!(!attributes.iter().any(|a| a.starts_with("Domain")));
        for expected in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(attributes.contains(&expected), "{attributes:?}");
        }
        assert_eq!(attributes.contains(&"Secure"), secure);

        let expected = (days * 24.0 * 3600.0) as i64;
        assert!((expected - 60..=expected).contains(&seconds_left(&answer)));
        let age = attributes.iter().find_map(|a| a.strip_prefix("Max-Age="));
        match age {
            Some(age) => {
                let age: i64 = age.parse().expect("seconds");
                assert!(remember && (expected - 60..=expected).contains(&age));
            }
            None => assert!(!remember),
        }
    }
}

#[tokio::test]
async fn a_session_is_renewed_at_sign_in_and_ends_by_itself() {
    let origin = Origin::start().await;
    let first = origin.sign_in(NAME, PASSWORD).await.cookie().to_owned();
    let mut request = post_session(&json!({ "name": NAME, "password": PASSWORD }));
    let value = first.parse().expect("a cookie");
    request.headers_mut().insert(header::COOKIE, value);
    let second = origin.send(request).await.cookie().to_owned();
    assert_ne!(first, second);
    assert_eq!(who(&origin, &first).await.problem(), NOT_SIGNED_IN);
    assert_eq!(who(&origin, &second).await.status, StatusCode::OK);

    // An id that someone else chose is never taken over.
    let planted = "cong-tin=AAAAAAAAAAAAAAAAAAAAAA";
    let mut request = post_session(&json!({ "name": NAME, "password": PASSWORD }));
    let value = planted.parse().expect("a cookie");
    request.headers_mut().insert(header::COOKIE, value);
    assert_ne!(origin.send(request).await.cookie(), planted);
    assert_eq!(who(&origin, planted).await.problem(), NOT_SIGNED_IN);

    let brief = Origin::start_with(|options| {
        options.lifetimes = Lifetimes {
            session: Duration::ZERO,
            remembered: Duration::ZERO,
        };
    })
    .await;
    let over = brief.sign_in(NAME, PASSWORD).await.cookie().to_owned();
    assert_eq!(who(&brief, &over).await.problem(), NOT_SIGNED_IN);
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_are_not_told_apart() {
    let origin = Origin::start().await;
    let mut answers = Vec::new();
    for name in [NAME, "khong-co", LOCKED] {
        let before = origin.accounts.verifications();
        let answer = origin.sign_in(name, "sai").await;
        assert_eq!(origin.accounts.verifications(), before + 1, "{name}");
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.problem(), WRONG);
        assert_eq!(answer.header(header::SET_COOKIE), "");
        answers.push((answer.headers, answer.body));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "one answer for all");
}

#[tokio::test]
async fn no_password_opens_an_unknown_name() {
    let origin = Origin::start().await;
    for password in ["", PASSWORD] {
        assert_eq!(origin.sign_in("khong-co", password).await.problem(), WRONG);
    }
}

#[tokio::test]
async fn a_locked_account_is_told_only_after_the_right_password() {
    let origin = Origin::start().await;
    let locked = origin.sign_in(LOCKED, PASSWORD).await;
    assert_eq!(locked.status, StatusCode::FORBIDDEN);
    assert_eq!(locked.problem(), "/problems/account-locked");
    assert_eq!(locked.header(header::SET_COOKIE), "");

    let cookie = origin.sign_in(NAME, PASSWORD).await.cookie().to_owned();
    let name = NAME.parse().expect("a name");
    assert!(
        origin
            .accounts
            .set_locked(&name, true)
            .await
            .expect("locked")
    );
    assert_eq!(who(&origin, &cookie).await.problem(), NOT_SIGNED_IN);
}

#[tokio::test]
async fn what_has_expired_is_deleted_but_not_by_a_request() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("origin.sqlite3");
    let start = || async {
        Origin::start_with(|options| {
            options.database = origin::Database::File(file.clone());
            options.lifetimes.remembered = Duration::ZERO;
        })
        .await
    };
    let database = tokio_rusqlite::Connection::open(&file).await;
    let database = database.expect("a database");
    let sessions = || async {
        let count = "select count(*) from tower_sessions where expiry_date <= unixepoch()";
        let counted = database.call(move |db| db.query_row(count, [], |row| row.get::<_, u32>(0)));
        counted.await.expect("a number")
    };
    let origin = start().await;
    let body = json!({ "name": NAME, "password": PASSWORD, "remember": true });
    for ended in [1_u32, 2, 3] {
        origin.send(post_session(&body)).await;
        let earlier = "update tower_sessions set expiry_date = unixepoch() - 10";
        let earlier = database.call(move |db| db.execute(earlier, []));
        earlier.await.expect("the clock moves on");
        assert_eq!(
            sessions().await,
            ended,
            "a sign-in looks through all sessions"
        );
    }
    drop(origin);
    // The next one does so at its start, beside its requests.
    let _origin = start().await;
    let gone = async {
        while sessions().await > 0 {
            tokio::task::yield_now().await;
        }
    };
    let gone = tokio::time::timeout(Duration::from_secs(20), gone).await;
    assert!(gone.is_ok(), "nobody deletes what has expired");
}

#[tokio::test]
async fn a_body_that_is_not_the_contract_is_refused() {
    let origin = Origin::start().await;
    let long_name = json!({ "name": "a".repeat(65), "password": "x" }).to_string();
    let large = json!({ "name": NAME, "password": "x".repeat(5000) }).to_string();
    let good = json!({ "name": NAME, "password": PASSWORD }).to_string();
    for (media_type, body, status) in [
        ("application/json", "", StatusCode::BAD_REQUEST),
        ("application/json", "{", StatusCode::BAD_REQUEST),
        ("application/json", "{}", StatusCode::BAD_REQUEST),
        (
            "application/json",
            r#"{"name":1,"password":[]}"#,
            StatusCode::BAD_REQUEST,
        ),
        (
            "application/json",
            r#"{"name":" ","password":"x"}"#,
            StatusCode::BAD_REQUEST,
        ),
        ("application/json", &long_name, StatusCode::BAD_REQUEST),
        ("application/json", &large, StatusCode::PAYLOAD_TOO_LARGE),
        ("text/plain", &good, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            "application/x-www-form-urlencoded",
            &good,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
    ] {
        let request = ask(Method::POST, SESSION)
            .header(header::CONTENT_TYPE, media_type)
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let answer = origin.send(request).await;
        assert_eq!(answer.status, status, "{media_type} {body}");
        assert_eq!(answer.problem(), MALFORMED);
    }
    assert_eq!(origin.accounts.verifications(), 0);

    let put = ask(Method::PUT, SESSION)
        .body(Body::empty())
        .expect("a request");
    assert_eq!(
        origin.send(put).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn half_a_body_is_not_waited_for_without_end() {
    let origin = Origin::start().await;
    let start = tokio::time::Instant::now();
    let half = futures_util::stream::once(async { Ok::<_, std::io::Error>("{\"name\":") });
    let rest = futures_util::stream::pending();
    let request = ask(Method::POST, SESSION)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from_stream(half.chain(rest)))
        .expect("a request");
    // From here on time passes only where nothing else can.
    tokio::time::pause();
    let answer = origin.send(request).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(answer.problem(), MALFORMED);
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn members_news_are_for_signed_in_readers() {
    let origin = Origin::start().await;
    let feed = "/api/members/feed.json";
    let attached = "/api/members/files/mau-theo-doi-ho-so.csv";
    for path in [feed, attached, "/api/members/nothing"] {
        let refused = origin.get(path).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(refused.problem(), NOT_SIGNED_IN);
    }

    let cookie = origin.sign_in(NAME, PASSWORD).await.cookie().to_owned();
    let get = |path| origin.send(with_cookie(Method::GET, path, &cookie));
    let answer = get(feed).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/feed+json; charset=utf-8"
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
    assert_eq!(answer.json()["title"], "Bản tin nội bộ");

    // What the feed attaches is there, of the size it says.
    let items = answer.json()["items"].as_array().expect("items").clone();
    let attachments: Vec<_> = items
        .iter()
        .filter_map(|item| item["attachments"].as_array())
        .flatten()
        .collect();
    assert!(!attachments.is_empty());
    for attachment in attachments {
        let file = get(attachment["url"].as_str().expect("an address")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header(header::CONTENT_TYPE), attachment["mime_type"]);
        assert_eq!(file.header(header::CACHE_CONTROL), "private, no-store");
        assert_eq!(attachment["size_in_bytes"], file.body.len());
    }
    let missing = get("/api/members/files/..%2ffeed.json").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
