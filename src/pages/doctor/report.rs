//! What was found, the worst first, and the same at one place.

use std::{collections::BTreeMap, sync::Arc};

use feed::{Reading, Report, Rule, Severity};
use leptos::{prelude::*, task::spawn_local};

use super::words;
use crate::{
    browser::share,
    el::{El, el, live},
    parts::{button, messages, some_at_first},
    text::{fill, refusal, rule_text},
};

pub fn report(report: &Arc<Report>) -> Vec<El> {
    let words = words();
    let mut parts = vec![
        el("h2").child(words.outcome),
        el("p").child(el("code").child(report.address.as_str())),
    ];
    match &report.read {
        Ok(reading) => {
            parts.push(summary(reading));
            parts.push(copy(report));
            parts.extend(findings(report, reading));
            parts.extend(removed(report));
        }
        Err(refused) => {
            let why = refusal(words, refused);
            parts.push(el("p").class("failure").child(why));
            parts.push(copy(report));
        }
    }
    parts
}

/// A message with the counts of errors, warnings and notes.
pub fn counts(message: &str, report: &Report) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .fold(message.to_owned(), |message, severity| {
            fill(&message, &report.count(severity).to_string())
        })
}

fn summary(reading: &Reading) -> El {
    let words = words();
    let count = |message, count: usize| fill(message, &count.to_string());
    let lines = [
        fill(words.format, &reading.format.to_string()),
        fill(words.title, &reading.feed.title),
        count(words.items, reading.feed.items.len()),
        count(words.discarded, reading.discarded),
        count(words.duplicates, reading.duplicates),
        count(words.beyond, reading.beyond),
    ];
    let lines: Vec<El> = lines.iter().map(|line| el("li").child(&**line)).collect();
    el("ul").child(lines)
}

/// Copies the report as machines read it; where the browser forbids it, shows it.
fn copy(report: &Arc<Report>) -> El {
    let words = words();
    let report = report.clone();
    let said = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let text = move || report.to_json_text();
    let again = text.clone();
    let press = move || {
        let text = text();
        spawn_local(async move {
            let copied = share::copy(&text).await;
            failed.set(!copied);
            said.set(true);
        });
    };
    let outcome = live(move || {
        said.get().then(|| match failed.get() {
            false => words.copied,
            true => words.not_copied,
        })
    });
    let by_hand = live(move || {
        failed.get().then(|| {
            el("textarea")
                .attr("readonly", "")
                .attr("rows", "12")
                .attr("aria-label", words.as_json)
                .child(again())
        })
    });
    el("div")
        .class("tools")
        .child(button(words.copy, press).class("quiet"))
        .child(el("span").attr("role", "status").child(outcome))
        .child(by_hand)
}

fn findings(report: &Report, reading: &Reading) -> Vec<El> {
    let words = words();
    let mut by_rule: BTreeMap<Rule, Vec<String>> = BTreeMap::new();
    for found in &reading.findings {
        let pointers = by_rule.entry(found.rule).or_default();
        pointers.push(found.pointer.clone());
    }
    let mut parts = Vec::new();
    for (severity, heading) in [
        (Severity::Error, words.errors),
        (Severity::Warning, words.warnings),
        (Severity::Note, words.notes),
    ] {
        let count = report.count(severity);
        if count > 0 {
            parts.push(el("h2").child(fill(heading, &count.to_string())));
        }
        let rules = by_rule.extract_if(.., |rule, _| rule.severity() == severity);
        parts.extend(rules.flat_map(|(rule, pointers)| broken(rule, pointers)));
    }
    if reading.findings.is_empty() {
        parts.push(el("p").child(words.in_order));
    }
    if reading.unlisted > 0 {
        let unlisted = fill(words.unlisted, &reading.unlisted.to_string());
        parts.push(el("p").child(unlisted));
    }
    parts
}

