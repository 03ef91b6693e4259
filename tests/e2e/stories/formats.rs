use anyhow::{Result, ensure};
use axum::http::header;
use serde_json::json;

use super::{Story, story};
use crate::{browser::Browser, site::Site};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_portal_over_rss, portal_over("tin.rss", RSS)),
        story!(a_portal_over_atom, portal_over("tin.atom", ATOM)),
        story!(
            rss_that_is_not_well_formed_is_mended,
            portal_over("tin.rss", SLOPPY)
        ),
        story!(
            xml_that_is_no_feed_says_so,
            portal_over("tin.rss", "<opml version='2.0'/>")
        ),
        story!(
            xml_beyond_mending_says_so,
            portal_over("tin.rss", "<rss><channel><title>x</rss>")
        ),
        story!(
            rss_in_windows_1258,
            encoded("windows-1258", None, VIETNAMESE)
        ),
        story!(
            rss_in_the_encoding_of_its_header,
            encoded("utf-8", Some("windows-1258"), VIETNAMESE)
        ),
        story!(
            rss_in_utf_16,
            encoded("utf-16", None, "Hội nghị “cuối năm”")
        ),
        story!(readers_of_json_fetch_nothing_for_xml),
        story!(every_field_is_where_a_reader_looks, whole()),
    ]
}

/// A site whose feed is this document; its second page lies at `trang-2.xml`. The server calls them
/// something that says nothing.
fn portal_over(name: &str, document: &'static str) -> Site {
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Site::default()
        .config("feed", json!(name))
        .answer(&["/", name].concat(), move || (plain.clone(), document))
        .answer("/trang-2.xml", || {
            ([(header::CONTENT_TYPE, "application/octet-stream")], OLDER)
        })
}

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Cổng tin RSS</title><link>https://tin.example/</link><description>Tin thử</description><language>vi</language>
    <atom:link rel="next" href="trang-2.xml" />
    <item>
      <title>Hội nghị &amp; kết quả</title><link>https://tin.example/hoi-nghi</link><guid>hoi-nghi</guid>
      <pubDate>Mon, 22 Mar 2021 23:30:00 +0700</pubDate>
      <dc:creator>Văn phòng Cục</dc:creator><category>Thông báo</category>
      <description>Tóm tắt của tin.</description>
      <content:encoded><![CDATA[<p style="color:red" onclick="window.__trouble.push('ran')">Toàn văn của <strong>tin</strong>.</p><script>window.__trouble.push('ran')</script>]]></content:encoded>
      <enclosure url="/media/files/lich-tiep-cong-dan-2026.pdf" type="application/pdf" length="12345" />
    </item>
  </channel>
</rss>"#;

const ATOM: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
  <title>Cổng tin Atom</title><id>tag:tin.example,2021:tin</id><updated>2021-03-24T08:00:00+07:00</updated>
  <link rel="next" href="trang-2.xml" />
  <entry>
    <id>tag:tin.example,2021:hoi-nghi</id>
    <title type="html">Hội nghị &amp;amp; kết quả</title>
    <link href="https://tin.example/hoi-nghi" />
    <published>2021-03-22T23:30:00+07:00</published><updated>2021-03-22T23:30:00+07:00</updated>
    <author><name>Văn phòng Cục</name></author><category term="Thông báo" />
    <summary>Tóm tắt của tin.</summary>
    <link rel="enclosure" type="application/pdf" length="12345" href="/media/files/lich-tiep-cong-dan-2026.pdf" />
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p style="color:red" onclick="window.__trouble.push('ran')">Toàn văn của <strong>tin</strong>.</p><script>window.__trouble.push('ran')</script></div></content>
  </entry>
</feed>"#;

const OLDER: &str = r#"<rss version="2.0"><channel><title>Cổng tin</title>
  <item><title>Tin cũ</title><guid>cu</guid><pubDate>1 Feb 2021 08:00 +0700</pubDate><description>Nội dung cũ.</description></item>
</channel></rss>"#;

const SLOPPY: &str = "\n<?xml version='1.0'?><rss version='2.0'><channel><title>Hỏi & đáp</title>
  <item><title>Q&A &nbsp;mới</title><guid>1</guid><description>a</description></item></channel></rss>";

/// From the front page through the article to the archive, where an older page comes in.
async fn read_through(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Hội nghị & kết quả").await?;
    page.says("Tóm tắt của tin.").await?;
    page.is_accessible().await?;
    page.press("link", "Hội nghị & kết quả").await?;
    page.says("Toàn văn của tin.").await?;
    page.says("Văn phòng Cục").await?;
    page.says("(PDF, 12 KB)").await?;
    page.has("published", "article time[datetime='2021-03-22']", 1)
        .await?;
    page.has("no style is left", "article .body [style]", 0)
        .await?;
    page.has(
        "the text is as it was written",
        "article .body > p > strong",
        1,
    )
    .await?;
    page.has("nothing that runs is left", "article .body script", 0)
        .await?;
    page.is_accessible().await?;
    // An address that somebody kept leads there at once.
    let path = page.text_of("return location.pathname").await?;
    page.visit(&path).await?;
    page.heading("Hội nghị & kết quả").await?;
    page.says("Toàn văn của tin.").await?;
    page.open("/date/2021-02-01").await?;
    page.get("link", "Tin cũ").await?;
    page.open("/tag/thong-bao").await?;
    page.get("link", "Hội nghị & kết quả").await?;
    Ok(())
}

