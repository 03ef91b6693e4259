//! An origin over a small portal in a temporary folder, asked in process.

// Each test file uses its part.
#![allow(dead_code)]

use std::{fs, path::Path};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use http_body_util::BodyExt;
use origin::{AccountError, Accounts, NewAccount, Options};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

pub const HOST: &str = "tin.example";
pub const OWN_ORIGIN: &str = "http://tin.example";
pub const NAME: &str = "bien-tap";
pub const PASSWORD: &str = "bốn từ không liên quan";
/// What the account is displayed as.
pub const DISPLAY_NAME: &str = "Biên tập viên";
pub const LOCKED: &str = "da-khoa";

pub struct Origin {
    pub router: Router,
    pub accounts: Accounts,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Origin {
    /// An origin with an open account and a locked one.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let dist = folder.path().join("dist");
        write_portal(&dist);
        fs::write(folder.path().join("secret.txt"), "outside").expect("written");

        let members = Path::new(env!("CARGO_MANIFEST_DIR")).join("members/feed.json");
        let mut options = Options::new(dist, members);
        options.public_addresses = vec![OWN_ORIGIN.parse().expect("an address")];
        change(&mut options);
        let (router, accounts) = origin::app(options).await.expect("the origin starts");
        for (name, locked) in [(NAME, false), (LOCKED, true)] {
            let account = NewAccount {
                name: name.parse().expect("a name"),
                display_name: DISPLAY_NAME.to_owned(),
                password: PASSWORD.to_owned(),
                locked,
            };
            match accounts.add(account).await {
                // Of an earlier start, over the same database.
                Ok(()) | Err(AccountError::NameTaken) => {}
                Err(error) => panic!("{error}"),
            }
        }
        Self {
            router,
            accounts,
            _folder: folder,
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answered = self.router.clone().oneshot(request).await;
        let (parts, body) = answered.expect("infallible").into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.expect("a body").to_bytes(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(
            ask(Method::GET, path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    /// GET with one more header.
    pub async fn get_with(&self, path: &str, name: header::HeaderName, value: &str) -> Answer {
        let request = ask(Method::GET, path).header(name, value);
        self.send(request.body(Body::empty()).expect("a request"))
            .await
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        let body = json!({ "name": name, "password": password });
        self.send(post_session(&body)).await
    }
}

impl Answer {
    /// The value of a header, empty if there is none.
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header of ASCII"))
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// `name=value` of the session's cookie that is set.
    pub fn cookie(&self) -> &str {
        self.set_cookie("cong-tin=").first().copied().unwrap_or("")
    }

    /// `name=value` and the attributes of a cookie that is set.
    pub fn set_cookie(&self, start: &str) -> Vec<&str> {
        let set = self.headers.get_all(header::SET_COOKIE).iter();
        let mut set = set.map(|value| value.to_str().expect("a header of ASCII"));
        let cookie = set.find(|cookie| cookie.starts_with(start));
        cookie.map_or(Vec::new(), |cookie| cookie.split("; ").collect())
    }

    /// The `type` of a problem, after checking the rest of it.
    pub fn problem(&self) -> String {
        assert_eq!(
            self.header(header::CONTENT_TYPE),
            "application/problem+json"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert!(problem["title"].as_str().is_some_and(|t| !t.is_empty()));
        problem["type"].as_str().expect("a type").to_owned()
    }
}

/// A request as a browser at [`OWN_ORIGIN`] makes it.
pub fn ask(method: Method, path: &str) -> request::Builder {
    let request = Request::builder().method(&method).uri(path);
    let request = request.header(header::HOST, HOST);
    if method.is_safe() {
        request
    } else {
        request.header(header::ORIGIN, OWN_ORIGIN)
    }
}

pub fn post_session(body: &Value) -> Request<Body> {
    ask(Method::POST, "/api/session")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request")
}

fn write_portal(dist: &Path) {
    for folder in ["assets", "hosts", "media"] {
        fs::create_dir_all(dist.join(folder)).expect("a folder");
    }
    for (name, content) in [
        ("index.html", "<!doctype html><title>Cổng Tin</title>"),
        ("assets/app-1F0C3A9B.js", "export const plain = true;"),
        ("assets/app-1F0C3A9B.js.br", "stands for brotli"),
        ("assets/app-1F0C3A9B.js.gz", "stands for gzip"),
        ("assets/app-1F0C3A9B.wasm", "\0asm"),
        ("assets/style-0A1B2C3D.css", "body{}"),
        ("assets/text-ABCDEFG1.woff2", "wOF2"),
        ("embed.js", "export {};"),
        ("boot.js", "export {};"),
        (
            "feed.json",
            r#"{"version":"https://jsonfeed.org/version/1.1"}"#,
        ),
        (
            "feed-2.json",
            r#"{"version":"https://jsonfeed.org/version/1.1"}"#,
        ),
        ("media/anh.png", "png"),
        ("_headers", "/*"),
        ("_redirects", "/date / 200"),
        ("hosts/nginx.conf", "server { }"),
    ] {
        fs::write(dist.join(name), content).expect("written");
    }
}
