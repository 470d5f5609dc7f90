//! Makes values of any type out of nothing, the same ones each time: every field filled, every variant once, lists and
//! options both full and empty. It asks the type itself what it is made of.

use serde::de::value::U32Deserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// More samples than this no type needs.
const SAMPLES_MAX: usize = 64;

/// Samples until every variant that was met has been shown, and a few more for what may be empty.
pub fn samples<T: DeserializeOwned>() -> Vec<T> {
    const AT_LEAST: usize = 4;
    let mut dream = Dream::default();
    let mut found = Vec::new();
    while found.len() < AT_LEAST || dream.unseen() {
        assert!(found.len() < SAMPLES_MAX, "{} has variants that are never met", std::any::type_name::<T>());
        found.push(sample(&mut dream));
        dream.round += 1;
    }
    found
}

/// One value. Some texts must be codes: which ones is found out by trying.
fn sample<T: DeserializeOwned>(dream: &mut Dream) -> T {
    let mut words: Vec<usize> = Vec::new();
    loop {
        let mut attempt = Dream { words: words.clone(), word: 0, ..dream.clone() };
        match T::deserialize(&mut attempt) {
            Ok(value) => {
                *dream = attempt;
                return value;
            }
            Err(why) => {
                words.resize(attempt.word, 0);
                let last = words.last_mut().unwrap_or_else(|| panic!("{}: {why:?}", std::any::type_name::<T>()));
                *last += 1;
                assert!(*last <= CODES.len(), "{}: {why:?}", std::any::type_name::<T>());
            }
        }
    }
}

/// Texts for types that do not take just any: a country, a currency.
const CODES: [&str; 2] = ["DE", "EUR"];

#[derive(Clone, Default)]
struct Dream {
    round: usize,
    number: u8,
    /// For each text of this value, which code it must be; 0: any text.
    words: Vec<usize>,
    word: usize,
    seen: BTreeMap<&'static str, BTreeSet<usize>>,
    variants: BTreeMap<&'static str, usize>,
}

impl Dream {
    fn unseen(&self) -> bool {
        self.variants.iter().any(|(name, count)| self.seen[name].len() < *count)
    }

    /// Small numbers, each another than the one before.
    fn number(&mut self) -> u8 {
        self.number = self.number % 99 + 1;
        self.number
    }

    fn text(&mut self) -> String {
        let code = self.words.get(self.word).copied().unwrap_or(0);
        self.word += 1;
        match code {
            0 => format!("text {}", self.number()),
            n => CODES[n - 1].to_owned(),
        }
    }
}

#[derive(Debug)]
struct Why(#[expect(dead_code, reason = "read when a test fails")] String);

impl Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no such value")
    }
}
impl std::error::Error for Why {}
impl de::Error for Why {
    fn custom<T: Display>(why: T) -> Why {
        Why(why.to_string())
    }
}

/// So many values, one after the other.
struct Several<'d>(&'d mut Dream, usize);

impl<'de> SeqAccess<'de> for Several<'_> {
    type Error = Why;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Why> {
        if self.1 == 0 {
            return Ok(None);
        }
        self.1 -= 1;
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// The first variant that was not shown yet, else each in turn.
struct OneOf<'d>(&'d mut Dream, usize);

impl<'de> EnumAccess<'de> for OneOf<'_> {
    type Error = Why;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Why> {
        let index = U32Deserializer::<Why>::new(self.1 as u32);
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'de> VariantAccess<'de> for OneOf<'_> {
    type Error = Why;
    fn unit_variant(self) -> Result<(), Why> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Why> {
        seed.deserialize(self.0)
    }
    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_seq(Several(self.0, len))
    }
    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Why> {
        visitor.visit_seq(Several(self.0, fields.len()))
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
            visitor.$visit(self.number().into())
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Dream {
    type Error = Why;

    numbers! {
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_u128 visit_u128
    }

    // Every other round below zero.
    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        let number = i32::from(self.number());
        visitor.visit_i32(if self.round % 2 == 1 { -number } else { number })
    }
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        let number = i64::from(self.number());
        visitor.visit_i64(if self.round % 2 == 1 { -number * 1_000_000_007 } else { number })
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_bool(self.number().is_multiple_of(2))
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_string(self.text())
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_string(self.text())
    }
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_byte_buf(vec![self.number(), 0, 255])
    }
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_byte_buf(vec![self.number(), 0, 255])
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        if self.round > 0 && self.number().is_multiple_of(2) { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_unit()
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_unit()
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Why> {
        let len = [1, 0, 2][self.round % 3];
        visitor.visit_seq(Several(self, len))
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_seq(Several(self, len))
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, n: usize, visitor: V) -> Result<V::Value, Why> {
        visitor.visit_seq(Several(self, n))
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Why> {
        visitor.visit_seq(Several(self, fields.len()))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Why> {
        self.variants.insert(name, variants.len());
        let seen = self.seen.entry(name).or_default();
        let next = (0..variants.len()).find(|n| !seen.contains(n)).unwrap_or(self.round % variants.len());
        seen.insert(next);
        visitor.visit_enum(OneOf(self, next))
    }
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Why> {
        Err(de::Error::custom("bincode could not take this back either"))
    }

    serde::forward_to_deserialize_any! { i8 i16 i128 f32 f64 char map identifier ignored_any }

    fn is_human_readable(&self) -> bool {
        false
    }
}
