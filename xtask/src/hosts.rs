//! The published folder under the hosts that people have: the configurations that `dist` writes,
//! in the programs that they are for.

mod checks;

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    debian,
    dist::{self, Base, Publication, caddy, nginx},
    npm, root,
    run::quietly,
    target,
};

pub use checks::check;

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
    pub program: Program,
    pub base: Base,
    /// What it serves.
    folder: PathBuf,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    child: Child,
}

pub fn set_up() -> Result<()> {
    npm::HOSTS.set_up()?;
    set_up_nginx()?;
    debian::install(&["caddy"], &["caddy"])
}

pub fn set_up_nginx() -> Result<()> {
    let modules = ["filter", "static"]
        .map(|kind| format!("/usr/share/nginx/modules-available/mod-http-brotli-{kind}.conf"));
    let needed = ["nginx", &modules[0], &modules[1]];
    let packages = [
        "nginx",
        "libnginx-mod-http-brotli-filter",
        "libnginx-mod-http-brotli-static",
    ];
    debian::install(&needed, &packages)
}

/// Publishes for a base path, into a folder of the tests.
pub fn publish(base: &str) -> Result<Publication> {
    let base: Base = base.parse()?;
    let name = match base.path().trim_matches('/') {
        "" => "root".into(),
        name => name.replace('/', "-"),
    };
    let publication = Publication {
        out: target().join("hosts").join(name),
        base,
        ..Publication::default()
    };
    dist::publish(&publication)?;
    Ok(publication)
}

impl Program {
    pub fn name(self) -> &'static str {
        match self {
            Program::Origin => "origin",
            Program::Nginx => "nginx",
            Program::Caddy => "caddy",
            Program::Cloudflare => "cloudflare",
        }
    }

    /// Starts it, and waits until it answers.
    pub fn start(self, publication: &Publication) -> Result<Host> {
        let Publication { base, out, .. } = publication;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = target()
            .join("hosts/work")
            .join(format!("{}-{port}", self.name()));
        fs::create_dir_all(&folder)?;
        let mut command = match self {
            Program::Origin => origin(out, port, &folder)?,
            Program::Nginx => nginx_under(base, out, port, &folder)?,
            Program::Caddy => caddy_under(base, out, port, &folder)?,
            Program::Cloudflare => cloudflare(out, port, &folder),
        };
        let log = fs::File::create(folder.join("log"))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            // With all that it starts.
            .process_group(0)
            .spawn()
            .with_context(|| format!("{} does not start", self.name()))?;
        let mut host = Host {
            program: self,
            base: base.clone(),
            folder: out.clone(),
            address: format!("http://127.0.0.1:{port}"),
            child,
        };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = host.child.try_wait()?.is_some();
            if ended || Instant::now() > deadline {
                let said = fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("{} does not answer:\n{said}", self.name());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(host)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.child.wait();
    }
}

fn origin(out: &Path, port: u16, folder: &Path) -> Result<Command> {
    let mut build = Command::new("cargo");
    build
        .args(["build", "--quiet", "--package", "origin"])
        .current_dir(root());
    quietly(&mut build, &target().join("logs/origin.log"))?;
    let mut origin = Command::new(target().join("debug/origin"));
    origin
        .arg("--dist")
        .arg(out)
        .args(["--port", &port.to_string(), "--data"])
        .arg(folder.join("data"))
        .current_dir(root());
    Ok(origin)
}

fn nginx_under(base: &Base, out: &Path, port: u16, folder: &Path) -> Result<Command> {
    let listen = format!("127.0.0.1:{port}");
    let site = nginx::Site {
        listen: &[&listen],
        name: "_",
        root: &out.to_string_lossy(),
        framed_by: None,
    };
    fs::write(folder.join("site.conf"), nginx::nginx(base, &site))?;
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

fn caddy_under(base: &Base, out: &Path, port: u16, folder: &Path) -> Result<Command> {
    let site = caddy::Site {
        name: &format!("http://127.0.0.1:{port}"),
        root: &out.to_string_lossy(),
        framed_by: None,
    };
    let file = folder.join("Caddyfile");
    let own = "{\n\tadmin off\n}\n\n";
    fs::write(&file, [own, &caddy::caddy(base, &site)].concat())?;
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

/// Takes away what earlier runs left.
fn clean() -> Result<()> {
    let work = target().join("hosts/work");
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    Ok(())
}
