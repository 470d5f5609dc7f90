//! Rolled and pulled things: handles, spouts, sticks. A line with a thickness, lit as a tube. Knows no wares.

use super::colour::{Tone, smooth};
use super::finish::Look;
use super::light::{Surface, lit};
use super::scene::Scene;
use super::sheet::{Point, bent, closed};

/// Nested outlines from the edge to the light's side.
const LAYERS: usize = 16;

/// A place on the middle line and how thick the tube is there (its half width).
pub type Knot = (f64, f64, f64);

pub fn tube(scene: &mut Scene, knots: &[Knot], look: &Look) {
    let middle = spread(knots);
    let surface = Surface { gloss: look.gloss * 0.35, bounce: scene.bounce() };
    for layer in 0..LAYERS {
        let part = layer as f64 / (LAYERS - 1) as f64;
        let path = closed(&side(&middle, 1.0 - part * 0.86, part));
        let paint = shade(look, part, surface).into();
        scene.sheet.fill(&path, &paint, if layer == 0 { 1.0 } else { 0.8 });
    }
}

fn shade(look: &Look, part: f64, surface: Surface) -> Tone {
    // From the shaded edge round to the side that sees the window.
    let turn = 1.05 - 1.5 * smooth(0.0, 1.0, part);
    let albedo = look.base.towards(look.deep, 0.14 + 0.26 * (1.0 - part));
    lit(albedo, [turn.sin() * 0.72, -turn.sin() * 0.40 + 0.08, turn.cos()], surface)
}

fn spread(knots: &[Knot]) -> Vec<Knot> {
    let line: Vec<Point> = knots.iter().map(|k| (k.0, k.1)).collect();
    let thick: Vec<Point> = knots.iter().map(|k| (k.2, 0.0)).collect();
    bent(&line, 12).into_iter().zip(bent(&thick, 12)).map(|(at, half)| (at.0, at.1, half.0.max(0.3))).collect()
}

/// The outline of the tube, thinned to `keep` of its width and moved towards the light by `part`.
fn side(middle: &[Knot], keep: f64, part: f64) -> Vec<Point> {
    let mut right = Vec::with_capacity(middle.len() * 2 + 16);
    let mut left = Vec::with_capacity(middle.len());
    for (i, (x, y, half)) in middle.iter().enumerate() {
        let (before, after) = (middle[i.saturating_sub(1)], middle[(i + 1).min(middle.len() - 1)]);
        let (dx, dy) = (after.0 - before.0, after.1 - before.1);
        let long = dx.hypot(dy).max(1e-6);
        let (nx, ny) = (-dy / long, dx / long);
        // Only the part of the shift across the tube moves the highlight.
        let across = (nx * -0.72 + ny * -0.62) * half * part * 0.46;
        let (cx, cy) = (x + nx * across, y + ny * across);
        right.push((cx + nx * half * keep, cy + ny * half * keep));
        left.push((cx - nx * half * keep, cy - ny * half * keep));
    }
    right.extend(left.into_iter().rev());
    right
}

/// A plain straight or bent stick: the same thickness all along, with round ends.
pub fn stick(scene: &mut Scene, line: &[Point], half: f64, look: &Look) {
    let knots: Vec<Knot> = line.iter().map(|p| (p.0, p.1, half)).collect();
    tube(scene, &knots, look);
}
