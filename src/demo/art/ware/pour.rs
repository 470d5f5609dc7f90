//! Things one pours from: jugs, carafes, teapots; and lidded jars, which share their lids.

use super::vessel::{handle, plain, turned};
use super::{Closer, Piece, profile};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::Finish;
use crate::demo::art::scene::{Scene, squash};
use crate::demo::art::sheet::{bent, curve, ellipse};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::{Top, Turned};

pub(super) fn jug(scene: &mut Scene, piece: Piece) -> Closer {
    let shape =
        [(0.0, 82.0), (0.03, 87.0), (0.2, 116.0), (0.38, 122.0), (0.6, 100.0), (0.8, 74.0), (0.92, 74.0), (1.0, 80.0)];
    let mut body = turned(piece, 318.0, &shape, 0.16);
    body.lip = 0.34;
    body.shadow(scene);
    let (top, low) = ((body.high() * 0.88, 70.0 * piece.size), (body.high() * 0.36, 116.0 * piece.size));
    handle(scene, &body, top, low, 74.0 * piece.size, 11.5 * piece.size);
    body.draw(scene);
    (30.0, -body.high() * 0.78, 2.1)
}

pub(super) fn milk_jug(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 58.0), (0.05, 62.0), (0.25, 86.0), (0.45, 88.0), (0.75, 68.0), (0.9, 66.0), (1.0, 71.0)];
    let mut body = turned(piece, 178.0, &shape, 0.15);
    body.lip = 0.40;
    body.shadow(scene);
    let (top, low) = ((body.high() * 0.84, 64.0 * piece.size), (body.high() * 0.32, 84.0 * piece.size));
    handle(scene, &body, top, low, 50.0 * piece.size, 9.0 * piece.size);
    body.draw(scene);
    (10.0, -body.high() * 0.78, 2.2)
}

pub(super) fn carafe(scene: &mut Scene, piece: Piece) -> Closer {
    let shape =
        [(0.0, 76.0), (0.03, 82.0), (0.2, 104.0), (0.4, 104.0), (0.6, 74.0), (0.75, 48.0), (0.9, 46.0), (1.0, 58.0)];
    let mut body = turned(piece, 362.0, &shape, 0.14);
    body.lip = 0.26;
    plain(scene, &body)
}

/// A pot with its handle behind, as most kitchens know it.
pub(super) fn teapot(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 74.0), (0.05, 80.0), (0.2, 122.0), (0.45, 142.0), (0.7, 128.0), (0.9, 88.0), (1.0, 70.0)];
    let mut body = turned(piece, 206.0, &shape, 0.13);
    body.top = Top::Open { wall: 4.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    let reach = body.widest();
    scene.pool((body.at.0 + reach * 1.35, body.at.1 + 3.0), (70.0 * piece.size, 17.0), 0.20);
    spout(scene, &body, piece.size);
    let (top, low) = ((body.high() * 0.80, 108.0 * piece.size), (body.high() * 0.28, 128.0 * piece.size));
    handle(scene, &body, top, low, 80.0 * piece.size, 12.0 * piece.size);
    body.draw(scene);
    lid(scene, &body, piece, 66.0);
    (-reach * 0.55, -body.high() * 0.72, 2.0)
}

/// A pot with a hoop of cane over it.
pub(super) fn hoop_teapot(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 80.0), (0.05, 86.0), (0.22, 132.0), (0.45, 148.0), (0.66, 134.0), (0.86, 96.0), (1.0, 72.0)];
    let mut body = turned(piece, 200.0, &shape, 0.14);
    body.top = Top::Open { wall: 4.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    spout(scene, &body, piece.size);
    let (x, y) = (body.at.0, body.at.1 - body.high());
    let s = piece.size;
    for side in [-1.0, 1.0] {
        let lug = [
            (x + side * 84.0 * s, y + 22.0 * s, 11.0 * s),
            (x + side * 92.0 * s, y + 2.0 * s, 12.0 * s),
            (x + side * 93.0 * s, y - 12.0 * s, 9.0 * s),
        ];
        tube(scene, &lug, &body.look);
    }
    body.draw(scene);
    lid(scene, &body, piece, 66.0);
    hoop(scene, (x, y), s);
    (-body.widest() * 0.3, -body.high() * 0.95, 1.9)
}

