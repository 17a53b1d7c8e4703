//! The roles of a form's agents: each asks for a part of what the form does.

use std::collections::BTreeMap;

use model::path::Path;
use toml::Spanned;

use super::super::FormSource;
use super::super::file::FormTable;
use super::super::mistake::Kind;
use super::Check;

impl Check<'_> {
    pub(super) fn roles(
        &mut self,
        table: &FormTable,
        sources: &[FormSource],
    ) -> BTreeMap<String, BTreeMap<String, Vec<Path>>> {
        let mut roles = BTreeMap::new();
        for (role, asked) in &table.roles {
            let mut items = BTreeMap::new();
            for (source, paths) in asked {
                let used = sources.iter().find(|used| used.id == *source.get_ref());
                match used {
                    Some(used) => {
                        items.insert(used.id.clone(), self.role_items(role, used, paths));
                    }
                    None => self.beyond(role, source, sources.iter().map(|used| used.id.clone())),
                }
            }
            roles.insert(role.clone(), items);
        }
        roles
    }

    fn role_items(
        &mut self,
        role: &str,
        used: &FormSource,
        paths: &Spanned<Vec<Spanned<String>>>,
    ) -> Vec<Path> {
        self.list("items", paths);
        let mut items = Vec::new();
        for path in paths.get_ref() {
            let parsed: Option<Path> = path.get_ref().parse().ok();
            let allowed = parsed.filter(|path| used.items.iter().any(|item| item.covers(path)));
            match allowed {
                Some(path) => items.push(path),
                None => self.beyond(role, path, used.items.iter().map(Path::to_string)),
            }
        }
        items
    }

    fn beyond(&mut self, role: &str, item: &Spanned<String>, known: impl Iterator<Item = String>) {
        let kind = Kind::Role {
            role: role.to_owned(),
            item: item.get_ref().clone(),
            known: known.collect::<Vec<_>>().join(", "),
        };
        self.wrong::<()>(item.span(), kind);
    }
}
