//! The portal as its readers have it: the release build behind the reference origin, in Chromium,
//! Firefox and WebKitGTK. `cargo xtask test e2e [FILTER]`; `CONG_TIN_ENGINES=firefox` limits it.
//! In Chromium nginx serves the files; `CONG_TIN_HOST=nginx` has it so in all engines,
//! `CONG_TIN_HOST=origin` in none.

#[cfg(not(target_arch = "wasm32"))]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod deploy;
#[cfg(not(target_arch = "wasm32"))]
mod engine;
#[cfg(not(target_arch = "wasm32"))]
mod host;
#[cfg(not(target_arch = "wasm32"))]
mod neighbour;
#[cfg(not(target_arch = "wasm32"))]
mod site;
#[cfg(not(target_arch = "wasm32"))]
mod stories;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use libtest_mimic::{Arguments, Trial};

    let mut arguments = Arguments::from_args();
    // Two browsers at a time: more of them starve each other.
    arguments.test_threads = arguments.test_threads.or(Some(2));
    let trials = stories::all()
        .into_iter()
        .flat_map(|story| {
            engine::chosen().into_iter().map(move |engine| {
                let name = format!("{}::{}", engine.name(), story.name);
                Trial::test(name, move || {
                    let runtime = tokio::runtime::Runtime::new()?;
                    runtime
                        .block_on(story.tell(engine))
                        .map_err(|error| format!("{error:#}").into())
                })
            })
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}
