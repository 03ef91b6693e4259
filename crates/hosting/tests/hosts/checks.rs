//! What every host must do with the published folder, whatever it is.

use anyhow::{Context, Result, ensure};
use hosting::{FEED_TYPE, cdn};

use super::{Check, Host, Program};

/// Of addresses, types, caching and compression; who may use an answer is in `security.rs`.
pub const CHECKS: &[Check] = &[
    (
        "an address of the portal is answered with the page",
        deep_links,
    ),
    (
        "an article that has a page of its own is answered with that",
        own_page,
    ),
    ("a missing file is missing, and no page", missing),
    ("each file has its type", types),
    (
        "a hashed file is kept for good, all else is asked for again",
        caching,
    ),
    ("a known file is not sent again", conditional),
    (
        "files are compressed for those who can read it",
        compression,
    ),
    (
        "the folder without its slash leads to the portal",
        bare_folder,
    ),
    ("nothing can be written", only_reading),
];

const PAGE_TYPE: &str = "text/html; charset=utf-8";

fn deep_links(host: &Host) -> Result<()> {
    let page = host.file("index.html")?;
    for path in [
        "",
        "article/hoi-nghi-940m3dfesj",
        "date",
        "date/2021-03",
        "date/2021-03-22",
        "embed",
        "embed/latest?limit=3",
        "embed/article/hoi-nghi-940m3dfesj",
        "search?q=thi.h%C3%A0nh",
        "sign-in?next=%2Fdate",
        "tag/hoi-dap",
    ] {
        let answer = host.get(path, &[])?;
        answer.has_status(200)?;
        answer.says("content-type", PAGE_TYPE)?;
        ensure!(answer.body == page, "/{path} is not the page");
    }
    Ok(())
}

fn own_page(host: &Host) -> Result<()> {
    // Its `_redirects` come before its files: docs/HOSTING.md.
    let file = match host.program {
        Program::Cloudflare => "index.html",
        _ => &host.own_page,
    };
    let address = host.own_page.trim_end_matches(".html");
    let answer = host.get(address, &[])?;
    answer.has_status(200)?;
    answer.says("content-type", PAGE_TYPE)?;
    ensure!(answer.body == host.file(file)?, "/{address} is not {file}");
    let kept = answer.header("cache-control");
    let asked_again = ["no-cache", "public, max-age=0, must-revalidate"];
    ensure!(asked_again.contains(&&*kept), "/{address}: {kept}");
    ensure!(
        !answer.header("content-security-policy").is_empty(),
        "/{address} has no policy"
    );
    Ok(())
}

fn missing(host: &Host) -> Result<()> {
    for path in [
        "assets/app-DEADBEEF00.js",
        "assets/app-DEADBEEF00.wasm",
        "assets/main-DEADBEEF.css",
        "assets/text-DEADBEEF.woff2",
        "embed-2.js",
        "feed-9.json",
        "icons/nothing.svg",
        "media/nothing.webp",
    ] {
        let answer = host.get(path, &[])?;
        answer.has_status(404)?;
        let ty = answer.header("content-type");
        ensure!(!ty.contains("html"), "/{path} is {ty}");
        ensure!(!answer.text().contains('<'), "/{path} is {}", answer.text());
        let kept = answer.header("cache-control");
        ensure!(
            !kept.contains("max-age=3") && !kept.contains("immutable"),
            "/{path} is kept: {kept}"
        );
    }
    Ok(())
}

fn types(host: &Host) -> Result<()> {
    let feed = match host.program {
        Program::Cloudflare => cdn::JSON,
        _ => FEED_TYPE,
    };
    for (path, types) in [
        (
            host.asset("app-", ".js")?,
            &["text/javascript", "text/javascript; charset=utf-8"][..],
        ),
        (host.asset("app-", ".wasm")?, &["application/wasm"]),
        (
            host.asset("main-", ".css")?,
            &["text/css", "text/css; charset=utf-8"],
        ),
        (host.asset("source-serif", ".woff2")?, &["font/woff2"]),
        ("feed.json".into(), &[feed]),
        ("icons/favicon.svg".into(), &["image/svg+xml"]),
        ("icons/icon-192.png".into(), &["image/png"]),
        ("media/bao-lu.webp".into(), &["image/webp"]),
        (
            "media/files/lich-tiep-cong-dan-2026.pdf".into(),
            &["application/pdf"],
        ),
        (
            "site.webmanifest".into(),
            &[
                "application/manifest+json",
                "application/manifest+json; charset=utf-8",
            ],
        ),
    ] {
        let answer = host.get(&path, &[])?;
        answer.has_status(200)?;
        let ty = answer.header("content-type");
        ensure!(types.contains(&&*ty), "/{path} is {ty}, not {types:?}");
        ensure!(answer.body == host.file(&path)?, "/{path} is another file");
    }
    Ok(())
}

