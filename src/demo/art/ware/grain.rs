//! The grain of wood: growth rings sawn along, bending round a knot.

use super::Piece;
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, closed, curve};

/// Growth rings sawn along: long lines that bend round one or two knots.
pub(super) fn grain(scene: &mut Scene, piece: Piece, outline: &[Point]) {
    let look = piece.look;
    let surface = Surface { gloss: look.gloss, bounce: scene.bounce() };
    let span = |pick: fn(&Point) -> f64| {
        outline.iter().map(pick).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((left, right), (top, low)) = (span(|p| p.0), span(|p| p.1));
    let (lighter, darker) = (lit(look.base, [-0.22, 0.16, 1.0], surface), lit(look.base, [0.16, 0.02, 1.0], surface));
    let base = scene.sheet.along(
        (left, top),
        (right, low),
        &[(0.0, lighter.dim(1.05), 1.0), (0.5, lighter.towards(darker, 0.5), 1.0), (1.0, darker.dim(0.94), 1.0)],
    );
    scene.sheet.fill(
        &closed(&[
            (left - 5.0, top - 5.0),
            (right + 5.0, top - 5.0),
            (right + 5.0, low + 5.0),
            (left - 5.0, low + 5.0),
        ]),
        &base,
        1.0,
    );
    let mut chance = Chance::new(piece.seed ^ 0x776f);
    let wave = Wave::new(&mut chance);
    let heart = chance.between(0.25, 0.75) * (right - left) + left;
    let knot = (heart + chance.between(-50.0, 50.0), top + (low - top) * chance.between(0.3, 0.75));
    for i in 0..22 {
        let x = left + (right - left) * chance.part();
        let tone = if i % 2 == 0 { look.deep } else { look.thin };
        let broad = line(x, top, low, &wave, heart, knot);
        scene.sheet.stroke(&curve(&broad), &tone.into(), chance.between(8.0, 40.0), 0.09);
    }
    let mut x = left - 30.0;
    while x < right + 30.0 {
        let near = ((x - heart).abs() / (right - left)).min(1.0);
        let path = curve(&line(x, top, low, &wave, heart, knot));
        scene.sheet.stroke(&path, &look.deep.dim(0.75).into(), chance.between(0.6, 2.6), chance.between(0.06, 0.30));
        x += chance.between(4.0, 9.0) + near * 10.0;
    }
    pores(scene, &mut chance, look, [left, top, right, low]);
    let shine = scene.sheet.around(
        (left + (right - left) * 0.22, top + (low - top) * 0.22),
        ((right - left) * 0.75, (low - top) * 0.5),
        &[(0.0, look.thin.towards(crate::demo::art::colour::Tone::WHITE, 0.5), 0.26), (1.0, look.thin, 0.0)],
    );
    scene.sheet.fill(&closed(outline), &shine, 1.0);
}

fn pores(scene: &mut Scene, chance: &mut Chance, look: Look, [left, top, right, low]: [f64; 4]) {
    let mut fine = String::new();
    for _ in 0..260 {
        let (x, y) = (chance.between(left, right), chance.between(top, low));
        fine.push_str(&format!("M{x:.1} {y:.1}l{:.1} {:.1}", chance.between(-0.5, 0.5), chance.between(5.0, 17.0)));
    }
    scene.sheet.stroke(&fine, &look.deep.dim(0.55).into(), 0.9, 0.32);
}

fn line(x: f64, top: f64, low: f64, wave: &Wave, heart: f64, knot: Point) -> Vec<Point> {
    (0..=14)
        .map(|i| {
            let y = top - 6.0 + (low - top + 12.0) * f64::from(i) / 14.0;
            let drift = wave.at(y * 0.006 + 1.0) * 16.0 + wave.at(y * 0.013 + x * 0.004) * 7.0;
            let arch = (x - heart) * 0.16 * wave.at(y * 0.004);
            let away = (x + drift - knot.0, y - knot.1);
            let push = 26.0
                * (-(away.0 / 46.0).powi(2) - (away.1 / 74.0).powi(2)).exp()
                * away.0.signum()
                * (1.0 - (-(away.0 / 9.0).powi(2)).exp());
            (x + drift + arch + push, y)
        })
        .collect()
}
