//! Browsers between two stories. Firefox takes longer to start and to end than most stories take to be told, and
//! Chromium a third as long, so one serves several of them: each begins in a new tab, without cookies, and its site
//! is on a port that no other site of the run had (`site::listen`), so that whatever is kept by origin is nobody
//! else's.

use std::{
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::Result;
use fantoccini::{Client, wd::TimeoutConfiguration};
use tokio::runtime::Runtime;

use crate::engine::{Driver, Engine, WINDOW};

/// So many stories have one browser at the most: what it does not give back stays little.
const STORIES: u32 = 20;

/// How long a script may take, by default (WebDriver, section 9.1).
const SCRIPT: Duration = Duration::from_secs(30);

/// A browser and the driver that it ends with.
pub struct Started {
    pub engine: Engine,
    pub client: Client,
    driver: Driver,
    /// Its reader's.
    time_zone: &'static str,
    stories: u32,
}

impl Started {
    /// Closes it.
    pub async fn end(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}

static IDLE: Mutex<Vec<Started>> = Mutex::new(Vec::new());

/// Where the connections to drivers live: a story's own runtime ends with it.
static CONNECTIONS: LazyLock<Runtime> =
    LazyLock::new(|| Runtime::new().expect("threads can be started"));

fn idle() -> MutexGuard<'static, Vec<Started>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One that is idle, or a new one.
pub async fn take(engine: Engine, time_zone: &'static str) -> Result<Started> {
    let known = |it: &Started| it.engine == engine && it.time_zone == time_zone;
    let found = {
        let mut idle = idle();
        let place = idle.iter().position(known);
        place.map(|place| idle.swap_remove(place))
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let start = CONNECTIONS.spawn(engine.start(time_zone));
    let (driver, client) = start.await??;
    Ok(Started {
        engine,
        client,
        driver,
        time_zone,
        stories: 0,
    })
}

/// After a story of a site that went well: the next one finds it as if it had just been started, or it ends.
/// One that was changed in other ways than a reader changes it is to end by [`Started::end`].
pub async fn give_back(mut it: Started, site: &str) -> Result<()> {
    it.stories += 1;
    // WebKitGTK's starts at once.
    let is_kept = it.engine != Engine::WebKit && it.stories < STORIES;
    if is_kept && renew(&it.client, site).await.is_ok() {
        idle().push(it);
        return Ok(());
    }
    it.end().await
}

/// Ends those that are left.
pub fn end() {
    for it in idle().drain(..) {
        // Whatever comes of it, the driver takes the browser with it.
        let _ = CONNECTIONS.block_on(it.client.close());
        drop(it.driver);
    }
}

async fn renew(client: &Client, site: &str) -> Result<()> {
    // Cookies know no ports: they are those of the next site, too.
    client.goto(&[site, "/e2e/trouble.js"].concat()).await?;
    client.delete_all_cookies().await?;
    let before = client.windows().await?;
    let new = client.new_window(true).await?.handle;
    for window in before {
        client.switch_to_window(window).await?;
        client.close_window().await?;
    }
    client.switch_to_window(new).await?;
    // A story of long scripts waits longer.
    let usual = TimeoutConfiguration::new(Some(SCRIPT), None, None);
    client.update_timeouts(usual).await?;
    let (width, height) = WINDOW;
    client.set_window_size(width, height).await?;
    Ok(())
}
