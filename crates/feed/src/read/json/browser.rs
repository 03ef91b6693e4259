use js_sys::{Array, JSON, Object, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::find::has;

use super::{DEPTH, LONGEST, Mended, NotJson, is_kept, number_of};

/// The value of a whole text, still the browser's.
pub struct Parsed(JsValue);

impl Parsed {
    pub fn of(text: &str, _: &mut Mended) -> Result<Parsed, NotJson> {
        JSON::parse(text).map(Parsed).map_err(|_| NotJson(None))
    }

    pub fn whole(self) -> Value {
        self.rest(&mut Mended::default())
    }

    pub fn take_items(&mut self, mended: &mut Mended) -> Option<Items> {
        let object = self.0.dyn_ref::<Object>()?;
        let name = JsValue::from("items");
        // A property of a parsed object can always be read and taken away.
        let list: Array = Reflect::get(object, &name).ok()?.dyn_into().ok()?;
        let _ = Reflect::delete_property(object, &name);
        let length = kept(list.length(), DEPTH - 1, mended);
        Some(Items {
            list,
            at: 0,
            length,
        })
    }

    pub fn rest(self, mended: &mut Mended) -> Value {
        convert(&self.0, DEPTH, mended)
    }
}

pub struct Items {
    list: Array,
    at: u32,
    length: u32,
}

impl Items {
    pub fn next(&mut self, mended: &mut Mended) -> Option<Value> {
        let at = self.at;
        self.at += 1;
        (at < self.length).then(|| self.convert_item(at, mended))
    }

    pub fn left(&self) -> usize {
        self.length.saturating_sub(self.at) as usize
    }

    pub fn member(&self, place: usize, name: &str) -> Option<Value> {
        let item = self.list.get(self.at + place as u32);
        let member = Reflect::get(item.dyn_ref::<Object>()?, &JsValue::from(name)).ok()?;
        (!member.is_undefined()).then(|| convert(&member, 0, &mut Mended::default()))
    }

    pub fn item(&self, place: usize) -> Option<Value> {
        let at = self.at + place as u32;
        (at < self.length).then(|| self.convert_item(at, &mut Mended::default()))
    }

    fn convert_item(&self, at: u32, mended: &mut Mended) -> Value {
        // The list is two levels down.
        convert(&self.list.get(at), DEPTH - 2, mended)
    }
}

/// How many of a container's entries are kept.
fn kept(length: u32, levels: u8, mended: &mut Mended) -> u32 {
    if levels == 0 {
        mended.too_deep |= length > 0;
        return 0;
    }
    let kept = length.min(LONGEST as u32);
    mended.left_out += (length - kept) as usize;
    kept
}

fn convert(value: &JsValue, levels: u8, mended: &mut Mended) -> Value {
    if let Some(text) = value.as_string() {
        mended.lone_surrogate |= has(&text, "\u{FFFD}");
        return Value::String(text);
    }
    if let Some(number) = value.as_f64() {
        return number_of(number);
    }
    if let Some(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if Array::is_array(value) {
        let list: &Array = value.unchecked_ref();
        let items = (0..kept(list.length(), levels, mended))
            .map(|index| convert(&list.get(index), levels - 1, mended));
        return Value::Array(items.collect());
    }
    if value.is_null() || !value.is_object() {
        return Value::Null;
    }
    let object: &Object = value.unchecked_ref();
    let names = Object::keys(object);
    let mut map = Map::new();
    for index in 0..kept(names.length(), levels, mended) {
        let name = names.get(index);
        let text = name.as_string().unwrap_or_default();
        // A property of a parsed object can always be read.
        if let (true, Ok(member)) = (is_kept(&text), Reflect::get(object, &name)) {
            map.insert(text, convert(&member, levels - 1, mended));
        }
    }
    Value::Object(map)
}

pub fn digits(number: f64) -> String {
    let number = JsValue::from_f64(number);
    JSON::stringify(&number).map_or_else(|_| String::new(), String::from)
}
