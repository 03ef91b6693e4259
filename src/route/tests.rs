use proptest::prelude::*;

use super::*;

fn key() -> Key {
    "940m3dfesj".parse().unwrap()
}

fn parse(address: &str) -> Route {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    Route::parse(path, query)
}

#[test]
fn addresses_name_pages() {
    let day = Day::new(2021, 3, 22).unwrap();
    for (address, route) in [
        ("", Route::Home),
        ("index.html", Route::Home),
        ("date", Route::Archive),
        ("date/2021-03-22", Route::Day(day)),
        ("date/2021-03", Route::Month(day.month())),
        ("tag/hoi-dap", Route::Tag(Slug::of("Hỏi đáp"))),
        ("search", Route::Search(String::new())),
        ("search?q=thi+h%C3%A0nh", Route::search_for("thi hành")),
        (
            "search?q=a&section=hoi-dap",
            Route::Search("q=a&section=hoi-dap".into()),
        ),
        ("saved", Route::Saved),
        ("sitemap", Route::Sitemap),
        ("accessibility", Route::Accessibility),
        ("doctor", Route::Doctor(String::new())),
        (
            "doctor?feed=https%3A%2F%2Fa.example%2Ff%3Fp%3D1",
            Route::Doctor("https://a.example/f?p=1".into()),
        ),
        ("sign-in", Route::sign_in_then(Route::Home)),
        ("embed", Route::Embed),
        ("date/2021-02-30", Route::NotFound("date/2021-02-30".into())),
        ("date/2021-13", Route::NotFound("date/2021-13".into())),
        (
            "article/khong-co",
            Route::NotFound("article/khong-co".into()),
        ),
        ("tag/Ho%20so", Route::NotFound("tag/Ho%20so".into())),
        ("a/b/c?d", Route::NotFound("a/b/c?d".into())),
    ] {
        assert_eq!(parse(address), route, "{address}");
    }
}

#[test]
fn only_the_key_of_an_article_is_matched() {
    let key = key();
    let slug = Slug::of("Bài cũ");
    assert_eq!(
        parse(&format!("article/bai-cu-{key}")),
        Route::Article { slug, key }
    );
    assert_eq!(
        parse(&format!("article/{key}")),
        Route::Article {
            slug: Slug::of(""),
            key
        }
    );
}

#[test]
fn next_stays_inside_the_portal() {
    let month = Route::Month(Month::new(2021, 3).unwrap());
    for (next, route) in [
        ("%2Fdate%2F2021-03", month),
        ("https%3A%2F%2Fevil.example%2F", Route::Home),
        ("%2F%2Fevil.example", Route::Home),
        ("%5C%5Cevil.example", Route::Home),
        ("javascript%3Aalert(1)", Route::Home),
        ("%2Fsign-in%3Fnext%3D%252Fsign-in", Route::Home),
        ("%2Fnowhere", Route::Home),
        ("", Route::Home),
    ] {
        let expected = Route::SignIn {
            next: Box::new(route),
        };
        assert_eq!(parse(&format!("sign-in?next={next}")), expected, "{next}");
    }
}

#[test]
fn the_base_path_is_added_and_taken_away() {
    let base = Base::new("/tin-tuc/index.html");
    assert_eq!(base.href(&Route::Archive), "/tin-tuc/date");
    assert_eq!(base.route("/tin-tuc/date", ""), Some(Route::Archive));
    assert_eq!(base.route("/tin-tuc", ""), Some(Route::Home));
    assert_eq!(base.route("/tin-tuc-khac/date", ""), None);
    assert_eq!(Base::new("/").href(&Route::Home), "/");
}

fn any_route() -> impl Strategy<Value = Route> {
    let day = (1i32..=9999, 1u32..=12, 1u32..=28)
        .prop_map(|(year, month, day)| Day::new(year, month, day).unwrap());
    let page = prop_oneof![
        Just(Route::Home),
        Just(Route::Archive),
        Just(Route::Saved),
        day.clone().prop_map(Route::Day),
        day.prop_map(|day| Route::Month(day.month())),
        "[a-z]{1,12}(-[a-z0-9]{1,9}){0,3}".prop_map(|text| Route::Tag(Slug::of(&text))),
        any::<String>().prop_map(|typed| Route::search_for(&typed)),
        any::<String>().prop_map(Route::Search),
        any::<String>().prop_map(Route::Doctor),
        (any::<String>(), "[0-9a-hjkmnp-tv-z]{10}").prop_filter_map("a key", |(title, key)| {
            let key = key.parse().ok()?;
            Some(Route::Article {
                slug: Slug::of(&title),
                key,
            })
        }),
    ];
    page.prop_flat_map(|page| prop_oneof![Just(page.clone()), Just(Route::sign_in_then(page))])
}

proptest! {
    #[test]
    fn every_route_reads_back_from_its_address(route in any_route()) {
        prop_assert_eq!(parse(&route.to_string()), route);
    }

    #[test]
    fn queries_are_written_as_the_url_standard_has_it(value in any::<String>()) {
        let by_the_crate: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        prop_assert_eq!(encode(&value), by_the_crate);
    }

    #[test]
    fn queries_are_read_as_the_url_standard_has_it(value in "[%a-fA-F0-9+ é]*") {
        let pair = ["q=", &value].concat();
        let by_the_crate = form_urlencoded::parse(pair.as_bytes()).next().unwrap().1;
        prop_assert_eq!(decode(&value), by_the_crate);
    }

    #[test]
    fn no_address_breaks_the_reader(path in any::<String>(), query in any::<String>()) {
        let _ = Route::parse(&path, &query);
    }
}

proptest! {
    /// Who may show the page in a frame is the host's to say, what it draws there the page's: both
    /// go by the address as it is written.
    #[test]
    fn host_and_page_agree_on_what_is_for_frames(
        path in "/{1,2}(x/|%2e%2e/|\\.\\./)?(embed|Embed|%65mbed|x)(/|%2f|//|\\\\)?[a-z/.%]{0,6}"
    ) {
        for base in ["/", "/tin-tuc/"] {
            let path = [base, &path[1..]].concat();
            let page = Base::new(base).framed(&path).is_some();
            let below = path.strip_prefix(base).unwrap_or_default();
            let host = hosting::Answer::at(below) == hosting::Answer::Framed;
            prop_assert_eq!(page, host, "{}", path);
        }
    }
}

/// Hosts answer the page for these addresses: a page that is not among them could not be linked to.
#[test]
fn hosts_know_the_addresses_of_all_pages() {
    let day = Day::new(2021, 3, 22).unwrap();
    let (slug, key) = (Slug::of("Bài cũ"), key());
    for route in [
        Route::Home,
        Route::Article {
            slug: slug.clone(),
            key,
        },
        Route::Archive,
        Route::Day(day),
        Route::Month(day.month()),
        Route::Tag(slug),
        Route::Saved,
        Route::Doctor("a".into()),
        Route::search_for("a"),
        Route::sign_in_then(Route::Archive),
        Route::Embed,
    ] {
        let address = route.to_string();
        let path = address.split('?').next().unwrap_or_default();
        let known = hosting::PAGES.iter().any(|page| page.fits(path));
        assert!(known, "{address}");
    }
}
