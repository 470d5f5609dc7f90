//! Boards that lean against the wall.

use super::grain::grain;
use super::{Closer, Piece};
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::{STAND, Scene};
use crate::demo::art::sheet::{Point, bent, closed, ellipse};

/// Where a leaning board touches the table, and how far its picture leans back into the wall.
pub(super) const FEET: f64 = STAND - 42.0;

pub(super) fn board(scene: &mut Scene, piece: Piece) -> Closer {
    let (half, high) = (178.0 * piece.size, 470.0 * piece.size);
    let x = piece.at.0 - 6.0;
    let outline = rounded(x - half, x + half, FEET - high, FEET, 34.0);
    let hole = Hole { at: (x + half - 58.0, FEET - high + 62.0), reach: 17.0 };
    leaning(scene, piece, &outline, Some(hole));
    (60.0, -360.0, 2.0)
}

pub(super) fn round_board(scene: &mut Scene, piece: Piece) -> Closer {
    let r = 216.0 * piece.size;
    let middle = (piece.at.0 - 6.0, FEET - r * 0.985);
    let outline: Vec<Point> = (0..240)
        .map(|i| {
            let turn = f64::from(i) * std::f64::consts::TAU / 240.0;
            (middle.0 + r * turn.cos(), middle.1 + r * turn.sin() * 0.985)
        })
        .collect();
    leaning(scene, piece, &outline, Some(Hole { at: (middle.0, middle.1 - r + 46.0), reach: 15.0 }));
    (40.0, -260.0, 2.0)
}

pub(super) fn paddle_board(scene: &mut Scene, piece: Piece) -> Closer {
    let x = piece.at.0 - 6.0;
    let s = piece.size;
    let side = |sign: f64| {
        [
            (30.0, -560.0),
            (38.0, -545.0),
            (36.0, -500.0),
            (33.0, -450.0),
            (40.0, -408.0),
            (84.0, -378.0),
            (140.0, -352.0),
            (156.0, -316.0),
            (160.0, -200.0),
            (160.0, -60.0),
            (154.0, -18.0),
            (126.0, 0.0),
        ]
        .map(|(dx, dy)| (x + sign * dx * s, FEET + dy * s))
    };
    let mut outline = bent(&side(1.0), 8);
    outline.extend(bent(&side(-1.0), 8).into_iter().rev());
    leaning(scene, piece, &outline, Some(Hole { at: (x, FEET - 524.0 * s), reach: 12.0 * s }));
    (0.0, -400.0, 2.0)
}

struct Hole {
    at: Point,
    reach: f64,
}

fn leaning(scene: &mut Scene, piece: Piece, outline: &[Point], hole: Option<Hole>) {
    let shifted =
        |dx: f64, dy: f64| -> Vec<Point> { outline.iter().map(|p| (p.0 + dx, (p.1 + dy).min(FEET + 7.0))).collect() };
    scene.cast(&shifted(34.0, 14.0), 17.0, 0.30);
    scene.cast(&shifted(11.0, 4.0), 6.0, 0.24);
    let x = piece.at.0;
    let reach = outline.iter().map(|p| (p.0 - x).abs() * f64::from(u8::from(p.1 > FEET - 30.0))).fold(0.0, f64::max);
    let foot = [
        (x - reach + 2.0, FEET - 8.0),
        (x + reach + 8.0, FEET - 8.0),
        (x + reach + 24.0, FEET + 9.0),
        (x - reach + 8.0, FEET + 8.0),
    ];
    scene.cast(&foot, 6.0, 0.55);
    let surface = Surface { gloss: piece.look.gloss, bounce: scene.bounce() };
    let edge = lit(piece.look.deep, [0.8, 0.1, 0.4], surface);
    for step in (1..=8).rev() {
        let thick: Vec<Point> =
            outline.iter().map(|p| (p.0 + f64::from(step) * 1.3, p.1 + f64::from(step) * 0.25)).collect();
        scene.sheet.fill(&closed(&thick), &edge.dim(1.0 - f64::from(step) * 0.03).into(), 1.0);
    }
    let face = closed(outline);
    scene.within(&face, |scene| grain(scene, piece, outline));
    let bright = lit(piece.look.thin, [-0.6, 0.6, 0.5], surface).into();
    scene.placed("translate(1.2 1.4)", |scene| {
        scene.within(&face, |scene| scene.sheet.stroke(&face, &bright, 3.4, 0.55))
    });
    if let Some(hole) = hole {
        drilled(scene, &hole, piece.look);
    }
}

fn drilled(scene: &mut Scene, hole: &Hole, look: Look) {
    let (x, y) = hole.at;
    let r = hole.reach;
    let wall = scene.bounce().dim(0.62).into();
    let inner = look.deep.dim(0.42).into();
    scene.sheet.fill(&ellipse(hole.at, r, r), &inner, 1.0);
    let round = ellipse(hole.at, r, r);
    scene.within(&round, |scene| scene.sheet.fill(&ellipse((x + 5.5, y + 3.0), r * 0.95, r * 0.95), &wall, 1.0));
    let rim = scene.sheet.along(
        (x - r, y - r),
        (x + r, y + r),
        &[(0.0, look.deep.dim(0.5), 0.8), (0.5, look.deep, 0.1), (1.0, look.thin, 0.9)],
    );
    scene.sheet.stroke(&ellipse(hole.at, r + 0.8, r + 0.8), &rim, 2.2, 1.0);
}

fn rounded(left: f64, right: f64, top: f64, low: f64, r: f64) -> Vec<Point> {
    let corner = |cx: f64, cy: f64, from: f64| {
        (0..=10).map(move |i| {
            let turn = (from + f64::from(i) * 9.0).to_radians();
            (cx + r * turn.cos(), cy + r * turn.sin())
        })
    };
    corner(right - r, low - r, 0.0)
        .chain(corner(left + r, low - r, 90.0))
        .chain(corner(left + r, top + r, 180.0))
        .chain(corner(right - r, top + r, 270.0))
        .collect()
}
