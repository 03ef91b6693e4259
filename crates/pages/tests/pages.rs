//! What the page of an article holds, and what it never does.

use std::sync::Arc;

use feed::{Feed, Item, Key, Neighbour, Reader, Slug, Zone};
use pages::{Article, Portal, Template, Unusable, path_of};
use serde_json::{Value, json};

/// The page as trunk finds it, which has all parts of the built one but for what the build puts into its head.
fn template() -> Template {
    let page = include_str!("../../../index.html");
    let head = "<link data-pages href=\"assets/pages-A.css\" />
    <template id=\"late\"><script src=\"a.js\"></script><script src=\"b.js\"></script></template>
  </head>";
    Template::new(&page.replacen("</head>", head, 1)).expect("it is the page")
}

fn feed(items: Value) -> Feed {
    let text = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tin <tức> & khác",
        "language": "vi",
        "items": items,
    })
    .to_string();
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &markup::native::resolve,
        members: false,
    };
    reader.read(&text).expect("the feed is one").feed
}

fn portal() -> Portal {
    let site = "https://tin.example/".parse().expect("an address");
    Portal::new(template(), site, feed(json!([]))).expect("the page is one of a portal")
}

fn neighbour(title: &str) -> Option<Neighbour> {
    Some(Neighbour {
        key: Key::hash(title),
        title: title.to_owned(),
    })
}

fn page_of(item: Value) -> String {
    page(&feed(json!([item])).items[0])
}

fn page(item: &Arc<Item>) -> String {
    portal().page(&Article {
        item: item.clone(),
        neighbours: [neighbour("Tin sau"), neighbour("")],
    })
}

fn whole() -> Value {
    json!({
        "id": "1",
        "title": "Hội nghị \"đánh giá\" <kết quả> & hơn nữa",
        "summary": "Sáng ngày 22/3/2021, có \"hội nghị\".",
        "url": "https://goc.example/bai/1",
        "image": "https://tin.example/anh.jpg",
        "content_html": "<p>Nội dung <b>đậm</b>.</p><p onclick='x()'>Hai<script>y()</script></p><audio controls src='https://tin.example/a.mp3'></audio>",
        "date_published": "2021-03-22T23:30:00+07:00",
        "date_modified": "2021-03-23T08:00:00+07:00",
        "authors": [{"name": "Văn phòng Cục"}],
        "tags": ["Hỏi đáp"],
    })
}

