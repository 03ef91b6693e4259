//! The whole suite, stage by stage; it stops at the first that is broken.

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    around, build, debian,
    dist::Publication,
    hosts, npm, root, say, size,
    tools::{geckodriver, path, wasm_bindgen},
    wasm_std::{self, Flavour, TRIPLE},
};

const STAGES: [&str; 6] = ["lint", "native", "wasm", "size", "hosts", "e2e"];

/// Tests that passed and failed.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
}

/// What the stages need, all of them.
pub fn set_up() -> Result<()> {
    STAGES.into_iter().try_for_each(set_up_for)
}

fn set_up_for(stage: &str) -> Result<()> {
    match stage {
        // The browser's side is linted, too, and it names a file from npm.
        "lint" => {
            wasm_std::set_up(Flavour::Telling)?;
            npm::set_up()
        }
        "wasm" => {
            wasm_std::set_up(Flavour::Telling)?;
            npm::set_up()?;
            wasm_bindgen()?.set_up()?;
            debian::install(
                &["chromium", "chromedriver"],
                &["chromium", "chromium-driver"],
            )
        }
        "hosts" => hosts::set_up(),
        "e2e" => {
            npm::set_up()?;
            hosts::set_up_nginx()?;
            around::set_up()?;
            geckodriver().set_up()?;
            debian::install(
                &[
                    "chromium",
                    "chromedriver",
                    "firefox-esr",
                    "WebKitWebDriver",
                    "xvfb-run",
                    "xauth",
                ],
                &[
                    "chromium",
                    "chromium-driver",
                    "firefox-esr",
                    "webkit2gtk-driver",
                    "xvfb",
                    "xauth",
                ],
            )
        }
        _ => Ok(()),
    }
}

pub fn test(arguments: &[&str]) -> Result<ExitCode> {
    let (stages, filter) = match arguments {
        [] => (STAGES.to_vec(), &[][..]),
        [stage, filter @ ..] if STAGES.contains(stage) => (vec![*stage], filter),
        _ => bail!("the stages are {}", STAGES.join(", ")),
    };
    for stage in &stages {
        set_up_for(stage)?;
    }
    let mut sum = Count::default();
    for stage in stages {
        say(&format!("Stage {stage}"));
        let outcome = run_stage(stage, filter);
        let (count, error) = match outcome {
            Ok(count) => (count, None),
            Err(error) => (Count::default(), Some(error)),
        };
        sum.passed += count.passed;
        sum.failed += count.failed;
        if let Some(error) = error {
            eprintln!("error: {error:#}");
            sum.failed += 1;
        }
        if sum.failed > 0 {
            break;
        }
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(match sum.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn run_stage(stage: &str, filter: &[&str]) -> Result<Count> {
    match stage {
        "lint" => lint(),
        "native" => native(filter),
        "wasm" => wasm(filter),
        "size" => weigh(),
        "hosts" => {
            build::build()?;
            hosts::check(filter)
        }
        _ => end_to_end(filter),
    }
}

/// A check that is one test: it passes or it fails.
fn check(command: &mut Command) -> Result<Count> {
    let passed = command.current_dir(root()).status()?.success();
    Ok(Count {
        passed: passed.into(),
        failed: (!passed).into(),
    })
}

fn lint() -> Result<Count> {
    let mut sum = check(Command::new("cargo").args(["fmt", "--all", "--check"]))?;
    let clippy = ["clippy", "--quiet", "--all-targets"];
    let deny = ["--", "-D", "warnings"];
    let native = check(
        Command::new("cargo")
            .args(clippy)
            .arg("--workspace")
            .args(deny),
    )?;
    let mut browser = Command::new("cargo");
    browser
        .args(clippy)
        .args(["--package", "cong-tin", "--target", TRIPLE])
        .args(deny)
        .envs(Flavour::Telling.environment());
    let browser = check(&mut browser)?;
    for count in [native, browser] {
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    Ok(sum)
}

fn native(filter: &[&str]) -> Result<Count> {
    let mut sum = counted(
        Command::new("cargo")
            .args(["test", "--workspace", "--exclude", "cong-tin"])
            .args(filter),
    )?;
    // The app's own: its pure rooms, and its views drawn without a browser.
    let app = counted(
        Command::new("cargo")
            .args(["test", "--package", "cong-tin", "--lib", "--test", "native"])
            .args(["--no-default-features", "--features", "ssr"])
            .args(filter),
    )?;
    sum.passed += app.passed;
    sum.failed += app.failed;
    Ok(sum)
}

fn wasm(filter: &[&str]) -> Result<Count> {
    counted(
        Command::new("cargo")
            .args(["test", "--package", "cong-tin", "--target", TRIPLE])
            .args(["--test", "dom"])
            .args(filter)
            .envs(Flavour::Telling.environment())
            .env("PATH", path())
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", program("chromedriver")?)
            .env(
                "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                root().join("xtask/webdriver/chromium.json"),
            ),
    )
}

fn weigh() -> Result<Count> {
    build::build()?;
    let within = size::size()? == ExitCode::SUCCESS;
    Ok(Count {
        passed: within.into(),
        failed: (!within).into(),
    })
}

fn end_to_end(filter: &[&str]) -> Result<Count> {
    build::build()?;
    // Behind which the stories of one engine are told.
    let nginx = hosts::Program::Nginx.start(&Publication::default())?;
    let mut suite = Command::new("xvfb-run");
    suite
        .args([
            "-a",
            "cargo",
            "test",
            "--package",
            "cong-tin",
            "--test",
            "e2e",
        ])
        .args(["--no-default-features", "--features", "ssr", "--"])
        .args(filter)
        .env("CONG_TIN_DIST", root().join("dist"))
        .env("CONG_TIN_NGINX", &nginx.address)
        .env("CONG_TIN_AROUND", around::folder())
        .env("CONG_TIN_AXE", npm::file("axe-core/axe.min.js"))
        .env("CHROMEDRIVER", program("chromedriver")?)
        .env("GECKODRIVER", geckodriver().set_up()?)
        .env("WEBKIT_WEBDRIVER", program("WebKitWebDriver")?);
    counted(&mut suite)
}

fn program(name: &str) -> Result<PathBuf> {
    debian::find(name).with_context(|| format!("{name} is not there"))
}

/// Runs tests, shows what they print, and adds up their `test result:` lines.
fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command
        .current_dir(root())
        .env(
            "CARGO_TERM_COLOR",
            if env::var_os("CI").is_some() {
                "never"
            } else {
                "auto"
            },
        )
        .stdout(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().context("the tests print nothing")?;
    let mut count = Count::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some(result) = line.split_once("test result: ").map(|(_, result)| result) {
            count.passed += number_before(result, " passed");
            count.failed += number_before(result, " failed");
        }
        println!("{line}");
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    if status.success() && count.passed == 0 {
        bail!("no test ran");
    }
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
