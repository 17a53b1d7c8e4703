//! The directory of schools that a configuration names.

use super::*;

fn naming(file: &str) -> String {
    with("store =", &format!("etablissements = \"{file}\"\nstore ="))
}

#[test]
fn only_the_sandbox_has_schools_of_its_own() {
    assert!(parse(WHOLE).unwrap().etablissements.is_some());
    let accepted = "accept_declared_disclosure = true";
    let real = production(accepted, "disclose_declared = \"guichet\"");
    assert!(real.unwrap().etablissements.is_none());
}

#[test]
fn the_file_is_read_from_the_folder_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;code_postal;nom_commune\n\
                 0359901A;École Les Ambres;Ecole;35000;Rennes\n";
    std::fs::write(folder.path().join("annuaire.csv"), lines).unwrap();
    let config = parse_in(&naming("annuaire.csv"), folder.path()).unwrap();
    assert_eq!(config.etablissements.unwrap()[0].nom, "École Les Ambres");
}

#[test]
fn what_is_wrong_with_it_names_the_file_and_both_lines() {
    let folder = tempfile::tempdir().unwrap();
    let titles = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_postal;Nom_commune";
    std::fs::write(
        folder.path().join("code.csv"),
        format!("{titles}\nx;a;b;c;d\n"),
    )
    .unwrap();
    std::fs::write(folder.path().join("virgules.csv"), titles.replace(';', ",")).unwrap();
    for (file, says) in [
        ("absent.csv", "the file cannot be read (entity not found)"),
        ("virgules.csv", "no column `Identifiant_de_l_etablissement`"),
        (
            "code.csv",
            "line 2: `Identifiant_de_l_etablissement` is not 7 digits",
        ),
    ] {
        let found = mistakes(parse_in(&naming(file), folder.path()));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, 4, "{found:?}");
        assert!(
            found[0].1.contains(file) && found[0].1.contains(says),
            "{found:?}"
        );
    }
}
