//! `cargo xtask press SOURCE… --out PLACE`: any feed as an archive of static files (docs/ARCHIVE.md).
//!
//! Exit codes: 0 published; 1 a source cannot be read, nothing was published; 2 wrong arguments; 3 the
//! folder or bucket cannot be read or written, what was published before stands; 130 stopped by Ctrl-C, the
//! archive that is there is whole.

mod bar;

use std::path::PathBuf;
use std::process::{self, ExitCode};
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use bar::Bar;
use clap::Parser;
use press::{Days, Options, Run, Site, Source, Unreadable, check_with, clean_with, press_with};

/// As of a program that a signal has ended: 128, and the signal's number.
const STOPPED: i32 = 130;

/// Any feed as an archive of static files
#[derive(Parser)]
#[command(name = "cargo xtask press", bin_name = "cargo xtask press")]
struct Arguments {
    /// JSON Feed, RSS or Atom: files, folders of files, addresses; what several have, the first has
    #[arg(required_unless_present_any = ["check", "clean"])]
    sources: Vec<String>,
    /// The folder to publish, made if it is not there; or s3://BUCKET/FOLDER, also gs:// and az://, with keys and
    /// region from the environment (AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT …)
    #[arg(long, value_name = "PLACE")]
    out: PathBuf,
    /// In which days are counted, as in the portal's settings: +07:00, Europe/Paris
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    time_zone: Option<Days>,
    /// Where the portal lies: for the sitemap, and links in RSS and Atom
    #[arg(long, value_name = "ADDRESS")]
    site: Option<Site>,
    /// Where the folder lies, if not beside the portal's page
    #[arg(long, value_name = "ADDRESS", requires = "site")]
    files: Option<Site>,
    /// The folder of the built portal: a page of HTML for every article is made of its index.html (docs/PAGES.md)
    #[arg(long, value_name = "FOLDER", requires = "site")]
    pages: Option<PathBuf>,
    /// Go through the whole archive, and say what is wrong with it
    #[arg(long, conflicts_with = "sources")]
    check: bool,
    /// Remove files that the archive does not name any more, older than so many days
    #[arg(long, value_name = "DAYS", conflicts_with = "sources")]
    clean: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let bar = Bar::new();
    let done = stop_when_asked(&bar).and_then(|()| perform(&arguments, &bar));
    bar.clear();
    match done {
        Ok(told) => {
            print!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<Unreadable>() { 1 } else { 3 })
        }
    }
}

/// Ctrl-C ends it there and then: whatever ends a run, the archive is whole.
fn stop_when_asked(bar: &Bar) -> Result<()> {
    let bar = bar.clone();
    let stop = move || {
        bar.clear();
        eprintln!("stopped: the archive that is there is whole, the next run goes on");
        process::exit(STOPPED);
    };
    ctrlc::set_handler(stop).context("Ctrl-C cannot be listened for")
}

fn perform(arguments: &Arguments, bar: &Bar) -> Result<String> {
    const DAY: u64 = 86_400;
    let out = &arguments.out;
    let progress = Rc::new(bar.clone());
    let none = || format!("{} has no archive\n", out.display());
    if let Some(days) = arguments.clean {
        let cleaned = clean_with(out, Duration::from_secs(days.saturating_mul(DAY)), progress)?;
        return Ok(cleaned.map_or_else(none, |(whole, removed)| {
            format!("{} articles, {removed} old files removed\n", whole.articles)
        }));
    }
    if arguments.check {
        return Ok(check_with(out, progress)?.map_or_else(none, |whole| {
            let files: usize = whole.files.values().map(|names| names.len()).sum();
            format!("{} articles in {files} files, all whole\n", whole.articles)
        }));
    }
    let sources = arguments.sources.iter();
    let sources = sources.map(|source| Source::of(source));
    let options = Options {
        sources: sources.collect::<Result<_, _>>()?,
        out: out.clone(),
        zone: arguments.time_zone.clone(),
        site: match (arguments.site.clone(), &arguments.files) {
            (Some(site), Some(files)) => Some(site.with_files_at(files)),
            (site, _) => site,
        },
        pages: arguments.pages.clone(),
    };
    let now = SystemTime::now();
    Ok(press_with(&options, &Run { now, progress })?.to_string())
}
