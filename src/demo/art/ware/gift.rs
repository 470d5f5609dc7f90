//! Small gifts: candles, matches, a card.

use super::block::Block;
use super::tin::leaf_mark;
use super::vessel::turned;
use super::{Closer, Piece};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::{STAND, Scene};
use crate::demo::art::sheet::{Point, closed, curve, ellipse, open};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::Top;

/// A candle poured into a small pot, alight.
pub(super) fn candle(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let mut body = turned(piece, 150.0, &[(0.0, 84.0), (0.04, 90.0), (0.25, 96.0), (0.8, 95.0), (1.0, 97.0)], 0.15);
    body.top = Top::Open { wall: 5.5 * s, depth: 0.4, filled: Some(Tone::of(0xefe3c8)) };
    body.shadow(scene);
    body.draw(scene);
    let (x, y) = (piece.at.0, piece.at.1 - body.high() + 8.0 * s);
    let warm = Tone::of(0xffd98a);
    let pool =
        scene.sheet.around((x, y), (70.0 * s, 15.0 * s), &[(0.0, warm, 0.9), (0.5, warm, 0.35), (1.0, warm, 0.0)]);
    scene.sheet.fill(&ellipse((x, y), 70.0 * s, 15.0 * s), &pool, 1.0);
    let wick = curve(&[(x, y), (x + 1.0 * s, y - 10.0 * s), (x + 3.0 * s, y - 18.0 * s)]);
    scene.sheet.stroke(&wick, &Tone::of(0x2b211a).into(), 3.0 * s, 1.0);
    flame(scene, (x + 2.0 * s, y - 14.0 * s), s);
    (0.0, -body.high() * 0.95, 2.0)
}

fn flame(scene: &mut Scene, (x, y): Point, s: f64) {
    let glow = Tone::of(0xffe3a6);
    let halo = scene.sheet.around(
        (x, y - 24.0 * s),
        (150.0 * s, 150.0 * s),
        &[(0.0, glow, 0.55), (0.25, glow, 0.25), (0.6, glow, 0.07), (1.0, glow, 0.0)],
    );
    scene.sheet.fill(&ellipse((x, y - 24.0 * s), 150.0 * s, 150.0 * s), &halo, 1.0);
    let drop = |wide: f64, high: f64| {
        let side = |sign: f64| {
            [
                (x, y - high * s),
                (x + sign * wide * 0.45 * s, y - high * 0.62 * s),
                (x + sign * wide * s, y - high * 0.25 * s),
                (x + sign * wide * 0.55 * s, y + 3.0 * s),
                (x, y + 6.0 * s),
            ]
        };
        let mut points = side(1.0).to_vec();
        points.extend(side(-1.0).into_iter().rev());
        format!("{}Z", curve(&points))
    };
    let (low, high) = ((x, y + 6.0 * s), (x, y - 56.0 * s));
    let outer = scene.sheet.along(
        low,
        high,
        &[(0.0, Tone::of(0xf2a341), 0.55), (0.35, Tone::of(0xffc65c), 0.95), (1.0, Tone::of(0xffe9b0), 0.9)],
    );
    scene.sheet.fill(&drop(11.0, 56.0), &outer, 1.0);
    scene.sheet.fill(&drop(6.0, 36.0), &Tone::of(0xfff6dc).into(), 0.9);
}

/// A box of long matches, some lying before it.
pub(super) fn matches(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let block = Block { at: piece.at, wide: 150.0 * s, deep: 62.0 * s, turn: 0.34 };
    block.shadow(scene, 110.0 * s);
    let high = 122.0 * s;
    block.solid(scene, piece.look, 0.0, high, 1.0);
    let label = block.quad([
        (-0.80, -1.0, high * 0.14),
        (0.80, -1.0, high * 0.14),
        (0.80, -1.0, high * 0.86),
        (-0.80, -1.0, high * 0.86),
    ]);
    let paper = Tone::of(0xefe7d8);
    let fill = scene.sheet.along(label[0], label[1], &[(0.0, paper, 1.0), (1.0, paper.dim(0.84), 1.0)]);
    scene.sheet.fill(&closed(&label), &fill, 1.0);
    let frame = block.quad([
        (-0.74, -1.0, high * 0.20),
        (0.74, -1.0, high * 0.20),
        (0.74, -1.0, high * 0.80),
        (-0.74, -1.0, high * 0.80),
    ]);
    scene.sheet.stroke(&closed(&frame), &piece.look.deep.into(), 1.6 * s, 0.6);
    let middle = block.corner(-0.02, -1.0, high * 0.5);
    leaf_mark(scene, (middle.0, middle.1), s * 1.05, piece.look.deep);
    let strike = block.quad([
        (1.0, -0.82, high * 0.12),
        (1.0, 0.82, high * 0.12),
        (1.0, 0.82, high * 0.88),
        (1.0, -0.82, high * 0.88),
    ]);
    scene.sheet.fill(&closed(&strike), &Tone::of(0x3b2a24).into(), 0.78);
    for (dx, dy, lean, long) in [(-120.0, 62.0, -7.0, 168.0), (-92.0, 80.0, 2.5, 172.0), (-40.0, 72.0, 12.0, 160.0)] {
        matchstick(scene, (piece.at.0 + dx * s, piece.at.1 + dy * s), (long * s, lean * s), s, piece.look);
    }
    (-30.0, -60.0 * s, 2.0)
}

