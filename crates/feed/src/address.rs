//! What addresses of the portal are made of: the [`Key`] says which item, the [`Slug`] is for people.

mod key;
mod slug;

pub use key::{Key, NotAKey};
pub use slug::Slug;
