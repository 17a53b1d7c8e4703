//! The hidden fields that go with the form: what lets its server tell certified values from typed ones. They are the only
//! controls of the widget that have a name.

use model::protocol::Answer;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::Host;

const ATTESTATION: &str = "pre-remplir-attestation";
const SEALED: &str = "pre-remplir-sealed";
const RECEIPT: &str = "pre-remplir-receipt";

impl Host {
    /// Lets the form carry what the relay signed or sealed, and the receipt, in place of what it carried before.
    pub fn carry(&self, answer: &Answer) {
        let form = self.form();
        withdraw(&form);
        let fields = [
            (ATTESTATION, answer.attestation.as_deref()),
            (SEALED, answer.sealed.as_deref()),
            (RECEIPT, Some(answer.receipt.id.as_str())),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                add(&form, name, value);
            }
        }
    }

    /// Takes these fields out of the form.
    pub fn withdraw(&self) {
        withdraw(&self.form());
    }
}

fn add(form: &Element, name: &str, value: &str) {
    let page = form.owner_document();
    let input = page.and_then(|page| page.create_element("input").ok());
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.set_type("hidden");
        input.set_name(name);
        input.set_default_value(value);
        // A page that refuses it gets a form like any other, whose values are declared.
        form.append_child(&input).ok();
    }
}

fn withdraw(form: &Element) {
    for name in [ATTESTATION, SEALED, RECEIPT] {
        let ours = format!("input[type=hidden][name={name}]");
        while let Ok(Some(input)) = form.query_selector(&ours) {
            input.remove();
        }
    }
}
