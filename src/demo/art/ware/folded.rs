//! Folded linen in stacks, and what lies on it.

use super::{Closer, Piece};
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, curve, ellipse, open};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::{Top, Turned};

pub(super) fn napkins(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let place = piece.moved(0.0, 24.0 * s);
    stack(scene, place, &Stack { wide: 196.0, deep: 300.0, thick: 13.0, folds: 2, count: 5, stripe: false });
    let look = Finish::Oak.look();
    let (x, y) = (place.at.0 + 18.0 * s, place.at.1 - 5.0 * 13.0 * s - 30.0 * s);
    scene.pool((x + 14.0, y + 10.0), (70.0 * s, 16.0 * s), 0.4);
    let ring: Vec<_> = (0..=16)
        .map(|i| {
            let turn = f64::from(i) * std::f64::consts::TAU / 16.0;
            (x + 40.0 * s * turn.cos(), y - 10.0 * s + 11.0 * s * turn.sin(), 6.5 * s)
        })
        .collect();
    tube(scene, &ring, &look);
    (60.0, -60.0, 2.0)
}

/// A loaf on its folded cloth.
pub(super) fn bread_cloth(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let under = piece.moved(0.0, 30.0 * s);
    stack(scene, under, &Stack { wide: 238.0, deep: 420.0, thick: 17.0, folds: 2, count: 2, stripe: true });
    let at = (piece.at.0 - 14.0 * s, piece.at.1 - 34.0 * s);
    scene.pool((at.0 + 46.0 * s, at.1 + 6.0 * s), (190.0 * s, 46.0 * s), 0.42);
    scene.pool((at.0 + 8.0 * s, at.1 + 9.0 * s), (156.0 * s, 36.0 * s), 0.6);
    let crust = Look {
        base: Tone::of(0xb07a45),
        deep: Tone::of(0x7a4a24),
        thin: Tone::of(0xd2a066),
        gloss: 0.12,
        specks: 0.0,
        wall: piece.look.wall,
    };
    let dome = [(0.0, 132.0), (0.08, 144.0), (0.3, 148.0), (0.6, 124.0), (0.85, 72.0), (0.97, 24.0), (1.0, 2.0)];
    let mut loaf = Turned::new(at, super::profile(&piece, 118.0, &dome), crust, piece.seed);
    loaf.top = Top::Closed;
    loaf.thrown = 0.25;
    loaf.draw(scene);
    let flour = Tone::of(0xefe2c8);
    scene.within(&loaf.silhouette(), |scene| {
        for i in 0..4 {
            let x = at.0 + (f64::from(i) - 1.7) * 52.0 * s;
            let cut =
                [(x - 14.0 * s, at.1 - 50.0 * s), (x + 4.0 * s, at.1 - 92.0 * s), (x + 34.0 * s, at.1 - 128.0 * s)];
            scene.sheet.stroke(&curve(&cut), &crust.deep.dim(0.7).into(), 10.0 * s, 0.30);
            scene.sheet.stroke(&curve(&cut), &flour.into(), 7.0 * s, 0.62);
        }
    });
    (20.0, -90.0 * s, 2.0)
}

pub(super) fn folded(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    stack(
        scene,
        piece.moved(0.0, 24.0 * s),
        &Stack { wide: 236.0, deep: 330.0, thick: 40.0, folds: 4, count: 3, stripe: true },
    );
    (80.0, -80.0, 2.0)
}

pub(super) struct Stack {
    pub wide: f64,
    pub deep: f64,
    pub thick: f64,
    pub folds: usize,
    pub count: usize,
    pub stripe: bool,
}