fn caching(host: &Host) -> Result<()> {
    let for_good = "public, max-age=31536000, immutable";
    for (path, kept) in [
        (host.asset("app-", ".js")?, for_good),
        (host.asset("app-", ".wasm")?, for_good),
        (host.asset("main-", ".css")?, for_good),
        (host.asset("source-serif", ".woff2")?, for_good),
        ("embed.js".into(), "public, max-age=600"),
        ("icons/favicon.svg".into(), "public, max-age=3600"),
        ("media/bao-lu.webp".into(), "public, max-age=3600"),
    ] {
        host.get(&path, &[])?.says("cache-control", kept)?;
    }
    for path in ["", "date/2021-03-22", "feed.json", "site.webmanifest"] {
        let kept = host.get(path, &[])?.header("cache-control");
        let asked_again = ["no-cache", "public, max-age=0, must-revalidate"];
        ensure!(asked_again.contains(&&*kept), "/{path}: {kept}");
    }
    Ok(())
}

fn conditional(host: &Host) -> Result<()> {
    for path in [
        "".into(),
        "date/2021-03-22".into(),
        "feed.json".into(),
        host.asset("app-", ".js")?,
    ] {
        for accepted in ["identity", "gzip", "gzip, br"] {
            let accepts = ("Accept-Encoding", accepted);
            let first = host.get(&path, &[accepts])?;
            let etag = first.header("etag");
            ensure!(!etag.is_empty(), "/{path} has no ETag ({accepted})");
            let again = host.get(&path, &[accepts, ("If-None-Match", &etag)])?;
            again.has_status(304).context(accepted)?;
            ensure!(again.body.is_empty(), "/{path} is sent again ({accepted})");
            let other = host.get(&path, &[accepts, ("If-None-Match", "\"other\"")])?;
            other.has_status(200).context("for another ETag")?;
        }
    }
    Ok(())
}

fn compression(host: &Host) -> Result<()> {
    let (page, files) = match host.program {
        Program::Origin | Program::Nginx => ("br", "br"),
        // It has no brotli of its own, and the page has no compressed siblings.
        Program::Caddy => ("gzip", "br"),
        // Cloudflare itself sends brotli; its runtime takes what is named first.
        Program::Cloudflare => ("gzip", "gzip"),
    };
    for (path, file, best) in [
        (String::new(), Some("index.html"), page),
        ("article/a-940m3dfesj".into(), Some("index.html"), page),
        ("feed.json".into(), None, files),
        (host.asset("app-", ".js")?, None, files),
        (host.asset("app-", ".wasm")?, None, files),
        (host.asset("main-", ".css")?, None, files),
    ] {
        let plain = host.file(file.unwrap_or(&path))?;
        for (accepted, encoding) in [("gzip, deflate, br", best), ("gzip", "gzip")] {
            let answer = host.get(&path, &[("Accept-Encoding", accepted)])?;
            answer
                .says("content-encoding", encoding)
                .context(accepted)?;
            ensure!(
                answer.decoded()? == plain,
                "/{path} is another file as {encoding}"
            );
            ensure!(
                answer.body.len() < plain.len() * 6 / 10,
                "/{path} is hardly smaller"
            );
            // Miniflare compresses in front of what would say so.
            let varies = answer
                .header("vary")
                .to_lowercase()
                .contains("accept-encoding");
            ensure!(
                varies || host.program == Program::Cloudflare,
                "/{path} does not vary"
            );
        }
    }
    Ok(())
}

fn bare_folder(host: &Host) -> Result<()> {
    let bare = host.base.trim_end_matches('/');
    if bare.is_empty() {
        return Ok(());
    }
    let answer = host.ask("GET", bare, &[])?;
    ensure!(
        [301, 307, 308].contains(&answer.status),
        "{bare} is {}",
        answer.status
    );
    let to = answer.header("location");
    ensure!(to.ends_with(&host.base), "{bare} leads to {to}");
    Ok(())
}

fn only_reading(host: &Host) -> Result<()> {
    for path in ["", "feed.json", "date/2021-03-22"] {
        for method in ["PUT", "DELETE"] {
            let path = [&*host.base, path].concat();
            host.ask(method, &path, &[])?
                .has_status(405)
                .context(method)?;
        }
        let head = host.ask("HEAD", &[&*host.base, path].concat(), &[])?;
        head.has_status(200).context("HEAD")?;
        ensure!(head.body.is_empty(), "HEAD /{path} has a body");
    }
    Ok(())
}
