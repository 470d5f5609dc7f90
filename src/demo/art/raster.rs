//! From SVG text to pixels, with a breath of film grain that also hides the steps of gradients.

use image::RgbImage;
use resvg::{tiny_skia, usvg};

use super::ArtError;
use super::chance::Chance;

/// Grain, in steps of 255, at most this far up or down.
const GRAIN: f64 = 2.2;
/// Grain repeats after so many numbers: a prime, so that rows never line up.
const GRAIN_LENGTH: usize = 65_521;

pub fn pixels(svg: &str, wide: u32, high: u32, seed: u64) -> Result<RgbImage, ArtError> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|why| ArtError::Unreadable(why.to_string()))?;
    let mut map = tiny_skia::Pixmap::new(wide, high).ok_or(ArtError::Size { wide, high })?;
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(wide as f32 / size.width(), high as f32 / size.height());
    resvg::render(&tree, scale, &mut map.as_mut());
    let grain = grain(seed);
    let mut out = Vec::with_capacity(wide as usize * high as usize * 3);
    for (pixel, speck) in map.data().chunks_exact(4).zip(grain.iter().cycle()) {
        out.extend(pixel[..3].iter().map(|part| (i16::from(*part) + speck).clamp(0, 255) as u8));
    }
    RgbImage::from_raw(wide, high, out).ok_or(ArtError::Size { wide, high })
}

fn grain(seed: u64) -> Vec<i16> {
    let mut chance = Chance::new(seed ^ 0x6772_6169);
    (0..GRAIN_LENGTH).map(|_| ((chance.part() + chance.part() - 1.0) * GRAIN).round() as i16).collect()
}
