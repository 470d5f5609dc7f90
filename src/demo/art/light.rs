//! The one light of every picture: a tall window on the left, a pale wall behind, a table that throws some back.
//! Knows surfaces and directions; nothing of shapes or SVG.

use super::colour::{Tone, smooth};

/// x to the right, y up, z towards the camera.
pub type Normal = [f64; 3];

/// How a surface answers light: 0 is dry clay, 1 is wet glaze.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    pub gloss: f64,
    /// The table's colour, thrown back from below.
    pub bounce: Tone,
}

const KEY: Normal = [-0.66, 0.52, 0.54];
pub const CAMERA: Normal = [0.0, 0.22, 0.975];
const AMBIENT: f64 = 0.37;
const DIRECT: f64 = 1.10;

pub fn lit(albedo: Tone, normal: Normal, surface: Surface) -> Tone {
    let normal = unit(normal);
    let facing = ((dot(normal, KEY) + 0.24) / 1.24).max(0.0);
    let direct = Tone(1.03, 1.0, 0.95).dim(DIRECT * facing.powf(1.25));
    let sky = Tone(0.98, 1.0, 1.03).dim(AMBIENT);
    let floor = surface.bounce.dim(AMBIENT * 0.75);
    let ambient = floor.towards(sky, 0.5 + 0.5 * normal[1] + 0.12 * normal[2]);
    let body = albedo.under(direct.plus(ambient));
    body.plus(Tone::WHITE.dim(mirrored(normal, surface.gloss)))
}

/// The window seen in the glaze, its broad glow, and the brighter edge at grazing angles.
fn mirrored(normal: Normal, gloss: f64) -> f64 {
    let along = 2.0 * dot(normal, CAMERA);
    let back: Normal = std::array::from_fn(|i| along * normal[i] - CAMERA[i]);
    let turn = back[0].atan2(back[2]).to_degrees();
    let lift = back[1].clamp(-1.0, 1.0).asin().to_degrees();
    let window =
        smooth(-98.0, -80.0, turn) * smooth(-38.0, -54.0, turn) * smooth(-12.0, 10.0, lift) * smooth(62.0, 40.0, lift);
    let fill =
        smooth(96.0, 116.0, turn) * smooth(150.0, 128.0, turn) * smooth(-25.0, 0.0, lift) * smooth(60.0, 30.0, lift);
    let half = unit(std::array::from_fn(|i| KEY[i] + CAMERA[i]));
    let glow = dot(normal, half).max(0.0).powf(9.0);
    let edge = (1.0 - dot(normal, CAMERA).max(0.0)).powi(4);
    gloss * (0.34 * window + 0.035 * fill + 0.07 * glow + 0.07 * edge) + 0.03 * glow
}

pub fn unit(v: Normal) -> Normal {
    let long = dot(v, v).sqrt().max(1e-9);
    v.map(|part| part / long)
}

fn dot(a: Normal, b: Normal) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
