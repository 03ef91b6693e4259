//! `index.html` as it is published: with an operator's settings, at their base path.

use anyhow::{Context, Result, bail, ensure};
use hosting::Base;
use serde_json::{Map, Value};

/// What the config block is known by.
pub const BLOCK: &str = "id=\"cong-tin-config\"";

/// The page with another config block, and with all that has to be in step with it.
pub fn edit(page: &str, config: Option<&str>, base: &Base) -> Result<String> {
    let mut edited = page.to_owned();
    if let Some(config) = config {
        let settings = settings(config).context("--config")?;
        let text = |key: &str| settings.get(key).and_then(Value::as_str);
        let new = text("feed").context("--config names no feed")?;
        // The link for feed readers, the link for readers without scripts.
        edited = edited.replace(&link(&feed(page)?), &link(&attribute(new)));
        edited = edited.replacen(JSON_FEED, media_type(new), 1);
        let (before, _, after) = around(&edited)?;
        // Whatever stands in the block, it does not end it.
        let block = config.trim().replace("</", "<\\/");
        edited = [before, "\n", &block, "\n    ", after].concat();
        if let Some(language) = text("language") {
            let language = format!("<html lang=\"{}\">", attribute(language));
            edited = edited.replacen("<html lang=\"vi\">", &language, 1);
        }
        if let Some(name) = text("name") {
            let title = format!("<title>{}</title>", attribute(name));
            edited = edited.replacen("<title>Cổng tin</title>", &title, 1);
            let description = "content=\"Tin tức, lưu trữ theo ngày và tìm kiếm\"";
            let own = format!("content=\"{}\"", attribute(name));
            edited = edited.replacen(description, &own, 1);
            let social = format!("\"og:title\" content=\"{}\"", attribute(name));
            edited = edited.replacen(SOCIAL_TITLE, &social, 1);
        }
        ensure!(
            edited.contains(CARD),
            "index.html has no {CARD}: the demonstration's is nobody else's"
        );
        edited = match settings.get("socialCard").filter(|card| !card.is_null()) {
            Some(Value::String(picture)) if picture.starts_with("https://") => {
                edited.replacen(CARD, &card(picture), 1)
            }
            Some(other) => bail!("socialCard: {other} is no address that begins with https://"),
            None => without_card(&edited),
        };
    }
    edited = edited.replacen(CARD, &card(&[base.path(), "social-card.jpg"].concat()), 1);
    let old = "<base href=\"/\" />";
    ensure!(edited.contains(old), "index.html has no {old}");
    Ok(edited.replacen(old, &format!("<base href=\"{}\" />", base.path()), 1))
}

/// How the page is called where a link to it is shared.
const SOCIAL_TITLE: &str = "\"og:title\" content=\"Cổng tin\"";

/// The picture that is shown there.
const CARD: &str = "\"og:image\" content=\"/social-card.jpg\"";

fn card(picture: &str) -> String {
    format!("\"og:image\" content=\"{}\"", attribute(picture))
}

/// The page without the lines about the picture.
fn without_card(page: &str) -> String {
    let is_about_it =
        |line: &&str| line.contains("\"og:image\"") || line.contains("\"twitter:card\"");
    page.split_inclusive('\n')
        .filter(|line| !is_about_it(line))
        .collect()
}

/// How the page calls its feed for feed readers.
const JSON_FEED: &str = "application/feed+json";

/// What a feed is by its address; its readers look into it all the same.
fn media_type(feed: &str) -> &'static str {
    let path = feed.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("atom") => "application/atom+xml",
        Some("rss" | "xml") => "application/rss+xml",
        _ => JSON_FEED,
    }
}

fn link(feed: &str) -> String {
    format!("href=\"{feed}\"")
}

/// The feed that the page's config block names, as an attribute's value.
fn feed(page: &str) -> Result<String> {
    let (_, block, _) = around(page)?;
    let settings = settings(block).context("the config block")?;
    let feed = settings.get("feed").and_then(Value::as_str);
    Ok(attribute(feed.context("the config block names no feed")?))
}

