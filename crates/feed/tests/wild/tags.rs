//! Tags that fold alike.

use std::sync::Arc;

use feed::{Edition, Slug};

use crate::read;
use crate::support::feed_of;

fn edition(tags: &[&[&str]]) -> Edition {
    let items = tags.iter().enumerate().map(|(at, tags)| {
        serde_json::json!({ "id": at.to_string(), "content_text": "x", "tags": tags }).to_string()
    });
    let items: Vec<String> = items.collect();
    Edition::new(vec![Arc::new(read(&feed_of(&items.join(","))).feed)])
}

/// Labels and how many items have them.
fn tags(edition: &Edition) -> Vec<(String, usize)> {
    let tags = edition.tags().into_iter();
    tags.map(|(tag, count)| (tag.label, count)).collect()
}

#[test]
fn subjects_stay_apart_and_spellings_together() {
    let apart = edition(&[
        &["Thuế"],
        &["Thuê"],
        &["Thuế", "Thuê", "Nhà"],
        &["C", "C++", "C#", ".NET"],
        &["C++"],
        &["日本", "日本語", "+", "-"],
        &["thuế"],
    ]);
    let found = tags(&apart);
    for (label, count) in [
        ("Thuế", 3),
        ("Thuê", 2),
        ("C", 1),
        ("C++", 2),
        ("C#", 1),
        ("+", 1),
        ("日本", 1),
    ] {
        assert!(
            found.contains(&(label.to_owned(), count)),
            "{label}: {found:?}"
        );
    }
    for (tag, count) in apart.tags() {
        assert_eq!(apart.with_tag(&tag.slug).len(), count, "{}", tag.label);
        assert_eq!(apart.tag(&tag.slug), Some(&tag));
        assert_eq!(Slug::of(tag.slug.as_str()), tag.slug, "an address");
    }
    let together = edition(&[
        &["Hoá học"],
        &["Hóa học"],
        &["hóa-học"],
        &["Kỹ thuật", "Kĩ thuật"],
    ]);
    assert_eq!(tags(&together)[0], ("Hoá học".to_owned(), 3));
    assert_eq!(together.tags()[0].0.slug.as_str(), "hoa-hoc");
}

#[test]
fn addresses_of_tags_go_on_leading_somewhere() {
    let alone = edition(&[&["Thuế"]]);
    let both = edition(&[&["Thuế"], &["Thuê"], &["Thuế"]]);
    let slug = |edition: &Edition, label: &str| {
        let mut tags = edition.tags().into_iter();
        tags.find(|(tag, _)| tag.label == label)
            .map(|(tag, _)| tag.slug)
            .expect("the tag is there")
    };
    // From before: both, under the name that is used most.
    let before = slug(&alone, "Thuế");
    assert_eq!(before.as_str(), "thue");
    assert_eq!(both.with_tag(&before).len(), 3);
    assert_eq!(
        both.tag(&before).map(|tag| tag.label.as_str()),
        Some("Thuế")
    );
    // From when there were two.
    let own = slug(&both, "Thuế");
    assert!(own.as_str().starts_with("thue-"), "{own}");
    assert_eq!(alone.with_tag(&own).len(), 1);
    // The same in another order, and with more.
    let more = edition(&[&["Nhà"], &["Thuê"], &["Thuế"]]);
    assert_eq!(slug(&more, "Thuế"), own);
    let long = "dài ".repeat(15) + "thuế";
    let long = edition(&[&[&long], &[&long.replace("thuế", "thuê")]]);
    assert!(
        long.tags()
            .iter()
            .all(|(tag, count)| *count == 1 && tag.slug.as_str().len() <= 60)
    );
}
