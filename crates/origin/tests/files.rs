//! What the origin does with the built portal.

mod support;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use support::{Origin, ask};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const FEED: &str = "application/feed+json; charset=utf-8";

#[tokio::test]
async fn every_kind_of_file_has_its_type_and_its_caching() {
    let origin = Origin::start().await;
    for (path, media_type, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/assets/app-1F0C3A9B.js", "text/javascript", IMMUTABLE),
        ("/assets/app-1F0C3A9B.wasm", "application/wasm", IMMUTABLE),
        ("/assets/style-0A1B2C3D.css", "text/css", IMMUTABLE),
        ("/assets/text-ABCDEFG1.woff2", "font/woff2", IMMUTABLE),
        ("/embed.js", "text/javascript", "public, max-age=600"),
        ("/boot.js", "text/javascript", "no-cache"),
        ("/feed.json", FEED, "no-cache"),
        ("/feed-2.json", FEED, "no-cache"),
        ("/media/anh.png", "image/png", "public, max-age=3600"),
    ] {
        let answer = origin.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header(header::CONTENT_TYPE), media_type, "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), cache, "{path}");
        assert!(answer.header(header::ETAG).starts_with('"'), "{path}");
    }
}

#[tokio::test]
async fn a_known_etag_is_answered_without_the_content() {
    let origin = Origin::start().await;
    for path in ["/", "/feed.json", "/article/tin-k3x9q2m7ab"] {
        let first = origin.get(path).await;
        let etag = first.header(header::ETAG);
        let again = origin.get_with(path, header::IF_NONE_MATCH, etag).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert!(again.body.is_empty(), "{path}");
        assert_eq!(again.header(header::ETAG), etag, "{path}");
        assert_eq!(again.header(header::CACHE_CONTROL), "no-cache", "{path}");

        let other = origin
            .get_with(path, header::IF_NONE_MATCH, "\"other\"")
            .await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn the_compressed_sibling_is_sent_to_who_accepts_it() {
    let origin = Origin::start().await;
    let path = "/assets/app-1F0C3A9B.js";
    let mut etags = Vec::new();
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "stands for brotli"),
        ("gzip", "gzip", "stands for gzip"),
        ("identity", "", "export const plain = true;"),
    ] {
        let answer = origin
            .get_with(path, header::ACCEPT_ENCODING, accepted)
            .await;
        assert_eq!(answer.header(header::CONTENT_ENCODING), encoding);
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/javascript");
        assert_eq!(answer.header(header::VARY), "accept-encoding");
        assert_eq!(answer.header(header::CACHE_CONTROL), IMMUTABLE);
        assert_eq!(answer.body, body);
        etags.push(answer.header(header::ETAG).to_owned());
    }
    etags.dedup();
    assert_eq!(etags.len(), 3, "one ETag for each encoding");
}

#[tokio::test]
async fn the_page_is_compressed_when_it_is_sent() {
    let origin = Origin::start().await;
    let plain = origin.get("/").await;
    for path in ["/", "/date/2021-03-22"] {
        for encoding in ["br", "gzip"] {
            let accepts = header::ACCEPT_ENCODING;
            let answer = origin.get_with(path, accepts, encoding).await;
            assert_eq!(answer.header(header::CONTENT_ENCODING), encoding, "{path}");
            assert_eq!(answer.header(header::VARY), "accept-encoding", "{path}");
            assert_ne!(answer.body, plain.body, "{path}");
            let etag = answer.header(header::ETAG);
            assert_eq!(etag, ["W/", plain.header(header::ETAG)].concat(), "{path}");
            let again = origin.get_with(path, header::IF_NONE_MATCH, etag).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        }
    }
}

#[tokio::test]
async fn an_address_of_the_portal_gets_its_page() {
    let origin = Origin::start().await;
    let home = origin.get("/").await;
    for path in [
        "/article/hoi-nghi-danh-gia-k3x9q2m7ab",
        "/date/2021-03-22",
        "/search?q=thi.hanh.an",
        "/media",
        "/media/",
        "/version.2/tag",
    ] {
        let answer = origin.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.body, home.body, "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-cache", "{path}");
    }
    let dest = header::HeaderName::from_static("sec-fetch-dest");
    let navigation = origin.get_with("/date/2021-03", dest, "document").await;
    assert_eq!(navigation.body, home.body);
}

