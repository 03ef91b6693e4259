//! The page that makes the widget's tag, with the widget itself beside it.

use leptos::{ev, prelude::*, task::spawn_local};

use super::{narrow, newsroom, page_heading};
use crate::{
    browser::{address, page, share, widget},
    el::{El, ElementRef, changing, el, live},
    parts::{button, href, messages},
    route::Route,
    state::preferences::Theme,
    text::{EmbedWords, Lang},
};

/// The tag's attributes, in the order of docs/EMBED.md.
const ATTRIBUTES: [&str; 9] = [
    "feed",
    "view",
    "item",
    "date",
    "limit",
    "lang",
    "theme",
    "time-zone",
    "open",
];

/// The tag: the portal's address, the attributes, and the address twice more.
const CODE: &str = concat!(
    "<script type=\"module\" src=\"{}embed.js\"></script>\n",
    "<cong-tin{}><a href=\"{}\">{}</a></cong-tin>",
);

/// What the tag says, as it was chosen.
#[derive(Clone)]
struct Tag {
    /// Where the portal lies, absolute.
    portal: String,
    /// In the order of the attributes; empty ones are left out.
    values: Vec<String>,
}

impl Tag {
    fn value(&self, name: &str) -> &str {
        let place = ATTRIBUTES.iter().position(|known| *known == name);
        place.map_or("", |place| &self.values[place])
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some(place) = ATTRIBUTES.iter().position(|known| *known == name) {
            self.values[place] = value.to_owned();
        }
    }

    /// The value of an attribute that has something to say.
    fn said(&self, name: &str) -> Option<String> {
        let of_another_view = match name {
            "item" => self.value("view") != "article",
            "date" => self.value("view") != "date",
            "limit" => self.value("view") != "latest",
            _ => false,
        };
        let value = self.value(name);
        (!of_another_view && !value.is_empty()).then(|| value.to_owned())
    }

