//! The bar in an operator's terminal; where there is none, nothing.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use press::{Progress, Stage};

/// How often it is drawn, so that a step that takes long is seen to go on.
const DRAWN: std::time::Duration = std::time::Duration::from_millis(200);
const COUNTED: &str =
    "{msg:10} [{bar:30}] {human_pos}/{human_len} {elapsed}, {rate} a second, {eta} left";
const UNCOUNTED: &str = "{msg:10} {spinner} {human_pos} {elapsed}, {rate} a second";

/// One bar, for one stage after another.
#[derive(Clone)]
pub struct Bar(ProgressBar);

impl Bar {
    /// On standard error, if that is a terminal.
    pub fn new() -> Bar {
        let bar = ProgressBar::no_length();
        bar.enable_steady_tick(DRAWN);
        Bar(bar)
    }

    /// Takes it away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: Option<usize>) {
        let template = match steps {
            Some(_) => COUNTED,
            None => UNCOUNTED,
        };
        // A template that cannot be read is a fault of ours, which costs no more than its looks.
        if let Ok(style) = ProgressStyle::with_template(template) {
            let style = style.progress_chars("=> ").with_key("rate", rate);
            self.0.set_style(style);
        }
        self.0.reset();
        match steps {
            Some(steps) => self.0.set_length(steps as u64),
            None => self.0.unset_length(),
        }
        self.0.set_message(name(stage));
    }

    fn step(&self, steps: usize) {
        self.0.inc(steps as u64);
    }
}

/// Its own has four decimals.
fn rate(state: &ProgressState, to: &mut dyn Write) {
    let _ = write!(to, "{:.0}", state.per_sec());
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "sources",
        Stage::Comparing => "comparing",
        Stage::Days => "days",
        Stage::Neighbours => "neighbours",
        Stage::Tags => "tags",
        Stage::Articles => "articles",
        Stage::Feeds => "feeds",
        Stage::Sitemap => "sitemap",
        Stage::Pages => "pages",
        Stage::Fetching => "fetching",
        Stage::Checking => "checking",
    }
}
