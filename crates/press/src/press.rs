//! One run, from the sources to the manifest.

use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use feed::Feed;

use crate::check::{self, Whole};
use crate::feeds::{self, Channel};
use crate::fetch::Fetcher;
use crate::html::{self, Pages};
use crate::news;
use crate::progress::{Progress, Silent, Stage};
use crate::site::Site;
use crate::sitemap;
use crate::source::{Noted, Source};
use crate::spool::Spooled;
use crate::store::{Memory, Store};
use crate::update::update;
use crate::zone::{self, Days};

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Options {
    pub sources: Vec<Source>,
    /// A folder, or a bucket's address: `s3://BUCKET/FOLDER`, also `gs:` and `az:`.
    pub out: PathBuf,
    /// As the portal's setting `timeZone`.
    pub zone: Option<Days>,
    /// Where the portal lies; without it there is no sitemap.
    pub site: Option<Site>,
    /// The folder of the built portal, for a page of every article; it wants `site`.
    pub pages: Option<PathBuf>,
}

/// What is another one at each run.
#[derive(Clone)]
pub struct Run {
    /// When it is: what is new follows from it. Of the same sources on the same day comes the same.
    pub now: SystemTime,
    /// Who is told how far it is.
    pub progress: Rc<dyn Progress>,
}

impl Run {
    /// Now, by this machine's clock, and told to nobody.
    pub fn silent() -> Run {
        Run {
            now: SystemTime::now(),
            progress: Rc::new(Silent),
        }
    }
}

/// What was done.
#[derive(Debug)]
pub struct Pressed {
    pub noted: Noted,
    pub added: usize,
    pub changed: usize,
    /// Articles in the archive.
    pub count: usize,
    /// Pages of articles that were drawn.
    pub drawn: usize,
    /// Files that were written, and their bytes.
    pub written: (usize, u64),
}

/// Brings the folder or bucket up to what the sources say. Whatever ends it in the middle, the archive that was
/// there stays whole.
pub fn press(options: &Options) -> Result<Pressed> {
    press_with(options, &Run::silent())
}

/// As [`press`], at another moment, and told to somebody.
pub fn press_with(options: &Options, run: &Run) -> Result<Pressed> {
    let progress = &run.progress;
    // Read first: it may not be one, and nothing has been done yet.
    let template = match (&options.pages, &options.site) {
        (Some(folder), Some(site)) => Some(html::template(folder, site)?),
        (Some(_), None) => bail!("pages want the address of the portal: --site"),
        (None, _) => None,
    };
    let mut store = Store::open(&options.out, progress.clone())?;
    zone::with(options.zone.as_ref(), |zone| {
        // Without an archive nothing is as it was.
        let there = store.manifest()?;
        let memory = there
            .as_ref()
            .and_then(|_| store.remembered(Memory::Addresses));
        let mut fetcher = Fetcher::new(memory.as_deref());
        let mut spooled = Spooled::new(store.scratch()?);
        let mut noted = Noted::default();
        let mut head: Option<Feed> = None;
        let mut repeated = 0;
        let pages = options.sources.iter().map(Source::pages);
        progress.begin(Stage::Reading, pages.sum());
        for source in &options.sources {
            source.read::<anyhow::Error>(zone, &mut fetcher, &mut noted, &mut |mut feed| {
                for item in std::mem::take(&mut feed.items) {
                    repeated += usize::from(!spooled.add(&item)?);
                }
                head.get_or_insert(feed);
                progress.step(1);
                Ok(())
            })?;
        }
        noted.repeated += repeated;
        let zone_name = options.zone.as_ref().map(Days::name);
        let updated = update(&mut store, zone, zone_name, &spooled)?;
        store.settle()?;
        store.ensure_alone()?;
        let of_feed = feeds::head_there(&store, zone)?;
        let channel = Channel {
            feed: head.or(of_feed).unwrap_or_default(),
            site: options.site.clone(),
        };
        let newest = feeds::write(&mut store, zone, &channel, &updated)?;
        let mut pages = None;
        if let Some(site) = &options.site {
            let before = store.remembered(Memory::Site);
            let all = before.as_deref() != Some(&site.to_string());
            sitemap::write(&mut store, zone, site, &updated, all)?;
            let now = run.now.duration_since(UNIX_EPOCH).unwrap_or_default();
            let now = i64::try_from(now.as_secs())?;
            news::write(&mut store, zone, site, &channel, &updated, now)?;
            if let Some(template) = template {
                let made = Pages::new(template, site, &newest, zone)?;
                pages = Some(made.write(&mut store, zone, there.as_ref(), &updated)?);
            }
        }
        let published = store.publish(&updated.manifest);
        if published.is_err() && pages.is_some() {
            // Another press was quicker, and some of its pages may have been written over.
            store.remember(Memory::Pages, "")?;
            store.settle()?;
        }
        published?;
        let written = store.written();
        remember(&mut store, &fetcher, options.site.as_ref())?;
        let drawn = pages.as_ref().map_or(0, |pages| pages.drawn);
        if let Some(pages) = pages {
            pages.remember(&mut store, &updated)?;
        }
        Ok(Pressed {
            noted,
            added: updated.added,
            changed: updated.changed,
            count: updated.manifest.count,
            drawn,
            written,
        })
    })
}

/// Only what is published need not be asked for again.
fn remember(store: &mut Store, fetcher: &Fetcher, site: Option<&Site>) -> Result<()> {
    store.remember(Memory::Addresses, &fetcher.memory())?;
    let site = site.map(Site::to_string).unwrap_or_default();
    store.remember(Memory::Site, &site)?;
    store.settle()
}

/// Checks an archive, and removes what nothing in it names and is older than `grace`.
pub fn clean(out: &Path, grace: Duration) -> Result<Option<(Whole, usize)>> {
    clean_with(out, grace, Rc::new(Silent))
}

/// As [`clean`], and tells how far it is.
pub fn clean_with(
    out: &Path,
    grace: Duration,
    progress: Rc<dyn Progress>,
) -> Result<Option<(Whole, usize)>> {
    let mut store = Store::open(out, progress)?;
    let Some(whole) = check::check_of(&store)? else {
        return Ok(None);
    };
    let removed = check::clean(&mut store, &whole, grace)?;
    Ok(Some((whole, removed)))
}

/// For an operator's terminal.
impl fmt::Display for Pressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Noted {
            pages,
            unchanged,
            items,
            repeated,
            discarded,
            findings: _,
        } = &self.noted;
        writeln!(
            f,
            "{items} items in {pages} pages ({unchanged} not changed since), {repeated} repeated, {discarded} discarded"
        )?;
        f.write_str(&self.noted.told())?;
        writeln!(
            f,
            "{} articles new, {} changed, {} in all",
            self.added, self.changed, self.count
        )?;
        if self.drawn > 0 {
            writeln!(f, "{} pages drawn", self.drawn)?;
        }
        let (files, bytes) = self.written;
        writeln!(f, "{files} files written, {bytes} bytes")
    }
}