#[test]
fn a_page_holds_the_article_and_the_ways_on() {
    let page = page_of(whole());
    let key = Key::hash("1");
    let address = format!("article/hoi-nghi-danh-gia-ket-qua-hon-nua-{key}");
    let canonical = format!("<link rel=\"canonical\" href=\"https://tin.example/{address}\" />");
    let newer = format!("href=\"/article/tin-sau-{}\"", Key::hash("Tin sau"));
    let older = format!("href=\"/article/{}\"", Key::hash(""));
    for part in [
        // What the head says.
        "<title>Hội nghị &quot;đánh giá&quot; &lt;kết quả&gt; &amp; hơn nữa – Tin &lt;tức&gt; &amp; khác</title>",
        "<meta name=\"description\" content=\"Sáng ngày 22/3/2021, có &quot;hội nghị&quot;.\" />",
        &canonical,
        "<meta property=\"og:type\" content=\"article\" />",
        "<meta property=\"og:title\" content=\"Hội nghị &quot;đánh giá&quot; &lt;kết quả&gt; &amp; hơn nữa\" />",
        "<meta property=\"og:image\" content=\"https://tin.example/anh.jpg\" />",
        "<meta property=\"og:site_name\" content=\"Tin &lt;tức&gt; &amp; khác\" />",
        "<meta property=\"article:published_time\" content=\"2021-03-22T23:30:00+07:00\" />",
        "<meta property=\"article:modified_time\" content=\"2021-03-23T08:00:00+07:00\" />",
        "<meta property=\"article:tag\" content=\"Hỏi đáp\" />",
        "<link rel=\"alternate\" type=\"application/feed+json\" href=\"feed.json\" />",
        "<link rel=\"stylesheet\" data-pages href=",
        "<template id=\"late\"><script src=\"a.js\"></script></template><script src=\"b.js\"></script>",
        // The article in the skeleton's place.
        "<div id=\"waiting\" data-snapshot=\"page\" lang=\"vi\"><a",
        "&lt;kết quả&gt; &amp; hơn nữa</h1>",
        "<p>Nội dung <b>đậm</b>.</p>",
        "<time datetime=\"2021-03-22\">22/03/2021</time>",
        "Văn phòng Cục",
        "preload=\"none\"",
        // The ways on.
        &newer,
        "Tin sau</span>",
        &older,
        "href=\"/date/2021-03-22\"",
        "href=\"/tag/hoi-dap\"",
        "Cục Thi hành án dân sự (hư cấu)",
        // And the portal itself.
        "</div>\n    <div id=\"app\"></div>",
        "id=\"cong-tin-config\"",
        "<main id=\"failure\"",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    for part in [
        "onclick",
        "y()",
        "skeleton",
        "<noscript",
        "<!>",
        "role=\"status\"",
        "/archive/manifest",
    ] {
        assert!(!page.contains(part), "{part} is in {page}");
    }
}

#[test]
fn where_it_is_shared_an_article_has_its_own_words_and_picture_else_the_portal_s() {
    let mut bare = whole();
    bare["image"] = Value::Null;
    for (item, picture) in [
        (whole(), "https://tin.example/anh.jpg"),
        (bare, "https://tin.example/social-card.jpg"),
    ] {
        let page = page_of(item);
        let said = |property: &str| {
            let start = format!("<meta property=\"{property}\" content=\"");
            let said: Vec<_> = page.split(&start).skip(1).collect();
            assert_eq!(said.len(), 1, "{property}: {page}");
            said[0].split('"').next().map(str::to_owned)
        };
        assert_eq!(said("og:image").as_deref(), Some(picture));
        assert!(said("og:title").is_some_and(|title| title.starts_with("Hội nghị")));
    }
}

/// The data for machines in a page.
fn data_of(page: &str) -> Value {
    let (_, after) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("there is data");
    let (data, _) = after.split_once("</script>").expect("it ends");
    serde_json::from_str(data).expect("it is JSON")
}

#[test]
fn search_engines_are_told_what_it_is() {
    let data = data_of(&page_of(whole()));
    let address = [
        "https://tin.example/",
        &path_of(
            &Slug::of("hoi-nghi-danh-gia-ket-qua-hon-nua"),
            Key::hash("1"),
        ),
    ]
    .concat();
    for (name, value) in [
        ("@context", json!("https://schema.org")),
        ("@type", json!("NewsArticle")),
        (
            "headline",
            json!("Hội nghị \"đánh giá\" <kết quả> & hơn nữa"),
        ),
        ("datePublished", json!("2021-03-22T23:30:00+07:00")),
        ("dateModified", json!("2021-03-23T08:00:00+07:00")),
        ("image", json!("https://tin.example/anh.jpg")),
        ("inLanguage", json!("vi")),
        ("articleSection", json!("Hỏi đáp")),
        (
            "author",
            json!([{"@type": "Person", "name": "Văn phòng Cục"}]),
        ),
        ("mainEntityOfPage", json!(address.trim_end_matches(".html"))),
    ] {
        assert_eq!(data[name], value, "{name}");
    }
    // What is not known is not said.
    let bare = data_of(&page_of(json!({ "id": "2", "content_text": "Chữ" })));
    for name in [
        "datePublished",
        "image",
        "author",
        "keywords",
        "articleSection",
    ] {
        assert!(bare.get(name).is_none(), "{name}: {bare}");
    }
}

#[test]
fn all_fields_are_only_text() {
    const ESCAPE: &str = "</title></script></style></noscript></template>--><script>evil()</script><img src=x onerror=evil()>\"'>";
    let page = page_of(json!({
        "id": ESCAPE, "title": ESCAPE, "summary": ESCAPE, "content_text": ESCAPE, "tags": [ESCAPE],
        "authors": [{ "name": ESCAPE, "url": "javascript:evil()" }],
        "image": "https://tin.example/\"><script>evil()</script>",
        "url": "javascript:evil()",
        "external_url": "https://tin.example/<script>evil()</script>",
        "attachments": [{ "url": "https://tin.example/a", "mime_type": ESCAPE, "title": ESCAPE }],
        "language": "vi\"><script>evil()</script>",
        "date_published": ESCAPE,
    }));
    assert!(!page.contains("<script>evil"), "{page}");

    is_sound(&page, ESCAPE);
    assert_eq!(data_of(&page)["description"], json!(ESCAPE));
}

/// Elements of the page that are not of the article: as many as of any page.
fn is_sound(page: &str, what: &str) {
    let plain = page_of(json!({ "id": "1", "title": "Tin", "content_text": "Chữ" }));
    let count = |page: &str, part: &str| page.matches(part).count();
    for part in [
        "<script",
        "</script",
        "<style",
        "<base",
        "<iframe",
        "<object",
        "<embed",
        "<noscript",
        "<template",
        "<title",
        "</title",
        "<body",
        "</body",
        "</html",
        "<div id=\"app\"",
        "<meta http-equiv",
        "id=\"waiting\"",
    ] {
        assert_eq!(
            count(page, part),
            count(&plain, part),
            "{part} of {what} in {page}"
        );
    }
    let (standing, _) = page
        .split_once("<div id=\"app\">")
        .expect("it has a place for the app");
    assert_eq!(
        count(standing, "<div"),
        count(standing, "</div>"),
        "{what} in {page}"
    );
}

#[test]
fn payloads_do_not_break_out_of_their_page() {
    let own = include_str!("../../../tests/e2e/stories/hostile/payloads.json").to_owned();
    let mut sources = vec![own];
    for name in ["payloads.json", "own.json"] {
        let path = [env!("CARGO_MANIFEST_DIR"), "/../../../shared/xss/", name].concat();
        match std::fs::read_to_string(&path) {
            Ok(text) => sources.push(text),
            Err(_) => {
                eprintln!("skipped: the payloads of ../shared/xss/{name} are not beside this clone")
            }
        }
    }
    let mut count = 0;
    for source in sources {
        let payloads: Vec<Value> = serde_json::from_str(&source).expect("they are JSON");
        for payload in payloads {
            let Some(html) = payload["html"].as_str() else {
                continue;
            };
            let page = page_of(json!({
                "id": "1", "title": html, "summary": html, "content_html": html, "tags": [html],
            }));
            is_sound(&page, html);
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_path_is_made_of_slug_and_key_alone() {
    let long = "a".repeat(10_000);
    for title in [
        "con",
        "../../etc/passwd",
        "a\0b",
        "…",
        "index.html",
        "",
        &long,
    ] {
        let feed = feed(json!([{ "id": title, "title": title, "content_text": "x" }]));
        let path = Portal::path(&feed.items[0]);
        let name = path
            .strip_prefix("article/")
            .and_then(|path| path.strip_suffix(".html"));
        let name = name.expect("it is a page");
        assert!(name.len() <= 80, "{path}");
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        assert!(name.bytes().all(plain), "{path}");
        assert!(name.ends_with(&feed.items[0].key.to_string()), "{path}");
    }
}

#[test]
fn the_bar_has_the_sections_of_the_newest_news() {
    let site = "https://tin.example/".parse().expect("an address");
    let newest = feed(json!([
        { "id": "1", "title": "A", "content_text": "a", "tags": ["Thông báo"] },
        { "id": "2", "title": "B", "content_text": "b", "tags": ["Hỏi đáp", "Thông báo"] },
    ]));
    let item = newest.items[0].clone();
    let portal = Portal::new(template(), site, newest).expect("a portal");
    let page = portal.page(&Article {
        item,
        neighbours: [None, None],
    });
    let (_, sections) = page
        .split_once("class=\"sections\"")
        .expect("there is a bar");
    let (sections, _) = sections.split_once("</nav>").expect("it ends");
    let at = |text| sections.find(text).expect(text);
    assert!(at("/tag/thong-bao") < at("/tag/hoi-dap"), "{sections}");
    // What the page leads to is no part of it.
    assert!(!page.contains(">B<"), "{page}");
}

#[test]
fn what_is_no_page_of_a_portal_is_refused() {
    assert!(matches!(Template::new("<p>"), Err(Unusable::Part("title"))));
    let bad = |from: &str, to: &str| {
        let page = include_str!("../../../index.html").replacen(from, to, 1);
        let site = "https://tin.example/".parse().expect("an address");
        let portal = Template::new(&page).and_then(|page| Portal::new(page, site, Feed::default()));
        portal.err().expect("it is refused").to_string()
    };
    let told = bad("\"feed\": \"feed.json\"", "\"feed\": 1");
    assert!(told.contains("feed: 1"), "{told}");
    let told = bad("<base href=\"/\"", "<base href=\"/tin-tuc/\"");
    assert!(told.contains("/tin-tuc/"), "{told}");
    let told = bad("id=\"waiting\"", "id=\"other\"");
    assert!(told.contains("place for the news"), "{told}");
}
