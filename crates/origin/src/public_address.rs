//! The addresses under which readers reach the portal.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use url::Url;

/// Scheme, host and port, as a browser writes them in `Origin`: `https://tin.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(String);

/// A text that is no [`PublicAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected scheme and host, such as https://tin.example")]
pub struct InvalidAddress;

impl FromStr for PublicAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let url = Url::parse(text).map_err(|_| InvalidAddress)?;
        let origin = url.origin().ascii_serialization();
        let http = matches!(url.scheme(), "http" | "https");
        // Nothing but an origin: a path would be a promise that it counts.
        let bare = url.as_str().strip_suffix('/') == Some(&origin);
        if http && bare {
            Ok(Self(origin))
        } else {
            Err(InvalidAddress)
        }
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PublicAddress {
    /// Those of a listener that readers on this machine reach without a proxy.
    pub fn of_listener(listener: SocketAddr) -> Vec<Self> {
        let port = listener.port();
        let own = match listener.ip() {
            ip if !ip.is_unspecified() => vec![ip],
            IpAddr::V4(_) => vec![Ipv4Addr::LOCALHOST.into()],
            IpAddr::V6(_) => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        };
        let mut addresses: Vec<String> = own
            .into_iter()
            .map(|ip| format!("http://{}", SocketAddr::new(ip, port)))
            .collect();
        addresses.push(format!("http://localhost:{port}"));
        // Port 80 is not written in an origin.
        addresses
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect()
    }

    /// Whether an `Origin` header (RFC 6454) names it.
    pub(crate) fn is(&self, origin: &str) -> bool {
        self.0 == origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_browsers_do() {
        for (text, expected) in [
            ("https://tin.example", Ok("https://tin.example")),
            ("HTTPS://Tin.Example:443/", Ok("https://tin.example")),
            ("http://[::1]:8080", Ok("http://[::1]:8080")),
            ("https://báo.example", Ok("https://xn--bo-mia.example")),
            ("tin.example", Err(InvalidAddress)),
            ("ftp://tin.example", Err(InvalidAddress)),
            ("https://a@tin.example", Err(InvalidAddress)),
            ("https://tin.example/tin-tuc/", Err(InvalidAddress)),
            ("https://tin.example/?a", Err(InvalidAddress)),
            ("null", Err(InvalidAddress)),
        ] {
            let address: Result<PublicAddress, _> = text.parse();
            assert_eq!(
                address.as_ref().map(|address| &*address.0),
                expected.as_deref(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_listener_is_reached_by_its_address_and_by_localhost() {
        let of = |listener: &str| {
            let listener = listener.parse().expect("an address");
            let addresses = PublicAddress::of_listener(listener);
            addresses
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("127.0.0.1:8080"),
            ["http://127.0.0.1:8080", "http://localhost:8080"]
        );
        assert_eq!(of("0.0.0.0:80"), ["http://127.0.0.1", "http://localhost"]);
        assert_eq!(of("[::]:81").len(), 3);
    }
}
