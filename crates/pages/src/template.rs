//! `index.html` as it was built and published, and what of it is another on the page of an article.

use crate::Unusable;

/// The built page, and where its parts lie.
#[derive(Clone, Debug)]
pub struct Template {
    text: String,
    settings: String,
    base: String,
}

/// What stands around a part of the page, which the build writes so.
type Part = (&'static str, &'static str);

const TITLE: Part = ("<title>", "</title>");
const DESCRIPTION: Part = ("<meta name=\"description\" content=\"", "\"");
/// What is said of the whole portal where it is shared; an article says it of itself.
const SHARED_TITLE: Part = ("<meta property=\"og:title\" content=\"", "\" />");
const SHARED_PICTURE: Part = ("<meta property=\"og:image\" content=\"", "\" />");
const HEAD: Part = ("<head>", "</head>");
const BASE: Part = ("<base href=\"", "\"");
const SETTINGS: Part = ("id=\"cong-tin-config\">", "</script>");
const WAITING: Part = ("<div id=\"waiting\">", "<div id=\"app\">");
const NO_SCRIPTS: Part = ("<noscript>", "</noscript>");
/// Scripts that the build has put by.
const LATE: Part = ("<template id=\"late\">", "</template>");
/// The styles of what lies below an article, which the portal's script fetches where the page does not.
const STYLES: &str = "<link data-pages ";

impl Template {
    /// Reads a built page.
    pub fn new(text: &str) -> Result<Template, Unusable> {
        let part = |part, name| between(text, part).ok_or(Unusable::Part(name));
        part(TITLE, "title")?;
        part(DESCRIPTION, "description")?;
        part(HEAD, "head")?;
        part(WAITING, "place for the news")?;
        part(NO_SCRIPTS, "part for readers without scripts")?;
        Ok(Template {
            settings: part(SETTINGS, "settings")?.to_owned(),
            base: part(BASE, "base path")?.to_owned(),
            text: text.to_owned(),
        })
    }

    /// The text of the config block.
    pub fn settings(&self) -> &str {
        &self.settings
    }

    /// Where the portal lies on its host.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The picture that is shown where the portal is shared, by its address; HTML's references in it stand.
    pub fn card(&self) -> Option<&str> {
        between(&self.text, SHARED_PICTURE)
    }

    /// The built page itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The page of an article: `head` is added to its head, and what is `standing` stands in the skeleton's place
    /// until the portal takes over, as a snapshot of the service worker's does (`src/js/worker/snapshots.js`). It is in
    /// `lang`, whatever the reader has chosen for the portal.
    pub fn page(
        &self,
        title: &str,
        head: &str,
        standing: &str,
        lang: &str,
        description: Option<&str>,
    ) -> String {
        let described = match description {
            Some(description) => escaped(description),
            None => escaped(title),
        };
        let standing = format!(
            "<div id=\"waiting\" data-snapshot=\"page\" lang=\"{lang}\">{standing}</div>\n    "
        );
        // Each part is looked for in what was built, so that nothing of the feed's is taken for one.
        let mut parts = [
            (TITLE, [TITLE.0, &escaped(title), TITLE.1].concat()),
            (
                DESCRIPTION,
                [DESCRIPTION.0, &described, DESCRIPTION.1].concat(),
            ),
            (WAITING, [&standing, WAITING.1].concat()),
            (NO_SCRIPTS, String::new()),
        ]
        .map(|((start, end), new)| {
            let (from, to) = around(&self.text, (start, end)).unwrap_or_default();
            (from, to, new)
        })
        .to_vec();
        if let Some(at) = self.text.find(HEAD.1) {
            parts.push((at, at, head.to_owned()));
        }
        let of_portal = [SHARED_TITLE, SHARED_PICTURE].into_iter();
        let of_portal = of_portal.filter_map(|part| around(&self.text, part));
        parts.extend(of_portal.map(|(from, to)| (from, to, String::new())));
        parts.extend(self.standing_script());
        if let Some(at) = self.text.find(STYLES) {
            let loaded = STYLES.replace("<link ", "<link rel=\"stylesheet\" ");
            parts.push((at, at + STYLES.len(), loaded));
        }
        parts.sort();
        let mut page = String::with_capacity(self.text.len() + standing.len() + head.len());
        let mut at = 0;
        for (from, to, new) in parts {
            page.push_str(&self.text[at..from]);
            page.push_str(&new);
            at = to;
        }
        page.push_str(&self.text[at..]);
        page
    }
}

impl Template {
    /// The last script that is put by keeps what a reader does to what stands there (`src/js/standing.js`): it is
    /// moved to where it is run.
    fn standing_script(&self) -> Option<(usize, usize, String)> {
        let (from, to) = around(&self.text, LATE)?;
        let late = &self.text[from..to];
        let script = late.rfind("<script")?;
        let end = late.len() - LATE.1.len();
        let moved = [LATE.1, &late[script..end]].concat();
        Some((from + script, to, moved))
    }
}

/// Where a part begins and ends, what stands around it included.
fn around(text: &str, (start, end): Part) -> Option<(usize, usize)> {
    let from = text.find(start)?;
    let inside = from + start.len();
    let to = inside + text[inside..].find(end)? + end.len();
    Some((from, to))
}

fn between(text: &str, part: Part) -> Option<&str> {
    let (from, to) = around(text, part)?;
    text.get(from + part.0.len()..to - part.1.len())
}

/// As text, and as the value of an attribute in double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
