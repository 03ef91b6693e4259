//! The attributes of the tag `<cong-tin>`, as far as they are about news.

use feed::{Key, Slug};

use crate::{config::ConfigFault, route::Route, text::Lang};

/// Stories of `view="latest"` where the tag does not say.
pub const LIMIT: usize = 5;
/// The most that a tag may ask for.
const MOST: usize = 50;
/// Letters of an attribute that are shown in the console.
const SHOWN: usize = 80;

#[derive(Clone, Copy)]
enum Expected {
    Feed,
    View,
    Item,
    Date,
    Count,
    Open,
}

impl Expected {
    /// For the operator.
    fn text(self) -> &'static str {
        match self {
            Expected::Feed => "the address of a JSON Feed",
            Expected::View => "latest, article, date or search",
            Expected::Item => "an article's address in the portal, or its item's id",
            Expected::Date => "a day like 2021-03-22 or a month like 2021-03",
            Expected::Count => "a number from 1 to 50",
            Expected::Open => "portal or inside",
        }
    }
}

/// Attributes that hold.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// As written: a relative address starts from the page around.
    pub feed: String,
    /// The page that the widget shows; its `view="latest"` is [`Route::Home`].
    pub view: Route,
    /// Stories of `view="latest"`.
    pub limit: usize,
    pub lang: Lang,
    /// As in the portal's config.
    pub time_zone: Option<String>,
    /// Whether links open inside the widget instead of in the portal.
    pub inside: bool,
}

