//! The ways for a person to say who they are, and what a form asks of those who take each of them.

use model::path::Path;
use model::protocol::{Definition, ItemInfo, Mode, Person};

use super::Entry;

/// What an assurance is called when FranceConnect gives it.
pub(super) const FRANCE_CONNECT: &str = "france_connect";

/// A way for a person to say who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// FranceConnect says it.
    FranceConnect,
    /// They type it.
    Typed,
    /// Their account at the host's says it, by a ticket.
    Account,
    /// They are an agent, by a ticket, and type who the person at the counter is.
    Agent,
}

/// Whom the person goes through this for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Themselves, or their family.
    #[default]
    Family,
    /// Their child.
    Child,
    /// Someone whom they help.
    Other,
}

/// The doors to choose from, in the order to offer them.
pub(crate) fn doors(whole: &Definition) -> Vec<Door> {
    let france_connect = whole.france_connect.iter().map(|_| Door::FranceConnect);
    let is_typed = !whole.identified_only && !whole.modes.iter().all(is_france_connect);
    france_connect
        .chain(is_typed.then_some(Door::Typed))
        .collect()
}

/// Whether the form asks for a file in the name of the person who fills it: a family's, perhaps.
pub(crate) fn is_about_filler(whole: &Definition) -> bool {
    whole.modes.iter().any(|mode| mode.about.is_none())
}

/// The sources that cannot be asked in this way, by their labels.
pub(crate) fn left_out<'a>(whole: &'a Definition, asked: &Definition) -> Vec<&'a str> {
    let is_asked = |id: &str| asked.sources.iter().any(|source| source.id == id);
    let left = whole.sources.iter().filter(|one| !is_asked(&one.id));
    left.map(|source| source.label.as_str()).collect()
}

/// Whether a way of asking is that of a person whom FranceConnect identified.
pub(super) fn is_france_connect(mode: &Mode) -> bool {
    mode.assurance == FRANCE_CONNECT
}

impl Entry {
    /// What a form asks of the person, through the door that they take.
    pub(super) fn asked(&self, whole: &Definition) -> Definition {
        let mut asked = whole.clone();
        for mode in &mut asked.modes {
            let serves = self.ways(whole, mode);
            mode.sources.retain(serves);
        }
        asked.modes.retain(|mode| !mode.sources.is_empty());
        let door = self.door(whole);
        if door != Door::Account {
            keep_served(&mut asked);
        }
        if matches!(door, Door::Account | Door::Agent) {
            keep_given(&mut asked, self.known.as_deref());
        }
        if self.is_given() {
            asked.modes.clear();
        }
        asked
    }

    /// Whether a mode is a way to ask a source, through the door that is taken.
    fn ways<'a>(
        &'a self,
        whole: &'a Definition,
        mode: &Mode,
    ) -> impl Fn(&String) -> bool + use<'a> {
        let door = self.door(whole);
        let is_known = is_france_connect(mode);
        let is_of_identity = mode.identite.is_some() && mode.about.is_none();
        move |source| match door {
            Door::Typed => !is_known,
            Door::Agent => !is_known && (is_of_identity || !self.is_given()),
            Door::FranceConnect => {
                is_known || (self.types_beside(whole) && !is_served(whole, source))
            }
            Door::Account => false,
        }
    }

    /// Whether FranceConnect's people may type what the other sources need: whoever comes back to a page that has forgotten
    /// it has no time to.
    fn types_beside(&self, whole: &Definition) -> bool {
        !(whole.identified_only || whole.sealed || self.is_back)
    }
}

/// Whether a source is asked about who FranceConnect identified.
fn is_served(whole: &Definition, source: &String) -> bool {
    let mut modes = whole.modes.iter().filter(|mode| is_france_connect(mode));
    modes.any(|mode| mode.sources.contains(source))
}

/// Leaves out the sources that no mode serves.
fn keep_served(asked: &mut Definition) {
    let modes = &asked.modes;
    asked
        .sources
        .retain(|source| modes.iter().any(|mode| mode.sources.contains(&source.id)));
}

/// Leaves out what may not be asked about a person, or by an agent.
fn keep_given(asked: &mut Definition, known: Option<&Person>) {
    for source in &mut asked.sources {
        let given = known.and_then(|person| person.items.get(&source.id));
        let given = given.map(Vec::as_slice).unwrap_or_default();
        let items = source.items.iter().flat_map(|item| parts(item, given));
        source.items = items.collect();
    }
    asked.sources.retain(|source| !source.items.is_empty());
    if let Some(notice) = known.and_then(|person| person.notice.as_ref()) {
        asked.notice = notice.clone();
    }
}

/// What these paths leave of an item: all of it, or the parts that they name.
fn parts(item: &ItemInfo, given: &[Path]) -> Vec<ItemInfo> {
    if given.iter().any(|path| path.covers(&item.path)) {
        return vec![item.clone()];
    }
    let narrower = given.iter().filter(|path| item.path.covers(path));
    narrower.map(|path| part(item, path)).collect()
}

fn part(item: &ItemInfo, path: &Path) -> ItemInfo {
    let fields = item.fields.iter().filter(|field| path.covers(&field.path));
    let fields: Vec<_> = fields.cloned().collect();
    let label = match &fields[..] {
        [alone] => alone.label.clone(),
        _ => item.label.clone(),
    };
    ItemInfo {
        path: path.clone(),
        label,
        fields,
    }
}
