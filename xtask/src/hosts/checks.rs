//! What every host must do with the published folder, whatever it is.

use std::{fs, io::Read};

use anyhow::{Context, Result, bail, ensure};
use hosting::{FEED_TYPE, NO_FRAMES, SECURITY, TRANSPORT, content_security};

use super::{Host, Program, clean, publish};
use crate::{dist::cdn, finish::ASSETS, test::Count};

/// The base path under which the hosts are tried beside the root.
const BELOW: &str = "/tin-tuc/";

/// An answer as it came: nothing is decoded, no redirection followed.
struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    /// A header's values as one; empty if there is none.
    fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter();
        let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        values.join(", ")
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Host {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .new_agent();
        let url = [&self.address, path].concat();
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = agent.run(request.body(())?).context(url)?;
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.body_mut().read_to_vec()?,
        })
    }

    /// What lies at a path below the base path.
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let plain = [("Accept-Encoding", "identity")];
        let headers = if headers.is_empty() { &plain } else { headers };
        self.ask("GET", &[self.base.path(), path].concat(), headers)
    }

    fn file(&self, path: &str) -> Result<Vec<u8>> {
        let folder = self.base.folder(&self.folder);
        fs::read(folder.join(path)).with_context(|| format!("{path} was not published"))
    }

    /// An asset by the beginning and the end of its name: its path below the base path.
    fn asset(&self, start: &str, end: &str) -> Result<String> {
        let entries = fs::read_dir(self.base.folder(&self.folder).join(ASSETS))?;
        let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let name = names.find(|name| name.starts_with(start) && name.ends_with(end));
        let name = name.with_context(|| format!("there is no {start}*{end}"))?;
        Ok(format!("{ASSETS}/{name}"))
    }
}

/// A sentence about hosts, and what proves it.
struct Check {
    name: &'static str,
    holds: fn(&Host) -> Result<()>,
}

const CHECKS: &[Check] = &[
    Check {
        name: "an address of the portal is answered with the page",
        holds: deep_links,
    },
    Check {
        name: "a missing file is missing, and no page",
        holds: missing,
    },
    Check {
        name: "each file has its type",
        holds: types,
    },
    Check {
        name: "a hashed file is kept for good, all else is asked for again",
        holds: caching,
    },
    Check {
        name: "a known file is not sent again",
        holds: conditional,
    },
    Check {
        name: "files are compressed for those who can read it",
        holds: compression,
    },
    Check {
        name: "other sites may use what is shared",
        holds: sharing,
    },
    Check {
        name: "every answer carries the security headers",
        holds: security,
    },
    Check {
        name: "other sites may frame what is made for it, and no other page",
        holds: frames,
    },
    Check {
        name: "the folder without its slash leads to the portal",
        holds: bare_folder,
    },
    Check {
        name: "nothing can be written",
        holds: only_reading,
    },
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
        ensure!(answer.status == 200, "/{path} is {}", answer.status);
        ensure!(
            answer.header("content-type") == PAGE_TYPE,
            "/{path} is {}",
            answer.header("content-type")
        );
        ensure!(answer.body == page, "/{path} is not the page");
    }
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
        ensure!(answer.status == 404, "/{path} is {}", answer.status);
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
        ensure!(answer.status == 200, "/{path} is {}", answer.status);
        let ty = answer.header("content-type");
        ensure!(types.contains(&&*ty), "/{path} is {ty}, not {types:?}");
        ensure!(answer.body == host.file(&path)?, "/{path} is another file");
    }
    Ok(())
}

