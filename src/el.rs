//! Views are built from one kind of element.
//!
//! ```ignore
//! // leptos' view!:
//! view! {
//!     <p class="hint" aria-live=move || busy.get().then_some("polite")>
//!         {messages.loading}
//!         <button type="button" node_ref=retry on:click=move |_| again()>{messages.retry}</button>
//!         {move || failed.get().then(|| view! { <b>{messages.failed}</b> })}
//!     </p>
//! }
//!
//! // Here:
//! el("p")
//!     .class("hint")
//!     .attr("aria-live", changing(move || busy.get().then_some("polite")))
//!     .child(messages.loading)
//!     .child(
//!         el("button")
//!             .attr("type", "button")
//!             .node_ref(retry)
//!             .on(ev::click, move |_| again())
//!             .child(messages.retry),
//!     )
//!     .child(live(move || failed.get().then(|| el("b").child(messages.failed))))
//! ```
//!
//! It is leptos' own builder (`leptos::html::p().class(…).child(…)`) under the same names, with two
//! differences: what changes is said by [`changing`] (an attribute) and [`live`] (a part) instead of by a bare
//! closure, and every element is of one type, which leptos draws. `view!` and that builder give every
//! combination of elements and attributes a type of its own, and the compiler makes the whole machinery for
//! each: 12.5 KB of brotli for a twelfth of this app. `view!` also compiles static subtrees into
//! `template.innerHTML`, which Trusted Types refuse. Signals, memos, owners, events and mounting are leptos'.

use std::{borrow::Cow, rc::Rc};

use leptos::{
    ev::{self, Custom as Named},
    prelude::*,
    tachys::html::{
        attribute::{
            any_attribute::{AnyAttribute, IntoAnyAttribute},
            custom::custom_attribute,
        },
        directive::directive,
        element::custom,
        event::{self, EventDescriptor},
    },
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, SubmitEvent};

/// A handle on an element, filled when it is drawn in a browser.
#[derive(Clone, Copy)]
pub struct ElementRef(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Default for ElementRef {
    fn default() -> ElementRef {
        ElementRef(StoredValue::new_local(None))
    }
}

impl ElementRef {
    /// `None` before it is drawn, natively, and once its page has gone.
    pub fn get(self) -> Option<HtmlElement> {
        self.0.try_get_value().flatten()
    }
}

/// An element under construction. Boxed, and its methods kept out of line, so that a view is a
/// row of short calls.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Starts an element; `tag` is its HTML name.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

/// The value of an attribute.
pub enum Value {
    Text(Cow<'static, str>),
    /// The attribute is left out.
    Absent,
    /// Read again when a signal it reads changes; left out while it is `None`.
    Live(Box<dyn FnMut() -> Option<String> + Send>),
}

/// A value that changes.
pub fn changing<V: Into<String>>(mut value: impl FnMut() -> Option<V> + Send + 'static) -> Value {
    Value::Live(Box::new(move || value().map(Into::into)))
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Value {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(Cow::Owned(text))
    }
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Value {
        value.map_or(Value::Absent, Into::into)
    }
}

impl El {
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Into<Value>) -> El {
        self.with(name, value.into())
    }

    #[inline(never)]
    pub fn class(self, names: &'static str) -> El {
        self.with("class", names.into())
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: Value) -> El {
        self.0.attributes.push(match value {
            Value::Text(text) => custom_attribute(name, text).into_any_attr(),
            Value::Live(value) => custom_attribute(name, value).into_any_attr(),
            Value::Absent => return self,
        });
        self
    }

    #[inline(never)]
    pub fn child(mut self, part: impl Part) -> El {
        part.draw_into(&mut self.0.children);
        self
    }

    /// The whole content of the element, where there is no browser. In one there is no way from text
    /// to markup.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn html(mut self, html: markup::native::CleanHtml) -> El {
        let html = leptos::tachys::html::element::inner_html(html.to_string());
        self.0.attributes.push(html.into_any_attr());
        self
    }

    /// Hears an event: `.on(ev::click, move |event| …)`.
    pub fn on<E>(self, event: E, mut action: impl FnMut(E::EventType) + 'static) -> El
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let action = move |event: Event| action(event.unchecked_into());
        self.listen(event.name(), Box::new(action))
    }

    #[inline(never)]
    fn listen(mut self, name: Cow<'static, str>, action: Box<dyn FnMut(Event)>) -> El {
        let listener = event::on(Named::<Event>::new(name), action);
        self.0.attributes.push(listener.into_any_attr());
        self
    }

    /// What a button does.
    pub fn on_press(self, mut action: impl FnMut() + 'static) -> El {
        self.on(ev::click, move |_| action())
    }

    /// What a form does instead of loading another page.
    pub fn on_submit(self, mut action: impl FnMut() + 'static) -> El {
        self.on(ev::submit, move |event: SubmitEvent| {
            event.prevent_default();
            action();
        })
    }

    /// What is done to the element once it is there (leptos' `use:`); only in a browser.
    pub fn directive(self, work: impl Fn(Element) + 'static) -> El {
        self.direct(Rc::new(work))
    }

    #[inline(never)]
    fn direct(mut self, work: Rc<dyn Fn(Element)>) -> El {
        let work = move |element: Element| work(element);
        self.0.attributes.push(directive(work, ()).into_any_attr());
        self
    }

    /// Fills a handle with the element once it is there.
    pub fn node_ref(self, handle: ElementRef) -> El {
        self.directive(move |element| handle.0.set_value(element.dyn_into().ok()))
    }

    /// The element as a view of leptos.
    #[inline(never)]
    pub fn into_any(self) -> AnyView {
        let Parts {
            tag,
            attributes,
            children,
        } = *self.0;
        custom(tag)
            .child(children)
            .add_any_attr(attributes)
            .into_any()
    }
}

/// What can stand in an element.
pub trait Part {
    fn draw_into(self, children: &mut Vec<AnyView>);
}

impl Part for El {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Part for AnyView {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Part for String {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Part for &str {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        self.to_owned().draw_into(children);
    }
}

impl<P: Part> Part for Option<P> {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        if let Some(part) = self {
            part.draw_into(children);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    fn draw_into(self, children: &mut Vec<AnyView>) {
        for part in self {
            part.draw_into(children);
        }
    }
}

/// A part that is drawn again when a signal it reads changes.
pub fn live<P: Part>(mut part: impl FnMut() -> P + Send + 'static) -> AnyView {
    redrawn(Box::new(move || all(part())))
}

#[inline(never)]
fn redrawn(draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    draw.into_any()
}

/// Parts side by side, without an element around them.
#[inline(never)]
pub fn all(part: impl Part) -> AnyView {
    let mut children = Vec::new();
    part.draw_into(&mut children);
    children.into_any()
}

/// Does `work`, and again when a signal it reads changes: leptos' `Effect`, boxed. For what lies outside the
/// page's elements: the title, a request.
pub fn effect(work: impl FnMut() + 'static) {
    effect_boxed(Box::new(work));
}

#[inline(never)]
fn effect_boxed(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_| work());
}