/// Folded cloths lying on each other, their round folds to the front.
pub(super) fn stack(scene: &mut Scene, piece: Piece, stack: &Stack) {
    let s = piece.size;
    let (x, y) = piece.at;
    let total = stack.thick * stack.count as f64 * s;
    let back = stack.deep * 0.235 * s;
    let wide = stack.wide * s;
    scene.pool((x + wide * 0.30 + total * 0.3, y - back * 0.32), (wide * 1.22 + total * 0.3, back * 0.95), 0.40);
    let foot = [
        (x - wide * 0.97, y - back * 0.5),
        (x + wide * 1.02, y - back * 0.5),
        (x + wide * 1.05, y + 7.0),
        (x - wide * 0.98, y + 5.0),
    ];
    scene.cast(&foot, 6.0, 0.62);
    let mut chance = Chance::new(piece.seed ^ 0x666f);
    for i in 0..stack.count {
        let shift = chance.between(-5.0, 5.0) * s;
        let wider = wide * chance.between(0.975, 1.0) * (1.0 - i as f64 * 0.008);
        let tint = if i + 1 == stack.count { 0.0 } else { chance.between(-0.1, 0.35) };
        let mut look = piece.look;
        look.base = look.base.towards(look.deep, tint).towards(look.thin, (-tint).max(0.0));
        let slab = Slab {
            x: x + shift,
            y: y - stack.thick * i as f64 * s,
            wide: wider,
            back,
            thick: stack.thick * s,
            seed: chance.next(),
            folds: stack.folds,
            stripe: stack.stripe,
        };
        slab.draw(scene, look);
    }
}

struct Slab {
    x: f64,
    y: f64,
    wide: f64,
    back: f64,
    thick: f64,
    seed: u64,
    folds: usize,
    stripe: bool,
}

impl Slab {
    /// A place on top: across -1 to 1, away 0 front to 1 back.
    fn on_top(&self, across: f64, away: f64) -> Point {
        let narrower = 1.0 - 0.10 * away;
        (self.x + self.wide * across * narrower + self.back * 0.06 * away, self.y - self.thick - self.back * away)
    }

    /// A place on the front fold: across -1 to 1, down 0 to 1, bulging at the ends as folded cloth does.
    fn on_front(&self, across: f64, down: f64, wave: &Wave) -> Point {
        let bulge = (down * std::f64::consts::PI).sin() * self.thick * 0.30;
        let sag = wave.at(across * 2.2) * self.thick * 0.07 * (1.0 - (2.0 * down - 1.0).abs() * 0.4);
        (self.x + across * (self.wide + bulge), self.y - self.thick * (1.0 - down) + sag)
    }

    fn draw(&self, scene: &mut Scene, look: Look) {
        let wave = Wave::new(&mut Chance::new(self.seed));
        self.top(scene, look, &wave);
        let steps = |count: i32| (0..=count).map(move |i| f64::from(i) / f64::from(count));
        let mut front: Vec<Point> = steps(28).map(|u| self.on_front(2.0 * u - 1.0, 0.0, &wave)).collect();
        front.extend(steps(8).map(|v| self.on_front(1.0, v, &wave)));
        front.extend(steps(28).map(|u| self.on_front(1.0 - 2.0 * u, 1.0, &wave)));
        front.extend(steps(8).map(|v| self.on_front(-1.0, 1.0 - v, &wave)));
        let surface = Surface { gloss: 0.0, bounce: scene.bounce() };
        let tones: Vec<Stop> = steps(10)
            .map(|down| {
                let turn = (1.0 - 2.0 * down) * 1.25;
                (
                    down,
                    lit(look.base.towards(look.deep, 0.10 + 0.25 * down), [-0.12, turn.sin(), turn.cos()], surface),
                    1.0,
                )
            })
            .collect();
        let paint = scene.sheet.along((0.0, self.y - self.thick), (0.0, self.y), &tones);
        let path = closed(&front);
        scene.sheet.fill(&path, &paint, 1.0);
        scene.within(&path, |scene| self.front_folds(scene, look, &wave));
    }