fn settings(block: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(block).context("it is not a JSON object")
}

/// What stands before the config block's text, the text, and what stands behind it.
fn around(page: &str) -> Result<(&str, &str, &str)> {
    let tag = page.find(BLOCK).context("index.html has no config block")?;
    let start = page[tag..].find('>');
    let start = tag + start.context("the config block has no start")? + 1;
    let end = page[start..].find("</script>");
    let end = start + end.context("the config block has no end")?;
    Ok((&page[..start], &page[start..end], &page[end..]))
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html lang="vi"><base href="/" /><title>Cổng tin</title>
        <meta property="og:title" content="Cổng tin" />
        <meta property="og:image" content="/social-card.jpg" />
        <meta name="twitter:card" content="summary_large_image" />
        <link rel="alternate" href="a.json?b=1&amp;c=2" />
        <script type="application/json" id="cong-tin-config">
            {"feed":"a.json?b=1&c=2"}</script>
        <a href="a.json?b=1&amp;c=2">"#;

    fn base(path: &str) -> Base {
        path.parse().unwrap()
    }

    #[test]
    fn the_feed_is_the_config_s() {
        assert_eq!(feed(PAGE).unwrap(), "a.json?b=1&amp;c=2");
        assert!(feed("<p>").is_err());
    }

    #[test]
    fn without_settings_only_the_base_path_changes() {
        assert_eq!(edit(PAGE, None, &base("/")).unwrap(), PAGE);
        let moved = edit(PAGE, None, &base("/tin-tuc/")).unwrap();
        let expected = PAGE.replace("href=\"/\"", "href=\"/tin-tuc/\"");
        let expected = expected.replace("/social-card", "/tin-tuc/social-card");
        assert_eq!(moved, expected);
    }

    #[test]
    fn all_links_to_the_feed_follow_the_settings() {
        let config = r#"{"feed": "https://a.example/f.json?a&b", "language": "en", "name": "A </script> & B"}"#;
        let page = edit(PAGE, Some(config), &base("/")).unwrap();
        assert_eq!(
            page.matches("href=\"https://a.example/f.json?a&amp;b\"")
                .count(),
            2
        );
        assert!(!page.contains("a.json"), "{page}");
        assert!(page.contains("<html lang=\"en\">"));
        assert!(page.contains("<title>A &lt;/script> &amp; B</title>"));
        // And the block reads as it was written.
        let (_, block, _) = around(&page).unwrap();
        let settings = settings(block).unwrap();
        assert_eq!(settings["name"], "A </script> & B");
    }

    #[test]
    fn the_social_card_is_the_operator_s_or_there_is_none() {
        let page = include_str!("../../../index.html");
        let edited = |config| edit(page, Some(config), &base("/")).unwrap();
        let bare = edited(r#"{"feed": "f.json", "name": "Tin B"}"#);
        assert!(bare.contains(r#"<meta property="og:title" content="Tin B" />"#));
        assert!(!bare.contains("og:image") && !bare.contains("twitter:card"));
        let own = edited(r#"{"feed": "f.json", "socialCard": "https://b.example/a.png?b&c"}"#);
        assert!(own.contains(r#""og:image" content="https://b.example/a.png?b&amp;c""#));
        assert!(own.contains("twitter:card"));
    }

    #[test]
    fn feed_readers_are_told_what_the_feed_is() {
        for (feed, ty) in [
            ("feed.json", JSON_FEED),
            ("https://a.example/rss.xml?a=b.json", "application/rss+xml"),
            ("tin.atom", "application/atom+xml"),
            ("https://a.example/feed", JSON_FEED),
        ] {
            assert_eq!(media_type(feed), ty, "{feed}");
        }
    }

    #[test]
    fn settings_that_cannot_be_used_are_refused() {
        for config in [
            "{",
            "[]",
            "{}",
            r#"{"feed":7}"#,
            r#"{"feed":"f","socialCard":7}"#,
            r#"{"feed":"f","socialCard":"card.png"}"#,
        ] {
            assert!(edit(PAGE, Some(config), &base("/")).is_err(), "{config}");
        }
    }
}
