//! The sitemap of what is new, for Google News
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>): articles of the last two
//! days, so that it is another one each day.

use anyhow::Result;
use feed::{Day, Feed, Item, Zone};

use crate::days::read;
use crate::feeds::Channel;
use crate::head::item_of;
use crate::lists;
use crate::site::Site;
use crate::store::Store;
use crate::update::Updated;
use crate::xml::Xml;

/// Where it lies; the sitemap names it.
pub const PATH: &str = "sitemap-news.xml";
/// Articles that it may have.
const MOST: usize = 1000;
/// What a publication that says no language is taken for, as by the portal.
const LANGUAGE: &str = "vi";
const NAMES: [(&str, &str); 2] = [
    ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
    (
        "xmlns:news",
        "http://www.google.com/schemas/sitemap-news/0.9",
    ),
];

/// Writes it as of a moment, in Unix seconds: with the newest news of that day and the day before, or with none.
pub fn write(
    store: &mut Store,
    zone: &Zone<'_>,
    site: &Site,
    channel: &Channel,
    updated: &Updated,
    now: i64,
) -> Result<()> {
    let today = zone.day_at(now);
    let last = match zone {
        // Where each date has its own offset it may be tomorrow already.
        Zone::AsWritten => today.plus_days(1),
        _ => today,
    };
    let first = today.plus_days(-1);
    let mut xml = Xml::new();
    let items = of_days(store, zone, updated, first, last)?;
    xml.within("urlset", &NAMES, |xml| {
        for item in &items {
            article(xml, site, &channel.feed, item);
        }
    });
    store.put(PATH, &xml.finish())
}

/// The newest articles of these days, as their lists have them.
fn of_days(
    store: &Store,
    zone: &Zone<'_>,
    updated: &Updated,
    first: Day,
    last: Day,
) -> Result<Vec<std::sync::Arc<Item>>> {
    let mut items = Vec::new();
    let months = updated.calendar.months.range(first.month()..=last.month());
    for (_, entry) in months.rev() {
        let mut days = read(store, entry)?.days;
        days.retain(|day| first <= day.day && day.day <= last);
        for day in days {
            for head in lists::all(store, zone, day.list)? {
                if items.len() == MOST {
                    return Ok(items);
                }
                items.push(item_of(&head.json.to_string(), zone)?);
            }
        }
    }
    Ok(items)
}

fn article(xml: &mut Xml, site: &Site, feed: &Feed, item: &Item) {
    // It must have both, and news of a day has a date.
    let (Some(title), Some(published)) = (&item.headline, item.published) else {
        return;
    };
    let language = item.language.as_deref().or(feed.language.as_deref());
    xml.within("url", &[], |xml| {
        xml.text("loc", &site.article(item));
        xml.within("news:news", &[], |xml| {
            xml.within("news:publication", &[], |xml| {
                xml.text("news:name", &feed.title);
                xml.text("news:language", &code_of(language.unwrap_or(LANGUAGE)));
            });
            xml.text("news:publication_date", &published.to_string());
            xml.text("news:title", title);
        });
    });
}

/// The two or three letters of ISO 639 of a language, and for Chinese, as Google asks, in which writing.
fn code_of(language: &str) -> String {
    let language = language.to_ascii_lowercase();
    let mut parts = language.split('-');
    match parts.next().unwrap_or_default() {
        "zh" => match parts.any(|part| ["hant", "tw", "hk", "mo"].contains(&part)) {
            true => "zh-tw".to_owned(),
            false => "zh-cn".to_owned(),
        },
        code => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_as_google_asks() {
        for (language, code) in [
            ("vi", "vi"),
            ("vi-VN", "vi"),
            ("EN-us", "en"),
            ("fil", "fil"),
            ("zh-Hant-HK", "zh-tw"),
            ("zh", "zh-cn"),
        ] {
            assert_eq!(code_of(language), code);
        }
    }
}
