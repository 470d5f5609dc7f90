//! Tea itself: leaves on a dish, a cup of it, the whisk.

use super::flat::saucer;
use super::vessel::turned;
use super::{Closer, Piece, profile};
use crate::demo::art::chance::Chance;
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, curve, ellipse};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::{Top, Turned};

pub(super) fn loose_tea(scene: &mut Scene, piece: Piece) -> Closer {
    let dish = piece.made(Finish::Chalk.look(), 0);
    dish_of_leaves(scene, dish.sized(1.25), piece.look);
    let s = piece.size;
    let spoon = Finish::Beech.look();
    scene.pool((piece.at.0 + 20.0 * s, piece.at.1 + 76.0 * s), (150.0 * s, 12.0 * s), 0.4);
    let line = [
        (piece.at.0 - 130.0 * s, piece.at.1 + 66.0 * s, 3.5 * s),
        (piece.at.0 - 20.0 * s, piece.at.1 + 70.0 * s, 4.5 * s),
        (piece.at.0 + 70.0 * s, piece.at.1 + 73.0 * s, 5.0 * s),
    ];
    tube(scene, &line, &spoon);
    let scoop = (piece.at.0 + 106.0 * s, piece.at.1 + 73.0 * s);
    hollow(scene, scoop, (40.0 * s, 12.0 * s), &spoon);
    leaves(scene, (scoop.0, scoop.1 - 1.0 * s), (30.0 * s, 7.0 * s), 3.0 * s, 60, piece.look, piece.seed + 3);
    (0.0, -34.0 * s, 2.2)
}

/// A small open hollow of wood or clay: the bowl of a spoon seen from above.
pub(super) fn hollow(scene: &mut Scene, at: Point, reach: Point, look: &Look) {
    let surface = Surface { gloss: look.gloss, bounce: scene.bounce() };
    let (near, far) = (lit(look.base, [-0.3, 0.6, 0.6], surface), lit(look.deep, [0.4, 0.1, 0.7], surface));
    let rim = scene.sheet.along((at.0 - reach.0, at.1), (at.0 + reach.0, at.1), &[(0.0, near, 1.0), (1.0, far, 1.0)]);
    scene.sheet.fill(&ellipse((at.0, at.1 + reach.1 * 0.28), reach.0 * 0.98, reach.1), &far.dim(0.8).into(), 1.0);
    scene.sheet.fill(&ellipse(at, reach.0, reach.1), &rim, 1.0);
    let inner = scene.sheet.along(
        (at.0 - reach.0, at.1),
        (at.0 + reach.0, at.1 + reach.1),
        &[(0.0, look.deep.dim(0.45), 1.0), (0.5, look.deep.dim(0.8), 1.0), (1.0, near, 1.0)],
    );
    scene.sheet.fill(&ellipse((at.0, at.1 + reach.1 * 0.06), reach.0 * 0.88, reach.1 * 0.80), &inner, 1.0);
}

pub(super) fn dish_of_leaves(scene: &mut Scene, piece: Piece, tea: Look) {
    let body = saucer(piece);
    body.shadow(scene);
    body.draw(scene);
    let s = piece.size;
    let top = (piece.at.0, piece.at.1 - body.high());
    scene.pool((top.0 + 10.0 * s, top.1 + 6.0 * s), (104.0 * s, 24.0 * s), 0.6);
    leaves(scene, top, (86.0 * s, 17.0 * s), 44.0 * s, 520, tea, piece.seed);
}