#[tokio::test]
async fn an_article_that_has_a_page_of_its_own_gets_it() {
    let page = "<!doctype html><title>Tin</title>".repeat(50);
    let write = |options: &mut origin::Options| {
        let folder = options.dist.join("article");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("tin-k3x9q2m7ab.html"), &page).expect("a page");
        std::fs::create_dir_all(folder.join("day-k3x9q2m7ab.html")).expect("a folder");
        std::fs::write(options.dist.join("secret.html"), "a secret").expect("a file");
    };
    let origin = Origin::start_with(write).await;
    let address = "/article/tin-k3x9q2m7ab";
    let own = origin.get(address).await;
    assert_eq!(own.status, StatusCode::OK);
    assert_eq!(own.body, page);
    assert_eq!(own.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(own.header(header::CACHE_CONTROL), "no-cache");
    let policy = own.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let etag = own.header(header::ETAG);
    let again = origin.get_with(address, header::IF_NONE_MATCH, etag).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let packed = origin
        .get_with(address, header::ACCEPT_ENCODING, "br")
        .await;
    assert_eq!(packed.header(header::CONTENT_ENCODING), "br");
    let home = origin.get("/").await;
    for path in [
        "/article/khac-k3x9q2m7ab",
        "/article/day-k3x9q2m7ab",
        "/article/tin-k3x9q2m7ab/",
        "/article/",
        "/article/%2e%2e%2fsecret",
    ] {
        let answer = origin.get(path).await;
        assert!(
            answer.body == home.body || answer.status == StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_ne!(answer.body, "a secret".as_bytes(), "{path}");
    }
}

#[tokio::test]
async fn a_missing_asset_is_never_answered_with_a_page() {
    let origin = Origin::start().await;
    let assert_missing = |path: &str, answer: support::Answer| {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let media_type = answer.header(header::CONTENT_TYPE);
        assert_eq!(media_type, "text/plain; charset=utf-8", "{path}");
        assert_eq!(answer.body, "Not found\n", "{path}");
        assert!(
            !answer.header(header::CACHE_CONTROL).contains("max-age"),
            "{path}"
        );
    };
    for path in [
        "/assets/app-DEADBEEF.js",
        "/feed-9.json",
        "/media/anh%2Ejpg",
        "/article/anh.webp",
        "/api",
        "/api/",
        "/api/nothing",
    ] {
        assert_missing(path, origin.get(path).await);
    }
    for wanted in ["script", "style", "image", "worker"] {
        let dest = header::HeaderName::from_static("sec-fetch-dest");
        let answer = origin.get_with("/no-extension", dest, wanted).await;
        assert_missing(wanted, answer);
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_can_be_read() {
    let origin = Origin::start().await;
    for path in [
        "/../secret.txt",
        "/media/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/media/%2e%2e/%2e%2e/secret",
        "//etc/passwd.txt",
        "/media/%00.txt",
    ] {
        let answer = origin.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.body, "Not found\n", "{path}");
    }
}

#[tokio::test]
async fn only_reading_is_possible() {
    let origin = Origin::start().await;
    let request = |method: Method, path| ask(method, path).body(Body::empty()).expect("a request");
    let head = origin.send(request(Method::HEAD, "/feed.json")).await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
    assert_eq!(head.header(header::CONTENT_TYPE), FEED);
    assert_eq!(
        head.header(header::CONTENT_LENGTH),
        origin.get("/feed.json").await.body.len().to_string()
    );
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        for path in ["/", "/feed.json", "/date/2021-03"] {
            let answer = origin.send(request(method.clone(), path)).await;
            assert_eq!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
            assert_eq!(answer.header(header::ALLOW), "GET,HEAD");
        }
    }
}

#[tokio::test]
async fn what_is_in_the_folder_for_its_host_is_not_for_readers() {
    let origin = Origin::start().await;
    for path in [
        "/_headers",
        "/_redirects",
        "/hosts/nginx.conf",
        "//_headers",
        "/%5fheaders",
        "/./hosts%2fnginx.conf",
    ] {
        let answer = origin.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.body, "Not found\n", "{path}");
    }
}

#[tokio::test]
async fn a_portal_that_is_not_built_or_a_wrong_option_stops_the_start() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let feed = concat!(env!("CARGO_MANIFEST_DIR"), "/members/feed.json");
    let start = |options| async { origin::app(options).await.map(|_| ()) };

    let unbuilt = start(origin::Options::new(folder.path(), feed)).await;
    assert!(matches!(unbuilt, Err(origin::StartError::NoPortal(_))));

    std::fs::write(folder.path().join("index.html"), "").expect("written");
    let no_feed = origin::Options::new(folder.path(), folder.path().join("feed.json"));
    let no_feed = start(no_feed).await;
    assert!(matches!(no_feed, Err(origin::StartError::NoMembersFeed(_))));

    for source in ["", "https://a.example; script-src *", "a b"] {
        let mut options = origin::Options::new(folder.path(), feed);
        options.extra_connect = vec![source.to_owned()];
        let refused = start(options).await;
        assert!(matches!(refused, Err(origin::StartError::ConnectSource(_))));
    }
}
