//! Search: what finds what, in which order, and how it is shown.

mod support;

use std::ops::Range;

use feed::{Edition, Query};
use support::{edition, feed_of};

fn sample() -> Edition {
    edition(&[&feed_of(
        r#"
        {"id":"marked","title":"Thi hành án dân sự","content_text":"x","date_published":"2021-03-01T00:00:00Z"},
        {"id":"in-text","title":"Khác","content_html":"<p>Cục <b>Thi</b> hành án dân sự</p>","date_published":"2021-03-05T00:00:00Z"},
        {"id":"unmarked","title":"Tin","content_text":"thi hanh an dan su","date_published":"2020-01-01T00:00:00Z"},
        {"id":"nfd","title":"Thi ha\u0300nh a\u0301n da\u0302n su\u031b\u0323 2","content_text":"x","date_published":"2021-03-02T00:00:00Z"},
        {"id":"spread","title":"Đường","summary":"Toà án","tags":["Dân sự"],"authors":[{"name":"Ban Thi hành"}],"content_text":"x"},
        {"id":"other","title":"Toàn dân","content_text":"thí sinh, hạnh phúc","date_published":"2021-04-01T00:00:00Z"}
        "#,
    )])
}

#[test]
fn every_way_of_typing_finds_it() {
    let edition = sample();
    let found = |query: &str| {
        let mut ids: Vec<_> = edition
            .search(&Query::new(query))
            .iter()
            .map(|item| item.id.as_str().to_owned())
            .collect();
        ids.sort();
        ids.join(" ")
    };
    let all = "in-text marked nfd spread unmarked";
    let table = [
        ("thi hanh an dan su", all),
        ("THI HÀNH ÁN", all),
        ("thi ha\u{300}nh a\u{301}n", all),
        ("Thi hành án", all),
        ("su dan an hanh thi", all),
        ("  thi,hành… ", "in-text marked nfd other spread unmarked"),
        ("duong", "spread"),
        ("đường", "spread"),
        ("DƯỜNG", "spread"),
        ("thi san", ""),
        ("ành", ""),
        ("toa", "other spread"),
        ("phuc", "other"),
        ("", ""),
        ("?!", ""),
    ];
    for (query, expected) in table {
        assert_eq!(found(query), expected, "{query}");
    }
}

#[test]
fn exact_marks_then_title_then_newest() {
    let edition = sample();
    let table = [
        ("thi hành án dân sự", "nfd marked in-text spread unmarked"),
        ("thi hanh an dan su", "unmarked nfd marked in-text spread"),
        ("toàn", "other"),
        ("toà", "other spread"),
        ("khác", "in-text"),
    ];
    for (query, expected) in table {
        let ids: Vec<_> = edition
            .search(&Query::new(query))
            .iter()
            .map(|item| item.id.as_str().to_owned())
            .collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
}

#[test]
fn pieces_show_what_matched() {
    let table = [
        (
            "thi hanh an",
            "Cục Thi hành án dân sự",
            "Cục [Thi hành án] dân sự",
        ),
        ("an", "Án: bản án, ANH; lan", "[Án]: bản [án], [AN]H; lan"),
        ("hanh", "ha\u{300}nh\u{323}x", "[ha\u{300}nh\u{323}]x"),
        ("d", "Đà Nẵng", "[Đ]à Nẵng"),
        ("dan su", "dân  sự", "[dân  sự]"),
        ("dan su", "dân, sự", "[dân], [sự]"),
        ("", "dân sự", "dân sự"),
        ("x", "", ""),
        ("新聞", "昨日の新聞記事 新", "[昨日の新聞記事] 新"),
        ("strasse", "Straße", "[Straße]"),
        ("stras", "Straße", "[Straß]e"),
        ("ban", "ban bang ba", "[ban ban]g ba"),
        ("tintuc", "tin\u{AD}tức", "[tin\u{AD}tức]"),
        ("2021", "năm 2021-2025", "năm [2021]-2025"),
    ];
    for (query, text, expected) in table {
        let shown: String = Query::new(query)
            .pieces(text)
            .iter()
            .map(|piece| {
                if piece.matched {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.to_owned()
                }
            })
            .collect();
        assert_eq!(shown, expected, "{query} in {text}");
    }
}

#[test]
fn excerpts_are_about_the_match() {
    let text = "Trong năm vừa qua, mặc dù do ảnh hưởng của dịch bệnh, hoạt động của Ban Chỉ đạo tiếp tục được duy trì nề nếp, góp phần quan trọng.";
    let table = [
        (
            "ban chi dao",
            60,
            "…bệnh, hoạt động của Ban Chỉ đạo tiếp tục được duy trì nề…",
        ),
        ("trong nam", 30, "Trong năm vừa qua, mặc dù do…"),
        ("quan trong", 40, "…góp phần quan trọng."),
        ("khong co", 30, "Trong năm vừa qua, mặc dù do…"),
        ("trong", 500, text),
    ];
    for (query, max, expected) in table {
        let excerpt = Query::new(query).excerpt(text, max);
        assert_eq!(excerpt, expected, "{query}");
        assert!(excerpt.chars().count() <= max, "{query}");
    }
}

#[test]
fn a_large_edition_is_searched_within_bounds() {
    let item = |n: usize| {
        format!(
            r#"{{"id":"{n}","title":"Tin {n}","content_text":"{}"}}"#,
            "Thi hành án dân sự ".repeat(10)
        )
    };
    let page = |items: Range<usize>| feed_of(&items.map(item).collect::<Vec<_>>().join(","));
    let edition = edition(&[&page(0..10_000), &page(10_000..20_000)]);
    let started = std::time::Instant::now();
    assert_eq!(edition.search(&Query::new("thi hành án 19999")).len(), 1);
    assert_eq!(edition.search(&Query::new("su")).len(), 20_000);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
