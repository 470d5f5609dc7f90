//! From SVG text to pixels: the drawing laid over its backdrop, with a breath of film grain that also hides steps.

use image::RgbImage;
use resvg::{tiny_skia, usvg};

use super::ArtError;
use super::backdrop::Backdrop;
use super::chance::Chance;

/// Grain, in steps of 255, at most this far up or down.
const GRAIN: f32 = 1.9;
/// Grain repeats after so many numbers: a prime, so that rows never line up.
const GRAIN_LENGTH: usize = 65_521;

/// How large, which part of the set (x, y, width, height in its units), and whose grain.
#[derive(Clone, Copy, Debug)]
pub struct Print {
    pub wide: u32,
    pub high: u32,
    pub frame: [f64; 4],
    pub seed: u64,
}

pub fn pixels(svg: &str, backdrop: &Backdrop, print: Print) -> Result<RgbImage, ArtError> {
    let Print { wide, high, frame, seed } = print;
    let wrong = ArtError::Size { wide, high };
    let tree =
        usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|why| ArtError::Unreadable(why.to_string()))?;
    let Some(mut map) = tiny_skia::Pixmap::new(wide, high) else {
        return Err(wrong);
    };
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(wide as f32 / size.width(), high as f32 / size.height());
    resvg::render(&tree, scale, &mut map.as_mut());
    let [left, top, across, down] = frame.map(|v| v as f32);
    let grain = grain(seed);
    let mut specks = grain.iter().cycle();
    let mut out = Vec::with_capacity(wide as usize * high as usize * 3);
    for (row, line) in map.data().chunks_exact(wide as usize * 4).enumerate() {
        let y = top + (row as f32 + 0.5) * down / high as f32;
        for (column, pixel) in line.chunks_exact(4).enumerate() {
            let x = left + (column as f32 + 0.5) * across / wide as f32;
            let speck = specks.next().copied().unwrap_or_default();
            let through = 1.0 - f32::from(pixel[3]) / 255.0;
            let behind = if pixel[3] == u8::MAX { [0.0; 3] } else { backdrop.at(x, y) };
            out.extend(
                (0..3).map(|i| (f32::from(pixel[i]) + behind[i] * through + speck + 0.5).clamp(0.0, 255.0) as u8),
            );
        }
    }
    RgbImage::from_raw(wide, high, out).ok_or(wrong)
}

fn grain(seed: u64) -> Vec<f32> {
    let mut chance = Chance::new(seed ^ 0x6772_6169);
    (0..GRAIN_LENGTH).map(|_| (chance.part() + chance.part() - 1.0) as f32 * GRAIN).collect()
}
