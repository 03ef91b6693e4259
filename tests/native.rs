//! The views are drawn without a browser: static pages will be made from the very same ones.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]

use std::sync::Arc;

use cong_tin::{
    app::{Identity, app},
    browser::zone::PortalZone,
    config::Config,
    context::Portal,
    frames::Frames,
    navigate::Navigator,
    newsroom::Newsroom,
    preferences::Preferences,
    route::{Base, Route},
    session::Session,
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
        "content_html": "<p>Nội dung</p>",
        "date_published": "2021-03-22T23:30:00+07:00",
        "authors": [{"name": "Văn phòng Cục"}],
        "tags": ["Hỏi đáp"]
    }]
}"#;

fn feed() -> Arc<Feed> {
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &|_, reference| Some(reference.to_owned()),
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
    provide_context(Identity::new(&config, "https://tin.example/"));
    provide_context(Portal {
        navigator: Navigator::at(route, base),
        newsroom: Newsroom::of(feed, PortalZone::AsWritten),
        session: Session::new(None),
        preferences: Preferences::recall(config.language),
        frames: Frames::at_once(),
    });
    let html = app().to_html();
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
fn the_other_pages_are_drawn() {
    let day = draw(|feed| Route::Day(feed.items[0].day.expect("it is dated")));
    assert!(day.contains("Các tin đã đưa ngày 22/03/2021</h1>"), "{day}");
    let search = draw(|_| Route::Search("hoi nghi".into()));
    assert!(search.contains("<mark>Hội nghị</mark>"), "{search}");
    let saved = draw(|_| Route::Saved);
    assert!(saved.contains("Chưa có tin nào được lưu"), "{saved}");
    let doctor = draw(|_| Route::Doctor("https://a.example/f".into()));
    for part in [
        "Khám nguồn tin</h1>",
        "Địa chỉ nguồn tin</label>",
        "value=\"https://a.example/f\"",
        "Chưa có gì để khám.",
    ] {
        assert!(doctor.contains(part), "{part} is not in {doctor}");
    }
    let sign_in = draw(|_| Route::sign_in_then(Route::Home));
    assert!(
        sign_in.contains("Cổng tin này không có đăng nhập."),
        "{sign_in}"
    );
}
