//! What a host says of the portal's files. The page's own policy, the reference origin and the
//! configurations that are published with the portal all say it from here.

mod files;
mod pages;
mod pattern;
mod policy;

pub use files::{Cache, FEED_TYPE, RULES, Rule, TYPES, rule};
pub use pages::{FRAMED, PAGES, names_file};
pub use pattern::Pattern;
pub use policy::{NO_FRAMES, SECURITY, TRANSPORT, content_security};
