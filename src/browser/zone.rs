//! The portal's time zone, by the browser's own time zone database (ECMA-402).

use std::cell::RefCell;

use feed::{Day, Stamp, Zone};
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::JsValue;

const DAY_S: i64 = 86_400;

/// A zone of the config, known to exist.
pub enum PortalZone {
    AsWritten,
    Fixed(chrono::FixedOffset),
    Named(Named),
}

impl PortalZone {
    /// `None`: the browser knows no such zone.
    pub fn new(name: Option<&str>) -> Option<PortalZone> {
        let Some(name) = name else {
            return Some(PortalZone::AsWritten);
        };
        match Zone::parse_fixed(name) {
            Some(offset) => Some(PortalZone::Fixed(offset)),
            None => Named::new(name).map(PortalZone::Named),
        }
    }

    /// Runs `work` with the zone as the core knows it.
    pub fn with<T>(&self, work: impl FnOnce(&Zone) -> T) -> T {
        match self {
            PortalZone::AsWritten => work(&Zone::AsWritten),
            PortalZone::Fixed(offset) => work(&Zone::Fixed(*offset)),
            PortalZone::Named(named) => work(&Zone::Named(&|unix| named.offset(unix))),
        }
    }

    /// The portal's day now. Where items keep the day they were written on, today is the reader's.
    pub fn today(&self) -> Day {
        let unix = now();
        match self {
            PortalZone::AsWritten if cfg!(target_arch = "wasm32") => {
                let offset = Date::new_0().get_timezone_offset() as i32 * -60;
                let now = Stamp {
                    unix,
                    offset: Some(offset),
                };
                now.day_in(&Zone::AsWritten)
            }
            _ => self.with(|zone| zone.day_at(unix)),
        }
    }
}

/// Seconds since 1970.
fn now() -> i64 {
    (now_ms() / 1_000.0) as i64
}

/// Milliseconds since 1970, by the clock of the browser or, natively, of the system.
pub(super) fn now_ms() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return Date::now();
    #[cfg(not(target_arch = "wasm32"))]
    std::time::UNIX_EPOCH
        .elapsed()
        .map_or(0.0, |since| since.as_secs_f64() * 1_000.0)
}

/// A zone of the time zone database. The browser is asked twice a day at most: where the offset
/// is the same at both ends of a UTC day, it holds in between.
pub struct Named {
    format: DateTimeFormat,
    /// In order of the days.
    days: RefCell<Vec<(i64, Option<i32>)>>,
}

impl Named {
    fn new(name: &str) -> Option<Named> {
        let options = Object::new();
        for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        // The constructor throws a RangeError for a zone that it does not know.
        let constructor = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
            .ok()?;
        let arguments = Array::of2(&"en-US".into(), &options);
        let format = Reflect::construct(&constructor.into(), &arguments).ok()?;
        let named = Named {
            format: format.into(),
            days: RefCell::default(),
        };
        named.ask(0).map(|_| named)
    }

    /// Seconds east of UTC at a moment.
    fn offset(&self, unix: i64) -> i32 {
        let day = unix.div_euclid(DAY_S);
        let mut days = self.days.borrow_mut();
        let whole_day = match days.binary_search_by_key(&day, |(day, _)| *day) {
            Ok(known) => days[known].1,
            Err(place) => {
                let start = self.ask(day * DAY_S);
                let whole_day = start.filter(|_| start == self.ask((day + 1) * DAY_S));
                days.insert(place, (day, whole_day));
                whole_day
            }
        };
        whole_day.or_else(|| self.ask(unix)).unwrap_or(0)
    }

    /// "1/1/2021, GMT+07:00" → 25200.
    fn ask(&self, unix: i64) -> Option<i32> {
        let moment = Date::new(&JsValue::from_f64(unix as f64 * 1_000.0));
        let text = self
            .format
            .format()
            .call1(&JsValue::UNDEFINED, &moment)
            .ok()?;
        let text = text.as_string()?;
        let offset = &text[feed::find(&text, "GMT")? + 3..];
        if offset.is_empty() {
            return Some(0);
        }
        let sign = if offset.starts_with('-') { -1 } else { 1 };
        let mut seconds = 0;
        for (part, unit) in offset[1..].split(':').zip([3_600, 60, 1]) {
            seconds += part.parse::<u32>().ok()? * unit;
        }
        Some(sign * i32::try_from(seconds).ok()?)
    }
}
