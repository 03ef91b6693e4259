//! Addresses: resolved, refused, or let through as they are.

use feed::{Reader, Zone};

use crate::only_item;
use crate::support::{ADDRESS, findings, item_of, read, resolve};

#[test]
fn addresses() {
    let table = [
        ("https://a.example/x", Some("https://a.example/x"), vec![]),
        (
            "http://a.example/x?y=1&z=%20#w",
            Some("http://a.example/x?y=1&z=%20#w"),
            vec![],
        ),
        ("https://a.example", Some("https://a.example/"), vec![]),
        (
            "HTTPS://A.EXAMPLE/b/../c",
            Some("https://a.example/c"),
            vec![],
        ),
        (
            "https://a.example/có dấu",
            Some("https://a.example/c%C3%B3%20d%E1%BA%A5u"),
            vec![],
        ),
        (
            "https://tòa.example/",
            Some("https://xn--ta-2ja.example/"),
            vec![],
        ),
        (
            "  https://a.example/x\\n",
            Some("https://a.example/x"),
            vec!["AddressPadded"],
        ),
        ("/x", Some("https://tin.example/x"), vec!["AddressRelative"]),
        (
            "anh/x.jpg",
            Some("https://tin.example/feeds/anh/x.jpg"),
            vec!["AddressRelative"],
        ),
        (
            "//b.example/x",
            Some("https://b.example/x"),
            vec!["AddressRelative"],
        ),
        (
            "?trang=2",
            Some("https://tin.example/feeds/feed.json?trang=2"),
            vec!["AddressRelative"],
        ),
        ("javascript:alert(1)", None, vec!["AddressRefused"]),
        (
            " JaVaScRiPt:alert(1)",
            None,
            vec!["AddressPadded", "AddressRefused"],
        ),
        ("java\\nscript:alert(1)", None, vec!["AddressRefused"]),
        ("data:text/html,<script>", None, vec!["AddressRefused"]),
        ("mailto:a@b.example", None, vec!["AddressRefused"]),
        ("file:///etc/passwd", None, vec!["AddressRefused"]),
        ("https://", None, vec!["AddressRefused"]),
        ("https://a b/", None, vec!["AddressRefused"]),
        (" ", None, vec![]),
    ];
    for (written, expected, rules) in table {
        for field in ["url", "external_url", "image", "banner_image"] {
            let reading = read(&item_of(&format!(r#""{field}":"{written}""#)));
            let item = only_item(&reading);
            let found = [
                &item.url,
                &item.external_url,
                &item.image,
                &item.banner_image,
            ]
            .into_iter()
            .flatten()
            .next();
            assert_eq!(found.map(|address| address.as_str()), expected, "{written}");
            let rules: Vec<_> = rules
                .iter()
                .map(|rule| format!("/items/0/{field} {rule}"))
                .collect();
            assert_eq!(findings(&reading), rules, "{written}");
        }
    }
}

#[test]
fn what_needs_no_resolving_is_as_resolving_would_have_it() {
    let never = |_: &str, _: &str| None;
    let reader = |resolve| Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve,
        members: false,
    };
    for address in [
        "https://a.example/",
        "https://a.example/b/c.html?d=e&f=%C3%A9#g",
        "http://a-b.c.example/~x/@y",
        "https://EXAMPLE.org/",
        "https://a.example/./b",
        "https://a.example/%2e%2e/b",
        "https://1.2/",
        "https://a.example:443/",
        "https://u@a.example/",
        "https://a.example/a b",
        "https://a.example/\"",
        "https://xn--zz.example/",
        "https://a..example/",
        "https:///x",
        "https://-/",
        "https://a.0x7f/",
        "https://a.example/?q='x'",
        "https://a.example\\\\@b.example/",
        "https://a.example/x|y",
        "https://a_b.example/",
    ] {
        let text = item_of(&format!(r#""url":"{}""#, address.replace('"', "\\\"")));
        let short = reader(&never).read(&text).expect("a feed");
        let full = resolve(ADDRESS, &address.replace("\\\\", "\\"));
        if let Some(url) = &short.feed.items[0].url {
            assert_eq!(Some(url.as_str()), full.as_deref(), "{address}");
        }
    }
}
