//! Ranks by element, which the browser keeps: asking each of many elements whether it is the one takes long.

use js_sys::Map;
use web_sys::Element;

use super::dom;

/// Elements, and the rank that each stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks(Map);

impl Ranks {
    /// An element stands for this rank from now on.
    pub(super) fn set(&self, element: &Element, rank: usize) {
        self.0.set(element, &(rank as f64).into());
    }

    /// The rank that an element stands for.
    pub(super) fn get(&self, element: &Element) -> Option<usize> {
        let rank = self.0.get(element).as_f64();
        rank.map(|rank| rank as usize)
    }

    /// The rank of the nearest of them that is `element` or stands around it, out of a shadow root perhaps.
    pub(super) fn around(&self, element: &Element) -> Option<usize> {
        let mut place = Some(element.clone());
        while let Some(inner) = place {
            if let Some(rank) = self.get(&inner) {
                return Some(rank);
            }
            place = inner.parent_element().or_else(|| dom::shadow_host(&inner));
        }
        None
    }

    /// How many elements there are.
    pub(super) fn len(&self) -> usize {
        self.0.size() as usize
    }
}
