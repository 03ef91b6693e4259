use serde_json::Value;

use super::digits;
use crate::written::quoted;

/// A value as a text for people: an entry a line, two spaces a level. serde_json would write the same;
/// in the page its tables for numbers would weigh on every reader.
pub fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, "\n", &mut text);
    text
}

/// `start` is what begins a line of this level.
fn write(value: &Value, start: &str, text: &mut String) {
    let deeper = [start, "  "].concat();
    let mut filled = false;
    let mut next = |text: &mut String| {
        if filled {
            text.push(',');
        }
        filled = true;
        text.push_str(&deeper);
    };
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&digits(number)),
        Value::String(it) => text.push_str(&quoted(it)),
        Value::Array(list) => {
            text.push('[');
            for entry in list {
                next(text);
                write(entry, &deeper, text);
            }
            if !list.is_empty() {
                text.push_str(start);
            }
            text.push(']');
        }
        Value::Object(object) => {
            text.push('{');
            for (name, member) in object {
                next(text);
                text.push_str(&quoted(name));
                text.push_str(": ");
                write(member, &deeper, text);
            }
            if !object.is_empty() {
                text.push_str(start);
            }
            text.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_json_writes_the_same() {
        let value = serde_json::json!({
            "a": [1, "x\n\u{1}\"\\é", null, true, [], {}],
            "b": { "c": { "d": [[0]] } },
        });
        assert_eq!(pretty(&value), format!("{value:#}"));
    }
}
