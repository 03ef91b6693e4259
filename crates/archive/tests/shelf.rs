//! What was read of an archive: which file is next, and what is known of the rest.

use std::collections::BTreeMap;

use archive::{
    Articles, DayEntry, File, Folder, Index, Indexed, List, Listed, Manifest, Month, MonthEntry,
    Name, Neighbour, Rule, Shelf, Spread, TagEntry, Tags,
};
use feed::{Archive, Day, Goal, Key, Reader, Slug, Zone};
use serde_json::{Value, json};

/// Files by their paths.
#[derive(Default)]
struct Host(BTreeMap<String, String>);

impl Host {
    fn put(&mut self, folder: Folder, text: String) -> Name {
        let name = Name::of(&text);
        self.0.insert(folder.path(name), text);
        name
    }

    fn list(&mut self, heads: Vec<Value>, older: Option<(Name, usize)>) -> Listed {
        let left = older.map_or(0, |(_, left)| left);
        let count = heads.len() + left;
        let list = List {
            title: "Tin".into(),
            left,
            older: older.map(|(name, _)| name),
            heads,
        };
        let file = self.put(Folder::Lists, list.to_json());
        Listed { count, file }
    }

    fn month(&mut self, month: &str, days: Vec<DayEntry>, heads: Vec<Value>) -> MonthEntry {
        let month: feed::Month = month.parse().expect("a month");
        let numbers = || days.iter().map(|entry| entry.day.number());
        let entry = MonthEntry {
            month,
            count: days.iter().map(|entry| entry.list.count).sum(),
            days: (numbers().min().unwrap_or(1), numbers().max().unwrap_or(1)),
            file: Name::of(""),
        };
        let file = self.put(Folder::Months, Month { month, days, heads }.to_json());
        MonthEntry { file, ..entry }
    }
}

fn head(id: &str, day: &str) -> Value {
    json!({
        "id": id, "title": format!("Tin {id}"), "content_text": "x", "tags": ["Hỏi đáp"],
        "date_published": format!("{day}T08:00:00Z"), "_cong_tin": {"head": true},
    })
}

fn heads(ids: std::ops::Range<usize>, day: &str) -> Vec<Value> {
    let ids = ids.map(|id| head(&format!("{day}/{id}"), day));
    ids.collect()
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn key(id: &str) -> Key {
    Key::hash(id)
}

fn tag() -> Key {
    key("hoi-dap")
}

/// Seven stories on one day, two on another, one in a month two years before; a tag of two pages, and
/// the newest of the seven whole.
fn host() -> (Host, Manifest) {
    let mut host = Host::default();
    let older = host.list(heads(3..7, "2021-03-22"), None);
    let seven = host.list(heads(0..3, "2021-03-22"), Some((older.file, 4)));
    let two = host.list(heads(0..2, "2021-03-02"), None);
    let one = host.list(heads(0..1, "2019-06-30"), None);
    let entry = |text: &str, list| DayEntry {
        day: day(text),
        list,
    };
    let shown = [heads(0..5, "2021-03-22"), heads(0..2, "2021-03-02")].concat();
    let days = vec![entry("2021-03-22", seven), entry("2021-03-02", two)];
    let march = host.month("2021-03", days, shown);
    let days = vec![entry("2019-06-30", one)];
    let june = host.month("2019-06", days, heads(0..1, "2019-06-30"));
    let article = json!({"id": "2021-03-22/0", "title": "Tin", "content_html": "<p>Cả bài</p>"});
    let neighbour = Neighbour {
        key: key("2021-03-22/1"),
        title: "Tin 1".into(),
    };
    let items = vec![Articles::with_neighbours(article, &[None, Some(neighbour)])];
    let articles = host.put(Folder::Articles, Articles { items }.to_json());
    let files = vec![Some(articles)];
    let index = host.put(Folder::Indexes, Index { files }.to_json());
    let tags = vec![TagEntry {
        slug: Slug::of("Hỏi đáp"),
        label: "Hỏi đáp".into(),
        list: seven,
    }];
    let tags = host.put(Folder::Tags, Tags { tags }.to_json());
    let of = |file| Indexed {
        spread: Spread::for_count(1, 1),
        files: vec![Some(file)],
    };
    let manifest = Manifest {
        zone: None,
        count: 10,
        months: vec![march, june],
        articles: of(index),
        tags: of(tags),
        undated: None,
    };
    (host, manifest)
}

fn take(shelf: &mut Shelf, file: File, text: &str) -> Result<(), archive::Fault> {
    let reader = Reader {
        address: "https://tin.example/archive/x.json",
        zone: &Zone::AsWritten,
        resolve: &|_, reference| Some(reference.to_owned()),
        members: false,
    };
    shelf.take(file, text, &reader)
}

/// Reads all that a goal wants; the folders of the files, one after another.
fn read(host: &Host, shelf: &mut Shelf, goal: Goal) -> Vec<Folder> {
    let mut read = Vec::new();
    while let Some(&file) = shelf.next(goal, 1).first() {
        assert!(!shelf.has(goal));
        take(shelf, file, &host.0[&file.path()]).expect("it is in order");
        read.push(file.folder);
    }
    assert!(shelf.has(goal));
    read
}

#[test]
fn a_day_is_its_month_and_its_list() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::Day(day("2021-03-22"));
    assert_eq!(shelf.count(day("2021-03-22")), 0, "not known yet");
    let files = [Folder::Months, Folder::Lists, Folder::Lists];
    assert_eq!(read(&host, &mut shelf, goal), files);
    assert_eq!(shelf.count(day("2021-03-22")), 7);
    // A day with little news is whole in its month, and one without any is nowhere.
    for other in ["2021-03-02", "2021-03-05", "2020-01-01"] {
        assert!(shelf.has(Goal::Day(day(other))), "{other}");
    }
    assert_eq!(shelf.count(day("2021-03-02")), 2);
    assert_eq!(shelf.count(day("2021-03-05")), 0);
}

