//! The origin of a story: the real one or a host before it, with what the story needs laid over it.

mod edit;
mod elsewhere;

use std::{
    env,
    io::ErrorKind,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
};

use anyhow::{Context, Result};
use axum::{
    Router, http::header, middleware::from_fn_with_state, response::IntoResponse, routing::get,
};
use origin::{
    Accounts, NewAccount, Options,
    faults::{Fault, Faults},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub use self::elsewhere::Server;
use self::{
    edit::{Edit, edit_page},
    elsewhere::other_host,
};
use crate::{
    deploy::{Host, answer_if_there, second_build},
    engine::Engine,
    host,
};

pub const NAME: &str = "bien-tap";
pub const PASSWORD: &str = "mật khẩu của buổi thử";

/// The built portal.
pub fn dist() -> PathBuf {
    let built = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist");
    env::var_os("CONG_TIN_DIST").map_or_else(built, PathBuf::from)
}

/// A built asset by the beginning and the end of its name: its path on the site, and the file.
pub fn built(start: &str, end: &str) -> (String, PathBuf) {
    let assets = dist().join("assets");
    let entries = std::fs::read_dir(&assets).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut matching = names.filter(|name| name.starts_with(start) && name.ends_with(end));
    let name = matching.next().expect("the build makes such a file");
    (format!("/assets/{name}"), assets.join(&name))
}

/// What a story changes of the origin.
#[derive(Default)]
pub struct Site {
    config: Vec<(&'static str, Value)>,
    raw_config: Option<String>,
    edited: Option<(&'static str, Value)>,
    without_policy: bool,
    overlay: Router,
    limits: origin::Limits,
    dist: Option<PathBuf>,
    second_build: bool,
    /// Run in the page before anything else.
    script: String,
    faults: Faults,
    elsewhere: Vec<(&'static str, Value)>,
}

/// A site that is served.
pub struct Served {
    /// Without a slash at its end.
    pub address: String,
    pub accounts: Accounts,
    /// What is wrong with its answers.
    pub faults: Faults,
    /// The host of the feed, where it is another.
    pub elsewhere: Option<Server>,
    /// Which build it answers with.
    pub host: Host,
}

impl Site {
    /// Another value for a key of the config block.
    pub fn config(mut self, key: &'static str, value: Value) -> Site {
        self.config.push((key, value));
        self
    }

    /// Another text for the whole block.
    pub fn raw_config(mut self, text: &str) -> Site {
        self.raw_config = Some(text.into());
        self
    }

    /// Without the policy (CSP) of header and page: what holds then holds by itself.
    pub fn without_policy(mut self) -> Site {
        self.without_policy = true;
        self
    }

    /// The feed of the story.
    pub fn feed(self, feed: Value) -> Site {
        let text = feed.to_string();
        self.answer("/feed.json", move || {
            (
                [(header::CONTENT_TYPE, "application/feed+json")],
                text.clone(),
            )
        })
    }

    /// An answer in the place of the origin's own.
    pub fn answer<R, F>(mut self, path: &str, answer: F) -> Site
    where
        R: IntoResponse,
        F: Fn() -> R + Clone + Send + Sync + 'static,
    {
        let reply = move || {
            let answer = answer.clone();
            async move { answer() }
        };
        self.overlay = self.overlay.route(path, get(reply.clone()).post(reply));
        self
    }

    /// Routes in the place of the origin's own.
    pub fn routes(mut self, routes: Router) -> Site {
        self.overlay = self.overlay.merge(routes);
        self
    }

    /// Another folder than the built portal.
    pub fn dist(mut self, dist: PathBuf) -> Site {
        self.dist = Some(dist);
        self
    }

    pub fn limits(mut self, limits: origin::Limits) -> Site {
        self.limits = limits;
        self
    }

    /// A value that the operator gives a key later.
    pub fn edited(mut self, key: &'static str, value: Value) -> Site {
        self.edited = Some((key, value));
        self
    }

    /// With a second build, which the host can be made to answer with.
    pub fn second_build(mut self) -> Site {
        self.second_build = true;
        self
    }

    /// A fault from the first request on.
    pub fn fault(self, path: &str, fault: Fault) -> Site {
        self.faults.begin(path, fault);
        self
    }

    /// A script of the story, run in the page before the portal's own.
    pub fn script(mut self, script: &str) -> Site {
        self.script.push_str(script);
        self
    }

    /// A page of the feed on another host, which can go down and has the same faults.
    pub fn elsewhere(mut self, path: &'static str, feed: Value) -> Site {
        self.elsewhere.push((path, feed));
        self
    }

    /// Serves on a port of its own.
    pub async fn serve(mut self, engine: Engine) -> Result<Served> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let members = root.join("crates/origin/members/feed.json");
        let own_folder = self.dist.is_some();
        let folder = self.dist.take().unwrap_or_else(dist);
        let mut options = Options::new(folder, members.clone());
        options.limits = self.limits;
        let listener = listen().await?;
        let address = format!("http://{}", listener.local_addr()?);
        options.public_addresses = vec![address.parse()?];
        let elsewhere = match &self.elsewhere[..] {
            [] => None,
            feeds => Some(Server::start(other_host(feeds, &self.faults)).await?),
        };
        let public_addresses = options.public_addresses.clone();
        let mut connect = String::new();
        if let Some(host) = &elsewhere {
            let address = host.address();
            self.config
                .push(("feed", json!([&address, "/feed.json"].concat())));
            connect = [" ", &address].concat();
            options.extra_connect = vec![address];
        }
        let (mut origin, accounts) = origin::app(options)
            .await
            .context("the origin does not start")?;
        let host = Host::default();
        if self.second_build {
            let mut options = Options::new(second_build(&dist()).to_owned(), members);
            options.public_addresses = public_addresses;
            let (second, _) = origin::app(options).await.context("the second build")?;
            origin = host.of(origin, second);
        }
        accounts
            .add(NewAccount {
                name: NAME.parse().context("the name is one")?,
                display_name: "Biên tập viên".into(),
                password: PASSWORD.into(),
                locked: false,
            })
            .await?;
        // Only the origin has another folder, answers with a second build, or permits another host's feed.
        let only_origin = own_folder || self.second_build || elsewhere.is_some();
        let origin = match host::of(engine).filter(|_| !only_origin) {
            None => origin,
            Some(address) => host::in_front(&address, origin),
        };
        let edit = Arc::new(Edit {
            config: self.config,
            raw_config: self.raw_config,
            edited: self.edited,
            host: host.clone(),
            without_policy: self.without_policy,
            connect,
        });
        let script = [TROUBLE, &self.script].concat();
        let router = self
            .overlay
            .route(
                "/e2e/trouble.js",
                get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], script) }),
            )
            .fallback_service(origin)
            .layer(from_fn_with_state(edit, edit_page))
            .layer(from_fn_with_state(host.clone(), answer_if_there));
        let router = self.faults.over(router);
        tokio::spawn(origin::serve(listener, router, std::future::pending()));
        Ok(Served {
            address,
            accounts,
            faults: self.faults,
            elsewhere,
            host,
        })
    }
}