async fn a_portal_over_rss(page: &Browser) -> Result<()> {
    read_through(page).await?;
    page.get("link", "Cổng tin RSS").await?;
    Ok(())
}

async fn a_portal_over_atom(page: &Browser) -> Result<()> {
    read_through(page).await?;
    page.get("link", "Cổng tin Atom").await?;
    Ok(())
}

async fn rss_that_is_not_well_formed_is_mended(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Q&A mới").await?;
    page.get("link", "Hỏi & đáp").await?;
    Ok(())
}

async fn xml_that_is_no_feed_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Nguồn tin gửi về dữ liệu không đọc được.")
        .await?;
    page.get("button", "Thử lại").await?;
    Ok(())
}

async fn xml_beyond_mending_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Nguồn tin gửi về dữ liệu không đọc được.").await
}

async fn readers_of_json_fetch_nothing_for_xml(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.until(
        "all else has come",
        "return performance.getEntriesByType('resource').some((e) => /feed-2.json$/.test(e.name))",
    )
    .await?;
    let fetched = page
        .text_of("return performance.getEntriesByType('resource').map((e) => e.name).filter((name) => /feeds-/.test(name)).join()")
        .await?;
    ensure!(fetched.is_empty(), "a reader of JSON fetched {fetched}");
    Ok(())
}

/// "Hội nghị “cuối năm”" in windows-1258, where marks of tone stand after their letters.
const VIETNAMESE: &str = "H\u{F4}\u{F2}i nghi\u{F2} \u{93}cu\u{F4}\u{EC}i n\u{E3}m\u{94}";

/// A feed of one item whose title is in the encoding that its declaration names, or its header. A
/// title of windows-1258 has its bytes for characters.
fn encoded(declared: &'static str, sent: Option<&'static str>, title: &'static str) -> Site {
    let text = format!(
        "<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel><title>Cong tin</title>\
         <item><title>{title}</title><guid>1</guid><description>a</description></item></channel></rss>"
    );
    let bytes: Vec<u8> = match declared {
        "utf-16" => "\u{FEFF}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect(),
        _ => text.chars().map(|c| c as u8).collect(),
    };
    let sent = sent.map(|name| format!("application/rss+xml; charset={name}"));
    let sent = sent.unwrap_or("application/rss+xml".into());
    Site::default()
        .config("feed", json!("tin.rss"))
        .answer("/tin.rss", move || {
            ([(header::CONTENT_TYPE, sent.clone())], bytes.clone())
        })
}

async fn is_read_right(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Hội nghị “cuối năm”").await?;
    page.press("link", "Hội nghị “cuối năm”").await?;
    page.heading("Hội nghị “cuối năm”").await
}

async fn rss_in_windows_1258(page: &Browser) -> Result<()> {
    is_read_right(page).await
}

async fn rss_in_the_encoding_of_its_header(page: &Browser) -> Result<()> {
    is_read_right(page).await
}

async fn rss_in_utf_16(page: &Browser) -> Result<()> {
    is_read_right(page).await
}

/// A feed with the fields that few feeds have.
fn whole() -> Site {
    Site::default().feed(json!({
        "version": "https://jsonfeed.org/version/2",
        "title": "Cổng tin thử",
        "home_page_url": "https://tin.example/trang",
        "items": [{
            "id": "1",
            "title": "Tin có đủ",
            "language": "en",
            "content_text": "Xem https://tin.example/a, hoặc mailto:toasoan@tin.example.\nDòng hai: javascript:alert(1)",
            "external_url": "https://bao.example:8443/bai?x=1",
            "authors": [{ "name": "Lan", "avatar": "/icons/icon-180.png" }],
            "attachments": [
                { "url": "/a.mp3", "mime_type": "audio/mpeg", "title": "Bản tin", "size_in_bytes": 9000 },
                { "url": "/a.pdf", "mime_type": "application/pdf", "title": "Biên bản" },
                { "url": "/a.ogg", "mime_type": "audio/ogg", "title": "Bản tin" },
            ],
        }],
    }))
}

async fn every_field_is_where_a_reader_looks(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "tin.example").await?;
    page.press("link", "Tin có đủ").await?;
    page.get("link", "https://tin.example/a").await?;
    page.get("link", "mailto:toasoan@tin.example").await?;
    page.has("no other text is a link", "article .body a", 2)
        .await?;
    page.says("Dòng hai: javascript:alert(1)").await?;
    page.get("link", "Đọc bài gốc tại bao.example:8443").await?;
    page.has("its language", "article[lang=en]", 1).await?;
    page.has("the author's picture", ".byline img[alt='']", 1)
        .await?;
    // Two forms of one sound: one player, which takes what it can, and both to fetch.
    page.has("one player", "article > audio[aria-label='Bản tin']", 1)
        .await?;
    page.has("of two forms", "article > audio source[type^='audio/']", 2)
        .await?;
    page.get("link", "Bản tin").await?;
    page.get("link", "OGG").await?;
    page.get("link", "Biên bản").await?;
    page.is_accessible().await
}
