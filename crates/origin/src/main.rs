//! The reference origin as a program: serves a built portal on this machine.

mod demo;

use std::{
    env,
    error::Error,
    fs::{self, OpenOptions},
    net::IpAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use axum::http::HeaderName;
use clap::Parser;
use origin::{Database, Options, Policy, PublicAddress};
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;

/// Serves the built portal, its feeds, and sign-in.
#[derive(Parser)]
struct Flags {
    /// Folder of the built portal
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
    /// Address to listen at
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port to listen at; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Folder for accounts and sessions
    #[arg(long, value_name = "DIR", default_value = "target/origin")]
    data: PathBuf,
    /// JSON Feed for signed-in readers [default: crates/origin/members/feed.json]
    #[arg(long, value_name = "FILE")]
    members_feed: Option<PathBuf>,
    /// The portal's settings, for what they say of the headers: who may frame it, whom it asks,
    /// where breaches are reported [default: frames and hosts are not narrowed]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Readers come over https, through a proxy in front
    #[arg(long, requires = "public_addresses")]
    secure: bool,
    /// Where readers reach the portal, as https://tin.example; pages of other addresses may not
    /// sign in. More than one may be given [default: this machine's]
    #[arg(long = "public-address", value_name = "URL")]
    public_addresses: Vec<PublicAddress>,
    /// A proxy in front, as 127.0.0.1, which says who the client is. More than one may be given
    #[arg(long = "proxy", value_name = "ADDRESS")]
    proxies: Vec<IpAddr>,
    /// Header in which a proxy says it
    #[arg(long, value_name = "NAME", default_value = "X-Real-IP")]
    client_address: HeaderName,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .init();
    match run(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(&flags.data)?;
    let database = flags.data.join("origin.sqlite3");
    // SQLite would make it readable to all, and it holds the sessions' ids.
    private_file()
        .create(true)
        .truncate(false)
        .open(&database)?;
    let listener = TcpListener::bind((flags.host, flags.port)).await?;
    let public_addresses = match flags.public_addresses {
        none if none.is_empty() => PublicAddress::of_listener(listener.local_addr()?),
        given => given,
    };
    let members_feed = flags.members_feed.unwrap_or_else(bundled_members_feed);
    let policy = match flags.config {
        Some(file) => {
            let named = |error: &dyn Error| format!("--config {}: {error}", file.display());
            let text = fs::read_to_string(&file).map_err(|error| named(&error))?;
            Policy::of(&text).map_err(|error| named(&error))?
        }
        None => Policy::default(),
    };
    let (router, accounts) = origin::app(Options {
        database: Database::File(database),
        policy,
        secure_cookie: flags.secure,
        public_addresses,
        proxies: flags.proxies,
        client_address: flags.client_address,
        ..Options::new(flags.dist, members_feed)
    })
    .await?;
    let demo = demo::account(&accounts, &flags.data).await?;

    println!("Portal        http://{}/", listener.local_addr()?);
    println!("{demo}");
    println!("Ctrl-C stops it.");
    origin::serve(listener, router, stopped()).await?;
    Ok(())
}

/// The feed that comes with the source, seen from the workspace's root or
/// from wherever cargo was asked to run.
fn bundled_members_feed() -> PathBuf {
    let from_root = PathBuf::from("crates/origin/members/feed.json");
    match env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) if !from_root.is_file() => Path::new(&package).join("members/feed.json"),
        _ => from_root,
    }
}

/// How to open a file that its owner alone may read, if it is made by that.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Resolves when the program is asked to stop.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    if let Err(error) = interrupted.await {
        tracing::error!(%error, "Ctrl-C cannot be heard");
        std::future::pending::<()>().await;
    }
}
