use feed::{Day, Month};

use super::{Lang, Messages, fill};

/// `22/03/2021`: the order every reader of the portal is used to, in both languages.
pub fn day_numeric(day: Day) -> String {
    let month = day.month();
    padded(&[
        (day.number(), 2, "/"),
        (month.number(), 2, "/"),
        (month.year().unsigned_abs(), 4, ""),
    ])
}

/// `08:15`, of the minute of a day.
pub fn clock(minute: u16) -> String {
    let minute = u32::from(minute);
    padded(&[(minute / 60, 2, ":"), (minute % 60, 2, "")])
}

/// Numbers with at least so many digits, and what stands behind each.
fn padded(numbers: &[(u32, usize, &str)]) -> String {
    let mut text = String::with_capacity(10);
    for &(number, width, end) in numbers {
        let digits = number.to_string();
        for _ in digits.len()..width {
            text.push('0');
        }
        text.push_str(&digits);
        text.push_str(end);
    }
    text
}

/// "Thứ Hai, 22 tháng 3 năm 2021"; "Monday, 22 March 2021".
pub fn day_in_words(messages: &Messages, day: Day) -> String {
    [
        messages.weekdays[usize::from(day.weekday())],
        ", ",
        &day.number().to_string(),
        " ",
        &month_in_words(messages, day.month()),
    ]
    .concat()
}

/// "tháng 3 năm 2021"; "March 2021".
pub fn month_in_words(messages: &Messages, month: Month) -> String {
    let name = messages.months[(month.number() - 1) as usize];
    let between = match messages.lang {
        Lang::Vi => " năm ",
        Lang::En => " ",
    };
    [name, between, &month.year().to_string()].concat()
}

/// "Không có ngày 31/02/2021: tháng 2 năm 2021 chỉ có 28 ngày."
pub(super) fn no_such_day(lang: Lang, day: u32, month: Month, last: u32) -> String {
    let typed = [
        &day.to_string(),
        "/",
        &month.number().to_string(),
        "/",
        &month.year().to_string(),
    ]
    .concat();
    let month = month_in_words(lang.messages(), month);
    fill(
        &fill(&fill(lang.words().day_no_such_day, &typed), &month),
        &last.to_string(),
    )
}

/// "312 KB", "1,2 MB": decimal units, as the SI and most systems' file lists have them.
pub fn file_size(messages: &Messages, bytes: u64) -> String {
    let comma = match messages.lang {
        Lang::Vi => ",",
        Lang::En => ".",
    };
    match bytes {
        0..1_000 => [&bytes.to_string(), " B"].concat(),
        1_000..1_000_000 => [&((bytes + 500) / 1_000).to_string(), " KB"].concat(),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            [
                &(tenths / 10).to_string(),
                comma,
                &(tenths % 10).to_string(),
                " MB",
            ]
            .concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_write_it() {
        let day = Day::new(2021, 3, 2).unwrap();
        assert_eq!(day_numeric(day), "02/03/2021");
        assert_eq!(clock(8 * 60 + 5), "08:05");
        let vi = Lang::Vi.messages();
        assert_eq!(day_in_words(vi, day), "Thứ Ba, 2 tháng 3 năm 2021");
        assert_eq!(
            day_in_words(Lang::En.messages(), day),
            "Tuesday, 2 March 2021"
        );
    }

    #[test]
    fn sizes_round_to_what_a_reader_needs() {
        let vi = Lang::Vi.messages();
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 KB"),
            (311_900, "312 KB"),
            (1_240_000, "1,2 MB"),
            (1_250_000, "1,3 MB"),
        ] {
            assert_eq!(file_size(vi, bytes), text);
        }
        assert_eq!(file_size(Lang::En.messages(), 1_240_000), "1.2 MB");
    }
}
