//! Linen: hanging towels and aprons, and folded stacks.

use super::{Closer, Piece};
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::{Tone, smooth};
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, Stop, closed, curve, ellipse, open};
use crate::demo::art::tube::{stick, tube};
use crate::demo::art::turned::{Top, Turned};

/// A cloth that hangs: its edges by height (0 top, 1 hem), its folds and its woven stripes.
struct Hanging<'a> {
    top: f64,
    long: f64,
    edges: &'a dyn Fn(f64) -> (f64, f64),
    look: Look,
    folds: Wave,
    /// How deep the folds are at the hem.
    deep: f64,
    /// From and to (0 top, 1 hem) and their colour.
    stripes: Vec<(f64, f64, Tone)>,
}

/// Rows are so many units high, with so many stops of light across.
const ROW: f64 = 7.0;
const ACROSS: usize = 45;

impl Hanging<'_> {
    fn at(&self, across: f64, down: f64) -> Point {
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

    fn draw(&self, scene: &mut Scene) {
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
        for i in 1..110 {
            let u = f64::from(i) / 110.0;
            down.push_str(&open(&[self.at(u, 0.0), self.at(u, 0.5), self.at(u, 1.0)]));
        }
        let rows = (self.long / 3.6) as usize;
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

fn ground(stripe: Look) -> Look {
    // Stripes read best on undyed cloth; undyed cloth itself gets dark ones.
    if stripe.base == Finish::Flax.look().base { stripe } else { Finish::White.look() }
}

/// A tea towel over a rail.
pub(super) fn towel(scene: &mut Scene, piece: Piece) -> Closer {
    let (x, top) = (piece.at.0, 178.0);
    rail(scene, (x - 252.0, x + 252.0), top);
    let mut chance = Chance::new(piece.seed);
    let cloth = ground(piece.look);
    let tint = if cloth.base == piece.look.base { Tone::of(0x7f6d52) } else { piece.look.base };
    let pattern = chance.pick(3);
    let stripes = match pattern {
        0 => vec![(0.66, 0.74, tint), (0.76, 0.775, tint), (0.79, 0.805, tint)],
        1 => (0..7).map(|i| (0.58 + f64::from(i) * 0.05, 0.605 + f64::from(i) * 0.05, tint)).collect(),
        _ => {
            vec![(0.70, 0.712, tint), (0.73, 0.742, tint), (0.76, 0.84, tint), (0.858, 0.87, tint), (0.888, 0.90, tint)]
        }
    };
    let lean = chance.between(-3.0, 3.0);
    let back_edges = |v: f64| (x - 150.0 - 4.0 * v, x + 168.0 + 6.0 * v);
    let behind = Hanging {
        top: top - 4.0,
        long: 330.0,
        edges: &back_edges,
        look: cloth,
        folds: Wave::new(&mut chance),
        deep: 0.8,
        stripes: Vec::new(),
    };
    behind.draw(scene);
    let edges = |v: f64| (x - 160.0 - (5.0 + lean) * v, x + 152.0 + (4.0 - lean) * v);
    let front = Hanging {
        top: top - 12.0,
        long: 446.0,
        edges: &edges,
        look: cloth,
        folds: Wave::new(&mut chance),
        deep: 1.0,
        stripes,
    };
    front.draw(scene);
    (40.0, -230.0, 2.1)
}

fn rail(scene: &mut Scene, (left, right): (f64, f64), y: f64) {
    let oak = Finish::Oak.look();
    let shade = [(left, y + 10.0), (right + 10.0, y + 10.0), (right + 10.0, y + 26.0), (left, y + 26.0)];
    scene.cast(&shade, 7.0, 0.30);
    for x in [left + 22.0, right - 22.0] {
        let brass = Finish::Olive.look();
        scene.sheet.fill(&ellipse((x + 5.0, y + 5.0), 17.0, 17.0), &scene.bounce().dim(0.4).into(), 0.5);
        let paint = scene.sheet.around(
            (x - 4.0, y - 5.0),
            (22.0, 22.0),
            &[(0.0, brass.thin.towards(Tone::WHITE, 0.3), 1.0), (1.0, brass.deep, 1.0)],
        );
        scene.sheet.fill(&ellipse((x, y), 15.0, 15.0), &paint, 1.0);
    }
    stick(scene, &[(left, y), ((left + right) / 2.0, y), (right, y)], 9.0, &oak);
}

/// A bib apron on a peg.
pub(super) fn apron(scene: &mut Scene, piece: Piece) -> Closer {
    let (x, top) = (piece.at.0, 196.0);
    peg(scene, (x, 92.0));
    let mut chance = Chance::new(piece.seed);
    let strap = |side: f64| {
        vec![(x + side * 3.0, 94.0), (x + side * 30.0, 122.0), (x + side * 64.0, 176.0), (x + side * 72.0, top + 12.0)]
    };
    for side in [-1.0, 1.0] {
        let line = curve(&strap(side));
        scene.sheet.placed_stroke(&line, (9.0, 6.0), &scene.bounce().dim(0.3).into(), 10.0, 0.16);
        scene.sheet.stroke(&line, &piece.look.deep.into(), 13.0, 1.0);
        scene.sheet.stroke(&line, &piece.look.base.into(), 8.5, 1.0);
    }
    let edges = |v: f64| {
        let wide = if v < 0.34 { 84.0 + 96.0 * smooth(0.10, 0.34, v).powf(1.2) } else { 180.0 + 14.0 * (v - 0.34) };
        (x - wide, x + wide)
    };
    for side in [-1.0, 1.0] {
        let tie = [
            (x + side * 172.0, top + 148.0, 6.0),
            (x + side * 200.0, top + 190.0, 6.0),
            (x + side * 196.0, top + 270.0, 5.5),
            (x + side * 210.0, top + 352.0, 5.0),
        ];
        tube(scene, &tie, &piece.look);
    }
    let cloth = Hanging {
        top,
        long: 424.0,
        edges: &edges,
        look: piece.look,
        folds: Wave::new(&mut chance),
        deep: 0.85,
        stripes: Vec::new(),
    };
    cloth.draw(scene);
    pocket(scene, &cloth);
    (0.0, -340.0, 2.0)
}

fn pocket(scene: &mut Scene, cloth: &Hanging<'_>) {
    let corners: Vec<Point> =
        [(0.30, 0.50), (0.70, 0.50), (0.70, 0.72), (0.30, 0.72)].iter().map(|(u, v)| cloth.at(*u, *v)).collect();
    let look = cloth.look;
    let shape = closed(&corners);
    scene.sheet.placed_stroke(&shape, (1.6, 2.4), &look.deep.dim(0.4).into(), 2.6, 0.5);
    scene.sheet.fill(&shape, &look.thin.into(), 0.14);
    scene.sheet.stroke(&shape, &look.deep.dim(0.7).into(), 1.2, 0.7);
    let upper = [corners[0], corners[1]].map(|p| (p.0, p.1 + 11.0));
    scene.sheet.stroke(&open(&upper), &look.deep.dim(0.6).into(), 1.2, 0.6);
}

fn peg(scene: &mut Scene, (x, y): Point) {
    let oak = Finish::Oak.look();
    scene.pool((x + 12.0, y + 12.0), (26.0, 24.0), 0.4);
    let paint = scene.sheet.around(
        (x - 5.0, y - 6.0),
        (26.0, 26.0),
        &[(0.0, oak.thin.towards(Tone::WHITE, 0.35), 1.0), (1.0, oak.deep, 1.0)],
    );
    scene.sheet.fill(&ellipse((x, y), 17.0, 17.0), &paint, 1.0);
}

pub(super) fn napkins(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let place = piece.moved(0.0, 24.0 * s);
    stack(scene, place, &Stack { wide: 196.0, deep: 300.0, thick: 13.0, folds: 2, count: 5, stripe: false });
    let look = Finish::Oak.look();
    let (x, y) = (place.at.0 + 18.0 * s, place.at.1 - 5.0 * 13.0 * s - 30.0 * s);
    scene.pool((x + 14.0, y + 10.0), (70.0 * s, 16.0 * s), 0.4);
    let ring: Vec<_> = (0..=16)
        .map(|i| {
            let turn = f64::from(i) * std::f64::consts::TAU / 16.0;
            (x + 40.0 * s * turn.cos(), y - 10.0 * s + 11.0 * s * turn.sin(), 6.5 * s)
        })
        .collect();
    tube(scene, &ring, &look);
    (60.0, -60.0, 2.0)
}

/// A loaf on its folded cloth.
pub(super) fn bread_cloth(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let under = piece.moved(0.0, 30.0 * s);
    stack(scene, under, &Stack { wide: 238.0, deep: 420.0, thick: 17.0, folds: 2, count: 2, stripe: true });
    let at = (piece.at.0 - 14.0 * s, piece.at.1 - 34.0 * s);
    scene.pool((at.0 + 46.0 * s, at.1 + 6.0 * s), (190.0 * s, 46.0 * s), 0.42);
    scene.pool((at.0 + 8.0 * s, at.1 + 9.0 * s), (156.0 * s, 36.0 * s), 0.6);
    let crust = Look {
        base: Tone::of(0xb07a45),
        deep: Tone::of(0x7a4a24),
        thin: Tone::of(0xd2a066),
        gloss: 0.12,
        specks: 0.0,
        wall: piece.look.wall,
    };
    let dome = [(0.0, 132.0), (0.08, 144.0), (0.3, 148.0), (0.6, 124.0), (0.85, 72.0), (0.97, 24.0), (1.0, 2.0)];
    let mut loaf = Turned::new(at, super::profile(&piece, 118.0, &dome), crust, piece.seed);
    loaf.top = Top::Closed;
    loaf.thrown = 0.25;
    loaf.draw(scene);
    let flour = Tone::of(0xefe2c8);
    scene.within(&loaf.silhouette(), |scene| {
        for i in 0..4 {
            let x = at.0 + (f64::from(i) - 1.7) * 52.0 * s;
            let cut =
                [(x - 14.0 * s, at.1 - 50.0 * s), (x + 4.0 * s, at.1 - 92.0 * s), (x + 34.0 * s, at.1 - 128.0 * s)];
            scene.sheet.stroke(&curve(&cut), &crust.deep.dim(0.7).into(), 10.0 * s, 0.30);
            scene.sheet.stroke(&curve(&cut), &flour.into(), 7.0 * s, 0.62);
        }
    });
    (20.0, -90.0 * s, 2.0)
}

pub(super) fn folded(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    stack(
        scene,
        piece.moved(0.0, 24.0 * s),
        &Stack { wide: 236.0, deep: 330.0, thick: 40.0, folds: 4, count: 3, stripe: true },
    );
    (80.0, -80.0, 2.0)
}

pub(super) struct Stack {
    pub wide: f64,
    pub deep: f64,
    pub thick: f64,
    pub folds: usize,
    pub count: usize,
    pub stripe: bool,
}

/// Folded cloths lying on each other, their round folds to the front.
pub(super) fn stack(scene: &mut Scene, piece: Piece, stack: &Stack) {
    let s = piece.size;
    let (x, y) = piece.at;
    let total = stack.thick * stack.count as f64 * s;
    let back = stack.deep * 0.235 * s;
    let wide = stack.wide * s;
    scene.pool((x + wide * 0.30 + total * 0.3, y - back * 0.32), (wide * 1.22 + total * 0.3, back * 0.95), 0.40);
    let foot = [
        (x - wide * 0.97, y - back * 0.5),
        (x + wide * 1.02, y - back * 0.5),
        (x + wide * 1.05, y + 7.0),
        (x - wide * 0.98, y + 5.0),
    ];
    scene.cast(&foot, 6.0, 0.62);
    let mut chance = Chance::new(piece.seed ^ 0x666f);
    for i in 0..stack.count {
        let shift = chance.between(-5.0, 5.0) * s;
        let wider = wide * chance.between(0.975, 1.0) * (1.0 - i as f64 * 0.008);
        let tint = if i + 1 == stack.count { 0.0 } else { chance.between(-0.1, 0.35) };
        let mut look = piece.look;
        look.base = look.base.towards(look.deep, tint).towards(look.thin, (-tint).max(0.0));
        let slab = Slab {
            x: x + shift,
            y: y - stack.thick * i as f64 * s,
            wide: wider,
            back,
            thick: stack.thick * s,
            seed: chance.next(),
            folds: stack.folds,
            stripe: stack.stripe,
        };
        slab.draw(scene, look);
    }
}

struct Slab {
    x: f64,
    y: f64,
    wide: f64,
    back: f64,
    thick: f64,
    seed: u64,
    folds: usize,
    stripe: bool,
}

impl Slab {
    /// A place on top: across -1 to 1, away 0 front to 1 back.
    fn on_top(&self, across: f64, away: f64) -> Point {
        let narrower = 1.0 - 0.10 * away;
        (self.x + self.wide * across * narrower + self.back * 0.06 * away, self.y - self.thick - self.back * away)
    }

    /// A place on the front fold: across -1 to 1, down 0 to 1, bulging at the ends as folded cloth does.
    fn on_front(&self, across: f64, down: f64, wave: &Wave) -> Point {
        let bulge = (down * std::f64::consts::PI).sin() * self.thick * 0.30;
        let sag = wave.at(across * 2.2) * self.thick * 0.07 * (1.0 - (2.0 * down - 1.0).abs() * 0.4);
        (self.x + across * (self.wide + bulge), self.y - self.thick * (1.0 - down) + sag)
    }

    fn draw(&self, scene: &mut Scene, look: Look) {
        let wave = Wave::new(&mut Chance::new(self.seed));
        self.top(scene, look, &wave);
        let steps = |count: i32| (0..=count).map(move |i| f64::from(i) / f64::from(count));
        let mut front: Vec<Point> = steps(28).map(|u| self.on_front(2.0 * u - 1.0, 0.0, &wave)).collect();
        front.extend(steps(8).map(|v| self.on_front(1.0, v, &wave)));
        front.extend(steps(28).map(|u| self.on_front(1.0 - 2.0 * u, 1.0, &wave)));
        front.extend(steps(8).map(|v| self.on_front(-1.0, 1.0 - v, &wave)));
        let surface = Surface { gloss: 0.0, bounce: scene.bounce() };
        let tones: Vec<Stop> = steps(10)
            .map(|down| {
                let turn = (1.0 - 2.0 * down) * 1.25;
                (
                    down,
                    lit(look.base.towards(look.deep, 0.10 + 0.25 * down), [-0.12, turn.sin(), turn.cos()], surface),
                    1.0,
                )
            })
            .collect();
        let paint = scene.sheet.along((0.0, self.y - self.thick), (0.0, self.y), &tones);
        let path = closed(&front);
        scene.sheet.fill(&path, &paint, 1.0);
        scene.within(&path, |scene| self.front_folds(scene, look, &wave));
    }

    fn top(&self, scene: &mut Scene, look: Look, wave: &Wave) {
        let surface = Surface { gloss: 0.0, bounce: scene.bounce() };
        let round = |i: i32| f64::from(i) / 20.0;
        let mut top: Vec<Point> = (0..=40)
            .map(|i| {
                let p = self.on_front(round(i) - 1.0, 0.06, wave);
                (p.0, p.1)
            })
            .collect();
        top.extend([
            self.on_top(1.005, 0.15),
            self.on_top(1.01, 0.5),
            self.on_top(1.005, 0.85),
            self.on_top(0.97, 1.0),
        ]);
        top.extend([
            self.on_top(-0.97, 1.0),
            self.on_top(-1.005, 0.85),
            self.on_top(-1.01, 0.5),
            self.on_top(-1.005, 0.15),
        ]);
        let (near, far) = (lit(look.base, [-0.25, 0.9, 0.35], surface), lit(look.base, [0.1, 1.0, 0.0], surface));
        let (left, right) = (self.on_top(-1.0, 0.2), self.on_top(1.0, 0.8));
        let paint = scene.sheet.along(
            left,
            right,
            &[
                (0.0, near.dim(1.05), 1.0),
                (0.3, near, 1.0),
                (0.62, near.towards(far, 0.7), 1.0),
                (1.0, far.dim(0.88), 1.0),
            ],
        );
        let path = closed(&top);
        scene.sheet.fill(&path, &paint, 1.0);
        scene.within(&path, |scene| {
            for i in 0..4 {
                let start = self.on_top(wave.at(f64::from(i) * 2.7) * 0.8, 0.15 + 0.2 * f64::from(i));
                let reach = (self.wide * 0.42, self.back * 0.20);
                let (tone, solid) = if i % 2 == 0 { (look.deep, 0.20) } else { (look.thin, 0.30) };
                let soft =
                    scene.sheet.around(start, reach, &[(0.0, tone, solid), (0.5, tone, solid * 0.5), (1.0, tone, 0.0)]);
                scene.sheet.fill(&ellipse(start, reach.0, reach.1), &soft, 1.0);
            }
            if self.stripe {
                self.stripes(scene, look, true, wave);
            }
        });
    }

    fn front_folds(&self, scene: &mut Scene, look: Look, wave: &Wave) {
        let line = |down: f64, shift: f64| -> Vec<Point> {
            (0..=30)
                .map(|i| {
                    let across = f64::from(i) / 15.0 - 1.0;
                    let p = self.on_front(across, down + wave.at(across * 1.4 + down * 9.0) * 0.04, wave);
                    (p.0, p.1 + shift)
                })
                .collect()
        };
        if self.stripe {
            self.stripes(scene, look, false, wave);
        }
        for fold in 1..self.folds {
            let down = fold as f64 / self.folds as f64;
            let path = open(&line(down, 0.0));
            scene.sheet.stroke(&path, &look.deep.dim(0.45).into(), 5.0, 0.20);
            scene.sheet.stroke(&path, &look.deep.dim(0.25).into(), 1.7, 0.50);
            scene.sheet.stroke(&open(&line(down, 3.0)), &look.thin.into(), 2.6, 0.24);
        }
        for side in [-1.0, 1.0] {
            let edge = self.on_front(side, 0.5, wave);
            let dark = look.deep.dim(0.4);
            let soft = scene.sheet.around(
                edge,
                (self.wide * 0.09, self.thick * 0.9),
                &[(0.0, dark, if side > 0.0 { 0.45 } else { 0.18 }), (1.0, dark, 0.0)],
            );
            scene.sheet.fill(&ellipse(edge, self.wide * 0.09, self.thick * 0.9), &soft, 1.0);
        }
        scene.sheet.stroke(&open(&line(1.0, 0.0)), &look.deep.dim(0.2).into(), 3.0, 0.45);
    }

    /// Woven stripes run from the back over the fold and down the front.
    fn stripes(&self, scene: &mut Scene, look: Look, on_top: bool, wave: &Wave) {
        let tone = if look.base.1 > 0.45 { Tone::of(0x8a7a60) } else { look.thin.towards(Tone::WHITE, 0.45) };
        for (from, to) in [(0.52, 0.60), (0.64, 0.66), (0.70, 0.72)] {
            let quad = if on_top {
                [self.on_top(from, 1.0), self.on_top(to, 1.0), self.on_top(to, 0.0), self.on_top(from, 0.0)]
            } else {
                [
                    self.on_front(from, 0.0, wave),
                    self.on_front(to, 0.0, wave),
                    self.on_front(to, 1.0, wave),
                    self.on_front(from, 1.0, wave),
                ]
            };
            scene.sheet.fill(&closed(&quad), &tone.into(), if on_top { 0.6 } else { 0.42 });
        }
    }
}
