//! Repeatable chance: the same seed gives the same specks on every machine. Knows nothing of drawing.

/// SplitMix64: a few instructions, no state but one number, good enough for specks and grain.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// From 0 up to, not including, 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.part()
    }

    /// One of `count` choices, counted from 0.
    pub fn pick(&mut self, count: usize) -> usize {
        ((self.part() * count as f64) as usize).min(count.saturating_sub(1))
    }
}

fn mixed(seed: u64) -> u64 {
    let a = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    b ^ (b >> 31)
}

/// A smooth wave between -1 and 1, made of a few sines whose phases depend on the seed.
#[derive(Clone, Debug)]
pub struct Wave([(f64, f64, f64); 4]);

impl Wave {
    pub fn new(chance: &mut Chance) -> Self {
        let mut part = |lowest: f64| {
            (lowest * chance.between(0.8, 1.25), chance.between(0.0, std::f64::consts::TAU), 1.0 / lowest.sqrt())
        };
        Wave([part(1.0), part(2.1), part(3.9), part(7.3)])
    }

    pub fn at(&self, x: f64) -> f64 {
        let (sum, most) = self
            .0
            .iter()
            .fold((0.0, 0.0), |(sum, most), (turn, start, size)| (sum + size * (x * turn + start).sin(), most + size));
        sum / most
    }
}
