//! The inputs of the first step. Their controls have no `name` and belong to no form: see [`crate::app::NO_FORM`].

mod combobox;
mod identite;
mod lieu;
mod list;
mod pays;
mod prenoms;
mod radios;
mod text;

use model::protocol::Input;
use yew::{AttrValue, Callback, Html, html};

use crate::state::Action;
use crate::typed::{Change, Errors, Field, Person};
use crate::ui::{Ui, say};

use combobox::Combobox;
pub(crate) use identite::identite;
use list::List;
pub(crate) use radios::{Choice, radios};
use text::Text;

/// What the inputs about one person share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) ui: &'a Ui,
    pub(crate) person: &'a Person,
    pub(crate) errors: &'a Errors,
}

impl Form<'_> {
    /// This person's input of this name.
    fn field(&self, name: &str) -> Field {
        Field {
            who: self.person.who(),
            name: name.to_owned(),
        }
    }

    /// The id of the control of an input.
    pub(crate) fn id(&self, name: &str) -> String {
        self.ui.id(&self.field(name).to_string())
    }

    /// The sentence about an input, when it is in error.
    fn error(&self, name: &str) -> Option<AttrValue> {
        let field = self.field(name);
        let found = self.errors.iter().find(|(wrong, _)| *wrong == field);
        found.map(|(_, sentence)| AttrValue::from(sentence.clone()))
    }

    /// Changing what is typed about this person.
    pub(crate) fn change(&self, change: Change) -> Action {
        Action::Change(self.person.who(), change)
    }

    /// What is sent as an input is written in.
    fn on_text(&self, name: &str) -> Callback<String> {
        let (who, field) = (self.person.who(), name.to_owned());
        self.ui.send.reform(move |text| {
            let change = Change::Text(field.clone(), text);
            Action::Change(who.clone(), change)
        })
    }

    /// Leaving an input.
    fn leave(&self, name: &str) -> Action {
        Action::Leave(self.field(name))
    }

    /// What a browser may propose: it knows the person who fills the form, nobody else.
    fn autocomplete(&self, token: &'static str) -> &'static str {
        if token.is_empty() || self.person.about().is_some() {
            "off"
        } else {
            token
        }
    }
}

/// An identifier that the catalogue describes: typed, or found in a list.
pub(crate) fn identifier(form: &Form<'_>, input: &Input) -> Html {
    if let Some(picker) = input.picker {
        let (label, hint) = (input.label.clone(), input.help.clone());
        return combobox(form, &input.name, picker.into(), label.into(), hint.into());
    }
    Text {
        field: &input.name,
        label: input.label.clone().into(),
        hint: (!input.help.is_empty()).then(|| input.help.clone().into()),
        ..Text::default()
    }
    .view(form)
}

/// An input whose code is found in a list.
fn combobox(form: &Form<'_>, name: &str, list: List, label: AttrValue, hint: AttrValue) -> Html {
    let ui = form.ui;
    let (who, field) = (form.person.who(), name.to_owned());
    let type_ = form.on_text(name);
    let choose = ui.send.reform(move |(code, shown)| {
        let choice = Change::Choice(field.clone(), code, shown);
        Action::Change(who.clone(), choice)
    });
    html! {
        <Combobox key={form.id(name)} id={form.id(name)} lang={ui.lang} relay={ui.relay.clone()}
            {list} {label} {hint} shown={form.person.shown(name).to_owned()} error={form.error(name)}
            on_type={type_} on_choose={choose} on_leave={ui.on(form.leave(name))} />
    }
}

/// The sentence under an input, empty when all is well.
fn error_line(id: &str, error: Option<&AttrValue>) -> Html {
    html! {
        if let Some(error) = error {
            <p class="pr-error" id={format!("{id}-error")}>{ say(error.clone()) }</p>
        }
    }
}

/// The hint under a label.
fn hint_line(id: &str, hint: Option<&AttrValue>) -> Html {
    html! {
        if let Some(hint) = hint {
            <p class="pr-hint" id={format!("{id}-hint")}>{ say(hint.clone()) }</p>
        }
    }
}

/// What `aria-describedby` lists: the hint and the error, as far as they are there.
fn described_by(id: &str, hint: bool, error: bool) -> Option<AttrValue> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint").into()),
        (false, true) => Some(format!("{id}-error").into()),
        (true, true) => Some(format!("{id}-hint {id}-error").into()),
    }
}
