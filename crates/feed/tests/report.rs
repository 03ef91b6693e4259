//! What the doctor says.

mod support;

use feed::{Reader, Report, Severity, Zone};
use serde_json::json;
use support::{ADDRESS, feed_of, resolve};

fn report(text: &str) -> Report {
    let reader = Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    Report::of(&reader, text, |html| {
        html.matches("<script")
            .map(|_| "script".to_owned())
            .collect()
    })
}

#[test]
fn a_report_names_places_rules_and_what_is_taken_out() {
    let report = report(&feed_of(
        r#"{"id":"a","title":"T &amp; t","content_html":"<script>1</script><script>2</script>"},{"tags":"x"},{"id":"a","title":"T &amp; t","content_html":"<script>1</script><script>2</script>"}"#,
    ));
    assert_eq!(
        report.to_json(),
        json!({
            "address": ADDRESS,
            "format": "JSON Feed",
            "title": "Tin",
            "items": 1,
            "discarded": 1,
            "duplicates": 1,
            "beyond": 0,
            "errors": 2,
            "warnings": 1,
            "notes": 0,
            "findings": [
                {
                    "pointer": "/items/0/title",
                    "severity": "warning",
                    "rule": "TextEscaped",
                    "section": "Items",
                    "text": "Plain text has HTML character references; they were decoded.",
                },
                {
                    "pointer": "/items/1",
                    "severity": "error",
                    "rule": "ItemEmpty",
                    "section": "Items",
                    "text": "An item has neither id nor address, title or text; it was left out.",
                },
                {
                    "pointer": "/items/2",
                    "severity": "error",
                    "rule": "IdDuplicate",
                    "section": "Items",
                    "text": "The item repeats another before; it was left out.",
                },
            ],
            "unlisted": 0,
            "removed": [{ "item": "a", "parts": { "script": 2 } }],
        })
    );
    assert!(report.has_errors());
    let text = report.to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[3],
        "error   /items/1: An item has neither id nor address, title or text; it was left out. [ItemEmpty; Items]"
    );
    assert_eq!(lines[6], "removed from a: script ×2");
    assert_eq!(lines[7], "2 errors, 1 warnings, 0 notes");
}

#[test]
fn only_errors_are_to_be_mended() {
    let warned = report(&feed_of(
        r#"{"id":"a","title":"T &amp; t","content_html":"<script>1</script><script>2</script>"}"#,
    ));
    assert_eq!(warned.count(Severity::Warning), 1);
    assert!(!warned.has_errors());
    let refused = report("{\"rss\":{}}");
    assert!(refused.has_errors());
    assert_eq!(
        refused.to_json(),
        json!({ "address": ADDRESS, "refused": "JSON, but not a JSON Feed" })
    );
    assert!(
        report("<rss><channel><title>T</title></channel></rss>")
            .to_string()
            .contains("RSS: T")
    );
}