    fn top(&self, scene: &mut Scene, look: Look, wave: &Wave) {
        let surface = Surface { gloss: 0.0, bounce: scene.bounce() };
        let round = |i: i32| f64::from(i) / 20.0;
        let mut top: Vec<Point> = (0..=40)
            .map(|i| {
                let p = self.on_front(round(i) - 1.0, 0.06, wave);
                (p.0, p.1)
            })
            .collect();
        top.extend([
            self.on_top(1.005, 0.15),
            self.on_top(1.01, 0.5),
            self.on_top(1.005, 0.85),
            self.on_top(0.97, 1.0),
        ]);
        top.extend([
            self.on_top(-0.97, 1.0),
            self.on_top(-1.005, 0.85),
            self.on_top(-1.01, 0.5),
            self.on_top(-1.005, 0.15),
        ]);
        let (near, far) = (lit(look.base, [-0.25, 0.9, 0.35], surface), lit(look.base, [0.1, 1.0, 0.0], surface));
        let (left, right) = (self.on_top(-1.0, 0.2), self.on_top(1.0, 0.8));
        let paint = scene.sheet.along(
            left,
            right,
            &[
                (0.0, near.dim(1.05), 1.0),
                (0.3, near, 1.0),
                (0.62, near.towards(far, 0.7), 1.0),
                (1.0, far.dim(0.88), 1.0),
            ],
        );
        let path = closed(&top);
        scene.sheet.fill(&path, &paint, 1.0);
        scene.within(&path, |scene| {
            for i in 0..4 {
                let start = self.on_top(wave.at(f64::from(i) * 2.7) * 0.8, 0.15 + 0.2 * f64::from(i));
                let reach = (self.wide * 0.42, self.back * 0.20);
                let (tone, solid) = if i % 2 == 0 { (look.deep, 0.20) } else { (look.thin, 0.30) };
                let soft =
                    scene.sheet.around(start, reach, &[(0.0, tone, solid), (0.5, tone, solid * 0.5), (1.0, tone, 0.0)]);
                scene.sheet.fill(&ellipse(start, reach.0, reach.1), &soft, 1.0);
            }
            if self.stripe {
                self.stripes(scene, look, true, wave);
            }
        });
    }

    fn front_folds(&self, scene: &mut Scene, look: Look, wave: &Wave) {
        let line = |down: f64, shift: f64| -> Vec<Point> {
            (0..=30)
                .map(|i| {
                    let across = f64::from(i) / 15.0 - 1.0;
                    let p = self.on_front(across, down + wave.at(across * 1.4 + down * 9.0) * 0.04, wave);
                    (p.0, p.1 + shift)
                })
                .collect()
        };
        if self.stripe {
            self.stripes(scene, look, false, wave);
        }
        for fold in 1..self.folds {
            let down = fold as f64 / self.folds as f64;
            let path = open(&line(down, 0.0));
            scene.sheet.stroke(&path, &look.deep.dim(0.45).into(), 5.0, 0.20);
            scene.sheet.stroke(&path, &look.deep.dim(0.25).into(), 1.7, 0.50);
            scene.sheet.stroke(&open(&line(down, 3.0)), &look.thin.into(), 2.6, 0.24);
        }
        for side in [-1.0, 1.0] {
            let edge = self.on_front(side, 0.5, wave);
            let dark = look.deep.dim(0.4);
            let soft = scene.sheet.around(
                edge,
                (self.wide * 0.09, self.thick * 0.9),
                &[(0.0, dark, if side > 0.0 { 0.45 } else { 0.18 }), (1.0, dark, 0.0)],
            );
            scene.sheet.fill(&ellipse(edge, self.wide * 0.09, self.thick * 0.9), &soft, 1.0);
        }
        scene.sheet.stroke(&open(&line(1.0, 0.0)), &look.deep.dim(0.2).into(), 3.0, 0.45);
    }

    /// Woven stripes run from the back over the fold and down the front.
    fn stripes(&self, scene: &mut Scene, look: Look, on_top: bool, wave: &Wave) {
        let tone = if look.base.1 > 0.45 { Tone::of(0x8a7a60) } else { look.thin.towards(Tone::WHITE, 0.45) };
        for (from, to) in [(0.52, 0.60), (0.64, 0.66), (0.70, 0.72)] {
            let quad = if on_top {
                [self.on_top(from, 1.0), self.on_top(to, 1.0), self.on_top(to, 0.0), self.on_top(from, 0.0)]
            } else {
                [
                    self.on_front(from, 0.0, wave),
                    self.on_front(to, 0.0, wave),
                    self.on_front(to, 1.0, wave),
                    self.on_front(from, 1.0, wave),
                ]
            };
            scene.sheet.fill(&closed(&quad), &tone.into(), if on_top { 0.6 } else { 0.42 });
        }
    }
}
