//! Every kind of file: what is written reads as the same, is a JSON Feed where it has items, and what is
//! wrong is named.

use archive::{
    Articles, DayEntry, Fault, Folder, Index, Indexed, List, Listed, Manifest, Month, MonthEntry,
    Name, Neighbour, PAGE, Pages, Rule, Spread, TagEntry, Tags, VERSION, items,
};
use feed::{Day, Key, Reader, Slug, Zone};
use proptest::prelude::*;
use serde_json::{Value, json};

const ADDRESS: &str = "https://tin.example/archive/lists/x.json";

fn resolve(base: &str, reference: &str) -> Option<String> {
    Some(url::Url::parse(base).ok()?.join(reference).ok()?.into())
}

fn reader() -> Reader<'static> {
    Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    }
}

fn name(text: &str) -> Name {
    Name::of(text)
}

fn listed() -> Listed {
    Listed {
        count: 7,
        file: name("list"),
    }
}

fn manifest() -> Manifest {
    let entry = |month: &str| MonthEntry {
        month: month.parse().unwrap(),
        count: 3,
        days: (1, 28),
        file: name(month),
    };
    Manifest {
        zone: Some("+07:00".into()),
        count: 6,
        months: vec![entry("2026-11"), entry("2021-02")],
        articles: Indexed {
            spread: Spread::new(10).unwrap(),
            files: vec![Some(name("a")), None],
        },
        tags: Indexed {
            spread: Spread::new(1).unwrap(),
            files: vec![None, Some(name("b"))],
        },
        undated: Some(listed()),
    }
}

fn head(id: usize) -> Value {
    json!({ "id": id.to_string(), "title": format!("Tin {id}"), "content_text": "x" })
}

fn texts() -> Vec<(&'static str, String)> {
    let month = Month {
        month: "2021-03".parse().unwrap(),
        days: vec![DayEntry {
            day: "2021-03-22".parse().unwrap(),
            list: listed(),
        }],
        heads: vec![head(1)],
    };
    let list = List {
        title: "Tin".into(),
        left: PAGE,
        older: Some(name("older")),
        heads: vec![head(2), head(1)],
    };
    let tags = Tags {
        tags: vec![TagEntry {
            slug: Slug::of("Đời sống"),
            label: "Đời sống".into(),
            list: listed(),
        }],
    };
    let index = Index {
        files: vec![None, Some(name("x"))],
    };
    let articles = Articles {
        items: vec![head(3)],
    };
    vec![
        ("manifest", manifest().to_json()),
        ("month", month.to_json()),
        ("list", list.to_json()),
        ("tags", tags.to_json()),
        ("index", index.to_json()),
        ("articles", articles.to_json()),
    ]
}

/// Reads as a kind, and writes it again.
fn read(kind: &str, text: &str) -> Result<String, Fault> {
    let file = "f.json";
    Ok(match kind {
        "manifest" => Manifest::read(file, text)?.to_json(),
        "month" => Month::read(file, text)?.to_json(),
        "list" => List::read(file, text)?.to_json(),
        "tags" => Tags::read(file, text)?.to_json(),
        "index" => Index::read(file, text)?.to_json(),
        _ => Articles::read(file, text)?.to_json(),
    })
}

fn rule(kind: &str, text: &str) -> Rule {
    let fault = read(kind, text).expect_err(text);
    assert_eq!(fault.file, "f.json");
    fault.rule
}

#[test]
fn what_is_written_reads_as_the_same() {
    for (kind, text) in texts() {
        assert_eq!(read(kind, &text).as_deref(), Ok(text.as_str()), "{kind}");
    }
    assert_eq!(
        Manifest::read("m", &manifest().to_json()),
        Ok(manifest()),
        "all of it"
    );
}

