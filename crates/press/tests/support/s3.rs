//! An S3 server in this process, over a folder.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Method, Request};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Notify;

pub const BUCKET: &str = "tin";
const KEY: &str = "operator";
const SECRET: &str = "s3cret";

/// A request to write that is held on its way.
pub struct Held {
    came: Receiver<()>,
    go: Arc<Notify>,
}

impl Held {
    /// Waits until it has come.
    pub fn wait(&self) {
        self.came.recv_timeout(Duration::from_secs(60)).unwrap();
    }

    /// Lets it go on.
    pub fn go(self) {
        self.go.notify_one();
    }
}

/// What is to be held: a part of its path, who waits for it, and when it goes on.
type Gate = Arc<Mutex<Option<(&'static str, Sender<()>, Arc<Notify>)>>>;

async fn pass<B>(gate: &Gate, request: &Request<B>) {
    let held = gate.lock().unwrap().take_if(|(path, _, _)| {
        request.method() == Method::PUT && request.uri().path().contains(*path)
    });
    if let Some((_, came, go)) = held {
        let _ = came.send(());
        go.notified().await;
    }
}

/// It serves until the test ends.
pub struct S3 {
    folder: TempDir,
    address: SocketAddr,
    gate: Gate,
}

impl S3 {
    /// With one bucket, which is empty.
    pub fn start() -> S3 {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let gate = Gate::default();
        let passed = gate.clone();
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build();
            runtime.unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    let (service, gate) = (service.clone(), passed.clone());
                    let service = service_fn(move |request: Request<Incoming>| {
                        let (service, gate) = (service.clone(), gate.clone());
                        async move {
                            pass(&gate, &request).await;
                            service.call(request.map(Into::into)).await
                        }
                    });
                    tokio::spawn(async move {
                        let server = Builder::new(TokioExecutor::new());
                        // A press that was killed ends its connections, too.
                        let _ = server.serve_connection(TokioIo::new(stream), service).await;
                    });
                }
            });
        });
        let address = told.recv().unwrap();
        S3 {
            folder,
            address,
            gate,
        }
    }

    /// Holds the next request that writes a file with this in its path.
    pub fn hold(&self, path: &'static str) -> Held {
        let (come, came) = mpsc::channel();
        let go = Arc::new(Notify::new());
        *self.gate.lock().unwrap() = Some((path, come, go.clone()));
        Held { came, go }
    }

    /// Press, with the key to this server, into a folder of the bucket.
    pub fn press(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        command.args(["--out", out]);
        command.env("AWS_ENDPOINT", format!("http://{}", self.address));
        command.env("AWS_ALLOW_HTTP", "true");
        command.env("AWS_ACCESS_KEY_ID", KEY);
        command.env("AWS_SECRET_ACCESS_KEY", SECRET);
        command
    }

    /// The bucket, for the tests' own questions.
    pub fn store(&self) -> AmazonS3 {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = AmazonS3Builder::new()
            .with_endpoint(format!("http://{}", self.address))
            .with_allow_http(true)
            .with_access_key_id(KEY)
            .with_secret_access_key(SECRET)
            .with_bucket_name(BUCKET);
        store.build().unwrap()
    }

    /// Where the bucket's files lie.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }
}

/// What it told, when it ended well.
pub fn done(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let told = String::from_utf8(stdout).unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    told
}

/// What it told of its fault, and its exit code.
pub fn refused(command: &mut Command) -> (String, i32) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (String::from_utf8(stderr).unwrap(), status.code().unwrap())
}

/// Texts by their paths, those of JSON unpacked.
pub fn texts(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let text = |(path, bytes): (String, Vec<u8>)| {
        let mut text = String::new();
        let mut bytes = bytes.as_slice();
        let read: &mut dyn std::io::Read = match path.ends_with(".json") {
            true => &mut flate2::read::GzDecoder::new(bytes),
            false => &mut bytes,
        };
        read.read_to_string(&mut text).unwrap();
        (path, text)
    };
    files.into_iter().map(text).collect()
}
