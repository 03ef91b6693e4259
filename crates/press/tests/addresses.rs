//! Sources that are fetched.

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use press::{Options, Source, Unreadable, check, press};
use support::{Workspace, news};

/// A host: what each path has, and what it was asked for.
#[derive(Clone, Default)]
struct Host {
    pages: Arc<Mutex<BTreeMap<String, (String, String)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Serves until the tests end; its address.
    fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let host = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                host.answer(stream.unwrap());
            }
        });
        address
    }

    fn answer(&self, mut stream: std::net::TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let Some(Ok(first)) = lines.next() else {
            return;
        };
        let path = first.split(' ').nth(1).unwrap().to_owned();
        let mut tag = String::new();
        for line in lines
            .map_while(Result::ok)
            .take_while(|line| !line.is_empty())
        {
            if let Some((name, value)) = line.split_once(": ")
                && name.eq_ignore_ascii_case("if-none-match")
            {
                tag = value.to_owned();
            }
        }
        let pages = self.pages.lock().unwrap();
        let (status, own, body) = match pages.get(&path) {
            Some((own, _)) if *own == tag => ("304 Not Modified", own.as_str(), ""),
            Some((own, body)) => ("200 OK", own.as_str(), body.as_str()),
            None => ("404 Not Found", "", "no"),
        };
        self.asked
            .lock()
            .unwrap()
            .push(format!("{path} {}", &status[..3]));
        let length = body.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {status}\r\nETag: {own}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
    }

    fn put(&self, path: &str, tag: &str, ids: &[usize], next: Option<&str>) {
        let items: Vec<_> = ids
            .iter()
            .map(|id| news(*id, "2021-03-22T08:00:00Z"))
            .collect();
        let mut text = support::feed_text(&items);
        if let Some(next) = next {
            text = text.replacen('{', &format!("{{\"next_url\":\"{next}\","), 1);
        }
        self.pages
            .lock()
            .unwrap()
            .insert(path.into(), (format!("\"{tag}\""), text));
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[test]
fn pages_are_followed_and_asked_for_only_if_they_changed() {
    let host = Host::default();
    let address = host.serve();
    host.put("/feed.json", "a1", &[3, 4], Some("older.json"));
    host.put("/older.json", "b1", &[1, 2], Some("feed.json"));
    let workspace = Workspace::new();
    let options = Options {
        sources: vec![Source::of(&[&address, "/feed.json"].concat()).unwrap()],
        ..support::options(&[], &workspace.path("out"))
    };
    let first = press(&options).unwrap();
    assert_eq!(
        (first.added, first.noted.pages, first.noted.unchanged),
        (4, 2, 0)
    );
    assert_eq!(host.asked(), ["/feed.json 200", "/older.json 200"]);

    let again = press(&options).unwrap();
    assert_eq!(
        (again.noted.unchanged, again.count, again.written.0),
        (2, 4, 0)
    );
    assert_eq!(host.asked(), ["/feed.json 304", "/older.json 304"]);

    host.put("/feed.json", "a2", &[3, 4, 5], Some("older.json"));
    let more = press(&options).unwrap();
    assert_eq!((more.added, more.noted.unchanged, more.count), (1, 1, 5));

    // A page that is gone ends the run before anything is published, and is asked for again.
    host.put("/feed.json", "a3", &[3, 4, 5, 6], Some("gone.json"));
    let refused = press(&options).unwrap_err();
    assert!(
        refused.is::<Unreadable>() && refused.to_string().contains("/gone.json"),
        "{refused}"
    );
    assert_eq!(check(&workspace.path("out")).unwrap().unwrap().articles, 5);
    host.put("/feed.json", "a3", &[3, 4, 5, 6], None);
    assert_eq!(press(&options).unwrap().added, 1);
}
