use feed::Attachment;

use super::{
    list, messages,
    player::{file_name, name, player},
    words,
};
use crate::{
    el::{El, el},
    text::file_size,
};

/// Attachments with their type and size; audio and video play in the page, but for what is `played` elsewhere
/// in it.
pub fn files(files: &[&Attachment], played: &[&Attachment]) -> El {
    let entries = things(files);
    let entries = entries.iter().map(|forms| {
        let is_played = forms.iter().any(|form| played.contains(form));
        thing(forms).child((!is_played).then(|| player(forms)).flatten())
    });
    let entries: Vec<El> = entries.collect();
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
    entry
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
