//! What every host must say of who may use an answer, and how, and what it must not serve.

use std::fs;

use anyhow::{Context, Result, ensure};
use hosting::{NO_FRAMES, RESOURCE, SECURITY, TRANSPORT, content_security};

use super::{Check, Host, Program, client::Answer};

pub const CHECKS: &[Check] = &[
    (
        "other sites may use what is shared, and nothing else",
        sharing,
    ),
    ("every answer carries the security headers", security),
    (
        "other sites may frame what is made for it, and no other page",
        frames,
    ),
    ("what is in the folder for the host is not served", hidden),
    ("members' news are for no other site", members_news),
    (
        "readers sign in through it, and pages of other sites do not",
        signing_in,
    ),
];

/// Under the settings of `settings.json`, whose headers are narrower than those of the demonstration.
pub const OF_SETTINGS: &[Check] = &[("the headers are as narrow as the settings allow", settings)];

fn sharing(host: &Host) -> Result<()> {
    let other = [("Origin", "https://other.example")];
    for path in [
        host.asset("app-", ".js")?,
        host.asset("app-", ".wasm")?,
        host.asset("main-", ".css")?,
        host.asset("source-serif", ".woff2")?,
        host.asset("embed-", ".js")?,
        host.asset("embed-", ".css")?,
        host.asset("widget-", ".wasm")?,
        "embed.js".into(),
        "feed.json".into(),
        "media/bao-lu.webp".into(),
    ] {
        let answer = host.get(&path, &other)?;
        answer.says("access-control-allow-origin", "*")?;
        answer.says(RESOURCE, "cross-origin")?;
    }
    for path in ["", "date/2021-03-22", "sign-in", "doctor", "embed"] {
        let answer = host.get(path, &other)?;
        // Cloudflare lets all sites read whatever is in the folder.
        if host.program != Program::Cloudflare {
            answer.says("access-control-allow-origin", "")?;
        }
        answer.says(RESOURCE, "same-origin")?;
    }
    // A page that isolates itself may frame what is made for it.
    let framed = host.get("embed/latest", &other)?;
    framed.says(RESOURCE, "cross-origin")
}

/// What is said of every answer, and said once.
fn carries_security(host: &Host, answer: &Answer) -> Result<()> {
    // The origin is asked over http here, where that header means nothing.
    let transport = (host.program != Program::Origin).then_some(&TRANSPORT);
    for (name, text) in SECURITY.iter().chain(transport) {
        answer.says(name, text)?;
    }
    Ok(())
}

fn security(host: &Host) -> Result<()> {
    for path in [
        "".into(),
        "date/2021-03-22".into(),
        host.asset("app-", ".js")?,
        "feed.json".into(),
        "assets/nothing.js".into(),
    ] {
        let answer = host.get(&path, &[])?;
        carries_security(host, &answer)?;
        let policy = answer.header("content-security-policy");
        ensure!(
            policy.starts_with(&content_security([])),
            "/{path}: the policy is “{policy}”"
        );
    }
    Ok(())
}

fn frames(host: &Host) -> Result<()> {
    for path in [
        "",
        "article/a-940m3dfesj",
        "date",
        "date/2021-03-22",
        "search?q=a",
        "sign-in",
        "sign-in?next=%2Fembed%2Flatest",
        "tag/a",
        "embed",
        "article/embed/latest",
    ] {
        let answer = host.get(path, &[])?;
        let policy = answer.header("content-security-policy");
        ensure!(policy.contains(NO_FRAMES), "/{path}: “{policy}”");
        answer.says("x-frame-options", "DENY")?;
    }
    // Where there is no page for frames, there is the portal, or nothing to see.
    for path in [
        "/embed/latest",
        "embed%2flatest",
        "embed%2Flatest",
        "%65mbed/latest",
        "x/..%2fembed/latest",
        "x/..%5cembed/latest",
    ] {
        let answer = host.ask("GET", &[&*host.base, path].concat(), &[])?;
        let policy = answer.header("content-security-policy");
        let page = answer.status == 200 && answer.header("content-type").starts_with("text/html");
        ensure!(
            !page || policy.contains(NO_FRAMES),
            "/{path} is {}: “{policy}”",
            answer.status
        );
    }
    for path in [
        "embed/latest",
        "embed/latest?limit=3",
        "embed/date/2021-03-22",
    ] {
        let answer = host.get(path, &[])?;
        let policy = answer.header("content-security-policy");
        ensure!(
            policy.starts_with(&content_security([])) && !policy.contains("frame-ancestors"),
            "/{path}: “{policy}”"
        );
        answer.says("x-frame-options", "")?;
    }
    Ok(())
}