#[test]
fn whatever_holds_items_is_a_json_feed_without_a_finding() {
    for (kind, text) in texts() {
        let value: Value = serde_json::from_str(&text).unwrap();
        if value.get("items").is_none() {
            continue;
        }
        assert_eq!(value["version"], "https://jsonfeed.org/version/1.1");
        assert!(value["title"].is_string());
        let reading = reader().read(&text).unwrap();
        // Its next page lies beside it: that it is relative is all that is to be said.
        let severe: Vec<_> = reading
            .findings
            .iter()
            .filter(|found| found.pointer != "/next_url")
            .collect();
        assert!(severe.is_empty(), "{kind}: {severe:?}");
        assert!(!items(&reader(), "f", &text).unwrap().is_empty());
    }
}

#[test]
fn a_later_version_and_another_kind_are_named() {
    for (kind, text) in texts() {
        let set = |member: &str, value: Value| {
            let mut whole: Value = serde_json::from_str(&text).unwrap();
            whole["_cong_tin"][member] = value;
            whole.to_string()
        };
        let later = set("version", json!(VERSION + 1));
        assert_eq!(rule(kind, &later), Rule::FutureVersion(VERSION + 1));
        for none in [json!(0), json!("1"), json!(null), json!(-1), json!(1.5)] {
            assert_eq!(rule(kind, &set("version", none)), Rule::NotOfAnArchive);
        }
        assert!(matches!(
            rule(kind, &set("kind", json!("x"))),
            Rule::OtherKind(_)
        ));
    }
}

#[test]
fn a_file_without_a_member_is_refused_with_its_name() {
    // What may be missing.
    const OPTIONAL: [&str; 2] = ["zone", "undated"];
    for (kind, text) in texts() {
        let whole: Value = serde_json::from_str(&text).unwrap();
        let own = whole["_cong_tin"].as_object().unwrap();
        for member in own.keys() {
            if ["version", "kind"].contains(&member.as_str()) {
                continue;
            }
            let mut without = whole.clone();
            without["_cong_tin"].as_object_mut().unwrap().remove(member);
            if OPTIONAL.contains(&member.as_str()) {
                assert!(read(kind, &without.to_string()).is_ok(), "{kind} {member}");
            } else {
                let rule = rule(kind, &without.to_string());
                assert!(matches!(rule, Rule::Member(_)), "{kind} {member}: {rule}");
            }
            let mut odd = whole.clone();
            odd["_cong_tin"][member] = json!({ "../../etc/passwd": -1 });
            assert!(read(kind, &odd.to_string()).is_err(), "{kind} {member}");
        }
    }
}

#[test]
fn what_is_no_file_of_an_archive_is_told_from_what_is_no_json() {
    for (kind, _) in texts() {
        assert_eq!(rule(kind, ""), Rule::NotJson);
        assert_eq!(rule(kind, "<!doctype html>"), Rule::NotJson);
        for other in ["[]", "{}", r#"{"_cong_tin":[]}"#, r#"{"_cong_tin":{}}"#] {
            assert_eq!(rule(kind, other), Rule::NotOfAnArchive);
        }
    }
}

#[test]
fn an_item_that_stands_twice_is_refused() {
    let twice = Articles {
        items: vec![head(1), head(1)],
    };
    let text = twice.to_json();
    let refused = items(&reader(), "articles/x.json", &text).unwrap_err();
    assert_eq!(refused.rule, Rule::Items);
    assert_eq!(refused.file, "articles/x.json");
}

#[test]
fn neighbours_go_along_with_an_article_and_off_again() {
    let newer = Neighbour {
        key: Key::hash("a"),
        title: "Đọc".into(),
    };
    let item = head(1);
    let with = Articles::with_neighbours(item.clone(), &[Some(newer.clone()), None]);
    let articles = Articles { items: vec![with] };
    let articles = Articles::read("f", &articles.to_json()).unwrap();
    assert_eq!(articles.neighbours(0), [Some(newer), None]);
    assert_eq!(articles.neighbours(1), [None, None]);
    assert_eq!(Articles::without_neighbours(&articles.items[0]), item);
}

#[test]
fn a_tag_that_looks_like_html_is_the_title_as_it_is() {
    let label = "a < b & <b>c</b>";
    let (_, text) = Pages::new(label, None, vec![head(1)]).next_page().unwrap();
    assert_eq!(reader().read(&text).unwrap().feed.title, label);
}

