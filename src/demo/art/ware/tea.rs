//! Tea and what belongs to it: tins, paper bags, leaves, a whisk; and the sprig of a bud vase.

use super::flat::saucer;
use super::vessel::turned;
use super::{Closer, Piece, profile};
use crate::demo::art::chance::Chance;
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, curve, ellipse, open};
use crate::demo::art::tube::{stick, tube};
use crate::demo::art::turned::{Top, Turned};

pub(super) fn tin(scene: &mut Scene, piece: Piece) -> Closer {
    caddy(scene, piece, 196.0, 92.0)
}

pub(super) fn tall_tin(scene: &mut Scene, piece: Piece) -> Closer {
    caddy(scene, piece, 284.0, 84.0)
}

/// A round tin with a pressed lid and a paper band.
fn caddy(scene: &mut Scene, piece: Piece, high: f64, radius: f64) -> Closer {
    let s = piece.size;
    let mut look = piece.look;
    look.gloss = 0.55;
    look.specks = 0.0;
    look.thin = look.base.towards(look.thin, 0.35);
    let seam = 1.0 - 46.0 / high;
    let shape = [(0.0, radius - 2.0), (0.02, radius), (0.4, radius), (1.0, radius)];
    let mut body = Turned::new(piece.at, profile(&piece, high - 40.0, &shape), look, piece.seed);
    body.thrown = 0.0;
    body.top = Top::Closed;
    let paper = Tone::of(0xede4d2);
    let scale = high / (high - 40.0);
    body.bands = vec![
        (0.17 * scale, 0.60 * scale, paper),
        (0.20 * scale, 0.212 * scale, look.base),
        (0.558 * scale, 0.57 * scale, look.base),
    ];
    scene.shadow(piece.at, radius * s, radius * s, high * s);
    body.draw(scene);
    let lid_at = piece.moved(0.0, -(high * seam) * s);
    let shape = [
        (0.0, radius + 2.5),
        (0.06, radius + 3.0),
        (0.5, radius + 3.0),
        (0.86, radius + 3.0),
        (0.96, radius + 1.0),
        (1.0, radius - 3.0),
    ];
    let mut lid = Turned::new(lid_at.at, profile(&lid_at, 46.0, &shape), look, piece.seed + 1);
    lid.thrown = 0.0;
    lid.top = Top::Closed;
    lid.lift = high * seam * s;
    let dark = look.deep.dim(0.3);
    body_line(scene, lid_at.at, (radius + 2.0) * s, lid.lift, dark);
    lid.draw(scene);
    lid_top(scene, &lid, look, s);
    leaf_mark(scene, (piece.at.0 - 8.0 * s, piece.at.1 - high * 0.385 * s + radius * 0.21 * s), s * 0.95, look.deep);
    (20.0 * s, -high * 0.72 * s, 2.2)
}

/// The dark line under the edge of a lid.
fn body_line(scene: &mut Scene, (x, y): Point, radius: f64, lift: f64, tone: Tone) {
    let flat = radius * crate::demo::art::scene::squash(lift);
    let line =
        format!("M{:.1} {:.1}A{radius:.1} {flat:.1} 0 0 0 {:.1} {:.1}", x - radius, y + 3.0, x + radius, y + 3.0);
    scene.sheet.stroke(&line, &tone.into(), 5.0, 0.4);
}

/// The flat pressed top of a tin's lid.
fn lid_top(scene: &mut Scene, lid: &Turned, look: Look, s: f64) {
    let (x, y) = (lid.at.0, lid.at.1 - lid.high());
    let radius = lid.profile.last().map_or(0.0, |p| p.1);
    let flat = radius * crate::demo::art::scene::squash(lid.lift + lid.high());
    let surface = Surface { gloss: 0.3, bounce: scene.bounce() };
    let (far, near) = (lit(look.base, [-0.25, 1.0, 0.1], surface), lit(look.base, [0.2, 1.0, 0.1], surface));
    let paint = scene.sheet.along(
        (x - radius, y),
        (x + radius, y),
        &[(0.0, far.towards(Tone::WHITE, 0.16), 1.0), (0.45, far, 1.0), (1.0, near.dim(0.86), 1.0)],
    );
    scene.sheet.fill(&ellipse((x, y), radius, flat), &paint, 1.0);
    let groove = look.deep.dim(0.6).into();
    scene.sheet.stroke(&ellipse((x, y + 0.6 * s), radius * 0.86, flat * 0.86), &groove, 1.4 * s, 0.4);
    let light = look.thin.towards(Tone::WHITE, 0.4).into();
    scene.sheet.stroke(&ellipse((x, y + 2.0 * s), radius * 0.86, flat * 0.86), &light, 1.0 * s, 0.3);
}

