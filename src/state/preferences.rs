//! What the reader has chosen: language and appearance. Kept on this device.

use leptos::prelude::*;

use crate::{
    browser::storage::{Slot, recall, remember},
    text::Lang,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    Light,
    Dark,
    /// White on black, for who sees little.
    Contrast,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast];

    /// As `data-theme` has it; `None` leaves it to the device.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
            Theme::Contrast => Some("contrast"),
        }
    }
}

#[derive(Clone, Copy)]
pub struct Preferences(RwSignal<(Lang, Theme)>);

impl Preferences {
    /// The reader's own choice, else the config's language.
    pub fn recall(configured: Lang) -> Preferences {
        Preferences(RwSignal::new(stored(configured)))
    }

    /// Another window may have chosen.
    pub fn follow(self) {
        let shown = self.0.get_untracked();
        let chosen = stored(shown.0);
        if chosen != shown {
            self.0.set(chosen);
        }
    }

    /// What somebody else's page has set; nothing is read from the device.
    pub fn fixed(lang: Lang) -> Preferences {
        Preferences(RwSignal::new((lang, Theme::Auto)))
    }

    pub fn lang(self) -> Lang {
        self.0.get().0
    }

    pub fn theme(self) -> Theme {
        self.0.get().1
    }

    pub fn choose_lang(self, lang: Lang) {
        remember(Slot::Language, Some(lang.tag()));
        self.0.set((lang, self.0.get_untracked().1));
    }

    pub fn choose_theme(self, theme: Theme) {
        remember(Slot::Theme, theme.name());
        self.0.set((self.0.get_untracked().0, theme));
    }
}

/// What this device keeps; `lang` where it keeps none.
fn stored(lang: Lang) -> (Lang, Theme) {
    let known = recall(Slot::Language).and_then(|tag| Lang::from_tag(&tag));
    let name = recall(Slot::Theme);
    let theme = Theme::ALL
        .into_iter()
        .find(|theme| theme.name().is_some() && theme.name() == name.as_deref());
    (known.unwrap_or(lang), theme.unwrap_or_default())
}
