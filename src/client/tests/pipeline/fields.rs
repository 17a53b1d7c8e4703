//! The fields that a type reads, found by letting it read from a source that has everything it asks for.

use std::{collections::BTreeSet, fmt};

use serde::{
    de::{
        self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

/// The paths of the values that `T` reads, such as `enfants[].prenoms`.
pub(crate) fn fields_of<T: DeserializeOwned>() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    T::deserialize(Everything::at(String::new(), &mut found)).unwrap();
    found
}

/// A source that has a value of the right kind at every path.
struct Everything<'a> {
    path: String,
    found: &'a mut BTreeSet<String>,
}

/// A type asked for something that no answer holds.
#[derive(Debug)]
struct Unknown(String);

impl<'a> Everything<'a> {
    fn at(path: String, found: &'a mut BTreeSet<String>) -> Self {
        Self { path, found }
    }

    fn note(self) {
        self.found.insert(self.path);
    }
}

impl<'de> Deserializer<'de> for Everything<'_> {
    type Error = Unknown;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unknown> {
        Err(Unknown(self.path))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        self.note();
        visitor.visit_bool(true)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        self.note();
        visitor.visit_i64(1)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        self.note();
        visitor.visit_f64(1.5)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        self.note();
        visitor.visit_str("text")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        let path = format!("{}[]", self.path);
        visitor.visit_seq(OneItem(Some(Everything::at(path, self.found))))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unknown> {
        let (whole, names) = (self, fields.iter());
        visitor.visit_map(EveryField {
            whole,
            names,
            current: "",
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// A list of one item.
struct OneItem<'a>(Option<Everything<'a>>);

impl<'de> SeqAccess<'de> for OneItem<'_> {
    type Error = Unknown;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unknown> {
        self.0.take().map(|item| seed.deserialize(item)).transpose()
    }
}

/// Every field of a struct, in its own order.
struct EveryField<'a> {
    whole: Everything<'a>,
    names: std::slice::Iter<'static, &'static str>,
    current: &'static str,
}

impl<'de> MapAccess<'de> for EveryField<'_> {
    type Error = Unknown;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unknown> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        self.current = name;
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unknown> {
        let dot = if self.whole.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{}", self.whole.path, self.current);
        seed.deserialize(Everything::at(path, self.whole.found))
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}", self.0)
    }
}

impl std::error::Error for Unknown {}

impl de::Error for Unknown {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

#[test]
fn a_type_tells_its_fields() {
    let expected = ["identifiant", "paiements[].montant_total"];
    let found = fields_of::<api_particulier::france_travail::Indemnites>();
    assert!(
        expected.iter().all(|path| found.contains(*path)),
        "{found:?}"
    );
    assert_eq!(found.len(), 6);
}
