use js_sys::{Array, JSON, Object, Reflect};
use serde_json::{Map, Number, Value};
use wasm_bindgen::JsValue;

use super::{DEPTH, Mended, NotJson, is_kept};

pub fn parse(text: &str, mended: &mut Mended) -> Result<Value, NotJson> {
    let parsed = JSON::parse(text).map_err(|_| NotJson(None))?;
    let value = convert(&parsed, DEPTH, mended);
    // A half of a surrogate pair that lacks its other half comes out as U+FFFD.
    mended.lone_surrogate = mended.lone_surrogate && !text.contains('\u{FFFD}');
    Ok(value)
}

fn convert(value: &JsValue, levels: u8, mended: &mut Mended) -> Value {
    if let Some(text) = value.as_string() {
        mended.lone_surrogate |= text.contains('\u{FFFD}');
        return Value::String(text);
    }
    if let Some(number) = value.as_f64() {
        return number_of(number);
    }
    if let Some(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if Array::is_array(value) {
        let list: &Array = wasm_bindgen::JsCast::unchecked_ref(value);
        mended.too_deep |= levels == 0 && list.length() > 0;
        let length = if levels == 0 { 0 } else { list.length() };
        let items = (0..length).map(|index| convert(&list.get(index), levels - 1, mended));
        return Value::Array(items.collect());
    }
    if value.is_null() || !value.is_object() {
        return Value::Null;
    }
    let object: &Object = wasm_bindgen::JsCast::unchecked_ref(value);
    let names = Object::keys(object);
    mended.too_deep |= levels == 0 && names.length() > 0;
    let mut map = Map::new();
    for index in 0..if levels == 0 { 0 } else { names.length() } {
        let name = names.get(index);
        let text = name.as_string().unwrap_or_default();
        // A property of a parsed object can always be read.
        if let (true, Ok(member)) = (is_kept(&text), Reflect::get(object, &name)) {
            map.insert(text, convert(&member, levels - 1, mended));
        }
    }
    Value::Object(map)
}

/// Whole numbers as such, as far as a double holds them all.
fn number_of(number: f64) -> Value {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.trunc() == number && number.abs() <= WHOLE {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

pub fn digits(number: &Number) -> String {
    let number = JsValue::from_f64(number.as_f64().unwrap_or_default());
    JSON::stringify(&number).map_or_else(|_| String::new(), String::from)
}
