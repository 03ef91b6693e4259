//! The views are drawn without a browser: static pages will be made from the very same ones.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]

#[path = "native/likeness.rs"]
mod likeness;

use std::sync::Arc;

use cong_tin::{
    app::{Identity, app},
    browser::zone::PortalZone,
    config::Config,
    context::Portal,
    route::{Base, Route},
    state::navigate::Navigator,
    state::newsroom::Newsroom,
    state::preferences::Preferences,
    state::session::Session,
};
use feed::{Feed, Reader, Zone};
use leptos::prelude::*;

const FEED: &str = r#"{
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Cổng tin thử",
    "items": [{
        "id": "1",
        "title": "Hội nghị đánh giá kết quả",
        "summary": "Sáng ngày 22/3/2021.",
        "url": "https://tin.example/bai/1",
        "content_html": "<p>Hội nghị đánh giá kết quả</p><p onclick='x()'>Nội dung<script>y()</script></p><img data-src='/anh.jpg' alt='Hội trường'><table><tr><td>84%</td></tr></table><iframe src='https://film.example/1' title='Phim'></iframe><p><a href='#ghi-chu'>1</a></p><div id='ghi-chu'><p>Ghi chú</p><p>Hai</p></div>",
        "date_published": "2021-03-22T23:30:00+07:00",
        "authors": [{"name": "Văn phòng Cục"}],
        "tags": ["Hỏi đáp"]
    }, {
        "id": "2",
        "title": "Chữ",
        "content_text": "Xem https://vidu.example/van-ban nhé.\nDòng hai",
        "image": "https://tin.example/anh.jpg",
        "attachments": [{"url": "https://tin.example/anh.jpg", "mime_type": "image/jpeg", "title": "Cầu"}],
        "date_published": "2021-03-20T08:00:00+07:00"
    }]
}"#;

fn feed() -> Arc<Feed> {
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &markup::native::resolve,
        members: false,
    };
    Arc::new(reader.read(FEED).expect("the feed is one").feed)
}

fn draw(route: impl FnOnce(&Feed) -> Route) -> String {
    let owner = Owner::new();
    owner.set();
    let feed = feed();
    let route = route(&feed);
    let base = Base::new("/tin-tuc/");
    let config = Config::parse(r#"{"feed":"feed.json"}"#).unwrap().config;
    provide_context(base.clone());
    provide_context(Arc::new(Identity::new(
        config.clone(),
        "https://tin.example/",
    )));
    provide_context(Portal {
        navigator: Navigator::at(route, base),
        newsroom: Newsroom::of(feed, PortalZone::AsWritten),
        session: Session::new(None),
        preferences: Preferences::recall(config.language),
    });
    let html = app(|| true).to_html();
    drop(owner);
    // The marks at which leptos would take up the page.
    html.replace("<!>", "")
}

#[test]
fn an_article_is_drawn() {
    let html = draw(|feed| Route::Article {
        slug: feed.items[0].slug.clone(),
        key: feed.items[0].key,
    });
    for part in [
        "Hội nghị đánh giá kết quả</h1>",
        "<time datetime=\"2021-03-22\">22/03/2021</time>",
        "Sáng ngày 22/3/2021.",
        "Văn phòng Cục",
        "href=\"/tin-tuc/tag/hoi-dap\"",
        "Các tin đã đưa ngày:",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn the_text_of_an_article_is_drawn() {
    let html = draw(|feed| Route::Article {
        slug: feed.items[0].slug.clone(),
        key: feed.items[0].key,
    });
    for part in [
        "<div class=\"body\"><p>Nội dung</p>",
        "src=\"https://tin.example/anh.jpg\"",
        "loading=\"lazy\"",
        "aria-label=\"Bảng số liệu\"",
        "84%</td>",
        "<a href=\"https://film.example/1\" rel=\"noopener\">Mở tại film.example</a>",
        "#user-content-ghi-chu\">1</a>",
        "<div id=\"user-content-ghi-chu\"><p>Ghi chú</p>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    for part in ["onclick", "y()", "<iframe"] {
        assert!(!html.contains(part), "{part} is in {html}");
    }
}

#[test]
fn a_plain_text_is_drawn_with_its_links() {
    let html = draw(|feed| Route::Article {
        slug: feed.items[1].slug.clone(),
        key: feed.items[1].key,
    });
    let link = "Xem <a href=\"https://vidu.example/van-ban\" rel=\"noopener\">https://vidu.example/van-ban</a> nhé.";
    assert!(html.contains(link), "{link} is not in {html}");
    assert!(html.contains("<div class=\"body plain\">"), "{html}");
    // Its picture stands above it, with what is said of it; there is no file besides.
    for part in [
        "fetchpriority=\"high\" src=\"https://tin.example/anh.jpg\"",
        "<figcaption>Cầu</figcaption></figure><div class=\"body plain\">",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("class=\"files\""), "{html}");
}

#[test]
fn the_other_pages_are_drawn() {
    let day = draw(|feed| Route::Day(feed.items[0].day.expect("it is dated")));
    assert!(day.contains("Các tin đã đưa ngày 22/03/2021</h1>"), "{day}");
    let search = draw(|_| Route::search_for("hoi nghi"));
    assert!(search.contains("<mark>Hội nghị</mark>"), "{search}");
    let saved = draw(|_| Route::Saved);
    assert!(saved.contains("Chưa có tin nào được lưu"), "{saved}");
    let doctor = draw(|_| Route::Doctor("https://a.example/f".into()));
    for part in [
        "Khám nguồn tin</h1>",
        "Địa chỉ nguồn tin</label>",
        "value=\"https://a.example/f\"",
        "Bấm “Khám” để đọc nguồn tin ở địa chỉ này.",
    ] {
        assert!(doctor.contains(part), "{part} is not in {doctor}");
    }
    let sign_in = draw(|_| Route::sign_in_then(Route::Home));
    assert!(
        sign_in.contains("Cổng tin này không có đăng nhập."),
        "{sign_in}"
    );
}
