//! Stamps, zones, and the day on which a moment falls.

use chrono::FixedOffset;
use feed::{Day, Stamp, Zone, read_stamp};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a day"))
}

const HANOI: i32 = 7 * 3600;

fn fixed(seconds: i32) -> Zone<'static> {
    FixedOffset::east_opt(seconds).map_or(Zone::AsWritten, Zone::Fixed)
}

#[test]
fn stamps() {
    // 2021-03-22T16:30:00Z
    let evening = 1_616_430_600;
    let table = [
        ("2021-03-22T23:30:00+07:00", Some((evening, Some(HANOI)))),
        ("2021-03-22T16:30:00Z", Some((evening, Some(0)))),
        ("2021-03-22t16:30:00z", Some((evening, Some(0)))),
        ("2021-03-22T16:30:00.123456789Z", Some((evening, Some(0)))),
        ("2021-03-22T13:00:00-03:30", Some((evening, Some(-12_600)))),
        (
            "2021-03-22T23:30:00-00:00",
            Some((evening + 25_200, Some(0))),
        ),
        ("2021-03-22T23:30+07:00", Some((evening, Some(HANOI)))),
        ("2021-03-22 23:30:00+0700", Some((evening, Some(HANOI)))),
        ("2021-03-22  23:30 +07", Some((evening, Some(HANOI)))),
        ("2021-03-22T23:30:00 +07:00", Some((evening, Some(HANOI)))),
        ("\n2021-03-22T23:30:00+07:00 ", Some((evening, Some(HANOI)))),
        ("2021-03-22T23:30:00", Some((evening, None))),
        ("2021-03-22T23:30", Some((evening, None))),
        ("2021-03-22 23:30", Some((evening, None))),
        ("2021-3-22 23:30", Some((evening, None))),
        ("2021-03-22", Some((1_616_346_000, None))),
        ("2021-03-22T23:29:60+07:00", Some((evening, Some(HANOI)))),
        (
            "Mon, 22 Mar 2021 23:30:00 +0700",
            Some((evening, Some(HANOI))),
        ),
        ("Mon, 22 Mar 2021 16:30:00 GMT", Some((evening, Some(0)))),
        ("Monday, 22-Mar-21 16:30:00 UTC", Some((evening, Some(0)))),
        ("22 Mar 2021 11:30 EST", Some((evening, Some(-18_000)))),
        ("22 March 2021 09:30:00 PDT", Some((evening, Some(-25_200)))),
        (
            "Mon, 22 Mar 2021 23:30:00 +0700 (ICT)",
            Some((evening, Some(HANOI))),
        ),
        (
            "Mon, 22 Mar 2021 23:30:00 ICT",
            Some((evening, Some(HANOI))),
        ),
        ("22 Mar 21 23:30", Some((evening, None))),
        ("22 Mar 2021", Some((1_616_346_000, None))),
        ("1969-12-31T23:59:59Z", Some((-1, Some(0)))),
        ("", None),
        ("hôm qua", None),
        ("2021-02-30T10:00:00Z", None),
        ("2021-13-01T10:00:00Z", None),
        ("0000-00-00T00:00:00Z", None),
        ("0000-01-01T00:00:00Z", None),
        ("2021-03-22T24:00:01Z", None),
        ("2021-03-22T10:60:00Z", None),
        ("2021-03-22T10:00:61Z", None),
        ("2021-03-22T10:00:00+24:00", None),
        ("2021-03-22T10:00:00+07:60", None),
        ("2021-03-22T10:00:00.Z", None),
        ("2021-366", None),
        ("2021-W54-1", None),
        ("2021-W12-8", None),
        ("22 tháng 13, 2021", None),
        ("22/03/2021 13:61", None),
        ("PM", None),
        // These would be read for ever.
        ("22/03/2021 08:15 + x", None),
        ("22/03/2021 08:15 +", None),
        ("23, 22/03/2021", None),
        ("22/03/2021 23:30 và hơn nữa", None),
        ("mar. 23 févr. 2021", None),
        ("2021-03-22T", None),
        ("2021-03-22T10", None),
        ("2021-03-22T10:00:00Z trailing", None),
        ("31 Feb 2021 10:00 GMT", None),
        ("22/22/2021 10:00", None),
        ("16164306001", None),
    ];
    for (text, expected) in table {
        let expected = expected.map(|(unix, offset)| Stamp { unix, offset });
        assert_eq!(read_stamp(text, &fixed(HANOI)), expected, "{text:?}");
    }
    // Without a zone of the portal's own, what has none is in UTC.
    let stamp = read_stamp("2021-03-22T16:30", &Zone::AsWritten);
    assert_eq!(
        stamp,
        Some(Stamp {
            unix: evening,
            offset: None
        })
    );
}

