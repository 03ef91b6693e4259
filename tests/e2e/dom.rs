//! The tests of `tests/dom.rs`, each in a browser of its own: `cargo xtask test wasm [FILTER]`.
//!
//! wasm-bindgen's own runner starts all of them from inside of one page and waits for a text to
//! appear in it; here each is called from outside, so that one that hangs is known by name and ends.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use axum::{Router, response::Html, routing::get};
use serde_json::json;
use tokio::{net::TcpListener, time::timeout};
use tower_http::services::ServeDir;
use wasmparser::{Parser, Payload};

use crate::engine::Engine;

/// How long a browser may take to load the module and run one test, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What wasm-bindgen calls the module, and where xtask has put it.
const MODULE: &str = "dom_bg.wasm";

/// What wasm-bindgen-test asks of a page: an element to write into, and a function to call back
/// through. The sanitiser is imported by its bare name, as in the build: so the page itself has to
/// import the module, for Firefox's driver knows nothing of an import map.
///
/// `runTest` runs one test; what it answers is what went wrong, without the frames of its stack.
const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>dom</title>
<script type=\"importmap\">{ \"imports\": { \"dompurify\": \"./dompurify.js\" } }</script>
<pre id=\"output\"></pre>
<script>
window.__wbg_test_invoke = (run) => run();
window.runTest = async (test) => {
  const module = await import('/dom.js');
  const exports = await module.default();
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
    const own = console[level];
    console[level] = (...said) => { module['__wbgtest_console_' + level](said); own(...said); };
  }
  const passed = await new module.WasmBindgenTestContext(false).run([exports[test]]);
  if (passed) return '';
  const [, failure] = document.getElementById('output').textContent.split('\\nfailures:\\n');
  return failure.split('\\n').filter((line) => !line.includes('wasm-function[')).join('\\n');
};
</script>";

const RUN: &str = "
const [test, done] = arguments;
runTest(test).then(done, (error) => done(String(error)));";

/// A test, as wasm-bindgen-test hands it out.
#[derive(Clone)]
pub struct Test {
    export: String,
    folder: PathBuf,
}

impl Test {
    pub fn name(&self) -> &str {
        let name = self.export.rsplit_once("::");
        name.map_or(&self.export, |(_, name)| name)
    }

    pub async fn run(&self, engine: Engine) -> Result<()> {
        let router = Router::new()
            .route("/", get(|| async { Html(PAGE) }))
            .fallback_service(ServeDir::new(&self.folder));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}/", listener.local_addr()?);
        let server = tokio::spawn(async { axum::serve(listener, router).await });
        let (_driver, client) = engine.start("Asia/Ho_Chi_Minh").await?;
        let outcome = timeout(PATIENCE, async {
            client.goto(&address).await?;
            client.execute_async(RUN, vec![json!(self.export)]).await
        });
        let outcome = outcome.await;
        server.abort();
        // A page that hangs lets no window be closed; the driver's end is the browser's, too.
        let trouble = outcome.with_context(|| format!("it hangs: no answer in {PATIENCE:?}"))??;
        client.close().await?;
        ensure!(trouble == json!(""), "{}", trouble.as_str().unwrap_or("?"));
        Ok(())
    }
}

/// The tests in the module in this folder.
pub fn tests(folder: &Path) -> Result<Vec<Test>> {
    let path = folder.join(MODULE);
    let module = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let mut tests = Vec::new();
    for payload in Parser::new(0).parse_all(&module) {
        let Payload::ExportSection(exports) = payload? else {
            continue;
        };
        for export in exports {
            let export = export?.name;
            if export.starts_with("__wbgt_") {
                tests.push(Test {
                    export: export.to_owned(),
                    folder: folder.to_owned(),
                });
            }
        }
    }
    Ok(tests)
}
