//! Things that are sold or shown together: sets, gifts, and the two still lifes of the home page.

use super::folded::{Stack, stack};
use super::{Closer, Piece, flat, paper, pour, spoon, tea, tin, vessel, wood};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::Finish;
use crate::demo::art::scene::Scene;

/// Green tea in a cup.
const SENCHA: u32 = 0xb3a552;
/// Black tea in a cup.
const ASSAM: u32 = 0x8a4a1c;

pub(super) fn tea_set(scene: &mut Scene, piece: Piece) -> Closer {
    let place = piece.moved(20.0, 8.0);
    pour::teapot(scene, place.moved(-20.0, -40.0).sized(1.12));
    tea::filled_cup(scene, place.moved(-168.0, 66.0).sized(0.98).made(piece.look, 3), Tone::of(SENCHA));
    tea::filled_cup(scene, place.moved(120.0, 92.0).sized(1.0).made(piece.look, 4), Tone::of(SENCHA));
    (-90.0, -70.0, 1.9)
}

pub(super) fn cup_pair(scene: &mut Scene, piece: Piece) -> Closer {
    vessel::mug(scene, piece.moved(96.0, -34.0).sized(1.16).made(piece.look, 7));
    vessel::mug(scene, piece.moved(-132.0, 44.0).sized(1.24).made(piece.look, 8));
    (-100.0, -130.0, 2.0)
}

pub(super) fn breakfast_set(scene: &mut Scene, piece: Piece) -> Closer {
    vessel::mug(scene, piece.moved(176.0, -46.0).sized(1.02).made(piece.look, 2));
    flat::single_plate(scene, piece.moved(-54.0, 34.0).sized(1.22));
    let on = piece.moved(-54.0, 10.0).sized(0.86).made(piece.look, 3);
    scene.pool((on.at.0 + 26.0, on.at.1 + 2.0), (118.0, 24.0), 0.55);
    vessel::on_something(scene, on);
    (-60.0, -120.0, 2.0)
}

pub(super) fn matcha_set(scene: &mut Scene, piece: Piece) -> Closer {
    tin::tin(scene, piece.moved(-150.0, -52.0).sized(1.0).made(Finish::Moss.look(), 1));
    tea::whisk(scene, piece.moved(196.0, -26.0).sized(1.12));
    vessel::tea_bowl(scene, piece.moved(-6.0, 48.0).sized(1.22));
    (0.0, -100.0, 2.0)
}

pub(super) fn tea_gift(scene: &mut Scene, piece: Piece) -> Closer {
    paper::pouch(scene, piece.moved(-112.0, -38.0).sized(1.12));
    tin::tall_tin(scene, piece.moved(92.0, -22.0).sized(1.0).made(piece.look, 2));
    tea::filled_cup(scene, piece.moved(20.0, 76.0).sized(0.98).made(Finish::Oat.look(), 3), Tone::of(ASSAM));
    (-60.0, -150.0, 1.9)
}

/// Teapot, cups, a branch: the first thing one sees of the shop.
pub(super) fn table(scene: &mut Scene, piece: Piece) -> Closer {
    let place = piece.moved(40.0, 0.0);
    vessel::bud_vase(scene, place.moved(-420.0, -52.0).sized(1.02).made(Finish::Rust.look(), 5));
    vessel::nested_bowls(scene, place.moved(404.0, -46.0).sized(0.92).made(Finish::Oat.look(), 6));
    pour::hoop_teapot(scene, place.moved(-20.0, 0.0).sized(1.36));
    let dish = place.moved(-366.0, 108.0).sized(0.86).made(Finish::Chalk.look(), 7);
    tea::dish_of_leaves(scene, dish, Finish::Moss.look());
    tea::filled_cup(scene, place.moved(232.0, 96.0).sized(1.02).made(Finish::Celadon.look(), 8), Tone::of(SENCHA));
    tea::filled_cup(scene, place.moved(-132.0, 140.0).sized(1.08).made(Finish::Celadon.look(), 9), Tone::of(SENCHA));
    (-100.0, -150.0, 1.6)
}

/// A board, bowls, a jug and spoons.
pub(super) fn kitchen(scene: &mut Scene, piece: Piece) -> Closer {
    wood::board(scene, piece.moved(-300.0, 0.0).made(Finish::Oak.look(), 1));
    spoon::spoons(scene, piece.moved(356.0, -40.0).sized(1.05).made(Finish::Beech.look(), 2));
    pour::jug(scene, piece.moved(-92.0, -4.0).sized(1.16).made(Finish::Chalk.look(), 3));
    vessel::bowl(scene, piece.moved(146.0, 62.0).sized(1.16));
    stack(
        scene,
        piece.moved(-372.0, 104.0).sized(0.74).made(Finish::Indigo.look(), 7),
        &Stack { wide: 190.0, deep: 300.0, thick: 34.0, folds: 4, count: 2, stripe: true },
    );
    vessel::tumbler(scene, piece.moved(404.0, 118.0).sized(0.82).made(Finish::Celadon.look(), 4));
    (0.0, -120.0, 1.6)
}
