//! What every host must do with the published folder, whatever it is, over HTTP. `cargo xtask test hosts` starts
//! the hosts, each with the configuration that this crate makes for it, and names them in `CONG_TIN_HOSTS`.

mod checks;
mod client;
mod security;

use std::{env, path::PathBuf, sync::Arc};

use anyhow::{Context, Result};
use libtest_mimic::{Arguments, Trial};
use serde::Deserialize;

/// A sentence about hosts, and what proves it.
type Check = (&'static str, fn(&Host) -> Result<()>);

/// What serves the folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Program {
    /// The reference origin, always at the root.
    Origin,
    /// With the origin behind it, as Caddy.
    Nginx,
    Caddy,
    /// Cloudflare Pages.
    Cloudflare,
}

/// A host that runs.
#[derive(Debug, Deserialize)]
struct Host {
    program: Program,
    /// The path below which the portal lies: `/`, `/tin-tuc/`.
    base: String,
    /// The portal's folder in the one that is served.
    folder: PathBuf,
    /// Where it has a page of its own for an article.
    own_page: String,
    /// `http://127.0.0.1:PORT`.
    address: String,
    /// What the origin keeps, where there is one.
    data: PathBuf,
    /// Whether it was published with `settings.json`.
    has_settings: bool,
}

fn main() -> Result<()> {
    let hosts: Vec<Host> = match env::var("CONG_TIN_HOSTS") {
        Ok(hosts) => serde_json::from_str(&hosts).context("CONG_TIN_HOSTS")?,
        Err(_) => {
            println!("skipped: the hosts are started by `cargo xtask test hosts`");
            Vec::new()
        }
    };
    let trials = hosts.into_iter().map(Arc::new).flat_map(trials).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn trials(host: Arc<Host>) -> Vec<Trial> {
    let checks: Vec<&Check> = match host.has_settings {
        true => security::OF_SETTINGS.iter().collect(),
        false => checks::CHECKS.iter().chain(security::CHECKS).collect(),
    };
    let trial = |(sentence, check): &Check| {
        let settings = if host.has_settings {
            " with settings"
        } else {
            ""
        };
        let program = format!("{:?}", host.program).to_lowercase();
        let name = format!("{program} at {}{settings}: {sentence}", host.base);
        let (host, check) = (host.clone(), *check);
        Trial::test(name, move || {
            check(&host).map_err(|error| format!("{error:#}").into())
        })
    };
    checks.into_iter().map(trial).collect()
}
