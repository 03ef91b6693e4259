//! What the project's other programs are run for: the portal, running, the doctor, the press.

use std::process::ExitCode;

use anyhow::Result;
use xshell::cmd;

use crate::{build, run::shell, say};

#[derive(clap::Args)]
pub struct Options {
    /// Options of the reference origin: `--port N` and more (`--help`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    options: Vec<String>,
}

pub fn serve(Options { options }: &Options) -> Result<()> {
    build::build()?;
    say("Starting the reference origin (building it takes 2 minutes, once)");
    let shell = shell()?;
    let program = ["run", "--quiet", "--package", "origin", "--"];
    let folders = ["--dist", "dist", "--data", "target/origin"];
    let origin = cmd!(shell, "cargo {program...} {folders...} {options...}");
    Ok(origin.quiet().run()?)
}

#[derive(clap::Args)]
pub struct Examination {
    /// FILE or ADDRESS; --json, --time
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

#[derive(clap::Args)]
pub struct Pressing {
    /// SOURCE… --out DIR, and more (`--help` behind a source)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// What the portal makes of a feed.
pub fn examine(Examination { arguments }: &Examination) -> Result<ExitCode> {
    quick_program("doctor", arguments)
}

/// An archive of static files of any feed.
pub fn press(Pressing { arguments }: &Pressing) -> Result<ExitCode> {
    quick_program("press", arguments)
}

/// A program of its own, which wants to be quick, and of whose parts nothing else has need.
fn quick_program(package: &str, arguments: &[String]) -> Result<ExitCode> {
    let shell = xshell::Shell::new()?;
    let manifest = crate::root().join("Cargo.toml");
    let program = ["run", "--quiet", "--profile", "tool", "--package", package];
    let mut program: std::process::Command = cmd!(
        shell,
        "cargo {program...} --manifest-path {manifest} -- {arguments...}"
    )
    .into();
    let code = program.status()?.code();
    let code = code.and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
