//! Every string a reader sees. One catalogue a language; the compiler sees to it
//! that none lacks a message.

/// A catalogue of a page that few readers open, with both languages of a message side by side, and
/// the method of [`Lang`] that gives it. A field whose name ends in what it takes has one `{}`.
///
/// Each is data of its own, so that it lies in the module of its page; what the first view says
/// belongs into [`Messages`].
macro_rules! catalogue {
    ($(#[$catalogue_doc:meta])* $catalogue:ident, by $method:ident:
        $($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)*) => {
        $(#[$catalogue_doc])*
        pub struct $catalogue {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        impl $crate::text::Lang {
            pub fn $method(self) -> &'static $catalogue {
                static VI: $catalogue = $catalogue { $($name: $vi,)* };
                static EN: $catalogue = $catalogue { $($name: $en,)* };
                match self {
                    $crate::text::Lang::Vi => &VI,
                    $crate::text::Lang::En => &EN,
                }
            }
        }
    };
}
use catalogue;

mod about;
mod doctor;
mod embed;
mod en;
mod fault;
mod numbers;
mod pages;
mod tools;
mod vi;

pub use about::{AboutWords, CHECKS, Check};
pub use doctor::{DoctorWords, refusal, rule_text};
pub use embed::EmbedWords;
pub use fault::{Advice, feed_advice, older_advice, sign_in_advice, typed_day_advice};
pub use numbers::{clock, day_in_words, day_numeric, file_size, month_in_words};
pub use pages::Words;
pub use tools::ToolWords;

/// The languages of the portal's own words (not of the news).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Vi, Lang::En];

    /// The BCP 47 tag, as `lang` attributes and the config write it.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    pub fn messages(self) -> &'static Messages {
        match self {
            Lang::Vi => &vi::MESSAGES,
            Lang::En => &en::MESSAGES,
        }
    }
}

/// Puts `value` where a message says `{}`.
pub fn fill(message: &str, value: &str) -> String {
    match feed::find(message, "{}") {
        Some(at) => [&message[..at], value, &message[at + 2..]].concat(),
        None => message.to_owned(),
    }
}

impl Messages {
    /// "3 tin", "1 story", "3 stories".
    pub fn stories(&self, count: usize) -> String {
        let message = if count == 1 {
            self.one_story
        } else {
            self.n_stories
        };
        fill(message, &count.to_string())
    }
}

/// The catalogue. A field whose name ends in what it takes has one `{}`.
pub struct Messages {
    pub lang: Lang,
    /// This language's name, in itself.
    pub language: &'static str,
    /// What the portal is called until its feed says so.
    pub portal: &'static str,
    pub skip_to_content: &'static str,
    pub home: &'static str,
    pub archive: &'static str,
    pub search: &'static str,
    /// The masthead's field.
    pub find_news: &'static str,
    pub sections: &'static str,
    pub untitled: &'static str,
    pub undated: &'static str,
    pub one_story: &'static str,
    pub n_stories: &'static str,

    pub breadcrumb: &'static str,
    pub updated_on: &'static str,
    pub members_only: &'static str,

    pub news_of_day: &'static str,
    pub news_of_month: &'static str,

    pub saved: &'static str,
    pub sitemap: &'static str,
    pub accessibility: &'static str,

    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub signed_out: &'static str,
    pub signed_in_as: &'static str,
    pub members_news_failed: &'static str,

    pub not_found: &'static str,

    pub weekdays: [&'static str; 7],
    pub weekdays_short: [&'static str; 7],
    pub months: [&'static str; 12],

    // Around every page.
    pub sign_out_failed: &'static str,
    pub open_at: &'static str,
    pub show_embedded: &'static str,
    pub doctor: &'static str,
    pub embed: &'static str,
    pub module_missing_why: &'static str,
    pub module_missing: &'static str,
    pub theme: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub change_language: &'static str,
    pub retry: &'static str,
    pub byline: &'static str,
    pub original_at: &'static str,
    pub only_beginning: &'static str,
    pub picture_missing: &'static str,
    pub table: &'static str,
    pub no_content: &'static str,
    pub article_missing_why: &'static str,
    pub feed_offline: &'static str,
    pub feed_unreachable: &'static str,
    pub feed_slow: &'static str,
    pub feed_busy: &'static str,
    pub feed_gone: &'static str,
    pub feed_broken: &'static str,
    pub feed_too_large: &'static str,
    pub tried_again: &'static str,
    pub feed_failed: &'static str,
    pub loading: &'static str,
}
