//! What Cloudflare Pages and Netlify read of the folder: `_headers`, `_redirects`, `404.html`.

use crate::{
    Answer, Base, Cache, FEED_TYPE, HIDDEN, PAGES, Pattern, Policy, RESOURCE, RULES, SECURITY,
    TRANSPORT, TYPES,
};

/// What these hosts answer where there is nothing. Text, under the name that they look for: a
/// missing script must not be a page.
pub const NOTHING: &str = "Không có gì ở địa chỉ này. There is nothing at this address.\n";

/// The type of a feed: Cloudflare does not compress what is called `application/feed+json`.
pub const JSON: &str = "application/json; charset=utf-8";

/// A path with the headers of its answers. Of two paths that fit, both are sent.
type Block = (String, Vec<(&'static str, String)>);

/// `_headers`.
pub fn headers(base: &Base, policy: &Policy) -> String {
    let path = |path: &dyn std::fmt::Display| format!("{}{path}", base.path());
    let always = SECURITY.iter().chain([&TRANSPORT]);
    let mut all: Vec<_> = always
        .map(|(name, text)| (*name, text.to_string()))
        .collect();
    all.push((CONTENT_SECURITY, policy.widest()));
    all.extend(
        policy
            .reporting_endpoints()
            .map(|at| ("Reporting-Endpoints", at)),
    );
    let mut blocks: Vec<Block> = vec![("/*".into(), all)];
    blocks.extend(
        PAGES
            .iter()
            .map(|page| (path(page), of_page(*page, policy))),
    );

    blocks.extend(RULES.iter().map(|rule| {
        let mut headers = Vec::new();
        // The rest is what these hosts say by themselves.
        if rule.cache != Cache::Revalidated {
            headers.push(("Cache-Control", rule.cache.control().into()));
        }
        if rule.shared {
            headers.push(("Access-Control-Allow-Origin", "*".into()));
            headers.push((RESOURCE, "cross-origin".into()));
        }
        (path(&rule.files), headers)
    }));
    // The type of a file that is missing, too: else these hosts would call it HTML.
    for (ending, ty) in TYPES {
        let files = format!("{}*.{ending}", base.path());
        let ty = if *ty == FEED_TYPE { JSON } else { ty };
        let header = ("Content-Type", ty.to_string());
        // Of two blocks for one path Cloudflare Pages reads the second alone.
        match blocks.iter_mut().find(|(path, _)| *path == files) {
            Some((_, headers)) => headers.push(header),
            None => blocks.push((files, vec![header])),
        }
    }

    let blocks = blocks.into_iter().map(|(path, headers)| {
        let lines = headers
            .iter()
            .map(|(name, text)| format!("  {name}: {text}\n"));
        format!("{path}\n{}", lines.collect::<String>())
    });
    blocks.collect::<Vec<_>>().join("\n")
}

const CONTENT_SECURITY: &str = "Content-Security-Policy";

/// What a page says beside all answers. A browser applies both policies.
fn of_page(page: Pattern, policy: &Policy) -> Vec<(&'static str, String)> {
    let answer = Answer::of(page);
    let mut headers = vec![(RESOURCE, super::resource(answer).to_owned())];
    headers.extend(policy.beside(answer).map(|more| (CONTENT_SECURITY, more)));
    let old = policy.frame_options(answer);
    headers.extend(old.map(|text| ("X-Frame-Options", text.to_owned())));
    headers
}

/// `_redirects`: the page for each address of the portal, and nothing of what is for hosts.
pub fn redirects(base: &Base) -> String {
    let home = base.path();
    let pages = PAGES.iter().filter(|page| !page.fits(""));
    let pages = pages.map(|page| format!("{home}{page} {home} 200\n"));
    // These hosts know no rule for "not found"; what begins with _ they do not serve.
    let hidden = HIDDEN.iter().filter(|files| files.fits("hosts/"));
    let hidden = hidden.map(|files| format!("/{files} {home} 302\n"));
    hidden.chain(pages).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        let config = r#"{"feed":"https://b.example/f.json","framedBy":["a.example"]}"#;
        Policy::of(config).unwrap()
    }

    #[test]
    fn every_path_lies_below_the_base_path() {
        let base = "/tin-tuc/".parse().unwrap();
        assert!(redirects(&base).contains("/tin-tuc/date/* /tin-tuc/ 200\n"));
        let headers = headers(&base, &policy());
        assert!(headers.contains(
            "\n/tin-tuc/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n  \
             Access-Control-Allow-Origin: *\n"
        ));
        assert!(headers.contains(
            "\n/tin-tuc/date\n  Cross-Origin-Resource-Policy: same-origin\n  \
             Content-Security-Policy: connect-src 'self' https://b.example; \
             frame-ancestors 'none'\n  X-Frame-Options: DENY\n"
        ));
        assert!(headers.contains(
            "\n/tin-tuc/doctor\n  Cross-Origin-Resource-Policy: same-origin\n  \
             Content-Security-Policy: frame-ancestors 'none'\n"
        ));
        assert!(headers.contains(
            "\n/tin-tuc/embed/*\n  Cross-Origin-Resource-Policy: cross-origin\n  \
             Content-Security-Policy: connect-src 'self' https://b.example; \
             frame-ancestors https://a.example\n\n"
        ));
    }

    /// Cloudflare Pages reads no more.
    #[test]
    fn the_hosts_limits_are_kept() {
        let headers = headers(&"/".parse().unwrap(), &policy());
        let paths = headers.lines().filter(|line| line.starts_with('/'));
        let mut paths: Vec<&str> = paths.collect();
        assert!(paths.len() <= 100);
        let blocks = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), blocks, "a path has two blocks");
        assert!(headers.lines().all(|line| line.len() <= 2_000));
    }
}
