//! Everything is found by role and accessible name.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use fantoccini::{
    elements::{Element, ElementRef},
    error::CmdError,
};
use serde_json::{Value, json};

use super::{Browser, PATIENCE};

/// Finds shown elements by role and name. The names are those of the simple cases of the
/// accessible name computation: labels, `aria-labelledby`, `aria-label`, `alt`, text.
const FIND: &str = "
const [role, wanted, within] = arguments;
// What lies in a widget is found from its element.
const root = within ? document.querySelector(within).shadowRoot : document;
const selectors = {
  link: 'a[href]', button: 'button,summary', heading: 'h1,h2,h3,h4,h5,h6,[role=heading]',
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
// What stands there until the portal has begun does nothing yet, but for an article's own page.
const shown = (e) => !e.closest('#waiting:not([data-snapshot=page]), [inert]') && (e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null);
const found = [...root.querySelectorAll(selectors[role])].filter(shown)
  .filter((e) => wanted === null || (wanted.endsWith('…') ? name(e).startsWith(wanted.slice(0, -1)) : name(e) === wanted));
return found;
";

/// Does something with what stands on the page, and again where it left the page meanwhile: a list
/// that is drawn anew has others of the same name, and a reader takes what is there.
async fn as_it_stands<T>(act: impl AsyncFn() -> Result<T>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match act().await {
            Err(error) if has_left(&error) && Instant::now() < deadline => {}
            done => return done,
        }
    }
}

fn has_left(error: &anyhow::Error) -> bool {
    let error: Option<&CmdError> = error.downcast_ref();
    error.is_some_and(CmdError::is_stale_element_reference)
}

impl Browser {
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
        let found = as_it_stands(async || self.script(FIND, arguments.clone()).await).await?;
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
        let what = format!("there is a {role} “{name}”");
        let arguments = vec![json!(role), json!(name), json!(widget)];
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.until_with(&what, &script, arguments.clone()).await?;
            let found = self.all_within(widget, role, Some(name)).await?;
            if let Some(first) = found.into_iter().next() {
                return Ok(first);
            }
            ensure!(Instant::now() < deadline, "{what}, and away again");
        }
    }

    pub async fn press(&self, role: &str, name: &str) -> Result<()> {
        self.press_within(None, role, name).await
    }

    pub async fn press_within(&self, widget: Option<&str>, role: &str, name: &str) -> Result<()> {
        let into_view = "arguments[0].scrollIntoView({block: 'center'})";
        as_it_stands(async || {
            let element = self.get_within(widget, role, name).await?;
            self.script(into_view, vec![serde_json::to_value(&element)?])
                .await?;
            Ok(element.click().await?)
        })
        .await
        .with_context(|| format!("the {role} “{name}” cannot be pressed"))
    }

    /// Types into a field in place of what it holds.
    pub async fn fill(&self, role: &str, name: &str, text: &str) -> Result<()> {
        as_it_stands(async || {
            let field = self.get(role, name).await?;
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }
}
