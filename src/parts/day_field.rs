use feed::{Day, read_typed_day};
use leptos::prelude::*;

use super::{messages, words};
use crate::{
    browser::page,
    el::{El, ElementRef, changing, el, live},
    text::{day_numeric, typed_day_advice},
};

/// A day typed as people type it; `day` stands in it at first. What is wrong with it is said at
/// the field, and nothing typed is lost.
pub fn day_field(day: Option<Day>, choose: impl Fn(Day) + 'static) -> El {
    let messages = messages();
    let field = ElementRef::default();
    let error = RwSignal::new(None::<String>);
    let submit = move || match read_typed_day(&page::typed(field)) {
        Ok(day) => {
            error.set(None);
            choose(day);
        }
        Err(wrong) => {
            error.set(Some(typed_day_advice(messages.lang, &wrong)));
            page::focus_on(field);
        }
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let input = el("input")
        .attr("id", "typed-day")
        .attr("name", "date")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("value", day.map(day_numeric))
        .attr("aria-describedby", "typed-day-hint typed-day-error")
        .attr("aria-invalid", changing(invalid))
        .node_ref(field);
    let row = el("div")
        .class("field-row")
        .child(input)
        .child(el("button").attr("type", "submit").child(words().show_day));
    let hint = el("p")
        .class("hint")
        .attr("id", "typed-day-hint")
        .child(words().type_a_day_hint);
    let wrong = el("p")
        .class("field-error")
        .attr("id", "typed-day-error")
        .attr("role", "alert")
        .child(live(move || error.get()));
    el("form")
        .class("day-field")
        .attr("novalidate", "")
        .on_submit(submit)
        .child(
            el("label")
                .attr("for", "typed-day")
                .child(words().type_a_day),
        )
        .child(row)
        .child(hint)
        .child(wrong)
}
