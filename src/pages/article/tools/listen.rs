//! Reading an article aloud, sentence by sentence: engines stop in the middle of a long text.

use std::ops::Range;

use feed::sentences;
use leptos::prelude::*;

use super::words;
use crate::{
    browser::{
        page,
        speech::{self, PageText},
    },
    el::{El, ElementRef, el, live},
    parts::{button, messages},
};

/// What of the page is read.
const READ: &str = "#content .article :is(.headline, .lead, .body)";

/// How quick, and how the reader chooses it. By these names: to read and write numbers would double the module.
const RATES: [(f32, &str); 4] = [(0.75, "0,75×"), (1.0, "1×"), (1.25, "1,25×"), (1.5, "1,5×")];

#[derive(Clone, Copy, PartialEq)]
enum Player {
    Stopped,
    Playing,
    Paused,
    /// The browser has no voice for it.
    Failed,
}

#[derive(Clone, Copy)]
struct Reader {
    player: RwSignal<Player>,
    language: StoredValue<String>,
    rate: StoredValue<f32>,
    text: StoredValue<(PageText, Vec<Range<usize>>), LocalStorage>,
    /// The sentence that is read.
    at: StoredValue<usize>,
    /// Counts what was begun: of an earlier one nothing is heard any more.
    run: StoredValue<u32>,
}

/// `language` is the article's, else the page's. `None` where the browser cannot read aloud.
pub fn listen(language: Option<&str>) -> Option<El> {
    if !speech::is_there() {
        return None;
    }
    let words = words();
    let reader = Reader {
        player: RwSignal::new(Player::Stopped),
        language: StoredValue::new(language.unwrap_or(messages().lang.tag()).to_owned()),
        rate: StoredValue::new(1.0),
        text: StoredValue::new_local(Default::default()),
        at: StoredValue::new(0),
        run: StoredValue::new(0),
    };
    on_cleanup(speech::stop);
    on_cleanup(|| speech::mark(None));
    let toggle = ElementRef::default();
    let label = live(move || match reader.player.get() {
        Player::Stopped | Player::Failed => words.listen,
        Player::Playing => words.pause,
        Player::Paused => words.resume,
    });
    let is_begun =
        Memo::new(move |_| matches!(reader.player.get(), Player::Playing | Player::Paused));
    let more = live(move || {
        is_begun.get().then(|| {
            let stop = move || {
                // The button goes.
                page::focus_on(toggle);
                reader.stop(Player::Stopped);
            };
            vec![button(words.stop, stop).class("quiet"), rates(reader)]
        })
    });
    let failed = live(move || (reader.player.get() == Player::Failed).then_some(words.no_voice));
    Some(
        el("div")
            .attr("role", "group")
            .attr("aria-label", words.read_aloud)
            .child(
                button("", move || reader.press())
                    .node_ref(toggle)
                    .class("quiet")
                    .child(label),
            )
            .child(more)
            .child(el("span").attr("role", "status").child(failed)),
    )
}

fn rates(reader: Reader) -> El {
    let field = ElementRef::default();
    let options = RATES.map(|(rate, name)| {
        el("option")
            .attr("selected", (rate == reader.rate.get_value()).then_some(""))
            .child(name)
    });
    el("select")
        .node_ref(field)
        .attr("aria-label", words().rate)
        .child(Vec::from(options))
        .on(leptos::ev::change, move |_| {
            let chosen = page::typed(field);
            let known = RATES.iter().find(|(_, name)| *name == chosen);
            reader.rate.set_value(known.map_or(1.0, |(rate, _)| *rate));
            if reader.player.get_untracked() == Player::Playing {
                reader.read();
            }
        })
}

impl Reader {
    fn press(self) {
        match self.player.get_untracked() {
            // What a browser pauses, some go on with from elsewhere, or never: the sentence is begun anew.
            Player::Playing => self.stop(Player::Paused),
            Player::Paused => self.read(),
            Player::Stopped | Player::Failed => {
                let text = PageText::of(READ);
                let found = sentences(&text.text);
                self.text.set_value((text, found));
                self.at.set_value(0);
                self.read();
            }
        }
    }

    /// Reads from the sentence on that it is at.
    fn read(self) {
        speech::stop();
        self.run.update_value(|run| *run += 1);
        let run = self.run.get_value();
        let at = self.at.get_value();
        let sentence = self.text.with_value(|(text, sentences)| {
            let sentence = sentences.get(at)?;
            speech::mark(text.range(sentence).as_ref());
            text.text.get(sentence.clone()).map(str::to_owned)
        });
        let Some(sentence) = sentence else {
            return self.stop(Player::Stopped);
        };
        self.player.set(Player::Playing);
        let (language, rate) = (self.language.get_value(), self.rate.get_value());
        speech::speak(&sentence, &language, rate, move |is_read| {
            if self.run.try_get_value() != Some(run) {
                return;
            }
            if is_read {
                self.at.set_value(at + 1);
                self.read();
            } else {
                self.stop(Player::Failed);
            }
        });
    }

    fn stop(self, player: Player) {
        self.run.update_value(|run| *run += 1);
        speech::stop();
        if player != Player::Paused {
            speech::mark(None);
        }
        self.player.set(player);
    }
}
