use std::fs;

use super::*;

const STATUT: &str = "api_particulier_v3_france_travail_statut_with_identifiant";
const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn case(identifiant: &str, status: u16) -> String {
    format!(
        "description: x\nparams: {{identifiant: '{identifiant}'}}\nstatus: {status}\npayload: '{{}}'\n"
    )
}

fn folder(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(STATUT).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn open(files: &[(&str, String)]) -> Result<Library, Error> {
    Library::open(Some(folder(files).path()), TODAY)
}

fn file(library: &Library, identifiant: &str) -> String {
    let mut key = Key::default();
    key.set("identifiant", identifiant);
    library.served()[0]
        .find(&key)
        .file
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn a_nested_case_is_found_and_the_rest_is_the_default() {
    let library = open(&[
        ("404.yaml", case("nobody", 404)),
        ("deep/er/a.yml", case("Ana", 200)),
        ("notes.txt", "not a case".to_owned()),
    ])
    .unwrap();
    assert_eq!(file(&library, "ANA"), "a.yml");
    assert_eq!(file(&library, "bob"), "404.yaml");
}

#[test]
fn the_first_of_two_same_cases_wins_and_the_other_is_reported() {
    let library = open(&[
        ("404.yaml", case("nobody", 404)),
        ("b.yaml", case("ana", 503)),
        ("a.yaml", case("ANA", 200)),
    ])
    .unwrap();
    assert_eq!(file(&library, "ana"), "a.yaml");
    let told = library
        .warnings()
        .iter()
        .any(|line| line.contains("b.yaml") && line.contains("a.yaml"));
    assert!(told, "{:?}", library.warnings());
}

#[test]
fn a_case_that_no_call_can_reach_is_reported() {
    let misspelt = case("ana", 200).replace("identifiant:", "identifyant:");
    let library = open(&[("404.yaml", case("nobody", 404)), ("a.yaml", misspelt)]).unwrap();
    assert!(
        library
            .warnings()
            .iter()
            .any(|line| line.contains("a.yaml can never match"))
    );
}

#[test]
fn a_malformed_file_is_named_with_its_remedy() {
    let error = open(&[("404.yaml", case("x", 404)), ("a.yaml", case("y", 42))])
        .err()
        .unwrap();
    let sentence = error.to_string();
    assert!(sentence.contains(&format!("{STATUT}/a.yaml")), "{sentence}");
    assert!(
        sentence.contains("use a number from 100 to 599"),
        "{sentence}"
    );
}

#[test]
fn without_a_default_nobody_is_found_all_the_same() {
    let library = open(&[("a.yaml", case("ana", 200))]).unwrap();
    assert_eq!(file(&library, "ana"), "a.yaml");
    let default = library.served()[0].find(&Key::default());
    assert_eq!(default.status, 404);
    assert!(default.payload.contains("24003"), "{}", default.payload);
}

#[test]
fn a_folder_without_cases_is_refused() {
    assert!(matches!(open(&[]), Err(Error::NoCases { .. })));
    let absent = Library::open(Some(Path::new("/nowhere/at/all")), TODAY);
    assert!(matches!(absent, Err(Error::Unreadable { .. })));
}

#[test]
fn every_embedded_case_can_be_reached_and_none_is_told_twice() {
    let library = Library::open(None, TODAY).unwrap();
    assert_eq!(library.warnings(), [] as [String; 0]);
    assert_eq!(library.served().len(), operations::all().count());
}

#[test]
fn every_operation_has_someone_nobody_and_a_provider_that_is_down() {
    let library = Library::open(None, TODAY).unwrap();
    let by_token = library
        .served()
        .iter()
        .filter(|served| !served.operation.connected);
    for served in by_token {
        for range in [200..=200, 404..=404, 500..=599] {
            let found = served
                .cases()
                .iter()
                .any(|case| range.contains(&case.status));
            assert!(found, "{}: {range:?}", served.operation.id);
        }
    }
}
