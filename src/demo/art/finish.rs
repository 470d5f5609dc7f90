//! What things are made of: glazes, clays, woods, cloths, papers; their colours and the wall behind them.

use serde::Deserialize;

use super::colour::Tone;

/// The surface of a thing. Its name is what the goods files say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    Celadon,
    Tenmoku,
    Oat,
    Cobalt,
    Ash,
    Rust,
    Chalk,
    Moss,
    Blush,
    Ink,
    Oak,
    Walnut,
    Beech,
    Olive,
    Flax,
    Sage,
    Terracotta,
    Indigo,
    Charcoal,
    White,
    Kraft,
}

/// The colours of one finish.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub base: Tone,
    /// Where it lies thick or in folds.
    pub deep: Tone,
    /// Where it lies thin: rims and ridges.
    pub thin: Tone,
    /// 0 is dry, 1 is wet glaze.
    pub gloss: f64,
    /// Iron specks for each hundred; 0 for none.
    pub specks: f64,
    pub wall: Wall,
}

#[derive(Clone, Copy, Debug)]
pub enum Wall {
    Linen,
    Sage,
    Sand,
    Clay,
    Mist,
}

impl Wall {
    /// The wall and the darker far edge of the table.
    pub fn tones(self) -> (Tone, Tone) {
        let (wall, table) = match self {
            Wall::Linen => (0xefe8db, 0xdfd1bb),
            Wall::Sage => (0xd9ddd3, 0xc0c7b7),
            Wall::Sand => (0xeee4d7, 0xddcbb4),
            Wall::Clay => (0xe8d8cb, 0xd6bba6),
            Wall::Mist => (0xe3e5de, 0xcacfc2),
        };
        (Tone::of(wall), Tone::of(table))
    }
}

impl Finish {
    /// The tea that is sold under a label of this colour.
    pub fn leaf(self) -> Finish {
        match self {
            Finish::Celadon | Finish::Moss | Finish::Sage => Finish::Moss,
            Finish::Terracotta => Finish::Rust,
            Finish::Oat | Finish::Flax => Finish::Oak,
            _ => Finish::Tenmoku,
        }
    }

    pub fn look(self) -> Look {
        use Finish::*;
        let (base, deep, thin, gloss, specks, wall) = match self {
            Celadon => (0xa4baa9, 0x6c9080, 0xcfd9c6, 0.85, 0.7, Wall::Linen),
            Tenmoku => (0x3b2a22, 0x1d1410, 0x8f5a36, 1.0, 0.2, Wall::Sand),
            Oat => (0xe3d5bd, 0xc9b491, 0xeee2cd, 0.35, 1.5, Wall::Sage),
            Cobalt => (0x3a5685, 0x20375e, 0x7f8b9c, 0.9, 0.3, Wall::Sand),
            Ash => (0xa9a49a, 0x7e786e, 0xbfae98, 0.4, 0.9, Wall::Clay),
            Rust => (0xa9583a, 0x733722, 0xcb8a5c, 0.55, 0.5, Wall::Mist),
            Chalk => (0xece8e0, 0xcfc8bb, 0xe2d3bd, 0.5, 0.35, Wall::Clay),
            Moss => (0x6a7355, 0x454d38, 0xa3966a, 0.7, 0.6, Wall::Linen),
            Blush => (0xd9ab98, 0xb97f69, 0xe6cbb7, 0.4, 0.8, Wall::Mist),
            Ink => (0x2b2f36, 0x16191f, 0x5d5650, 0.25, 0.2, Wall::Sage),
            Oak => (0xc59a66, 0x9a6f40, 0xd9b583, 0.10, 0.0, Wall::Mist),
            Walnut => (0x7a5233, 0x4d301c, 0x9c7148, 0.14, 0.0, Wall::Sand),
            Beech => (0xd8b48a, 0xb58a5c, 0xe6caa6, 0.10, 0.0, Wall::Sage),
            Olive => (0xa97f45, 0x6d4a22, 0xcfa566, 0.16, 0.0, Wall::Linen),
            Flax => (0xd2c8b4, 0xaea28b, 0xe4dccb, 0.0, 0.0, Wall::Sage),
            Sage => (0xa3ad93, 0x7d8870, 0xbcc4ad, 0.0, 0.0, Wall::Linen),
            Terracotta => (0xb9694a, 0x8c4730, 0xcf8c6f, 0.0, 0.0, Wall::Mist),
            Indigo => (0x3c4e70, 0x26344f, 0x5f7091, 0.0, 0.0, Wall::Sand),
            Charcoal => (0x4b4a4a, 0x2e2d2e, 0x6a6866, 0.0, 0.0, Wall::Clay),
            White => (0xece8df, 0xc9c2b4, 0xf6f3ec, 0.0, 0.0, Wall::Clay),
            Kraft => (0xb98f63, 0x8f6840, 0xcba67c, 0.05, 0.0, Wall::Mist),
        };
        Look { base: Tone::of(base), deep: Tone::of(deep), thin: Tone::of(thin), gloss, specks, wall }
    }
}

/// The clay under every glaze.
pub fn clay() -> Look {
    Look {
        base: Tone::of(0xc0987a),
        deep: Tone::of(0x9a7255),
        thin: Tone::of(0xcfab8c),
        gloss: 0.0,
        specks: 1.0,
        wall: Wall::Sand,
    }
}
