//! Text that was not escaped.

use std::borrow::Cow;

/// A `<` that begins no tag was not escaped: "giá < 5 triệu". It is text.
pub fn with_tags_alone(text: &str) -> Cow<'_, str> {
    // What comes behind the document is none of it.
    let end = text.rfind("</").unwrap_or(0);
    let mut mended = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text[at..].find('<') {
        let open = at + next;
        if open > end {
            break;
        }
        let rest = &text[open..];
        let behind = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        at = open
            + if rest.starts_with("<![CDATA[") {
                behind("]]>")
            } else if rest.starts_with("<!--") {
                behind("-->")
            } else {
                1
            };
        let begins_tag = |c: char| c.is_alphabetic() || matches!(c, '_' | ':' | '/' | '!' | '?');
        if !rest[1..].starts_with(begins_tag) {
            mended.push_str(&text[from..open]);
            mended.push_str("&lt;");
            from = at;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[from..]);
    Cow::Owned(mended)
}