#[test]
fn a_name_is_the_beginning_of_the_hash() {
    // SHA-256 of nothing is e3b0c44298fc1c149afb…
    assert_eq!(Name::of("").to_string(), "werc8gmrzge196qv");
    assert_eq!(
        Folder::Lists.path(Name::of("")),
        "lists/werc8gmrzge196qv.json"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), member in "[a-z]{1,8}") {
        for (kind, good) in texts() {
            let _ = read(kind, &text);
            let broken = good.replacen(&member, &text, 1);
            let _ = read(kind, &broken);
            let end = good.char_indices().nth(text.len() % good.len()).map_or(0, |(at, _)| at);
            let _ = read(kind, &good[..end]);
        }
    }

    #[test]
    fn only_sixteen_letters_of_ours_are_a_name(text in ".{0,20}|[0-9a-z./]{16}|\\.\\./.{13}") {
        if let Ok(name) = text.parse::<Name>() {
            prop_assert_eq!(name.to_string(), text);
            for folder in Folder::ALL {
                let path = folder.path(name);
                let segments: Vec<&str> = path.split('/').collect();
                prop_assert_eq!(segments.len(), 2);
                prop_assert_eq!(segments[0], folder.name());
                prop_assert!(path.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '/' || c == '.'));
                prop_assert!(!path.contains(".."));
            }
        } else {
            prop_assert!(text.len() != 16 || !text.chars().all(|c| c.is_ascii_digit()));
        }
    }

    #[test]
    fn a_page_leads_to_the_next_and_none_is_too_long(count in 0usize..400) {
        let heads: Vec<Value> = (0..count).rev().map(head).collect();
        let pages = all_pages(Pages::new("t", None, heads.clone()));
        let mut found = Vec::new();
        for (place, page) in pages.iter().enumerate().rev() {
            prop_assert!(page.heads.len() < 2 * PAGE);
            prop_assert!(place + 1 == pages.len() || page.heads.len() == PAGE);
            prop_assert_eq!(page.left, place * PAGE);
            let older = place.checked_sub(1).map(|older| Name::of(&pages[older].to_json()));
            prop_assert_eq!(page.older, older);
            found.extend(page.heads.clone());
        }
        prop_assert_eq!(found, heads);
    }

    #[test]
    fn newer_news_leaves_older_pages_as_they_are(before in 1usize..300, more in 1usize..200) {
        let heads = |from: usize, to: usize| (from..to).rev().map(head).collect::<Vec<Value>>();
        let old = all_pages(Pages::new("t", None, heads(0, before)));
        let newest = old.last().unwrap();
        let base = newest.older.map(|older| (older, newest.left));
        let grown = all_pages(Pages::new("t", base, heads(newest.left, before + more)));
        let at_once = all_pages(Pages::new("t", None, heads(0, before + more)));
        prop_assert_eq!(&at_once[..old.len() - 1], &old[..old.len() - 1]);
        prop_assert_eq!(&at_once[old.len() - 1..], &grown[..]);
    }

    #[test]
    fn keys_are_spread_over_all_files(count in 0usize..2_000_000, text in any::<String>()) {
        let spread = Spread::for_count(count, Articles::EACH);
        prop_assert!(count <= Articles::EACH * spread.files());
        prop_assert!(spread.bits() == 0 || count > Articles::EACH * spread.files() / 2);
        prop_assert!(spread.place(Key::hash(&text)) < spread.files());
    }

    #[test]
    fn a_day_of_any_year_is_kept(year in 1i32..=9999, month in 1u32..=12, day in 1u32..=28) {
        let day = Day::new(year, month, day).unwrap();
        let file = Month {
            month: day.month(),
            days: vec![DayEntry { day, list: listed() }],
            heads: Vec::new(),
        };
        prop_assert_eq!(Month::read("f", &file.to_json()), Ok(file));
    }
}

fn all_pages(mut pages: Pages) -> Vec<List> {
    let mut all = Vec::new();
    while let Some((name, text)) = pages.next_page() {
        assert_eq!(Name::of(&text), name);
        all.push(List::read("f", &text).unwrap());
    }
    all
}
