//! Which changes of a page the story of its look sees, and which it lets pass.

use std::fs;

use image::{Rgb, RgbImage, imageops};

use self::look::{BOUND, DISTANCE, likeness, read};

#[allow(dead_code, reason = "the story uses the rest")]
#[path = "../e2e/look/likeness.rs"]
mod look;

/// How much each reference is like itself after a change.
fn scores(change: impl Fn(&RgbImage) -> RgbImage) -> Vec<f64> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/references");
    let files = fs::read_dir(folder).expect("there are references");
    let pages = files.map(|file| read(&file.unwrap().path()).expect("it is a picture"));
    let scores: Vec<f64> = pages
        .map(|page| likeness(&page, &change(&page)).unwrap())
        .collect();
    assert_eq!(scores.len(), 5);
    scores
}

/// Everything below the sections stands eight pixels further down, from this column on.
fn moved(page: &RgbImage, from: u32) -> RgbImage {
    let gap = 8 / DISTANCE;
    RgbImage::from_fn(page.width(), page.height(), |x, y| {
        let is_moved = x >= from && y >= 112 / DISTANCE + gap;
        *page.get_pixel(x, if is_moved { y - gap } else { y })
    })
}

#[test]
fn a_gap_that_has_grown_is_seen() {
    let scores = scores(|page| moved(page, 0));
    assert!(scores.iter().all(|score| *score < BOUND), "{scores:?}");
}

/// On the pages that have one: three.
#[test]
fn a_calendar_that_has_moved_is_seen() {
    let scores = scores(|page| moved(page, 880 / DISTANCE));
    let seen = scores.iter().filter(|score| **score < BOUND).count();
    assert_eq!(seen, 3, "{scores:?}");
}

#[test]
fn another_brand_colour_is_seen() {
    let scores = scores(|page| {
        let mut page = page.clone();
        let brand = *page.get_pixel(0, 0);
        // Not even quite another.
        let repaint = |Rgb([red, ..]): &mut Rgb<u8>| *red -= 24;
        let branded = page.pixels_mut().filter(|pixel| **pixel == brand);
        branded.for_each(repaint);
        page
    });
    assert!(scores.iter().all(|score| *score < BOUND), "{scores:?}");
}

#[test]
fn softer_letters_are_let_pass() {
    let scores = scores(|page| imageops::blur(page, 0.4));
    assert!(scores.iter().all(|score| *score > BOUND), "{scores:?}");
}

#[test]
fn nothing_is_more_alike_than_the_same() {
    assert_eq!(scores(RgbImage::clone), [1.0; 5]);
}
