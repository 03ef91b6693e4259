//! Asking a host that runs, and what should lie there.

use std::{fs, io::Read};

use anyhow::{Context, Result, bail, ensure};

use super::Host;

/// The folder of the files whose names hold the hash of their content.
const ASSETS: &str = "assets";

/// An answer as it came: nothing is decoded, no redirection followed.
pub(super) struct Answer {
    /// What was asked for.
    path: String,
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's values as one; empty if there is none.
    pub(super) fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter();
        let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        values.join(", ")
    }

    pub(super) fn has_status(&self, status: u16) -> Result<()> {
        let Answer {
            path,
            status: found,
            ..
        } = self;
        ensure!(*found == status, "{path} is {found}, not {status}");
        Ok(())
    }

    /// Whether a header has a value; where that is empty, whether it is missing.
    pub(super) fn says(&self, name: &str, value: &str) -> Result<()> {
        let (path, said) = (&self.path, self.header(name));
        ensure!(said == value, "{path}: {name} is “{said}”, not “{value}”");
        Ok(())
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without its `Content-Encoding`.
    pub(super) fn decoded(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        match &*self.header("content-encoding") {
            "br" => brotli::Decompressor::new(&*self.body, 4096).read_to_end(&mut plain)?,
            "gzip" => flate2::read::GzDecoder::new(&*self.body).read_to_end(&mut plain)?,
            other => bail!("encoded as {other}"),
        };
        Ok(plain)
    }
}

impl Host {
    pub(super) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        self.send(method, path, headers, Vec::new())
    }

    pub(super) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .new_agent();
        let url = [&self.address, path].concat();
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body)?;
        let mut answer = agent.run(request).context(url)?;
        Ok(Answer {
            path: path.to_owned(),
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.body_mut().read_to_vec()?,
        })
    }

    /// What lies at a path below the base path.
    pub(super) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let plain = [("Accept-Encoding", "identity")];
        let headers = if headers.is_empty() { &plain } else { headers };
        self.ask("GET", &[&*self.base, path].concat(), headers)
    }

    pub(super) fn file(&self, path: &str) -> Result<Vec<u8>> {
        fs::read(self.folder.join(path)).with_context(|| format!("{path} was not published"))
    }

    /// An asset by the beginning and the end of its name: its path below the base path.
    pub(super) fn asset(&self, start: &str, end: &str) -> Result<String> {
        let entries = fs::read_dir(self.folder.join(ASSETS))?;
        let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let name = names.find(|name| name.starts_with(start) && name.ends_with(end));
        let name = name.with_context(|| format!("there is no {start}*{end}"))?;
        Ok(format!("{ASSETS}/{name}"))
    }
}
