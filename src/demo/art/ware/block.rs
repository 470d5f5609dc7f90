//! A box turned a little and seen at its corner. Knows faces, not what is printed on them.

use crate::demo::art::colour::Tone;
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::{Scene, squash};
use crate::demo::art::sheet::{Paint, Point, closed, open};

/// A box turned a little, seen at its corner.
pub(super) struct Block {
    pub at: Point,
    pub wide: f64,
    pub deep: f64,
    pub turn: f64,
}

impl Block {
    /// Across and away run from -1 to 1; up is in units.
    pub fn corner(&self, across: f64, away: f64, up: f64) -> Point {
        let (sin, cos) = self.turn.sin_cos();
        let (x, z) = (across * self.wide, away * self.deep);
        let (right, back) = (x * cos + z * sin, z * cos - x * sin);
        (self.at.0 + right, self.at.1 - up - back * squash(up))
    }

    pub fn quad(&self, corners: [(f64, f64, f64); 4]) -> Vec<Point> {
        corners.iter().map(|(across, away, up)| self.corner(*across, *away, *up)).collect()
    }

    /// The front, the side on the right, and the top, between two heights, as wide as `grow`.
    pub fn faces(&self, low: f64, high: f64, grow: f64) -> [Vec<Point>; 3] {
        let g = grow;
        [
            self.quad([(-g, -g, low), (g, -g, low), (g, -g, high), (-g, -g, high)]),
            self.quad([(g, -g, low), (g, g, low), (g, g, high), (g, -g, high)]),
            self.quad([(-g, -g, high), (g, -g, high), (g, g, high), (-g, g, high)]),
        ]
    }

    pub fn paints(&self, scene: &mut Scene, look: Look, low: f64, high: f64) -> [Paint; 3] {
        let surface = Surface { gloss: look.gloss, bounce: scene.bounce() };
        let (sin, cos) = self.turn.sin_cos();
        let front = lit(look.base, [-sin, 0.05, cos], surface);
        let side = lit(look.base.towards(look.deep, 0.2), [cos, 0.0, sin], surface);
        let top = lit(look.base.towards(look.thin, 0.2), [0.0, 1.0, 0.1], surface);
        let (a, b, c) = (self.corner(-1.0, -1.0, high), self.corner(1.0, -1.0, low), self.corner(1.0, 1.0, high));
        [
            scene.sheet.along(a, b, &[(0.0, front.dim(1.06), 1.0), (1.0, front.dim(0.90), 1.0)]),
            scene.sheet.along(b, c, &[(0.0, side.dim(0.92), 1.0), (1.0, side.dim(1.05), 1.0)]),
            scene.sheet.along(a, c, &[(0.0, top.dim(1.04), 1.0), (1.0, top.dim(0.93), 1.0)]),
        ]
    }

    pub fn solid(&self, scene: &mut Scene, look: Look, low: f64, high: f64, grow: f64) {
        let paints = self.paints(scene, look, low, high);
        for (face, paint) in self.faces(low, high, grow).iter().zip(&paints) {
            scene.sheet.fill(&closed(face), paint, 1.0);
            scene.sheet.stroke(&closed(face), paint, 0.8, 1.0);
        }
        let bright = look.thin.towards(Tone::WHITE, 0.35).into();
        let edge = [self.corner(-grow, -grow, high), self.corner(grow, -grow, high), self.corner(grow, grow, high)];
        scene.sheet.stroke(&open(&edge), &bright, 1.6, 0.5);
    }

    pub fn shadow(&self, scene: &mut Scene, high: f64) {
        let (x, y) = self.at;
        scene.pool(
            (x + self.wide * 0.55 + high * 0.35, y - 2.0),
            (self.wide * 1.35 + high * 0.40, self.deep * 0.33 + 16.0),
            0.38,
        );
        let foot = self.quad([(-1.02, -1.02, 0.0), (1.02, -1.02, 0.0), (1.02, 1.02, 0.0), (-1.02, 1.02, 0.0)]);
        let lower: Vec<Point> = foot.iter().map(|p| (p.0 + 6.0, p.1 + 6.0)).collect();
        scene.cast(&lower, 7.0, 0.6);
    }
}
