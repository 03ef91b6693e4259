//! Running other programs: [`shell`] for what is typed, [`quietly`] for what is long and dull.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::root;

/// A shell in the project's folder.
pub fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root());
    Ok(shell)
}

/// Runs to success; what it prints goes to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command
        .status()
        .with_context(|| format!("{name} cannot be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs to success in silence; when it fails, the end of its log is shown.
pub fn quietly(command: &mut Command, log: &Path) -> Result<()> {
    let name = name(command);
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log)?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("{name} cannot be started"))?;
    if !status.success() {
        let text = fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let end = lines[lines.len().saturating_sub(25)..].join("\n");
        bail!(
            "{name} failed ({status}); the end of {}:\n{end}",
            log.display()
        );
    }
    Ok(())
}

/// What a program prints, trimmed; `None` when it is not there or fails.
pub fn output(program: impl AsRef<Path>, arguments: &[&str]) -> Option<String> {
    let shell = shell().ok()?;
    let program = program.as_ref();
    let command = cmd!(shell, "{program} {arguments...}");
    command.quiet().ignore_stderr().read().ok()
}

/// The program and what it is told first.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = [name].into_iter().chain(command.get_args().take(2));
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
