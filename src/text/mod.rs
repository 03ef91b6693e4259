//! Every string a reader sees. One catalogue a language; the compiler sees to it
//! that none lacks a message.

/// A catalogue that lies in a later chunk, and the way to it. A word whose name ends in what it
/// takes has one `{}`.
macro_rules! words {
    ($(#[$catalogue_doc:meta])* $catalogue:ident in $chunk:literal, by $way:ident:
        $($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)*) => {
        $(#[$catalogue_doc])*
        pub struct $catalogue([&'static str; Word::Count as usize]);

        /// Which word of the catalogue it is.
        #[allow(non_camel_case_types)]
        enum Word {
            $($name,)*
            Count,
        }

        feed::late!(static VI in $chunk: concat!($($vi, "\n",)*));
        feed::late!(static EN in $chunk: concat!($($en, "\n",)*));

        impl $catalogue {
            $($(#[$doc])* pub fn $name(&self) -> &'static str {
                self.0[Word::$name as usize]
            })*
        }

        impl $crate::text::Lang {
            /// Only for what lies in that chunk: elsewhere the words may not be there yet.
            #[inline(never)]
            pub fn $way(self) -> &'static $catalogue {
                static READ: [std::sync::OnceLock<$catalogue>; 2] =
                    [std::sync::OnceLock::new(), std::sync::OnceLock::new()];
                let text = match self {
                    $crate::text::Lang::Vi => VI.text(),
                    $crate::text::Lang::En => EN.text(),
                };
                READ[self as usize].get_or_init(|| {
                    let mut lines = text.split('\n');
                    $catalogue([(); Word::Count as usize].map(|()| lines.next().unwrap_or_default()))
                })
            }
        }
    };
}
use words;

mod below;
mod doctor;
mod embed;
mod en;
mod fault;
mod numbers;
mod pages;
mod vi;

pub use below::Below;
pub use doctor::{DoctorWords, refusal, rule_text};
pub use embed::EmbedWords;
pub use fault::{Advice, feed_advice, sign_in_advice, typed_day_advice};
pub use numbers::{day_in_words, day_numeric, file_size, month_in_words};
pub use pages::Words;

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
    /// Only for what waits for the article's chunk.
    pub fn below(&self) -> &'static Below {
        self.lang.below()
    }

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
    pub sections: &'static str,
    pub untitled: &'static str,
    pub undated: &'static str,
    pub one_story: &'static str,
    pub n_stories: &'static str,

    pub updated_on: &'static str,
    pub members_only: &'static str,
    pub article_missing: &'static str,

    pub news_of_day: &'static str,
    pub news_of_month: &'static str,

    pub saved: &'static str,

    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub signed_in_as: &'static str,
    pub members_news_failed: &'static str,

    pub not_found: &'static str,

    pub weekdays: [&'static str; 7],
    pub weekdays_short: [&'static str; 7],
    pub months: [&'static str; 12],
}
