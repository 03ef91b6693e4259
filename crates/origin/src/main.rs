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
use origin::{Database, Options};
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
    /// Readers come over https, through a proxy in front
    #[arg(long)]
    secure: bool,
    /// Header in which that proxy names the client's address, as X-Real-IP
    #[arg(long, value_name = "NAME")]
    client_address: Option<HeaderName>,
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
    let members_feed = flags.members_feed.unwrap_or_else(bundled_members_feed);
    let (router, accounts) = origin::app(Options {
        database: Database::File(database),
        secure_cookie: flags.secure,
        client_address: flags.client_address,
        ..Options::new(flags.dist, members_feed)
    })
    .await?;
    let demo = demo::account(&accounts, &flags.data).await?;
    let listener = TcpListener::bind((flags.host, flags.port)).await?;

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
