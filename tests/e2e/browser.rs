//! A reader's hands and eyes.

mod find;

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use axum::http::Method;
use fantoccini::{
    Client,
    actions::{InputSource, MouseActions, PointerAction},
    elements::Element,
    wd::WebDriverCompatibleCommand,
};
use origin::{Accounts, faults::Faults};
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::{
    deploy::Host,
    engine::Engine,
    idle::{self, Started},
    site::{Served, Server, Site},
};

/// How long a condition may take to come true on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys by WebDriver's code points (WebDriver, section 17.4.2).
pub mod key {
    pub const ENTER: &str = "\u{E007}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const TAB: &str = "\u{E004}";
    pub const SHIFT: &str = "\u{E008}";
    pub const PAGE_UP: &str = "\u{E00E}";
    pub const PAGE_DOWN: &str = "\u{E00F}";
    pub const END: &str = "\u{E010}";
    pub const HOME: &str = "\u{E011}";
    pub const LEFT: &str = "\u{E012}";
    pub const UP: &str = "\u{E013}";
    pub const RIGHT: &str = "\u{E014}";
    pub const DOWN: &str = "\u{E015}";
}

/// A command that only one driver knows: its path, and what it is told.
#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.0))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}

pub struct Browser {
    pub engine: Engine,
    pub client: Client,
    pub accounts: Accounts,
    pub host: Host,
    pub faults: Faults,
    elsewhere: Option<Server>,
    pub site: String,
    started: Started,
    /// By what only its own driver can do.
    altered: Cell<bool>,
}

impl Browser {
    pub async fn start(engine: Engine, site: Site, time_zone: &'static str) -> Result<Browser> {
        let Served {
            address: site,
            accounts,
            faults,
            elsewhere,
            host,
        } = site.serve(engine).await?;
        let started = idle::take(engine, time_zone).await?;
        Ok(Browser {
            engine,
            client: started.client.clone(),
            accounts,
            host,
            faults,
            elsewhere,
            site,
            started,
            altered: Cell::new(false),
        })
    }

    /// Has done with the browser, after a story that went well; what went wrong on the last page is the
    /// story's failure.
    pub async fn close(self) -> Result<()> {
        let trouble = self.script("return window.__trouble || []", vec![]).await?;
        ensure!(trouble == json!([]), "the page had trouble: {trouble}");
        match self.altered.get() {
            true => self.started.end().await,
            false => idle::give_back(self.started, &self.site).await,
        }
    }

    /// The host of the feed, of a site that has it elsewhere.
    pub fn elsewhere(&self) -> Result<&Server> {
        self.elsewhere.as_ref().context("the feed is on this host")
    }

    /// Goes to an address of the site as a reader does who follows a link from elsewhere.
    pub async fn visit(&self, path: &str) -> Result<()> {
        self.client.goto(&[&self.site, path].concat()).await?;
        Ok(())
    }

