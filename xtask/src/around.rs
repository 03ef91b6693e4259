//! The pages around widgets in the end-to-end stories, of tests/around: a React app that Vite
//! builds, and a blog with jQuery. Only the tests need them.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    npm::AROUND,
    root,
    run::{quietly, shell},
    target,
};

/// Where the stories find them.
pub fn folder() -> PathBuf {
    target().join("around")
}

pub fn set_up() -> Result<()> {
    AROUND.set_up()?;
    let sh = shell()?;
    let (sources, packages) = (root().join("tests/around"), AROUND.folder());
    let blog = folder().join("blog");
    sh.create_dir(&blog)?;
    for file in ["blog.css", "blog.js"] {
        sh.copy_file(sources.join("blog").join(file), &blog)?;
    }
    sh.copy_file(
        packages.join("node_modules/jquery/dist/jquery.min.js"),
        &blog,
    )?;
    // Beside its packages, where Vite looks for them.
    let app = packages.join("react");
    sh.create_dir(&app)?;
    for file in ["main.jsx", "vite.config.mjs"] {
        sh.copy_file(sources.join("react").join(file), &app)?;
    }
    let mut vite = AROUND.program("vite");
    vite.args(["build", "--logLevel", "warn", "--outDir"])
        .arg(folder().join("react"))
        .current_dir(app);
    quietly(&mut vite, &target().join("logs/vite.log"))
}
