//! Pictures: looked at before they are decoded, decoded within bounds, and made anew in a few sizes.
//!
//! Making them anew drops everything that is not the picture: camera position, comments, hidden files (SEC-8). A decoder may
//! panic on a hostile file; that costs this one picture and nothing else.

use crate::base::Broken;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub const UPLOAD_BYTES_MAX: usize = 20 << 20;
const EDGE_PIXELS_MAX: u32 = 12_000;
const PIXELS_MAX: u64 = 40_000_000;
/// What a decoder may allocate.
const DECODE_BYTES_MAX: u64 = 256 << 20;

/// The widths a page can ask for. A narrower picture is not blown up.
pub const WIDTHS: [u32; 3] = [320, 640, 1280];
/// Below this the plain wall behind a thing falls into blocks.
const WEBP_QUALITY: f32 = 90.0;
const JPEG_QUALITY: u8 = 82;

/// One file made from a picture: the end of its name, and its bytes.
pub struct Made {
    pub kind: String,
    pub bytes: Vec<u8>,
}

pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// The mean colour, shown until the picture is there.
    pub colour: [u8; 3],
    pub files: Vec<Made>,
}

/// Why a file was not taken: a sentence for whoever chose it.
#[derive(Debug)]
pub enum NoPicture {
    Refused(String),
    Broken(Broken),
}

/// The end of a file's name: "640.webp".
pub fn kind(width: u32, format: &str) -> String {
    format!("{width}.{format}")
}

/// Reads an uploaded file. Slow: for a thread that may be kept busy.
pub fn read(bytes: &[u8]) -> Result<RgbImage, NoPicture> {
    let refused = |sentence: &str| Err(NoPicture::Refused(sentence.to_owned()));
    if bytes.len() > UPLOAD_BYTES_MAX {
        return refused("This picture is larger than 20 MB. Please choose a smaller one.");
    }
    let format = match image::guess_format(bytes) {
        Ok(f @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif)) => f,
        _ => return refused("This is not a picture we can read. Please choose a JPEG, PNG, WebP or GIF file."),
    };
    let size = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions();
    let Ok((width, height)) = size else { return refused("This picture is damaged. Please choose another one.") };
    if width > EDGE_PIXELS_MAX || height > EDGE_PIXELS_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(NoPicture::Refused(format!(
            "This picture has {width} x {height} pixels; at most 40 megapixels can be taken. Please make it smaller."
        )));
    }
    match catch_unwind(AssertUnwindSafe(|| decode(bytes, format))) {
        Ok(Ok(picture)) => Ok(picture),
        Ok(Err(_)) | Err(_) => refused("This picture is damaged. Please choose another one."),
    }
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<RgbImage, image::ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    limits.max_image_width = Some(EDGE_PIXELS_MAX);
    limits.max_image_height = Some(EDGE_PIXELS_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

/// See-through parts become white, as a page would show them on paper.
/// Takes the picture: a large one must not stand in memory twice.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let mix = |c: u8| ((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255) as u8;
        image::Rgb([mix(r), mix(g), mix(b)])
    })
}

/// Makes every size and format of a picture. Slow, as `read`. The largest size is made first and the others of it: a camera's
/// picture is gone over once, and gone from memory then.
pub fn make(picture: RgbImage) -> Result<Picture, Broken> {
    let (width, height) = picture.dimensions();
    let mut files = Vec::new();
    let mut larger = picture;
    for wanted in WIDTHS.into_iter().rev() {
        larger = scale(larger, wanted.min(width))?;
        files.push(Made { kind: kind(wanted, "webp"), bytes: webp(&larger)? });
        files.push(Made { kind: kind(wanted, "jpg"), bytes: jpeg(&larger)? });
    }
    let colour = scale_to(&larger, 1, 1)?.get_pixel(0, 0).0;
    Ok(Picture { width, height, colour, files })
}

fn scale(picture: RgbImage, width: u32) -> Result<RgbImage, Broken> {
    let (w, h) = picture.dimensions();
    if w == width {
        return Ok(picture);
    }
    let height = ((u64::from(h) * u64::from(width) + u64::from(w) / 2) / u64::from(w.max(1))).max(1) as u32;
    scale_to(&picture, width, height)
}

fn scale_to(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Broken> {
    let failed = |e: &dyn std::error::Error| Broken::because("resizing a picture", e);
    let (w, h) = picture.dimensions();
    let source =
        fast_image_resize::images::ImageRef::new(w, h, picture.as_raw(), PixelType::U8x3).map_err(|e| failed(&e))?;
    let mut scaled = Image::new(width, height, PixelType::U8x3);
    Resizer::new().resize(&source, &mut scaled, &ResizeOptions::new()).map_err(|e| failed(&e))?;
    RgbImage::from_raw(width, height, scaled.into_vec()).ok_or_else(|| Broken::new("resizing a picture: wrong size"))
}

fn webp(picture: &RgbImage) -> Result<Vec<u8>, Broken> {
    let encoder = webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height());
    let mut config = webp::WebPConfig::new().map_err(|()| Broken::new("the WebP encoder has no settings"))?;
    config.quality = WEBP_QUALITY;
    // 0 is fastest, 6 smallest; 2 is within a tenth of 4's size in a third of its time.
    config.method = 2;
    encoder
        .encode_advanced(&config)
        .map(|m| m.to_vec())
        .map_err(|e| Broken::new(format!("making a WebP picture: {e:?}")))
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    picture.write_with_encoder(encoder).map_err(|e| Broken::because("making a JPEG picture", &e))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(width, height, image::Rgb([200, 10, 10])).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn refusal(bytes: &[u8]) -> String {
        match read(bytes) {
            Err(NoPicture::Refused(sentence)) => sentence,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_picture_is_made_in_every_size_and_not_blown_up() {
        let made = make(read(&png(500, 300)).unwrap()).unwrap();
        assert_eq!((made.width, made.height, made.files.len()), (500, 300, 6));
        assert!(made.colour[0] > 190 && made.colour[1] < 20);
        let largest = made.files.iter().find(|f| f.kind == "1280.jpg").unwrap();
        assert_eq!(read(&largest.bytes).unwrap().dimensions(), (500, 300));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused_with_a_sentence() {
        assert!(refusal(b"just a text file named .jpg").contains("not a picture we can read"));
        assert!(refusal(b"<svg onload=alert(1)>").contains("not a picture we can read"));
        assert!(refusal(&png(2, 2)[..40]).contains("damaged"));
        // A header that promises 20,000 x 20,000: refused before anything is decoded.
        let mut huge = png(1, 1);
        huge[16..20].copy_from_slice(&20_000u32.to_be_bytes());
        huge[20..24].copy_from_slice(&20_000u32.to_be_bytes());
        let crc = png_crc(&huge[12..29]);
        huge[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(refusal(&huge).contains("20000 x 20000"), "{}", refusal(&huge));
    }

    /// PNG's own checksum, so that the forged header is a sound one.
    fn png_crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
        })
    }
}
