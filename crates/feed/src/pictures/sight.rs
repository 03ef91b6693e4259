//! Which picture an address means, whatever the size, the scheme and the host's name that it is asked for by.

use crate::read::is_picture;
use crate::text::{
    find::{find, has},
    html::tag_end,
};

/// What the addresses of one picture have in common: host and path without what says a size.
#[derive(Debug, PartialEq, Eq)]
pub struct Sight(String);

impl Sight {
    pub fn of(written: &str) -> Sight {
        let address = decoded(written.split('#').next().unwrap_or_default());
        // What makes it smaller on its way has the real one in its query.
        let real = find(&address, "url=").or_else(|| find(&address, "src="));
        let address = match real {
            Some(at) => address[at + 4..].split('&').next().unwrap_or_default(),
            None => &address,
        };
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = find(path, "//").map_or(path, |at| &path[at + 2..]);
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut kept = String::new();
        let mut is_sized = false;
        for folder in folders.split('/') {
            // `/zoom/80_50/2021/`, `/thumb_w/640/2021/`
            let is_size = is_sized
                && folder
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'_');
            is_sized = matches!(folder, "zoom" | "thumb_w" | "thumb_h");
            if !matches!(folder, "" | "." | "..") && !is_sized && !is_size && !says_size(folder) {
                kept.push_str(folder);
                kept.push('/');
            }
        }
        let name = without_pixels(name);
        match name.rsplit_once('.').filter(|_| is_picture(name)) {
            Some((stem, ending)) => {
                let sized = stem.rsplit_once(['-', '_', '@']);
                let sized = sized.filter(|(_, size)| *size == "scaled" || says_size(size));
                kept.push_str(sized.map_or(stem, |(stem, _)| stem));
                kept.push('.');
                kept.push_str(ending);
            }
            // A script: its query says which.
            None => {
                kept.push_str(name);
                for part in query.split('&') {
                    // As HTML writes it.
                    let part = part.strip_prefix("amp;").unwrap_or(part);
                    let (key, value) = part.split_once('=').unwrap_or((part, ""));
                    if !matches!(
                        key,
                        "w" | "h" | "q" | "width" | "height" | "quality" | "size"
                    ) {
                        kept.push('&');
                        kept.push_str(key);
                        kept.push_str(value);
                    }
                }
            }
        }
        Sight(kept)
    }

    /// Whether both are of one picture. What stands in a text may leave out the host and some of the path;
    /// another host may stand before the picture's own.
    pub fn is(&self, other: &Sight) -> bool {
        let (long, short) = match self.0.len() < other.0.len() {
            true => (&*other.0, &*self.0),
            false => (&*self.0, &*other.0),
        };
        ends_with(long, short)
            || without_number(long).is_some_and(|long| ends_with(&long, short))
            || without_number(short).is_some_and(|short| ends_with(long, &short))
    }
}

fn ends_with(long: &str, short: &str) -> bool {
    long.strip_suffix(short)
        .is_some_and(|before| before.is_empty() || before.ends_with(['/', '.']))
}

/// `a-600.png` as `a.png`: a width, where the other address has none. Two numbers are two pictures.
fn without_number(sight: &str) -> Option<String> {
    let (stem, ending) = sight.rsplit_once('.')?;
    let (stem, number) = stem.rsplit_once(['-', '_'])?;
    let is_width =
        (3..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_width.then(|| [stem, ".", ending].concat())
}

/// `320px-a.png` as `a.png`.
fn without_pixels(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("px-");
    rest.unwrap_or(name)
}

/// `300x200`, `s1600`, `w640-h480`, `2x`, `w_400,c_limit`, `width=800`.
fn says_size(part: &str) -> bool {
    let has_number = part.bytes().any(|byte| byte.is_ascii_digit());
    let is_short = || {
        part.contains(['w', 'h', 's', 'x'])
            && part.bytes().all(|byte| b"0123456789whsx-_".contains(&byte))
    };
    has_number && (part.contains([',', '=']) || is_short())
}

/// The pictures that HTML shows.
pub fn seen_in(html: &str) -> Vec<Sight> {
    let mut seen = Vec::new();
    let mut see = |written: &str| {
        let written = written.trim_matches([',', '/']);
        // An address, not a word of the description.
        if written.contains(['.', '/', '?']) {
            seen.push(Sight::of(written));
        }
    };
    let mut is_comment = false;
    for tag in html.split('<') {
        if is_comment || tag.starts_with("!--") {
            is_comment = !has(tag, "-->");
            continue;
        }
        let begins = |name: &str| {
            let begins = tag.get(..name.len());
            begins.is_some_and(|begins| begins.eq_ignore_ascii_case(name))
        };
        if !["img", "amp-img", "source", "video"]
            .into_iter()
            .any(begins)
        {
            continue;
        }
        for quoted in tag[..tag_end(tag)].split(['"', '\'', '>']) {
            see(quoted.trim());
            for word in quoted.split_ascii_whitespace() {
                // `src=a.png`, and `1x,b.png` in a `srcset`.
                let is_name = |name: &str| {
                    name.bytes()
                        .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
                };
                let named = word.split_once('=').filter(|(name, _)| is_name(name));
                let bare = named.map_or(word, |(_, bare)| bare);
                see(bare);
                bare.split(',').skip(1).for_each(&mut see);
            }
        }
    }
    seen
}

/// `text` with what stands for bytes of UTF-8 as letters.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let code = (*first == b'%').then(|| u8::try_from(digit(0)? * 16 + digit(1)?).ok());
        match code.flatten() {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
