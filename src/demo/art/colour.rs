//! Colours as amounts of light, so that lighting them is multiplication. Knows nothing of shapes.

/// Linear light in three parts; 1 is paper white in the key light.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone(pub f64, pub f64, pub f64);

impl Tone {
    pub const BLACK: Tone = Tone(0.0, 0.0, 0.0);
    pub const WHITE: Tone = Tone(1.0, 1.0, 1.0);

    /// From the usual six-digit notation, as `0xb3562f`.
    pub fn of(hex: u32) -> Tone {
        let part = |shift: u32| linear(((hex >> shift) & 0xff) as f64 / 255.0);
        Tone(part(16), part(8), part(0))
    }

    pub fn dim(self, by: f64) -> Tone {
        Tone(self.0 * by, self.1 * by, self.2 * by)
    }

    pub fn plus(self, other: Tone) -> Tone {
        Tone(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }

    /// What is left of light of colour `other` after it fell on this colour.
    pub fn under(self, other: Tone) -> Tone {
        Tone(self.0 * other.0, self.1 * other.1, self.2 * other.2)
    }

    pub fn towards(self, other: Tone, part: f64) -> Tone {
        let part = part.clamp(0.0, 1.0);
        self.dim(1.0 - part).plus(other.dim(part))
    }

    pub fn bytes(self) -> [u8; 3] {
        [self.0, self.1, self.2].map(|part| (encoded(shoulder(part)) * 255.0).round() as u8)
    }

    pub fn hex(self) -> String {
        let [red, green, blue] = self.bytes();
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Rolls bright light off instead of clipping it, as film does.
fn shoulder(part: f64) -> f64 {
    const KNEE: f64 = 0.72;
    let part = part.max(0.0);
    if part <= KNEE { part } else { KNEE + (1.0 - KNEE) * (1.0 - (-(part - KNEE) / (1.0 - KNEE)).exp()) }
}

fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn encoded(part: f64) -> f64 {
    if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

/// 0 below `from`, 1 above `to`, smooth between.
pub fn smooth(from: f64, to: f64, x: f64) -> f64 {
    let part = ((x - from) / (to - from)).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}
