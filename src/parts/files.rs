use feed::Attachment;

use super::{list, messages};
use crate::{
    el::{El, el},
    text::file_size,
};

/// Attachments with their type and size; audio and video play in the page.
pub fn files(files: &[Attachment]) -> El {
    let entries: Vec<El> = files.iter().map(file).collect();
    el("section")
        .class("files")
        .attr("aria-labelledby", "files")
        .child(el("h2").attr("id", "files").child(messages().attachments))
        .child(list().child(entries))
}

fn file(file: &Attachment) -> El {
    let url = file.url.to_string();
    let name = file.title.clone().unwrap_or_else(|| file_name(&url));
    let size = file
        .size_in_bytes
        .map(|bytes| [", ", &file_size(messages(), bytes)].concat());
    let about = [
        " (",
        &kind(&file.mime_type, &url),
        &size.unwrap_or_default(),
        ")",
    ]
    .concat();
    let player = match file.mime_type.split('/').next() {
        Some("audio") => Some(el("audio")),
        Some("video") => Some(el("video")),
        _ => None,
    };
    let player = player.map(|player| {
        player
            .attr("controls", "")
            .attr("preload", "none")
            .attr("src", url.clone())
            .attr("aria-label", name.clone())
    });
    let link = el("a")
        .attr("href", url)
        .attr("type", file.mime_type.clone())
        .child(name);
    el("li")
        .child(link)
        .child(el("span").class("hint").child(about))
        .child(player)
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
