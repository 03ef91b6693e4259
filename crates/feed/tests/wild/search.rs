//! Vietnamese as it is spelt and typed.

use std::sync::Arc;

use feed::{Edition, Query};

use crate::read;
use crate::support::feed_of;

fn found(titles: &[&str], query: &str) -> Vec<String> {
    let items = titles.iter().map(|title| {
        serde_json::json!({ "id": title, "title": title, "content_text": "x" }).to_string()
    });
    let items: Vec<String> = items.collect();
    let edition = Edition::new(vec![Arc::new(read(&feed_of(&items.join(","))).feed)]);
    let found = edition.search(&Query::new(query));
    found.iter().filter_map(|item| item.title.clone()).collect()
}

#[test]
fn exact_spelling_then_other_spellings_then_other_marks() {
    let table: [(&[&str], &str, &[&str]); 10] = [
        (
            &["Hoa nở ven đường", "Hỏa hoạn trong đêm", "Hòa giải ở cơ sở"],
            "hoà",
            &["Hòa giải ở cơ sở", "Hoa nở ven đường", "Hỏa hoạn trong đêm"],
        ),
        (&["Hòa A", "Hoà B"], "hoà", &["Hoà B", "Hòa A"]),
        (&["Hoà B", "Hòa A"], "hòa", &["Hòa A", "Hoà B"]),
        (
            &["Thuy", "Thúy Vân", "Thuý Kiều"],
            "thuý",
            &["Thuý Kiều", "Thúy Vân", "Thuy"],
        ),
        (
            &["Kỹ năng", "Kì thi", "Kĩ thuật"],
            "kĩ",
            &["Kĩ thuật", "Kỹ năng", "Kì thi"],
        ),
        (
            &["Nước Mĩ", "Nước Mỹ", "Minh bạch"],
            "mỹ",
            &["Nước Mỹ", "Nước Mĩ"],
        ),
        (&["Lí do", "Lý do", "Lời"], "lý do", &["Lý do", "Lí do"]),
        (&["Máy bay", "Mai vàng"], "máy", &["Máy bay"]),
        (&["Đà Nẵng", "Da cam"], "đà", &["Đà Nẵng", "Da cam"]),
        (&["Đà Nẵng", "Da cam"], "da", &["Da cam", "Đà Nẵng"]),
    ];
    for (titles, query, expected) in table {
        assert_eq!(found(titles, query), expected, "{query}");
    }
}

#[test]
fn what_another_spelling_found_is_marked() {
    let query = Query::new("kĩ hoà");
    let pieces = query.pieces("Kỹ sư Hòa, kỳ");
    let marked: Vec<_> = pieces
        .iter()
        .filter(|piece| piece.matched)
        .map(|piece| piece.text)
        .collect();
    assert_eq!(marked, ["Kỹ", "Hòa", "kỳ"]);
}
