//! What comes from Debian: browsers and their drivers, and one source package.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use xshell::cmd;

use crate::{
    run::{output, quietly, shell},
    say, target,
};

/// Installs packages, if a program that one of them brings is missing.
pub fn install(programs: &[&str], packages: &[&str]) -> Result<()> {
    if programs.iter().all(|program| find(program).is_some()) {
        return Ok(());
    }
    ensure!(
        find("apt-get").is_some(),
        "{programs:?} must be installed; by itself this works on Debian only"
    );
    say(&format!("Installing {} from Debian", packages.join(", ")));
    let log = target().join("logs/apt.log");
    let sh = shell()?;
    let is_root = output("id", &["-u"]).is_some_and(|id| id == "0");
    let by = if is_root { "env" } else { "sudo" };
    quietly(&mut cmd!(sh, "{by} apt-get update").into(), &log)?;
    let how = ["-y", "--no-install-recommends"];
    let install = cmd!(sh, "{by} apt-get install {how...} {packages...}");
    let install = install.env("DEBIAN_FRONTEND", "noninteractive");
    quietly(&mut install.into(), &log)
}

/// A program on the path, or at a path.
pub fn find(program: &str) -> Option<PathBuf> {
    let given = Path::new(program);
    if given.is_absolute() {
        return given.exists().then(|| given.to_owned());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|found| found.is_file())
}

/// Unpacks a package of another suite into a folder; nothing is installed. The suite is asked of
/// the mirror that this machine uses anyway, with its own keyring.
pub fn unpack(package: &str, version: &str, suite: &str, into: &Path) -> Result<()> {
    let (mirror, keyring) = mirror()?;
    let state = target().join("tools/apt");
    fs::create_dir_all(state.join("lists/partial"))?;
    fs::create_dir_all(state.join("cache/archives/partial"))?;
    let list = state.join("sources.list");
    fs::write(
        &list,
        format!("deb [signed-by={keyring}] {mirror} {suite} main\n"),
    )?;
    let options = [
        format!("Dir::State::lists={}", state.join("lists").display()),
        format!("Dir::Etc::sourcelist={}", list.display()),
        "Dir::Etc::sourceparts=/dev/null".into(),
        format!("Dir::Cache={}", state.join("cache").display()),
        "APT::Sandbox::User=".into(),
    ];
    let options = options.iter().flat_map(|option| ["-o", option]);
    let options = &options.collect::<Vec<_>>()[..];
    let log = target().join("logs/rust-src.log");
    let sh = shell()?;
    sh.change_dir(&state);
    let wanted = format!("{package}={version}+*");
    quietly(&mut cmd!(sh, "apt-get {options...} update").into(), &log)?;
    let download = cmd!(sh, "apt-get {options...} download {wanted}");
    quietly(&mut download.into(), &log)?;
    let archive = fs::read_dir(&state)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .with_context(|| format!("apt-get brought no {package}"))?;
    quietly(&mut cmd!(sh, "dpkg -x {archive} {into}").into(), &log)?;
    fs::remove_file(archive)?;
    Ok(())
}

/// Address and keyring of this machine's Debian mirror, from the deb822 files that Debian has
/// used since version 12.
fn mirror() -> Result<(String, String)> {
    let folder = Path::new("/etc/apt/sources.list.d");
    for entry in fs::read_dir(folder).context("this machine has no Debian sources")? {
        let text = fs::read_to_string(entry?.path()).unwrap_or_default();
        for stanza in text.split("\n\n") {
            let field = |name: &str| {
                let line = stanza.lines().find_map(|line| line.strip_prefix(name))?;
                line.split_whitespace().next().map(str::to_owned)
            };
            let keyring = field("Signed-By:").filter(|path| path.contains("debian-archive"));
            if let (Some(mirror), Some(keyring)) = (field("URIs:"), keyring)
                && !mirror.contains("security")
            {
                return Ok((mirror, keyring));
            }
        }
    }
    bail!("no Debian mirror in {}", folder.display())
}
