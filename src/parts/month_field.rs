use feed::Month;

use super::{messages, words};
use crate::{
    browser::page,
    el::{El, ElementRef, el},
};

/// A jump to a month and year, at `shown` at first. Years run from `first` to `last`, newest first.
pub fn month_field(shown: Month, first: i32, last: i32, choose: impl Fn(Month) + 'static) -> El {
    let messages = messages();
    let (month, year) = (ElementRef::default(), ElementRef::default());
    let submit = move || {
        if let Some(chosen) = chosen(year, month) {
            choose(chosen);
        }
    };
    let option = |value: i32, text: &str, selected: bool| {
        el("option")
            .attr("value", value.to_string())
            .attr("selected", selected.then_some(""))
            .child(text)
    };
    let months: Vec<El> = (1..)
        .zip(messages.months)
        .map(|(number, name)| option(number, name, number == shown.number() as i32))
        .collect();
    let (first, last) = (first.min(shown.year()), last.max(shown.year()));
    let years: Vec<El> = (first..=last)
        .rev()
        .map(|number| option(number, &number.to_string(), number == shown.year()))
        .collect();
    let select = |label: &str, name: &'static str, field, options: Vec<El>| {
        el("label").child(el("span").child(label)).child(
            el("select")
                .attr("name", name)
                .node_ref(field)
                .child(options),
        )
    };
    let row = el("div")
        .class("field-row")
        .child(select(words().month, "month", month, months))
        .child(select(words().year, "year", year, years))
        .child(
            el("button")
                .attr("type", "submit")
                .child(words().go_to_month),
        );
    el("form").class("month-field").on_submit(submit).child(row)
}

fn chosen(year: ElementRef, month: ElementRef) -> Option<Month> {
    let number = |field| page::typed(field).parse::<i32>().ok();
    Month::new(number(year)?, number(month)?.try_into().ok()?)
}
