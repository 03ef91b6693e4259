//! The one way for HTML of a feed into the page.

use js_sys::{JSON, JsString, Object, Reflect, RegExp};
use wasm_bindgen::JsValue;
use web_sys::{DocumentFragment, Element};

use super::purifier::purify;

/// What an article may be made of. Everything else is dropped, its text kept; `span` and `font`
/// are left out on purpose: all that they carry is style.
const ALLOWED: &str = r##"{
"ALLOWED_TAGS":["#text",
"p","br","hr","div","section","article","header","footer","aside","h1","h2","h3","h4","h5","h6",
"a","abbr","b","bdi","bdo","cite","code","data","del","dfn","em","i","ins","kbd","mark","q","s","samp",
"small","strong","sub","sup","time","u","var","wbr","ruby","rb","rt","rp","rtc",
"ul","ol","li","dl","dt","dd","blockquote","pre","details","summary",
"table","caption","colgroup","col","thead","tbody","tfoot","tr","th","td",
"figure","figcaption","img","picture","source","audio","video","track"],
"ALLOWED_ATTR":["href","title","lang","dir","id","cite","datetime","value","start","reversed","type",
"colspan","rowspan","scope","headers","abbr","span","src","srcset","sizes","alt","width","height",
"media","controls","poster","kind","srclang","label","open"],
"ALLOW_DATA_ATTR":false,"ALLOW_ARIA_ATTR":false,
"SANITIZE_NAMED_PROPS":true,"RETURN_DOM_FRAGMENT":true}"##;

/// Schemes that a link or a picture may have, and relative addresses.
const ALLOWED_ADDRESS: &str = "^(?:(?:https?|mailto|tel):|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))";

/// HTML that holds only what the allow-list names. Made by [`clean`] alone, and never a text
/// again: what was checked is what is shown.
pub struct CleanHtml(DocumentFragment);

/// Cleans `html` by the allow-list. DOMPurify's own Trusted Types policy, `dompurify`, does the
/// one parse that the page's policy has to permit.
pub fn clean(html: &str) -> CleanHtml {
    thread_local! {
        static CONFIG: Object = config();
    }
    let html = without_inline(html);
    CleanHtml(CONFIG.with(|config| purify(&html, config)))
}

/// Takes styles and handlers out of tags. The allow-list drops them all the same, but browsers
/// report a breach of the page's policy for each one that they so much as parse.
fn without_inline(html: &str) -> String {
    const INLINE: &str =
        "(?<=<[a-z][^<>]*)[\\s/](?:style|on[a-z]+)\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s\"'>]*)";
    let inline = RegExp::new(INLINE, "gi");
    JsString::from(html).replace_by_pattern(&inline, " ").into()
}

impl CleanHtml {
    pub(super) fn fragment(&self) -> &DocumentFragment {
        &self.0
    }

    /// Makes this the whole content of `element`.
    pub fn place(self, element: &Element) {
        element.replace_children_with_node_1(&self.0);
    }
}

fn config() -> Object {
    let config: Object = JSON::parse(ALLOWED)
        .map(JsValue::into)
        .expect("the allow-list is JSON");
    let addresses = RegExp::new(ALLOWED_ADDRESS, "i");
    Reflect::set(&config, &"ALLOWED_URI_REGEXP".into(), &addresses)
        .expect("a plain object takes a property");
    config
}
