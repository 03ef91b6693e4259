//! Every split point of the module: what few readers need lies in modules of its own, which are fetched
//! when they are asked for. `wasm_split_cli_support` finds these functions in what the compiler made;
//! whatever only they reach goes along (docs/ARCHITECTURE.md, "Modules").
//!
//! A function here loads its module and then does its work; its `load_…` only loads. Once a module is
//! there neither waits. A module that does not come is an `Err`, and the next call asks for it anew.
//! Without the feature `split`, as `trunk serve` and the tests build it, everything is one module.

use std::{pin::Pin, sync::Arc};

use feed::{Item, Key, NotAFeed, Progress};
use js_sys::Function;
use leptos::prelude::*;
use markup::Frame;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, Node};

use crate::{
    app,
    browser::{article::frame, encoding, http::FetchedText, zone::PortalZone},
    config::{Config, ConfigFault},
    context::Portal,
    el::all,
    fault::{FeedFault, PartMissing, Transport},
    pages,
    route::{Base, Route},
    state::{
        self,
        newsroom::{
            Newsroom, Origin,
            older::{self, Asked},
        },
        saved,
        session::Session,
    },
    text::Messages,
    widget,
};

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for PartMissing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> PartMissing {
        PartMissing
    }
}

/// Work that goes on when a function has returned: a split point cannot be `async` itself.
pub type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// `module, load: fn name(…) -> T => …;` is an `async fn name(…) -> Result<T, PartMissing>`.
macro_rules! split_points {
    ($(
        $(#[$doc:meta])*
        $module:ident, $load:ident:
        fn $name:ident($($argument:ident: $type:ty),*) -> $output:ty => $work:expr;
    )*) => {$(
        $(#[$doc])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($module, fallible, preload($load))]
        pub fn $name($($argument: $type),*) -> Result<$output, PartMissing> {
            Ok($work)
        }

        $(#[$doc])*
        #[cfg(not(feature = "split"))]
        pub async fn $name($($argument: $type),*) -> Result<$output, PartMissing> {
            Ok($work)
        }

        #[cfg(not(feature = "split"))]
        pub async fn $load() -> Result<(), PartMissing> {
            Ok(())
        }
    )*};
}

split_points! {
    /// The pages but an article's.
    pages, load_page: fn page(route: Route) -> AnyView => pages::other_page(route);

    /// Hears of what may have ended a fault, and of what other windows do.
    pages, load_follow: fn follow(portal: Portal) -> () => state::follow(portal);

    /// Asks the session endpoint who is signed in.
    pages, load_ask_session: fn ask_session(session: Session, endpoint: String) -> Task<()> =>
        Box::pin(session.ask(endpoint));

    /// Ends the session.
    pages, load_sign_out: fn sign_out(session: Session) -> Task<Result<(), Transport>> =>
        Box::pin(session.sign_out());

    /// Fills the places of the frames that an article brings along.
    pages, load_fill_frames:
    fn fill_frames(taken: &[Frame<Node>], messages: &'static Messages) -> () =>
        frame::fill_places(taken, messages);

    /// What lies below an article: its files and tags, the news around it, the archive.
    pages, load_below_article: fn below_article(item: Arc<Item>) -> AnyView =>
        all(pages::article::below::below(&item));

    /// The footer.
    pages, load_footer: fn footer() -> AnyView => app::footer();

    /// Looks on this device for an article that was saved.
    pages, load_look_for: fn look_for(newsroom: Newsroom, key: Key) -> Task<()> =>
        Box::pin(saved::look_for(newsroom, key));

    /// In the place of an article that is not there.
    pages, load_article_missing: fn article_missing(key: Key) -> AnyView =>
        pages::article::missing::missing(key);

    /// What is wrong with the config block, for its operator.
    pages, load_misconfigured: fn misconfigured(faults: &[ConfigFault]) -> AnyView =>
        app::misconfigured(faults);

    /// The article that is shown as a JSON Feed of one item, for the service worker.
    pages, load_shown_article: fn shown_article() -> Option<String> => saved::shown_article();

    /// What can be done with an article: it is heard, enlarged, shared, printed.
    tools, load_tools: fn tools(item: Arc<Item>) -> AnyView => pages::article::tools::tools(&item);

    /// Begins to read RSS or Atom, in whatever encoding it is.
    xml, load_read_markup:
    fn read_markup(fetched: FetchedText, origin: Origin) -> Result<Progress, NotAFeed> => {
        let text = encoding::text_of(&fetched.bytes, fetched.content_type.as_deref());
        // The bytes are not needed any more, and may be many.
        drop(fetched);
        origin.begin_xml(&text)
    };

    /// Reads older news: the next pages of the feed, or its archive.
    older, load_read_older: fn read_older(asked: Asked) -> Task<Result<(), FeedFault>> =>
        Box::pin(older::read(asked));

    /// The pages that few readers open.
    seldom, load_seldom: fn seldom_page(route: Route) -> AnyView => pages::seldom_page(route);

    /// The page that makes the widget's tag.
    widget, load_embed: fn embed_page() -> AnyView => pages::embed::embed_page();

    /// Puts a widget into an element of another page; what comes back takes it away.
    widget, load_mount:
    fn mount_widget(into: &Element, settings: &JsValue, tell: Function) -> JsValue =>
        widget::mount_widget(into, settings, tell);

    /// The pages for frames of other sites.
    widget, load_framed:
    fn framed(root: HtmlElement, config: Config, zone: PortalZone, base: Base) -> () =>
        widget::framed::show(root, config, zone, &base);
}
