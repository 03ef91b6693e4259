//! The files that tell hosts of the portal, and crawlers: as text, for a base path and a policy.

pub mod caddy;
pub mod cdn;
pub mod nginx;

use std::str::FromStr;

use crate::{Answer, Policy, RESOURCE, SECURITY, TRANSPORT};

/// Where the portal lies on its host: a path that starts and ends with a slash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base(String);

/// A path where no portal can lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("expected a path that starts and ends with /, such as /tin-tuc/")]
pub struct NoBase;

impl FromStr for Base {
    type Err = NoBase;

    fn from_str(path: &str) -> Result<Base, NoBase> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name = |name: &str| !name.is_empty() && name != ".." && name.chars().all(plain);
        let segments = path
            .strip_prefix('/')
            .and_then(|path| path.strip_suffix('/'));
        let good = path == "/" || segments.is_some_and(|path| path.split('/').all(name));
        good.then(|| Base(path.into())).ok_or(NoBase)
    }
}

impl Default for Base {
    fn default() -> Base {
        Base("/".into())
    }
}

impl Base {
    /// As it stands in addresses.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// Without its last slash; empty at the root.
    pub fn bare(&self) -> &str {
        self.0.trim_end_matches('/')
    }
}

/// All of them, by their paths below the host's root, wherever the portal lies.
pub fn host_files(base: &Base, policy: &Policy) -> [(&'static str, String); 6] {
    [
        ("_headers", cdn::headers(base, policy)),
        ("_redirects", cdn::redirects(base)),
        ("404.html", cdn::NOTHING.into()),
        ("robots.txt", robots(base)),
        (
            "hosts/nginx.conf",
            nginx::nginx(base, policy, &nginx::EXAMPLE),
        ),
        (
            "hosts/Caddyfile",
            caddy::caddy(base, policy, &caddy::EXAMPLE),
        ),
    ]
}

/// What crawlers read.
fn robots(base: &Base) -> String {
    let home = base.path();
    format!("User-agent: *\nAllow: /\nDisallow: {home}api/\nDisallow: {home}doctor\n")
}

/// Above the block that passes on what only a server can answer.
const SIGNING_IN: &str = "
    # Signing in, if you have it: the session endpoint and the members' feed. The reference origin is
    # told who may ask and whom to believe:
    #   origin --port 8081 --secure --public-address https://tin.example --proxy 127.0.0.1
";

/// Headers that nginx and Caddy say of every answer, what they pass on included.
fn set_by_the_host() -> impl Iterator<Item = &'static str> {
    let own = [
        RESOURCE,
        "Content-Security-Policy",
        "X-Frame-Options",
        "Reporting-Endpoints",
    ];
    let always = SECURITY.iter().chain([&TRANSPORT]);
    own.into_iter().chain(always.map(|(name, _)| *name))
}

/// What an answer says under [`RESOURCE`], where no rule shares it.
fn resource(answer: Answer) -> &'static str {
    match answer {
        Answer::Framed => "cross-origin",
        Answer::Asking | Answer::Other => "same-origin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_starts_and_ends_with_a_slash() {
        for path in ["/", "/tin-tuc/", "/a/b.c/"] {
            assert_eq!(path.parse::<Base>().expect(path).path(), path);
        }
        for path in ["", "tin-tuc", "/tin-tuc", "tin-tuc/", "//", "/a b/", "/../"] {
            assert_eq!(path.parse::<Base>(), Err(NoBase), "{path}");
        }
    }

    #[test]
    fn nginx_tells_a_server_behind_it_the_host_with_its_port() {
        let policy = Policy::default();
        let text = nginx::nginx(&Base::default(), &policy, &nginx::EXAMPLE);
        assert!(text.contains("proxy_set_header Host $http_host;"), "{text}");
    }
}
