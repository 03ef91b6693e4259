//! How often a sign-in may fail: by account name or known browser, and by client address.

use std::{
    convert::Infallible,
    hash::Hash,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderName, request::Parts},
};
use lru::LruCache;

use super::{Context, problem::Problem};
use crate::{AccountName, Limits, browsers::BrowserId};

/// How many subjects and how many addresses are remembered, the latest ones.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// Whom a request comes from, as far as the limit is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ClientAddress(IpAddr);

impl From<IpAddr> for ClientAddress {
    /// An IPv6 client chooses the lower 64 bits freely, so its network counts.
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let network = u128::from(v6) & (u128::MAX << 64);
                IpAddr::V6(Ipv6Addr::from(network))
            }
            v4 => v4,
        })
    }
}

impl FromRequestParts<Arc<Context>> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        context: &Arc<Context>,
    ) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let connected = connected.map(|info| info.0.ip().to_canonical());
        let told = told_by_proxy(&parts.headers, &context.client_address);
        let by_proxy = connected.is_some_and(|address| context.proxies.contains(&address));
        if told.is_some()
            && !by_proxy
            && let Some(times) = context.unproxied.times()
        {
            tracing::warn!(
                ?connected,
                times,
                "{} is not believed: its sender is no --proxy",
                context.client_address
            );
        }
        let address = told
            .filter(|_| by_proxy)
            .or(connected)
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(address.into())
    }
}

/// The last address in the header: the one that the nearest proxy wrote.
fn told_by_proxy(headers: &HeaderMap, name: &HeaderName) -> Option<IpAddr> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

/// Whose failures count together beside the address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// All browsers that try a name.
    Name(AccountName),
    /// One that has signed in as the name before: the failures of others are none of its own.
    Browser(BrowserId),
}

/// The failures of late.
///
/// An attempt counts as failed from its beginning until it is forgiven, so
/// that many at once cannot all pass before the first has failed.
pub(super) struct Attempts {
    limits: Limits,
    failures: Mutex<Failures>,
}

struct Failures {
    by_subject: LruCache<Subject, Window>,
    by_address: LruCache<ClientAddress, Window>,
}

/// Failures since the first one.
struct Window {
    began: Instant,
    count: u32,
}

/// An attempt under way; to be forgiven if it succeeds.
#[must_use]
pub(super) struct Attempt {
    subject: Subject,
    address: ClientAddress,
}

impl Attempts {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            failures: Mutex::new(Failures {
                by_subject: LruCache::new(REMEMBERED),
                by_address: LruCache::new(REMEMBERED),
            }),
        }
    }

    /// Counts an attempt made `now`, or refuses it with the time to wait.
    pub(super) fn begin(
        &self,
        subject: Subject,
        address: ClientAddress,
        now: Instant,
    ) -> Result<Attempt, Problem> {
        let Limits {
            per_name,
            per_address,
            window,
        } = self.limits;
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = &mut *failures;

        let waits = [
            wait(&mut failures.by_subject, &subject, per_name, window, now),
            wait(&mut failures.by_address, &address, per_address, window, now),
        ];
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(Problem::TooManyAttempts(wait));
        }
        count(&mut failures.by_subject, subject.clone(), now);
        count(&mut failures.by_address, address, now);
        Ok(Attempt { subject, address })
    }

    /// Takes an attempt back that succeeded, and clears its subject.
    pub(super) fn forgive(&self, attempt: Attempt) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.by_subject.pop(&attempt.subject);
        if let Some(window) = failures.by_address.get_mut(&attempt.address) {
            window.count = window.count.saturating_sub(1);
        }
    }
}

/// How long `key` must wait, if it has failed `limit` times; a window that is
/// over is forgotten.
fn wait<K: Hash + Eq>(
    failures: &mut LruCache<K, Window>,
    key: &K,
    limit: u32,
    length: Duration,
    now: Instant,
) -> Option<Duration> {
    let window = failures.get(key)?;
    let left = length.saturating_sub(now.duration_since(window.began));
    if left.is_zero() {
        failures.pop(key);
        return None;
    }
    (window.count >= limit).then_some(left)
}

fn count<K: Hash + Eq>(failures: &mut LruCache<K, Window>, key: K, now: Instant) {
    let fresh = || Window {
        began: now,
        count: 0,
    };
    failures.get_or_insert_mut(key, fresh).count += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Subject {
        Subject::Name(text.parse().expect("a name"))
    }

    fn address(text: &str) -> ClientAddress {
        text.parse::<IpAddr>().expect("an address").into()
    }

    #[test]
    fn a_success_clears_the_name_and_takes_back_one_of_the_address() {
        let attempts = Attempts::new(Limits {
            per_name: 2,
            per_address: 4,
            ..Limits::default()
        });
        let client = address("192.0.2.1");
        let now = Instant::now();
        let _failed = attempts.begin(name("a"), client, now).expect("first");
        let succeeded = attempts.begin(name("a"), client, now).expect("second");
        assert!(attempts.begin(name("a"), client, now).is_err());
        attempts.forgive(succeeded);
        for _ in 0..2 {
            let _failed = attempts.begin(name("a"), client, now).expect("cleared");
        }
        let _failed = attempts.begin(name("b"), client, now).expect("fourth");
        assert!(attempts.begin(name("c"), client, now).is_err());
        assert!(attempts.begin(name("c"), address("192.0.2.2"), now).is_ok());
    }

    #[test]
    fn a_window_runs_from_its_first_failure() {
        let attempts = Attempts::new(Limits {
            per_name: 2,
            ..Limits::default()
        });
        let client = address("192.0.2.1");
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let begin = |now| attempts.begin(name("a"), client, now).map(drop);
        assert_eq!(begin(start), Ok(()));
        assert_eq!(begin(after(50)), Ok(()));
        let refused = Problem::TooManyAttempts(Duration::from_secs(1));
        assert_eq!(begin(after(59)), Err(refused));
        assert_eq!(begin(after(60)), Ok(()));
    }

    #[test]
    fn an_ipv6_network_is_one_client_and_a_mapped_ipv4_itself() {
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:2"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    }

    #[test]
    fn only_the_nearest_proxy_is_believed() {
        let header = HeaderName::from_static("x-forwarded-for");
        let headers = [(
            header.clone(),
            "203.0.113.9, 192.0.2.1".parse().expect("value"),
        )];
        let told = told_by_proxy(&HeaderMap::from_iter(headers), &header);
        assert_eq!(told, Some(IpAddr::from([192, 0, 2, 1])));
    }
}
