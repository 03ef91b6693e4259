//! Dates as people write them.

use chrono::FixedOffset;
use feed::{Edition, Zone};
use std::sync::Arc;

use crate::support::{feed_of, findings, read_in};

fn hanoi() -> Zone<'static> {
    FixedOffset::east_opt(7 * 3600).map_or(Zone::AsWritten, Zone::Fixed)
}

/// The moment that a feed in this language is read to have, as its day and time in Hà Nội, and
/// the rules that it breaks.
fn read_as(language: &str, date: &str) -> (Option<String>, Vec<String>) {
    let date = serde_json::Value::from(date);
    let item = format!(
        r#"{{"id":"1","content_text":"x","language":"{language}","date_published":{date}}}"#
    );
    let reading = read_in(&hanoi(), &feed_of(&item)).expect("a feed");
    let item = &reading.feed.items[0];
    let local = item.published.map(|stamp| {
        let second = (stamp.unix + 7 * 3600).rem_euclid(86_400);
        format!(
            "{} {:02}:{:02}",
            item.day.expect("a day"),
            second / 3600,
            second / 60 % 60
        )
    });
    let rules = findings(&reading);
    let rules = rules
        .iter()
        .filter_map(|finding| finding.strip_prefix("/items/0/date_published "));
    (local, rules.map(str::to_owned).collect())
}

#[test]
fn one_evening_in_many_forms() {
    for date in [
        "Mon, 22 Mar 2021 23:30:00 +0700",
        "Mon, Mar 22 2021 23:30:00 +0700",
        "Mon Mar 22 2021 23:30:00 GMT+0700 (Indochina Time)",
        "Mon Mar 22 23:30:00 +07 2021",
        "Mon Mar 22 23:30:00 2021",
        "22/03/2021 23:30:00",
        "3/22/2021 11:30:00 PM",
        "2021-03-22 23:30:00 +0700",
        "2021/03/22 23:30:00",
        "20210322T163000Z",
        "20210322T1630Z",
        "20210322 23:30",
        "2021-03-22T23:30:00+0700",
        "Mon, 22 Mar 2021 23:30:00 GMT+7",
        "Mon, 22 Mar 2021 23:30:00 GMT+07:00",
        "Monday, March 22, 2021 11:30 PM",
        "Monday, March 22nd, 2021 at 11:30 p.m.",
        "22 Mar 2021 11:30 PM",
        "Mon, 22 Mar 2021 16:30:00 UTC",
        "Mon, 22 Mar 2021 17:30:00 CET",
        "Mon, 22 Mar 2021 12:30:00 EDT",
        "Tue, 23 Mar 2021 01:30:00 JST",
        "Thứ Hai, 22/03/2021 23:30",
        "Thứ 2, 22/03/2021 23:30",
        "T2, 22/03/2021 23:30",
        "Thứ hai, ngày 22 tháng 3 năm 2021, 23:30",
        "Thứ hai, 22/3/2021, 23:30 (GMT+7)",
        "23:30 22/03/2021",
        "23:30 | 22-03-2021",
        "23h30, ngày 22/3/2021",
        "23 giờ 30 phút ngày 22 tháng Ba năm 2021",
        "11:30 CH 22/03/2021",
        "22 Thg3 2021 23:30",
        "22 Th3, 2021 23:30",
        "2021-03-22T16:30Z",
        "1616430600",
        "1616430600000",
        "Mon, 22 Mar 2021 23:30:00  +0700",
        "Mon, 22 March 2021 23:30:00 +0700",
        "Mon, 22 Mar 21 23:30:00 +0700",
        "2021-03-22T23:30:00 +07:00",
        "2021-03-22T23:30:00+07",
        "2021-03-22 23:30:00.000000",
        "2021-03-22T23:30:00+07:00[Asia/Ho_Chi_Minh]",
        "lun., 22 mars 2021 23:30:00 +0700",
        "Mon, 22 Mar 2021 23:30:00 +07:00",
        "Mon, 22-Mar-2021 16:30:00 GMT",
        "22-03-2021 23:30",
        "22.03.2021 23:30",
        "2021-03-22 11:30 PM",
        "Mon, 22 Mar 2021 23.30.00 +0700",
        "Cập nhật: 22/03/2021 23:30",
        "Published: 22 Mar 2021 11:30 P.M.",
        "22/03/2021 23:30, Thứ Hai",
        "22/03/2021 23:30 giờ Hà Nội",
        "22/03/2021 11:30 đêm",
        "Th 2, 22/03/2021 - 23:30",
        "Th2 22/03/2021 23:30",
        "22 Mar 2021 23:30:00 Asia/Ho_Chi_Minh",
        "2021-03-22 23:30:00.123456 +0700 +07",
        "2021-03-22 23:30:00 +0700 ICT",
        "22/03/2021 23:30 GMT +7",
        "22-Mar-21 11.30.00.000000 PM +07:00",
        "20210322233000",
        "202103222330",
        "1616430600.25",
        "/Date(1616430600000)/",
    ] {
        let expected = (
            Some("2021-03-22 23:30".to_owned()),
            vec!["DateLenient".to_owned()],
        );
        assert_eq!(read_as("vi", date), expected, "{date}");
    }
    for date in [
        "2021-03-22T23:30:00+07:00",
        "2021-03-22T23:30:00.1234567+07:00",
    ] {
        assert_eq!(
            read_as("vi", date),
            (Some("2021-03-22 23:30".to_owned()), vec![]),
            "{date}"
        );
    }
}

