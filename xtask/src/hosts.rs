//! The published folder under the hosts that people have: the configurations that `dist` writes,
//! in the programs that they are for.

mod program;

use std::fs;

use anyhow::Result;
use hosting::Base;
use serde_json::Value;
use xshell::cmd;

use crate::{
    debian,
    dist::{self, Publication},
    npm,
    run::shell,
    target,
    test::{Count, counted},
};

pub use program::{Host, Program};

/// Settings whose headers are narrower than those of the demonstration.
const SETTINGS: &str = include_str!("../../crates/hosting/tests/hosts/settings.json");

/// Where the folders have a page of its own for an article, as `press --pages` writes it.
pub const OWN_PAGE: &str = "article/co-trang-rieng-940m3dfesk.html";

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
fn publish(base: &str, config: Option<&str>) -> Result<Publication> {
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
    let own = publication.folder().join(OWN_PAGE);
    fs::create_dir_all(own.parent().unwrap_or(&publication.out))?;
    fs::write(own, "<!doctype html><title>Tin</title>".repeat(50))?;
    Ok(publication)
}

/// Has the checks run under every host: `crates/hosting/tests/hosts`.
pub fn check(filter: &[&str]) -> Result<Count> {
    clean()?;
    let publications = [
        publish("/", None)?,
        publish(BELOW, None)?,
        publish("/", Some(SETTINGS))?,
    ];
    let mut hosts = Vec::new();
    for publication in &publications {
        for program in Program::ALL {
            if program != Program::Origin || publication.base.path() == "/" {
                hosts.push(program.start_with_origin(publication)?);
            }
        }
    }
    let named: Vec<Value> = hosts.iter().map(Host::named).collect();
    let sh = shell()?;
    let checks = ["test", "--package", "hosting", "--test", "hosts"];
    let checks = cmd!(sh, "cargo {checks...} -- {filter...}");
    counted(checks.env("CONG_TIN_HOSTS", Value::from(named).to_string()))
}

/// Takes away what earlier runs left.
fn clean() -> Result<()> {
    let work = target().join("hosts/work");
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    Ok(())
}