fn hoop(scene: &mut Scene, (x, y): (f64, f64), s: f64) {
    let mut cane = Finish::Oak.look();
    cane.gloss = 0.35;
    let arch = [
        (-92.0, 2.0),
        (-97.0, -48.0),
        (-80.0, -112.0),
        (-40.0, -150.0),
        (0.0, -160.0),
        (40.0, -150.0),
        (80.0, -112.0),
        (97.0, -48.0),
        (92.0, 2.0),
    ];
    let knots: Vec<_> = arch.iter().map(|(dx, dy)| (x + dx * s, y + dy * s, 8.2 * s)).collect();
    tube(scene, &knots, &cane);
    let wrap = Tone::of(0x5d3f22).into();
    let line = bent(&knots.iter().map(|k| (k.0, k.1)).collect::<Vec<_>>(), 8);
    for pair in line.windows(2).skip(line.len() * 3 / 10).take(line.len() * 4 / 10) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let long = dx.hypot(dy).max(1e-6);
        let (nx, ny) = (-dy / long * 7.2 * s, dx / long * 7.2 * s);
        let (px, py) = pair[0];
        let turn = curve(&[(px - nx, py - ny), (px + dx * 0.12, py + dy * 0.12), (px + nx, py + ny)]);
        scene.sheet.stroke(&turn, &wrap, 1.5 * s, 0.45);
    }
}

fn spout(scene: &mut Scene, body: &Turned, s: f64) {
    let (x, y) = body.at;
    let w = body.widest();
    let h = body.high();
    let tip = (x - w - 84.0 * s, y - h * 0.99);
    let knots = [
        (x - w * 0.70, y - h * 0.36, 42.0 * s),
        (x - w * 0.98, y - h * 0.45, 33.0 * s),
        (x - w - 32.0 * s, y - h * 0.64, 22.0 * s),
        (x - w - 56.0 * s, y - h * 0.85, 15.5 * s),
        (tip.0, tip.1, 13.5 * s),
    ];
    tube(scene, &knots, &body.look);
    let hole = body.look.deep.dim(0.35).into();
    scene.placed(&format!("rotate(-38 {:.1} {:.1})", tip.0, tip.1), |scene| {
        let rim = body.look.base.towards(body.look.thin, 0.6).into();
        scene.sheet.fill(&ellipse(tip, 14.0 * s, 5.4 * s), &rim, 1.0);
        scene.sheet.fill(&ellipse((tip.0, tip.1 + 0.6), 10.6 * s, 3.5 * s), &hole, 1.0);
    });
}

/// A lid with a knob, sitting in the mouth of a body.
pub(super) fn lid(scene: &mut Scene, body: &Turned, piece: Piece, radius: f64) {
    let s = piece.size;
    let on = (body.at.0, body.at.1 - body.high() - 1.0 * s);
    let shade = body.look.deep.dim(0.2).into();
    let flat = squash(body.high());
    scene.sheet.fill(
        &ellipse((on.0 + 1.5 * s, on.1 + 3.0 * s), (radius + 2.0) * s, (radius + 2.0) * s * flat),
        &shade,
        0.55,
    );
    let shape = [
        (0.0, radius),
        (0.10, radius),
        (0.30, radius * 0.86),
        (0.48, radius * 0.50),
        (0.56, radius * 0.20),
        (0.62, radius * 0.17),
        (0.74, radius * 0.27),
        (0.88, radius * 0.27),
        (0.98, radius * 0.12),
        (1.0, 1.0),
    ];
    let lifted = Piece { at: on, ..piece };
    let mut top = Turned::new(on, profile(&lifted, radius * 0.98, &shape), body.look, piece.seed.wrapping_add(9));
    top.top = Top::Closed;
    top.thrown = 0.1;
    top.lift = body.high();
    top.draw(scene);
}

pub(super) fn lidded_jar(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 92.0), (0.03, 97.0), (0.2, 114.0), (0.6, 118.0), (0.88, 112.0), (1.0, 104.0)];
    let mut body = turned(piece, 218.0, &shape, 0.16);
    body.top = Top::Open { wall: 4.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    body.draw(scene);
    lid(scene, &body, piece, 101.0);
    (40.0, -body.high() * 0.95, 2.0)
}

pub(super) fn sugar_bowl(scene: &mut Scene, piece: Piece) -> Closer {
    let shape = [(0.0, 58.0), (0.05, 63.0), (0.25, 98.0), (0.5, 112.0), (0.8, 98.0), (1.0, 82.0)];
    let mut body = turned(piece, 138.0, &shape, 0.16);
    body.top = Top::Open { wall: 4.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    body.draw(scene);
    lid(scene, &body, piece, 78.0);
    (20.0, -body.high(), 2.2)
}
