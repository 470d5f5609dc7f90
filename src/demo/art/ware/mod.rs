//! Every kind of ware, one function each; this page says which subject is drawn by which. Knows the set and the tools;
//! nothing of goods or files.

mod block;
mod branch;
mod cloth;
mod flat;
mod folded;
mod gift;
mod grain;
mod hanging;
mod paper;
mod parcel;
mod pour;
mod sets;
mod slab;
mod spoon;
mod tea;
mod tin;
mod vessel;
mod wood;

use super::finish::Look;
use super::scene::{STAND, Scene};
use super::sheet::Point;
use super::subject::{Focus, Subject, Ware};

/// Where one thing stands, how large, what it is made of, and which of many alike it is.
#[derive(Clone, Copy)]
struct Piece {
    at: Point,
    size: f64,
    look: Look,
    seed: u64,
}

impl Piece {
    fn moved(self, right: f64, down: f64) -> Piece {
        Piece { at: (self.at.0 + right, self.at.1 + down), ..self }
    }

    fn sized(self, by: f64) -> Piece {
        Piece { size: self.size * by, ..self }
    }

    fn made(self, look: Look, more: u64) -> Piece {
        Piece { look, seed: self.seed.wrapping_add(more), ..self }
    }
}

/// Draws the subject in the middle of the set and says where a closer look should be.
pub fn draw(scene: &mut Scene, subject: &Subject) -> Focus {
    let piece = Piece { at: (scene.wide / 2.0, STAND), size: 1.0, look: subject.finish.look(), seed: subject.seed };
    let (dx, dy, times) = match subject.ware {
        Ware::Mug => vessel::mug(scene, piece.sized(1.76).moved(-34.0, 20.0)),
        Ware::TallMug => vessel::tall_mug(scene, piece.sized(1.52).moved(-34.0, 20.0)),
        Ware::RoundMug => vessel::round_mug(scene, piece.sized(1.78).moved(-34.0, 20.0)),
        Ware::Tumbler => vessel::tumbler(scene, piece.sized(1.66).moved(0.0, 15.0)),
        Ware::FlutedCup => vessel::fluted_cup(scene, piece.sized(1.86).moved(0.0, 15.0)),
        Ware::Espresso => vessel::espresso(scene, piece.sized(1.85).moved(0.0, 35.0)),
        Ware::TeaBowl => vessel::tea_bowl(scene, piece.sized(1.7).moved(0.0, 10.0)),
        Ware::Bowl => vessel::bowl(scene, piece.sized(1.35).moved(0.0, 15.0)),
        Ware::DeepBowl => vessel::deep_bowl(scene, piece.sized(1.35).moved(0.0, 15.0)),
        Ware::WideBowl => vessel::wide_bowl(scene, piece.sized(1.3).moved(0.0, 25.0)),
        Ware::NestedBowls => vessel::nested_bowls(scene, piece.sized(1.25).moved(0.0, 20.0)),
        Ware::SmallDish => flat::small_dish(scene, piece.sized(1.5).moved(0.0, 20.0)),
        Ware::Plate => flat::plate(scene, piece.sized(1.22).moved(0.0, 35.0)),
        Ware::PlateStack => flat::plate_stack(scene, piece.sized(1.25).moved(0.0, 25.0)),
        Ware::CakeStand => flat::cake_stand(scene, piece.sized(1.25).moved(0.0, 35.0)),
        Ware::Vase => vessel::vase(scene, piece.sized(1.38).moved(0.0, 20.0)),
        Ware::BottleVase => vessel::bottle_vase(scene, piece.sized(1.38).moved(0.0, 20.0)),
        Ware::MoonVase => vessel::moon_vase(scene, piece.sized(1.42).moved(0.0, 20.0)),
        Ware::BudVase => vessel::bud_vase(scene, piece.sized(1.35).moved(0.0, 15.0)),
        Ware::TallVase => vessel::tall_vase(scene, piece.sized(1.4).moved(0.0, 25.0)),
        Ware::Jug => pour::jug(scene, piece.sized(1.42).moved(-20.0, 20.0)),
        Ware::MilkJug => pour::milk_jug(scene, piece.sized(1.9).moved(-20.0, 20.0)),
        Ware::Carafe => pour::carafe(scene, piece.sized(1.4).moved(0.0, 20.0)),
        Ware::Teapot => pour::teapot(scene, piece.sized(1.4).moved(0.0, 25.0)),
        Ware::HoopTeapot => pour::hoop_teapot(scene, piece.sized(1.36).moved(20.0, 25.0)),
        Ware::LiddedJar => pour::lidded_jar(scene, piece.sized(1.45).moved(0.0, 20.0)),
        Ware::SugarBowl => pour::sugar_bowl(scene, piece.sized(1.75).moved(0.0, 15.0)),
        Ware::Tin => tin::tin(scene, piece.sized(1.66).moved(0.0, 20.0)),
        Ware::TallTin => tin::tall_tin(scene, piece.sized(1.4).moved(0.0, 20.0)),
        Ware::Pouch => paper::pouch_with_dish(scene, piece.sized(1.45).moved(0.0, 20.0), subject.finish.leaf().look()),
        Ware::LooseTea => tea::loose_tea(scene, piece.sized(1.45).moved(0.0, 20.0)),
        Ware::Whisk => tea::whisk(scene, piece.sized(1.85).moved(0.0, 20.0)),
        Ware::Towel => cloth::towel(scene, piece),
        Ware::Napkins => folded::napkins(scene, piece.sized(1.22)),
        Ware::Apron => cloth::apron(scene, piece),
        Ware::BreadCloth => folded::bread_cloth(scene, piece.sized(1.2)),
        Ware::FoldedOne => folded::folded_one(scene, piece.sized(1.15)),
        Ware::Folded => folded::folded(scene, piece.sized(1.12)),
        Ware::Board => wood::board(scene, piece),
        Ware::RoundBoard => wood::round_board(scene, piece),
        Ware::PaddleBoard => wood::paddle_board(scene, piece),
        Ware::Spoons => spoon::spoons(scene, piece.sized(1.3).moved(0.0, 20.0)),
        Ware::Spoon => spoon::spoon(scene, piece),
        Ware::Candle => gift::candle(scene, piece.sized(1.68).moved(0.0, 15.0)),
        Ware::Matches => gift::matches(scene, piece.sized(1.5).moved(0.0, 10.0)),
        Ware::GiftBox => parcel::gift_box(scene, piece.sized(1.35).moved(0.0, 20.0)),
        Ware::Card => gift::card(scene, piece),
        Ware::TeaSet => sets::tea_set(scene, piece),
        Ware::CupPair => sets::cup_pair(scene, piece),
        Ware::BreakfastSet => sets::breakfast_set(scene, piece),
        Ware::MatchaSet => sets::matcha_set(scene, piece),
        Ware::TeaGift => sets::tea_gift(scene, piece),
        Ware::Table => sets::table(scene, piece),
        Ware::Kitchen => sets::kitchen(scene, piece),
    };
    Focus { x: piece.at.0 + dx, y: piece.at.1 + dy, times }
}

/// Where a closer look goes, measured from where the thing stands, and how many times closer it is.
type Closer = (f64, f64, f64);

/// A profile given as parts of a height (0 foot, 1 rim) with radii, at the size of the piece.
fn profile(piece: &Piece, high: f64, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    points.iter().map(|(part, radius)| (part * high * piece.size, radius * piece.size)).collect()
}
