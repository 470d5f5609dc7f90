//! The set every picture is taken on: wall, table, light from the left, and the shadows things throw.

use super::colour::Tone;
use super::finish::Wall;
use super::sheet::{Paint, Point, Sheet, closed, ellipse};

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
        let (back, table) = wall.tones();
        let mut sheet = Sheet::default();
        sheet_rect(&mut sheet, [-4.0, -4.0, wide + 8.0, HORIZON + 6.0], &back.into());
        let mut scene = Scene { sheet, wide, table };
        scene.light_wall(back);
        scene.lay_table(back, table);
        scene
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

    fn light_wall(&mut self, back: Tone) {
        let wide = self.wide;
        let glow = self.sheet.around((wide * 0.24, 210.0), (wide * 0.80, 620.0), &[
            (0.0, Tone::WHITE, 0.58),
            (0.35, Tone::WHITE, 0.34),
            (0.7, Tone::WHITE, 0.10),
            (1.0, Tone::WHITE, 0.0),
        ]);
        sheet_rect(&mut self.sheet, [-4.0, -4.0, wide + 8.0, HORIZON + 6.0], &glow);
        let shade = back.dim(0.55);
        let dusk = self.sheet.along((wide * 0.45, 0.0), (wide * 1.05, 330.0), &[(0.0, shade, 0.0), (0.5, shade, 0.07), (1.0, shade, 0.26)]);
        sheet_rect(&mut self.sheet, [-4.0, -4.0, wide + 8.0, HORIZON + 6.0], &dusk);
    }

    fn lay_table(&mut self, back: Tone, table: Tone) {
        let wide = self.wide;
        let top = self.sheet.along((0.0, HORIZON), (0.0, HIGH), &[
            (0.0, table.dim(0.94), 1.0),
            (0.12, table, 1.0),
            (0.55, table.towards(back, 0.55), 1.0),
            (1.0, table.towards(back, 0.85), 1.0),
        ]);
        sheet_rect(&mut self.sheet, [-4.0, HORIZON, wide + 8.0, HIGH - HORIZON + 4.0], &top);
        let glow = self.sheet.around((wide * 0.22, 760.0), (wide * 0.72, 300.0), &[(0.0, Tone::WHITE, 0.30), (0.5, Tone::WHITE, 0.13), (1.0, Tone::WHITE, 0.0)]);
        sheet_rect(&mut self.sheet, [-4.0, HORIZON, wide + 8.0, HIGH - HORIZON + 4.0], &glow);
        let edge = table.dim(0.45);
        let seam = self.sheet.along((0.0, HORIZON - 7.0), (0.0, HORIZON + 16.0), &[(0.0, edge, 0.0), (0.28, edge, 0.10), (0.34, edge, 0.13), (1.0, edge, 0.0)]);
        sheet_rect(&mut self.sheet, [-4.0, HORIZON - 7.0, wide + 8.0, 23.0], &seam);
    }

    /// The shadow of something round standing at `at`: dark where it touches, long and soft to the right.
    pub fn shadow(&mut self, at: Point, foot: f64, widest: f64, high: f64) {
        let (x, y) = at;
        let flat = squash(0.0);
        let long = widest * 1.12 + high * 0.34;
        self.pool((x + widest * 0.30 + high * 0.30, y + widest * flat * 0.10), (long * 1.12, widest * flat * 1.25 + 14.0), 0.34);
        self.pool((x + widest * 0.22, y + foot * flat * 0.35), (foot * 0.6 + widest * 0.78, widest * flat * 1.02 + 10.0), 0.36);
        self.pool((x + 4.0, y + foot * flat * 0.22 + 2.0), (foot * 1.20 + 6.0, foot * flat * 1.25 + 7.0), 0.85);
    }

    /// One soft dark pool; `solid` is how dark its middle is.
    pub fn pool(&mut self, middle: Point, reach: Point, solid: f64) {
        let ink = self.table.dim(0.16);
        // Falls off as a blurred disc does, without the cost of blurring.
        let stops = [(0.0, 1.0), (0.28, 0.93), (0.45, 0.74), (0.6, 0.48), (0.74, 0.24), (0.87, 0.07), (1.0, 0.0)].map(|(at, part)| (at, ink, solid * part));
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

fn sheet_rect(sheet: &mut Sheet, [x, y, wide, high]: [f64; 4], paint: &Paint) {
    sheet.fill(&closed(&[(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]), paint, 1.0);
}