fn caching(host: &Host) -> Result<()> {
    for (start, end) in [
        ("app-", ".js"),
        ("app-", ".wasm"),
        ("main-", ".css"),
        ("source-serif", ".woff2"),
    ] {
        let path = host.asset(start, end)?;
        let kept = host.get(&path, &[])?.header("cache-control");
        ensure!(
            kept == "public, max-age=31536000, immutable",
            "/{path}: {kept}"
        );
    }
    let kept = host.get("embed.js", &[])?.header("cache-control");
    ensure!(kept == "public, max-age=600", "/embed.js: {kept}");
    for path in ["icons/favicon.svg", "media/bao-lu.webp"] {
        let kept = host.get(path, &[])?.header("cache-control");
        ensure!(kept == "public, max-age=3600", "/{path}: {kept}");
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
            ensure!(
                again.status == 304,
                "/{path} is {} ({accepted})",
                again.status
            );
            ensure!(again.body.is_empty(), "/{path} is sent again ({accepted})");
            let other = host.get(&path, &[accepts, ("If-None-Match", "\"other\"")])?;
            ensure!(
                other.status == 200,
                "/{path} is {} for another ETag",
                other.status
            );
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
        (String::new(), "index.html".into(), page),
        ("article/a-940m3dfesj".into(), "index.html".into(), page),
        ("feed.json".into(), "feed.json".into(), files),
        (
            host.asset("app-", ".js")?,
            host.asset("app-", ".js")?,
            files,
        ),
        (
            host.asset("app-", ".wasm")?,
            host.asset("app-", ".wasm")?,
            files,
        ),
        (
            host.asset("main-", ".css")?,
            host.asset("main-", ".css")?,
            files,
        ),
    ] {
        let plain = host.file(&file)?;
        for (accepted, encoding) in [("gzip, deflate, br", best), ("gzip", "gzip")] {
            let answer = host.get(&path, &[("Accept-Encoding", accepted)])?;
            let found = answer.header("content-encoding");
            ensure!(found == encoding, "/{path}: “{found}” for {accepted}");
            ensure!(
                decoded(&answer)? == plain,
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

fn decoded(answer: &Answer) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    match &*answer.header("content-encoding") {
        "br" => brotli::Decompressor::new(&*answer.body, 4096).read_to_end(&mut plain)?,
        "gzip" => flate2::read::GzDecoder::new(&*answer.body).read_to_end(&mut plain)?,
        other => bail!("encoded as {other}"),
    };
    Ok(plain)
}

fn sharing(host: &Host) -> Result<()> {
    for path in [
        host.asset("app-", ".js")?,
        host.asset("app-", ".wasm")?,
        host.asset("main-", ".css")?,
        host.asset("source-serif", ".woff2")?,
        host.asset("embed-", ".js")?,
        host.asset("embed-", ".css")?,
        host.asset("embed-", ".wasm")?,
        "embed.js".into(),
        "feed.json".into(),
        "media/bao-lu.webp".into(),
    ] {
        let answer = host.get(&path, &[("Origin", "https://other.example")])?;
        let allowed = answer.header("access-control-allow-origin");
        ensure!(allowed == "*", "/{path} is allowed to “{allowed}”");
        let policy = answer.header("cross-origin-resource-policy");
        ensure!(policy == "cross-origin", "/{path}: “{policy}”");
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
        // The origin is asked over http here, where that header means nothing.
        let transport = (host.program != Program::Origin).then_some(&TRANSPORT);
        for (name, text) in SECURITY.iter().chain(transport) {
            ensure!(
                answer.header(name) == *text,
                "/{path}: {name} is “{}”",
                answer.header(name)
            );
        }
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
        "tag/a",
        "embed",
        "article/embed/latest",
    ] {
        let policy = host.get(path, &[])?.header("content-security-policy");
        ensure!(policy.contains(NO_FRAMES), "/{path}: “{policy}”");
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
        let old = answer.header("x-frame-options");
        ensure!(old.is_empty(), "/{path}: “{old}”");
    }
    Ok(())
}

fn bare_folder(host: &Host) -> Result<()> {
    let bare = host.base.path().trim_end_matches('/');
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
    ensure!(to.ends_with(host.base.path()), "{bare} leads to {to}");
    Ok(())
}

fn only_reading(host: &Host) -> Result<()> {
    for path in ["", "feed.json", "date/2021-03-22"] {
        for method in ["PUT", "DELETE"] {
            let path = [host.base.path(), path].concat();
            let answer = host.ask(method, &path, &[])?;
            ensure!(answer.status == 405, "{method} {path} is {}", answer.status);
        }
        let head = host.ask("HEAD", &[host.base.path(), path].concat(), &[])?;
        ensure!(
            head.status == 200 && head.body.is_empty(),
            "HEAD /{path} is {}",
            head.status
        );
    }
    Ok(())
}

/// Runs the checks whose name holds one of the filters, under every host.
pub fn check(filter: &[&str]) -> Result<Count> {
    clean()?;
    let publications = [publish("/")?, publish(BELOW)?];
    let mut count = Count::default();
    for publication in &publications {
        for program in [
            Program::Origin,
            Program::Nginx,
            Program::Caddy,
            Program::Cloudflare,
        ] {
            let below = publication.base.path() != "/";
            if program == Program::Origin && below {
                continue;
            }
            let place = format!("{} at {}", program.name(), publication.base.path());
            let name = |check: &Check| format!("{place}: {}", check.name);
            let wanted = |check: &&Check| {
                filter.is_empty() || filter.iter().any(|part| name(check).contains(part))
            };
            let checks: Vec<&Check> = CHECKS.iter().filter(wanted).collect();
            if checks.is_empty() {
                continue;
            }
            let host = program.start(publication)?;
            for check in checks {
                match (check.holds)(&host) {
                    Ok(()) => {
                        count.passed += 1;
                        println!("test {} ... ok", name(check));
                    }
                    Err(error) => {
                        count.failed += 1;
                        println!("test {} ... FAILED\n    {error:#}", name(check));
                    }
                }
            }
        }
    }
    ensure!(count.passed + count.failed > 0, "no check has such a name");
    Ok(count)
}
