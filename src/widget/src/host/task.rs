//! One control that is written, and what is written in it.

use model::fill::{Control, Gap, Kind, Reason, Write};

use super::field::{Field, State};
use super::index::Key;

/// How many times a control is written that does not keep what is written.
const ATTEMPTS: u8 = 2;

/// A control, its element, and what is written in it.
#[derive(Clone)]
pub(super) struct Task {
    pub(super) field: Field,
    pub(super) key: Key,
    pub(super) control: Control,
    pub(super) write: Write,
    /// The page itself asked for this value in place of the one that came.
    pub(super) by_page: bool,
    attempts: u8,
}

impl Task {
    pub(super) fn new(
        field: Field,
        key: Key,
        control: Control,
        write: Write,
        by_page: bool,
    ) -> Self {
        Self {
            field,
            key,
            control,
            write,
            by_page,
            attempts: 1,
        }
    }

    /// The same once more, in the control as it is now, unless it holds what was written or never will.
    pub(super) fn again(&self, field: Field, control: Control) -> Option<Self> {
        let is_held = self.write.is_held(&control.kind, control.held.as_ref());
        (!is_held && self.attempts < ATTEMPTS).then(|| Self {
            attempts: self.attempts + 1,
            field,
            control,
            ..self.clone()
        })
    }

    /// The same in another element: the page has put it in place of the one that there was.
    pub(super) fn moved_to(self, field: Field) -> Self {
        Self { field, ..self }
    }

    /// Whether the control was written before.
    pub(super) fn is_again(&self) -> bool {
        self.attempts > 1
    }

    /// Whether the control holds what was written, in its own way perhaps.
    pub(super) fn is_held_by(&self, field: &Field) -> bool {
        let held = field.held();
        self.write.is_held(&self.control.kind, held.as_ref())
    }

    /// Writes it whole; where that is not taken, and the second time, letter by letter.
    pub(super) fn enter(&self) {
        let state = State::from(&self.write.new);
        let is_text = matches!(
            self.control.kind,
            Kind::Text | Kind::Suggested(_) | Kind::Lines
        );
        if self.attempts == 1 || !is_text {
            self.field.write(&state);
        }
        if let (State::Text(text), true, false) = (&state, is_text, self.is_held_by(&self.field)) {
            self.field.type_in(text);
        }
    }
}

/// What is not written in a control, and why.
pub(super) fn gap(control: &Control, write: &Write, reason: Reason) -> Gap {
    Gap {
        path: write.path.clone(),
        group: control.group.clone(),
        label: control.label.clone(),
        reason,
    }
}
