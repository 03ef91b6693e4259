//! What clients can make happen often is said once a minute: the log is not theirs to fill.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// How often something happened since it was last said.
#[derive(Default)]
pub(crate) struct Seldom(Mutex<Unsaid>);

#[derive(Default)]
struct Unsaid {
    said: Option<Instant>,
    times: u64,
}

impl Seldom {
    /// It happened; how often since it was last said, where it is time to say it again.
    pub(crate) fn times(&self) -> Option<u64> {
        let mut unsaid = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        unsaid.times += 1;
        let now = Instant::now();
        let of_late = |said: Instant| now.duration_since(said) < Duration::from_secs(60);
        if unsaid.said.is_some_and(of_late) {
            return None;
        }
        unsaid.said = Some(now);
        Some(std::mem::take(&mut unsaid.times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_happens_often_is_said_once_a_minute() {
        let seldom = Seldom::default();
        assert_eq!(seldom.times(), Some(1));
        assert_eq!((seldom.times(), seldom.times()), (None, None));
        tokio::time::advance(Duration::from_secs(60)).await;
        assert_eq!(seldom.times(), Some(3));
    }
}
