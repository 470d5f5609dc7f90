//! The open mouth of a turned body: rim, inside, and what it is filled with.

use super::Turned;
use super::ring::rings;
use crate::demo::art::colour::Tone;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::{Scene, squash};
use crate::demo::art::sheet::{Point, closed, ellipse, open};

impl Turned {
    pub(super) fn mouth(&self, scene: &mut Scene, wall: f64, depth: f64, filled: Option<Tone>) {
        let Some(rim) = rings(&self.profile).pop() else {
            return;
        };
        let bounce = scene.bounce();
        let surface = Surface { gloss: self.look.gloss * 0.7, bounce };
        let circle = |less: f64, down: f64| -> Vec<Point> {
            (0..96)
                .map(|step| {
                    let turn = f64::from(step) / 96.0 * std::f64::consts::TAU;
                    let radius = (rim.radius - less) * self.swell(turn, 1.0);
                    (
                        self.at.0 + radius * turn.sin(),
                        self.at.1 - rim.high + down + radius * turn.cos() * squash(self.lift + rim.high),
                    )
                })
                .collect()
        };
        let reach = rim.radius * (1.0 + self.lip);
        let (left, right) = ((self.at.0 - reach, 0.0), (self.at.0 + rim.radius, 0.0));
        let edge = self.look.base.towards(self.look.thin, 0.8);
        let lip: Vec<_> = (0..9)
            .map(|i| {
                let turn = (f64::from(i) / 8.0 - 0.5) * 3.0;
                (f64::from(i) / 8.0, lit(edge, [turn.sin() * 0.55, 0.8, 0.2], surface), 1.0)
            })
            .collect();
        let paint = scene.sheet.along(left, right, &lip);
        scene.sheet.fill(&closed(&circle(0.0, 0.0)), &paint, 1.0);
        let inner = closed(&circle(wall, wall * 0.10));
        scene.within(&inner, |scene| self.inside(scene, rim.radius - wall, rim.high, depth, filled));
        let shine = lit(edge, [-0.5, 0.7, 0.5], surface).towards(Tone::WHITE, 0.25).into();
        let front: Vec<Point> = circle(wall * 0.45, 0.0).into_iter().cycle().skip(96 - 25).take(46).collect();
        scene.sheet.stroke(&open(&front), &shine, wall * 0.34, 0.55);
    }

    pub(super) fn inside(&self, scene: &mut Scene, radius: f64, high: f64, depth: f64, filled: Option<Tone>) {
        let bounce = scene.bounce();
        let (x, y) = (self.at.0, self.at.1 - high);
        let flat = radius * squash(self.lift + high);
        let reach = radius * (1.0 + self.lip) + 2.0;
        let surface = Surface { gloss: self.look.gloss * 0.45, bounce };
        let stops: Vec<_> = (0..17)
            .map(|i| {
                let turn = (f64::from(i) / 16.0 - 0.5) * 3.1;
                let albedo = self.look.base.towards(self.look.deep, 0.10);
                (f64::from(i) / 16.0, lit(albedo, [-turn.sin(), 0.30, turn.cos()], surface).dim(0.97), 1.0)
            })
            .collect();
        let far = scene.sheet.along((x - reach, 0.0), (x + radius + 2.0, 0.0), &stops);
        let all = ellipse((x, y), reach * 1.1, flat * 1.3 + 4.0);
        scene.sheet.fill(&all, &far, 1.0);
        let dark = self.look.deep.dim(0.12);
        let well = scene.sheet.along(
            (x - radius * 0.05, y - flat),
            (x + radius * 0.02, y + flat * 1.02),
            &[(0.0, dark, 0.0), (0.30, dark, 0.02 * depth), (0.70, dark, 0.24 * depth), (1.0, dark, 0.62 * depth)],
        );
        scene.sheet.fill(&all, &well, 1.0);
        let left = scene.sheet.around(
            (x - radius * 0.95, y + flat * 0.1),
            (radius * 0.9, flat * 1.5),
            &[(0.0, dark, 0.34 * depth), (0.5, dark, 0.13 * depth), (1.0, dark, 0.0)],
        );
        scene.sheet.fill(&all, &left, 1.0);
        if let Some(liquid) = filled {
            self.filled(scene, (x, y), radius, flat, liquid);
        }
    }

    pub(super) fn filled(&self, scene: &mut Scene, (x, y): Point, radius: f64, flat: f64, liquid: Tone) {
        let middle = (x, y + flat * 0.34);
        let (wide, high) = (radius * 0.955, flat * 0.95);
        let stops = [(0.0, liquid.dim(0.55), 1.0), (0.55, liquid, 1.0), (1.0, liquid.towards(Tone::WHITE, 0.16), 1.0)];
        let paint = scene.sheet.along((x - wide, y), (x + wide, y + flat), &stops);
        scene.sheet.fill(&ellipse(middle, wide, high), &paint, 1.0);
        let sky = scene.sheet.around(
            (x - wide * 0.35, middle.1 - high * 0.25),
            (wide * 0.5, high * 0.5),
            &[(0.0, Tone::WHITE, 0.32), (0.5, Tone::WHITE, 0.14), (1.0, Tone::WHITE, 0.0)],
        );
        scene.sheet.fill(&ellipse(middle, wide, high), &sky, 1.0);
    }
}
