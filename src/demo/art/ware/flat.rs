//! Plates, saucers, dishes and a stand.

use super::vessel::{plain, turned};
use super::{Closer, Piece};
use crate::demo::art::chance::Chance;
use crate::demo::art::colour::{Tone, smooth};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Stop, ellipse};
use crate::demo::art::turned::{Top, Turned};

pub(super) fn saucer(piece: Piece) -> Turned {
    dish(piece, 24.0, &[(0.0, 62.0), (0.2, 66.0), (0.55, 104.0), (1.0, 138.0)])
}

fn dish(piece: Piece, high: f64, shape: &[(f64, f64)]) -> Turned {
    let mut body = turned(piece, high, shape, 0.0);
    body.top = Top::Open { wall: 4.5 * piece.size, depth: 0.22, filled: None };
    body
}

pub(super) fn small_dish(scene: &mut Scene, piece: Piece) -> Closer {
    let behind = piece.moved(96.0 * piece.size, -62.0 * piece.size).sized(0.92).made(piece.look, 5);
    let shape = [(0.0, 66.0), (0.1, 70.0), (0.3, 104.0), (0.7, 134.0), (1.0, 143.0)];
    for one in [behind, piece.moved(-46.0 * piece.size, 22.0 * piece.size)] {
        let mut body = dish(one, 62.0, &shape);
        body.bare = 0.2;
        body.top = Top::Open { wall: 5.5 * one.size, depth: 0.45, filled: None };
        plain(scene, &body);
    }
    (-50.0 * piece.size, -30.0 * piece.size, 2.1)
}

/// One plate lying, one standing behind it against the wall.
pub(super) fn plate(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let face = Face { middle: (piece.at.0 + 46.0 * s, piece.at.1 - 262.0 * s), radius: 206.0 * s, well: 0.66 };
    face.shadow(scene, piece.at.1 - 52.0 * s);
    face.draw(scene, piece.made(piece.look, 3));
    single_plate(scene, piece.moved(-56.0 * s, 34.0 * s));
    (46.0 * s - 70.0, -320.0 * s, 2.0)
}

fn lying_plate(piece: Piece, radius: f64) -> Turned {
    dish(
        piece,
        38.0,
        &[(0.0, radius * 0.55), (0.16, radius * 0.58), (0.5, radius * 0.82), (0.86, radius * 0.97), (1.0, radius)],
    )
}

/// One plate lying on the table.
pub(super) fn single_plate(scene: &mut Scene, piece: Piece) {
    let body = lying_plate(piece, 206.0);
    body.shadow(scene);
    body.draw(scene);
    well(scene, &body, piece.size);
}

/// The step between rim and well, seen from low above.
fn well(scene: &mut Scene, body: &Turned, s: f64) {
    let (x, y) = (body.at.0, body.at.1 - body.high() + 7.0 * s);
    let (wide, high) = (body.widest() * 0.70, body.widest() * 0.70 * 0.215);
    let dark = body.look.deep.dim(0.5);
    let bright = body.look.thin.towards(Tone::WHITE, 0.3);
    let edge = scene.sheet.along(
        (x - wide, y),
        (x + wide, y),
        &[(0.0, dark, 0.55), (0.4, dark, 0.18), (0.6, bright, 0.18), (1.0, bright, 0.6)],
    );
    scene.sheet.stroke(&ellipse((x, y), wide, high), &edge, 2.6 * s, 1.0);
    let pool = scene.sheet.along(
        (x - wide, y - high),
        (x + wide, y + high),
        &[(0.0, dark, 0.22), (0.5, dark, 0.06), (1.0, bright, 0.10)],
    );
    scene.sheet.fill(&ellipse((x, y), wide, high), &pool, 1.0);
}

/// The face of a plate that leans against the wall.
struct Face {
    middle: (f64, f64),
    radius: f64,
    well: f64,
}

impl Face {
    fn shadow(&self, scene: &mut Scene, floor: f64) {
        let (x, y) = self.middle;
        let r = self.radius;
        let around: Vec<_> = (0..40)
            .map(|i| {
                let turn = f64::from(i) / 40.0 * std::f64::consts::TAU;
                (x + 26.0 + r * 0.99 * turn.cos(), (y + 16.0 + r * 0.95 * turn.sin()).min(floor + 6.0))
            })
            .collect();
        scene.cast(&around, 15.0, 0.30);
        scene.pool((x + 34.0, floor + 6.0), (r * 0.9, 24.0), 0.5);
    }

