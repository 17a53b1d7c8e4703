//! `pre-remplir forms snippet`: what to paste in a form's page.

use std::fmt::Write as _;

use model::lang::Lang;
use model::protocol::Source;

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::definition;
use crate::error::Error;

/// The lines to paste for the form `id`, and the `data-prefill` of each field that it asks for.
///
/// # Errors
/// When the configuration has no such form.
pub fn snippet(config: &Config, catalogue: &Catalogue, id: &str) -> Result<String, Error> {
    let form = config.named_form(id)?;
    let relay = &config.public_url;
    let mut text = format!(
        "<script type=\"module\" src=\"{relay}/pre-remplir.js\"></script>\n\
         <pre-remplir form=\"{id}\">Remplissez le formulaire ci-dessous.</pre-remplir>\n\n\
         <!-- On the controls of the form:\n"
    );
    let sources = definition::sources(form, catalogue, Lang::Fr);
    for source in &sources {
        // Writing to a String does not fail.
        writeln!(text, "\n  {}", source.label).ok();
        for field in source.items.iter().flat_map(|item| &item.fields) {
            let path = named(&sources, source, &field.path.to_string());
            writeln!(text, "  data-prefill=\"{path}\"  {}", field.label).ok();
        }
    }
    text.push_str("-->");
    Ok(text)
}

/// The path, with its source where another gives the same one.
fn named(sources: &[Source], source: &Source, path: &str) -> String {
    let gives = |source: &&Source| {
        let mut fields = source.items.iter().flat_map(|item| &item.fields);
        fields.any(|field| field.path.to_string() == path)
    };
    match sources.iter().filter(gives).count() {
        1 => path.to_owned(),
        _ => format!("{}:{path}", source.id),
    }
}
