//! The pages around widgets in the end-to-end stories, of tests/around: a React app that Vite
//! builds, and a blog with jQuery. Only the tests need them.

use std::{fs, path::PathBuf};

use anyhow::Result;

use crate::{npm::AROUND, root, run::quietly, target};

/// Where the stories find them.
pub fn folder() -> PathBuf {
    target().join("around")
}

pub fn set_up() -> Result<()> {
    AROUND.set_up()?;
    let sources = root().join("tests/around");
    let blog = folder().join("blog");
    fs::create_dir_all(&blog)?;
    for name in ["blog.css", "blog.js"] {
        fs::copy(sources.join("blog").join(name), blog.join(name))?;
    }
    let jquery = AROUND
        .folder()
        .join("node_modules/jquery/dist/jquery.min.js");
    fs::copy(jquery, blog.join("jquery.min.js"))?;
    // Beside its packages, where Vite looks for them.
    let app = AROUND.folder().join("react");
    fs::create_dir_all(&app)?;
    for name in ["main.jsx", "vite.config.mjs"] {
        fs::copy(sources.join("react").join(name), app.join(name))?;
    }
    let mut vite = AROUND.program("vite");
    vite.args(["build", "--logLevel", "warn", "--outDir"])
        .arg(folder().join("react"))
        .current_dir(&app);
    quietly(&mut vite, &target().join("logs/vite.log"))
}
