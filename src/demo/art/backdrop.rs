//! The wall and the table as numbers finer than a byte, so that their long gradients show no steps. Knows no things.

use super::finish::Wall;
use super::scene::{HIGH, HORIZON};

/// Red, green and blue from 0 to 255, in fractions.
pub type Fine = [f32; 3];

const WHITE: Fine = [255.0; 3];

/// The empty set of one picture: wall, table, the window's light on both.
#[derive(Clone, Copy, Debug)]
pub struct Backdrop {
    wall: Fine,
    dusk: Fine,
    far: Fine,
    near: Fine,
    seam: Fine,
    wide: f32,
}

impl Backdrop {
    pub fn new(wall: Wall, wide: f64) -> Backdrop {
        let (back, table) = wall.tones();
        let fine = |tone: super::colour::Tone| tone.bytes().map(f32::from);
        Backdrop {
            wall: fine(back),
            dusk: fine(back.dim(0.55)),
            far: fine(table.dim(0.97)),
            near: fine(table.towards(back, 0.8)),
            seam: fine(table.dim(0.45)),
            wide: wide as f32,
        }
    }

    pub fn at(&self, x: f32, y: f32) -> Fine {
        let horizon = HORIZON as f32;
        // The edge is two units soft, as a lens would have it.
        let below = ((y - horizon + 1.2) / 2.4).clamp(0.0, 1.0);
        let ground = match below {
            0.0 => self.on_wall(x, y),
            1.0 => self.on_table(x, y),
            part => mixed(self.on_wall(x, y), self.on_table(x, y), part),
        };
        let near_seam = (1.0 - ((y - horizon - 1.0) / 13.0).powi(2)).max(0.0);
        mixed(ground, self.seam, 0.12 * near_seam * near_seam)
    }

    fn on_wall(&self, x: f32, y: f32) -> Fine {
        let glow = bump((x - self.wide * 0.24) / (self.wide * 0.98), (y - 200.0) / 760.0);
        let (dx, dy) = (self.wide * 0.62, 330.0);
        let away = (((x - self.wide * 0.42) * dx + y * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.2);
        mixed(mixed(self.wall, WHITE, 0.50 * glow), self.dusk, 0.22 * away * away)
    }

    fn on_table(&self, x: f32, y: f32) -> Fine {
        let nearer = ((y - HORIZON as f32) / (HIGH - HORIZON) as f32).clamp(0.0, 1.0);
        let glow = bump((x - self.wide * 0.22) / (self.wide * 0.85), (y - 770.0) / 360.0);
        mixed(mixed(self.far, self.near, nearer * (2.0 - nearer)), WHITE, 0.30 * glow)
    }
}

/// 1 in the middle, 0 from a distance of 1, smooth between.
fn bump(x: f32, y: f32) -> f32 {
    let rest = (1.0 - x * x - y * y).max(0.0);
    rest * rest
}

fn mixed(a: Fine, b: Fine, part: f32) -> Fine {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
}
