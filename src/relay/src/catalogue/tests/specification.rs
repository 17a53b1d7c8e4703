//! Every file of the catalogue against the API's own files, when they lie beside the project: each path, parameter, field,
//! enumeration and scope exists there, and none of theirs is forgotten without a reason.

mod compare;
mod documents;
mod reasons;
mod whole;

use super::super::file::SourceFile;
use super::super::{COMMON, Files, text_of};
use compare::Comparison;
use documents::Documents;
use whole::{forgotten_operations, unlisted_reasons};

fn files() -> Vec<(String, String)> {
    let names = Files::iter().filter(|name| name != COMMON);
    names
        .map(|name| {
            (
                name.trim_end_matches(".toml").to_owned(),
                text_of(&name).unwrap(),
            )
        })
        .collect()
}

/// What differs, one sentence each.
fn differences(documents: &Documents, id: &str, text: &str) -> Vec<String> {
    let file: SourceFile = toml::from_str(text).unwrap();
    Comparison::of(documents, id, &file)
}

#[test]
fn every_file_is_as_the_api_documents_it() {
    let Some(documents) = Documents::beside() else {
        return;
    };
    let files = files();
    let mut differences: Vec<_> = files
        .iter()
        .flat_map(|(id, text)| differences(&documents, id, text))
        .collect();
    let parsed: Vec<SourceFile> = files
        .iter()
        .map(|(_, text)| toml::from_str(text).unwrap())
        .collect();
    differences.extend(forgotten_operations(&documents, &parsed));
    differences.extend(unlisted_reasons(&documents, &parsed));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_planted_mistake_is_found() {
    let Some(documents) = Documents::beside() else {
        return;
    };
    for (id, from, to, told) in [
        (
            "prime_activite",
            "/v3/dss/prime_activite/identite",
            "/v3/dss/prime/identite",
            "no such path",
        ),
        (
            "prime_activite",
            "nomUsage =",
            "nomUsuel =",
            "no such parameter `nomUsuel`",
        ),
        (
            "prime_activite",
            "nomUsage = \"nom_usage\"\n",
            "",
            "forgets the parameter `nomUsage`",
        ),
        (
            "prime_activite",
            "prenoms = \"required\"",
            "prenoms = \"optional\"",
            "does not insist on `prenoms`",
        ),
        (
            "prime_activite",
            "path = \"avec_majoration\"\ntype",
            "path = \"avec_majorations\"\ntype",
            "`avec_majorations` is no such field",
        ),
        (
            "prime_activite",
            "path = \"avec_majoration\"\ntype",
            "path = \"avec_majorations\"\ntype",
            "forgets the field `avec_majoration`",
        ),
        (
            "prime_activite",
            "type = \"boolean\"",
            "type = \"text\"",
            "is boolean there",
        ),
        (
            "prime_activite",
            "scope = \"prime_activite_majoration\"",
            "scope = \"prime_majoration\"",
            "no such scope `prime_majoration`",
        ),
        (
            "quotient_familial",
            "\"annee\", modes = [\"identite\", \"france_connect\"]",
            "\"annee\"",
            "no such parameter `annee`",
        ),
        (
            "service_civique",
            "type = \"date\"",
            "type = \"text\"",
            "is a date there",
        ),
        (
            "service_national",
            "by = \"en_regle\"",
            "by = \"droit_ouvert\"",
            "says nothing of `en_regle`",
        ),
        (
            "avis_imposition",
            "from = \"rfr\"",
            "from = \"rfrs\"",
            "no such field `rfrs`",
        ),
        (
            "avis_imposition",
            "from = \"rfr\"",
            "from = \"nbPart\"",
            "forgets the field `rfr`",
        ),
        (
            "avis_imposition",
            "path = \"foyer.nombre_parts\", from = \"nbPart\"",
            "path = \"foyer.parts\", from = \"nbPart\"",
            "carries to `foyer.parts`",
        ),
    ] {
        let text = text_of(&format!("{id}.toml")).unwrap();
        let wrong = text.replacen(from, to, 1);
        assert_ne!(wrong, text, "the planted mistake: {from}");
        let found = differences(&documents, id, &wrong);
        assert!(
            found.iter().any(|difference| difference.contains(told)),
            "{to}: {found:?}"
        );
    }
}