fn hidden(host: &Host) -> Result<()> {
    let plain = [
        "/_headers",
        "/_redirects",
        "/hosts/nginx.conf",
        "/hosts/Caddyfile",
    ];
    let disguised = [
        "//_headers",
        "/%5fheaders",
        "/hosts%2fnginx.conf",
        "/x/../hosts/nginx.conf",
    ];
    // Cloudflare knows a redirection for an address as it is written, and nothing else.
    let disguised = disguised
        .iter()
        .filter(|_| host.program != Program::Cloudflare);
    for path in plain.iter().chain(disguised) {
        let answer = host.ask("GET", path, &[])?;
        let text = answer.text();
        ensure!(
            !text.contains("Content-Security-Policy") && !text.contains("/ 200"),
            "{path} is served"
        );
    }
    Ok(())
}

/// Whether the host has the origin's API; Cloudflare has none.
fn has_api(host: &Host) -> bool {
    // The origin alone is at its root, where its API is.
    host.program != Program::Cloudflare
}

fn members_news(host: &Host) -> Result<()> {
    if !has_api(host) {
        return Ok(());
    }
    let path = "api/members/feed.json";
    let answer = host.get(path, &[("Origin", "https://other.example")])?;
    answer.has_status(401)?;
    for (name, expected) in [
        ("access-control-allow-origin", ""),
        ("cache-control", "no-store"),
        ("content-type", "application/problem+json"),
        (RESOURCE, "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        answer.says(name, expected)?;
    }
    carries_security(host, &answer)?;
    let policies = answer.headers.get_all("content-security-policy");
    ensure!(policies.iter().count() == 1, "/{path} has two policies");
    Ok(())
}

fn signing_in(host: &Host) -> Result<()> {
    if !has_api(host) {
        return Ok(());
    }
    let file = host.data.join("demo-password");
    let password = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let body = format!(r#"{{"name":"bien-tap","password":"{}"}}"#, password.trim());
    let path = [&*host.base, "api/session"].concat();
    for (origin, expected) in [(&*host.address, 200), ("https://other.example", 403)] {
        let headers = [("Origin", origin), ("Content-Type", "application/json")];
        let answer = host.send("POST", &path, &headers, body.clone().into_bytes())?;
        answer
            .has_status(expected)
            .with_context(|| format!("for {origin}: {}", answer.text()))?;
    }
    Ok(())
}

fn settings(host: &Host) -> Result<()> {
    let narrow = "connect-src 'self' https://feeds.example https://archive.example";
    let wide = "connect-src 'self' https:";
    let endpoint = "cong-tin=\"https://reports.example/csp\"";
    for (path, connect, framed_by) in [
        ("", narrow, NO_FRAMES),
        ("date", narrow, NO_FRAMES),
        ("embed", narrow, NO_FRAMES),
        (
            "embed/latest",
            narrow,
            "frame-ancestors https://www.example.org",
        ),
        ("doctor", wide, NO_FRAMES),
        ("doctor?feed=a", wide, NO_FRAMES),
        ("sw.js", wide, ""),
    ] {
        let answer = host.get(path, &[])?;
        let policy = answer.header("content-security-policy");
        // All policies hold: the narrowest of a kind counts.
        let said: Vec<&str> = policy.split([';', ',']).map(str::trim).collect();
        let asked = said.iter().filter(|one| one.starts_with("connect-src"));
        let narrowest = asked.max_by_key(|one| one.len());
        ensure!(narrowest == Some(&connect), "/{path}: “{policy}”");
        ensure!(
            framed_by.is_empty() || said.contains(&framed_by),
            "/{path}: “{policy}”"
        );
        ensure!(said.contains(&"report-to cong-tin"), "/{path}: “{policy}”");
        answer.says("reporting-endpoints", endpoint)?;
    }
    Ok(())
}
