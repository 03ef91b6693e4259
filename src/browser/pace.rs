//! Long work in short turns, so that the page goes on answering its reader.

use gloo_timers::future::TimeoutFuture;

use super::zone::now_ms;

/// Milliseconds of one turn: of the 200 that a page may stand still, the rest is left to what the
/// turn leads to, and to slower machines.
const TURN_MS: f64 = 40.0;

/// A turn of work.
pub struct Turn(f64);

impl Turn {
    pub fn begin() -> Turn {
        Turn(now_ms())
    }

    pub fn is_over(&self) -> bool {
        // A clock that is set back must not make the turn endless.
        (now_ms() - self.0).abs() > TURN_MS
    }
}

/// Lets the page draw and answer.
pub async fn rest() {
    TimeoutFuture::new(0).await;
}