/// A heap of dry leaves: short curled strokes, darker below, catching light on the upper left.
fn leaves(scene: &mut Scene, (x, y): Point, reach: Point, high: f64, count: usize, look: Look, seed: u64) {
    let mut chance = Chance::new(seed ^ 0x6c65);
    let mound = [
        (x - reach.0 * 0.95, y + reach.1 * 0.3),
        (x - reach.0 * 0.6, y - high * 0.42),
        (x - reach.0 * 0.1, y - high * 0.86),
        (x + reach.0 * 0.5, y - high * 0.5),
        (x + reach.0 * 0.93, y + reach.1 * 0.3),
        (x, y + reach.1 * 1.1),
        (x - reach.0 * 0.95, y + reach.1 * 0.3),
    ];
    scene.sheet.fill(&format!("{}Z", curve(&mound)), &look.deep.dim(0.55).into(), 1.0);
    let mut one: Vec<(f64, f64, f64)> = (0..count)
        .map(|_| {
            let (turn, out) = (chance.between(0.0, std::f64::consts::TAU), chance.part().powf(0.6));
            let lift = (1.0 - out * out) * chance.between(0.55, 1.0);
            (x + reach.0 * out * turn.cos(), y + reach.1 * out * turn.sin() - high * lift, lift)
        })
        .collect();
    one.sort_by(|a, b| (a.1 + a.2 * high).total_cmp(&(b.1 + b.2 * high)));
    for (lx, ly, lift) in one {
        let side = ((lx - x) / reach.0 * -0.4 + lift * 0.55 + chance.between(-0.25, 0.25)).clamp(-0.4, 1.0);
        let tone = look.deep.dim(0.75).towards(look.base, side + 0.35).towards(look.thin, (side - 0.45).max(0.0) * 0.9);
        let (turn, long) = (chance.between(-1.1, 1.1), high.min(40.0) * 0.13 + chance.between(4.0, 9.0));
        let (dx, dy) = (turn.cos() * long, turn.sin() * long * 0.62);
        let bow = chance.between(-3.5, 3.5);
        let line = curve(&[(lx - dx, ly - dy), (lx + bow * 0.4, ly + bow), (lx + dx, ly + dy)]);
        scene.sheet.stroke(&line, &tone.into(), chance.between(1.6, 3.4), 1.0);
    }
}

/// A bamboo tea whisk: many fine tines on a short handle.
pub(super) fn whisk(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let (x, y) = piece.at;
    let bamboo = Finish::Beech.look();
    scene.shadow(piece.at, 58.0 * s, 66.0 * s, 200.0 * s);
    let mut chance = Chance::new(piece.seed);
    for layer in [0.62, 1.0] {
        for i in 0..44 {
            let turn = (f64::from(i) / 43.0 - 0.5) * 3.1 + chance.between(-0.03, 0.03);
            let (sin, depth) = (turn.sin() * layer, turn.cos() * 12.0 * layer);
            let line = [
                (x + sin * 24.0 * s, y - 104.0 * s + depth * 0.3 * s, 1.6 * s),
                (x + sin * 54.0 * s, y - 66.0 * s + depth * 0.7 * s, 1.5 * s),
                (x + sin * 67.0 * s, y - 26.0 * s + depth * s, 1.3 * s),
                (x + sin * 58.0 * s, y + depth * s - 2.0 * s, 1.0 * s),
            ];
            let tone = lit(
                bamboo.base.towards(bamboo.deep, if layer < 1.0 { 0.9 } else { chance.part() * 0.5 }),
                [turn.sin(), 0.2, turn.cos()],
                Surface { gloss: 0.1, bounce: scene.bounce() },
            );
            let path = curve(&line.map(|k| (k.0, k.1)));
            scene.sheet.stroke(&path, &tone.into(), 2.3 * s, 1.0);
        }
    }
    let shape = [(0.0, 30.0), (0.12, 27.0), (0.3, 25.0), (0.9, 26.0), (1.0, 25.0)];
    let at = (x, y - 96.0 * s);
    let mut grip = Turned::new(at, profile(&piece, 112.0, &shape), bamboo, piece.seed);
    grip.thrown = 0.0;
    grip.lift = 96.0 * s;
    grip.top = Top::Open { wall: 5.0 * s, depth: 0.9, filled: None };
    grip.bands = vec![(0.03, 0.07, Tone::of(0x4b3423)), (0.09, 0.13, Tone::of(0x4b3423))];
    grip.draw(scene);
    (0.0, -80.0 * s, 2.3)
}

/// A cup of this look, filled with tea.
pub(super) fn filled_cup(scene: &mut Scene, piece: Piece, liquid: Tone) {
    let s = piece.size;
    let mut body = turned(piece, 118.0, &[(0.0, 46.0), (0.06, 50.0), (0.25, 72.0), (0.6, 84.0), (1.0, 88.0)], 0.16);
    body.top = Top::Open { wall: 5.0 * s, depth: 0.6, filled: Some(liquid) };
    body.shadow(scene);
    body.draw(scene);
}
