//! One spelling per unit, so that "inches", "in." and the mark " are the same word. Knows nothing of products.

/// Units that mean the same wherever they stand: the spelling kept, then the others.
const ALWAYS: &[&[&str]] = &[
    &["in", "inch", "inches"],
    &["ft", "foot", "feet"],
    &["yd", "yard", "yards", "yds"],
    &["gal", "gallon", "gallons"],
    &["qt", "quart", "quarts"],
    &["oz", "ounce", "ounces"],
    &["lb", "lbs", "pound", "pounds"],
    &["sq", "square"],
    &["cu", "cubic"],
    &["volt", "volts", "voltage"],
    &["watt", "watts", "wattage"],
    &["amp", "amps", "ampere", "amperes"],
    &["ga", "gauge"],
    &["deg", "degree", "degrees"],
    &["mm", "millimeter", "millimeters", "millimetre", "millimetres"],
    &["cm", "centimeter", "centimeters", "centimetre", "centimetres"],
    &["ml", "milliliter", "milliliters", "millilitre", "millilitres"],
    &["cl", "centiliter", "centilitre"],
    &["liter", "liters", "litre", "litres", "ltr"],
    &["meter", "meters", "metre", "metres"],
    &["gram", "grams", "gramm", "gr"],
    &["kg", "kilo", "kilos", "kilogram", "kilograms"],
    &["pack", "packs", "pk"],
    &["piece", "pieces", "pc", "pcs"],
];

/// Letters and marks that are a unit only behind a number.
const AFTER_NUMBER: &[(&str, &str)] = &[
    ("\"", "in"),
    ("″", "in"),
    ("”", "in"),
    ("'", "ft"),
    ("′", "ft"),
    ("’", "ft"),
    ("v", "volt"),
    ("w", "watt"),
    ("a", "amp"),
    ("l", "liter"),
    ("g", "gram"),
    ("m", "meter"),
];

/// The spelling we keep for this unit, if it is one.
pub fn one_spelling(word: &str, after_number: bool) -> Option<&'static str> {
    if after_number && let Some((_, unit)) = AFTER_NUMBER.iter().find(|(short, _)| *short == word) {
        return Some(unit);
    }
    ALWAYS.iter().find(|names| names.contains(&word)).map(|names| names[0])
}
