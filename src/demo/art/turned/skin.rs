//! The skin of a turned body: clay and glaze lit ring by ring, the line where the glaze stopped, iron specks.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::Turned;
use super::ring::{Ring, edge_turn, radius_at, rings};
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::{Tone, smooth};
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit, unit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, closed, ellipse, open};

/// Steps round half a ring, and stops of light along it.
const ROUND: usize = 28;

const STOPS: usize = 25;
/// Seen so far round, a ring is drawn whole: the tops of lids.
const FLAT: f64 = 1.95;
/// Drawn so much wider than it is; the outline cuts it clean.
const SPARE: f64 = 1.4;

impl Turned {
    pub(super) fn rings_drawn(&self, scene: &mut Scene, rings: &[Ring], look: &Look, reach: f64, wave: &Wave) {
        let bounce = scene.bounce();
        let last = rings.len().saturating_sub(1);
        for (i, ring) in rings.iter().enumerate().take(last).take_while(|(_, ring)| ring.part <= reach) {
            // Reaches under the ring after the next, so that no gap shows between two.
            let path = self.band(ring, &rings[(i + 2).min(last)]);
            let reach = ring.radius * (1.0 + self.lip) + SPARE;
            let (left, right) = ((self.at.0 - reach, 0.0), (self.at.0 + reach, 0.0));
            let count = if self.flutes.1 > 0.0 { STOPS * 4 } else { STOPS };
            let stops: Vec<_> = (0..count)
                .map(|step| {
                    let turn = (step as f64 / (count - 1) as f64 - 0.5) * 2.0 * 1.56;
                    let x = ring.radius * self.swell(turn, ring.part) * turn.sin();
                    ((x + reach) / (2.0 * reach), self.light(ring, turn, look, wave, bounce), 1.0)
                })
                .collect();
            let paint = scene.sheet.along(left, right, &stops);
            scene.sheet.fill(&closed(&path), &paint, 1.0);
        }
    }

    /// What is seen of the surface between two rings: a crescent, or on a flat top the whole of it.
    fn band(&self, lower: &Ring, upper: &Ring) -> Vec<Point> {
        let round = if self.flutes.1 > 0.0 { ROUND * 4 } else { ROUND };
        let (near, far) = (lower.edge().max(FRAC_PI_2), upper.edge().max(FRAC_PI_2));
        let arcs = if near.max(far) > FLAT {
            [(lower, -near, near), (upper, far, TAU - far)]
        } else {
            [(lower, -near, near), (upper, far, -far)]
        };
        let mut path = Vec::with_capacity(round * 2 + 2);
        for (ring, from, to) in arcs {
            path.extend((0..=round).map(|step| {
                let turn = from + (to - from) * step as f64 / round as f64;
                self.spot(ring.high, ring.radius + SPARE, ring.part, turn)
            }));
        }
        path
    }

    pub(super) fn light(&self, ring: &Ring, turn: f64, look: &Look, wave: &Wave, bounce: Tone) -> Tone {
        let ridge = self.thrown
            * 0.05
            * ((ring.high * 0.34 + 0.6 * wave.at(turn)).sin() + 0.5 * (ring.high * 0.83 + wave.at(turn * 2.0)).sin());
        let lean = if self.flutes.1 > 0.0 || self.lip > 0.0 {
            let step = 0.02;
            (self.swell(turn + step, ring.part) - self.swell(turn - step, ring.part)) / (2.0 * step)
        } else {
            0.0
        };
        let (sin, cos) = turn.sin_cos();
        let normal = unit([ring.out * (sin - lean * cos), ring.up + ridge, ring.out * (cos + lean * sin)]);
        let mottled = wave.at(turn * 2.3 + ring.high * 0.011) * 0.6 + wave.at(turn * 5.0 - ring.high * 0.05) * 0.4;
        let thin = smooth(0.945, 1.0, ring.part) * 0.7
            + ridge.max(0.0) * 3.0 * look.gloss
            + lean.abs().min(0.4) * 0.4 * look.gloss;
        let deep = 0.22 + 0.26 * mottled + smooth(0.5, 0.1, ring.part) * 0.16;
        let mut albedo =
            look.base.towards(look.deep, deep.max(0.0)).towards(look.thin, thin.max(-0.0) + (-deep).max(0.0));
        for (from, to, tone) in &self.bands {
            let soft = 0.006;
            let inside = smooth(from - soft, from + soft, ring.part) * smooth(to + soft, to - soft, ring.part);
            albedo = albedo.towards(*tone, inside * 0.92);
        }
        let near_table = 1.0 - 0.42 * smooth(26.0, 0.0, self.lift + ring.high);
        lit(albedo.dim(near_table), normal, Surface { gloss: look.gloss, bounce })
    }

    /// Glaze stands a little proud of the clay where it stopped running: a dark line below, a light one on it.
    pub(super) fn glaze_edge(&self, scene: &mut Scene, line: impl Fn(f64) -> f64) {
        let rings = rings(&self.profile);
        let edge = edge_turn(&rings, self.high() * self.bare).min(1.55);
        let run = |lower: f64| -> Vec<Point> {
            (0..=72)
                .map(|step| {
                    let turn = (f64::from(step) / 36.0 - 1.0) * edge;
                    let high = (line(turn) - lower).max(0.0);
                    self.spot(high, radius_at(&rings, high), high / self.high(), turn)
                })
                .collect()
        };
        let dark = self.look.deep.dim(0.35).into();
        let bright = self.look.thin.into();
        scene.sheet.stroke(&open(&run(1.6)), &dark, 2.6, 0.34);
        scene.sheet.stroke(&open(&run(-1.6)), &bright, 2.2, 0.30);
    }

    pub(super) fn specked(&self, scene: &mut Scene, rings: &[Ring], chance: &mut Chance) {
        let area = self.widest() * self.high() / 900.0;
        let count = (area * self.look.specks * 1.9).min(420.0) as usize;
        let mut faint = String::new();
        let mut plain = String::new();
        for _ in 0..count {
            let turn = chance.between(-1.5, 1.5);
            let high = self.high() * chance.part();
            let at = self.spot(high, radius_at(rings, high), high / self.high(), turn);
            let size = 0.5 + 1.7 * chance.part().powi(3);
            let dot = ellipse(at, size * turn.cos().max(0.3), size * chance.between(0.75, 1.1));
            if chance.part() < 0.6 { faint.push_str(&dot) } else { plain.push_str(&dot) }
        }
        let ink = Tone::of(0x3a2616).into();
        scene.sheet.fill(&faint, &ink, 0.26);
        scene.sheet.fill(&plain, &ink, 0.5);
    }
}
