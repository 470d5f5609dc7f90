//! Open vessels: mugs, cups, bowls and vases.

use super::{Closer, Piece, profile};
use crate::demo::art::chance::Chance;
use crate::demo::art::scene::Scene;
use crate::demo::art::tube::{Knot, tube};
use crate::demo::art::turned::{Top, Turned};

/// A turned body of this piece, with the small differences of the hand.
pub(super) fn turned(piece: Piece, high: f64, points: &[(f64, f64)], bare: f64) -> Turned {
    let mut chance = Chance::new(piece.seed ^ 0x7475);
    let (tall, broad) = (chance.between(0.97, 1.03), chance.between(0.985, 1.015));
    let shape = profile(&piece, high * tall, points).into_iter().map(|(h, r)| (h, r * broad)).collect();
    let mut body = Turned::new(piece.at, shape, piece.look, piece.seed);
    body.bare = bare * chance.between(0.85, 1.15);
    body.top = Top::Open { wall: 5.5 * piece.size, depth: 0.75, filled: None };
    body
}

/// A pulled handle on the right: from the upper joint out and down to the lower one.
pub(super) fn handle(scene: &mut Scene, body: &Turned, upper: (f64, f64), lower: (f64, f64), out: f64, half: f64) {
    let (x, y) = body.at;
    let (top, low) = ((x + upper.1, y - upper.0), (x + lower.1, y - lower.0));
    let drop = low.1 - top.1;
    // One bow: it leaves the upper joint almost level and comes back to the lower one from outside.
    let reach = top.0.max(low.0) + out * 1.30;
    let bow = [
        (top.0 - half, top.1 + half * 0.3),
        (reach, top.1 - drop * 0.16),
        (reach, low.1 - drop * 0.04),
        (low.0 - half, low.1 + half * 0.3),
    ];
    let knots: Vec<Knot> = (0..=10)
        .map(|step| {
            let t = f64::from(step) / 10.0;
            let mix = |pick: fn(&(f64, f64)) -> f64| {
                let [a, b, c, d] = [&bow[0], &bow[1], &bow[2], &bow[3]].map(pick);
                let u = 1.0 - t;
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            let swell = 0.90 + 0.40 * (1.0 - t).powi(5) + 0.28 * t.powi(6);
            (mix(|p| p.0), mix(|p| p.1), half * swell)
        })
        .collect();
    tube(scene, &knots, &body.look);
}

fn handled(scene: &mut Scene, body: Turned, size: f64, upper: (f64, f64), lower: (f64, f64), out: f64) -> Closer {
    let joint = |(part, radius): (f64, f64)| (body.high() * part, radius * size);
    body.shadow(scene);
    let (x, y) = body.at;
    let reach = body.widest() + out * size * 0.6;
    scene.pool((x + reach, y + 2.0), (out * size, 16.0), 0.20);
    handle(scene, &body, joint(upper), joint(lower), out * size, 11.0 * size);
    body.draw(scene);
    (body.widest() * 0.45, -body.high() * 0.62, 2.0)
}

pub(super) fn mug(scene: &mut Scene, piece: Piece) -> Closer {
    let body =
        turned(piece, 196.0, &[(0.0, 62.0), (0.05, 66.0), (0.16, 80.0), (0.38, 93.0), (0.7, 99.0), (1.0, 103.0)], 0.17);
    handled(scene, body, piece.size, (0.80, 98.0), (0.27, 84.0), 62.0)
}

pub(super) fn tall_mug(scene: &mut Scene, piece: Piece) -> Closer {
    let body =
        turned(piece, 268.0, &[(0.0, 70.0), (0.04, 74.0), (0.15, 82.0), (0.5, 87.0), (0.85, 85.0), (1.0, 88.0)], 0.13);
    handled(scene, body, piece.size, (0.82, 83.0), (0.34, 84.0), 66.0)
}

pub(super) fn round_mug(scene: &mut Scene, piece: Piece) -> Closer {
    let body = turned(
        piece,
        176.0,
        &[(0.0, 58.0), (0.06, 63.0), (0.22, 95.0), (0.45, 112.0), (0.7, 108.0), (0.9, 95.0), (1.0, 93.0)],
        0.16,
    );
    handled(scene, body, piece.size, (0.78, 102.0), (0.28, 98.0), 56.0)
}

pub(super) fn tumbler(scene: &mut Scene, piece: Piece) -> Closer {
    let mut body = turned(piece, 214.0, &[(0.0, 66.0), (0.03, 70.0), (0.3, 80.0), (0.7, 90.0), (1.0, 97.0)], 0.24);
    body.thrown = 0.8;
    plain(scene, &body)
}

pub(super) fn fluted_cup(scene: &mut Scene, piece: Piece) -> Closer {
    let mut body =
        turned(piece, 170.0, &[(0.0, 56.0), (0.05, 60.0), (0.2, 80.0), (0.5, 97.0), (0.85, 104.0), (1.0, 105.0)], 0.09);
    body.flutes = (24.0, 0.055);
    body.thrown = 0.1;
    plain(scene, &body)
}

pub(super) fn espresso(scene: &mut Scene, piece: Piece) -> Closer {
    let saucer = super::flat::saucer(piece);
    saucer.shadow(scene);
    saucer.draw(scene);
    let cup = piece.moved(0.0, -13.0 * piece.size);
    scene.pool((cup.at.0 + 16.0 * piece.size, cup.at.1 + 3.0), (72.0 * piece.size, 18.0 * piece.size), 0.5);
    let mut body = turned(cup, 118.0, &[(0.0, 38.0), (0.06, 42.0), (0.25, 60.0), (0.6, 71.0), (1.0, 77.0)], 0.0);
    body.look = piece.look;
    let joint = |part: f64, radius: f64| (body.high() * part, radius * piece.size);
    handle(scene, &body, joint(0.78, 70.0), joint(0.32, 58.0), 40.0 * piece.size, 8.0 * piece.size);
    body.draw(scene);
    (30.0 * piece.size, -90.0 * piece.size, 2.2)
}

pub(super) fn tea_bowl(scene: &mut Scene, piece: Piece) -> Closer {
    let mut body = turned(
        piece,
        150.0,
        &[(0.0, 60.0), (0.07, 62.0), (0.12, 84.0), (0.3, 118.0), (0.6, 129.0), (0.85, 131.0), (1.0, 128.0)],
        0.17,
    );
    body.thrown = 1.0;
    plain(scene, &body)
}

pub(super) fn bowl(scene: &mut Scene, piece: Piece) -> Closer {
    let body = turned(
        piece,
        172.0,
        &[(0.0, 62.0), (0.07, 64.0), (0.11, 78.0), (0.25, 122.0), (0.5, 163.0), (0.8, 188.0), (1.0, 196.0)],
        0.12,
    );
    plain(scene, &body)
}

/// A bowl that stands on something else and so throws its own shadow there.
pub(super) fn on_something(scene: &mut Scene, piece: Piece) {
    let shape = [(0.0, 62.0), (0.07, 64.0), (0.11, 78.0), (0.25, 122.0), (0.5, 156.0), (0.8, 172.0), (1.0, 176.0)];
    turned(piece, 168.0, &shape, 0.12).draw(scene);
}

pub(super) fn deep_bowl(scene: &mut Scene, piece: Piece) -> Closer {
    let body = turned(
        piece,
        205.0,
        &[(0.0, 70.0), (0.08, 72.0), (0.12, 88.0), (0.28, 138.0), (0.5, 166.0), (0.75, 178.0), (1.0, 182.0)],
        0.14,
    );
    plain(scene, &body)
}

pub(super) fn wide_bowl(scene: &mut Scene, piece: Piece) -> Closer {
    let mut body = turned(
        piece,
        118.0,
        &[(0.0, 88.0), (0.08, 90.0), (0.14, 112.0), (0.35, 178.0), (0.7, 226.0), (1.0, 246.0)],
        0.14,
    );
    body.top = Top::Open { wall: 7.0 * piece.size, depth: 0.5, filled: None };
    plain(scene, &body)
}

pub(super) fn nested_bowls(scene: &mut Scene, piece: Piece) -> Closer {
    nested(scene, piece, 0);
    (90.0, -150.0 * piece.size, 1.9)
}

/// One bowl and, inside it, the next smaller: of that only what rises over the near rim is seen.
fn nested(scene: &mut Scene, piece: Piece, inside: u64) {
    let shape = [(0.0, 66.0), (0.07, 70.0), (0.14, 96.0), (0.35, 150.0), (0.7, 186.0), (1.0, 198.0)];
    let body = turned(piece.made(piece.look, inside), 150.0, &shape, 0.13);
    if inside == 0 {
        body.shadow(scene);
    }
    body.draw(scene);
    if inside < 2 {
        let shade = (piece.at.0 + 6.0, piece.at.1 - body.high() + 4.0);
        scene.within(&body.front_rim(), |scene| {
            scene.pool(shade, (body.widest() * 0.98, 40.0 * piece.size), 0.55);
            nested(scene, piece.moved(0.0, -66.0 * piece.size).sized(0.83), inside + 1);
        });
    }
}

pub(super) fn vase(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [
        (0.0, 66.0),
        (0.04, 71.0),
        (0.28, 124.0),
        (0.46, 134.0),
        (0.62, 110.0),
        (0.76, 64.0),
        (0.88, 46.0),
        (0.97, 56.0),
        (1.0, 61.0),
    ];
    plain(scene, &turned(piece, 380.0, &shape, 0.15))
}

pub(super) fn bottle_vase(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [
        (0.0, 78.0),
        (0.03, 84.0),
        (0.2, 106.0),
        (0.4, 104.0),
        (0.54, 74.0),
        (0.64, 38.0),
        (0.78, 27.0),
        (0.93, 28.0),
        (1.0, 37.0),
    ];
    plain(scene, &turned(piece, 410.0, &shape, 0.12))
}

pub(super) fn moon_vase(scene: &mut Scene, piece: Piece) -> Closer {
    let lower = [(0.0, 62.0), (0.03, 67.0), (0.12, 112.0), (0.30, 156.0), (0.50, 169.0)];
    let upper = [(0.70, 154.0), (0.85, 112.0), (0.93, 70.0), (0.96, 52.0), (1.0, 53.0)];
    plain(scene, &turned(piece, 322.0, &[lower, upper].concat(), 0.11))
}

pub(super) fn bud_vase(scene: &mut Scene, piece: Piece) -> Closer {
    let shape =
        [(0.0, 54.0), (0.05, 60.0), (0.22, 86.0), (0.42, 76.0), (0.58, 38.0), (0.75, 22.0), (0.92, 22.0), (1.0, 30.0)];
    let body = turned(piece, 236.0, &shape, 0.2);
    body.shadow(scene);
    body.draw(scene);
    super::branch::sprig(scene, (piece.at.0, piece.at.1 - body.high()), piece.size, piece.seed);
    (20.0, -body.high() * 0.8, 2.1)
}

pub(super) fn tall_vase(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 74.0), (0.03, 78.0), (0.2, 84.0), (0.6, 98.0), (0.85, 106.0), (0.95, 98.0), (1.0, 100.0)];
    let mut body = turned(piece, 365.0, &shape, 0.0);
    body.flutes = (20.0, 0.05);
    plain(scene, &body)
}

pub(super) fn plain(scene: &mut Scene, body: &Turned) -> Closer {
    body.shadow(scene);
    body.draw(scene);
    (body.widest() * 0.30, -body.high() * 0.72, 2.2)
}