#[test]
fn stamps_are_written_as_rfc_3339() {
    for text in [
        "2021-03-22T23:30:00+07:00",
        "2021-03-22T16:30:05Z",
        "1931-01-01T00:00:00-03:30",
    ] {
        let stamp = read_stamp(text, &Zone::AsWritten).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref(), Some(text));
    }
}

#[test]
fn the_day_is_that_of_the_portal() {
    let hanoi = |_: i64| HANOI;
    let paris = |_: i64| 3600;
    let table = [
        ("2021-03-22T23:30:00+07:00", Zone::AsWritten, "2021-03-22"),
        (
            "2021-03-22T23:30:00+07:00",
            Zone::Named(&hanoi),
            "2021-03-22",
        ),
        ("2021-03-22T23:30:00+07:00", fixed(HANOI), "2021-03-22"),
        (
            "2021-03-22T23:30:00+07:00",
            Zone::Named(&paris),
            "2021-03-22",
        ),
        ("2021-03-22T17:30:00Z", Zone::AsWritten, "2021-03-22"),
        ("2021-03-22T17:30:00Z", Zone::Named(&hanoi), "2021-03-23"),
        (
            "2021-03-22T00:30:00+07:00",
            Zone::Named(&paris),
            "2021-03-21",
        ),
        ("2021-03-22", Zone::Named(&hanoi), "2021-03-22"),
        ("2021-03-22", Zone::AsWritten, "2021-03-22"),
        ("2021-03-22T23:59", fixed(-43_200), "2021-03-22"),
        ("0001-01-01T00:00:00+14:00", fixed(0), "0001-01-01"),
    ];
    for (text, zone, expected) in table {
        let day = read_stamp(text, &zone).map(|stamp| stamp.day_in(&zone).to_string());
        assert_eq!(day.as_deref(), Some(expected), "{text}");
    }
    assert_eq!(Zone::AsWritten.day_at(1_616_430_600), day("2021-03-22"));
    assert_eq!(fixed(HANOI).day_at(1_616_434_200), day("2021-03-23"));
    let wild = |_: i64| i32::MIN;
    assert_eq!(Zone::Named(&wild).day_at(i64::MAX), Day::MAX);
    assert_eq!(Zone::Named(&wild).day_at(i64::MIN), Day::MIN);
}

#[test]
fn the_minute_is_that_of_the_portal() {
    let table = [
        (
            "2021-03-22T23:30:59+07:00",
            Zone::AsWritten,
            Some(23 * 60 + 30),
        ),
        ("2021-03-22T17:30:00Z", fixed(HANOI), Some(30)),
        ("2021-03-22", Zone::AsWritten, None),
        ("2021-03-22", fixed(HANOI), None),
        ("22/3/2021 8:05", fixed(HANOI), Some(8 * 60 + 5)),
    ];
    for (text, zone, expected) in table {
        let minute = read_stamp(text, &zone).map(|stamp| stamp.minute_in(&zone));
        assert_eq!(minute, Some(expected), "{text}");
    }
}

