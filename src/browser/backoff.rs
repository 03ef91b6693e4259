//! How long to wait before a request is made again. Pure.

/// Requests in all, the first one included.
const ATTEMPTS: u32 = 4;
/// The longest wait a server may ask a reader to sit through, in milliseconds.
const PATIENCE_MS: u32 = 10_000;

/// Milliseconds before the next attempt, after `made` of them; `None`: give up.
///
/// Exponential with full jitter, so that readers do not come back in step after an outage.
/// A `Retry-After` is honoured as the least wait; one beyond our patience is told to the reader
/// instead. `random` is in 0..1.
pub fn delay(made: u32, retry_after_s: Option<u32>, random: f64) -> Option<u32> {
    if made >= ATTEMPTS {
        return None;
    }
    let ceiling = 500u32 << made.min(5);
    let jittered = (f64::from(ceiling) * random) as u32;
    match retry_after_s {
        Some(seconds) => {
            let wait = seconds.saturating_mul(1_000);
            (wait <= PATIENCE_MS).then(|| wait + jittered / 4)
        }
        None => Some(jittered),
    }
}

/// The seconds of a `Retry-After`: a number, or an HTTP date (RFC 9110, section 10.2.3). `now` and what
/// `parse` makes of a date are milliseconds since 1970.
pub fn retry_after(value: &str, now: f64, parse: impl Fn(&str) -> Option<f64>) -> Option<u32> {
    let value = value.trim();
    value.parse().ok().or_else(|| {
        let seconds = (parse(value)? - now) / 1_000.0;
        Some(seconds.max(0.0).ceil() as u32)
    })
}

/// Whether a status may be another one a moment later (RFC 9110, RFC 6585).
pub fn passing(status: u16) -> bool {
    matches!(status, 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!(delay(1, None, 0.999), Some(999));
        assert_eq!(delay(2, None, 0.999), Some(1998));
        assert_eq!(delay(3, None, 0.0), Some(0));
        assert_eq!(delay(4, None, 0.5), None);
    }

    #[test]
    fn the_server_s_wish_is_the_least_wait() {
        assert_eq!(delay(1, Some(2), 0.0), Some(2_000));
        assert_eq!(delay(1, Some(2), 0.999), Some(2_249));
        assert_eq!(delay(1, Some(3_600), 0.5), None);
    }

    #[test]
    fn a_wait_is_given_in_seconds_or_as_a_date() {
        let at = |value: &str| {
            let date = (value == "Wed, 21 Oct 2015 07:28:00 GMT").then_some(90_500.0);
            retry_after(value, 60_000.0, |_| date)
        };
        assert_eq!(at(" 120 "), Some(120));
        assert_eq!(at("Wed, 21 Oct 2015 07:28:00 GMT"), Some(31));
        assert_eq!(at("soon"), None);
        assert_eq!(at("-5"), None);
        assert_eq!(retry_after("then", 60_000.0, |_| Some(1.0)), Some(0));
    }

    #[test]
    fn only_passing_faults_are_tried_again() {
        let passing: Vec<u16> = (100..600).filter(|status| passing(*status)).collect();
        assert_eq!(passing, [429, 502, 503, 504]);
    }
}
