//! The addresses of the portal. The address is the only state that says which page is shown.

use std::{fmt, sync::Arc};

use feed::{Day, Key, Month, Slug};

/// A page of the portal; the only way to make a link to one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    Home,
    /// The slug is for people: only the key is matched.
    Article {
        slug: Slug,
        key: Key,
    },
    /// The archive's entrance: the newest month with news.
    Archive,
    Day(Day),
    Month(Month),
    Tag(Slug),
    /// The query as the address has it. Only the search page knows what it says:
    /// `src/pages/search/asked.rs`.
    Search(String),
    /// What was read on this device.
    Saved,
    /// All ways into the portal, on one page.
    Sitemap,
    /// How accessible the portal is, and how that is known.
    Accessibility,
    /// A feed examined, for its operator: the one at this address, as it was typed; the portal's own
    /// where there is none. No page links here.
    Doctor(String),
    /// The page that makes the widget's tag.
    Embed,
    /// Where to go after signing in. A route, so it can only lie inside the portal.
    SignIn {
        next: Box<Route>,
    },
    /// The path and query that mean nothing, as they were asked for.
    NotFound(String),
}

impl Route {
    /// Reads an address below the base path: `path` without its leading slash, `query` without `?`.
    pub fn parse(path: &str, query: &str) -> Route {
        let mut segments = path.trim_end_matches('/').split('/');
        let found = match (segments.next(), segments.next(), segments.next()) {
            (Some("" | "index.html"), None, None) => Some(Route::Home),
            (Some("article"), Some(name), None) => article(name),
            (Some("date"), None, None) => Some(Route::Archive),
            (Some("date"), Some(date), None) => date
                .parse()
                .map(Route::Day)
                .or_else(|_| date.parse().map(Route::Month))
                .ok(),
            (Some("tag"), Some(tag), None) => {
                let slug = Slug::of(tag);
                (slug.as_str() == tag && !tag.is_empty()).then_some(Route::Tag(slug))
            }
            (Some("search"), None, None) => Some(Route::Search(query.to_owned())),
            (Some("saved"), None, None) => Some(Route::Saved),
            (Some("sitemap"), None, None) => Some(Route::Sitemap),
            (Some("accessibility"), None, None) => Some(Route::Accessibility),
            (Some("doctor"), None, None) => {
                Some(Route::Doctor(parameter(query, "feed").unwrap_or_default()))
            }
            (Some("embed"), None, None) => Some(Route::Embed),
            (Some("sign-in"), None, None) => Some(Route::sign_in_then(
                parameter(query, "next").map_or(Route::Home, |next| Route::inside(&next)),
            )),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let mut address = String::from(path);
            if !query.is_empty() {
                address.push('?');
                address.push_str(query);
            }
            Route::NotFound(address)
        })
    }

    /// The search for what was typed, in all news.
    pub fn search_for(typed: &str) -> Route {
        Route::Search(match typed {
            "" => String::new(),
            _ => ["q=", &encode(typed)].concat(),
        })
    }

    /// The sign-in page, leading on to `next`; never to another sign-in or to nowhere.
    pub fn sign_in_then(next: Route) -> Route {
        let next = match next {
            Route::SignIn { next } => next,
            Route::NotFound(_) => Box::new(Route::Home),
            route => Box::new(route),
        };
        Route::SignIn { next }
    }

    /// Reads `next=`: `/date/2021-03` is inside; `//evil`, `https:…` and `\\evil` lead home.
    fn inside(next: &str) -> Route {
        let Some(address) = next.strip_prefix('/') else {
            return Route::Home;
        };
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }
}

fn article(name: &str) -> Option<Route> {
    // The file of its own page, as hosts may name it (docs/PAGES.md).
    let name = name.strip_suffix(".html").unwrap_or(name);
    let (slug, key) = match name.rsplit_once('-') {
        Some((slug, key)) => (Slug::of(slug), key),
        None => (Slug::of(""), name),
    };
    let key = key.parse().ok()?;
    Some(Route::Article { slug, key })
}

/// What a query says of a name.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| decode(value))
}

/// A value of a query (the URL standard, application/x-www-form-urlencoded). Written out here:
/// the crate's table of escapes would be half a kilobyte of the budget.
pub fn encode(value: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => {
                encoded.push(byte.into());
            }
            b' ' => encoded.push('+'),
            _ => {
                let digit = |four: u8| char::from(DIGITS[usize::from(four)]);
                encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    encoded
}

/// The reverse of [`encode`]; what is no escape stays, what is no UTF-8 becomes U+FFFD.
fn decode(value: &str) -> String {
    let mut decoded = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        decoded.push(match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                rest = &after[2..];
                (high * 16 + low) as u8
            }
            (b'+', ..) => b' ',
            _ => *byte,
        });
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The address below the base path, without a leading slash: Home is the empty text.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Home => Ok(()),
            Route::Article { slug, key } if slug.as_str().is_empty() => write!(f, "article/{key}"),
            Route::Article { slug, key } => write!(f, "article/{}-{key}", slug.as_str()),
            Route::Archive => f.write_str("date"),
            Route::Day(day) => write!(f, "date/{day}"),
            Route::Month(month) => write!(f, "date/{month}"),
            Route::Tag(slug) => write!(f, "tag/{}", slug.as_str()),
            Route::Search(query) if query.is_empty() => f.write_str("search"),
            Route::Search(query) => write!(f, "search?{query}"),
            Route::Saved => f.write_str("saved"),
            Route::Sitemap => f.write_str("sitemap"),
            Route::Accessibility => f.write_str("accessibility"),
            Route::Doctor(feed) if feed.is_empty() => f.write_str("doctor"),
            Route::Doctor(feed) => write!(f, "doctor?feed={}", encode(feed)),
            Route::Embed => f.write_str("embed"),
            Route::SignIn { next } if **next == Route::Home => f.write_str("sign-in"),
            Route::SignIn { next } => {
                write!(
                    f,
                    "sign-in?next={}",
                    encode(&["/", &next.to_string()].concat())
                )
            }
            Route::NotFound(address) => f.write_str(address),
        }
    }
}

/// Where the portal lies on its host: a path that starts and ends with a slash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base(Arc<str>);

impl Base {
    /// Anything after the last slash is cut, as a browser does with `<base href>`.
    pub fn new(path: &str) -> Base {
        let end = path.rfind('/').map_or(0, |slash| slash + 1);
        let path = if end == 0 { "/" } else { &path[..end] };
        Base(path.into())
    }

    /// The link to a page: a path on this host.
    pub fn href(&self, route: &Route) -> String {
        [&*self.0, &route.to_string()].concat()
    }

    pub fn path(&self) -> &str {
        &self.0
    }

    /// What comes after `embed/` at a path of this host.
    pub fn framed<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&*self.0)?.strip_prefix("embed/")
    }

    /// The page at a path and query of this host; `None` outside the portal.
    pub fn route(&self, path: &str, query: &str) -> Option<Route> {
        let below = path.strip_prefix(&*self.0).or_else(|| {
            let bare = self.0.strip_suffix('/')?;
            (path == bare).then_some("")
        })?;
        Some(Route::parse(
            below,
            query.strip_prefix('?').unwrap_or(query),
        ))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
