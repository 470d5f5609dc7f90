//! A cloth that hangs: rows of weave that fall in folds, lit row by row. Knows one cloth, not which wares are made of it.

use crate::demo::art::chance::Wave;
use crate::demo::art::colour::{Tone, smooth};
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, open};

/// A cloth that hangs: its edges by height (0 top, 1 hem), its folds and its woven stripes.
pub(super) struct Hanging<'a> {
    pub top: f64,
    pub long: f64,
    pub edges: &'a dyn Fn(f64) -> (f64, f64),
    pub look: Look,
    pub folds: Wave,
    /// How deep the folds are at the hem.
    pub deep: f64,
    /// From and to (0 top, 1 hem) and their colour.
    pub stripes: Vec<(f64, f64, Tone)>,
}

/// Rows are so many units high, with so many stops of light across.
const ROW: f64 = 7.0;

const ACROSS: usize = 45;

impl Hanging<'_> {
    pub fn at(&self, across: f64, down: f64) -> Point {
        let (left, right) = (self.edges)(down);
        let sway = self.fold(across, down) * 5.0 * down;
        (left + (right - left) * across, self.top + self.long * down + sway)
    }

    fn fold(&self, across: f64, down: f64) -> f64 {
        self.folds.at(across * 7.2 + down * 0.5) * self.deep * (0.35 + 0.65 * smooth(0.0, 0.7, down))
    }

    fn outline(&self) -> Vec<Point> {
        let steps = |count: usize| (0..=count).map(move |i| i as f64 / count as f64);
        let mut points: Vec<Point> = steps(20).map(|u| self.at(u, 0.0)).collect();
        points.extend(steps(30).map(|v| self.at(1.0, v)));
        points.extend(steps(40).map(|u| self.at(1.0 - u, 1.0)));
        points.extend(steps(30).map(|v| self.at(0.0, 1.0 - v)));
        points
    }

    pub fn draw(&self, scene: &mut Scene) {
        let outline = self.outline();
        let moved = |by: f64| -> Vec<Point> { outline.iter().map(|p| (p.0 + by, p.1 + by * 0.5)).collect() };
        scene.cast(&moved(20.0), 13.0, 0.26);
        scene.cast(&moved(7.0), 4.0, 0.20);
        let shape = closed(&outline);
        scene.within(&shape, |scene| {
            self.rows(scene);
            self.weave(scene);
        });
        self.hem(scene);
    }

    fn rows(&self, scene: &mut Scene) {
        let surface = Surface { gloss: 0.0, bounce: scene.bounce() };
        let count = (self.long / ROW).ceil() as usize;
        for row in 0..count {
            let down = (row as f64 + 0.5) / count as f64;
            let (left, right) = (self.edges)(down);
            let tone = self.stripes.iter().find(|(from, to, _)| (*from..*to).contains(&down)).map(|s| s.2);
            let stops: Vec<Stop> = (0..ACROSS)
                .map(|i| {
                    let across = i as f64 / (ACROSS - 1) as f64;
                    let slope = (self.fold(across + 0.012, down) - self.fold(across - 0.012, down)) / 0.024 * 0.16;
                    let hollow = self.fold(across, down).min(0.0).abs() * 0.32;
                    let base = tone.map_or(self.look.base, |t| t.towards(self.look.base, 0.08));
                    let turned = 0.5 * smooth(0.035, 0.0, down);
                    (across, lit(base.towards(self.look.deep, hollow), [-slope, 0.10 + turned, 1.0], surface), 1.0)
                })
                .collect();
            let paint = scene.sheet.along((left, 0.0), (right, 0.0), &stops);
            let (up, low) = (row as f64 / count as f64, (row as f64 + 1.15) / count as f64);
            let edge: Vec<Point> = (0..=24)
                .map(|i| self.at(f64::from(i) / 24.0, up))
                .chain((0..=24).rev().map(|i| self.at(f64::from(i) / 24.0, low)))
                .collect();
            scene.sheet.fill(&closed(&edge), &paint, 1.0);
        }
    }

    fn weave(&self, scene: &mut Scene) {
        let (mut down, mut across) = (String::new(), String::new());
        for i in 1..72 {
            let u = f64::from(i) / 72.0;
            down.push_str(&open(&[self.at(u, 0.0), self.at(u, 0.5), self.at(u, 1.0)]));
        }
        let rows = (self.long / 5.2) as usize;
        for i in 1..rows {
            let v = i as f64 / rows as f64;
            let line: Vec<Point> = (0..=10).map(|u| self.at(f64::from(u) / 10.0, v)).collect();
            across.push_str(&open(&line));
        }
        scene.sheet.stroke(&down, &self.look.deep.into(), 0.9, 0.16);
        scene.sheet.stroke(&across, &self.look.thin.into(), 0.9, 0.22);
    }

    fn hem(&self, scene: &mut Scene) {
        let line = |down: f64| -> Vec<Point> { (0..=40).map(|u| self.at(f64::from(u) / 40.0, down)).collect() };
        let dark = self.look.deep.dim(0.6).into();
        scene.sheet.stroke(&open(&line(1.0 - 13.0 / self.long)), &dark, 1.3, 0.45);
        scene.sheet.stroke(&open(&line(1.0 - 14.5 / self.long)), &self.look.thin.into(), 1.2, 0.5);
    }
}
