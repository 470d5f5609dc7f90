//! Tins with a pressed lid and a paper band, and the shop's mark.

use super::{Closer, Piece, profile};
use crate::demo::art::colour::Tone;
use crate::demo::art::finish::Look;
use crate::demo::art::light::{Surface, lit};
use crate::demo::art::scene::Scene;
use crate::demo::art::sheet::{Point, curve, ellipse};
use crate::demo::art::turned::{Top, Turned};

pub(super) fn tin(scene: &mut Scene, piece: Piece) -> Closer {
    caddy(scene, piece, 196.0, 92.0)
}

pub(super) fn tall_tin(scene: &mut Scene, piece: Piece) -> Closer {
    caddy(scene, piece, 284.0, 84.0)
}

/// A round tin with a pressed lid and a paper band.
fn caddy(scene: &mut Scene, piece: Piece, high: f64, radius: f64) -> Closer {
    let s = piece.size;
    let mut look = piece.look;
    look.gloss = 0.55;
    look.specks = 0.0;
    look.thin = look.base.towards(look.thin, 0.35);
    let seam = 1.0 - 46.0 / high;
    let shape = [(0.0, radius - 2.0), (0.02, radius), (0.4, radius), (1.0, radius)];
    let mut body = Turned::new(piece.at, profile(&piece, high - 40.0, &shape), look, piece.seed);
    body.thrown = 0.0;
    body.top = Top::Closed;
    let paper = Tone::of(0xede4d2);
    let scale = high / (high - 40.0);
    body.bands = vec![
        (0.17 * scale, 0.60 * scale, paper),
        (0.20 * scale, 0.212 * scale, look.base),
        (0.558 * scale, 0.57 * scale, look.base),
    ];
    scene.shadow(piece.at, radius * s, radius * s, high * s);
    body.draw(scene);
    let lid_at = piece.moved(0.0, -(high * seam) * s);
    let shape = [
        (0.0, radius + 2.5),
        (0.06, radius + 3.0),
        (0.5, radius + 3.0),
        (0.86, radius + 3.0),
        (0.96, radius + 1.0),
        (1.0, radius - 3.0),
    ];
    let mut lid = Turned::new(lid_at.at, profile(&lid_at, 46.0, &shape), look, piece.seed + 1);
    lid.thrown = 0.0;
    lid.top = Top::Closed;
    lid.lift = high * seam * s;
    let dark = look.deep.dim(0.3);
    body_line(scene, lid_at.at, (radius + 2.0) * s, lid.lift, dark);
    lid.draw(scene);
    lid_top(scene, &lid, look, s);
    leaf_mark(scene, (piece.at.0 - 8.0 * s, piece.at.1 - high * 0.385 * s + radius * 0.21 * s), s * 0.95, look.deep);
    (20.0 * s, -high * 0.72 * s, 2.2)
}

/// The dark line under the edge of a lid.
fn body_line(scene: &mut Scene, (x, y): Point, radius: f64, lift: f64, tone: Tone) {
    let flat = radius * crate::demo::art::scene::squash(lift);
    let line =
        format!("M{:.1} {:.1}A{radius:.1} {flat:.1} 0 0 0 {:.1} {:.1}", x - radius, y + 3.0, x + radius, y + 3.0);
    scene.sheet.stroke(&line, &tone.into(), 5.0, 0.4);
}

/// The flat pressed top of a tin's lid.
fn lid_top(scene: &mut Scene, lid: &Turned, look: Look, s: f64) {
    let (x, y) = (lid.at.0, lid.at.1 - lid.high());
    let radius = lid.profile.last().map_or(0.0, |p| p.1);
    let flat = radius * crate::demo::art::scene::squash(lid.lift + lid.high());
    let surface = Surface { gloss: 0.3, bounce: scene.bounce() };
    let (far, near) = (lit(look.base, [-0.25, 1.0, 0.1], surface), lit(look.base, [0.2, 1.0, 0.1], surface));
    let paint = scene.sheet.along(
        (x - radius, y),
        (x + radius, y),
        &[(0.0, far.towards(Tone::WHITE, 0.16), 1.0), (0.45, far, 1.0), (1.0, near.dim(0.86), 1.0)],
    );
    scene.sheet.fill(&ellipse((x, y), radius, flat), &paint, 1.0);
    let groove = look.deep.dim(0.6).into();
    scene.sheet.stroke(&ellipse((x, y + 0.6 * s), radius * 0.86, flat * 0.86), &groove, 1.4 * s, 0.4);
    let light = look.thin.towards(Tone::WHITE, 0.4).into();
    scene.sheet.stroke(&ellipse((x, y + 2.0 * s), radius * 0.86, flat * 0.86), &light, 1.0 * s, 0.3);
}

/// The shop's mark: two leaves on a stem.
pub(super) fn leaf_mark(scene: &mut Scene, (x, y): Point, s: f64, tone: Tone) {
    let paint = tone.into();
    let stem = curve(&[(x, y + 26.0 * s), (x - 1.0 * s, y + 6.0 * s), (x + 3.0 * s, y - 12.0 * s)]);
    scene.sheet.stroke(&stem, &paint, 1.9 * s, 0.85);
    for (side, up) in [(-1.0, 2.0), (1.0, 9.0)] {
        let leaf = [
            (x, y + up * s),
            (x + side * 9.0 * s, y - 15.0 * s + up * s),
            (x + side * 27.0 * s, y - 22.0 * s + up * s),
            (x + side * 20.0 * s, y - 3.0 * s + up * s),
            (x, y + up * s),
        ];
        scene.sheet.fill(&format!("{}Z", curve(&leaf)), &paint, 0.82);
    }
}
