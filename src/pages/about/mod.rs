//! Pages about the portal itself.

mod accessibility;
mod sitemap;

pub use accessibility::accessibility;
pub use sitemap::sitemap;

use crate::{parts::messages, text::AboutWords};

fn words() -> &'static AboutWords {
    messages().lang.about_words()
}
