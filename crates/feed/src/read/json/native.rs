use std::{fmt, vec};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Error, Map, Value};

use super::{DEPTH, LONGEST, Mended, NotJson, is_kept, number_of};

/// The value of a whole text.
pub struct Parsed(Value);

impl Parsed {
    pub fn of(text: &str, mended: &mut Mended) -> Result<Parsed, NotJson> {
        parse(text, mended).map(Parsed)
    }

    pub fn whole(self) -> Value {
        self.0
    }

    pub fn take_items(&mut self, _: &mut Mended) -> Option<Items> {
        match self.0.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => Some(Items(items.into_iter())),
            _ => None,
        }
    }

    pub fn rest(self, _: &mut Mended) -> Value {
        self.0
    }
}

pub struct Items(vec::IntoIter<Value>);

impl Items {
    pub fn next(&mut self, _: &mut Mended) -> Option<Value> {
        self.0.next()
    }

    pub fn left(&self) -> usize {
        self.0.len()
    }

    pub fn member(&self, place: usize, name: &str) -> Option<Value> {
        let member = self.0.as_slice().get(place)?.get(name)?;
        let is_container = member.is_array() || member.is_object();
        // In the browser nothing is inside either.
        Some(if is_container {
            Value::Array(Vec::new())
        } else {
            member.clone()
        })
    }

    pub fn item(&self, place: usize) -> Option<Value> {
        self.0.as_slice().get(place).cloned()
    }
}

fn parse(text: &str, mended: &mut Mended) -> Result<Value, NotJson> {
    parse_once(text, mended).or_else(|error| {
        let refused = NotJson(Some((error.line(), error.column().max(1))));
        let text = replace_lone_surrogates(text).ok_or(refused)?;
        *mended = Mended {
            lone_surrogate: true,
            ..Mended::default()
        };
        parse_once(&text, mended).map_err(|_| refused)
    })
}

/// As ECMAScript has it (section 6.1.6.1.20): an exponent only for what is very small.
pub fn digits(number: f64) -> String {
    if number != 0.0 && number.abs() < 1e-6 {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

fn parse_once(text: &str, mended: &mut Mended) -> Result<Value, Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let levels = DEPTH;
    let value = Shallow { levels, mended }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

struct Shallow<'m> {
    levels: u8,
    mended: &'m mut Mended,
}

impl Shallow<'_> {
    fn inner(&mut self) -> Shallow<'_> {
        Shallow {
            levels: self.levels - 1,
            mended: self.mended,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Shallow<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Shallow<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(number_of(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        if self.levels == 0 {
            // serde_json passes over ignored values without recursion.
            while access.next_element::<IgnoredAny>()?.is_some() {}
            self.mended.too_deep = true;
            return Ok(Value::Array(list));
        }
        while list.len() < LONGEST {
            match access.next_element_seed(self.inner())? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
        while access.next_element::<IgnoredAny>()?.is_some() {
            self.mended.left_out += 1;
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if self.levels == 0 {
                self.mended.too_deep = true;
                access.next_value::<IgnoredAny>()?;
            } else if !is_kept(&key) {
                access.next_value::<IgnoredAny>()?;
            } else if map.len() >= LONGEST {
                self.mended.left_out += 1;
                access.next_value::<IgnoredAny>()?;
            } else {
                map.insert(key, access.next_value_seed(self.inner())?);
            }
        }
        Ok(Value::Object(map))
    }
}

/// `text` with `\uFFFD` for every escaped half of a surrogate pair that lacks its
/// other half; `None` when there is none. JSON allows them (RFC 8259, section 8.2)
/// and programs that cut texts by UTF-16 units write them; serde_json refuses.
fn replace_lone_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| -> Option<u16> {
        let escape = text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
    };
    let mut mended = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.push_str(&text[copied..at]);
                mended.push_str("\\uFFFD");
                copied = at + 6;
                6
            }
            // The escaped character may be of any length; an escape is of ASCII.
            _ => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if copied == 0 {
        return None;
    }
    mended.push_str(&text[copied..]);
    Some(mended)
}
