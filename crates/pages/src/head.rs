//! What a page is, for whoever reads its head alone: search engines, chats, feed readers.

use cong_tin::route::Route;
use feed::{Author, Item};
use serde_json::{Map, Value, json};
use url::Url;

use crate::{Article, draw::Drawn, template::escaped};

/// The elements that are added to the head. `card` is the portal's picture, for articles without any.
pub fn of(site: &Url, drawn: &Drawn, article: &Article, card: Option<&str>) -> String {
    let item = &article.item;
    let address = address(site, item);
    let headline = item.headline.as_deref().unwrap_or(&drawn.title);
    let published = item.published.map(|stamp| stamp.to_string());
    let modified = item.modified.map(|stamp| stamp.to_string());
    let image = picture(item);
    // The portal itself need not know where it lies.
    let card = card.and_then(|card| Some(site.join(&card.replace("&amp;", "&")).ok()?.to_string()));
    let mut lines = vec![format!(
        "<link rel=\"canonical\" href=\"{}\" />",
        escaped(&address)
    )];
    let mut say = |property: &str, content: Option<&str>| {
        let line = |content| format!("<meta property=\"{property}\" content=\"{content}\" />");
        lines.extend(content.map(|content| line(escaped(content))));
    };
    say("og:type", Some("article"));
    say("og:url", Some(&address));
    say("og:title", Some(headline));
    say("og:description", item.summary.as_deref());
    say("og:image", image.as_deref().or(card.as_deref()));
    say("og:site_name", Some(&drawn.portal));
    say("article:published_time", published.as_deref());
    say("article:modified_time", modified.as_deref());
    say("article:section", item.tags.first().map(|tag| &*tag.label));
    for tag in &item.tags {
        say("article:tag", Some(&tag.label));
    }
    let data = data(site, drawn, item, [published, modified, image]);
    lines.push(format!(
        "<script type=\"application/ld+json\">{}</script>",
        as_data(&data)
    ));
    let lines = lines.iter().map(|line| format!("  {line}\n  "));
    lines.collect()
}

/// The address of the portal's page of an article.
fn address(site: &Url, item: &Item) -> String {
    let (slug, key) = (item.slug.clone(), item.key);
    format!("{site}{}", Route::Article { slug, key })
}

fn picture(item: &Item) -> Option<String> {
    let first = || item.first_picture().map(|picture| picture.url.to_string());
    item.image.as_ref().map(ToString::to_string).or_else(first)
}

/// `NewsArticle` of schema.org, as
/// <https://developers.google.com/search/docs/appearance/structured-data/article> wants it.
fn data(
    site: &Url,
    drawn: &Drawn,
    item: &Item,
    [published, modified, image]: [Option<String>; 3],
) -> Value {
    let authors: Vec<Value> = item.authors.iter().map(author).collect();
    let tags: Vec<&str> = item.tags.iter().map(|tag| &*tag.label).collect();
    let mut data = Map::new();
    let mut say = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            data.insert(name.to_owned(), value);
        }
    };
    say("@context", json!("https://schema.org"));
    say("@type", json!("NewsArticle"));
    say("headline", json!(item.headline));
    say("description", json!(item.summary));
    say("mainEntityOfPage", json!(address(site, item)));
    say("datePublished", json!(published));
    say("dateModified", json!(modified));
    say("image", json!(image));
    say("inLanguage", json!(item.language));
    say("articleSection", json!(tags.first()));
    say("keywords", json!(tags));
    say("author", Value::Array(authors));
    say(
        "publisher",
        json!({ "@type": "Organization", "name": drawn.portal, "url": site.as_str() }),
    );
    Value::Object(data)
}

fn author(author: &Author) -> Value {
    // A telephone number or a letter box is no page about anybody.
    let page = author.url.as_ref().filter(|url| url.is_web());
    let mut told = json!({ "@type": "Person", "name": author.name });
    if let Some(page) = page {
        told["url"] = json!(page.to_string());
    }
    told
}

/// JSON in an element whose text ends at the first `</script`, whatever it is in.
fn as_data(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
