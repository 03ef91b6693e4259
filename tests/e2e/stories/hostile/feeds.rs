//! Feeds that have payloads in all of their fields, in each format.

use std::{fs, sync::LazyLock};

use serde_json::{Value, json};

use crate::site::feed;

/// Our own, and those that lie beside this clone: other projects', and what an attack on this one tried.
pub static PAYLOADS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let own = include_str!("payloads.json").to_owned();
    let beside = ["payloads.json", "own.json"].map(|name| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/xss/");
        fs::read_to_string([folder, name].concat()).unwrap_or_else(|_| {
            eprintln!("skipped: the payloads of ../shared/xss/{name} are not beside this clone");
            "[]".into()
        })
    });
    [own]
        .into_iter()
        .chain(beside)
        .flat_map(|text| serde_json::from_str::<Vec<Value>>(&text).expect("a list of payloads"))
        .map(|payload| payload["html"].as_str().expect("a payload has html").into())
        .collect()
});

/// Payloads that are shown in one visit: as many as a feed's title has room for, which is cut at
/// 500 characters.
pub static PACKS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    const ROOM: usize = 500;
    let mut packs: Vec<Vec<&str>> = Vec::new();
    let mut room = 0;
    for payload in PAYLOADS.iter() {
        let length = payload.chars().count() + 1;
        if length > room {
            packs.push(Vec::new());
            room = ROOM;
        }
        room = room.saturating_sub(length);
        packs.last_mut().expect("a pack was begun").push(payload);
    }
    packs
});

/// How a feed is written.
#[derive(Clone, Copy)]
pub enum Written {
    Json,
    Rss,
    Atom,
}

/// A feed with these payloads in all of its fields, and the same in all fields of its items.
pub fn hostile_feed(payloads: &[&str], written: Written) -> String {
    match written {
        Written::Json => json_feed(payloads).to_string(),
        Written::Rss => rss(payloads),
        Written::Atom => atom(payloads),
    }
}

/// A day of its own for each: the news of a day stand below each article.
fn day(number: usize) -> String {
    let (year, month, day) = (2024 - number / 336, 12 - number / 28 % 12, 28 - number % 28);
    format!("{year}-{month:02}-{day:02}T08:00:00+07:00")
}

fn json_feed(payloads: &[&str]) -> Value {
    let of_all = payloads.join(" ");
    let first = json!({
        "id": "0", "title": "Mở đầu", "content_html": "<p>Bài không có gì lạ.</p>",
        "date_published": "2026-11-20T08:00:00+07:00",
    });
    let texts = json!({
        "id": "1", "title": "Chữ", "content_text": of_all,
        "date_published": "2026-11-19T08:00:00+07:00",
    });
    let items = payloads.iter().enumerate().map(|(number, payload)| {
        let id = [payload, " ", &number.to_string()].concat();
        let behind_host = ["https://pictures.example/?", payload].concat();
        let (picture, banner) = match number % 2 {
            0 => (*payload, behind_host.as_str()),
            _ => (behind_host.as_str(), *payload),
        };
        json!({
            "id": id,
            "title": payload,
            "summary": payload,
            "content_html": payload,
            "url": payload,
            "external_url": behind_host,
            "image": picture,
            "banner_image": banner,
            "date_published": day(number),
            "language": payload,
            "authors": [
                { "name": payload, "url": payload, "avatar": payload },
                { "name": "Tác giả", "url": behind_host, "avatar": behind_host },
            ],
            "tags": [payload],
            "attachments": [
                { "url": payload, "mime_type": payload, "title": payload },
                { "url": behind_host, "mime_type": payload, "title": payload },
                { "url": behind_host, "mime_type": "audio/mpeg", "title": payload },
            ],
        })
    });
    let mut feed = feed([first, texts].into_iter().chain(items).collect());
    for field in [
        "title",
        "description",
        "icon",
        "favicon",
        "home_page_url",
        "language",
    ] {
        feed[field] = json!(of_all);
    }
    feed["authors"] = json!([{ "name": of_all, "url": of_all, "avatar": of_all }]);
    feed["hubs"] = json!([{ "type": of_all, "url": of_all }]);
    feed
}

/// A text as XML writes it; what XML cannot have is left out.
fn escaped(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn rss(payloads: &[&str]) -> String {
    let of_all = escaped(&payloads.join(" "));
    let items = payloads.iter().enumerate().map(|(number, payload)| {
        let (html, date) = (escaped(payload), day(number));
        format!(
            "<item><title>{html}</title><guid>{html} {number}</guid><link>{html}</link><dc:date>{date}</dc:date>\
             <description>{html}</description><content:encoded>{html}</content:encoded>\
             <author>{html}</author><dc:creator>{html}</dc:creator><category>{html}</category>\
             <comments>{html}</comments><dc:language>{html}</dc:language>\
             <enclosure url=\"{html}\" type=\"{html}\" length=\"{html}\"/>\
             <media:content url=\"https://pictures.example/?{html}\" type=\"audio/mpeg\" medium=\"{html}\">\
             <media:title>{html}</media:title></media:content><media:thumbnail url=\"{html}\"/></item>"
        )
    });
    let items: String = items.collect();
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <channel><title>{of_all}</title><link>{of_all}</link><description>{of_all}</description>\
         <language>{of_all}</language><image><url>{of_all}</url></image>\
         <item><title>Mở đầu</title><guid>0</guid><dc:date>2026-11-20T08:00:00+07:00</dc:date>\
         <content:encoded>&lt;p&gt;Bài không có gì lạ.&lt;/p&gt;</content:encoded></item>\
         <item><title>Chữ</title><guid>1</guid><dc:date>2026-11-19T08:00:00+07:00</dc:date>\
         <content:encoded>{of_all}</content:encoded></item>{items}</channel></rss>"
    )
}

fn atom(payloads: &[&str]) -> String {
    let of_all = escaped(&payloads.join(" "));
    let items = payloads.iter().enumerate().map(|(number, payload)| {
        let (html, date) = (escaped(payload), day(number));
        // As HTML in a text, and as HTML that is meant to be read.
        let kind = ["html", "text"][number % 2];
        format!(
            "<entry xml:lang=\"{html}\" xml:base=\"{html}\"><title type=\"{kind}\">{html}</title>\
             <id>{html} {number}</id><updated>{date}</updated>\
             <summary type=\"{kind}\">{html}</summary><content type=\"html\">{html}</content>\
             <author><name>{html}</name><uri>{html}</uri><email>{html}</email></author>\
             <category term=\"{html}\" label=\"{html}\"/><link href=\"{html}\"/>\
             <link rel=\"enclosure\" href=\"{html}\" type=\"audio/mpeg\" title=\"{html}\"/>\
             <link rel=\"related\" href=\"https://pictures.example/?{html}\" title=\"{html}\"/></entry>"
        )
    });
    let items: String = items.collect();
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"html\">{of_all}</title>\
         <subtitle type=\"html\">{of_all}</subtitle><id>{of_all}</id><icon>{of_all}</icon><logo>{of_all}</logo>\
         <author><name>{of_all}</name><uri>{of_all}</uri></author>\
         <entry><title>Mở đầu</title><id>0</id><updated>2026-11-20T08:00:00+07:00</updated>\
         <content type=\"html\">&lt;p&gt;Bài không có gì lạ.&lt;/p&gt;</content></entry>\
         <entry><title>Chữ</title><id>1</id><updated>2026-11-19T08:00:00+07:00</updated>\
         <content type=\"text\">{of_all}</content></entry>{items}</feed>"
    )
}