#[test]
fn a_date_alone_keeps_its_day_where_clocks_jump_at_midnight() {
    // Santiago, 2019-09-08: midnight −04:00 became 01:00 −03:00. Beirut,
    // 2021-03-28: midnight +02:00 became 01:00 +03:00.
    let santiago = |unix: i64| {
        if unix < 1_567_915_200 {
            -14_400
        } else {
            -10_800
        }
    };
    let beirut = |unix: i64| if unix < 1_616_882_400 { 7_200 } else { 10_800 };
    for (zone, text) in [
        (Zone::Named(&santiago), "2019-09-08"),
        (Zone::Named(&santiago), "2019-09-07"),
        (Zone::Named(&beirut), "2021-03-28"),
        (Zone::Named(&beirut), "2021-03-27"),
    ] {
        let read = read_stamp(text, &zone).map(|stamp| stamp.day_in(&zone));
        assert_eq!(read, Some(day(text)));
    }
}

#[test]
fn fixed_zones() {
    let table = [
        ("+07:00", Some(HANOI)),
        ("+0700", Some(HANOI)),
        ("-03:30", Some(-12_600)),
        ("UTC", Some(0)),
        ("Z", Some(0)),
        ("GMT", Some(0)),
        ("Asia/Ho_Chi_Minh", None),
        ("", None),
        ("+", None),
        ("+25:00", None),
        ("07:00", None),
    ];
    for (text, expected) in table {
        let found = Zone::parse_fixed(text).map(|offset| offset.local_minus_utc());
        assert_eq!(found, expected, "{text}");
    }
}

/// What dates are made of, in any order.
const PARTS: &[&str] = &[
    "22/03/2021",
    "2021-03-22",
    "20210322081500",
    "22",
    "8h15",
    "08:15",
    ".5",
    " ",
    "+",
    "-",
    ":",
    "/",
    "T",
    "Z",
    "W12",
    "+07",
    "+07:00",
    "GMT",
    "(ICT)",
    "th",
    "Thứ Hai",
    "tháng",
    "Th 5, ",
    "mười",
    "PM",
    "a.m.",
    "đêm",
    "Asia/Saigon",
    "/",
    "x",
    "Mar",
    "\u{2212}7",
    "[",
    "giờ",
];

fn any_day() -> impl Strategy<Value = Day> {
    (0..3_652_058).prop_map(|days| Day::MIN.plus_days(days))
}

proptest! {
    #[test]
    fn no_text_makes_read_stamp_panic(
        text in "\\PC{0,40}",
        dateish in "[0-9T:+ZJanMr, .-]{0,40}",
        close in "[0-9]{4}-[0-1][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?(Z|[+-][0-2][0-9]:?[0-6][0-9])?",
        parts in prop::collection::vec(prop::sample::select(PARTS), 1..9),
        offset in -90_000..90_000,
    ) {
        let parts = parts.concat();
        let shift = |_: i64| offset;
        for zone in [Zone::AsWritten, fixed(HANOI), Zone::Named(&shift)] {
            for text in [&text, &dateish, &close, &parts] {
                if let Some(stamp) = read_stamp(text, &zone) {
                    let _ = stamp.day_in(&zone);
                    let _ = stamp.to_string();
                }
            }
        }
    }

    #[test]
    fn rfc_3339_round_trips(day in any_day(), second in 0..86_400i64, minutes in -1439..1440i32) {
        let midnight = read_stamp(&day.to_string(), &Zone::AsWritten).map(|stamp| stamp.unix);
        let local = midnight.unwrap_or_default() + second;
        let stamp = Stamp { unix: local - i64::from(minutes) * 60, offset: Some(minutes * 60) };
        prop_assert_eq!(read_stamp(&stamp.to_string(), &Zone::AsWritten), Some(stamp));
        prop_assert_eq!(stamp.day_in(&Zone::AsWritten), day);
    }
}
