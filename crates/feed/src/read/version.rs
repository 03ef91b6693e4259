//! Which JSON Feed a document says it is.

use serde_json::Value;

/// What `version` says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Missing,
    V1,
    V1_1,
    /// One of JSON Feed's, but not known yet.
    Later,
    Unknown,
}

impl Version {
    pub fn of(root: &Value) -> Version {
        let version = match root.get("version") {
            None | Some(Value::Null) => return Version::Missing,
            Some(version) => version.as_str().unwrap_or_default().trim(),
        };
        let mut name = version;
        for beginning in ["http://", "https://", "www."] {
            name = name.strip_prefix(beginning).unwrap_or(name);
        }
        let number = name.strip_prefix("jsonfeed.org/version/");
        match number.map(|number| number.trim_end_matches('/')) {
            Some("1" | "1.0") => Version::V1,
            Some("1.1") => Version::V1_1,
            Some(_) => Version::Later,
            None => Version::Unknown,
        }
    }

    /// Whether the document calls itself a JSON Feed.
    pub fn is_json_feed(self) -> bool {
        matches!(self, Version::V1 | Version::V1_1 | Version::Later)
    }
}
