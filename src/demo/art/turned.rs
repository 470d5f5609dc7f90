//! Things turned on a wheel: a profile spun round, cut into rings, each ring lit. Knows how to draw one body with its
//! glaze line, rim and inside; not which wares there are.

use std::f64::consts::{FRAC_PI_2, PI};

use super::chance::{Chance, Wave};
use super::colour::{Tone, smooth};
use super::finish::{Look, clay};
use super::light::{CAMERA, Surface, lit, unit};
use super::scene::{Scene, squash};
use super::sheet::{Point, bent, closed, ellipse, open};

/// Steps round half a ring, and stops of light along it.
const ROUND: usize = 28;
const STOPS: usize = 25;
/// Rings are about this many units high.
const RING: f64 = 6.5;

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

struct Ring {
    high: f64,
    radius: f64,
    out: f64,
    up: f64,
    /// 0 at the foot, 1 at the rim.
    part: f64,
}

impl Ring {
    /// The turn at which the surface bends out of sight: before the side where it leans out, behind it where it leans in.
    fn edge(&self) -> f64 {
        let lean = -self.up * CAMERA[1] / (self.out.max(1e-3) * CAMERA[2]);
        lean.clamp(-0.95, 0.95).acos()
    }
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
        let rings = self.rings();
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

    fn rings(&self) -> Vec<Ring> {
        let points = bent(&self.profile, 10);
        let total = self.high().max(1.0);
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

    /// How much further out than its radius the surface stands, by turn (0 towards the camera, negative to the left).
    fn swell(&self, turn: f64, part: f64) -> f64 {
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

    fn spot(&self, high: f64, radius: f64, part: f64, turn: f64) -> Point {
        let radius = radius * self.swell(turn, part);
        (self.at.0 + radius * turn.sin(), self.at.1 - high + radius * turn.cos() * squash(self.lift + high))
    }

    /// A place on the outline, where flutes do not count: a ridge always stands before the hollow there.
    fn side(&self, ring: &Ring, turn: f64) -> Point {
        let fluted = self.spot(ring.high, ring.radius, ring.part, turn);
        if self.flutes.1 > 0.0 { (self.at.0 + ring.radius * turn.sin(), fluted.1) } else { fluted }
    }

    /// The outline of the whole body, to draw only upon it.
    pub fn silhouette(&self) -> String {
        closed(&self.outline(&self.rings(), |_| 0.0))
    }

    /// The whole seen outline above a line round the body (given by turn, in units of height).
    fn outline(&self, rings: &[Ring], line: impl Fn(f64) -> f64) -> Vec<Point> {
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

    fn rings_drawn(&self, scene: &mut Scene, rings: &[Ring], look: &Look, reach: f64, wave: &Wave) {
        let bounce = scene.bounce();
        for pair in rings.windows(2).take_while(|pair| pair[0].part <= reach) {
            let round = if self.flutes.1 > 0.0 { ROUND * 4 } else { ROUND };
            let mut path = Vec::with_capacity(round * 2 + 2);
            for (ring, from) in [(&pair[0], -FRAC_PI_2), (&pair[1], FRAC_PI_2)] {
                path.extend((0..=round).map(|step| {
                    let turn = from + PI * step as f64 / round as f64;
                    self.spot(ring.high, ring.radius + 0.8, ring.part, turn)
                }));
            }
            let ring = &pair[0];
            let reach = ring.radius * (1.0 + self.lip) + 0.8;
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

    fn light(&self, ring: &Ring, turn: f64, look: &Look, wave: &Wave, bounce: Tone) -> Tone {
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
    fn glaze_edge(&self, scene: &mut Scene, line: impl Fn(f64) -> f64) {
        let rings = self.rings();
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

    fn specked(&self, scene: &mut Scene, rings: &[Ring], chance: &mut Chance) {
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

    fn mouth(&self, scene: &mut Scene, wall: f64, depth: f64, filled: Option<Tone>) {
        let Some(rim) = self.rings().pop() else {
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

    fn inside(&self, scene: &mut Scene, radius: f64, high: f64, depth: f64, filled: Option<Tone>) {
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

    fn filled(&self, scene: &mut Scene, (x, y): Point, radius: f64, flat: f64, liquid: Tone) {
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

fn edge_turn(rings: &[Ring], high: f64) -> f64 {
    rings.iter().find(|r| r.high >= high).map_or(FRAC_PI_2, Ring::edge)
}

fn radius_at(rings: &[Ring], high: f64) -> f64 {
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
