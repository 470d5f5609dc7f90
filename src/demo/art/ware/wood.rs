//! Boards that lean against the wall, and spoons.

use super::{Closer, Piece};
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::{STAND, Scene};
use crate::demo::art::sheet::{Point, bent, closed, curve, ellipse};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::Top;

/// Where a leaning board touches the table, and how far its picture leans back into the wall.
const FEET: f64 = STAND - 42.0;

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

/// Growth rings sawn along: long lines that bend round one or two knots.
fn grain(scene: &mut Scene, piece: Piece, outline: &[Point]) {
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

/// A jar of wooden spoons.
pub(super) fn spoons(scene: &mut Scene, piece: Piece) -> Closer {
    let jar = piece.made(Finish::Oat.look(), 1);
    let mut body =
        super::vessel::turned(jar, 188.0, &[(0.0, 82.0), (0.04, 88.0), (0.3, 98.0), (0.8, 98.0), (1.0, 101.0)], 0.17);
    body.top = Top::Open { wall: 6.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    body.draw(scene);
    let s = piece.size;
    let mouth = (piece.at.0, piece.at.1 - body.high());
    let front = body.front_rim();
    scene.within(&front, |scene| {
        for (dx, lean, long, head, look) in [
            (-34.0, -70.0, 196.0, 27.0, piece.look),
            (30.0, 84.0, 186.0, 25.0, piece.look),
            (4.0, 14.0, 236.0, 29.0, piece.look),
        ] {
            standing(scene, (mouth.0 + dx * s, mouth.1 + 12.0 * s), (lean * s, -long * s), head * s, look);
        }
    });
    (0.0, -330.0 * s, 1.9)
}

/// One spoon seen from its back, its stick going down into the jar.
fn standing(scene: &mut Scene, root: Point, (dx, dy): Point, head: f64, look: Look) {
    let at = |part: f64| (root.0 + dx * part, root.1 + dy * part);
    let knots: Vec<_> = [
        (-0.2, 0.22),
        (0.3, 0.24),
        (0.62, 0.27),
        (0.74, 0.42),
        (0.86, 0.86),
        (0.98, 1.0),
        (1.1, 0.82),
        (1.17, 0.42),
        (1.19, 0.08),
    ]
    .iter()
    .map(|(part, half)| (at(*part).0, at(*part).1, half * head))
    .collect();
    tube(scene, &knots, &look);
}

/// Two long spoons leaning against the wall, their hollows to the front.
pub(super) fn spoon(scene: &mut Scene, piece: Piece) -> Closer {
    for (dx, lean, long, head) in [(-78.0, 30.0, 520.0, 50.0), (86.0, -12.0, 470.0, 58.0)] {
        let foot = (piece.at.0 + dx, FEET + 4.0);
        let at = |part: f64| (foot.0 + lean * part, foot.1 - long * part);
        let knots: Vec<_> = [
            (0.0, 6.0),
            (0.02, 9.0),
            (0.35, 10.0),
            (0.62, 10.5),
            (0.72, 13.0),
            (0.80, head * 0.62),
            (0.88, head * 0.98),
            (0.94, head),
            (1.0, head * 0.86),
            (1.05, head * 0.5),
            (1.062, 3.0),
        ]
        .iter()
        .map(|(part, half)| (at(*part).0, at(*part).1, *half))
        .collect();
        let shade: Vec<Point> = knots
            .iter()
            .map(|k| (k.0 - k.2 + 22.0, k.1 + 12.0))
            .chain(knots.iter().rev().map(|k| (k.0 + k.2 + 22.0, k.1 + 12.0)))
            .collect();
        scene.cast(&shade, 10.0, 0.30);
        scene.pool((foot.0 + 10.0, foot.1 + 3.0), (40.0, 9.0), 0.55);
        tube(scene, &knots, &piece.look);
        scooped(scene, at(0.925), (head * 0.76, long * 0.105), lean / long, piece.look);
    }
    (60.0, -430.0, 2.1)
}

/// The hollow of a spoon seen from the front: dark on the side of the light, bright on the other.
fn scooped(scene: &mut Scene, at: Point, (wide, high): Point, lean: f64, look: Look) {
    let surface = Surface { gloss: look.gloss, bounce: scene.bounce() };
    let stops: Vec<_> = (0..9)
        .map(|i| {
            let across = f64::from(i) / 4.0 - 1.0;
            (
                f64::from(i) / 8.0,
                lit(look.base.towards(look.deep, 0.25), [-across * 0.8, 0.1 + across * 0.3, 1.0], surface),
                1.0,
            )
        })
        .collect();
    let paint = scene.sheet.along((at.0 - wide, at.1 - high * 0.5), (at.0 + wide, at.1 + high * 0.5), &stops);
    scene.placed(&format!("rotate({:.2} {:.1} {:.1})", lean.atan().to_degrees(), at.0, at.1), |scene| {
        scene.sheet.fill(&ellipse(at, wide, high), &paint, 1.0);
        let dark = look.deep.dim(0.4);
        let depth = scene.sheet.around(
            (at.0 - wide * 0.25, at.1 - high * 0.3),
            (wide * 1.1, high),
            &[(0.0, dark, 0.45), (0.6, dark, 0.14), (1.0, dark, 0.0)],
        );
        scene.sheet.fill(&ellipse(at, wide, high), &depth, 1.0);
        let rim = scene.sheet.along(
            (at.0 - wide, at.1 - high),
            (at.0 + wide, at.1 + high),
            &[(0.0, dark, 0.6), (0.5, dark, 0.1), (1.0, look.thin, 0.9)],
        );
        scene.sheet.stroke(&ellipse(at, wide, high), &rim, 2.0, 1.0);
    });
}