fn matchstick(scene: &mut Scene, (x, y): Point, (long, lean): (f64, f64), s: f64, look: Look) {
    let wood = Finish::Beech.look();
    scene.pool((x + long * 0.5 + 5.0, y + lean * 0.5 + 6.0), (long * 0.56, 8.0), 0.42);
    let at = |part: f64| (x + long * part, y + lean * part);
    tube(scene, &[(x, y, 2.7 * s), (at(0.5).0, at(0.5).1, 2.7 * s), (at(0.95).0, at(0.95).1, 2.7 * s)], &wood);
    tube(
        scene,
        &[
            (at(0.92).0, at(0.92).1, 3.0 * s),
            (at(0.97).0, at(0.97).1, 4.6 * s),
            (at(1.01).0, at(1.01).1, 4.0 * s),
            (at(1.02).0, at(1.02).1, 1.0 * s),
        ],
        &look,
    );
}

/// A voucher in its envelope, leaning on the wall. The piece's look colours the envelope's lining and seal.
pub(super) fn card(scene: &mut Scene, piece: Piece) -> Closer {
    let (x, foot) = (piece.at.0, STAND - 36.0);
    let sheet = |left: f64, right: f64, high: f64, lift: f64| {
        vec![
            (x + left, foot - lift),
            (x + right, foot - lift),
            (x + right - 4.0, foot - lift - high),
            (x + left + 4.0, foot - lift - high),
        ]
    };
    let envelope = sheet(-232.0, 232.0, 306.0, 0.0);
    scene.cast(&envelope.iter().map(|p| (p.0 + 24.0, (p.1 + 10.0).min(foot + 6.0))).collect::<Vec<_>>(), 14.0, 0.32);
    scene.cast(
        &[(x - 228.0, foot - 6.0), (x + 236.0, foot - 6.0), (x + 250.0, foot + 8.0), (x - 222.0, foot + 7.0)],
        5.0,
        0.5,
    );
    let paper = Finish::White.look();
    let surface = Surface { gloss: 0.03, bounce: scene.bounce() };
    let face = lit(paper.base, [-0.12, 0.15, 1.0], surface);
    let inner = sheet(-214.0, 214.0, 60.0, 286.0);
    scene.sheet.fill(&closed(&inner), &lit(piece.look.base, [-0.2, 0.1, 1.0], surface).into(), 1.0);
    let front = scene.sheet.along(
        (x - 232.0, foot - 306.0),
        (x + 232.0, foot),
        &[(0.0, face.dim(1.04), 1.0), (1.0, face.dim(0.88), 1.0)],
    );
    scene.sheet.fill(&closed(&envelope), &front, 1.0);
    let (left, right) = (envelope[3], envelope[2]);
    let tip = (x, foot - 132.0);
    let flap = vec![left, right, (tip.0 + 14.0, tip.1 - 8.0), (tip.0, tip.1), (tip.0 - 14.0, tip.1 - 8.0)];
    for (to, solid) in [(envelope[0], 0.20), (envelope[1], 0.20)] {
        scene.sheet.stroke(&open(&[tip, to]), &paper.deep.dim(0.5).into(), 1.6, solid);
    }
    let under: Vec<Point> = flap.iter().map(|p| (p.0 + 3.0, p.1 + 6.0)).collect();
    scene.within(&closed(&envelope), |scene| scene.cast(&under, 5.0, 0.30));
    let bright = scene.sheet.along(left, tip, &[(0.0, face.dim(1.08), 1.0), (1.0, face.dim(0.98), 1.0)]);
    scene.sheet.fill(&closed(&flap), &bright, 1.0);
    seal(scene, (tip.0, tip.1 - 14.0), piece.look);
    (0.0, -190.0, 2.0)
}

fn seal(scene: &mut Scene, (x, y): Point, look: Look) {
    scene.pool((x + 4.0, y + 6.0), (44.0, 42.0), 0.4);
    let wax: Vec<Point> = (0..=24)
        .map(|i| {
            let turn = f64::from(i) * std::f64::consts::TAU / 24.0;
            let r = 33.0 + 1.3 * (turn * 3.0).sin() + 1.1 * (turn * 5.0 + 1.0).cos();
            (x + r * turn.cos(), y + r * turn.sin())
        })
        .collect();
    let paint = scene.sheet.around(
        (x - 12.0, y - 14.0),
        (56.0, 56.0),
        &[(0.0, look.thin.towards(look.base, 0.4), 1.0), (0.5, look.base, 1.0), (1.0, look.deep, 1.0)],
    );
    scene.sheet.fill(&format!("{}Z", curve(&wax)), &paint, 1.0);
    scene.sheet.stroke(&ellipse((x, y), 24.0, 24.0), &look.deep.dim(0.7).into(), 2.0, 0.5);
    scene.sheet.stroke(&ellipse((x + 0.8, y + 1.2), 24.0, 24.0), &look.thin.into(), 1.2, 0.5);
    leaf_mark(scene, (x, y + 2.0), 0.66, look.deep.dim(0.6));
}
