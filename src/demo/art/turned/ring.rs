//! The rings of a turned body: height, radius and how the surface leans. Knows numbers only.

use std::f64::consts::FRAC_PI_2;

use crate::demo::art::light::CAMERA;
use crate::demo::art::sheet::bent;

/// Rings are about this many units high.
const RING: f64 = 6.5;

pub struct Ring {
    pub high: f64,
    pub radius: f64,
    pub out: f64,
    pub up: f64,
    /// 0 at the foot, 1 at the rim.
    pub part: f64,
}

impl Ring {
    /// The turn at which the surface bends out of sight: before the side where it leans out, behind it where it leans in.
    pub fn edge(&self) -> f64 {
        let lean = -self.up * CAMERA[1] / (self.out.max(1e-3) * CAMERA[2]);
        lean.clamp(-0.95, 0.95).acos()
    }
}

/// The profile cut into rings of even length along its curve.
pub fn rings(profile: &[(f64, f64)]) -> Vec<Ring> {
    let points = bent(profile, 10);
    let total = profile.last().map_or(1.0, |p| p.0.max(1.0));
    let along: f64 = points.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum();
    let count = (along / RING).ceil().clamp(6.0, 90.0);
    let mut rings: Vec<Ring> = Vec::with_capacity(count as usize + 2);
    let (mut gone, mut next) = (0.0, 0.0);
    for pair in points.windows(2) {
        let (rise, run) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let long = rise.hypot(run).max(1e-6);
        while next <= gone + long {
            let t = (next - gone) / long;
            let high = pair[0].0 + rise * t;
            rings.push(Ring {
                high,
                radius: (pair[0].1 + run * t).max(0.0),
                out: rise / long,
                up: -run / long,
                part: high / total,
            });
            next += along / count;
        }
        gone += long;
    }
    if let (Some(end), Some(last)) = (points.last(), rings.last_mut()) {
        (last.high, last.radius, last.part) = (end.0, end.1, 1.0);
    }
    let normals: Vec<(f64, f64)> = (0..rings.len())
        .map(|i| {
            let near = &rings[i.saturating_sub(1)..(i + 2).min(rings.len())];
            near.iter().fold((0.0, 0.0), |sum, ring| (sum.0 + ring.out, sum.1 + ring.up))
        })
        .collect();
    for (ring, (out, up)) in rings.iter_mut().zip(normals) {
        (ring.out, ring.up) = (out, up);
    }
    rings
}

pub fn edge_turn(rings: &[Ring], high: f64) -> f64 {
    rings.iter().find(|r| r.high >= high).map_or(FRAC_PI_2, Ring::edge)
}

pub fn radius_at(rings: &[Ring], high: f64) -> f64 {
    let after = rings.iter().position(|r| r.high >= high).unwrap_or(rings.len().saturating_sub(1));
    let (Some(low), Some(up)) = (rings.get(after.saturating_sub(1)), rings.get(after)) else {
        return 0.0;
    };
    let span = up.high - low.high;
    if span.abs() < 1e-6 {
        up.radius
    } else {
        low.radius + (up.radius - low.radius) * ((high - low.high) / span).clamp(0.0, 1.0)
    }
}
