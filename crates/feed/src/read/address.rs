//! Addresses: what is written to what may be linked.

use super::fields::Fields;
use crate::finding::Rule;
use crate::model::{Address, has_scheme};
use crate::text::find::has;

impl Fields<'_> {
    /// The address at `key`, absolute, if its scheme is one of `schemes`.
    pub fn address(&self, key: &str, schemes: &[&str]) -> Option<Address> {
        let written = self.text(key)?;
        let unescaped = written.trim().replace("&amp;", "&");
        // Without its scheme it would be a path.
        let trimmed = match unescaped.get(..4) {
            Some(www) if www.eq_ignore_ascii_case("www.") => &["https://", &unescaped].concat(),
            _ => unescaped.as_str(),
        };
        if written.trim().len() < written.len() {
            self.note(key, Rule::AddressPadded);
        }
        if is_plain_web_address(trimmed) {
            return Some(Address::checked(trimmed.to_owned()));
        }
        let reader = self.desk.reader;
        let resolved = (reader.resolve)(reader.address, trimmed)
            .filter(|resolved| has_scheme(resolved, schemes));
        match &resolved {
            None => self.note(key, Rule::AddressRefused),
            Some(_) if !has_scheme(trimmed, schemes) => self.note(key, Rule::AddressRelative),
            Some(_) => {}
        }
        resolved.map(Address::checked)
    }
}

/// Whether `address` is absolute and already as the URL Standard would write it:
/// most are, and need no crossing to the browser's parser. Strict rather than
/// complete; anything unusual takes the long way.
fn is_plain_web_address(address: &str) -> bool {
    let Some(rest) = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
    else {
        return false;
    };
    let Some((host, path)) = rest.split_once('/') else {
        return false;
    };
    let last_label = host.rsplit('.').next().unwrap_or_default();
    let plain_host = host
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        && last_label.starts_with(|c: char| c.is_ascii_lowercase())
        && !host.starts_with(['.', '-'])
        && !has(host, "..")
        && !has(host, "xn--");
    plain_host
        && !path.starts_with('.')
        && !has(path, "/.")
        && !has(path, "%2")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&byte))
}