/// Listens on a port that nothing else in this run had: a browser that is used for several stories keeps what
/// it keeps by host and port. Those that the system gives away begin above.
pub async fn listen() -> Result<TcpListener> {
    static NEXT: AtomicU16 = AtomicU16::new(20_000);
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        match TcpListener::bind(("127.0.0.1", port)).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            bound => return Ok(bound?),
        }
    }
}

/// Collects what must not happen on any page.
const TROUBLE: &str = "window.__trouble = [];
// What markup calls that wants to show it runs.
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = (...said) => { __trouble.push('ran: ' + name + ' ' + said) };
// What the portal logs is told where a story waits in vain.
window.__logged = [];
const { error } = console;
console.error = (...what) => { __logged.push(what.join(' ')); error.apply(console, what) };
addEventListener('error', (e) => { if (e.message) __trouble.push('error: ' + e.message) });
addEventListener('unhandledrejection', (e) => __trouble.push('rejection: ' + e.reason));
// Known reports: browsers tell of inline styles and handlers that they parse in a document nobody shows.
// Their target is the page itself, or an element that is without them by the time that it is shown.
const hasInline = (it) => it.getAttributeNames().some((name) => name === 'style' || name.startsWith('on'));
const parsedOnly = (e) => e.target === document ? e.blockedURI === 'inline' || e.effectiveDirective === 'base-uri' : e.blockedURI === 'inline' && e.target instanceof Element && !hasInline(e.target);
addEventListener('securitypolicyviolation', (e) => { if (!parsedOnly(e)) __trouble.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample) });
// A module of one function that traps, as a panic does.
const trap = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
addEventListener('e2e-trap', () => setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(trap))).exports.f()));
window.__shift = 0;
window.__moved = [];
try { new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) { __shift += e.value; __moved.push(e.sources.map((s) => s.node?.nodeName + '.' + s.node?.className + ' ' + s.previousRect.y + '→' + s.currentRect.y)) } }).observe({ type: 'layout-shift', buffered: true }) } catch {}
";

/// A feed of these items.
pub fn feed(items: Value) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Cổng tin thử",
        "language": "vi",
        "items": items,
    })
}
