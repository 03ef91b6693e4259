//! The portal as its readers have it: the release build behind the reference origin, in Chromium,
//! Firefox and WebKitGTK. `cargo xtask test e2e [FILTER]`; `CONG_TIN_ENGINES=firefox` limits it.
//! In Chromium nginx serves the files; `CONG_TIN_HOST=nginx` has it so in all engines,
//! `CONG_TIN_HOST=origin` in none.
//!
//! Where `CONG_TIN_DOM` names a folder, the tests of the DOM in it are run instead; where `CONG_TIN_LOOK` says which,
//! pictures of the pages are taken.

mod browser;
mod deploy;
mod dom;
mod engine;
mod host;
mod idle;
mod look;
mod neighbour;
mod site;
mod stories;

use std::{env, path::Path};

use anyhow::Result;
use libtest_mimic::{Arguments, Trial};
use tokio::runtime::Runtime;

use crate::engine::Engine;

fn main() -> Result<()> {
    if let Some(which) = env::var_os("CONG_TIN_LOOK") {
        return Runtime::new()?.block_on(look::take(&which));
    }
    let mut arguments = Arguments::from_args();
    // Two browsers at a time: more of them starve each other.
    arguments.test_threads = arguments.test_threads.or(Some(2));
    let trials: Vec<Trial> = match env::var_os("CONG_TIN_DOM") {
        None => stories::all()
            .into_iter()
            .flat_map(|story| {
                let engines = engine::chosen().into_iter();
                let engines = engines.filter(|engine| story.is_told_in(*engine));
                let tell = async move |engine| story.tell(engine).await;
                in_engines(engines, story.name, tell)
            })
            .collect(),
        Some(folder) => dom::tests(Path::new(&folder))?
            .into_iter()
            .flat_map(|test| {
                let name = test.name().to_owned();
                let run = async move |engine| test.run(engine).await;
                in_engines(engine::chosen().into_iter(), &name, run)
            })
            .collect(),
    };
    let conclusion = libtest_mimic::run(&arguments, trials);
    idle::end();
    stories::print_notable();
    conclusion.exit()
}

/// A trial for each engine.
fn in_engines<R>(engines: impl Iterator<Item = Engine>, name: &str, run: R) -> Vec<Trial>
where
    R: AsyncFn(Engine) -> Result<()> + Clone + Send + 'static,
{
    let trial = |engine: Engine| {
        let run = run.clone();
        Trial::test(format!("{}::{name}", engine.name()), move || {
            let told = Runtime::new()?.block_on(run(engine));
            told.map_err(|error| format!("{error:#}").into())
        })
    };
    engines.map(trial).collect()
}