impl Settings {
    /// Reads the attributes by their names. What nothing can be shown without is a fault; what
    /// only changes how it is shown falls back, and is noted. `portal` is the portal's address.
    pub fn read(
        text: &dyn Fn(&str) -> Option<String>,
        portal: &str,
    ) -> Result<(Settings, Vec<ConfigFault>), ConfigFault> {
        let text = |name: &str| {
            let text = text(name)?;
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let mut notes = Vec::new();
        let view = text("view");
        let view = match view.as_deref() {
            None | Some("latest") => Route::Home,
            Some("article") => item(text("item"), portal)?,
            Some("date") => date(text("date"))?,
            Some("search") => Route::Search(String::new()),
            Some(other) => return Err(fault("view", Some(other), Expected::View)),
        };
        let limit = text("limit").map_or(LIMIT, |written| {
            let number = written
                .parse()
                .ok()
                .filter(|limit| (1..=MOST).contains(limit));
            number.unwrap_or_else(|| {
                notes.push(fault("limit", Some(&written), Expected::Count));
                LIMIT
            })
        });
        let inside = match text("open").as_deref() {
            None | Some("portal") => false,
            Some("inside") => true,
            Some(other) => {
                notes.push(fault("open", Some(other), Expected::Open));
                false
            }
        };
        let settings = Settings {
            feed: text("feed").ok_or_else(|| fault("feed", None, Expected::Feed))?,
            view,
            limit,
            lang: Settings::lang(&text),
            time_zone: text("time-zone"),
            inside,
        };
        Ok((settings, notes))
    }

    /// `en-GB` is English; without a language the widget speaks the portal's first.
    pub fn lang(text: &dyn Fn(&str) -> Option<String>) -> Lang {
        let tag = text("lang").unwrap_or_default().to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        Lang::from_tag(primary).unwrap_or_default()
    }
}

/// The fault of a feed whose address is none: only the edge can tell.
pub fn no_address(feed: &str) -> ConfigFault {
    fault("feed", Some(feed), Expected::Feed)
}

fn item(written: Option<String>, portal: &str) -> Result<Route, ConfigFault> {
    let written = written.ok_or_else(|| fault("item", None, Expected::Item))?;
    let below = written.strip_prefix(portal).unwrap_or(&written);
    let below = below.split(['?', '#']).next().unwrap_or(below);
    let segment = below.strip_prefix("article/").unwrap_or(below);
    Ok(match Route::parse(&["article/", segment].concat(), "") {
        route @ Route::Article { .. } => route,
        _ => Route::Article {
            slug: Slug::of(""),
            key: Key::hash(&written),
        },
    })
}

fn date(written: Option<String>) -> Result<Route, ConfigFault> {
    let Some(written) = written else {
        return Ok(Route::Archive);
    };
    match Route::parse(&["date/", &written].concat(), "") {
        route @ (Route::Day(_) | Route::Month(_)) => Ok(route),
        _ => Err(fault("date", Some(&written), Expected::Date)),
    }
}

fn fault(name: &str, written: Option<&str>, expected: Expected) -> ConfigFault {
    let found = match written {
        None => "(missing)".into(),
        Some(text) => {
            let shown: String = text.chars().take(SHOWN).collect();
            let more = if shown.len() < text.len() { "…" } else { "" };
            ["\"", &shown, more, "\""].concat()
        }
    };
    ConfigFault {
        key: name.into(),
        found,
        expected: expected.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORTAL: &str = "https://tin.example/tin/";

    fn read(attributes: &[(&str, &str)]) -> Result<(Settings, Vec<ConfigFault>), ConfigFault> {
        let text = |name: &str| {
            let found = attributes.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Settings::read(&text, PORTAL)
    }

    fn view(attributes: &[(&str, &str)]) -> Route {
        let feed = [("feed", "f")];
        let settings = read(&[&feed, attributes].concat()).expect("they hold").0;
        settings.view
    }

    #[test]
    fn a_feed_is_enough() {
        let (settings, notes) = read(&[("feed", " feed.json ")]).unwrap();
        assert_eq!(settings.feed, "feed.json");
        assert_eq!(settings.view, Route::Home);
        assert_eq!(settings.limit, LIMIT);
        assert_eq!(settings.lang, Lang::Vi);
        assert!(!settings.inside && notes.is_empty());
    }

    #[test]
    fn an_article_is_named_by_its_address_or_by_its_id() {
        let key = "0123456789".parse::<Key>().unwrap();
        for written in [
            "https://tin.example/tin/article/hop-bao-0123456789?a=b#c",
            "article/hop-bao-0123456789",
            "hop-bao-0123456789",
            "0123456789",
        ] {
            let shown = view(&[("view", "article"), ("item", written)]);
            assert!(
                matches!(&shown, Route::Article { key: found, .. } if *found == key),
                "{written}: {shown:?}"
            );
        }
        for id in ["https://khac.example/tin/7", "17"] {
            let shown = view(&[("view", "article"), ("item", id)]);
            let Route::Article { key, .. } = shown else {
                panic!("{shown:?}");
            };
            assert_eq!(key, Key::hash(id));
        }
    }

    #[test]
    fn dates_are_days_months_or_the_archive() {
        assert_eq!(view(&[("view", "date")]), Route::Archive);
        let day = view(&[("view", "date"), ("date", "2021-03-22")]);
        assert_eq!(day.to_string(), "date/2021-03-22");
        let month = view(&[("view", "date"), ("date", "2021-03")]);
        assert_eq!(month.to_string(), "date/2021-03");
    }

    #[test]
    fn what_nothing_can_be_shown_without_is_a_fault() {
        let told = |attributes: &[(&str, &str)]| read(attributes).unwrap_err().to_string();
        assert_eq!(
            told(&[]),
            "feed: (missing) (expected the address of a JSON Feed)"
        );
        assert_eq!(
            told(&[("feed", "f"), ("view", "lates")]),
            "view: \"lates\" (expected latest, article, date or search)"
        );
        assert!(told(&[("feed", "f"), ("view", "article")]).starts_with("item: (missing)"));
        let date = told(&[("feed", "f"), ("view", "date"), ("date", "22/3/2021")]);
        assert!(date.starts_with("date: \"22/3/2021\""), "{date}");
    }

    #[test]
    fn what_only_changes_the_look_falls_back_and_is_noted() {
        let attributes = [
            ("feed", "f"),
            ("limit", "0"),
            ("open", "tab"),
            ("lang", "en-GB"),
        ];
        let (settings, notes) = read(&attributes).unwrap();
        assert_eq!(settings.limit, LIMIT);
        assert!(!settings.inside);
        assert_eq!(settings.lang, Lang::En);
        assert_eq!(notes.len(), 2);
    }

    #[test]
    fn a_console_line_stays_a_line() {
        let long = "x".repeat(1 << 20);
        let line = read(&[("feed", "f"), ("view", &long)])
            .unwrap_err()
            .to_string();
        assert!(line.len() < 200, "{}", line.len());
    }
}
