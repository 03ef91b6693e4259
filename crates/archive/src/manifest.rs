//! The one file that changes, and from which all others are found.

use feed::{Key, Month, Slug};
use serde_json::Value;

use crate::body::{self, Body, object, open};
use crate::fault::Fault;
use crate::name::Name;
use crate::spread::Spread;

const KIND: &str = "manifest";

/// Where an archive begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// In which zone days are counted, as the portal's setting `timeZone`; `None`: as each date is
    /// written.
    pub zone: Option<String>,
    /// How many articles there are.
    pub count: usize,
    /// The months that have news, newest first.
    pub months: Vec<MonthEntry>,
    /// From keys to articles: files of the folder `indexes`.
    pub articles: Indexed,
    /// Files of the folder `tags`.
    pub tags: Indexed,
    /// News without a date: a list.
    pub undated: Option<Listed>,
}

/// A month that has news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEntry {
    pub month: Month,
    pub count: usize,
    /// The first and the last day with news: the nearest day before or after another month is known
    /// without its file.
    pub days: (u32, u32),
    /// In the folder `months`.
    pub file: Name,
}

/// Files by the first bits of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    pub spread: Spread,
    /// `None` where there is nothing.
    pub files: Vec<Option<Name>>,
}

/// The newest page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub count: usize,
    pub file: Name,
}

impl Indexed {
    /// Without any file.
    pub fn empty() -> Indexed {
        Indexed {
            spread: Spread::for_count(0, 1),
            files: vec![None],
        }
    }

    fn read(body: &mut Body<'_>, files: &dyn Fn(Spread) -> usize) -> Result<Indexed, Fault> {
        let spread = Spread::new(body.number("bits")?).ok_or_else(|| body.wrong("bits"))?;
        let names = body.names("files")?;
        if names.len() != files(spread) {
            return Err(body.wrong("files"));
        }
        Ok(Indexed {
            spread,
            files: names,
        })
    }

    fn written(&self) -> Value {
        object([
            ("bits", Some(self.spread.bits().into())),
            ("files", Some(body::names(&self.files))),
        ])
    }
}

impl Listed {
    pub(crate) fn read(body: &Body<'_>) -> Result<Listed, Fault> {
        Ok(Listed {
            count: body.number("count")?,
            file: body.parsed("file")?,
        })
    }
}

impl Manifest {
    /// An archive without any article.
    pub fn empty(zone: Option<String>) -> Manifest {
        Manifest {
            zone,
            count: 0,
            months: Vec::new(),
            articles: Indexed::empty(),
            tags: Indexed::empty(),
            undated: None,
        }
    }

    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<Manifest, Fault> {
        let mut body = open(file, text, KIND)?.body;
        let months = body.objects("months", MonthEntry::read)?;
        if !months.is_sorted_by(|a, b| a.month > b.month) {
            return Err(body.wrong("months"));
        }
        let undated = body.optional_object("undated")?;
        let indexes = |spread: Spread| spread.files().div_ceil(crate::Index::LENGTH);
        Ok(Manifest {
            zone: body.optional("zone")?,
            count: body.number("count")?,
            months,
            articles: Indexed::read(&mut body.object("articles")?, &indexes)?,
            tags: Indexed::read(&mut body.object("tags")?, &Spread::files)?,
            undated: undated.map(|body| Listed::read(&body)).transpose()?,
        })
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let months = self.months.iter().map(MonthEntry::written);
        let undated = self.undated.map(|listed| {
            object([
                ("count", Some(listed.count.into())),
                ("file", Some(body::name(listed.file))),
            ])
        });
        let own = object([
            ("zone", self.zone.as_deref().map(Value::from)),
            ("count", Some(self.count.into())),
            ("months", Some(months.collect())),
            ("articles", Some(self.articles.written())),
            ("tags", Some(self.tags.written())),
            ("undated", undated),
        ]);
        body::bare(KIND, own)
    }

    /// The entry of a month, if it has news.
    pub fn month(&self, month: Month) -> Option<&MonthEntry> {
        self.months.iter().find(|entry| entry.month == month)
    }

    /// The file of the folder `indexes` that knows where an article is, and the place in it.
    pub fn index_of(&self, key: Key) -> Option<(Name, usize)> {
        let place = self.articles.spread.place(key);
        let file = *self.articles.files.get(place / crate::Index::LENGTH)?;
        Some((file?, place % crate::Index::LENGTH))
    }

    /// The file of the folder `tags` that has a tag if any has.
    pub fn tags_of(&self, slug: &Slug) -> Option<Name> {
        let place = self.tags.spread.place(Key::hash(slug.as_str()));
        *self.tags.files.get(place)?
    }
}

impl MonthEntry {
    fn read(body: &Body<'_>) -> Result<MonthEntry, Fault> {
        let month: Month = body.parsed("month")?;
        let days = (body.number("first")?, body.number("last")?);
        if !(1 <= days.0 && days.0 <= days.1 && days.1 <= month.last().number()) {
            return Err(body.wrong("last"));
        }
        Ok(MonthEntry {
            month,
            count: body.number("count")?,
            days,
            file: body.parsed("file")?,
        })
    }

    fn written(&self) -> Value {
        object([
            ("month", Some(self.month.to_string().into())),
            ("count", Some(self.count.into())),
            ("first", Some(self.days.0.into())),
            ("last", Some(self.days.1.into())),
            ("file", Some(body::name(self.file))),
        ])
    }
}
