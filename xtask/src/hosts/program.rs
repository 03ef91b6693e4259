//! The programs that serve the folder: each with the configuration that is published for it.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use hosting::{caddy, nginx};
use serde_json::{Value, json};

use crate::{debian, dist::Publication, npm, root, run::quietly, target};

/// A day that the runtime in `xtask/npm/hosts` knows: it asks nobody for a newer one.
const COMPATIBILITY_DATE: &str = "2026-04-01";

/// How long a host may take to answer, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that serves the folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Program {
    /// The reference origin, always at the root.
    Origin,
    Nginx,
    Caddy,
    /// Cloudflare Pages.
    Cloudflare,
}

/// A host that runs; it ends with the value.
pub struct Host {
    program: Program,
    publication: Publication,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// What the origin keeps, where there is one.
    data: PathBuf,
    /// They end with the value, the one in front first.
    _programs: Vec<Running>,
}

/// A program that ends with the value.
struct Running(Child);

impl Program {
    pub const ALL: [Program; 4] = [
        Program::Origin,
        Program::Nginx,
        Program::Caddy,
        Program::Cloudflare,
    ];

    fn name(self) -> &'static str {
        match self {
            Program::Origin => "origin",
            Program::Nginx => "nginx",
            Program::Caddy => "caddy",
            Program::Cloudflare => "cloudflare",
        }
    }

    /// Starts it, and waits until it answers.
    pub fn start(self, publication: &Publication) -> Result<Host> {
        self.start_at(publication, free_port()?, None)
    }

    /// The same, with the reference origin behind nginx and Caddy, for what only a server can
    /// answer.
    pub fn start_with_origin(self, publication: &Publication) -> Result<Host> {
        if !matches!(self, Program::Nginx | Program::Caddy) {
            return self.start(publication);
        }
        let (port, behind) = (free_port()?, free_port()?);
        let folder = work_folder(Program::Origin, behind)?;
        let mut command = origin(publication, behind, &folder)?;
        command
            .args(["--public-address", &format!("http://127.0.0.1:{port}")])
            .args(["--proxy", "127.0.0.1"]);
        let origin = Running::start(Program::Origin, &mut command, behind, &folder)?;
        let host = self.start_at(publication, port, Some(behind))?;
        Ok(Host {
            data: folder.join("data"),
            _programs: host._programs.into_iter().chain([origin]).collect(),
            ..host
        })
    }

    fn start_at(self, publication: &Publication, port: u16, behind: Option<u16>) -> Result<Host> {
        let folder = work_folder(self, port)?;
        let api = behind.map(|port| format!("127.0.0.1:{port}"));
        let mut command = match self {
            Program::Origin => origin(publication, port, &folder)?,
            Program::Nginx => nginx_under(publication, port, api.as_deref(), &folder)?,
            Program::Caddy => caddy_under(publication, port, api.as_deref(), &folder)?,
            Program::Cloudflare => cloudflare(&publication.out, port, &folder),
        };
        let running = Running::start(self, &mut command, port, &folder)?;
        Ok(Host {
            program: self,
            publication: publication.clone(),
            address: format!("http://127.0.0.1:{port}"),
            data: folder.join("data"),
            _programs: vec![running],
        })
    }
}