#[test]
fn what_the_manifest_says_needs_no_file() {
    let (_, manifest) = host();
    let shelf = Shelf::new(manifest);
    let month = |text: &str| shelf.month_count(text.parse().expect("a month"));
    assert_eq!(
        [month("2021-03"), month("2019-06"), month("2020-01")],
        [9, 1, 0]
    );
    assert_eq!(shelf.span(), Some((day("2019-06-30"), day("2021-03-22"))));
    assert_eq!(shelf.day_before(day("2020-01-01")), Some(day("2019-06-30")));
    assert_eq!(shelf.day_after(day("2020-01-01")), Some(day("2021-03-02")));
    assert_eq!(shelf.day_before(day("2019-06-30")), None);
    assert_eq!(shelf.day_after(day("2021-03-22")), None);
}

#[test]
fn the_nearest_days_are_in_the_month() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let files = read(&host, &mut shelf, Goal::MonthOf(day("2021-03-10")));
    assert_eq!(files, [Folder::Months]);
    assert_eq!(shelf.day_before(day("2021-03-10")), Some(day("2021-03-02")));
    assert_eq!(shelf.day_after(day("2021-03-10")), Some(day("2021-03-22")));
    assert_eq!(shelf.day_before(day("2021-03-02")), Some(day("2019-06-30")));
}

#[test]
fn an_article_is_its_index_and_its_file() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let wanted = key("2021-03-22/0");
    let files = read(&host, &mut shelf, Goal::Item(wanted));
    assert_eq!(files, [Folder::Indexes, Folder::Articles]);
    let article = shelf.article(wanted).expect("it was read");
    assert!(!article.head_only);
    let [newer, older] = shelf.neighbours(wanted).expect("they were read");
    assert_eq!(newer, None);
    assert_eq!(older.map(|older| older.key), Some(key("2021-03-22/1")));
    // Nothing else is in the files.
    assert!(shelf.has(Goal::Item(key("x"))));
    assert_eq!(shelf.article(key("x")), None);
}

#[test]
fn a_tag_goes_on_page_by_page() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::Tag(tag());
    let files = [Folder::Tags, Folder::Lists, Folder::Lists];
    assert_eq!(read(&host, &mut shelf, goal), files);
    let keys: Vec<Key> = (0..7).map(|id| key(&format!("2021-03-22/{id}"))).collect();
    assert_eq!(shelf.without_gap(goal), keys);
    assert!(shelf.has(Goal::Tag(key("chua-co"))), "there is no such tag");
}

