//! Where the surface of a turned body is, and the outline one sees of it.

use std::f64::consts::{FRAC_PI_2, PI};

use super::Turned;
use super::ring::{Ring, edge_turn, radius_at};
use crate::demo::art::colour::smooth;
use crate::demo::art::scene::squash;
use crate::demo::art::sheet::Point;

impl Turned {
    /// How much further out than its radius the surface stands, by turn (0 towards the camera, negative to the left).
    pub(super) fn swell(&self, turn: f64, part: f64) -> f64 {
        let mut swell = 1.0;
        if self.lip > 0.0 {
            let off = (turn + FRAC_PI_2).sin().atan2((turn + FRAC_PI_2).cos());
            swell += self.lip * smooth(0.62, 1.0, part) * (-(off / 0.42).powi(2)).exp();
        }
        let (count, depth) = self.flutes;
        if depth > 0.0 {
            let fade = smooth(0.06, 0.16, part) * smooth(0.99, 0.90, part);
            swell -= depth * fade * (0.5 - 0.5 * (turn * count).cos()).powf(2.0);
        }
        swell
    }

    pub(super) fn spot(&self, high: f64, radius: f64, part: f64, turn: f64) -> Point {
        let radius = radius * self.swell(turn, part);
        (self.at.0 + radius * turn.sin(), self.at.1 - high + radius * turn.cos() * squash(self.lift + high))
    }

    /// A place on the outline, where flutes do not count: a ridge always stands before the hollow there.
    pub(super) fn side(&self, ring: &Ring, turn: f64) -> Point {
        let fluted = self.spot(ring.high, ring.radius, ring.part, turn);
        if self.flutes.1 > 0.0 { (self.at.0 + ring.radius * turn.sin(), fluted.1) } else { fluted }
    }

    /// The whole seen outline above a line round the body (given by turn, in units of height).
    pub(super) fn outline(&self, rings: &[Ring], line: impl Fn(f64) -> f64) -> Vec<Point> {
        let mut points = Vec::with_capacity(rings.len() * 2 + 130);
        let edge = edge_turn(rings, line(FRAC_PI_2)).max(0.4);
        for step in 0..=64 {
            let turn = (f64::from(step) / 32.0 - 1.0) * edge;
            let high = line(turn).max(0.0);
            points.push(self.spot(high, radius_at(rings, high), high / self.high().max(1.0), turn));
        }
        let (left, right) = (line(-edge), line(edge));
        points.extend(rings.iter().filter(|r| r.high > right).map(|r| self.side(r, r.edge())));
        if let Some(rim) = rings.last() {
            points.extend(
                (0..=64).map(|step| self.spot(rim.high, rim.radius, 1.0, FRAC_PI_2 + PI * f64::from(step) / 64.0)),
            );
        }
        points.extend(rings.iter().rev().filter(|r| r.high > left).map(|r| self.side(r, -r.edge())));
        points
    }
}
