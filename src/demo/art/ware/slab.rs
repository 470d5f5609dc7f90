//! One folded cloth lying down, its round folds to the front.

use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, ellipse, open};

pub(super) struct Slab {
    pub x: f64,
    pub y: f64,
    pub wide: f64,
    pub back: f64,
    pub thick: f64,
    pub seed: u64,
    pub folds: usize,
    pub stripe: bool,
}

impl Slab {
    /// A place on top: across -1 to 1, away 0 front to 1 back.
    fn on_top(&self, across: f64, away: f64) -> Point {
        let narrower = 1.0 - 0.10 * away;
        (self.x + self.wide * across * narrower + self.back * 0.06 * away, self.y - self.thick - self.back * away)
    }

    /// A place on the front fold: across -1 to 1, down 0 to 1, bulging at the ends as folded cloth does.
    fn on_front(&self, across: f64, down: f64, wave: &Wave) -> Point {
        let bulge = (down * std::f64::consts::PI).sin() * self.thick.min(34.0) * 0.30;
        let sag = wave.at(across * 2.2) * self.thick * 0.07 * (1.0 - (2.0 * down - 1.0).abs() * 0.4);
        (self.x + across * (self.wide + bulge), self.y - self.thick * (1.0 - down) + sag)
    }

    pub fn draw(&self, scene: &mut Scene, look: Look) {
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
