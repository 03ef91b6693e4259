//! How far a clock is from UTC, as it is written.

/// Seconds east of UTC for `+07:00`, `+0700`, `+07`, `+7`; a minus may be U+2212.
pub fn read_offset(text: &str) -> Option<i32> {
    let (is_east, digits) = match text.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if digits.len() >= 3 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| -> Option<i32> {
        let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_plain.then(|| text.parse().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60;
    Some(if is_east { seconds } else { -seconds })
}

/// Names and hours east of UTC, in small letters: RFC 822's, and what is met beside them.
const NAMES: &str = "utc0 gmt0 ut0 z0 wet0 edt-4 est-5 cdt-5 cst-6 mdt-6 mst-7 pdt-7 pst-8 \
    bst1 cet1 west1 cest2 eet2 eest3 msk3 ict7 wib7 sgt8 hkt8 pht8 jst9 kst9 aest10 aedt11 nzst12 nzdt13";

/// Seconds east of UTC of a zone by its name, in small letters.
pub fn named_offset(name: &str) -> Option<i32> {
    let hours = NAMES.split(' ').find_map(|known| {
        let hours = known.strip_prefix(name)?;
        hours.parse::<i32>().ok()
    })?;
    Some(hours * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let table = [
            ("+07:00", Some(25_200)),
            ("+0700", Some(25_200)),
            ("+07", Some(25_200)),
            ("+7", Some(25_200)),
            ("-03:30", Some(-12_600)),
            ("\u{2212}07:00", Some(-25_200)),
            ("+07:0", None),
            ("+24:00", None),
            ("+07:60", None),
            ("+07000", None),
            ("+", None),
            ("07:00", None),
            ("+é:00", None),
        ];
        for (text, expected) in table {
            assert_eq!(read_offset(text), expected, "{text}");
        }
        let names = [
            ("z", Some(0)),
            ("ict", Some(25_200)),
            ("jst", Some(32_400)),
            ("edt", Some(-14_400)),
            ("e", None),
            ("", None),
            ("xyz", None),
        ];
        for (name, expected) in names {
            assert_eq!(named_offset(name), expected, "{name}");
        }
    }
}
