//! Folded linen in stacks, and what lies on it.

use super::slab::Slab;
use super::{Closer, Piece};
use crate::demo::art::chance::Chance;
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::curve;
use crate::demo::art::tube::tube;
use crate::demo::art::turned::{Top, Turned};

pub(super) fn napkins(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let place = piece.moved(0.0, 24.0 * s);
    stack(scene, place, &Stack { wide: 196.0, deep: 300.0, thick: 13.0, folds: 2, count: 4, stripe: false });
    let look = Finish::Oak.look();
    let (x, y) = (place.at.0 + 18.0 * s, place.at.1 - 4.0 * 13.0 * s - 30.0 * s);
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

/// One large cloth, folded many times.
pub(super) fn folded_one(scene: &mut Scene, piece: Piece) -> Closer {
    let s = piece.size;
    let cloth = Stack { wide: 214.0, deep: 360.0, thick: 74.0, folds: 6, count: 1, stripe: true };
    stack(scene, piece.moved(0.0, 20.0 * s), &cloth);
    (80.0, -60.0, 2.0)
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
