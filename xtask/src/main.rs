//! `cargo xtask`: everything that is done with the project, in Rust instead of shell.

mod around;
mod build;
mod debian;
mod dist;
mod finish;
mod glue;
mod hosts;
mod lean;
mod licences;
mod lighthouse;
mod npm;
mod run;
mod serve;
mod size;
mod split;
mod test;
mod tools;
mod wasm_std;
mod widget;
mod worker;

use std::{
    env,
    ffi::OsStr,
    path::PathBuf,
    process::{Command, ExitCode},
};

use anyhow::Result;

const HELP: &str = "cargo xtask COMMAND

  serve [--port N]        build what has changed and run the portal (port 8080)
  test [STAGE [FILTER]]   the whole suite, or one stage: lint, native, wasm, size, hosts, e2e
  build                   make dist/ with the demonstration
  dist [--config FILE] [--base /tin-tuc/] [--out DIR]
                          make the folder to publish, with settings of your own
  doctor FILE-or-ADDRESS [--json] [--time]
                          what the portal makes of a feed: findings, what is removed; 1 on errors
  size                    what a first article view weighs, against its budget
  lighthouse              Lighthouse's mobile audit of three pages, and what is missing to a hundred
  setup                   install what the others need (they do so by themselves)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["serve", options @ ..] => serve::serve(options)?,
        ["test", rest @ ..] => return test::test(rest),
        ["build"] => build::build()?,
        ["dist", options @ ..] => dist::dist(options)?,
        ["lighthouse"] => lighthouse::audit()?,
        ["size"] => return size::size(),
        ["doctor", rest @ ..] => return doctor(rest),
        ["setup"] => {
            build::set_up()?;
            test::set_up()?;
        }
        _ => {
            eprintln!("{HELP}");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The doctor is a program of its own: it wants to be quick, and nothing else needs what it is made
/// of.
fn doctor(arguments: &[&str]) -> Result<ExitCode> {
    let manifest = root().join("Cargo.toml");
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--profile", "tool", "--package", "doctor"])
        .arg("--manifest-path")
        .args([manifest.as_os_str(), OsStr::new("--")])
        .args(arguments)
        .status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// The project's folder.
pub fn root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}

/// Where everything that is installed or built lies.
pub fn target() -> PathBuf {
    root().join("target")
}

/// One plain line for whoever waits.
pub fn say(line: &str) {
    eprintln!("• {line}");
}
