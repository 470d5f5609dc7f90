//! A sheet of SVG being written: gradients above, shapes below. Knows SVG text; nothing of pots or light.

use super::colour::Tone;

pub type Point = (f64, f64);

/// One stop of a gradient: where, which colour, how solid.
pub type Stop = (f64, Tone, f64);

/// What a shape is filled or stroked with, as SVG writes it.
#[derive(Clone, Debug)]
pub struct Paint(String);

impl From<Tone> for Paint {
    fn from(tone: Tone) -> Self {
        Paint(tone.hex())
    }
}

#[derive(Debug, Default)]
pub struct Sheet {
    defs: String,
    body: String,
    named: u32,
}

impl Sheet {
    pub fn finish(self, view: [f64; 4]) -> String {
        let [x, y, wide, high] = view;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.2} {y:.2} {wide:.2} {high:.2}"><defs>{}</defs>{}</svg>"#,
            self.defs, self.body
        )
    }

    /// A gradient along the line between two points.
    pub fn along(&mut self, from: Point, to: Point, stops: &[Stop]) -> Paint {
        let name = self.name();
        self.defs.push_str(&format!(r#"<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}">"#,
            from.0, from.1, to.0, to.1
        ));
        self.stops(stops);
        self.defs.push_str("</linearGradient>");
        Paint(format!("url(#{name})"))
    }

    /// A gradient out from a middle, as wide and as high as `reach` says.
    pub fn around(&mut self, middle: Point, reach: Point, stops: &[Stop]) -> Paint {
        let name = self.name();
        self.defs.push_str(&format!(r#"<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="translate({:.2} {:.2}) scale({:.2} {:.2})">"#,
            middle.0, middle.1, reach.0, reach.1
        ));
        self.stops(stops);
        self.defs.push_str("</radialGradient>");
        Paint(format!("url(#{name})"))
    }

    pub fn fill(&mut self, path: &str, paint: &Paint, solid: f64) {
        self.body.push_str(&format!(r#"<path d="{path}" fill="{}""#, paint.0));
        if solid < 0.999 {
            self.body.push_str(&format!(r#" fill-opacity="{solid:.3}""#));
        }
        self.body.push_str("/>");
    }

    pub fn stroke(&mut self, path: &str, paint: &Paint, wide: f64, solid: f64) {
        self.body.push_str(&format!(r#"<path d="{path}" fill="none" stroke="{}" stroke-width="{wide:.2}" stroke-opacity="{solid:.3}" stroke-linecap="round" stroke-linejoin="round"/>"#,
            paint.0
        ));
    }

    /// The same stroke, moved a little: the light edge beside a dark crease.
    pub fn placed_stroke(&mut self, path: &str, by: Point, paint: &Paint, wide: f64, solid: f64) {
        self.begin_placed(&format!("translate({:.1} {:.1})", by.0, by.1));
        self.stroke(path, paint, wide, solid);
        self.end();
    }

    /// What is put down until [`Sheet::end`] shows only inside `path`.
    pub fn begin_within(&mut self, path: &str) {
        let name = self.name();
        self.defs.push_str(&format!(r#"<clipPath id="{name}"><path d="{path}"/></clipPath>"#));
        self.body.push_str(&format!(r#"<g clip-path="url(#{name})">"#));
    }

    /// What is put down until [`Sheet::end`] is moved, turned or stretched by an SVG transform.
    pub fn begin_placed(&mut self, transform: &str) {
        self.body.push_str(&format!(r#"<g transform="{transform}">"#));
    }

    pub fn end(&mut self) {
        self.body.push_str("</g>");
    }

    /// What `draw` puts down is blurred by `soft` units. The costliest thing on the sheet: keep `area` (x, y, width, height) small.
    pub fn blurred(&mut self, soft: f64, area: [f64; 4], draw: impl FnOnce(&mut Sheet)) {
        let name = self.name();
        let [x, y, wide, high] = area;
        self.defs.push_str(&format!(r#"<filter id="{name}" filterUnits="userSpaceOnUse" x="{x:.0}" y="{y:.0}" width="{wide:.0}" height="{high:.0}" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{soft:.1}"/></filter>"#
        ));
        self.body.push_str(&format!(r#"<g filter="url(#{name})">"#));
        draw(self);
        self.body.push_str("</g>");
    }

    fn name(&mut self) -> String {
        self.named += 1;
        format!("n{}", self.named)
    }

    fn stops(&mut self, stops: &[Stop]) {
        for (at, tone, solid) in stops {
            self.defs.push_str(&format!(r#"<stop offset="{at:.4}" stop-color="{}""#, tone.hex()));
            if *solid < 0.999 {
                self.defs.push_str(&format!(r#" stop-opacity="{solid:.3}""#));
            }
            self.defs.push_str("/>");
        }
    }
}

/// Straight lines through the points, closed.
pub fn closed(points: &[Point]) -> String {
    let mut path = open(points);
    path.push('Z');
    path
}

/// Straight lines through the points.
pub fn open(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 13);
    for (i, (x, y)) in points.iter().enumerate() {
        path.push_str(&format!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }));
    }
    path
}

/// A smooth curve through the points.
pub fn curve(points: &[Point]) -> String {
    open(&bent(points, 8))
}

/// Points on a smooth curve through the points given, `steps` for each piece.
pub fn bent(points: &[Point], steps: usize) -> Vec<Point> {
    let last = points.len().saturating_sub(1);
    let mut all = Vec::with_capacity(last * steps + 1);
    for i in 0..last {
        let (a, b, c, d) = (points[i.saturating_sub(1)], points[i], points[i + 1], points[(i + 2).min(last)]);
        for step in 0..steps {
            let t = step as f64 / steps as f64;
            all.push((through(a.0, b.0, c.0, d.0, t), through(a.1, b.1, c.1, d.1, t)));
        }
    }
    all.extend(points.last());
    all
}

/// Catmull and Rom's curve between `b` and `c`.
fn through(a: f64, b: f64, c: f64, d: f64, t: f64) -> f64 {
    b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
}

pub fn ellipse(middle: Point, wide: f64, high: f64) -> String {
    let (x, y) = middle;
    format!(
        "M{:.2} {y:.2}A{wide:.2} {high:.2} 0 1 0 {:.2} {y:.2}A{wide:.2} {high:.2} 0 1 0 {:.2} {y:.2}Z",
        x - wide,
        x + wide,
        x - wide
    )
}