    /// Visits, and waits for the page's heading.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.visit(path).await?;
        self.until(
            "there is a heading",
            "return !!document.querySelector('#app main h1')",
        )
        .await
    }

    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    pub async fn text_of(&self, script: &str) -> Result<String> {
        let value = self.script(script, vec![]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until a script returns something true.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        self.until_with(what, script, vec![]).await
    }

    pub async fn until_with(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = self.script(script, arguments.clone()).await;
            let is_true = |value: &Value| {
                !matches!(value, Value::Null | Value::Bool(false)) && *value != json!("")
            };
            if answer.as_ref().is_ok_and(is_true) {
                return Ok(());
            }
            if Instant::now() > deadline {
                // A page that is just being left answers with an error, too, but not to the end.
                answer.with_context(|| format!("waited in vain until {what}"))?;
                let at = self.client.current_url().await?;
                let page = "return [document.body.innerText.slice(0, 600),
                    ...(window.__trouble || []), ...(window.__logged || [])].join('\\n')";
                let body = self.text_of(page).await?;
                bail!("waited in vain until {what}, at {at}:\n{body}");
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until something is true that the page does not know of.
    pub async fn eventually(&self, what: &str, is: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !is() {
            ensure!(Instant::now() < deadline, "waited in vain until {what}");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(())
    }

    /// Presses keys where the focus is.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        self.client.active_element().await?.send_keys(keys).await?;
        Ok(())
    }

    /// Moves the mouse to the middle of an element.
    pub async fn point_at(&self, element: &Element) -> Result<()> {
        let to = PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let mouse = MouseActions::new("mouse".into()).then(to);
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// Waits until what the page is about reads so: its heading, or on the front page its lead story.
    pub async fn heading(&self, text: &str) -> Result<()> {
        let script = "return (document.querySelector('#app main .lead-title') ?? document.querySelector('#app main h1'))?.textContent.replace(/\\s+/g, ' ').trim() === arguments[0]";
        self.until_with(
            &format!("the heading is “{text}”"),
            script,
            vec![json!(text)],
        )
        .await
    }

    /// Waits until the address, below the site, is this one.
    pub async fn address(&self, path: &str) -> Result<()> {
        let script = "return location.pathname + location.search === arguments[0]";
        self.until_with(&format!("the address is {path}"), script, vec![json!(path)])
            .await
    }

    /// Waits until the page says so somewhere.
    pub async fn says(&self, text: &str) -> Result<()> {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])";
        self.until_with(
            &format!("the page says “{text}”"),
            script,
            vec![json!(text)],
        )
        .await
    }

    pub async fn has(&self, what: &str, selector: &str, count: usize) -> Result<()> {
        let script = format!(
            "return document.querySelectorAll({}).length",
            json!(selector)
        );
        let found = self.script(&script, vec![]).await?;
        ensure!(
            found == json!(count),
            "{what}: {found} of {selector}, not {count}"
        );
        Ok(())
    }

    /// What Chromium's own interface for tools answers (the DevTools Protocol).
    pub async fn chromium(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.altered.set(true);
        let command = Own(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        );
        Ok(self.client.issue_cmd(command).await?)
    }

    /// Runs a script in Firefox itself instead of the page.
    async fn firefox(&self, script: &str) -> Result<()> {
        self.altered.set(true);
        let context = |of: &str| Own("moz/context", json!({ "context": of }));
        self.client.issue_cmd(context("chrome")).await?;
        self.script(script, vec![]).await?;
        self.client.issue_cmd(context("content")).await?;
        Ok(())
    }

    /// Has pages drawn in the colours of the system, as contrast themes have it; whether the engine can.
    pub async fn force_colours(&self) -> Result<bool> {
        match self.engine {
            Engine::Chromium => {
                let forced = json!([{ "name": "forced-colors", "value": "active" }]);
                let media = json!({ "features": forced });
                self.chromium("Emulation.setEmulatedMedia", media).await?;
            }
            Engine::Firefox => {
                let forced = "Services.prefs.setIntPref('browser.display.document_color_use', 2)";
                self.firefox(forced).await?;
            }
            Engine::WebKit => return Ok(false),
        }
        let active = "return matchMedia('(forced-colors: active)').matches";
        self.until("colours are forced", active).await?;
        Ok(true)
    }

    /// Waits until no transition and no animation runs, but for those that never end.
    pub async fn is_still(&self) -> Result<()> {
        let script = "
            const shadows = [...document.querySelectorAll('*')].flatMap((e) => e.shadowRoot ?? []);
            return [document, ...shadows].flatMap((root) => root.getAnimations())
              .filter((a) => a.playState === 'running' || a.pending)
              // In closed details they wait in Firefox until these are opened.
              .filter((a) => a.effect?.target?.checkVisibility() !== false)
              .every((a) => a.effect?.getComputedTiming().endTime === Infinity)";
        self.until("nothing moves", script).await
    }

    /// What axe-core finds on the page as it stands, once it is still: nothing. In the midst of a
    /// change of colours their contrast is nobody's.
    pub async fn is_accessible(&self) -> Result<()> {
        let path = std::env::var("CONG_TIN_AXE").unwrap_or_else(|_| {
            let root = env!("CARGO_MANIFEST_DIR");
            format!("{root}/target/npm/node_modules/axe-core/axe.min.js")
        });
        let source =
            std::fs::read_to_string(&path).with_context(|| format!("axe-core is not at {path}"))?;
        self.script(&format!("{source}; window.axe = axe;"), vec![])
            .await?;
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] })
              .then((r) => done(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | '))))
              .catch((e) => done(['axe failed: ' + e]))";
        self.is_still().await?;
        let found = self.client.execute_async(run, vec![]).await?;
        ensure!(found == json!([]), "axe-core finds {found:#}");
        Ok(())
    }
}
