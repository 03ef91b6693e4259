//! What the operator's settings say of the headers: README, "Settings".

use serde_json::{Map, Value};
use url::Url;

use crate::Policy;

/// Settings that cannot be used, in words.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the settings are not a JSON object")]
    NoObject,
    #[error("{0}: expected {1}")]
    Setting(&'static str, &'static str),
}

/// Addresses that the portal asks.
const ASKED: [&str; 3] = ["feed", "membersFeed", "session"];

pub(crate) fn policy(config: &str) -> Result<Policy, Unusable> {
    let settings: Map<String, Value> =
        serde_json::from_str(config).map_err(|_| Unusable::NoObject)?;
    let addresses = ASKED.iter().filter_map(|key| settings.get(*key)?.as_str());
    let named = hosts(&settings, "connect")?.unwrap_or_default();
    let mut connect = Vec::new();
    for source in addresses.filter_map(elsewhere).chain(named) {
        if !connect.contains(&source) {
            connect.push(source);
        }
    }
    Ok(Policy {
        connect: Some(connect),
        also: Vec::new(),
        framed_by: hosts(&settings, "framedBy")?,
        report_to: report_to(&settings)?,
    })
}

/// The host of an address, where it is not the portal's own.
fn elsewhere(address: &str) -> Option<String> {
    let own = Url::parse("https://portal.invalid/").ok()?;
    let origin = own.join(address.trim()).ok()?.origin();
    (origin != own.origin()).then(|| origin.ascii_serialization())
}

fn hosts(
    settings: &Map<String, Value>,
    key: &'static str,
) -> Result<Option<Vec<String>>, Unusable> {
    let unusable = || Unusable::Setting(key, "a list of hosts like www.example.org");
    let entries = match settings.get(key) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(entries)) => entries,
        Some(_) => return Err(unusable()),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':');
    let good = |host: &&str| !host.is_empty() && host.chars().all(plain);
    let source = |entry: &Value| Some(format!("https://{}", entry.as_str().filter(good)?));
    let sources: Option<Vec<String>> = entries.iter().map(source).collect();
    sources.map(Some).ok_or_else(unusable)
}

/// It stands in headers, so it is no more than an address can be.
fn report_to(settings: &Map<String, Value>) -> Result<Option<String>, Unusable> {
    const KEY: &str = "reportTo";
    let text = match settings.get(KEY) {
        None | Some(Value::Null) => return Ok(None),
        Some(value) => value.as_str().unwrap_or_default(),
    };
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, ';' | ',' | '"' | '\'' | '\\' | '`' | '$' | '{' | '}')
    };
    let address =
        text.starts_with("https://") || (text.starts_with('/') && !text.starts_with("//"));
    if address && text.chars().all(plain) {
        Ok(Some(text.into()))
    } else {
        Err(Unusable::Setting(
            KEY,
            "an address like https://reports.example/csp",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_of_all_that_the_portal_asks_are_known() {
        for (config, expected) in [
            (r#"{"feed":"feed.json","session":"/api/session"}"#, &[][..]),
            (
                r#"{"feed":"https://A.example:443/f.json","session":"//b.example:8443/s"}"#,
                &["https://a.example", "https://b.example:8443"],
            ),
            (
                r#"{"feed":"feed.json","connect":["c.example"]}"#,
                &["https://c.example"],
            ),
        ] {
            let connect = policy(config).expect(config).connect;
            assert_eq!(connect.as_deref().expect(config), expected, "{config}");
        }
    }

    #[test]
    fn who_may_frame_is_told_by_the_settings() {
        let framed_by = |config: &str| policy(config).map(|policy| policy.framed_by);
        assert_eq!(framed_by("{}"), Ok(None));
        assert_eq!(framed_by(r#"{"framedBy":[]}"#), Ok(Some(vec![])));
        assert_eq!(
            framed_by(r#"{"framedBy":["www.a.example","b.example:8443"]}"#),
            Ok(Some(vec![
                "https://www.a.example".into(),
                "https://b.example:8443".into()
            ]))
        );
    }

    #[test]
    fn a_setting_that_would_say_more_in_a_header_is_refused() {
        for config in [
            "[]",
            r#"{"framedBy":["a; script-src *"]}"#,
            r#"{"framedBy":"a.example"}"#,
            r#"{"connect":["a.example *"]}"#,
            r#"{"connect":[""]}"#,
            r#"{"reportTo":"http://a.example"}"#,
            r#"{"reportTo":"https://a.example; script-src *"}"#,
            r#"{"reportTo":"//a.example"}"#,
            r#"{"reportTo":7}"#,
        ] {
            assert!(policy(config).is_err(), "{config}");
        }
    }
}
