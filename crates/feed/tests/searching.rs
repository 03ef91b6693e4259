//! Search: what finds what, in which order, and how it is shown.

mod support;

use std::ops::Range;

use feed::{Day, Edition, Limits, Query, Slug};
use proptest::prelude::*;
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
fn what_was_looked_through_is_passed_over() {
    let page = |id: &str| {
        let item = r#"{"id":"ID","title":"Thi hành án","content_text":"x"}"#;
        feed_of(&item.replace("ID", id))
    };
    let (first, second) = (page("1"), page("2"));
    let before = edition(&[&first]);
    let now = edition(&[&first, &second]);
    let mut search = now.begin_search(&Query::new("thi")).but(Some(before));
    while search.step() {}
    let found: Vec<_> = search
        .finish()
        .iter()
        .map(|item| item.id.as_str().to_owned())
        .collect();
    assert_eq!(found, ["2"]);
}

fn limits(from: &str, to: &str, section: &str) -> Limits {
    Limits {
        from: from.parse().ok(),
        to: to.parse().ok(),
        section: (!section.is_empty()).then(|| Slug::of(section)),
    }
}

#[test]
fn a_search_is_kept_within_its_limits() {
    let edition = edition(&[&feed_of(
        r#"
        {"id":"1","title":"Họp","tags":["Hỏi đáp"],"content_text":"x","date_published":"2026-11-01T00:00:00+07:00"},
        {"id":"2","title":"Tin","tags":["Tin tức","Hỏi đáp"],"content_text":"họp","date_published":"2026-11-20T23:59:00+07:00"},
        {"id":"3","title":"Họp","tags":["Tin tức"],"content_text":"x","date_published":"2026-11-10T08:00:00+07:00"},
        {"id":"4","title":"Hop","content_text":"x"}
        "#,
    )]);
    let table = [
        (limits("", "", ""), "3 1 2 4", "2 3 1 4"),
        (limits("2026-11-01", "2026-11-20", ""), "3 1 2", "2 3 1"),
        (limits("2026-11-02", "", ""), "3 2", "2 3"),
        (limits("", "2026-11-19", ""), "3 1", "3 1"),
        (limits("2026-11-10", "2026-11-10", ""), "3", "3"),
        (limits("", "", "Tin tức"), "3 2", "2 3"),
        (limits("2026-11-11", "", "Hỏi đáp"), "2", "2"),
        (limits("", "", "Khác"), "", ""),
        (limits("2026-11-20", "2026-11-01", ""), "", ""),
    ];
    for (limits, best_first, newest_first) in table {
        let ids = |mut search: feed::Search| {
            while search.step() {}
            let ids: Vec<_> = (search.finish().iter())
                .map(|item| item.id.as_str().to_owned())
                .collect();
            ids.join(" ")
        };
        let search = || edition.begin_search(&Query::new("họp")).within(&limits);
        assert_eq!(ids(search()), best_first, "{limits:?}");
        assert_eq!(ids(search().newest_first()), newest_first, "{limits:?}");
    }
}

proptest! {
    /// With limits it finds exactly what it finds without them and they admit, in the same order.
    #[test]
    fn limits_only_take_away(
        days in proptest::collection::vec(1u32..=9, 0..9), from in 0u32..=10, to in 0u32..=10
    ) {
        let item = |(id, day): (usize, &u32)| {
            format!(r#"{{"id":"{id}","title":"Tin","content_text":"x","date_published":"2026-11-0{day}T08:00:00Z"}}"#)
        };
        let items: Vec<_> = days.iter().enumerate().map(item).collect();
        let edition = edition(&[&feed_of(&items.join(","))]);
        let limits = Limits { from: Day::new(2026, 11, from), to: Day::new(2026, 11, to), section: None };
        let query = Query::new("tin");
        let mut search = edition.begin_search(&query).within(&limits);
        while search.step() {}
        let mut all = edition.search(&query);
        all.retain(|item| limits.admit(item));
        prop_assert!(limits.are_possible() || all.is_empty());
        prop_assert_eq!(search.finish(), all);
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
