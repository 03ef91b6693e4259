//! What a run is at, for whoever waits for it.

/// What is done, one after another; some more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Pages of the sources.
    Reading,
    /// Articles that came, with those that are there.
    Comparing,
    /// Days with news that came or changed.
    Days,
    /// Days, for who stands next to whom.
    Neighbours,
    /// Tags of news that came or changed.
    Tags,
    /// Articles that came or changed, and their neighbours.
    Articles,
    /// The feed of all news, and those of tags.
    Feeds,
    /// Months of the sitemap.
    Sitemap,
    /// Articles whose pages are drawn.
    Pages,
    /// Files of the archive, out of a bucket.
    Fetching,
    /// Files of the archive.
    Checking,
}

/// Is told what a run is at.
pub trait Progress {
    /// A stage begins, of so many steps, if they are known.
    fn begin(&self, stage: Stage, steps: Option<usize>);

    /// So many more steps are done.
    fn step(&self, steps: usize);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: Option<usize>) {}

    fn step(&self, _: usize) {}
}
