//! A dry branch with a few leaves, for the neck of a vase.

use crate::demo::art::chance::Chance;
use crate::demo::art::finish::{Finish, Look};
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, curve};
use crate::demo::art::tube::{stick, tube};

/// A dry branch with a few leaves, standing in a narrow neck: what is behind the rim.
pub(super) fn sprig(scene: &mut Scene, (x, y): Point, s: f64, seed: u64) {
    let mut chance = Chance::new(seed ^ 0x7370);
    let wood = Finish::Walnut.look();
    let lean = chance.between(-26.0, 30.0);
    let top = (x + lean * s, y - 196.0 * s);
    let line = [
        (x + 2.0 * s, y + 8.0 * s, 2.6 * s),
        (x + lean * 0.16 * s, y - 70.0 * s, 2.2 * s),
        (x + lean * 0.62 * s, y - 140.0 * s, 1.7 * s),
        (top.0, top.1, 1.0 * s),
    ];
    tube(scene, &line, &wood);
    let green = Finish::Moss.look();
    for i in 0..9 {
        let part = 0.30 + f64::from(i) * 0.085;
        let root = (x + lean * part.powf(1.4) * s, y - 200.0 * part * s);
        let side = if i % 2 == 0 { -1.0 } else { 1.0 };
        blade(
            scene,
            root,
            side,
            chance.between(30.0, 46.0) * s * (1.25 - part * 0.5),
            chance.between(0.35, 0.95),
            &green,
        );
    }
    blade(scene, top, chance.between(-0.5, 0.5), 30.0 * s, 1.5, &green);
}

fn blade(scene: &mut Scene, root: Point, side: f64, long: f64, rise: f64, look: &Look) {
    let (dx, dy) = (rise.cos() * long * side, -rise.sin() * long);
    let (nx, ny) = (-dy * 0.22, dx * 0.22);
    let tip = (root.0 + dx, root.1 + dy);
    let half = |sign: f64| {
        vec![
            root,
            (root.0 + dx * 0.35 + nx * sign, root.1 + dy * 0.35 + ny * sign),
            (root.0 + dx * 0.7 + nx * 0.7 * sign, root.1 + dy * 0.7 + ny * 0.7 * sign),
            tip,
        ]
    };
    let surface = Surface { gloss: 0.15, bounce: scene.bounce() };
    let bright = lit(look.base.towards(look.thin, 0.35), [-0.5, 0.6, 0.5], surface);
    let dull = lit(look.base, [0.3, -0.1, 0.8], surface);
    let whole: Vec<Point> = half(1.0).into_iter().chain(half(-1.0).into_iter().rev()).collect();
    scene.sheet.fill(&format!("{}Z", curve(&whole)), &bright.into(), 1.0);
    let mut lower = half(if side > 0.0 { 1.0 } else { -1.0 });
    lower.push(root);
    scene.sheet.fill(&format!("{}Z", curve(&lower)), &dull.into(), 0.8);
    stick(scene, &[root, tip], 0.5, look);
}