impl Host {
    /// For `crates/hosting/tests/hosts`.
    pub fn named(&self) -> Value {
        json!({
            "program": self.program.name(),
            "base": self.publication.base.path(),
            "folder": self.publication.folder(),
            "own_page": super::OWN_PAGE,
            "address": self.address,
            "data": self.data,
            "has_settings": self.publication.config.is_some(),
        })
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn work_folder(program: Program, port: u16) -> Result<PathBuf> {
    let name = format!("{}-{port}", program.name());
    let folder = target().join("hosts/work").join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

impl Running {
    /// Starts a program, and waits until it answers.
    fn start(program: Program, command: &mut Command, port: u16, folder: &Path) -> Result<Running> {
        let log = fs::File::create(folder.join("log"))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            // With all that it starts.
            .process_group(0)
            .spawn()
            .with_context(|| format!("{} does not start", program.name()))?;
        let mut running = Running(child);
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = running.0.try_wait()?.is_some();
            if ended || Instant::now() > deadline {
                let said = fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("{} does not answer:\n{said}", program.name());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// The portal's own folder is its root.
fn origin(publication: &Publication, port: u16, folder: &Path) -> Result<Command> {
    let mut build = Command::new("cargo");
    build
        .args(["build", "--quiet", "--package", "origin"])
        .current_dir(root());
    quietly(&mut build, &target().join("logs/origin.log"))?;
    let mut origin = Command::new(target().join("debug/origin"));
    origin
        .arg("--dist")
        .arg(publication.folder())
        .args(["--port", &port.to_string(), "--data"])
        .arg(folder.join("data"))
        .current_dir(root());
    if let Some(config) = &publication.config {
        let file = folder.join("config.json");
        fs::write(&file, config)?;
        origin.arg("--config").arg(file);
    }
    Ok(origin)
}

fn nginx_under(
    publication: &Publication,
    port: u16,
    api: Option<&str>,
    folder: &Path,
) -> Result<Command> {
    let listen = format!("127.0.0.1:{port}");
    let site = nginx::Site {
        listen: &[&listen],
        name: "_",
        root: &publication.out.to_string_lossy(),
        api,
    };
    let site = nginx::nginx(&publication.base, &publication.policy()?, &site);
    fs::write(folder.join("site.conf"), site)?;
    // What Debian's own nginx.conf says, for a program that ends with the tests.
    let around = format!(
        "daemon off;\nmaster_process off;\npid {0}/pid;\nerror_log stderr;\n\
         include /usr/share/nginx/modules-available/mod-http-brotli-*.conf;\nevents {{ }}\n\
         http {{\n    include /etc/nginx/mime.types;\n    access_log off;\n    \
         client_body_temp_path {0}/body;\n    proxy_temp_path {0}/proxy;\n    \
         fastcgi_temp_path {0}/fastcgi;\n    uwsgi_temp_path {0}/uwsgi;\n    \
         scgi_temp_path {0}/scgi;\n    include {0}/site.conf;\n}}\n",
        folder.display()
    );
    let configuration = folder.join("nginx.conf");
    fs::write(&configuration, around)?;
    let program = debian::find("nginx").or_else(|| debian::find("/usr/sbin/nginx"));
    let mut nginx = Command::new(program.context("nginx is not there")?);
    nginx
        .args(["-e", "stderr", "-p", "/usr/share/nginx", "-c"])
        .arg(configuration);
    Ok(nginx)
}

fn caddy_under(
    publication: &Publication,
    port: u16,
    api: Option<&str>,
    folder: &Path,
) -> Result<Command> {
    let site = caddy::Site {
        name: &format!("http://127.0.0.1:{port}"),
        root: &publication.out.to_string_lossy(),
        api,
    };
    let file = folder.join("Caddyfile");
    let own = "{\n\tadmin off\n}\n\n";
    let site = caddy::caddy(&publication.base, &publication.policy()?, &site);
    fs::write(&file, [own, &site].concat())?;
    let mut caddy = Command::new("caddy");
    caddy
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(file)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder);
    Ok(caddy)
}

fn cloudflare(out: &Path, port: u16, folder: &Path) -> Command {
    let mut wrangler = npm::HOSTS.program("wrangler");
    wrangler
        .args(["pages", "dev"])
        .arg(out)
        .args(["--ip", "127.0.0.1", "--port", &port.to_string()])
        .args(["--compatibility-date", COMPATIBILITY_DATE])
        .current_dir(folder)
        .env("CI", "1")
        .env("WRANGLER_SEND_METRICS", "false")
        .env("WRANGLER_LOG_PATH", folder)
        .env("XDG_CONFIG_HOME", folder);
    wrangler
}