    fn draw(&self, scene: &mut Scene, piece: Piece) {
        let (look, r) = (piece.look, self.radius);
        let bounce = scene.bounce();
        let surface = Surface { gloss: look.gloss * 0.5, bounce };
        let (x, y) = self.middle;
        let tall = 0.965;
        let disc = |part: f64, dx: f64, dy: f64| ellipse((x + dx, y + dy), r * part, r * part * tall);
        let side = lit(look.deep, [0.5, -0.2, 0.4], surface).into();
        scene.sheet.fill(&disc(1.0, 5.0, 2.0), &side, 1.0);
        let slope = |lean: f64, scene: &mut Scene, albedo: Tone| {
            let stops: Vec<Stop> = (0..13)
                .map(|i| {
                    let part = f64::from(i) / 12.0;
                    let across = (part - 0.5) * 2.0;
                    (part, lit(albedo, [-across * lean, 0.16 + across * lean * 0.4, 1.0], surface), 1.0)
                })
                .collect();
            scene.sheet.along((x - r, y - r * 0.5), (x + r, y + r * 0.5), &stops)
        };
        let rim = slope(-0.25, scene, look.thin.towards(look.base, 0.35));
        scene.sheet.fill(&disc(1.0, 0.0, 0.0), &rim, 1.0);
        let broad = slope(0.28, scene, look.base);
        scene.sheet.fill(&disc(0.978, 0.0, 0.0), &broad, 1.0);
        let step = slope(0.95, scene, look.base.towards(look.deep, 0.3));
        scene.sheet.fill(&disc(self.well + 0.035, 0.0, 0.0), &step, 1.0);
        let flat = slope(0.06, scene, look.base.towards(look.deep, 0.15));
        scene.sheet.fill(&disc(self.well, 0.0, 0.0), &flat, 1.0);
        self.thrown(scene, piece);
    }

    /// Turning rings, a pool of thicker glaze in the middle, specks, and the window in the glaze.
    fn thrown(&self, scene: &mut Scene, piece: Piece) {
        let look = piece.look;
        let (x, y) = self.middle;
        let r = self.radius;
        let mut chance = Chance::new(piece.seed);
        for i in 0..16 {
            let part = 0.06 + f64::from(i) * 0.038 + chance.between(-0.008, 0.008);
            let (tone, solid) = if i % 2 == 0 { (look.deep, 0.16) } else { (look.thin, 0.13) };
            scene.sheet.stroke(
                &ellipse((x, y), r * part, r * part * 0.965),
                &tone.into(),
                1.0 + chance.part() * 1.8,
                solid,
            );
        }
        let pool = scene.sheet.around(
            (x, y),
            (r * self.well, r * self.well),
            &[(0.0, look.deep, 0.42), (0.55, look.deep, 0.16), (1.0, look.deep, 0.05)],
        );
        scene.sheet.fill(&ellipse((x, y), r * self.well, r * self.well * 0.965), &pool, 1.0);
        let count = (r * look.specks * 0.9) as usize;
        let mut dots = String::new();
        for _ in 0..count {
            let (turn, out) = (chance.between(0.0, std::f64::consts::TAU), chance.part().sqrt() * 0.96);
            let size = 0.6 + 1.5 * chance.part().powi(3);
            dots.push_str(&ellipse((x + r * out * turn.cos(), y + r * out * turn.sin() * 0.965), size, size * 0.9));
        }
        scene.sheet.fill(&dots, &Tone::of(0x3a2616).into(), 0.4);
        let shine = smooth(0.2, 1.0, look.gloss) * 0.24 + 0.05;
        let sky = scene.sheet.around(
            (x - r * 0.34, y - r * 0.42),
            (r * 0.62, r * 0.36),
            &[(0.0, Tone::WHITE, shine), (0.5, Tone::WHITE, shine * 0.45), (1.0, Tone::WHITE, 0.0)],
        );
        scene.sheet.fill(&ellipse((x, y), r * 0.97, r * 0.93), &sky, 1.0);
    }
}

pub(super) fn plate_stack(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let mut chance = Chance::new(piece.seed);
    let count = 5;
    for i in 0..count {
        let up = f64::from(i) * 17.0 * s;
        let one = piece.moved(chance.between(-3.0, 3.0), -up).made(piece.look, i as u64);
        let body = lying_plate(one, 200.0);
        if i == 0 {
            scene.shadow(body.at, body.foot(), body.widest(), 110.0 * s);
        } else {
            scene.pool((one.at.0 + 8.0, one.at.1 - 4.0 * s), (body.widest() * 0.92, 34.0 * s), 0.5);
        }
        body.draw(scene);
        if i + 1 == count {
            well(scene, &body, s);
        }
    }
    (90.0 * s, -66.0 * s, 2.0)
}

pub(super) fn cake_stand(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let stem = turned(
        piece,
        132.0,
        &[(0.0, 96.0), (0.05, 98.0), (0.12, 80.0), (0.3, 42.0), (0.6, 36.0), (0.85, 56.0), (1.0, 80.0)],
        0.14,
    );
    stem.shadow(scene);
    scene.pool((piece.at.0 + 120.0 * s, piece.at.1 + 8.0), (240.0 * s, 54.0 * s), 0.26);
    stem.draw(scene);
    let top = piece.moved(0.0, -stem.high() + 8.0 * s).made(piece.look, 2);
    let mut body = dish(top, 30.0, &[(0.0, 96.0), (0.2, 130.0), (0.45, 190.0), (0.8, 226.0), (1.0, 230.0)]);
    body.lift = stem.high();
    body.draw(scene);
    (70.0 * s, -140.0 * s, 2.0)
}
