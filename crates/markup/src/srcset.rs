//! `srcset`, as the HTML standard parses it: addresses hold commas.

/// More sizes than any picture has.
const MOST: usize = 32;

/// The candidates of a `srcset`: addresses with their descriptors, such as `800w`.
pub(super) fn candidates(srcset: &str) -> Vec<(&str, &str)> {
    let mut candidates = Vec::new();
    let mut rest = srcset;
    while candidates.len() < MOST {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        // With a comma at its end the address has no descriptor.
        let descriptor = if bare.len() < address.len() {
            rest = after;
            ""
        } else {
            let end = end_of_descriptors(after);
            rest = &after[end..];
            after[..end].trim()
        };
        if !bare.is_empty() {
            candidates.push((bare, descriptor));
        }
    }
    candidates
}

/// Where the comma is that ends the descriptors; commas in parentheses do not.
fn end_of_descriptors(text: &str) -> usize {
    let mut inside = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => inside = true,
            b')' => inside = false,
            b',' if !inside => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a descriptor is a width or a density.
pub(super) fn is_descriptor(text: &str) -> bool {
    let number = text.strip_suffix(['w', 'x']);
    text.is_empty()
        || number.is_some_and(|number| {
            number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
                && number.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
        })
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn commas_belong_to_addresses() {
        let table: [(&str, &[(&str, &str)]); 8] = [
            ("", &[]),
            (" , ,", &[]),
            ("a.png", &[("a.png", "")]),
            ("a.png 1x, b.png 2x", &[("a.png", "1x"), ("b.png", "2x")]),
            ("a.png 1x,b.png 2x", &[("a.png", "1x"), ("b.png", "2x")]),
            (
                "i/w_400,c_limit/a.png 400w, i/w_800,c_limit/a.png 800w",
                &[
                    ("i/w_400,c_limit/a.png", "400w"),
                    ("i/w_800,c_limit/a.png", "800w"),
                ],
            ),
            (
                "c_fill,w_300/a.png, b,c.png 2x",
                &[("c_fill,w_300/a.png", ""), ("b,c.png", "2x")],
            ),
            (
                "data:image/gif;base64,R0== 1w, a 2w",
                &[("data:image/gif;base64,R0==", "1w"), ("a", "2w")],
            ),
        ];
        for (srcset, expected) in table {
            assert_eq!(candidates(srcset), expected, "{srcset}");
        }
    }
}
