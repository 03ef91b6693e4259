//! What a fault has taken comes back by itself once the fault has gone: what is missing is asked for
//! again when the network returns, when the reader returns, and from time to time. Other windows are
//! followed, too.
//!
//! It lies in the last chunk, and begins when that is there.

use std::time::Duration;

use leptos::{ev, prelude::*};

use crate::{
    browser::page,
    el::watch,
    fault::{FeedFault, Transport},
    newsroom::Newsroom,
    preferences::Preferences,
    session::Session,
};

/// The longest wait that a server may ask for, seconds.
const LONGEST_WISH_S: u32 = 3_600;

/// Seconds until what is missing is asked for again, after `made` times: growing, and spread so
/// that readers do not come back in step after an outage. A server's `Retry-After` is the least.
/// `random` is in 0..1.
fn wait(made: u32, retry_after_s: Option<u32>, random: f64) -> Duration {
    const FIRST_S: f64 = 5.0;
    const DOUBLINGS: u32 = 6;
    let ceiling = FIRST_S * f64::from(1_u32 << made.min(DOUBLINGS));
    let wish = retry_after_s.unwrap_or(0).min(LONGEST_WISH_S);
    Duration::from_secs_f64(f64::from(wish) + ceiling * (0.5 + random / 2.0))
}

/// Watches over a portal, as long as its owner is there.
#[inline(never)]
pub fn begin(owner: Option<Owner>, newsroom: Newsroom, session: Session, preferences: Preferences) {
    if let Some(owner) = owner {
        owner.with(|| watch_over(newsroom, session, preferences));
    }
}

/// Hears of what may have ended a fault, and of what other windows do.
fn watch_over(newsroom: Newsroom, session: Session, preferences: Preferences) {
    let missing = Memo::new(move |_| session.is_unsure() || newsroom.missing().is_some());
    let again = move || {
        newsroom.try_again(move || session.ended());
        if untrack(|| session.is_unsure()) {
            session.resume();
        }
    };
    let returned = move || {
        newsroom.look_at_the_clock();
        // A server that asked to be left alone is.
        if untrack(|| newsroom.missing()).and_then(wish).is_none() {
            again();
        }
    };
    window_event_listener(ev::online, move |_| again());
    window_event_listener(ev::visibilitychange, move |_| {
        if page::is_visible() {
            returned();
        }
    });
    window_event_listener(ev::pageshow, move |event| {
        // Out of the back-forward cache: time has passed, and another page may have signed out.
        if event.persisted() {
            preferences.follow();
            session.resume();
            returned();
        }
    });
    window_event_listener(ev::storage, move |_| {
        preferences.follow();
        session.follow();
    });
    while_missing(newsroom, missing, again);
}

/// Asks again for what is missing of the news, as long as the owner is there.
#[inline(never)]
pub fn watch_over_news(newsroom: Newsroom) {
    let missing = Memo::new(move |_| newsroom.missing().is_some());
    while_missing(newsroom, missing, move || newsroom.try_again(|| {}));
}

fn while_missing(newsroom: Newsroom, missing: Memo<bool>, again: impl Fn() + Copy + 'static) {
    let waiting = StoredValue::new(false);
    watch(move || {
        if missing.get() && !waiting.get_value() {
            waiting.set_value(true);
            from_time_to_time(newsroom, missing, waiting, again, 0);
        }
    });
}

/// Goes on until nothing is missing any more. While nobody looks at the page it waits.
fn from_time_to_time(
    newsroom: Newsroom,
    missing: Memo<bool>,
    waiting: StoredValue<bool>,
    again: impl Fn() + Copy + 'static,
    made: u32,
) {
    // Its owner may have gone meanwhile.
    if missing.try_get_untracked() != Some(true) {
        waiting.try_set_value(false);
        return;
    }
    let wish = untrack(|| newsroom.missing()).and_then(wish);
    let wait = wait(made, wish, js_sys::Math::random());
    set_timeout(
        move || {
            let looked_at = page::is_visible() && missing.try_get_untracked() == Some(true);
            if looked_at {
                again();
            }
            let made = made + u32::from(looked_at);
            from_time_to_time(newsroom, missing, waiting, again, made);
        },
        wait,
    );
}

/// The seconds a server has asked for.
fn wish(fault: FeedFault) -> Option<u32> {
    match fault {
        FeedFault::Transport(Transport::Status { retry_after, .. }) => retry_after,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_bounded() {
        let seconds = |made, wish, random| wait(made, wish, random).as_secs_f64();
        assert_eq!(seconds(0, None, 0.0), 2.5);
        assert_eq!(seconds(1, None, 1.0), 10.0);
        assert_eq!(seconds(6, None, 1.0), 320.0);
        assert_eq!(seconds(1_000, None, 1.0), 320.0);
    }

    #[test]
    fn a_server_s_wish_is_the_least_within_reason() {
        let seconds = |wish| wait(0, Some(wish), 0.0).as_secs_f64();
        assert_eq!(seconds(120), 122.5);
        assert_eq!(seconds(u32::MAX), 3_602.5);
    }
}