#[test]
fn days_alone_and_other_times() {
    let table = [
        ("22/03/2021", "2021-03-22 00:00"),
        ("March 22, 2021", "2021-03-22 00:00"),
        ("22 tháng 3, 2021", "2021-03-22 00:00"),
        ("22 tháng mười hai 2021", "2021-12-22 00:00"),
        ("22 tháng Giêng năm 2021", "2021-01-22 00:00"),
        ("ngày 22 tháng năm năm 2021", "2021-05-22 00:00"),
        ("2021-081", "2021-03-22 00:00"),
        ("2021-W12-1", "2021-03-22 00:00"),
        ("2021W121", "2021-03-22 00:00"),
        ("2021-W53-7", "2022-01-09 00:00"),
        ("Mon, 22 Mar 2021 24:00:00 +0700", "2021-03-23 00:00"),
        ("2021-03-22T23:30:00\u{2212}07:00", "2021-03-23 13:30"),
        ("22 Mar 2021 09:00 AM", "2021-03-22 09:00"),
        ("22 Mar 2021 08:00 PM", "2021-03-22 20:00"),
        ("22 Mar 2021 12:10 AM", "2021-03-22 00:10"),
        ("22 Mar 2021 12:10 PM", "2021-03-22 12:10"),
        ("22 Mar 2021 8pm", "2021-03-22 20:00"),
        ("8:05 tối 22/03/2021", "2021-03-22 20:05"),
        ("21/03/2021, Chủ Nhật", "2021-03-21 00:00"),
        ("1 giờ trưa 22/03/2021", "2021-03-22 13:00"),
        ("12:10 trưa 22/03/2021", "2021-03-22 12:10"),
        ("1 giờ đêm 22/03/2021", "2021-03-22 01:00"),
    ];
    for (date, expected) in table {
        let expected = (Some(expected.to_owned()), vec!["DateLenient".to_owned()]);
        assert_eq!(read_as("vi", date), expected, "{date}");
    }
}

#[test]
fn a_guess_follows_the_language_and_is_a_finding() {
    let table = [
        ("vi", "03/04/2021", "2021-04-03 00:00", "DateGuessed"),
        ("en-GB", "03/04/2021", "2021-04-03 00:00", "DateGuessed"),
        ("en-US", "03/04/2021", "2021-03-04 00:00", "DateGuessed"),
        (
            "en",
            "03/04/2021 8:00 PM",
            "2021-03-04 20:00",
            "DateGuessed",
        ),
        // Nothing to guess.
        ("en-US", "22/04/2021", "2021-04-22 00:00", "DateLenient"),
        ("vi", "04/22/2021", "2021-04-22 00:00", "DateLenient"),
        ("en-US", "04/04/2021", "2021-04-04 00:00", "DateLenient"),
        // A month alone.
        ("vi", "2021-03", "2021-03-01 00:00", "DateGuessed"),
        ("vi", "tháng 3 năm 2021", "2021-03-01 00:00", "DateGuessed"),
        (
            "vi",
            "22 Mar 2021 23:30 Europe/Atlantis",
            "2021-03-22 23:30",
            "DateGuessed",
        ),
        // A zone that nobody knows counts as UTC.
        (
            "vi",
            "22 Mar 2021 16:30 XYZ",
            "2021-03-22 23:30",
            "DateGuessed",
        ),
    ];
    for (language, date, expected, rule) in table {
        let expected = (Some(expected.to_owned()), vec![rule.to_owned()]);
        assert_eq!(read_as(language, date), expected, "{language}: {date}");
    }
}

#[test]
fn an_evening_comes_after_its_morning() {
    let item = |title: &str, date: &str| {
        format!(
            r#"{{"id":"{title}","title":"{title}","date_published":"{date}","content_text":"x"}}"#
        )
    };
    let items = [
        item("sáng", "22 Mar 2021 09:00 AM"),
        item("tối", "22 Mar 2021 08:00 PM"),
        item("nửa đêm", "22 Mar 2021 12:10 AM"),
    ];
    let feed = read_in(&hanoi(), &feed_of(&items.join(",")))
        .expect("a feed")
        .feed;
    let edition = Edition::new(vec![Arc::new(feed)]);
    let titles: Vec<_> = edition
        .items()
        .iter()
        .filter_map(|item| item.title.as_deref())
        .collect();
    assert_eq!(titles, ["tối", "sáng", "nửa đêm"]);
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "Tuần 12 2021",
        "5 22/04/2021",
        "hôm nay, 08:15",
        "2021",
        "08:15: 22",
    ] {
        let expected = (None, vec!["DateUnreadable".to_owned()]);
        assert_eq!(read_as("vi", text), expected, "{text}");
    }
}
