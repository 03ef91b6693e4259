use feed::Attachment;

use super::{list, messages, words};
use crate::{
    el::{El, el},
    text::file_size,
};

/// Attachments with their type and size; audio and video play in the page.
pub fn files(files: &[&Attachment]) -> El {
    let entries: Vec<El> = things(files).iter().map(|forms| thing(forms)).collect();
    el("section")
        .class("files")
        .attr("aria-labelledby", "files")
        .child(el("h2").attr("id", "files").child(words().attachments))
        .child(list().child(entries))
}

/// Files of the same title are forms of one thing (JSON Feed 1.1, attachments).
fn things<'f>(files: &[&'f Attachment]) -> Vec<Vec<&'f Attachment>> {
    let mut things: Vec<Vec<&Attachment>> = Vec::new();
    for file in files {
        let same = |forms: &&mut Vec<&Attachment>| {
            file.title.is_some() && forms.iter().any(|form| form.title == file.title)
        };
        match things.iter_mut().find(same) {
            Some(forms) => forms.push(file),
            None => things.push(vec![file]),
        }
    }
    things
}

/// One thing in its forms: the first has its name, the others are called by their types.
fn thing(forms: &[&Attachment]) -> El {
    let mut entry = el("li");
    for (place, form) in forms.iter().enumerate() {
        let url = form.url.to_string();
        let kind = kind(&form.mime_type, &url);
        let size = form.size_in_bytes.map(|bytes| file_size(messages(), bytes));
        let (text, about) = match (place, size) {
            (0, Some(size)) => (name(form), [" (", &kind, ", ", &size, ")"].concat()),
            (0, None) => (name(form), [" (", &kind, ")"].concat()),
            (_, Some(size)) => (kind, [" (", &size, ")"].concat()),
            (_, None) => (kind, String::new()),
        };
        let link = el("a")
            .attr("href", url)
            .attr("type", form.mime_type.clone())
            .child(text);
        entry = entry
            .child((place > 0).then_some(" · "))
            .child(link)
            .child(el("span").class("hint").child(about));
    }
    entry.child(player(forms))
}

/// Plays the forms that are sound, or film: the browser takes the first that it can.
fn player(forms: &[&Attachment]) -> Option<El> {
    let media = |form: &Attachment| {
        let kind = form.mime_type.split('/').next();
        ["audio", "video"]
            .into_iter()
            .find(|known| kind == Some(known))
    };
    let first = forms.iter().find_map(|form| media(form))?;
    let sources: Vec<El> = forms
        .iter()
        .filter(|form| media(form) == Some(first))
        .map(|form| {
            el("source")
                .attr("src", form.url.to_string())
                .attr("type", form.mime_type.clone())
        })
        .collect();
    Some(
        el(first)
            .attr("controls", "")
            .attr("preload", "none")
            .attr("aria-label", name(forms.first()?))
            .child(sources),
    )
}

fn name(file: &Attachment) -> String {
    file.title
        .clone()
        .unwrap_or_else(|| file_name(file.url.as_str()))
}

/// The last segment of an address, as a file's name.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .to_owned()
}

/// What people call the type of a file: PDF, DOCX, MP3; else the MIME type itself.
fn kind(mime_type: &str, url: &str) -> String {
    let name = file_name(url);
    match name.rsplit_once('.') {
        Some((_, ending)) if (2..=5).contains(&ending.len()) => ending.to_ascii_uppercase(),
        _ => mime_type.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_their_ending() {
        let url = "https://a.example/tep/Quyết%20định.docx?v=2";
        assert_eq!(kind("application/octet-stream", url), "DOCX");
        assert_eq!(
            kind("application/pdf", "https://a.example/tep/17"),
            "application/pdf"
        );
        assert_eq!(file_name("https://a.example/a/b.pdf#p2"), "b.pdf");
    }
}
