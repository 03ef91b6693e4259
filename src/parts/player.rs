use feed::Attachment;

use crate::el::{El, el};

/// Plays the forms of one thing that are sound, or film: the browser takes the first that it can.
pub fn player(forms: &[&Attachment]) -> Option<El> {
    let kind = forms.iter().find_map(|form| form.player())?;
    let sources: Vec<El> = forms
        .iter()
        .filter(|form| form.player() == Some(kind))
        .map(|form| {
            el("source")
                .attr("src", form.url.to_string())
                .attr("type", form.mime_type.clone())
        })
        .collect();
    Some(
        el(kind)
            .attr("controls", "")
            .attr("preload", "none")
            .attr("aria-label", name(forms.first()?))
            .child(sources),
    )
}

/// What a file is called.
pub fn name(file: &Attachment) -> String {
    file.title
        .clone()
        .unwrap_or_else(|| file_name(file.url.as_str()))
}

/// The last segment of an address, as a file's name.
pub fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .to_owned()
}
