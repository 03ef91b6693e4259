//! What the origin says of who may use an answer, and how.

mod support;

use axum::http::header;
use support::Origin;

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let origin = Origin::start_with(|options| {
        options.extra_connect = vec!["http://127.0.0.1:9000".to_owned()];
    })
    .await;
    for path in [
        "/",
        "/feed.json",
        "/missing.js",
        "/api/session",
        "/api/nothing",
    ] {
        let answer = origin.get(path).await;
        let policy: Vec<_> = answer
            .header(header::CONTENT_SECURITY_POLICY)
            .split("; ")
            .collect();
        assert_eq!(
            policy,
            [
                "default-src 'none'",
                "script-src 'self' 'wasm-unsafe-eval'",
                "style-src 'self'",
                "img-src 'self' https: http: data:",
                "media-src 'self' https: http:",
                "frame-src https:",
                "font-src 'self'",
                "connect-src 'self' https: http://127.0.0.1:9000",
                "manifest-src 'self'",
                "worker-src 'self'",
                "form-action 'self'",
                "base-uri 'self'",
                "require-trusted-types-for 'script'",
                "trusted-types dompurify cong-tin-worker",
                "frame-ancestors 'none'",
            ],
            "{path}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        let permissions = answer.header("permissions-policy");
        for expected in ["clipboard-write=(self)", "camera=()", "usb=()", "midi=()"] {
            assert!(permissions.contains(expected), "{path}: {expected}");
        }
        let transport = answer.header(header::STRICT_TRANSPORT_SECURITY);
        assert_eq!(transport, "", "{path}: said over http, it means nothing");
    }
}

#[tokio::test]
async fn other_sites_may_frame_what_is_made_for_it_and_nothing_else() {
    let origin = Origin::start().await;
    for (path, may) in [
        ("/embed/latest", true),
        ("/embed/latest?limit=3", true),
        ("/embed/article/hoi-nghi-940m3dfesj", true),
        ("/embed", false),
        ("/", false),
        ("/sign-in", false),
        ("/sign-in?next=%2Fembed%2Flatest", false),
        ("/article/embed/latest", false),
        // Addresses of nothing, at which the whole portal says so.
        ("//embed/latest", false),
        ("/embed%2flatest", false),
        ("/x/..%2fembed/latest", false),
    ] {
        let answer = origin.get(path).await;
        let old = answer.header(header::X_FRAME_OPTIONS);
        assert_eq!(old, if may { "" } else { "DENY" }, "{path}");
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert_eq!(!policy.contains("frame-ancestors"), may, "{path}");
    }
}

#[tokio::test]
async fn other_sites_may_read_what_is_public() {
    let origin = Origin::start().await;
    for (path, allowed) in [
        ("/assets/app-1F0C3A9B.js", "*"),
        ("/embed.js", "*"),
        ("/feed.json", "*"),
        ("/media/anh.png", "*"),
        ("/", ""),
        ("/date/2021-03", ""),
        ("/api/session", ""),
        ("/api/members/feed.json", ""),
    ] {
        let answer = origin.get(path).await;
        let found = answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(found, allowed, "{path}");
        let shared = if allowed == "*" {
            "cross-origin"
        } else {
            "same-origin"
        };
        let policy = answer.header("cross-origin-resource-policy");
        assert_eq!(policy, shared, "{path}");
    }
    // A page that isolates itself may frame what is made for it.
    let framed = origin.get("/embed/latest").await;
    let policy = framed.header("cross-origin-resource-policy");
    assert_eq!(policy, "cross-origin");
}

#[tokio::test]
async fn the_headers_follow_the_portal_s_settings() {
    let config = r#"{"feed":"https://feeds.example/tin.json","framedBy":["www.example.org"],
        "reportTo":"https://reports.example/csp"}"#;
    let origin = Origin::start_with(|options| {
        options.policy = origin::Policy::of(config).expect("settings");
    })
    .await;
    let narrow = "connect-src 'self' https://feeds.example;";
    for (path, connect, frames) in [
        ("/", narrow, "frame-ancestors 'none';"),
        ("/nothing", narrow, "frame-ancestors 'none';"),
        (
            "/embed/latest",
            narrow,
            "frame-ancestors https://www.example.org;",
        ),
        (
            "/doctor?feed=https%3A%2F%2Fa.example",
            "connect-src 'self' https:;",
            "frame-ancestors 'none';",
        ),
    ] {
        let answer = origin.get(path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains(connect), "{path}: {policy}");
        assert!(policy.contains(frames), "{path}: {policy}");
        assert!(policy.ends_with("report-to cong-tin"), "{path}: {policy}");
        let endpoints = answer.header("reporting-endpoints");
        assert_eq!(endpoints, "cong-tin=\"https://reports.example/csp\"");
    }
}
