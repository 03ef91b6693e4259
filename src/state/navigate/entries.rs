//! Where each entry of the history was left. Pure: what is kept of an entry is kept in its own
//! `history.state`, so that it outlives a reload and a visit to another site.

/// How a page was left.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Place {
    /// Pixels from the top.
    pub y: Option<f64>,
    /// Batches of its list that were drawn.
    pub batches: u32,
}

/// The entries of this visit, as far as they are known.
#[derive(Default, Debug)]
pub struct HistoryEntries {
    /// Number of the entry shown; it is kept in the entry's state.
    current: u32,
    newest: u32,
    /// By the entry's number.
    left: Vec<Place>,
    /// The page has not been scrolled to its place yet: until then it has none to be kept.
    is_restoring: bool,
}

impl HistoryEntries {
    /// An entry is shown that has been there before; `read` gives the numbers of its state by their
    /// names. What is remembered of it is newer than what its state says.
    pub fn adopt(&mut self, read: impl Fn(&str) -> Option<f64>) {
        let number = |name: &str, most: f64| read(name).map_or(0, |it| it.clamp(0.0, most) as u32);
        // Another page of this host may have left a state of its own.
        self.current = number("entry", 10_000.0);
        self.newest = self.newest.max(self.current);
        if self.place().y.is_none() {
            self.change(|place| {
                *place = Place {
                    y: read("y").filter(|y| y.is_finite()),
                    batches: number("batches", 200.0),
                };
            });
        }
        self.is_restoring = self.place().y.is_some();
    }

    /// A new entry is shown, after all others.
    pub fn push(&mut self) {
        self.newest += 1;
        self.current = self.newest;
        self.forget();
    }

    /// Another page takes the place of the one shown.
    pub fn forget(&mut self) {
        self.change(|place| *place = Place::default());
        self.is_restoring = false;
    }

    /// How the entry shown was left.
    pub fn place(&self) -> Place {
        let place = self.left.get(self.current as usize);
        place.copied().unwrap_or_default()
    }

    /// Whether the page shown is still on the way to its place.
    pub fn is_restoring(&self) -> bool {
        self.is_restoring
    }

    /// The page shown is where it belongs, or where its reader has scrolled to.
    pub fn settle(&mut self) {
        self.is_restoring = false;
    }

    /// The page shown is scrolled to `y`; whether that is new.
    pub fn scrolled(&mut self, y: f64) -> bool {
        if self.is_restoring || self.place().y == Some(y) {
            return false;
        }
        self.change(|place| place.y = Some(y));
        true
    }

    /// So many batches of the list shown are drawn.
    pub fn keep_batches(&mut self, batches: u32) {
        self.change(|place| place.batches = batches);
    }

    /// What the state of the entry shown has to say.
    pub fn state(&self) -> [(&'static str, Option<f64>); 3] {
        let Place { y, batches } = self.place();
        [
            ("entry", Some(self.current.into())),
            ("y", y),
            ("batches", Some(batches.into())),
        ]
    }

    fn change(&mut self, change: impl FnOnce(&mut Place)) {
        let current = self.current as usize;
        if self.left.len() <= current {
            self.left.resize(current + 1, Place::default());
        }
        change(&mut self.left[current]);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// The browser's side: the state that each entry holds.
    fn written(entries: &HistoryEntries) -> impl Fn(&str) -> Option<f64> + use<> {
        let state = entries.state();
        move |name| state.iter().find(|(known, _)| *known == name)?.1
    }

    fn place(y: f64, batches: u32) -> Place {
        Place {
            y: Some(y),
            batches,
        }
    }

    #[test]
    fn who_goes_back_finds_the_place_that_was_left() {
        let mut entries = HistoryEntries::default();
        entries.keep_batches(3);
        assert!(entries.scrolled(1_200.0));
        let list = written(&entries);
        entries.push();
        assert_eq!(entries.place(), Place::default());
        entries.scrolled(80.0);
        entries.adopt(list);
        assert_eq!(entries.place(), place(1_200.0, 3));
    }

    #[test]
    fn a_place_outlives_a_reload() {
        let mut before = HistoryEntries::default();
        before.keep_batches(2);
        before.scrolled(900.0);
        let list = written(&before);
        before.push();
        before.scrolled(50.0);
        let article = written(&before);

        let mut after = HistoryEntries::default();
        after.adopt(article);
        assert_eq!(after.place(), place(50.0, 0));
        after.adopt(list);
        assert_eq!(after.place(), place(900.0, 2));
    }

    #[test]
    fn a_page_that_is_not_drawn_yet_does_not_lose_its_place() {
        let mut entries = HistoryEntries::default();
        entries.scrolled(700.0);
        let state = written(&entries);
        let mut again = HistoryEntries::default();
        again.adopt(state);
        assert!(again.is_restoring());
        assert!(!again.scrolled(0.0), "the skeleton is at the top");
        assert_eq!(again.place().y, Some(700.0));
        again.settle();
        assert!(again.scrolled(710.0));
    }

    #[test]
    fn a_new_page_has_no_place_yet() {
        let mut entries = HistoryEntries::default();
        entries.adopt(|_| None);
        assert_eq!(entries.place(), Place::default());
        assert!(!entries.is_restoring());
        entries.scrolled(300.0);
        entries.forget();
        assert_eq!(entries.place(), Place::default());
    }

    #[test]
    fn entries_after_a_reload_have_numbers_of_their_own() {
        let mut entries = HistoryEntries::default();
        entries.adopt(|name| (name == "entry").then_some(4.0));
        entries.push();
        assert_eq!(entries.state()[0], ("entry", Some(5.0)));
    }

    #[test]
    fn a_foreign_state_is_taken_for_what_it_can_be() {
        let mut entries = HistoryEntries::default();
        entries.adopt(|_| Some(f64::INFINITY));
        assert_eq!(
            entries.place(),
            Place {
                y: None,
                batches: 200
            }
        );
        let mut entries = HistoryEntries::default();
        entries.adopt(|_| Some(f64::NAN));
        assert_eq!(entries.place(), Place::default());
    }
}
