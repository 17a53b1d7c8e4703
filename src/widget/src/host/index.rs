//! Knowing a control again when the page has put another element in its place.

use js_sys::Map;
use wasm_bindgen::JsValue;

use super::field::Field;
use super::outline::Part;
use super::ranks::Ranks;

/// What tells a control from the others, whatever its element: its target and its format, and its rank among those that
/// have the same ones.
pub(super) type Key = (String, u32);

/// The controls of a form, by element and by key.
#[derive(Clone, Default)]
pub(super) struct Index {
    keys: Vec<Key>,
    by_element: Ranks,
}

impl Index {
    pub(super) fn of(parts: &[Part]) -> Self {
        Self {
            keys: keys(parts),
            by_element: by_element(parts),
        }
    }

    /// The key of the control of this rank.
    pub(super) fn key(&self, rank: usize) -> Option<&Key> {
        self.keys.get(rank)
    }

    /// The rank of a control that was met before: by its element, else by its key.
    pub(super) fn rank(&self, field: &Field, key: &Key) -> Option<usize> {
        let by_element = field.first().and_then(|first| self.by_element.get(&first));
        by_element.or_else(|| self.keys.iter().position(|known| known == key))
    }
}

fn keys(parts: &[Part]) -> Vec<Key> {
    let seen = Map::new();
    let key = |part: &Part| {
        let format = part.format.as_deref().unwrap_or_default();
        let name = [&part.target.to_string(), " ", format].concat();
        let rank = seen.get(&name.as_str().into()).as_f64().unwrap_or(0.0) + 1.0;
        seen.set(&name.as_str().into(), &JsValue::from_f64(rank));
        (name, rank as u32)
    };
    parts.iter().map(key).collect()
}

fn by_element(parts: &[Part]) -> Ranks {
    let ranks = Ranks::default();
    for (rank, part) in parts.iter().enumerate() {
        if let Some(element) = part.field.first() {
            ranks.set(&element, rank);
        }
    }
    ranks
}
