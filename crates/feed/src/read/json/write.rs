use serde_json::Value;

use super::digits;

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Without any white space, for machines.
    Compact,
    /// An entry a line, two spaces a level, for people.
    Indented,
}

/// A value as JSON (RFC 8259). serde_json would write the same; in WebAssembly its tables for numbers
/// would weigh on every reader.
pub fn write_json(value: &Value, layout: Layout) -> String {
    let mut text = String::new();
    let start = match layout {
        Layout::Compact => "",
        Layout::Indented => "\n",
    };
    write(value, start, &mut text);
    text
}

/// `start` is what begins a line of this level; nothing in the compact layout.
fn write(value: &Value, start: &str, text: &mut String) {
    let is_compact = start.is_empty();
    let deeper = if is_compact {
        String::new()
    } else {
        [start, "  "].concat()
    };
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
        Value::String(it) => quote(it, text),
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
                quote(name, text);
                text.push_str(if is_compact { ":" } else { ": " });
                write(member, &deeper, text);
            }
            if !object.is_empty() {
                text.push_str(start);
            }
            text.push('}');
        }
    }
}

/// A JSON string (RFC 8259, section 7).
fn quote(it: &str, text: &mut String) {
    text.reserve(it.len() + 2);
    text.push('"');
    for letter in it.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            '\0'..='\u{1F}' => {
                let digit = |four: u32| char::from_digit(four, 16).unwrap_or('0');
                let code = u32::from(letter);
                text.push_str("\\u00");
                text.extend([digit(code >> 4), digit(code & 15)]);
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
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
        assert_eq!(write_json(&value, Layout::Indented), format!("{value:#}"));
        assert_eq!(write_json(&value, Layout::Compact), value.to_string());
    }
}
