//! What a host says of the portal's files, and the files that tell it. The page's own policy, the
//! reference origin and the configurations that are published with the portal all say it from here.

mod files;
mod hosts;
mod pages;
mod pattern;
mod policy;
mod settings;

pub use files::{Cache, FEED_TYPE, RULES, Rule, TYPES, rule};
pub use hosts::{Base, NoBase, caddy, cdn, host_files, nginx};
pub use pages::{
    ARTICLE, ASKING, Answer, FRAMED, HIDDEN, OWN_PAGE, PAGES, article_expression, names_file,
    own_page,
};
pub use pattern::Pattern;
pub use policy::{NO_FRAMES, Policy, RESOURCE, SECURITY, TRANSPORT, content_security};
pub use settings::Unusable;
