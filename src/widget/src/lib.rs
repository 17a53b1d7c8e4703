//! widget
pub mod host;
use wasm_bindgen::prelude::*;

/// x
#[wasm_bindgen]
#[derive(Debug)]
pub struct Handle { n: u32 }

#[wasm_bindgen]
impl Handle {
    /// y
    pub fn undo(&self) -> u32 { self.n }
}
/// z
#[wasm_bindgen]
pub fn mount(n: u32) -> Handle { Handle { n } }
