//! A bucket's address, how it is reached, and what it says when it refuses.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Error, Result, bail};
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreScheme, RetryConfig, path,
};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use url::Url;

/// A bucket that was named. Nothing has been asked of it yet.
pub struct Connection {
    pub store: Arc<dyn ObjectStore>,
    /// What our paths start from.
    pub root: path::Path,
    /// As it was given, with a slash at its end.
    pub address: String,
}

/// Tries that a request that failed is given.
const TRIES: usize = 8;
/// The least and the most between two of them: up to half a minute in all, in which a network may come back, and a
/// wrong address is told.
const PAUSES: [Duration; 2] = [Duration::from_millis(300), Duration::from_secs(5)];

/// Makes ready to reach a bucket, with the keys and the region that the environment has.
pub fn connect(out: &Path) -> Result<Connection> {
    let address = out.to_string_lossy();
    let address = [address.trim_end_matches('/'), "/"].concat();
    let url = Url::parse(&address).with_context(|| format!("{address} is no address"))?;
    if url.host_str().is_none_or(str::is_empty) {
        bail!("{address} names no bucket: s3://BUCKET/FOLDER");
    }
    let (scheme, root) = ObjectStoreScheme::parse(&url)
        .with_context(|| format!("{address} is no address of a bucket"))?;
    // Another library may have chosen already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let [init_backoff, max_backoff] = PAUSES;
    let retry = RetryConfig {
        backoff: BackoffConfig {
            init_backoff,
            max_backoff,
            base: 3.0,
        },
        max_retries: TRIES,
        ..RetryConfig::default()
    };
    let built: object_store::Result<Arc<dyn ObjectStore>> = match scheme {
        ObjectStoreScheme::AmazonS3 => AmazonS3Builder::from_env()
            .with_url(url.as_str())
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        ObjectStoreScheme::GoogleCloudStorage => GoogleCloudStorageBuilder::from_env()
            .with_url(url.as_str())
            .with_retry(retry)
            .with_client_options(as_it_lies())
            .build()
            .map(|store| Arc::new(store) as _),
        ObjectStoreScheme::MicrosoftAzure => MicrosoftAzureBuilder::from_env()
            .with_url(url.as_str())
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        _ => bail!("{address} is no address of a bucket"),
    };
    Ok(Connection {
        store: built.map_err(|error| refusal(&address, &error))?,
        root,
        address,
    })
}

/// Google unpacks what is packed, and then cannot say how long it is, unless it is told not to:
/// <https://cloud.google.com/storage/docs/transcoding>.
fn as_it_lies() -> ClientOptions {
    let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("gzip"))]);
    ClientOptions::new().with_default_headers(headers)
}

/// What a store said, in one line: the code and message of its answer, where it has them, else all of it.
pub fn refusal(name: &str, error: &object_store::Error) -> Error {
    use object_store::Error as E;
    let whole = error.to_string();
    let told = match (between(&whole, "Code"), between(&whole, "Message")) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        _ => with_cause(&whole, error),
    };
    // Lists and removals tell it in their text alone.
    let refuses = ["401 Unauthorized", "403 Forbidden"];
    let refuses = refuses.iter().any(|status| whole.contains(status));
    match error {
        E::PermissionDenied { .. } | E::Unauthenticated { .. } => key_refused(name, &told),
        _ if refuses => key_refused(name, &told),
        E::NotFound { .. } => Error::msg(format!("{name} is not there: {told}")),
        _ => Error::msg(format!("{name}: {told}")),
    }
}

/// What failed at the bottom of it, a name that is not known or a certificate, is not told by what failed above.
fn with_cause(whole: &str, error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    match causes.last().map(ToString::to_string) {
        Some(cause) if !whole.contains(&cause) => format!("{whole}: {cause}"),
        _ => whole.to_owned(),
    }
}

fn key_refused(name: &str, told: &str) -> Error {
    Error::msg(format!("{name}: the key is refused: {told}"))
}

/// What stands in the first element of this name, in the XML of an answer.
fn between<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&["<", name, ">"].concat())?;
    let (within, _) = rest.split_once(&["</", name, ">"].concat())?;
    Some(within.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("error sending request")]
    struct Within(#[source] std::io::Error);

    #[test]
    fn a_refusal_is_one_line_with_what_the_store_says() {
        let answer = "403 Forbidden: <?xml version=\"1.0\"?><Error><Code>InvalidAccessKeyId</Code>\n<Message>No such key</Message></Error>";
        let error = object_store::Error::PermissionDenied {
            path: "news".into(),
            source: answer.into(),
        };
        assert_eq!(
            refusal("s3://tin/", &error).to_string(),
            "s3://tin/: the key is refused: InvalidAccessKeyId: No such key"
        );
        let error = object_store::Error::Generic {
            store: "S3",
            source: "error sending request".into(),
        };
        assert_eq!(
            refusal("s3://tin/", &error).to_string(),
            "s3://tin/: Generic S3 error: error sending request"
        );
        let cause = std::io::Error::other(Within(std::io::Error::other("no such name")));
        let error = object_store::Error::Generic {
            store: "S3",
            source: cause.into(),
        };
        assert_eq!(
            refusal("s3://tin/", &error).to_string(),
            "s3://tin/: Generic S3 error: error sending request: no such name"
        );
    }

    #[test]
    fn an_address_names_a_bucket_and_a_folder() {
        let at = |address: &str| connect(Path::new(address));
        for (address, root) in [("s3://tin", ""), ("s3://tin/a/b/", "a/b")] {
            let Ok(connection) = at(address) else {
                panic!("{address}")
            };
            assert_eq!(connection.root.as_ref(), root);
            assert!(connection.address.ends_with('/'));
        }
        for address in ["s3:///a", "s3://", "http://tin/a"] {
            assert!(at(address).is_err(), "{address}");
        }
    }
}