    /// What is copied into the page.
    fn code(&self) -> String {
        let portal = escaped(&self.portal);
        let mut said = String::new();
        for name in ATTRIBUTES {
            if let Some(value) = self.said(name) {
                said.push_str(&[" ", name, "=\"", &escaped(&value), "\""].concat());
            }
        }
        let parts = [&portal, &said, &portal, &portal];
        let mut code = String::new();
        for (text, part) in CODE
            .split("{}")
            .zip(parts.into_iter().map(Some).chain([None]))
        {
            code.push_str(text);
            code.push_str(part.map_or("", String::as_str));
        }
        code
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

pub fn embed_page() -> AnyView {
    let messages = messages();
    let words = messages.lang.embed_words();
    let (feed, time_zone) = newsroom().source();
    let home = href(&Route::Home);
    let mut tag = Tag {
        portal: address::resolve(&address::of_page(), &home).unwrap_or(home),
        values: vec![String::new(); ATTRIBUTES.len()],
    };
    for (name, value) in [
        ("feed", &*feed),
        ("view", "latest"),
        ("limit", "5"),
        ("lang", messages.lang.tag()),
        ("theme", "auto"),
        ("time-zone", time_zone.as_deref().unwrap_or_default()),
    ] {
        tag.set(name, value);
    }
    let tag = RwSignal::new(tag);
    let views = [
        ("latest", words.latest),
        ("article", words.article),
        ("date", words.date),
        ("search", messages.search),
    ];
    let langs = Lang::ALL.map(|lang| (lang.tag(), lang.messages().language));
    let name = |theme: Theme| theme.name().unwrap_or("auto");
    let themes = [
        (name(Theme::Auto), messages.theme_auto),
        (name(Theme::Light), messages.theme_light),
        (name(Theme::Dark), messages.theme_dark),
    ];
    let places = [("portal", words.in_portal), ("inside", words.inside)];
    let view = Memo::new(move |_| tag.with(|tag| tag.value("view").to_owned()));
    let about = live(move || match &*view.get() {
        "article" => vec![typed(tag, "item", words.item)],
        "date" => vec![typed(tag, "date", words.day)],
        "latest" => vec![typed(tag, "limit", words.limit)],
        _ => Vec::new(),
    });
    let form = el("form")
        .class("form")
        .on_submit(|| {})
        .child(select(tag, "view", words.view, &views))
        .child(el("div").child(about))
        .child(select(tag, "lang", messages.change_language, &langs))
        .child(select(tag, "theme", messages.theme, &themes))
        .child(select(tag, "open", words.open, &places));
    narrow()
        .child(page_heading().child(messages.embed))
        .child(el("p").child(words.why))
        .child(form)
        .child(code(tag, words))
        .child(preview(tag, words))
        .into_any()
}

fn code(tag: RwSignal<Tag>, words: &'static EmbedWords) -> El {
    let said = RwSignal::new(None::<String>);
    let copy = move || {
        let code = tag.with_untracked(Tag::code);
        spawn_local(async move {
            let copied = share::copy(&code).await;
            let words = if copied {
                words.copied
            } else {
                words.not_copied
            };
            said.try_set(Some(words.to_owned()));
        });
    };
    let text = el("code").child(live(move || tag.with(Tag::code)));
    el("section")
        .class("body")
        .attr("aria-labelledby", "embed-code")
        .child(el("h2").attr("id", "embed-code").child(words.code))
        .child(
            el("pre")
                .attr("tabindex", "0")
                .attr("aria-labelledby", "embed-code")
                .child(text),
        )
        .child(button(words.copy, copy).class("primary"))
        .child(
            el("p")
                .class("hint")
                .attr("role", "status")
                .child(live(move || said.get())),
        )
}

/// The element itself, with the very attributes of the code. It lies below the form, and does not
/// wait until it comes near.
fn preview(tag: RwSignal<Tag>, words: &'static EmbedWords) -> El {
    let element = ATTRIBUTES
        .into_iter()
        .fold(el("cong-tin"), |element, name| {
            element.attr(name, changing(move || tag.with(|tag| tag.said(name))))
        });
    el("section")
        .class("body")
        .attr("aria-labelledby", "embed-preview")
        .child(el("h2").attr("id", "embed-preview").child(words.preview))
        .child(
            element
                .attr("loading", "eager")
                .directive(|_| widget::define()),
        )
}

fn select(
    tag: RwSignal<Tag>,
    name: &'static str,
    label: &str,
    options: &[(&'static str, &'static str)],
) -> El {
    let options: Vec<El> = options
        .iter()
        .map(|(value, text)| el("option").attr("value", *value).child(*text))
        .collect();
    field(tag, name, label, el("select").child(options))
}

fn typed(tag: RwSignal<Tag>, name: &'static str, label: &str) -> El {
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr(
            "value",
            tag.with_untracked(|tag| tag.value(name).to_owned()),
        );
    field(tag, name, label, input)
}

/// A label and what sets an attribute.
fn field(tag: RwSignal<Tag>, name: &'static str, label: &str, control: El) -> El {
    let place = ElementRef::default();
    let control = control
        .attr("name", name)
        .node_ref(place)
        .on(ev::change, move |_| {
            tag.update(|tag| tag.set(name, page::typed(place).trim()));
        });
    el("label")
        .class("field")
        .child(el("span").child(label))
        .child(control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_holds_what_was_chosen_and_nothing_breaks_out_of_it() {
        let mut tag = Tag {
            portal: "https://tin.example/".into(),
            values: vec![String::new(); ATTRIBUTES.len()],
        };
        for (name, value) in [
            ("feed", "https://tin.example/feed.json?a=1&b=2"),
            ("view", "article"),
            ("limit", "5"),
            ("item", "\"><script>"),
            ("date", "2021"),
            ("lang", "vi"),
            ("theme", "auto"),
            ("open", "inside"),
        ] {
            tag.set(name, value);
        }
        assert_eq!(
            tag.code(),
            "<script type=\"module\" src=\"https://tin.example/embed.js\"></script>\n\
             <cong-tin feed=\"https://tin.example/feed.json?a=1&amp;b=2\" view=\"article\" \
             item=\"&quot;>&lt;script>\" lang=\"vi\" theme=\"auto\" open=\"inside\">\
             <a href=\"https://tin.example/\">https://tin.example/</a></cong-tin>"
        );
    }
}
