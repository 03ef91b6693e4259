//! How much a picture is like another when both are seen from so far away that letters are grey: how a machine draws
//! them does not count; where they stand, and in which colours, does.

use std::path::Path;

use anyhow::Result;
use image::{RgbImage, imageops};
use image_compare::rgb_hybrid_compare;

/// What is less like its reference has changed. Softer letters score 0.98, eight more pixels of a gap 0.93 at the
/// most, another brand colour less: `tests/native/likeness.rs` holds it to that.
pub const BOUND: f64 = 0.955;

/// How many pixels of a page are one of the picture that is kept, each way: whoever opens it still knows the page.
pub const DISTANCE: u32 = 4;

/// The picture of a page that is kept.
pub fn from_afar(page: &RgbImage) -> RgbImage {
    smaller(page, DISTANCE)
}

/// A picture that was kept.
pub fn read(file: &Path) -> Result<RgbImage> {
    Ok(image::open(file)?.into_rgb8())
}

/// From 0, nothing alike, to 1, of two that are kept: as little as what stands there is alike, or the colour of any
/// one spot.
pub fn likeness(one: &RgbImage, other: &RgbImage) -> Result<f64> {
    let structure = rgb_hybrid_compare(&smaller(one, 2), &smaller(other, 2))?.score;
    // A spot is as large as the masthead is high.
    let (one, other) = (smaller(one, 16), smaller(other, 16));
    let differences = one.iter().zip(other.iter()).map(|(a, b)| a.abs_diff(*b));
    let colour = 1.0 - f64::from(differences.max().unwrap_or_default()) / 255.0;
    Ok(structure.min(colour))
}

fn smaller(picture: &RgbImage, times: u32) -> RgbImage {
    imageops::thumbnail(picture, picture.width() / times, picture.height() / times)
}
