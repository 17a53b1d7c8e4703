//! What a person can change of what is typed, and what each change brings with it.

use model::lieu::FRANCE;

use super::Person;

/// Where a person says they were born, before they say precisely where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    France,
    Abroad,
}

/// A change to what is typed about someone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// An input, by its name, now holds this.
    Text(String, String),
    AddPrenom,
    RemovePrenom(usize),
    Side(Side),
    /// In the list under an input, by its name, this was chosen: its code, and how it is shown.
    Choice(String, String, String),
    /// The commune is to be written by hand, or searched for again.
    Unlisted(bool),
    /// The way of asking, by its mode.
    Way(String),
}

/// The input whose code is never typed: what is written in it only searches the list.
const SEARCHED: &str = "lieu_naissance.commune";

impl Person {
    /// Notes a change. What the relay said of an input no longer holds once it changes.
    pub(super) fn change(&mut self, change: Change) {
        match change {
            Change::Text(field, text) => self.write(field, text),
            Change::AddPrenom => {
                let boxes = self.prenoms() + 1;
                self.draft.prenoms.resize(boxes, String::new());
            }
            Change::RemovePrenom(rank) => {
                self.refused.clear();
                if rank < self.draft.prenoms.len() {
                    self.draft.prenoms.remove(rank);
                }
            }
            Change::Side(side) => self.choose_side(side),
            Change::Choice(field, code, shown) => {
                self.accept(&field);
                *self.slot(&field) = code;
                self.show(&field, Some(shown));
            }
            Change::Unlisted(unlisted) => {
                self.unlisted = unlisted;
                self.forget_place();
            }
            Change::Way(mode) => self.choose_way(mode),
        }
    }

    fn write(&mut self, field: String, text: String) {
        self.accept(&field);
        let is_searched = field == SEARCHED;
        self.show(&field, is_searched.then(|| text.clone()));
        *self.slot(&field) = if is_searched { String::new() } else { text };
    }

    fn accept(&mut self, field: &str) {
        self.refused.retain(|(refused, _)| refused != field);
    }

    /// Other inputs come, none of which is in error yet.
    fn choose_way(&mut self, mode: String) {
        self.way = Some(mode);
        self.left.clear();
        self.refused.clear();
        self.all_shown = false;
    }

    fn choose_side(&mut self, side: Side) {
        self.side = Some(side);
        self.unlisted = false;
        self.forget_place();
        self.accept("lieu_naissance.pays");
        self.draft.lieu_naissance.pays = match side {
            Side::France => FRANCE.to_owned(),
            Side::Abroad => String::new(),
        };
    }

    fn forget_place(&mut self) {
        let lieu = &mut self.draft.lieu_naissance;
        lieu.commune.clear();
        lieu.nom_commune.clear();
        lieu.departement.clear();
        self.show(SEARCHED, None);
        self.left
            .retain(|field| !field.starts_with("lieu_naissance."));
    }
}
