mod asked;
mod filters;

use std::sync::Arc;

use asked::{Order, SearchAsked};
use feed::{Edition, Item, Limits, Query, Search};
use filters::Filters;
use leptos::{prelude::*, task::spawn_local};

use super::words;
use super::{
    load_more::LoadMore,
    narrow, navigator, newsroom,
    older::{is_busy, older_fault, search_on},
    page_heading, with_news,
};
use crate::{
    browser::pace::{TimeSlice, yield_now},
    el::{effect, el, live},
    parts::{messages, search_field},
    route::Route,
    state::newsroom::Goal,
    text::fill,
};

/// Search through all pages of the feed, or its archive, for as long as its page is shown. What is found is
/// shown as it comes; that there is nothing is said at the end.
pub fn search_page(query: &str) -> AnyView {
    let newsroom = newsroom();
    let asked = SearchAsked::parse(query);
    let asks = !Query::new(&asked.text).is_empty() && asked.limits.are_possible();
    let goal = Goal::Between(asked.limits.from, asked.limits.to);
    with_news(move |edition| {
        let has_all = move || newsroom.has_all(goal);
        let messages = messages();
        let words = words();
        let navigator = navigator();
        let query = Query::new(&asked.text);
        let filters = Filters::new(&asked);
        let field = search_field("search-page-field", asked.text.clone(), move |typed| {
            if let Some(asked) = filters.asked(typed) {
                navigator.go(Route::Search(asked.to_string()));
            }
        })
        .child(edition.with_untracked(|edition| filters.draw(&asked, edition)));
        let is_limited = asked.limits != Limits::default();
        if !asks {
            let missing = query.is_empty() && asked.is_filtered();
            let missing = missing.then(|| el("p").class("notice").child(words.type_words));
            return narrow()
                .child(page_heading().child(words.search_news))
                .child(field)
                .child(missing);
        }
        newsroom.load_older(goal);
        let found = look_through(edition, &query, &asked);
        let typed = asked.text.clone();
        let order = asked.order;
        // By time, what is found later goes in between: it is put in order once nothing more is on its way.
        let shown = Memo::new(move |before: Option<&Hits>| match before {
            Some(before) if order == Order::Newest && is_busy() => before.clone(),
            _ => found.with(|found| found.hits.clone()),
        });
        let hits = LoadMore::new(move || shown.with(|hits| hits.0.to_vec()));
        // Whether all that is loaded was looked through.
        let is_through = Memo::new(move |_| {
            let is_latest = |edition: &Edition| {
                found.with(|found| found.looked_through.as_ref() == Some(edition))
            };
            edition.with(is_latest)
        });
        let heading = live(move || {
            let count = hits.count();
            let text = match count {
                _ if is_busy() || !is_through.get() => words.searching.to_owned(),
                0 if has_all() => words.nothing_found.to_owned(),
                0 => words.not_all_searched.to_owned(),
                _ => fill(words.results_for, &messages.stories(count)),
            };
            fill(&text, &typed)
        });
        let how_far = live(move || {
            let seen = messages.stories(found.with(Found::seen));
            match has_all() && is_through.get() {
                true if is_limited => words.searched_filtered.to_owned(),
                true => fill(words.searched_all, &seen),
                false => fill(words.searched_so_far, &seen),
            }
        });
        // The texts of an archive's news lie in other files.
        let limits = asked.limits.clone();
        let has_heads = Memo::new(move |_| {
            let is_one = |item: &Arc<Item>| item.head_only && limits.admit(item);
            edition.with(|edition| edition.has_archive() && edition.items().iter().any(is_one))
        });
        let of_archive = live(move || {
            let note = || el("p").class("hint").child(words.searched_headlines);
            has_heads.get().then(note)
        });
        let help = live(move || {
            let nothing = hits.count() == 0 && is_through.get() && has_all();
            nothing.then(|| el("p").class("notice").child(words.nothing_found_help))
        });
        narrow()
            .child(page_heading().attr("aria-live", "polite").child(heading))
            .child(field)
            .child(
                el("p")
                    .class("hint searched")
                    .attr("tabindex", "-1")
                    .child(how_far),
            )
            .child(of_archive)
            .child(el("h2").class("visually-hidden").child(words.results))
            .child(hits.found(query))
            .child(help)
            .child(el("div").class("older").child(hits.button()))
            .child(search_on(hits, goal))
            .child(older_fault(goal))
    })
}

/// What was found, in order; equal only to its own clones.
#[derive(Clone, Default)]
struct Hits(Arc<Vec<Arc<Item>>>);

impl PartialEq for Hits {
    fn eq(&self, other: &Hits) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How far a search has come.
#[derive(Default)]
struct Found {
    /// Where the best come first, what was found first stays before whatever is found in later pages:
    /// nothing moves that is there.
    hits: Hits,
    order: Order,
    looked_through: Option<Edition>,
}

impl Found {
    fn seen(&self) -> usize {
        self.looked_through
            .as_ref()
            .map_or(0, |edition| edition.items().len())
    }

    fn add(&mut self, edition: &Edition, hits: Vec<Arc<Item>>) {
        // What was taken off the page, as members' news at the end of a session, is not found any more.
        let known = Arc::make_mut(&mut self.hits.0);
        known.retain(|item| edition.listed(item.key).is_some());
        let time = |item: &Item| item.published.map(|stamp| stamp.unix);
        for item in hits {
            let place = match self.order {
                Order::Best => known.len(),
                Order::Newest => known.partition_point(|known| time(known) >= time(&item)),
            };
            known.insert(place, item);
        }
        self.looked_through = Some(edition.clone());
    }
}

/// What a query finds in what is loaded, and again in what comes. A usual edition takes one time slice, and
/// is drawn with what was found.
fn look_through(edition: Memo<Edition>, query: &Query, asked: &SearchAsked) -> RwSignal<Found> {
    let order = asked.order;
    let found = RwSignal::new(Found {
        order,
        ..Found::default()
    });
    let (query, limits) = (query.clone(), asked.limits.clone());
    let mut begun = None;
    let mut look = move |shown: Edition| {
        if begun.as_ref() == Some(&shown) {
            return;
        }
        begun = Some(shown.clone());
        let before = found.with_untracked(|found| found.looked_through.clone());
        let mut search = shown.begin_search(&query).but(before).within(&limits);
        if order == Order::Newest {
            search = search.newest_first();
        }
        if look_on(&mut search) {
            let now = shown.clone();
            let outdated = move || edition.with_untracked(|edition| *edition != now);
            spawn_local(go_on(search, shown, found, outdated));
        } else {
            found.update(|found| found.add(&shown, search.finish()));
        }
    };
    look(edition.get_untracked());
    effect(move || look(edition.get()));
    found
}

/// Looks through items for a time slice; whether there may be more.
fn look_on(search: &mut Search) -> bool {
    let slice = TimeSlice::begin();
    while search.step() {
        if slice.is_over() {
            return true;
        }
    }
    false
}

/// Goes on until it is through, or nobody waits for it any more.
async fn go_on(
    mut search: Search,
    shown: Edition,
    found: RwSignal<Found>,
    outdated: impl Fn() -> bool,
) {
    loop {
        yield_now().await;
        if found.is_disposed() || outdated() {
            return;
        }
        if !look_on(&mut search) {
            return found.update(|found| found.add(&shown, search.finish()));
        }
    }
}
