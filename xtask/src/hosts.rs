//! The published folder under the hosts that people have: the configurations that `dist` writes,
//! in the programs that they are for.

mod checks;
mod client;
mod program;
mod security;

use std::fs;

use anyhow::{Result, ensure};
use hosting::Base;

use crate::{
    debian,
    dist::{self, Publication},
    npm, target,
    test::Count,
};

pub use program::{Host, Program};

/// A sentence about hosts, and what proves it.
type Check = (&'static str, fn(&Host) -> Result<()>);

/// The base path under which the hosts are tried beside the root.
const BELOW: &str = "/tin-tuc/";

pub fn set_up() -> Result<()> {
    npm::HOSTS.set_up()?;
    set_up_nginx()?;
    debian::install(&["caddy"], &["caddy"])
}

pub fn set_up_nginx() -> Result<()> {
    let modules = ["filter", "static"]
        .map(|kind| format!("/usr/share/nginx/modules-available/mod-http-brotli-{kind}.conf"));
    let needed = ["nginx", &modules[0], &modules[1]];
    let packages = [
        "nginx",
        "libnginx-mod-http-brotli-filter",
        "libnginx-mod-http-brotli-static",
    ];
    debian::install(&needed, &packages)
}

/// Publishes for a base path, into a folder of the tests.
pub fn publish(base: &str, config: Option<&str>) -> Result<Publication> {
    let base: Base = base.parse()?;
    let name = match base.path().trim_matches('/') {
        _ if config.is_some() => "configured".into(),
        "" => "root".into(),
        name => name.replace('/', "-"),
    };
    let publication = Publication {
        config: config.map(str::to_owned),
        out: target().join("hosts").join(name),
        base,
    };
    dist::publish(&publication)?;
    Ok(publication)
}

/// Runs the checks whose name holds one of the filters, under every host.
pub fn check(filter: &[&str]) -> Result<Count> {
    clean()?;
    let of_all = [checks::CHECKS, security::CHECKS].concat();
    let of_settings = security::OF_SETTINGS.to_vec();
    let publications = [
        (publish("/", None)?, of_all.clone()),
        (publish(BELOW, None)?, of_all),
        (publish("/", Some(security::CONFIG))?, of_settings),
    ];
    let mut count = Count::default();
    for (publication, checks) in &publications {
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
            let settings = publication.config.as_ref().map_or("", |_| " with settings");
            let place = format!(
                "{} at {}{settings}",
                program.name(),
                publication.base.path()
            );
            let name = |check: &Check| format!("{place}: {}", check.0);
            let wanted = |check: &&Check| {
                filter.is_empty() || filter.iter().any(|part| name(check).contains(part))
            };
            let checks: Vec<&Check> = checks.iter().filter(wanted).collect();
            if checks.is_empty() {
                continue;
            }
            let host = program.start_with_origin(publication)?;
            for check in checks {
                match (check.1)(&host) {
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

/// Takes away what earlier runs left.
fn clean() -> Result<()> {
    let work = target().join("hosts/work");
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    Ok(())
}
