//! `site.webmanifest` as it is published: with the operator's name.

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// The manifest with the name and the language of a config block.
pub fn edit(manifest: &str, config: &str) -> Result<String> {
    let object = |text: &str| serde_json::from_str::<Map<String, Value>>(text);
    let settings = object(config).context("--config is not a JSON object")?;
    let mut manifest = object(manifest).context("site.webmanifest is not a JSON object")?;
    let mut follow = |key: &str, setting: &str| {
        if let Some(value) = settings.get(setting).filter(|value| value.is_string()) {
            manifest.insert(key.into(), value.clone());
        }
    };
    follow("name", "name");
    follow("short_name", "name");
    follow("lang", "language");
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_portal_s() {
        let manifest = r#"{"name":"a","short_name":"a","lang":"vi","display":"standalone"}"#;
        let edited = edit(manifest, r#"{"feed":"f","name":"Tin B","language":null}"#).unwrap();
        let edited: Value = serde_json::from_str(&edited).unwrap();
        let expected =
            r#"{"name":"Tin B","short_name":"Tin B","lang":"vi","display":"standalone"}"#;
        assert_eq!(edited, serde_json::from_str::<Value>(expected).unwrap());
    }
}
