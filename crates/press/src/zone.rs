//! The zone in which days are counted.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use feed::Zone;

/// As the portal's setting `timeZone`: `+07:00`, or `Europe/Paris`.
#[derive(Clone, Debug)]
pub struct Days {
    name: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Fixed(FixedOffset),
    Named(Tz),
}

impl Days {
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl FromStr for Days {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Days, &'static str> {
        let fixed = Zone::parse_fixed(name).map(Kind::Fixed);
        let kind = fixed.or_else(|| name.parse().ok().map(Kind::Named));
        Ok(Days {
            name: name.to_owned(),
            kind: kind.ok_or("a zone like +07:00 or Europe/Paris is wanted")?,
        })
    }
}

/// Lends the zone to `work`; none is each date's own offset.
pub fn with<T>(days: Option<&Days>, work: impl FnOnce(&Zone<'_>) -> T) -> T {
    match days.map(|days| days.kind) {
        None => work(&Zone::AsWritten),
        Some(Kind::Fixed(offset)) => work(&Zone::Fixed(offset)),
        Some(Kind::Named(zone)) => work(&Zone::Named(&|unix| {
            let moment = DateTime::from_timestamp(unix, 0).unwrap_or_default();
            let offset = zone.offset_from_utc_datetime(&moment.naive_utc());
            offset.fix().local_minus_utc()
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_change_where_the_zone_says() {
        let day = |name: &str, unix| {
            let days: Days = name.parse().unwrap();
            with(Some(&days), |zone| zone.day_at(unix).to_string())
        };
        // 2021-03-28T22:30:00Z, in summer time of Paris.
        assert_eq!(day("Europe/Paris", 1_616_970_600), "2021-03-29");
        assert_eq!(day("+01:00", 1_616_970_600), "2021-03-28");
        assert!("Europe/Nowhere".parse::<Days>().is_err());
    }
}
