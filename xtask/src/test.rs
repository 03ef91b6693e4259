//! The whole suite, stage by stage. A stage that is broken, or cannot even be set up, has failed;
//! the others are run all the same.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, ensure};
use cargo_metadata::Message;
use clap::ValueEnum;
use xshell::{Cmd, Shell, cmd};

use crate::{
    around,
    build::{
        self,
        wasm_std::{self, Flavour, TRIPLE},
    },
    debian,
    dist::Publication,
    hosts, npm,
    run::shell,
    say, size, target,
    tools::{cargo_deny, geckodriver, wasm_bindgen},
};

/// What is run one after another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Stage {
    /// Formatting, clippy, and where all that is used comes from and under which licence
    Lint,
    /// Whatever needs no browser
    Native,
    /// What the browser's interfaces do with our hands on them
    Wasm,
    /// The first view's budget
    Size,
    /// The published folder under nginx, Caddy and Cloudflare's runtime
    Hosts,
    /// The stories
    E2e,
}

#[derive(clap::Args)]
pub struct Options {
    /// All of them without it
    stage: Option<Stage>,
    /// Only tests whose names contain it, and what else the stage's runner knows
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    filter: Vec<String>,
}

/// Tests that passed and failed.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

impl std::ops::Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl From<bool> for Count {
    /// A check that is one test.
    fn from(passed: bool) -> Count {
        Count {
            passed: passed.into(),
            failed: (!passed).into(),
        }
    }
}

/// What the stages need, all of them.
pub fn set_up() -> Result<()> {
    let stages = Stage::value_variants().iter();
    stages.copied().try_for_each(Stage::set_up)
}