/// One rule, and where it is broken.
fn broken(rule: Rule, pointers: Vec<String>) -> Vec<El> {
    let words = words();
    // A section of JSON Feed unless it names another document.
    let section = rule.section();
    let section = if section.contains(',') {
        section.to_owned()
    } else {
        ["JSON Feed 1.1, ", section].concat()
    };
    let about = fill(&fill(words.rule, rule.name()), &section);
    let count = pointers.len();
    let place = move |at: usize| match pointers[at].as_str() {
        "" => el("li").child(words.whole),
        pointer => el("li").child(el("code").child(pointer)),
    };
    vec![
        el("h3").child(rule_text(messages().lang, rule)),
        el("p").class("hint").child(about),
        some_at_first(count, "places", Arc::new(place)),
    ]
}

fn removed(report: &Arc<Report>) -> Vec<El> {
    let count = report.removed.len();
    if count == 0 {
        return Vec::new();
    }
    let report = report.clone();
    let entry = move |at: usize| {
        let removed = &report.removed[at];
        let id = el("code").child(removed.item.as_str());
        el("li").child(id).child([": ", &removed.parts()].concat())
    };
    vec![
        el("h2").child(fill(words().removed, &count.to_string())),
        some_at_first(count, "places", Arc::new(entry)),
    ]
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use feed::{Reader, Zone};

    use super::*;
    use crate::text::Lang;

    fn drawn(text: &str, lang: Lang) -> String {
        let owner = Owner::new();
        owner.set();
        provide_context(lang);
        let reader = Reader {
            address: "https://tin.example/feed.json",
            zone: &Zone::AsWritten,
            resolve: &|_, reference| Some(reference.to_owned()),
            members: false,
        };
        let examined = Report::of(&reader, text, |_| vec!["p style".into(); 2]);
        let parts = report(&Arc::new(examined)).into_iter();
        let html: String = parts.map(|part| part.into_any().to_html()).collect();
        drop(owner);
        html.replace("<!>", "")
    }

    const SICK: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Tin","items":[
        {"id":7,"content_html":"<p>x"},{"tags":["x"]},{"id":"a","title":"&amp;","content_text":"y"}]}"#;

    #[test]
    fn the_worst_comes_first_and_each_rule_once() {
        let html = drawn(SICK, Lang::Vi);
        let parts = [
            "https://tin.example/feed.json",
            "Tin đọc được: 2",
            "Tin bị bỏ: 1",
            "<h2>Lỗi (1)</h2>",
            "<h3>Tin không có id, địa chỉ, tiêu đề hay nội dung; đã bỏ tin này.</h3>",
            "Quy tắc ItemEmpty, JSON Feed 1.1, Items",
            "<code>/items/1</code>",
            "<h2>Cảnh báo (2)</h2>",
            "<h3>id không phải văn bản; đã lấy như văn bản.</h3>",
            "<code>/items/0/id</code>",
            "<code>/items/2/title</code>",
            "<h2>Bộ lọc bỏ khỏi bài viết (1)</h2>",
            "<code>7</code>: p style ×2",
        ];
        let mut rest = html.as_str();
        for part in parts {
            let at = rest.find(part);
            let at = at.unwrap_or_else(|| panic!("{part} is not, or not in its place, in {html}"));
            rest = &rest[at..];
        }
        assert!(drawn(SICK, Lang::En).contains("An item has neither id nor address"));
    }

    #[test]
    fn what_is_no_feed_says_where() {
        let html = drawn("{\n  x", Lang::Vi);
        assert!(
            html.contains("Không phải JSON. Sai từ dòng 2, cột 3."),
            "{html}"
        );
        let html = drawn("<!doctype html>", Lang::En);
        assert!(html.contains("It is a web page"), "{html}");
    }

    #[test]
    fn a_feed_in_order_says_so() {
        let html = drawn(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"Tin","items":[]}"#,
            Lang::Vi,
        );
        assert!(html.contains("Không thấy chỗ nào sai quy cách."), "{html}");
    }
}
