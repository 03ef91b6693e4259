//! The portal, running.

use std::process::Command;

use anyhow::Result;

use crate::{build, root, run::run, say, target};

pub fn serve(options: &[&str]) -> Result<()> {
    build::build()?;
    say("Starting the reference origin (building it takes 2 minutes, once)");
    let mut origin = Command::new("cargo");
    origin
        .args(["run", "--quiet", "--package", "origin", "--", "--dist"])
        .arg(root().join("dist"))
        .arg("--data")
        .arg(target().join("origin"))
        .args(options)
        .current_dir(root());
    run(&mut origin)
}
