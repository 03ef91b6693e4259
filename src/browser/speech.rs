//! Reading aloud: the text of elements, the Web Speech API's voice, and the mark of what is being read (CSS
//! Custom Highlight API).

use std::{cell::RefCell, ops::Range};

use super::page;
use js_sys::Reflect;
use markup::listed;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, Event, Node, SpeechSynthesis, SpeechSynthesisUtterance};

#[wasm_bindgen]
extern "C" {
    /// The page's marks, by their names; `None` where the browser has none.
    type Highlights;

    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static HIGHLIGHTS: Option<Highlights>;

    #[wasm_bindgen(method)]
    fn set(this: &Highlights, name: &str, highlight: &Highlight);

    #[wasm_bindgen(method)]
    fn delete(this: &Highlights, name: &str) -> bool;

    type Highlight;

    #[wasm_bindgen(constructor)]
    fn new(range: &web_sys::Range) -> Highlight;
}

/// By which the styles know the mark: `::highlight(spoken)`.
const MARK: &str = "spoken";

/// Elements within a line. Whatever else begins or ends, ends a sentence, too.
const INLINE: &str = "a abbr b bdi bdo cite code del em font i ins kbd mark q s samp small span strong sub sup time u";

/// Elements that are not read: what is heard or pressed instead, and what ruby says twice.
const SILENT: &str = "audio button iframe math rp rt svg video";

type Spoken = (SpeechSynthesisUtterance, Closure<dyn FnMut(Event)>);

thread_local! {
    /// What is read now. Engines forget an utterance that nobody holds, and never tell of its end.
    static SPOKEN: RefCell<Option<Spoken>> = const { RefCell::new(None) };
}

fn synthesis() -> Option<SpeechSynthesis> {
    let window = super::window()?;
    // The binding takes for granted what not every browser has.
    let is_there = Reflect::has(&window, &"speechSynthesis".into()).unwrap_or(false);
    is_there.then(|| window.speech_synthesis().ok()).flatten()
}

/// Whether the browser can read aloud at all; whether it has a voice for a language shows when it tries.
pub fn is_there() -> bool {
    synthesis().is_some()
}

/// Reads a text aloud; `language` is a BCP 47 tag, `rate` how much quicker than usual. `ended` hears whether
/// it was read to its end. Of a text that is stopped engines say either, or nothing.
pub fn speak(text: &str, language: &str, rate: f32, mut ended: impl FnMut(bool) + 'static) {
    let utterance = SpeechSynthesisUtterance::new_with_text(text);
    let (Some(synthesis), Ok(utterance)) = (synthesis(), utterance) else {
        return ended(false);
    };
    utterance.set_lang(language);
    utterance.set_rate(rate);
    let heard = Closure::new(move |event: Event| ended(event.type_() == "end"));
    let listener = heard.as_ref().unchecked_ref();
    utterance.set_onend(Some(listener));
    utterance.set_onerror(Some(listener));
    synthesis.speak(&utterance);
    SPOKEN.set(Some((utterance, heard)));
}

/// Ends whatever is read.
pub fn stop() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

/// Marks a part of the page as the one that is read; `None` takes the mark away.
pub fn mark(range: Option<&web_sys::Range>) {
    HIGHLIGHTS.with(|highlights| {
        let Some(highlights) = highlights else { return };
        match range {
            Some(range) => highlights.set(MARK, &Highlight::new(range)),
            None => {
                highlights.delete(MARK);
            }
        }
    });
}

/// The text of elements, and where on the page it stands.
#[derive(Default)]
pub struct PageText {
    pub text: String,
    /// Where the text of a node begins, in bytes.
    nodes: Vec<(usize, Node)>,
}

impl PageText {
    /// Of all elements that a selector finds, in the page's order.
    pub fn of(selector: &str) -> PageText {
        let mut read = PageText::default();
        for root in page::find_all(selector) {
            read.add(&root);
            read.text.push('\n');
        }
        read
    }

    fn add(&mut self, node: &Node) {
        if node.node_type() == Node::TEXT_NODE {
            self.nodes.push((self.text.len(), node.clone()));
            let text = node.node_value().unwrap_or_default();
            // Only an element ends a line.
            self.text
                .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
            return;
        }
        let Some(element) = node.dyn_ref::<Element>() else {
            return;
        };
        let name = element.local_name();
        if listed(SILENT, &name) {
            return;
        }
        let ends_line = !listed(INLINE, &name);
        if ends_line {
            self.text.push('\n');
        }
        let mut child = element.first_child();
        while let Some(node) = child {
            self.add(&node);
            child = node.next_sibling();
        }
        if ends_line {
            self.text.push('\n');
        }
    }

    /// A part of the text, in bytes, as a part of the page. `None` where that has changed meanwhile.
    pub fn range(&self, part: &Range<usize>) -> Option<web_sys::Range> {
        let after = |is_before: &dyn Fn(usize) -> bool| {
            let after = self.nodes.partition_point(|(begin, _)| is_before(*begin));
            self.nodes.get(after.checked_sub(1)?)
        };
        let range = web_sys::Range::new().ok()?;
        let (start, from) = self.place(after(&|begin| begin <= part.start)?, part.start)?;
        let (end, to) = self.place(after(&|begin| begin < part.end)?, part.end)?;
        range.set_start(start, from).ok()?;
        range.set_end(end, to).ok()?;
        Some(range)
    }

    /// How far into a node a place in the text is, in UTF-16 as the DOM counts.
    fn place<'n>(&self, (begin, node): &'n (usize, Node), at: usize) -> Option<(&'n Node, u32)> {
        let units = self.text.get(*begin..at)?.encode_utf16().count();
        Some((node, u32::try_from(units).ok()?))
    }
}
