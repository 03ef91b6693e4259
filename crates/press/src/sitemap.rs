//! The sitemap (sitemaps.org): a file a month, of which only those are written that change.

use anyhow::Result;
use archive::Folder;
use feed::{Month, Zone};

use crate::days::read;
use crate::head::{Head, item_of};
use crate::lists;
use crate::news;
use crate::progress::Stage;
use crate::site::Site;
use crate::store::Store;
use crate::update::Updated;
use crate::xml::Xml;

/// Addresses that a file may have.
const MOST: usize = 50_000;
const NAMES: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// Writes the sitemap. `all` writes it all, as where the portal lies may be another.
pub fn write(
    store: &mut Store,
    zone: &Zone<'_>,
    site: &Site,
    updated: &Updated,
    all: bool,
) -> Result<()> {
    let mut files = Vec::new();
    let entries = updated.calendar.entries();
    let touched = |month: Month| all || updated.calendar.touched.contains(&month);
    let months = entries.iter().filter(|entry| touched(entry.month));
    let months: Vec<_> = months.map(|entry| entry.file).collect();
    store.begin(Stage::Sitemap, months.len());
    store.ahead(Folder::Months, months)?;
    for entry in entries {
        // Each day is one address, each article another.
        let addresses = entry.count + entry.month.last().number() as usize;
        let names = (1..=addresses.div_ceil(MOST)).map(|part| name_of(entry.month, part));
        let names: Vec<String> = names.collect();
        if touched(entry.month) {
            store.step(1);
            let mut addresses = Vec::with_capacity(addresses);
            let days = read(store, &entry)?.days;
            store.ahead(Folder::Lists, days.iter().map(|day| day.list.file))?;
            for day in days {
                addresses.push((site.day(day.day), None));
                for head in lists::all(store, zone, day.list)? {
                    addresses.push(address(site, zone, &head)?);
                }
            }
            let mut parts = addresses.chunks(MOST);
            for name in &names {
                store.put(name, &map_of(parts.next().unwrap_or_default()))?;
            }
        }
        files.extend(names);
    }
    if let Some(list) = updated.manifest.undated {
        let heads = lists::all(store, zone, list)?;
        for (part, heads) in heads.chunks(MOST).enumerate() {
            let name = format!("sitemaps/undated-{}.xml", part + 1);
            let addresses = heads.iter().map(|head| address(site, zone, head));
            let addresses: Vec<_> = addresses.collect::<Result<_>>()?;
            store.put(&name, &map_of(&addresses))?;
            files.push(name);
        }
    }
    let mut xml = Xml::new();
    xml.within("sitemapindex", &NAMES, |xml| {
        // It is told always, as search engines are: it lies where it lay.
        for file in std::iter::once(news::PATH).chain(files.iter().map(String::as_str)) {
            xml.within("sitemap", &[], |xml| xml.text("loc", &site.file(file)));
        }
    });
    store.put("sitemap.xml", &xml.finish())
}

fn name_of(month: Month, part: usize) -> String {
    format!("sitemaps/{month}-{part}.xml")
}

type Address = (String, Option<String>);

fn address(site: &Site, zone: &Zone<'_>, head: &Head) -> Result<Address> {
    let item = item_of(&head.json.to_string(), zone)?;
    let changed = item.modified.max(item.published);
    Ok((site.article(&item), changed.map(|stamp| stamp.to_string())))
}

fn map_of(addresses: &[Address]) -> String {
    let mut xml = Xml::new();
    xml.within("urlset", &NAMES, |xml| {
        for (address, changed) in addresses {
            xml.within("url", &[], |xml| {
                xml.text("loc", address);
                if let Some(changed) = changed {
                    xml.text("lastmod", changed);
                }
            });
        }
    });
    xml.finish()
}
