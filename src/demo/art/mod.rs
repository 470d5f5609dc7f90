//! Pictures of the demo shop's goods: a subject and a view in, pixels out. Always the same pixels for the same subject.
//! Knows nothing of goods files, stores or the web.

mod backdrop;
mod chance;
mod colour;
mod finish;
mod light;
mod raster;
mod scene;
mod sheet;
mod subject;
mod tube;
mod turned;
mod ware;

pub use finish::Finish;
pub use subject::{Subject, View, Ware};

use backdrop::Backdrop;
use image::RgbImage;
use raster::Print;
use scene::{HIGH, Scene};

/// Why a picture could not be drawn.
#[derive(Debug)]
pub enum ArtError {
    /// The drawing program wrote something the renderer does not understand.
    Unreadable(String),
    /// Nobody can hold a picture of this size.
    Size { wide: u32, high: u32 },
}

impl std::fmt::Display for ArtError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ArtError::Unreadable(why) => write!(f, "The drawing could not be read: {why}"),
            ArtError::Size { wide, high } => {
                write!(f, "A picture of {wide} x {high} pixels cannot be drawn.")
            }
        }
    }
}

impl std::error::Error for ArtError {}

/// Widest picture drawn, in pixels.
pub const WIDEST: u32 = 4_000;

/// The picture in its full size: 1200 x 1500, or 1600 x 1200 for [`View::Wide`].
pub fn draw(subject: &Subject, view: View) -> Result<RgbImage, ArtError> {
    draw_at(subject, view, view.width())
}

/// The same picture at another width, in pixels.
pub fn draw_at(subject: &Subject, view: View, wide: u32) -> Result<RgbImage, ArtError> {
    let high = view.height_for(wide);
    if wide == 0 || high == 0 || wide > WIDEST {
        return Err(ArtError::Size { wide, high });
    }
    let wall = subject.finish.look().wall;
    let (svg, frame) = drawing(subject, view);
    raster::pixels(&svg, &Backdrop::new(wall, view.stage()), Print { wide, high, frame, seed: subject.seed })
}

/// The things of the picture without wall and table, as SVG text, and the part of the set that is seen.
fn drawing(subject: &Subject, view: View) -> (String, [f64; 4]) {
    let mut scene = Scene::new(subject.finish.look().wall, view.stage());
    let focus = ware::draw(&mut scene, subject);
    let frame = view.frame(focus, HIGH);
    (scene.sheet.finish(frame), frame)
}

/// The flat colour shown in the picture's place until it is drawn.
pub fn field_colour(subject: &Subject) -> [u8; 3] {
    let (wall, table) = subject.finish.look().wall.tones();
    wall.towards(table, 0.35).bytes()
}
