//! The set every picture is taken on: where things stand, how circles lie, and the shadows they throw. Knows no wares.

use super::colour::Tone;
use super::finish::Wall;
use super::sheet::{Point, Sheet, closed, ellipse};

/// Where the table meets the wall, and where things stand, in units of a picture 1000 high.
pub const HORIZON: f64 = 590.0;
pub const STAND: f64 = 705.0;
pub const HIGH: f64 = 1000.0;

/// How flat a circle lies, by its height above the table: the camera stands a little above the rims.
pub fn squash(height: f64) -> f64 {
    (0.235 - height * 0.000_11).max(0.10)
}

pub struct Scene {
    pub sheet: Sheet,
    pub wide: f64,
    table: Tone,
}

impl Scene {
    pub fn new(wall: Wall, wide: f64) -> Scene {
        Scene { sheet: Sheet::default(), wide, table: wall.tones().1 }
    }

    /// The table's colour near things, which it throws back from below.
    pub fn bounce(&self) -> Tone {
        self.table
    }

    /// What `draw` puts down shows only inside `path`.
    pub fn within(&mut self, path: &str, draw: impl FnOnce(&mut Scene)) {
        self.sheet.begin_within(path);
        draw(self);
        self.sheet.end();
    }

    /// What `draw` puts down is moved, turned or stretched by an SVG transform.
    pub fn placed(&mut self, transform: &str, draw: impl FnOnce(&mut Scene)) {
        self.sheet.begin_placed(transform);
        draw(self);
        self.sheet.end();
    }

    /// The shadow of something round standing at `at`: dark where it touches, long and soft to the right.
    pub fn shadow(&mut self, at: Point, foot: f64, widest: f64, high: f64) {
        let (x, y) = at;
        let flat = squash(0.0);
        let long = widest * 1.12 + high * 0.34;
        self.pool(
            (x + widest * 0.30 + high * 0.30, y + widest * flat * 0.10),
            (long * 1.12, widest * flat * 1.25 + 14.0),
            0.34,
        );
        self.pool(
            (x + widest * 0.22, y + foot * flat * 0.35),
            (foot * 0.6 + widest * 0.78, widest * flat * 1.02 + 10.0),
            0.36,
        );
        self.pool((x + 4.0, y + foot * flat * 0.22 + 2.0), (foot * 1.20 + 6.0, foot * flat * 1.25 + 7.0), 0.85);
    }

    /// One soft dark pool; `solid` is how dark its middle is.
    pub fn pool(&mut self, middle: Point, reach: Point, solid: f64) {
        let ink = self.table.dim(0.16);
        // Falls off as a blurred disc does, without the cost of blurring.
        let stops = [(0.0, 1.0), (0.28, 0.93), (0.45, 0.74), (0.6, 0.48), (0.74, 0.24), (0.87, 0.07), (1.0, 0.0)]
            .map(|(at, part)| (at, ink, solid * part));
        let paint = self.sheet.around(middle, reach, &stops);
        self.sheet.fill(&ellipse(middle, reach.0, reach.1), &paint, 1.0);
    }

    /// A soft shadow of any outline; costs a blur over `points`.
    pub fn cast(&mut self, points: &[Point], soft: f64, solid: f64) {
        let ink = self.table.dim(0.16).into();
        let room = soft * 3.0;
        let span = |pick: fn(&Point) -> f64| {
            points.iter().map(pick).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
        };
        let ((left, right), (top, bottom)) = (span(|p| p.0), span(|p| p.1));
        let area = [left - room, top - room, right - left + 2.0 * room, bottom - top + 2.0 * room];
        self.sheet.blurred(soft, area, |sheet| sheet.fill(&closed(points), &ink, solid));
    }
}
