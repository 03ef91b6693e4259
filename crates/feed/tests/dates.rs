//! Days, months and typed days.

use feed::{Day, Month, TypedDayError, read_typed_day};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a day"))
}

fn month(text: &str) -> Month {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a month"))
}

#[test]
fn day_arithmetic() {
    let table = [
        (day("2021-03-22").plus_days(10), "2021-04-01"),
        (day("2021-03-01").plus_days(-1), "2021-02-28"),
        (day("2021-03-31").plus_months(1), "2021-04-30"),
        (day("2021-03-31").plus_months(-1), "2021-02-28"),
        (day("2020-02-29").plus_years(1), "2021-02-28"),
        (day("2021-12-31").plus_months(2), "2022-02-28"),
        (day("0001-01-01").plus_days(-1), "0001-01-01"),
        (day("9999-12-31").plus_days(i32::MAX), "9999-12-31"),
        (day("2021-03-22").plus_days(i32::MIN), "0001-01-01"),
        (day("2021-03-22").plus_years(i32::MAX), "9999-12-22"),
        (day("2021-03-22").plus_months(i32::MIN), "0001-01-22"),
        (month("2021-02").last(), "2021-02-28"),
        (month("2000-02").last(), "2000-02-29"),
        (month("9999-12").last(), "9999-12-31"),
        (month("0001-01").plus(-1).first(), "0001-01-01"),
        (month("2021-11").plus(14).first(), "2023-01-01"),
    ];
    for (result, expected) in table {
        assert_eq!(result.to_string(), expected);
    }
    assert_eq!(day("2021-03-22").weekday(), 0);
    assert_eq!(day("2021-03-28").weekday(), 6);
    assert_eq!(Day::new(10_000, 1, 1), None);
    assert_eq!(Day::new(0, 12, 31), None);
}

#[test]
fn only_the_one_form_of_a_day_is_parsed() {
    for text in [
        "",
        "2021-3-22",
        "2021-03-2",
        "21-03-22",
        "2021-03-32",
        "2021-02-29",
        "2021-13-01",
        "0000-01-01",
        "2021-03-22 ",
        "+021-03-22",
        "2021-+3-22",
        "2021-03",
        "２021-03-22",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    for text in [
        "",
        "2021",
        "2021-3",
        "2021-00",
        "2021-13",
        "0000-01",
        "2021-03-01",
    ] {
        assert!(text.parse::<Month>().is_err(), "{text}");
    }
}

#[test]
fn a_calendar_sheet() {
    let sheet = |text: &str| -> Vec<String> {
        let row = |week: &[Option<Day>; 7]| {
            week.map(|day| day.map_or("··".to_owned(), |day| format!("{:2}", day.number())))
                .join(" ")
        };
        month(text).weeks().iter().map(row).collect()
    };
    assert_eq!(
        sheet("2021-03"),
        [
            " 1  2  3  4  5  6  7",
            " 8  9 10 11 12 13 14",
            "15 16 17 18 19 20 21",
            "22 23 24 25 26 27 28",
            "29 30 31 ·· ·· ·· ··",
        ]
    );
    assert_eq!(sheet("2021-02").len(), 4);
    assert_eq!(sheet("2021-05").len(), 6);
    assert_eq!(sheet("2021-05")[0], "·· ·· ·· ·· ··  1  2");
}

#[test]
fn typed_days() {
    use TypedDayError::*;
    let no_day = |day, text: &str| {
        let month = month(text);
        Err(NoSuchDay {
            day,
            month,
            last: month.last().number(),
        })
    };
    let table = [
        ("22/3/2021", Ok(day("2021-03-22"))),
        ("22-03-2021", Ok(day("2021-03-22"))),
        ("22.3.2021", Ok(day("2021-03-22"))),
        ("22 3 2021", Ok(day("2021-03-22"))),
        ("22 / 3 / 2021", Ok(day("2021-03-22"))),
        ("2021-03-22", Ok(day("2021-03-22"))),
        ("2021/3/22", Ok(day("2021-03-22"))),
        ("  22/3/2021\t", Ok(day("2021-03-22"))),
        ("２２／３／２０２１", Ok(day("2021-03-22"))),
        ("22–3–2021", Ok(day("2021-03-22"))),
        ("ngày 22 tháng 3 năm 2021", Ok(day("2021-03-22"))),
        ("nga\u{300}y 22/3/2021", Ok(day("2021-03-22"))),
        ("22/3/21", Ok(day("2021-03-22"))),
        ("1/1/69", Ok(day("2069-01-01"))),
        ("1/1/70", Ok(day("1970-01-01"))),
        ("29/2/2020", Ok(day("2020-02-29"))),
        ("", Err(Empty)),
        (" \u{A0}", Err(Empty)),
        ("31/02/2021", no_day(31, "2021-02")),
        ("29/2/2021", no_day(29, "2021-02")),
        ("0/3/2021", no_day(0, "2021-03")),
        ("45/3/2021", no_day(45, "2021-03")),
        ("3/22/2021", Err(NoSuchMonth { month: 22 })),
        ("1/0/2021", Err(NoSuchMonth { month: 0 })),
        ("2021-13-01", Err(NoSuchMonth { month: 13 })),
        ("22/3", Err(MissingYear)),
        ("31/02", Err(MissingYear)),
        ("22/13", Err(NoSuchMonth { month: 13 })),
        ("3/2021", Err(NotADate)),
        ("2021", Err(NotADate)),
        ("22032021", Err(NotADate)),
        ("22/3/202", Err(NotADate)),
        ("22/3/0000", Err(NotADate)),
        ("22/3/20211", Err(NotADate)),
        ("222/3/2021", Err(NotADate)),
        ("1/2/3/2021", Err(NotADate)),
        ("hôm nay", Err(NotADate)),
        ("22 March 2021", Err(NotADate)),
        ("99999999999999999999/1/2021", Err(NotADate)),
    ];
    for (text, expected) in table {
        assert_eq!(read_typed_day(text), expected, "{text:?}");
    }
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..3_652_058).prop_map(|days| Day::MIN.plus_days(days))
}

proptest! {
    #[test]
    fn a_day_survives_its_text(day in any_day()) {
        prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        let month = day.month();
        prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
        prop_assert!(month.first() <= day && day <= month.last());
    }

    #[test]
    fn a_typed_day_is_read(day in any_day(), separator in "[-/. ]", pad in " {0,2}") {
        let (d, m, y) = (day.number(), day.month().number(), day.year());
        for typed in [
            format!("{pad}{d}{separator}{m}{separator}{y:04}{pad}"),
            format!("{d:02}{separator}{m:02}{separator}{y:04}"),
            format!("{y:04}{separator}{m:02}{separator}{d:02}"),
        ] {
            prop_assert_eq!(read_typed_day(&typed), Ok(day), "{}", typed);
        }
    }

    #[test]
    fn typed_nonsense_is_an_error_and_no_panic(text in "\\PC*", dateish in "[0-9/. -]{0,14}") {
        let _ = read_typed_day(&text);
        let _ = read_typed_day(&dateish);
    }
}
