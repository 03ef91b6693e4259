//! What Cloudflare Pages and Netlify read of the folder: `_headers`, `_redirects`, `404.html`.

use hosting::{Cache, FEED_TYPE, FRAMED, NO_FRAMES, PAGES, RULES, SECURITY, TRANSPORT, TYPES};

use super::Base;

/// What these hosts answer where there is nothing. Text, under the name that they look for: a
/// missing script must not be a page.
pub const NOTHING: &str = "Không có gì ở địa chỉ này. There is nothing at this address.\n";

/// The type of a feed: Cloudflare does not compress what is called `application/feed+json`.
pub const JSON: &str = "application/json; charset=utf-8";

/// A path with the headers of its answers. Of two paths that fit, both are sent.
type Block = (String, Vec<(&'static str, String)>);

/// `framed_by` is a second policy for the addresses that are made for frames.
pub fn headers(base: &Base, framed_by: Option<&str>) -> String {
    let path = |path: &dyn std::fmt::Display| format!("{}{path}", base.path());
    let always = SECURITY.iter().chain([&TRANSPORT]);
    let mut all: Vec<_> = always
        .map(|(name, text)| (*name, text.to_string()))
        .collect();
    let policy = "Content-Security-Policy";
    all.push((policy, hosting::content_security([])));
    let mut blocks: Vec<Block> = vec![("/*".into(), all)];

    let unframed = PAGES.iter().filter(|page| !FRAMED.contains(page));
    // A browser applies both policies.
    blocks.extend(unframed.map(|page| (path(page), vec![(policy, NO_FRAMES.into())])));
    if let Some(framed_by) = framed_by {
        blocks.extend(
            FRAMED
                .iter()
                .map(|page| (path(page), vec![(policy, framed_by.into())])),
        );
    }

    blocks.extend(RULES.iter().map(|rule| {
        let mut headers = Vec::new();
        // The rest is what these hosts say by themselves.
        if rule.cache != Cache::Revalidated {
            headers.push(("Cache-Control", rule.cache.control().into()));
        }
        if rule.shared {
            headers.push(("Access-Control-Allow-Origin", "*".into()));
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".into()));
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

pub fn redirects(base: &Base) -> String {
    let home = base.path();
    let pages = PAGES.iter().filter(|page| !page.fits(""));
    pages
        .map(|page| format!("{home}{page} {home} 200\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_lies_below_the_base_path() {
        let base = "/tin-tuc/".parse().unwrap();
        assert!(redirects(&base).contains("/tin-tuc/date/* /tin-tuc/ 200\n"));
        let headers = headers(&base, Some("frame-ancestors https://a.example"));
        assert!(headers.contains(
            "\n/tin-tuc/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n  \
             Access-Control-Allow-Origin: *\n"
        ));
        assert!(
            headers
                .contains("\n/tin-tuc/date\n  Content-Security-Policy: frame-ancestors 'none'\n")
        );
        assert!(headers.contains(
            "\n/tin-tuc/embed/*\n  Content-Security-Policy: frame-ancestors https://a.example\n"
        ));
    }

    /// Cloudflare Pages reads no more.
    #[test]
    fn the_hosts_limits_are_kept() {
        let headers = headers(
            &"/".parse().unwrap(),
            Some("frame-ancestors https://a.example"),
        );
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
