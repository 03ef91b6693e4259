//! The newsrooms behind a page's widgets: those over the same feed share one.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::{
    browser::zone::PortalZone, config::Config, el::watch, newsroom::Newsroom,
    recovery::watch_over_news, text::Lang,
};

thread_local! {
    static ROOMS: RefCell<Vec<Room>> = const { RefCell::new(Vec::new()) };
}

/// Which newsroom: widgets that name the same one share it.
#[derive(Clone, PartialEq)]
pub struct Place {
    /// Absolute.
    pub feed: String,
    /// As in the portal's config.
    pub zone: Option<String>,
}

struct Room {
    place: Place,
    newsroom: Newsroom,
    owner: Owner,
    seats: Vec<(u32, Newsroom)>,
}

/// One widget's seat in a newsroom, which is kept while somebody has one.
pub struct Desk {
    place: Place,
    number: u32,
    seat: Newsroom,
}

impl Desk {
    /// A seat in the newsroom of a place, which opens with the first one. The seat's signals go with
    /// the widget.
    pub fn of(place: Place) -> Desk {
        ROOMS.with_borrow_mut(|rooms| {
            let known = rooms.iter().position(|room| room.place == place);
            let at = known.unwrap_or_else(|| {
                rooms.push(Room::open(place.clone()));
                rooms.len() - 1
            });
            let room = &mut rooms[at];
            let number = room.seats.last().map_or(0, |(last, _)| last + 1);
            let seat = room.newsroom.seat();
            room.seats.push((number, seat));
            Desk {
                place,
                number,
                seat,
            }
        })
    }

    pub fn newsroom(&self) -> Newsroom {
        self.seat
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        ROOMS.with_borrow_mut(|rooms| {
            if let Some(room) = rooms.iter_mut().find(|room| room.place == self.place) {
                room.seats.retain(|(number, _)| *number != self.number);
            }
        });
    }
}

impl Room {
    fn open(place: Place) -> Room {
        // Of no widget's: the first to come may be the first to go.
        let owner = Owner::new_root(None);
        let config = Config {
            feed: place.feed.clone(),
            members_feed: None,
            session: None,
            language: Lang::default(),
            time_zone: None,
            name: None,
            logo: None,
            links: Vec::new(),
            frames: Vec::new(),
            base_path: None,
        };
        let zone = PortalZone::new(place.zone.as_deref()).unwrap_or(PortalZone::AsWritten);
        let newsroom = owner.with(|| {
            let newsroom = Newsroom::new(&config, zone, &place.feed);
            newsroom.open(None);
            watch_over_news(newsroom);
            let place = place.clone();
            watch(move || {
                let shown = newsroom.shown();
                for (_, seat) in seats(&place) {
                    seat.repeat(&shown);
                }
            });
            newsroom
        });
        Room {
            place,
            newsroom,
            owner,
            seats: Vec::new(),
        }
    }
}

fn seats(place: &Place) -> Vec<(u32, Newsroom)> {
    ROOMS.with_borrow(|rooms| {
        let room = rooms.iter().find(|room| room.place == *place);
        room.map(|room| room.seats.clone()).unwrap_or_default()
    })
}

/// Frees the newsrooms that nobody has a place in. One whose request is under way is kept until
/// the next time: the answer would come to nobody.
pub fn sweep() {
    let empty = ROOMS.with_borrow_mut(|rooms| {
        let left = |room: &mut Room| room.seats.is_empty() && room.newsroom.is_idle();
        rooms.extract_if(.., left).collect::<Vec<_>>()
    });
    for room in empty {
        room.owner.cleanup();
    }
}
