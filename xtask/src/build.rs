//! `dist/`, the folder to publish.

use std::process::Command;

use anyhow::Result;

use crate::{
    finish, npm, root,
    run::quietly,
    say, size, target,
    tools::{path, trunk, wasm_bindgen},
    wasm_std::{self, Flavour},
};

pub fn set_up() -> Result<()> {
    wasm_std::set_up(Flavour::Small)?;
    npm::set_up()?;
    trunk().set_up()?;
    wasm_bindgen()?.set_up()?;
    Ok(())
}

pub fn build() -> Result<()> {
    set_up()?;
    say("Building the portal (one minute and a half from cold)");
    let mut build = Command::new(trunk().set_up()?);
    build
        .args(["build", "--release"])
        .current_dir(root())
        .env("PATH", path())
        .envs(Flavour::Small.environment())
        // trunk reads it as a boolean of its own.
        .env_remove("NO_COLOR");
    quietly(&mut build, &target().join("logs/trunk.log"))?;
    finish::finish(&root().join("dist"))?;
    size::print()?;
    Ok(())
}
