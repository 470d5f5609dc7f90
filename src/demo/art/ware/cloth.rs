//! Linen that hangs: towels on a rail, aprons on a peg.

use super::folded::{Stack, stack};
use super::hanging::Hanging;
use super::{Closer, Piece};
use crate::demo::art::chance::{Chance, Wave};
use crate::demo::art::colour::{Tone, smooth};
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, closed, curve, ellipse, open};
use crate::demo::art::tube::{stick, tube};

fn ground(stripe: Look) -> Look {
    // Stripes read best on undyed cloth; undyed cloth itself gets dark ones.
    if stripe.base == Finish::Flax.look().base { stripe } else { Finish::White.look() }
}

/// A tea towel over a rail.
pub(super) fn towel(scene: &mut Scene, piece: Piece) -> Closer {
    let (x, top) = (piece.at.0, 152.0);
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
        long: 424.0,
        edges: &edges,
        look: cloth,
        folds: Wave::new(&mut chance),
        deep: 1.0,
        stripes,
    };
    front.draw(scene);
    twin(scene, piece, cloth);
    (40.0, -230.0, 2.1)
}

/// A second one, folded, on the table below.
fn twin(scene: &mut Scene, piece: Piece, look: Look) {
    let place = piece.moved(0.0, 78.0).sized(0.92).made(look, 5);
    stack(scene, place, &Stack { wide: 188.0, deep: 300.0, thick: 27.0, folds: 3, count: 2, stripe: false });
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
    let (x, top) = (piece.at.0, 166.0);
    peg(scene, (x, 62.0));
    let mut chance = Chance::new(piece.seed);
    let strap = |side: f64| {
        vec![(x + side * 3.0, 64.0), (x + side * 30.0, 92.0), (x + side * 64.0, 146.0), (x + side * 72.0, top + 12.0)]
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
        long: 408.0,
        edges: &edges,
        look: piece.look,
        folds: Wave::new(&mut chance),
        deep: 0.85,
        stripes: Vec::new(),
    };
    cloth.draw(scene);
    pocket(scene, &cloth);
    twin(scene, piece, piece.look);
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
