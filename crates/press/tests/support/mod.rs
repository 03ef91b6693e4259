//! What the tests share.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use press::{Options, Pressed, Source, press};
use serde_json::{Value, json};
use tempfile::TempDir;
use walkdir::WalkDir;

/// One item of a source.
#[derive(Clone, Debug)]
pub struct News {
    pub id: String,
    pub title: String,
    pub text: String,
    pub date: Option<String>,
    pub tags: Vec<String>,
}

pub fn news(id: usize, date: &str) -> News {
    News {
        id: format!("tin-{id}"),
        title: format!("Tin số {id}"),
        text: format!("<p>Nội dung {id}</p>"),
        date: Some(date.to_owned()),
        tags: vec!["Thời sự".to_owned()],
    }
}

/// So many items; those of a later round are told anew, moved to other days, tagged otherwise.
pub fn items(round: usize, count: usize) -> Vec<News> {
    let item = |id: usize| {
        let day = (id + round * (id % 7)) % 28 + 1;
        let date = format!("2021-{:02}-{day:02}T08:00:00+07:00", id % 3 + 1);
        let mut item = news(id, &date);
        item.title.push_str(&format!(" ({})", round * (id % 5)));
        item.tags.push(format!("Thẻ {}", (id + round) % 4));
        item
    };
    (0..count).map(item).collect()
}

pub fn many(count: usize) -> Vec<News> {
    let at = |id: usize| {
        format!(
            "2021-{:02}-{:02}T08:{:02}:00+07:00",
            id / 300 % 12 + 1,
            id / 60 % 5 + 1,
            id % 60
        )
    };
    (0..count).map(|id| news(id, &at(id))).collect()
}

impl News {
    fn json(&self) -> Value {
        let mut item = json!({
            "id": self.id, "title": self.title, "content_html": self.text, "tags": self.tags,
        });
        if let Some(date) = &self.date {
            item["date_published"] = json!(date);
        }
        item
    }
}

pub fn feed_text(items: &[News]) -> String {
    let items: Vec<Value> = items.iter().map(News::json).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tin <tức> & khác",
        "home_page_url": "https://tin.example/",
        "items": items,
    })
    .to_string()
}

/// A folder to work in, and sources in it.
pub struct Workspace(pub TempDir);

impl Workspace {
    pub fn new() -> Workspace {
        Workspace(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn source(&self, name: &str, items: &[News]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, feed_text(items)).unwrap();
        path
    }
}

pub fn options(sources: &[&Path], out: &Path) -> Options {
    Options {
        sources: sources
            .iter()
            .map(|path| Source::of(&path.to_string_lossy()).unwrap())
            .collect(),
        out: out.to_owned(),
        zone: None,
        site: Some("https://tin.example/báo".parse().unwrap()),
        pages: None,
    }
}

pub fn press_into(sources: &[&Path], out: &Path) -> Pressed {
    press(&options(sources, out)).unwrap()
}

/// All that is published, but for what is not named any more.
pub fn published(out: &Path) -> BTreeMap<String, String> {
    let whole = press::check(out).unwrap().unwrap();
    let named: Vec<PathBuf> = whole
        .files
        .iter()
        .flat_map(|(folder, names)| names.iter().map(|name| folder.path(*name)))
        .map(|path| Path::new("archive").join(path))
        .collect();
    all(out)
        .into_iter()
        .filter(|(path, _)| {
            let path = Path::new(path);
            let lasting = !path.starts_with("archive") || path.ends_with("manifest.json");
            lasting || named.iter().any(|named| named == path)
        })
        .collect()
}

/// All files but press's own.
pub fn all(out: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(out) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(out).unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".press") {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.insert(path.to_str().unwrap().to_owned(), text);
        }
    }
    files
}
