//! Paper bags of tea with their label.

use super::tea::dish_of_leaves;
use super::tin::leaf_mark;
use super::{Closer, Piece};
use crate::demo::art::chance::Chance;
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, curve, open};

pub(super) fn pouch_with_dish(scene: &mut Scene, piece: Piece, leaf: Look) -> Closer {
    let s = piece.size;
    pouch(scene, piece.moved(-34.0 * s, -12.0 * s));
    let front = piece.moved(112.0 * s, 34.0 * s).sized(0.62).made(Finish::Chalk.look(), 4);
    dish_of_leaves(scene, front, leaf);
    (-20.0 * s, -190.0 * s, 2.0)
}

/// A paper bag with a block bottom, its top rolled down and held by a tin tie. The piece's look colours the label.
pub(super) fn pouch(scene: &mut Scene, piece: Piece) {
    let s = piece.size;
    let (x, y) = piece.at;
    let at = |dx: f64, dy: f64| (x + dx * s, y + dy * s);
    let paper = Finish::Kraft.look();
    scene.pool((x + 78.0 * s, y + 2.0 * s), (190.0 * s, 34.0 * s), 0.34);
    scene.pool((x + 12.0 * s, y + 8.0 * s), (128.0 * s, 20.0 * s), 0.75);
    let surface = Surface { gloss: 0.04, bounce: scene.bounce() };
    let left = lit(paper.base, [-0.75, 0.1, 0.6], surface);
    let middle = lit(paper.base, [-0.1, 0.12, 1.0], surface);
    let right = lit(paper.deep, [0.6, 0.0, 0.7], surface);
    let front = scene.sheet.along(
        at(-98.0, 0.0),
        at(98.0, 0.0),
        &[
            (0.0, left.dim(0.93), 1.0),
            (0.08, left, 1.0),
            (0.3, middle, 1.0),
            (0.74, middle.dim(0.95), 1.0),
            (0.86, right, 1.0),
            (1.0, right.dim(0.8), 1.0),
        ],
    );
    let outline = [
        at(-92.0, 10.0),
        at(-96.0, -60.0),
        at(-95.0, -180.0),
        at(-88.0, -262.0),
        at(88.0, -266.0),
        at(95.0, -182.0),
        at(98.0, -64.0),
        at(94.0, 4.0),
        at(60.0, 15.0),
        at(-60.0, 17.0),
    ];
    let body = closed(&outline);
    scene.sheet.fill(&body, &front, 1.0);
    scene.within(&body, |scene| creases(scene, piece, &at));
    rolled_top(scene, s, &at, surface);
    label(scene, s, &at, piece.look);
}

fn creases(scene: &mut Scene, piece: Piece, at: &impl Fn(f64, f64) -> Point) {
    let s = piece.size;
    let mut chance = Chance::new(piece.seed ^ 0x706f);
    let dark = Tone::of(0x4a2f17);
    let shade =
        scene.sheet.along(at(0.0, -262.0), at(0.0, -170.0), &[(0.0, dark, 0.34), (0.4, dark, 0.10), (1.0, dark, 0.0)]);
    scene.sheet.fill(
        &closed(&[at(-110.0, -262.0), at(110.0, -262.0), at(110.0, -170.0), at(-110.0, -170.0)]),
        &shade,
        1.0,
    );
    let foot = scene.sheet.along(at(0.0, -40.0), at(0.0, 18.0), &[(0.0, dark, 0.0), (1.0, dark, 0.30)]);
    scene.sheet.fill(&closed(&[at(-110.0, -40.0), at(110.0, -40.0), at(110.0, 20.0), at(-110.0, 20.0)]), &foot, 1.0);
    let fold = [at(70.0, -262.0), at(76.0, -120.0), at(72.0, 12.0)];
    scene.sheet.stroke(&curve(&fold), &dark.into(), 1.6 * s, 0.28);
    for _ in 0..7 {
        let (x, y) = (chance.between(-92.0, 90.0), chance.between(-250.0, -30.0));
        let (dx, dy) = (chance.between(-26.0, 26.0), chance.between(-34.0, 34.0));
        let line = curve(&[at(x, y), at(x + dx * 0.5 + 3.0, y + dy * 0.5), at(x + dx, y + dy)]);
        scene.sheet.stroke(&line, &dark.into(), 1.4 * s, 0.13);
        scene.sheet.placed_stroke(&line, (1.6 * s, 1.6 * s), &Tone::WHITE.into(), 1.3 * s, 0.16);
    }
}

fn rolled_top(scene: &mut Scene, s: f64, at: &impl Fn(f64, f64) -> Point, surface: Surface) {
    let paper = Finish::Kraft.look();
    let band = [at(-91.0, -258.0), at(-90.0, -302.0), at(90.0, -306.0), at(92.0, -262.0)];
    let tones: Vec<Stop> = [(0.0, 0.9), (0.25, 0.75), (0.7, 0.1), (1.0, -0.7)]
        .iter()
        .map(|(p, up)| (*p, lit(paper.base, [-0.15, *up, 0.8], surface), 1.0))
        .collect();
    let paint = scene.sheet.along(at(0.0, -306.0), at(0.0, -258.0), &tones);
    scene.sheet.fill(&closed(&band), &paint, 1.0);
    let metal = Tone::of(0xb9a06a);
    let tie = scene.sheet.along(
        at(-100.0, 0.0),
        at(100.0, 0.0),
        &[
            (0.0, metal.dim(0.8), 1.0),
            (0.3, metal.towards(Tone::WHITE, 0.4), 1.0),
            (0.6, metal, 1.0),
            (1.0, metal.dim(0.55), 1.0),
        ],
    );
    scene.sheet.stroke(&curve(&[at(-97.0, -281.0), at(0.0, -282.5), at(98.0, -285.0)]), &tie, 7.0 * s, 1.0);
    for (from, to) in [(at(-97.0, -281.0), at(-86.0, -271.0)), (at(98.0, -285.0), at(86.0, -273.0))] {
        scene.sheet.stroke(&open(&[from, to]), &metal.dim(0.7).into(), 7.0 * s, 1.0);
    }
}

fn label(scene: &mut Scene, s: f64, at: &impl Fn(f64, f64) -> Point, look: Look) {
    let paper = Tone::of(0xefe7d8);
    let shape = closed(&[at(-56.0, -196.0), at(44.0, -197.0), at(45.0, -66.0), at(-57.0, -65.0)]);
    let fill = scene.sheet.along(
        at(-57.0, -100.0),
        at(46.0, -100.0),
        &[(0.0, paper.dim(0.98), 1.0), (0.5, paper.dim(0.9), 1.0), (1.0, paper.dim(0.82), 1.0)],
    );
    scene.sheet.placed_stroke(&shape, (1.5 * s, 2.0 * s), &Tone::of(0x3b2616).into(), 2.0 * s, 0.18);
    scene.sheet.fill(&shape, &fill, 1.0);
    scene.sheet.fill(
        &closed(&[at(-57.0, -88.0), at(45.0, -89.0), at(45.0, -66.0), at(-57.0, -65.0)]),
        &look.base.dim(0.85).into(),
        1.0,
    );
    leaf_mark(scene, at(-7.0, -146.0), s * 0.9, look.deep);
    let ink = Tone::of(0x5b5047).into();
    for (y, half) in [(-108.0, 30.0), (-100.0, 20.0)] {
        scene.sheet.stroke(&open(&[at(-6.0 - half, y), at(-6.0 + half, y)]), &ink, 1.6 * s, 0.55);
    }
}