#[test]
fn what_lies_beyond_a_gap_is_told_apart() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    read(&host, &mut shelf, Goal::Day(day("2019-06-30")));
    assert_eq!(shelf.heads().len(), 1);
    assert_eq!(shelf.without_gap(Goal::OnePage), []);
    read(&host, &mut shelf, Goal::OnePage);
    assert_eq!(shelf.without_gap(Goal::OnePage).len(), 10);
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::MonthOf(day("2021-03-22"));
    let file = shelf.next(goal, 1)[0];
    let later = host.0[&file.path()].replace(r#""version":1"#, r#""version":2"#);
    for (text, rule) in [
        ("", Rule::NotJson),
        ("{}", Rule::NotOfAnArchive),
        (later.as_str(), Rule::FutureVersion(2)),
    ] {
        let fault = take(&mut shelf, file, text).expect_err(text);
        assert_eq!((fault.file, fault.rule), (file.path(), rule));
        assert_eq!(shelf.next(goal, 1), [file]);
        assert!(shelf.heads().is_empty());
    }
}

#[test]
fn pages_that_lead_back_end() {
    let (_, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::Tag(tag());
    let file = shelf.next(goal, 1)[0];
    let name = Name::of("x");
    let list = Listed {
        count: 60,
        file: name,
    };
    let slug = Slug::of("Hỏi đáp");
    let label = "Hỏi đáp".into();
    let tags = Tags {
        tags: vec![TagEntry { slug, label, list }],
    };
    take(&mut shelf, file, &tags.to_json()).expect("the tags");
    let page = List {
        title: "Tin".into(),
        left: 10,
        older: Some(name),
        heads: heads(0..1, "2021-03-22"),
    };
    let file = File {
        folder: Folder::Lists,
        name,
    };
    assert_eq!(shelf.next(goal, 1), [file]);
    take(&mut shelf, file, &page.to_json()).expect("a page");
    assert_eq!(shelf.next(goal, 1), []);
}

#[test]
fn another_manifest_leaves_what_was_read() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest.clone());
    read(&host, &mut shelf, Goal::MonthOf(day("2021-03-22")));
    shelf.renew(manifest);
    assert!(shelf.has(Goal::MonthOf(day("2021-03-22"))));
}

#[test]
fn pages_without_end_end() {
    let (_, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::Tag(tag());
    let file = shelf.next(goal, 1)[0];
    let page = |number: usize| Name::of(&number.to_string());
    let tags = Tags {
        tags: vec![TagEntry {
            slug: Slug::of("Hỏi đáp"),
            label: "Hỏi đáp".into(),
            list: Listed {
                count: 60,
                file: page(0),
            },
        }],
    };
    take(&mut shelf, file, &tags.to_json()).expect("the tags");
    let mut read = 0;
    while let Some(&file) = shelf.next(goal, 1).first() {
        read += 1;
        let list = List {
            title: "Tin".into(),
            left: 10,
            older: Some(page(read)),
            heads: heads(0..1, "2021-03-22"),
        };
        take(&mut shelf, file, &list.to_json()).expect("a page");
    }
    assert_eq!(read, 1_000);
    assert!(shelf.has(goal), "no more is looked for");
}

#[test]
fn a_search_reads_months_side_by_side_then_their_days() {
    let (host, manifest) = host();
    let mut shelf = Shelf::new(manifest);
    let goal = Goal::Between(None, None);
    let folders = |files: &[File]| files.iter().map(|file| file.folder).collect::<Vec<_>>();
    let months = shelf.next(goal, 6);
    assert_eq!(folders(&months), [Folder::Months, Folder::Months]);
    assert_eq!(shelf.next(goal, 1), months[..1], "the newest");
    for file in months {
        take(&mut shelf, file, &host.0[&file.path()]).expect("it is in order");
    }
    // Of the days one has more than its month shows.
    assert_eq!(
        read(&host, &mut shelf, goal),
        [Folder::Lists, Folder::Lists]
    );
    assert_eq!(shelf.without_gap(Goal::OnePage).len(), 10);
}

#[test]
fn a_search_reads_no_other_days_than_it_is_kept_to() {
    let days = |from: &str, to: &str| {
        let read = |text: &str| (!text.is_empty()).then(|| day(text));
        Goal::Between(read(from), read(to))
    };
    for (goal, files) in [
        (days("2021-03-03", "2021-03-21"), vec![Folder::Months]),
        (
            days("2021-03-22", ""),
            vec![Folder::Months, Folder::Lists, Folder::Lists],
        ),
        (days("2021-03-23", ""), vec![]),
        (days("", "2019-06-29"), vec![]),
        (days("", "2020-01-01"), vec![Folder::Months]),
        (days("2019-07-01", "2021-03-01"), vec![]),
    ] {
        let (host, manifest) = host();
        let mut shelf = Shelf::new(manifest);
        assert_eq!(read(&host, &mut shelf, goal), files, "{goal:?}");
    }
}
