//! When to ask again for what did not come.

use std::{rc::Rc, time::Duration};

use leptos::prelude::set_timeout;

use crate::{
    browser::page,
    fault::{FeedFault, Transport},
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

/// The seconds that a server has asked for.
pub fn wish(fault: &FeedFault) -> Option<u32> {
    match fault {
        FeedFault::Transport(Transport::Status { retry_after, .. }) => *retry_after,
        _ => None,
    }
}

/// What is missing, and who asks for it.
pub trait Missing {
    /// Whether something is missing still.
    fn is_missing(&self) -> bool;
    /// The seconds that a server has asked for.
    fn wish(&self) -> Option<u32>;
    fn ask_again(&self);
    /// It was followed to its end: nothing is missing, or nobody is there any more.
    fn came(&self);
}

/// Asks from time to time until nothing is missing any more. While nobody looks at the page it waits:
/// natively that is always.
pub fn keep_asking(what: Rc<dyn Missing>) {
    if cfg!(target_arch = "wasm32") {
        later(what, 0);
    }
}

fn later(what: Rc<dyn Missing>, made: u32) {
    if !what.is_missing() {
        return what.came();
    }
    let wait = wait(made, what.wish(), js_sys::Math::random());
    set_timeout(
        move || {
            let looked_at = page::is_visible() && what.is_missing();
            if looked_at {
                what.ask_again();
            }
            later(what, made + u32::from(looked_at));
        },
        wait,
    );
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
