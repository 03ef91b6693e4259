//! The three engines, each browser with a driver process of its own.

use std::{
    env,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder, error::CmdError, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// Width and height of a browser's window, in CSS pixels.
pub const WINDOW: (u32, u32) = (1280, 900);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// The engines that `CONG_TIN_ENGINES` names; all of them without it.
pub fn chosen() -> Vec<Engine> {
    let wanted = env::var("CONG_TIN_ENGINES").unwrap_or_default();
    [Engine::Chromium, Engine::Firefox, Engine::WebKit]
        .into_iter()
        .filter(|engine| wanted.is_empty() || wanted.split(',').any(|name| name == engine.name()))
        .collect()
}

/// A driver that ends with the value, and its browser with it.
pub struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser whose page hangs would outlive its driver.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// Starts a browser; `time_zone` is the reader's.
    pub async fn start(self, time_zone: &'static str) -> Result<(Driver, Client)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let (variable, fallback) = match self {
            Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Engine::Firefox => ("GECKODRIVER", "geckodriver"),
            Engine::WebKit => ("WEBKIT_WEBDRIVER", "WebKitWebDriver"),
        };
        let program = env::var(variable).unwrap_or_else(|_| fallback.into());
        let mut driver = Command::new(&program);
        driver
            .arg(format!("--port={port}"))
            .env("TZ", time_zone)
            // With all that it starts.
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if self == Engine::Firefox {
            // A driver of its own has ports of its own for the browser, too.
            driver.args(["--websocket-port=0", "--allow-system-access"]);
        }
        let child = driver
            .spawn()
            .with_context(|| format!("{program} does not start"))?;
        let driver = Driver(child);
        let address = format!("http://127.0.0.1:{port}");
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(self.capabilities()?);
            match builder.connect(&address).await {
                Ok(client) => return Ok((driver, client)),
                // The driver may not listen yet; a browser on a busy machine may start too late.
                Err(_) if Instant::now() < deadline => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Err(error) => bail!("{} does not start: {error}", self.name()),
            }
        }
    }

    fn capabilities(self) -> Result<Capabilities> {
        let (width, height) = WINDOW;
        let value = match self {
            Engine::Chromium => json!({
                "goog:chromeOptions": { "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--no-first-run", "--disable-features=PreloadTopChromeWebUI",
                    format!("--window-size={width},{height}"),
                    // What stays in memory can be counted.
                    "--js-flags=--expose-gc", "--enable-precise-memory-info",
                ] },
            }),
            Engine::Firefox => json!({
                "moz:firefoxOptions": {
                    "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                    "prefs": {
                        "app.update.enabled": false,
                        "browser.safebrowsing.malware.enabled": false,
                        "browser.safebrowsing.phishing.enabled": false,
                        "captivedetect.canonicalURL": "",
                        "datareporting.policy.dataSubmissionEnabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "services.settings.server": "",
                        // Its offer to keep a password takes the keyboard.
                        "signon.rememberSignons": false,
                    },
                },
            }),
            Engine::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
            }),
        };
        let Value::Object(mut capabilities) = value else {
            bail!("capabilities are an object");
        };
        // WebKit's driver counts this with the page's own timers, which some stories hurry twentyfold:
        // what is half a minute elsewhere would be over in a second and a half.
        if self == Engine::WebKit {
            capabilities.insert("timeouts".into(), json!({ "script": 600_000 }));
        }
        Ok(capabilities)
    }
}

/// Whether an engine's process died while it was asked something, by what its driver says of that:
/// WebKit's answers a script for a process that is gone with nothing at all.
pub fn has_died(error: &anyhow::Error) -> bool {
    let says = |error: &CmdError| match error {
        CmdError::Standard(told) => [
            "Could not parse script result",
            "page crash",
            "response from marionette",
        ]
        .iter()
        .any(|words| told.message.contains(words)),
        CmdError::NotW3C(told) => told == "tab crashed",
        CmdError::Failed(_) | CmdError::FailedC(_) | CmdError::Lost(_) => true,
        _ => false,
    };
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref());
    causes.any(|error: &CmdError| error.is_invalid_session_id() || says(error))
}

/// WebKitGTK's own small browser lies outside the path, in a folder of its version.
fn mini_browser() -> Result<PathBuf> {
    if let Ok(path) = env::var("WEBKIT_MINIBROWSER") {
        return Ok(path.into());
    }
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/libexec",
    ];
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let browser = entry.path().join("MiniBrowser");
            if entry
                .file_name()
                .to_string_lossy()
                .starts_with("webkit2gtk-")
                && browser.exists()
            {
                return Ok(browser);
            }
        }
    }
    bail!("WebKitGTK's MiniBrowser is not there")
}
