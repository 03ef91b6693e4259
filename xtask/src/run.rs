//! Running other programs.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

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
pub fn output<S: AsRef<OsStr>>(program: S, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let arguments = command
        .get_args()
        .take(2)
        .collect::<Vec<_>>()
        .join(OsStr::new(" "));
    format!("{} {}", name.to_string_lossy(), arguments.to_string_lossy())
}