/// The shop's mark: two leaves on a stem.
pub(super) fn leaf_mark(scene: &mut Scene, (x, y): Point, s: f64, tone: Tone) {
    let paint = tone.into();
    let stem = curve(&[(x, y + 26.0 * s), (x - 1.0 * s, y + 6.0 * s), (x + 3.0 * s, y - 12.0 * s)]);
    scene.sheet.stroke(&stem, &paint, 1.9 * s, 0.85);
    for (side, up) in [(-1.0, 2.0), (1.0, 9.0)] {
        let leaf = [
            (x, y + up * s),
            (x + side * 9.0 * s, y - 15.0 * s + up * s),
            (x + side * 27.0 * s, y - 22.0 * s + up * s),
            (x + side * 20.0 * s, y - 3.0 * s + up * s),
            (x, y + up * s),
        ];
        scene.sheet.fill(&format!("{}Z", curve(&leaf)), &paint, 0.82);
    }
}

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
            let (turn, out) = (chance.between(0.0, 6.283), chance.part().powf(0.6));
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

/// A dry branch with a few leaves, standing in a narrow neck: what is behind the rim.
pub(super) fn sprig(scene: &mut Scene, (x, y): Point, s: f64, seed: u64) {
    let mut chance = Chance::new(seed ^ 0x7370);
    let wood = Finish::Walnut.look();
    let lean = chance.between(-26.0, 30.0);
    let top = (x + lean * s, y - 196.0 * s);
    let line = [
        (x + 2.0 * s, y + 8.0 * s, 2.6 * s),
        (x + lean * 0.16 * s, y - 70.0 * s, 2.2 * s),
        (x + lean * 0.62 * s, y - 140.0 * s, 1.7 * s),
        (top.0, top.1, 1.0 * s),
    ];
    tube(scene, &line, &wood);
    let green = Finish::Moss.look();
    for i in 0..9 {
        let part = 0.30 + f64::from(i) * 0.085;
        let root = (x + lean * part.powf(1.4) * s, y - 200.0 * part * s);
        let side = if i % 2 == 0 { -1.0 } else { 1.0 };
        blade(
            scene,
            root,
            side,
            chance.between(30.0, 46.0) * s * (1.25 - part * 0.5),
            chance.between(0.35, 0.95),
            &green,
        );
    }
    blade(scene, top, chance.between(-0.5, 0.5), 30.0 * s, 1.5, &green);
}

fn blade(scene: &mut Scene, root: Point, side: f64, long: f64, rise: f64, look: &Look) {
    let (dx, dy) = (rise.cos() * long * side, -rise.sin() * long);
    let (nx, ny) = (-dy * 0.22, dx * 0.22);
    let tip = (root.0 + dx, root.1 + dy);
    let half = |sign: f64| {
        vec![
            root,
            (root.0 + dx * 0.35 + nx * sign, root.1 + dy * 0.35 + ny * sign),
            (root.0 + dx * 0.7 + nx * 0.7 * sign, root.1 + dy * 0.7 + ny * 0.7 * sign),
            tip,
        ]
    };
    let surface = Surface { gloss: 0.15, bounce: scene.bounce() };
    let bright = lit(look.base.towards(look.thin, 0.35), [-0.5, 0.6, 0.5], surface);
    let dull = lit(look.base, [0.3, -0.1, 0.8], surface);
    let whole: Vec<Point> = half(1.0).into_iter().chain(half(-1.0).into_iter().rev()).collect();
    scene.sheet.fill(&format!("{}Z", curve(&whole)), &bright.into(), 1.0);
    let mut lower = half(if side > 0.0 { 1.0 } else { -1.0 });
    lower.push(root);
    scene.sheet.fill(&format!("{}Z", curve(&lower)), &dull.into(), 0.8);
    stick(scene, &[root, tip], 0.5, look);
}

/// A cup of this look, filled with tea.
pub(super) fn filled_cup(scene: &mut Scene, piece: Piece, liquid: Tone) {
    let s = piece.size;
    let mut body = turned(piece, 118.0, &[(0.0, 46.0), (0.06, 50.0), (0.25, 72.0), (0.6, 84.0), (1.0, 88.0)], 0.16);
    body.top = Top::Open { wall: 5.0 * s, depth: 0.6, filled: Some(liquid) };
    body.shadow(scene);
    body.draw(scene);
}
