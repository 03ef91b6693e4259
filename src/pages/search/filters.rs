//! The filters below the search field.

use feed::{Day, Edition, Limits, Slug, read_typed_day};
use leptos::prelude::*;

use super::asked::{Order, SearchAsked, section};
use crate::{
    browser::page,
    el::{El, ElementRef, changing, el, live},
    pages::title::tag_label,
    parts::{link, messages},
    route::Route,
    text::{Messages, day_numeric, typed_day_advice},
};

/// The fields, and what is wrong with the days in them.
#[derive(Clone, Copy)]
pub struct Filters {
    messages: &'static Messages,
    from: ElementRef,
    to: ElementRef,
    section: ElementRef,
    order: ElementRef,
    wrong: RwSignal<Option<String>>,
}

impl Filters {
    pub fn new(asked: &SearchAsked) -> Filters {
        let messages = messages();
        let wrong =
            (!asked.limits.are_possible()).then(|| messages.lang.words().days_turned.to_owned());
        Filters {
            messages,
            from: ElementRef::default(),
            to: ElementRef::default(),
            section: ElementRef::default(),
            order: ElementRef::default(),
            wrong: RwSignal::new(wrong),
        }
    }

    /// What the form asks for, with these words; none where its days cannot be, which is said there.
    pub fn asked(self, text: String) -> Option<SearchAsked> {
        match self.limits() {
            Ok(limits) => {
                self.wrong.set(None);
                Some(SearchAsked {
                    text,
                    limits,
                    order: Order::of(&page::typed(self.order)),
                })
            }
            Err(why) => {
                self.wrong.set(Some(why));
                page::focus_next(".filters [aria-invalid]".to_owned());
                None
            }
        }
    }

    fn limits(self) -> Result<Limits, String> {
        let lang = self.messages.lang;
        let day = |field| match &*page::typed(field) {
            "" => Ok(None),
            typed => read_typed_day(typed)
                .map(Some)
                .map_err(|wrong| typed_day_advice(lang, &wrong)),
        };
        let limits = Limits {
            from: day(self.from)?,
            to: day(self.to)?,
            section: section(&page::typed(self.section)),
        };
        match limits.are_possible() {
            true => Ok(limits),
            false => Err(lang.words().days_turned.to_owned()),
        }
    }

    /// The fields as the address fills them, unfolded where it does.
    pub fn draw(self, asked: &SearchAsked, edition: &Edition) -> El {
        let words = self.messages.lang.words();
        let SearchAsked { limits, order, .. } = asked;
        let is_filtered = asked.is_filtered();
        // What is wrong in it must be seen.
        let is_open = move || (is_filtered || self.wrong.with(Option::is_some)).then_some("");
        let days = el("div")
            .class("field-row")
            .child(self.day("from", words.from_day, self.from, limits.from))
            .child(self.day("to", words.to_day, self.to, limits.to));
        let hint = el("p")
            .class("hint")
            .attr("id", "search-days-hint")
            .child(words.type_a_day_hint);
        let wrong = el("p")
            .class("field-error")
            .attr("id", "search-days-error")
            .attr("role", "alert")
            .child(live(move || self.wrong.get()));
        let chosen = limits.section.as_ref();
        let sections = sections(edition, chosen, words.any_section)
            .into_iter()
            .map(|(value, label)| {
                let is_chosen = chosen.map_or("", Slug::as_str) == value;
                option(value, label, is_chosen)
            })
            .collect();
        let orders = [
            (Order::Best, words.best_first),
            (Order::Newest, words.newest_first),
        ]
        .into_iter()
        .map(|(known, label)| option(known.name().into(), label.into(), known == *order))
        .collect();
        let others = el("div")
            .class("field-row")
            .child(choice("section", words.in_section, self.section, sections))
            .child(choice("order", words.order, self.order, orders));
        let none = is_filtered.then(|| {
            let unfiltered = link(&Route::search_for(&asked.text)).child(words.no_filters);
            el("p").child(unfiltered)
        });
        el("details")
            .class("filters")
            .attr("open", changing(is_open))
            .child(el("summary").child(words.filter))
            .child(days)
            .child(hint)
            .child(wrong)
            .child(others)
            .child(none)
    }

    fn day(self, name: &'static str, label: &str, field: ElementRef, day: Option<Day>) -> El {
        let wrong = self.wrong;
        let invalid = move || wrong.with(Option::is_some).then_some("true");
        let input = el("input")
            // A browser's own field for days has them in the order of its own language.
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("name", name)
            .attr("value", day.map(day_numeric))
            .attr("aria-describedby", "search-days-hint search-days-error")
            .attr("aria-invalid", changing(invalid))
            .node_ref(field);
        labelled(label, input)
    }
}

/// The address and the name of each section that is known, and of the one that is chosen.
fn sections(edition: &Edition, chosen: Option<&Slug>, any: &str) -> Vec<(String, String)> {
    let named = |slug: &Slug, label: String| (slug.as_str().to_owned(), label);
    let mut sections = vec![(String::new(), any.to_owned())];
    let tags = edition.tags();
    sections.extend(tags.into_iter().map(|(tag, _)| named(&tag.slug, tag.label)));
    if let Some(slug) = chosen
        && !sections.iter().any(|(known, _)| known == slug.as_str())
    {
        sections.push(named(slug, tag_label(edition, slug)));
    }
    sections
}

fn option(value: String, label: String, is_chosen: bool) -> El {
    el("option")
        .attr("value", value)
        .attr("selected", is_chosen.then_some(""))
        .child(label)
}

fn choice(name: &'static str, label: &str, field: ElementRef, options: Vec<El>) -> El {
    let select = el("select").attr("name", name).node_ref(field);
    labelled(label, select.child(options))
}

fn labelled(label: &str, field: El) -> El {
    el("label").child(el("span").child(label)).child(field)
}