pub fn test(Options { stage, filter }: &Options) -> Result<ExitCode> {
    let stages = match stage {
        Some(stage) => std::slice::from_ref(stage),
        None => Stage::value_variants(),
    };
    let filter: Vec<&str> = filter.iter().map(String::as_str).collect();
    let mut lines = Vec::new();
    let mut sum = Count::default();
    for stage in stages {
        say(&format!("Stage {stage:?}"));
        let outcome = stage.set_up().and_then(|()| stage.run(&filter));
        let count = outcome.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false.into()
        });
        lines.push(format!("{stage:?}: {}", count.line()));
        sum = sum + count;
    }
    println!("{}\n{}", lines.join("\n"), sum.line());
    Ok(match sum.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

impl Count {
    fn line(self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

impl Stage {
    fn set_up(self) -> Result<()> {
        match self {
            // The browser's side is linted, too, and it names a file from npm.
            Stage::Lint => {
                wasm_std::set_up()?;
                npm::set_up()?;
                cargo_deny().set_up()?;
                Ok(())
            }
            Stage::Wasm => {
                wasm_std::set_up()?;
                npm::set_up()?;
                wasm_bindgen()?.set_up()?;
                set_up_browsers()
            }
            Stage::Hosts => hosts::set_up(),
            Stage::E2e => {
                npm::set_up()?;
                hosts::set_up_nginx()?;
                around::set_up()?;
                set_up_browsers()
            }
            Stage::Native | Stage::Size => Ok(()),
        }
    }

    fn run(self, filter: &[&str]) -> Result<Count> {
        match self {
            Stage::Lint => lint(),
            Stage::Native => native(filter),
            Stage::Wasm => wasm(filter),
            Stage::Size => {
                build::build()?;
                Ok(size::print()?.into())
            }
            Stage::Hosts => {
                build::build()?;
                hosts::check(filter)
            }
            Stage::E2e => end_to_end(filter),
        }
    }
}

fn set_up_browsers() -> Result<()> {
    geckodriver().set_up()?;
    let programs = "chromium chromedriver firefox-esr WebKitWebDriver xvfb-run xauth";
    let packages = "chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth";
    let words = |list: &'static str| list.split(' ').collect::<Vec<_>>();
    debian::install(&words(programs), &words(packages))
}

fn lint() -> Result<Count> {
    let sh = shell()?;
    let app = ["--package", "cong-tin", "--lib", "--bins", "--test", "dom"];
    let deny = ["--", "-D", "warnings"];
    let in_browser = cmd!(
        sh,
        "cargo clippy --quiet {app...} --target {TRIPLE} {deny...}"
    );
    let cargo_deny = cargo_deny().set_up()?;
    // Advisories are in no registry: they come from elsewhere.
    let database = cmd!(sh, "{cargo_deny} --locked fetch db");
    let advisories = database.quiet().ignore_stderr().run().is_ok();
    if !advisories {
        say("Skipped: the advisories for crates, whose database cannot be had here");
    }
    let advisories = advisories.then_some("advisories");
    let checks = [
        cmd!(sh, "cargo fmt --all --check"),
        cmd!(
            sh,
            "cargo clippy --quiet --workspace --all-targets {deny...}"
        ),
        in_browser.envs(Flavour::Telling.environment()),
        // By `.cargo/deny.toml`.
        cmd!(
            sh,
            "{cargo_deny} --locked --workspace check --hide-inclusion-graph {advisories...} licenses bans sources"
        ),
    ];
    let checks = checks.into_iter().map(|check| check.run());
    let checks = checks.map(|outcome| outcome.map_err(anyhow::Error::from));
    Ok(checks.fold(Count::default(), |sum, outcome| {
        if let Err(error) = &outcome {
            eprintln!("error: {error:#}");
        }
        sum + outcome.is_ok().into()
    }))
}

fn native(filter: &[&str]) -> Result<Count> {
    let sh = shell()?;
    let crates = cmd!(sh, "cargo test --workspace --exclude cong-tin {filter...}");
    // The app's own: its pure rooms, and its views drawn without a browser.
    let app = ["test", "--package", "cong-tin", "--lib", "--test", "native"];
    let app = cmd!(
        sh,
        "cargo {app...} --no-default-features --features ssr {filter...}"
    );
    Ok(counted(crates)? + counted(app)?)
}

/// The DOM's tests: `tests/e2e/dom.rs` has them run, one by one.
fn wasm(filter: &[&str]) -> Result<Count> {
    let sh = shell()?;
    let folder = target().join("dom");
    let module = dom_module(&sh)?;
    let wasm_bindgen = wasm_bindgen()?.set_up()?;
    let files = ["--target", "web", "--out-name", "dom"];
    cmd!(sh, "{wasm_bindgen} {files...} --out-dir {folder} {module}").run()?;
    sh.copy_file(npm::sanitiser(), folder.join("dompurify.js"))?;
    counted(in_browsers(&sh, filter)?.env("CONG_TIN_DOM", folder))
}

/// Compiles `tests/dom.rs`.
fn dom_module(sh: &Shell) -> Result<PathBuf> {
    let build = ["test", "--no-run", "--package", "cong-tin", "--test", "dom"];
    let report = "--message-format=json-render-diagnostics";
    let build = cmd!(sh, "cargo {build...} --target {TRIPLE} {report}");
    let said = build.envs(Flavour::Telling.environment()).read()?;
    let messages = Message::parse_stream(said.as_bytes()).filter_map(Result::ok);
    let mut modules = messages.filter_map(|message| match message {
        Message::CompilerArtifact(artifact) if artifact.profile.test => artifact.executable,
        _ => None,
    });
    let module = modules.next().context("cargo made no test of the DOM")?;
    Ok(module.into())
}

fn end_to_end(filter: &[&str]) -> Result<Count> {
    build::build()?;
    // Behind which the stories of one engine are told.
    let nginx = hosts::Program::Nginx.start(&Publication::default())?;
    let sh = shell()?;
    let suite = in_browsers(&sh, filter)?
        .env("CONG_TIN_NGINX", &nginx.address)
        .env("CONG_TIN_AROUND", around::folder());
    counted(suite)
}

/// Which pictures are taken.
#[derive(clap::Args)]
pub struct Pictures {
    #[arg(default_value = "target/look")]
    folder: PathBuf,
    /// Those that the story of the pages' look compares with, instead: tests/e2e/references
    #[arg(long)]
    references: bool,
    /// Those in README and docs, and the demonstration's social card
    #[arg(long, conflicts_with = "references")]
    docs: bool,
}

/// Takes pictures of the pages: `tests/e2e/look.rs`.
pub fn look(pictures: &Pictures) -> Result<()> {
    Stage::E2e.set_up()?;
    build::build()?;
    let which = match pictures {
        _ if pictures.references => "references".into(),
        _ if pictures.docs => "docs".into(),
        _ => std::path::absolute(&pictures.folder)?,
    };
    let sh = shell()?;
    in_browsers(&sh, &[])?.env("CONG_TIN_LOOK", which).run()?;
    Ok(())
}

/// `tests/e2e`, on a screen that is nowhere, for WebKitGTK has no other way.
fn in_browsers<'a>(sh: &'a Shell, filter: &[&str]) -> Result<Cmd<'a>> {
    let suite = ["test", "--package", "cong-tin", "--test", "e2e"];
    let features = ["--no-default-features", "--features", "ssr"];
    let suite = cmd!(
        sh,
        "xvfb-run -a cargo {suite...} {features...} -- {filter...}"
    );
    Ok(suite
        .env("CHROMEDRIVER", program("chromedriver")?)
        .env("GECKODRIVER", geckodriver().set_up()?)
        .env("WEBKIT_WEBDRIVER", program("WebKitWebDriver")?))
}

fn program(name: &str) -> Result<PathBuf> {
    debian::find(name).with_context(|| format!("{name} is not there"))
}

/// Runs tests, shows what they print, and adds up their `test result:` lines.
pub fn counted(command: Cmd<'_>) -> Result<Count> {
    let mut child = Command::from(command).stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().context("the tests print nothing")?;
    let mut count = Count::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some((_, result)) = line.split_once("test result: ") {
            count.passed += number_before(result, " passed");
            count.failed += number_before(result, " failed");
        }
        println!("{line}");
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    ensure!(!status.success() || count.passed > 0, "no test ran");
    Ok(count)
}

fn number_before(text: &str, word: &str) -> u32 {
    let before = text.split(word).next().unwrap_or_default();
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_added_up() {
        let line = "ok. 14 passed; 2 failed; 1 ignored; finished in 0.26s";
        assert_eq!(number_before(line, " passed"), 14);
        assert_eq!(number_before(line, " failed"), 2);
    }
}
