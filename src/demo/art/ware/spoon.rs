//! Wooden spoons, in a jar and against the wall.

use super::wood::FEET;
use super::{Closer, Piece};
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, ellipse};
use crate::demo::art::tube::tube;
use crate::demo::art::turned::Top;

/// A jar of wooden spoons.
pub(super) fn spoons(scene: &mut Scene, piece: Piece) -> Closer {
    let jar = piece.made(Finish::Oat.look(), 1);
    let mut body =
        super::vessel::turned(jar, 188.0, &[(0.0, 82.0), (0.04, 88.0), (0.3, 98.0), (0.8, 98.0), (1.0, 101.0)], 0.17);
    body.top = Top::Open { wall: 6.0 * piece.size, depth: 1.0, filled: None };
    body.shadow(scene);
    body.draw(scene);
    let s = piece.size;
    let mouth = (piece.at.0, piece.at.1 - body.high());
    let front = body.front_rim();
    scene.within(&front, |scene| {
        for (dx, lean, long, head, look) in [
            (-34.0, -70.0, 196.0, 27.0, piece.look),
            (30.0, 84.0, 186.0, 25.0, piece.look),
            (4.0, 14.0, 236.0, 29.0, piece.look),
        ] {
            standing(scene, (mouth.0 + dx * s, mouth.1 + 12.0 * s), (lean * s, -long * s), head * s, look);
        }
    });
    (0.0, -330.0 * s, 1.9)
}

/// One spoon seen from its back, its stick going down into the jar.
fn standing(scene: &mut Scene, root: Point, (dx, dy): Point, head: f64, look: Look) {
    let at = |part: f64| (root.0 + dx * part, root.1 + dy * part);
    let knots: Vec<_> = [
        (-0.2, 0.22),
        (0.3, 0.24),
        (0.62, 0.27),
        (0.74, 0.42),
        (0.86, 0.86),
        (0.98, 1.0),
        (1.1, 0.82),
        (1.17, 0.42),
        (1.19, 0.08),
    ]
    .iter()
    .map(|(part, half)| (at(*part).0, at(*part).1, half * head))
    .collect();
    tube(scene, &knots, &look);
}

/// Two long spoons leaning against the wall, their hollows to the front.
pub(super) fn spoon(scene: &mut Scene, piece: Piece) -> Closer {
    for (dx, lean, long, head) in [(-78.0, 30.0, 520.0, 50.0), (86.0, -12.0, 470.0, 58.0)] {
        let foot = (piece.at.0 + dx, FEET + 4.0);
        let at = |part: f64| (foot.0 + lean * part, foot.1 - long * part);
        let knots: Vec<_> = [
            (0.0, 6.0),
            (0.02, 9.0),
            (0.35, 10.0),
            (0.62, 10.5),
            (0.72, 13.0),
            (0.80, head * 0.62),
            (0.88, head * 0.98),
            (0.94, head),
            (1.0, head * 0.86),
            (1.05, head * 0.5),
            (1.062, 3.0),
        ]
        .iter()
        .map(|(part, half)| (at(*part).0, at(*part).1, *half))
        .collect();
        let shade: Vec<Point> = knots
            .iter()
            .map(|k| (k.0 - k.2 + 22.0, k.1 + 12.0))
            .chain(knots.iter().rev().map(|k| (k.0 + k.2 + 22.0, k.1 + 12.0)))
            .collect();
        scene.cast(&shade, 10.0, 0.30);
        scene.pool((foot.0 + 10.0, foot.1 + 3.0), (40.0, 9.0), 0.55);
        tube(scene, &knots, &piece.look);
        scooped(scene, at(0.925), (head * 0.76, long * 0.105), lean / long, piece.look);
    }
    (60.0, -430.0, 2.1)
}

/// The hollow of a spoon seen from the front: dark on the side of the light, bright on the other.
fn scooped(scene: &mut Scene, at: Point, (wide, high): Point, lean: f64, look: Look) {
    let surface = Surface { gloss: look.gloss, bounce: scene.bounce() };
    let stops: Vec<_> = (0..9)
        .map(|i| {
            let across = f64::from(i) / 4.0 - 1.0;
            (
                f64::from(i) / 8.0,
                lit(look.base.towards(look.deep, 0.25), [-across * 0.8, 0.1 + across * 0.3, 1.0], surface),
                1.0,
            )
        })
        .collect();
    let paint = scene.sheet.along((at.0 - wide, at.1 - high * 0.5), (at.0 + wide, at.1 + high * 0.5), &stops);
    scene.placed(&format!("rotate({:.2} {:.1} {:.1})", lean.atan().to_degrees(), at.0, at.1), |scene| {
        scene.sheet.fill(&ellipse(at, wide, high), &paint, 1.0);
        let dark = look.deep.dim(0.4);
        let depth = scene.sheet.around(
            (at.0 - wide * 0.25, at.1 - high * 0.3),
            (wide * 1.1, high),
            &[(0.0, dark, 0.45), (0.6, dark, 0.14), (1.0, dark, 0.0)],
        );
        scene.sheet.fill(&ellipse(at, wide, high), &depth, 1.0);
        let rim = scene.sheet.along(
            (at.0 - wide, at.1 - high),
            (at.0 + wide, at.1 + high),
            &[(0.0, dark, 0.6), (0.5, dark, 0.1), (1.0, look.thin, 0.9)],
        );
        scene.sheet.stroke(&ellipse(at, wide, high), &rim, 2.0, 1.0);
    });
}
