//! A reader's hands and eyes: everything is found by role and accessible name.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use axum::http::Method;
use fantoccini::{
    Client,
    elements::{Element, ElementRef},
    wd::WebDriverCompatibleCommand,
};
use origin::{Accounts, faults::Faults};
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::{
    deploy::Host,
    engine::{Driver, Engine},
    site::{Served, Server, Site},
};

/// How long a condition may take to come true on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys by WebDriver's code points (WebDriver, section 17.4.2).
pub mod key {
    pub const ENTER: &str = "\u{E007}";
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

/// Finds shown elements by role and name. The names are those of the simple cases of the
/// accessible name computation: labels, `aria-labelledby`, `aria-label`, `alt`, text.
const FIND: &str = "
const [role, wanted, within] = arguments;
// What lies in a widget is found from its element.
const root = within ? document.querySelector(within).shadowRoot : document;
const selectors = {
  link: 'a[href]', button: 'button', heading: 'h1,h2,h3,h4,h5,h6,[role=heading]',
  textbox: 'input[type=text],input[type=password],input:not([type]),textarea', file: 'input[type=file]', searchbox: 'input[type=search]',
  checkbox: 'input[type=checkbox]', combobox: 'select', navigation: 'nav', main: 'main', img: 'img[alt]',
  grid: '[role=grid]', region: '[role=region],section[aria-labelledby]', alert: '[role=alert]',
  status: '[role=status]', list: 'ul,ol', table: 'table:not([role])', time: 'time', figure: 'figure',
};
const clean = (text) => (text || '').replace(/\\s+/g, ' ').trim();
const name = (e) => {
  const by = e.getAttribute('aria-labelledby');
  if (by) return clean(by.split(' ').map((id) => root.getElementById(id)?.textContent).join(' '));
  if (e.hasAttribute('aria-label')) return clean(e.getAttribute('aria-label'));
  if (e.labels && e.labels.length) {
    const label = e.labels[0];
    const span = e.tagName === 'SELECT' && label.querySelector('span');
    return clean((span || label).textContent);
  }
  if (e.tagName === 'IMG') return clean(e.alt);
  return clean(e.textContent);
};
// What stands there until the portal has begun does nothing yet.
const shown = (e) => !e.closest('#waiting') && (e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null);
const found = [...root.querySelectorAll(selectors[role])].filter(shown)
  .filter((e) => wanted === null || (wanted.endsWith('…') ? name(e).startsWith(wanted.slice(0, -1)) : name(e) === wanted));
return found;
";

/// A command of the DevTools Protocol, as chromedriver takes it.
#[derive(Debug)]
struct DevTools(&'static str);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.0, "params": {} });
        (Method::POST, Some(body.to_string()))
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
    _driver: Driver,
}

impl Browser {
    pub async fn start(engine: Engine, site: Site, time_zone: &str) -> Result<Browser> {
        let Served {
            address: site,
            accounts,
            faults,
            elsewhere,
            host,
        } = site.serve(engine).await?;
        let (driver, client) = engine.start(time_zone).await?;
        Ok(Browser {
            engine,
            client,
            accounts,
            host,
            faults,
            elsewhere,
            site,
            _driver: driver,
        })
    }

    /// Ends the browser; what went wrong on the last page is the story's failure.
    pub async fn close(self) -> Result<()> {
        let trouble = self.script("return window.__trouble || []", vec![]).await;
        self.client.clone().close().await?;
        let trouble = trouble?;
        ensure!(trouble == json!([]), "the page had trouble: {trouble}");
        Ok(())
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
            // A page that is just being left answers with an error.
            let value = self
                .script(script, arguments.clone())
                .await
                .unwrap_or_default();
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!("") {
                return Ok(());
            }
            if Instant::now() > deadline {
                let at = self.client.current_url().await?;
                let body = self
                    .text_of("return document.body.innerText.slice(0, 600)")
                    .await?;
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

    pub async fn all(&self, role: &str, name: Option<&str>) -> Result<Vec<Element>> {
        self.all_within(None, role, name).await
    }

    /// Within the shadow root of the element that a selector finds, where one is given.
    pub async fn all_within(
        &self,
        widget: Option<&str>,
        role: &str,
        name: Option<&str>,
    ) -> Result<Vec<Element>> {
        let arguments = vec![json!(role), json!(name), json!(widget)];
        let found = self.script(FIND, arguments).await?;
        let found = found.as_array().cloned().unwrap_or_default();
        Ok(found
            .iter()
            .filter_map(|value| self.element(value))
            .collect())
    }

    /// An element as scripts return it (WebDriver, section 12.3).
    fn element(&self, value: &Value) -> Option<Element> {
        let id = value.as_object()?.values().next()?.as_str()?;
        Some(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }

    /// The one element of this role and name; a name that ends in `…` is a beginning.
    pub async fn get(&self, role: &str, name: &str) -> Result<Element> {
        self.get_within(None, role, name).await
    }

    pub async fn get_within(
        &self,
        widget: Option<&str>,
        role: &str,
        name: &str,
    ) -> Result<Element> {
        let script = FIND.replace("return found;", "return found.length > 0;");
        self.until_with(
            &format!("there is a {role} “{name}”"),
            &script,
            vec![json!(role), json!(name), json!(widget)],
        )
        .await?;
        let mut found = self.all_within(widget, role, Some(name)).await?;
        ensure!(!found.is_empty(), "the {role} “{name}” went away");
        Ok(found.remove(0))
    }

    pub async fn press(&self, role: &str, name: &str) -> Result<()> {
        self.press_within(None, role, name).await
    }

    pub async fn press_within(&self, widget: Option<&str>, role: &str, name: &str) -> Result<()> {
        let element = self.get_within(widget, role, name).await?;
        self.client
            .execute(
                "arguments[0].scrollIntoView({block: 'center'})",
                vec![serde_json::to_value(&element)?],
            )
            .await?;
        element
            .click()
            .await
            .with_context(|| format!("the {role} “{name}” cannot be clicked"))?;
        Ok(())
    }

    /// Types into a field in place of what it holds.
    pub async fn fill(&self, role: &str, name: &str, text: &str) -> Result<()> {
        let field = self.get(role, name).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Presses keys where the focus is.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        self.client.active_element().await?.send_keys(keys).await?;
        Ok(())
    }

    /// Waits until the page's heading reads so.
    pub async fn heading(&self, text: &str) -> Result<()> {
        let script = "return document.querySelector('#app main h1')?.textContent.replace(/\\s+/g, ' ').trim() === arguments[0]";
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

    /// What Chromium's own interface for tools answers (the DevTools Protocol, without parameters).
    pub async fn chromium(&self, command: &'static str) -> Result<Value> {
        Ok(self.client.issue_cmd(DevTools(command)).await?)
    }

    /// What axe-core finds on the page as it stands: nothing.
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
        let found = self.client.execute_async(run, vec![]).await?;
        ensure!(found == json!([]), "axe-core finds {found:#}");
        Ok(())
    }
}
