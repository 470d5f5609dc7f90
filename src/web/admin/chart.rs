//! A curve of sales, drawn here as SVG for two widths, so that its text never shrinks.
//!
//! Today is dashed, because it is not over; the days before these stand behind as a thin line.

use crate::base::{Currency, Money};
use maud::{Markup, html};

/// Room for the amounts on the left, and around.
const LEFT: f64 = 50.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 28.0;
/// Lines above zero.
const STEPS_MAX: i64 = 4;

/// Amounts by day in minor units, as many before as now; the last of `now` is today.
pub struct Sales<'a> {
    pub now: &'a [i64],
    pub before: &'a [i64],
    pub currency: Currency,
    pub first_day: String,
    /// What the picture says, for those who do not see it.
    pub words: String,
}

impl Sales<'_> {
    pub fn draw(&self) -> Markup {
        html! { (self.svg("chart chart-wide", 560.0, 220.0)) (self.svg("chart chart-narrow", 260.0, 180.0)) }
    }

    fn svg(&self, class: &str, width: f64, height: f64) -> Markup {
        let top = self.now.iter().chain(self.before).copied().max().unwrap_or(0);
        let (step, steps) = axis(top, self.currency);
        let frame = Frame { width, height, days: self.now.len(), highest: step * steps };
        let whole = self.now.len().saturating_sub(1);
        let past = frame.line(self.now.get(..whole).unwrap_or_default(), 0);
        let under =
            format!("{past}L{:.1} {:.1}L{LEFT} {:.1}Z", frame.x(whole.saturating_sub(1)), frame.y(0), frame.y(0));
        let today = frame.line(self.now.get(whole.saturating_sub(1)..).unwrap_or_default(), whole.saturating_sub(1));
        html! {
            svg class=(class) viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(self.words) {
                @for n in 0..=steps {
                    @let y = frame.y(n * step);
                    line.axis x1=(LEFT) x2=(width - RIGHT) y1={ (format!("{y:.0}")) } y2={ (format!("{y:.0}")) } {}
                    text x=(LEFT - 6.0) y={ (format!("{:.0}", y + 4.0)) } text-anchor="end" {
                        (short(Money::new(n * step, self.currency)))
                    }
                }
                path.before d=(frame.line(self.before, 0)) {}
                path.under d=(under) {}
                path.now d=(past) {}
                path class="now today" d=(today) {}
                text x=(LEFT) y=(height - 8.0) { (self.first_day) }
                text x=(width - RIGHT) y=(height - 8.0) text-anchor="end" { "Today" }
            }
        }
    }
}

struct Frame {
    width: f64,
    height: f64,
    days: usize,
    highest: i64,
}

impl Frame {
    fn x(&self, day: usize) -> f64 {
        LEFT + day as f64 * (self.width - LEFT - RIGHT) / self.days.saturating_sub(1).max(1) as f64
    }

    fn y(&self, minor: i64) -> f64 {
        let room = self.height - BOTTOM - TOP;
        self.height - BOTTOM - minor.max(0) as f64 / self.highest.max(1) as f64 * room
    }

    fn line(&self, amounts: &[i64], first: usize) -> String {
        let point = |(i, a): (usize, &i64)| format!("{:.1} {:.1}", self.x(first + i), self.y(*a));
        format!("M{}", amounts.iter().enumerate().map(point).collect::<Vec<_>>().join("L"))
    }
}

/// A round step, and how many of them reach the highest amount: 1, 2 or 5 times a power of ten, at least one whole unit.
fn axis(top: i64, currency: Currency) -> (i64, i64) {
    let mut step = 10_i64.pow(currency.digits());
    for factor in [2, 5, 10].iter().cycle().scan(1_i64, |tens, f| {
        let now = *tens * f;
        if *f == 10 {
            *tens *= 10;
        }
        Some(now)
    }) {
        if top <= step * STEPS_MAX {
            break;
        }
        step = 10_i64.pow(currency.digits()).saturating_mul(factor);
    }
    (step, ((top + step - 1) / step).clamp(1, STEPS_MAX))
}

/// "€600", "€1,500", "€12k": short enough for the margin.
fn short(money: Money) -> String {
    const THOUSAND: i64 = 1_000;
    let unit = 10_i64.pow(money.currency().digits());
    let whole = money.minor() / unit;
    let symbol = money.currency().symbol();
    if whole >= 10 * THOUSAND && whole % THOUSAND == 0 {
        return format!("{symbol}{}k", whole / THOUSAND);
    }
    if whole >= THOUSAND {
        return format!("{symbol}{},{:03}", whole / THOUSAND, whole % THOUSAND);
    }
    format!("{symbol}{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_round_and_reaches_the_top() {
        for (top, step, steps) in [
            (0, 100, 1),
            (100, 100, 1),
            (301, 100, 4),
            (401, 200, 3),
            (60_000, 20_000, 3),
            (81_234, 50_000, 2),
            (4_000_000, 1_000_000, 4),
        ] {
            assert_eq!(axis(top, Currency::EUR), (step, steps), "{top}");
        }
        assert_eq!(axis(1_200, Currency::JPY), (500, 3));
    }

    #[test]
    fn amounts_stand_where_they_belong() {
        let frame = Frame { width: 560.0, height: 220.0, days: 30, highest: 400 };
        assert_eq!((frame.y(0), frame.y(400), frame.y(-5)), (192.0, TOP, 192.0));
        assert_eq!((frame.x(0), frame.x(29)), (LEFT, 550.0));
        assert_eq!(frame.line(&[0, 400], 28), "M532.8 192.0L550.0 16.0");
    }

    #[test]
    fn a_shop_without_a_sale_draws_a_flat_line() {
        let none = Sales {
            now: &[0; 30],
            before: &[0; 30],
            currency: Currency::EUR,
            first_day: "22 Oct".into(),
            words: "No sales".into(),
        };
        let drawn = none.draw().into_string();
        assert!(!drawn.contains("NaN") && drawn.contains("€1<"), "{drawn}");
        for (minor, words) in [(60_000, "€600"), (150_000, "€1,500"), (1_200_000, "€12k")] {
            assert_eq!(short(Money::new(minor, Currency::EUR)), words);
        }
    }
}
