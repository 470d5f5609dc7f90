//! What stands before the camera, and how the camera looks at it. Knows names and frames; nothing of drawing.

use serde::Deserialize;

use super::finish::Finish;

/// One thing to take a picture of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub ware: Ware,
    pub finish: Finish,
    /// Decides specks, glaze lines and small differences, as hands do.
    pub seed: u64,
}

/// Every kind of ware that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ware {
    Mug,
    TallMug,
    RoundMug,
    Tumbler,
    FlutedCup,
    Espresso,
    TeaBowl,
    Bowl,
    DeepBowl,
    WideBowl,
    SmallDish,
    NestedBowls,
    Plate,
    PlateStack,
    CakeStand,
    Vase,
    BottleVase,
    MoonVase,
    BudVase,
    TallVase,
    Jug,
    MilkJug,
    Carafe,
    Teapot,
    HoopTeapot,
    LiddedJar,
    SugarBowl,
    Tin,
    TallTin,
    Pouch,
    LooseTea,
    Towel,
    Napkins,
    Apron,
    Folded,
    FoldedOne,
    BreadCloth,
    Board,
    RoundBoard,
    PaddleBoard,
    Spoons,
    Spoon,
    Whisk,
    Candle,
    Matches,
    GiftBox,
    Card,
    TeaSet,
    CupPair,
    BreakfastSet,
    MatchaSet,
    TeaGift,
    /// The still life of the home page.
    Table,
    /// A second one, of bowls, linen and wood.
    Kitchen,
}

/// How the camera looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The whole thing, 4:5.
    Whole,
    /// Closer, at what the hand would find first, 4:5.
    Detail,
    /// The whole table, 4:3, for a home page.
    Wide,
}

/// The middle of a closer look and how many times closer it is.
#[derive(Clone, Copy, Debug)]
pub struct Focus {
    pub x: f64,
    pub y: f64,
    pub times: f64,
}

impl View {
    /// Pixels across in full size.
    pub fn width(self) -> u32 {
        match self {
            View::Whole | View::Detail => 1200,
            View::Wide => 1600,
        }
    }

    pub fn height_for(self, wide: u32) -> u32 {
        match self {
            View::Whole | View::Detail => wide.saturating_mul(5) / 4,
            View::Wide => wide.saturating_mul(3) / 4,
        }
    }

    /// How wide the set is, in units of a picture 1000 high.
    pub(super) fn stage(self) -> f64 {
        match self {
            View::Whole | View::Detail => 800.0,
            View::Wide => 4000.0 / 3.0,
        }
    }

    /// The part of the set that is seen: x, y, width, height.
    pub(super) fn frame(self, focus: Focus, high: f64) -> [f64; 4] {
        let wide = self.stage();
        match self {
            View::Whole | View::Wide => [0.0, 0.0, wide, high],
            View::Detail => {
                let (w, h) = (wide / focus.times, high / focus.times);
                [(focus.x - w / 2.0).clamp(0.0, wide - w), (focus.y - h / 2.0).clamp(0.0, high - h), w, h]
            }
        }
    }
}
