//! Things turned on a wheel: a profile spun round, cut into rings, each ring lit. Knows how to draw one body with its
//! glaze line, rim and inside; not which wares there are.

mod mouth;
mod ring;
mod shape;
mod skin;

use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Look, clay};
use crate::demo::art::scene::{Scene, squash};
use crate::demo::art::sheet::{Point, closed};
use ring::rings;

/// One body: heights and radii in units of the picture, from the foot up.
#[derive(Clone, Debug)]
pub struct Turned {
    pub at: Point,
    pub profile: Vec<(f64, f64)>,
    pub look: Look,
    pub seed: u64,
    /// How high the bare clay reaches, as a part of the height; 0 for glazed all over.
    pub bare: f64,
    pub top: Top,
    /// How far the rim is pulled out on the left to pour, as a part of its radius.
    pub lip: f64,
    /// Flutes cut round the body, and how deep, as a part of the radius.
    pub flutes: (f64, f64),
    /// How clearly the potter's fingers show, 0 to 1.
    pub thrown: f64,
    /// How high above the table the foot is, in units: circles lie flatter there.
    pub lift: f64,
    /// Painted bands: from and to, as parts of the height, and their colour.
    pub bands: Vec<(f64, f64, Tone)>,
}

#[derive(Clone, Debug)]
pub enum Top {
    /// Closed by its own profile, as a lid is.
    Closed,
    /// Open, with walls so thick and so deep; perhaps filled up to a part of the radius with something.
    Open { wall: f64, depth: f64, filled: Option<Tone> },
}

impl Turned {
    pub fn new(at: Point, profile: Vec<(f64, f64)>, look: Look, seed: u64) -> Turned {
        Turned {
            at,
            profile,
            look,
            seed,
            bare: 0.0,
            top: Top::Open { wall: 7.0, depth: 0.6, filled: None },
            lip: 0.0,
            flutes: (0.0, 0.0),
            thrown: 0.35,
            lift: 0.0,
            bands: Vec::new(),
        }
    }

    pub fn widest(&self) -> f64 {
        self.profile.iter().map(|p| p.1).fold(0.0, f64::max)
    }

    pub fn high(&self) -> f64 {
        self.profile.last().map_or(0.0, |p| p.0)
    }

    pub fn foot(&self) -> f64 {
        self.profile.first().map_or(0.0, |p| p.1)
    }

    pub fn shadow(&self, scene: &mut Scene) {
        scene.shadow(self.at, self.foot(), self.widest(), self.high());
    }

    pub fn draw(&self, scene: &mut Scene) {
        let rings = rings(&self.profile);
        let whole = closed(&self.outline(&rings, |_| 0.0));
        let mut chance = Chance::new(self.seed);
        let waves = (Wave::new(&mut chance), Wave::new(&mut chance));
        if self.bare > 0.0 {
            let reach = (self.bare * 1.6 + 0.05).min(1.0);
            scene.within(&whole, |scene| self.rings_drawn(scene, &rings, &clay(), reach, &waves.0));
            let line = |turn: f64| {
                self.high() * self.bare * (1.0 + 0.42 * waves.0.at(turn * 0.9) + 0.07 * waves.1.at(turn * 2.2))
            };
            let glazed = closed(&self.outline(&rings, line));
            scene.within(&glazed, |scene| self.rings_drawn(scene, &rings, &self.look, 1.0, &waves.1));
            self.glaze_edge(scene, line);
        } else {
            scene.within(&whole, |scene| self.rings_drawn(scene, &rings, &self.look, 1.0, &waves.1));
        }
        scene.within(&whole, |scene| self.specked(scene, &rings, &mut chance));
        if let Top::Open { wall, depth, filled } = &self.top {
            self.mouth(scene, *wall, *depth, *filled);
        }
    }

    /// Everything above the near rim: what stands in the mouth is seen only there.
    pub fn front_rim(&self) -> String {
        let Some((high, radius)) = self.profile.last() else {
            return String::new();
        };
        let (x, y) = (self.at.0, self.at.1 - high);
        let (wide, flat) = (radius - 5.0, (radius - 5.0) * squash(self.lift + high));
        format!(
            "M{:.1} {y:.1}A{wide:.1} {flat:.1} 0 0 0 {:.1} {y:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
            x - wide,
            x + wide,
            x + wide * 4.0,
            y - 800.0,
            x - wide * 4.0,
            y - 800.0
        )
    }

    /// The outline of the whole body, to draw only upon it.
    pub fn silhouette(&self) -> String {
        closed(&self.outline(&rings(&self.profile), |_| 0.0))
    }
}
