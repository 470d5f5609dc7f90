//! A gift box with a linen ribbon.

use super::block::Block;
use super::{Closer, Piece};
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, closed, curve};

/// A box with a lid and a linen ribbon, tied on top. The piece's look colours the ribbon.
pub(super) fn gift_box(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let block = Block { at: piece.at, wide: 158.0 * s, deep: 128.0 * s, turn: 0.42 };
    let card = Finish::White.look();
    let kraft = if piece.look.base == Finish::White.look().base { Finish::Kraft.look() } else { card };
    block.shadow(scene, 150.0 * s);
    block.solid(scene, kraft, 0.0, 104.0 * s, 1.0);
    let shade = block.faces(90.0 * s, 105.0 * s, 1.0);
    for face in &shade[..2] {
        scene.sheet.fill(&closed(face), &kraft.deep.dim(0.3).into(), 0.24);
    }
    block.solid(scene, kraft, 104.0 * s, 152.0 * s, 1.035);
    for (low, high, grow) in [(0.0, 104.0 * s, 1.004), (104.0 * s, 152.5 * s, 1.04)] {
        band(scene, &block, piece.look, (low, high, grow));
    }
    bow(scene, block.corner(0.0, 0.0, 153.0 * s), s, piece.look);
    (-10.0, -170.0 * s, 2.0)
}

fn band(scene: &mut Scene, block: &Block, look: Look, (low, high, g): (f64, f64, f64)) {
    let w = 0.105;
    let [front, side, top] = block.paints(scene, look, low, high);
    let strips = [
        (block.quad([(-w, -g, low), (w, -g, low), (w, -g, high), (-w, -g, high)]), front),
        (block.quad([(g, -w * 1.2, low), (g, w * 1.2, low), (g, w * 1.2, high), (g, -w * 1.2, high)]), side),
        (block.quad([(-w, -g, high), (w, -g, high), (w, g, high), (-w, g, high)]), top.clone()),
        (block.quad([(-g, -w * 1.2, high), (g, -w * 1.2, high), (g, w * 1.2, high), (-g, w * 1.2, high)]), top),
    ];
    let wanted = if low > 0.0 { 4 } else { 2 };
    for (strip, paint) in strips.iter().take(wanted) {
        scene.sheet.placed_stroke(&closed(strip), (1.5, 1.2), &look.deep.dim(0.2).into(), 1.6, 0.25);
        scene.sheet.fill(&closed(strip), paint, 1.0);
    }
}

fn bow(scene: &mut Scene, (x, y): Point, s: f64, look: Look) {
    let at = |dx: f64, dy: f64| (x + dx * s, y + dy * s);
    let surface = Surface { gloss: 0.1, bounce: scene.bounce() };
    scene.pool((x + 10.0 * s, y + 3.0 * s), (92.0 * s, 20.0 * s), 0.5);
    for side in [-1.0, 1.0] {
        let tail = [
            at(0.0, -4.0),
            at(side * 34.0, 6.0),
            at(side * 62.0, 20.0),
            at(side * 84.0, 22.0),
            at(side * 78.0, 34.0),
            at(side * 50.0, 30.0),
            at(side * 20.0, 14.0),
            at(0.0, 4.0),
        ];
        let tone = lit(look.base, [-side * 0.4, 0.8, 0.4], surface);
        scene.sheet.fill(&format!("{}Z", curve(&tail)), &tone.dim(0.92).into(), 1.0);
        let back = [
            at(0.0, -10.0),
            at(side * 26.0, -50.0),
            at(side * 74.0, -62.0),
            at(side * 92.0, -34.0),
            at(side * 58.0, -12.0),
            at(0.0, -6.0),
        ];
        let inner = lit(look.base.towards(look.deep, 0.6), [side * 0.3, 0.0, 0.8], surface).dim(0.72);
        scene.sheet.fill(&format!("{}Z", curve(&back)), &inner.into(), 1.0);
        let front = [
            at(0.0, -10.0),
            at(side * 30.0, -34.0),
            at(side * 70.0, -46.0),
            at(side * 92.0, -34.0),
            at(side * 84.0, -12.0),
            at(side * 44.0, -2.0),
            at(0.0, -2.0),
        ];
        let (bright, dull) = (
            lit(look.base.towards(look.thin, 0.3), [-0.5, 0.7, 0.5], surface),
            lit(look.base, [side * 0.5, -0.1, 0.8], surface),
        );
        let paint = scene.sheet.along(
            at(side * 20.0, -46.0),
            at(side * 50.0, 0.0),
            &[(0.0, dull, 1.0), (0.45, bright, 1.0), (1.0, dull.dim(0.9), 1.0)],
        );
        scene.sheet.fill(&format!("{}Z", curve(&front)), &paint, 1.0);
        for bend in [-24.0, -14.0] {
            let crease = curve(&[at(side * 8.0, -8.0), at(side * 34.0, bend), at(side * 62.0, bend - 4.0)]);
            scene.sheet.stroke(&crease, &look.deep.dim(0.6).into(), 1.4 * s, 0.35);
        }
    }
    let knot = [
        at(-13.0, -18.0),
        at(0.0, -22.0),
        at(13.0, -18.0),
        at(15.0, 2.0),
        at(0.0, 7.0),
        at(-15.0, 2.0),
        at(-13.0, -18.0),
    ];
    let (bright, dull) = (lit(look.thin, [-0.6, 0.6, 0.5], surface), lit(look.deep, [0.6, -0.2, 0.6], surface));
    let paint = scene.sheet.along(at(-15.0, -20.0), at(15.0, 6.0), &[(0.0, bright, 1.0), (1.0, dull, 1.0)]);
    scene.sheet.fill(&format!("{}Z", curve(&knot)), &paint, 1.0);
}
