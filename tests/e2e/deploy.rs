//! What becomes of the host while a reader reads: a second build is put in the place of the first,
//! caches on the way give something of both, the host goes away.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use axum::{
    Router,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};
use tower::ServiceExt;

/// What the host answers with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    FirstBuild,
    SecondBuild,
    /// The first build's page; its files are gone, and the second's there.
    OldPageNewFiles,
    /// The second build's page, before its files.
    NewPageOldFiles,
    /// The first build's page once more, then the second build.
    OldPageOnce,
    /// The first build, its config block edited.
    EditedPage,
    /// No connection holds.
    Nothing,
}

/// A host that is changed under the reader.
#[derive(Clone)]
pub struct Host(Arc<Mutex<Answers>>);

impl Default for Host {
    fn default() -> Host {
        Host(Arc::new(Mutex::new(Answers::FirstBuild)))
    }
}

impl Host {
    pub fn now(&self, answers: Answers) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = answers;
    }

    pub fn answers(&self) -> Answers {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The two builds' origins as one.
    pub fn of(&self, first: Router, second: Router) -> Router {
        let host = self.clone();
        Router::new().fallback(async move |request: Request| {
            let path = request.uri().path();
            let page = !path.rsplit('/').next().unwrap_or_default().contains('.');
            let second_answers = match (host.answers(), page) {
                (Answers::OldPageOnce, true) => {
                    host.now(Answers::SecondBuild);
                    false
                }
                (Answers::SecondBuild, _)
                | (Answers::NewPageOldFiles, true)
                | (Answers::OldPageNewFiles | Answers::OldPageOnce, false) => true,
                _ => false,
            };
            let origin = if second_answers { second } else { first };
            origin.oneshot(request).await
        })
    }
}

/// Breaks the connection when the host is away.
pub async fn answer_if_there(State(host): State<Host>, request: Request, next: Next) -> Response {
    if host.answers() == Answers::Nothing {
        // The connection's task ends without an answer; no hook tells of a panic.
        std::panic::resume_unwind(Box::new("the host is away"));
    }
    next.run(request).await
}

/// The built portal as a later build would be: every file that is named by its content bears
/// another name, everything that speaks of it says so, and the build is called differently. Made
/// from the files of the first one: that a compiler ran in between makes no difference to a browser.
pub fn second_build(first: &Path) -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = format!("cong-tin-second-build-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        make(first, &folder).expect("a second build can be made");
        folder
    })
}

fn make(first: &Path, second: &Path) -> std::io::Result<()> {
    let mut paths = Vec::new();
    for folder in [first.to_owned(), first.join("assets")] {
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    let name_of = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let mut names: Vec<(String, String)> = paths
        .iter()
        .filter_map(|path| renamed(&name_of(path)).map(|other| (name_of(path), other)))
        .collect();
    let page = fs::read_to_string(first.join("index.html"))?;
    let build = page.split("data-build=\"").nth(1);
    let build = build.and_then(|rest| rest.split('"').next());
    let build = build.expect("the page names its build").to_owned();
    names.push((build.clone(), build.chars().rev().collect()));

    copy(first, second)?;
    let mut digests = Vec::new();
    for path in paths
        .iter()
        .filter(|path| path.is_file() && !is_packed(path))
    {
        let name = name_of(path);
        let folder = path
            .parent()
            .and_then(|folder| folder.strip_prefix(first).ok());
        let folder = second.join(folder.unwrap_or(Path::new("")));
        let before = fs::read(path)?;
        let after = match is_script(path).then(|| String::from_utf8(before.clone())) {
            Some(Ok(text)) => replaced(text, &names).into_bytes(),
            _ => before.clone(),
        };
        digests.push((
            STANDARD.encode(Sha256::digest(&before)),
            STANDARD.encode(Sha256::digest(&after)),
        ));
        digests.push((
            STANDARD.encode(Sha384::digest(&before)),
            STANDARD.encode(Sha384::digest(&after)),
        ));
        fs::remove_file(folder.join(&name))?;
        fs::write(folder.join(renamed(&name).unwrap_or(name)), after)?;
    }
    for name in ["index.html", "sw.js"] {
        let path = second.join(name);
        fs::write(&path, replaced(fs::read_to_string(&path)?, &digests))?;
    }
    Ok(())
}

/// `app-2V4BMZGR.js` becomes `app-X2V4BMZGR.js`.
fn renamed(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (what, hash) = stem.rsplit_once('-')?;
    let is_hash = hash.len() >= 8
        && hash
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (is_hash && !is_packed(Path::new(name))).then(|| format!("{what}-X{hash}.{ending}"))
}

fn replaced(text: String, pairs: &[(String, String)]) -> String {
    let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
    pairs.iter().fold(text, replace)
}

fn is_script(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["html", "js", "css"].iter().any(|script| ending == *script)
}

/// The second build goes out as it is.
fn is_packed(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ending == "br" || ending == "gz"
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else if !is_packed(&path) {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}
