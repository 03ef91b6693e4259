//! `cargo xtask`: everything that is done with the project, in Rust instead of shell.

mod around;
mod build;
mod debian;
mod dist;
mod hosts;
mod licences;
mod lighthouse;
mod npm;
mod run;
mod serve;
mod size;
mod test;
mod tools;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Parser;

/// Everything that is done with the project
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Build what has changed and run the portal (port 8080)
    Serve(serve::Options),
    /// The whole suite, or one stage
    Test(test::Options),
    /// Make dist/ with the demonstration
    Build,
    /// Make the folder to publish, with settings of your own
    Dist(dist::Publication),
    /// What the portal makes of a feed: findings, what is removed; 1 on errors
    Doctor(serve::Examination),
    /// Make an archive of static files of any feed (`--help`)
    Press(serve::Pressing),
    /// What a first article view weighs, against its budget
    Size,
    /// Take pictures of twelve pages, in three widths, light, dark and in high contrast
    Look(test::Pictures),
    /// Lighthouse's mobile audit of three pages, and what is missing to a hundred
    Lighthouse,
    /// Install what the others need (they do so by themselves)
    Setup {
        /// Only the npm packages of the build, as `trunk serve` needs them
        #[arg(long)]
        npm: bool,
    },
}

fn main() -> ExitCode {
    match perform(Task::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    match task {
        Task::Serve(options) => serve::serve(&options)?,
        Task::Test(options) => return test::test(&options),
        Task::Build => build::build()?,
        Task::Dist(publication) => dist::dist(&publication)?,
        Task::Doctor(examination) => return serve::examine(&examination),
        Task::Press(pressing) => return serve::press(&pressing),
        Task::Size => return size::size(),
        Task::Look(pictures) => test::look(&pictures)?,
        Task::Lighthouse => lighthouse::audit()?,
        Task::Setup { npm: true } => npm::set_up()?,
        Task::Setup { npm: false } => {
            build::set_up()?;
            test::set_up()?;
        }
    }
    Ok(ExitCode::SUCCESS)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_handed_on_to_the_program() {
        for line in [
            "serve --port 8081 --secure",
            "doctor --json feed.json",
            "doctor feed.json --time",
            "press feed.json --out news --time-zone +07:00",
            "test e2e --exact chromium::sign_in",
        ] {
            let words = ["cargo xtask"].into_iter().chain(line.split(' '));
            assert!(Task::try_parse_from(words).is_ok(), "{line}");
        }
    }
}
