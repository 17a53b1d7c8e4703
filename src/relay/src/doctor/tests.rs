use super::*;
use model::doctor::Weight;

/// A page with `body`, examined against the whole family quotient.
async fn report(body: &str) -> Report {
    let file = tempfile::NamedTempFile::new().unwrap();
    let script = r#"<script type="module" src="https://relay.exemple.fr/pre-remplir.js"></script>"#;
    std::fs::write(file.path(), format!("<!doctype html>{script}{body}")).unwrap();
    let options = Options {
        page: file.path().display().to_string(),
        sources: vec!["quotient_familial".to_owned()],
        ..Options::default()
    };
    examine_page(&options, &Catalogue::load().unwrap())
        .await
        .unwrap()
}

const ELEMENT: &str = r#"<pre-remplir form="cantine">Remplissez le formulaire.</pre-remplir>"#;

async fn says(body: &str) -> String {
    report(&format!("{ELEMENT}{body}")).await.to_string()
}

#[tokio::test]
async fn a_page_that_is_well_mapped_has_no_error() {
    let page = report(&format!(
        r##"{ELEMENT}<form><label>QF <input name="qf" data-prefill="quotient_familial.valeur"></label>
        <div data-prefill-each="enfants" data-prefill-add="#plus"><input name="p[]" data-prefill="enfants[].prenoms"></div>
        <button type="button" id="plus">Ajouter</button><button>Envoyer</button></form>"##
    ))
    .await;
    assert!(!page.has_errors(), "{page}");
    assert!(
        page.to_string()
            .contains("ok      [name=\"qf\"] “QF”: gets quotient_familial.valeur")
    );
    assert!(page.to_string().ends_with("errors: 0, warnings: 0"));
}

#[tokio::test]
async fn controls_that_nobody_can_fill_are_told() {
    for (control, part) in [
        (
            r#"<input disabled data-prefill="adresse.commune">"#,
            "disabled",
        ),
        (
            r#"<fieldset disabled><input data-prefill="adresse.commune"></fieldset>"#,
            "disabled",
        ),
        (
            r#"<input readonly data-prefill="adresse.commune">"#,
            "read-only",
        ),
        (
            r#"<input type="hidden" data-prefill="adresse.commune">"#,
            "hidden",
        ),
        (
            r#"<div style="display: none"><input data-prefill="adresse.commune"></div>"#,
            "hidden",
        ),
        (
            r#"<input type="password" data-prefill="adresse.commune">"#,
            "a password or a file",
        ),
        (
            r#"<input type="file" data-prefill="adresse.commune">"#,
            "a password or a file",
        ),
        (
            r#"<input type="color" data-prefill="adresse.commune">"#,
            "this type",
        ),
        (
            r#"<input type="number" data-prefill="adresse.code_postal">"#,
            "numbers alone",
        ),
        (
            r#"<input data-prefill="adresse.etage">"#,
            "does not ask for adresse.etage",
        ),
    ] {
        let text = says(&format!("<form>{control}</form>")).await;
        assert!(
            text.contains(part) && text.ends_with("errors: 1, warnings: 0"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_mapping_is_proposed_for_a_page_that_has_none() {
    let text = says(
        r#"<form><label for="a">Quotient familial</label><input id="a"><label>Code postal<input name="cp"></label>
        <fieldset><legend>Enfant 2</legend><label>Prénom<input name="x"></label></fieldset>
        <label>Allergies<textarea name="allergies"></textarea></label></form>"#,
    )
    .await;
    for part in [
        r##""#a": "quotient_familial.valeur""##,
        r#""[name=\"cp\"]": "adresse.code_postal""#,
        r#""[name=\"x\"]": "enfants[1].prenoms""#,
        "[name=\"allergies\"] “Allergies”: not mapped: the person fills it",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[tokio::test]
async fn the_buttons_of_a_group_are_one_control() {
    let radios = r#"<form><fieldset><legend>Sexe</legend>
        <label><input type="radio" name="s" value="F" data-prefill="enfants[0].sexe">Féminin</label>
        <label><input type="radio" name="s" value="M" data-prefill="enfants[0].sexe">Masculin</label></fieldset></form>"#;
    let page = report(&format!("{ELEMENT}{radios}")).await;
    assert_eq!(page.sections[0].findings.len(), 1, "{page}");
}

#[tokio::test]
async fn the_json_block_counts_after_the_attribute_and_its_selectors_are_tried() {
    let page = |block: &str| {
        format!(
            r#"<pre-remplir form="cantine" mapping="m">À la main.</pre-remplir>
            <script type="application/json" id="m">{block}</script>
            <form><input id="ville" data-prefill="adresse.commune"><input name="cp"></form>"#
        )
    };
    let text = report(&page(
        r##"{ "#ville": "adresse.pays", "[name=cp]": "adresse.code_postal" }"##,
    ))
    .await
    .to_string();
    assert!(
        text.contains(
            "#ville: gets adresse.commune (by data-prefill; goes before the page's JSON block)"
        ),
        "{text}"
    );
    assert!(
        text.contains("[name=\"cp\"]: gets adresse.code_postal (by the page's JSON block)"),
        "{text}"
    );
    for (block, part) in [
        (r##"{ "#absent": "adresse.pays" }"##, "finds no control"),
        (r##"{ "input": "adresse.pays" }"##, "finds 2 controls"),
        (r##"{ "#[": "adresse.pays" }"##, "no CSS selector"),
        ("[]", "names no JSON block"),
    ] {
        let text = report(&page(block)).await.to_string();
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[tokio::test]
async fn what_the_page_lacks_is_told_with_what_to_do() {
    for (body, part) in [
        ("<form><input></form>", "has no <pre-remplir>"),
        ("<pre-remplir form=a>x</pre-remplir>", "has no <form>"),
        (
            "<pre-remplir>x</pre-remplir><form></form>",
            "names no form; add form=",
        ),
        (
            "<pre-remplir form=a for=b>x</pre-remplir><form id=c></form>",
            "names no form of the page",
        ),
        (
            "<pre-remplir form=a>x</pre-remplir><form></form><form></form>",
            "several forms",
        ),
        (
            "<form><pre-remplir form=a>x</pre-remplir><pre-remplir form=a>x</pre-remplir></form>",
            "are for the same form",
        ),
        (
            "<form><pre-remplir form=a></pre-remplir></form>",
            "is empty",
        ),
        (
            "<pre-remplir form=a>x</pre-remplir><form></form>",
            "for a form that a script draws",
        ),
        (
            r#"<pre-remplir form=a relay="http://relay.exemple.fr">x</pre-remplir><form><input></form>"#,
            "give the relay a certificate",
        ),
        (
            r#"<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><form></form>"#,
            "blocks WebAssembly",
        ),
    ] {
        let text = report(body).await.to_string();
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[tokio::test]
async fn without_a_script_or_with_a_classic_one_nothing_would_run() {
    let examine = async |head: &str| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{head}{ELEMENT}<form><input></form>")).unwrap();
        let options = Options {
            page: file.path().display().to_string(),
            sources: vec!["quotient_familial".to_owned()],
            ..Options::default()
        };
        examine_page(&options, &Catalogue::load().unwrap())
            .await
            .unwrap()
            .facts
    };
    assert_eq!(examine("").await, [PageFact::NoScript]);
    let classic = r#"<script src="https://relay.exemple.fr/pre-remplir.js"></script>"#;
    assert_eq!(examine(classic).await, [PageFact::NotAModule]);
}

#[tokio::test]
async fn programs_read_the_same_as_people() {
    let json = report(&format!(
        r#"{ELEMENT}<form><input name="cp" autocomplete="postal-code"></form>"#
    ))
    .await
    .json();
    assert_eq!(json["errors"], false);
    assert_eq!(
        json["forms"][0]["proposed"]["[name=\"cp\"]"],
        "adresse.code_postal"
    );
    assert_eq!(json["forms"][0]["controls"][0]["weight"], "note");
    let wrong = report(&format!(
        r#"{ELEMENT}<form><input data-prefill="x"></form>"#
    ))
    .await;
    assert_eq!(
        (wrong.json()["errors"].clone(), wrong.has_errors()),
        (true.into(), true)
    );
    assert_eq!(wrong.weights().max(), Some(Weight::Error));
}

#[tokio::test]
async fn what_cannot_be_examined_is_said_with_a_remedy() {
    let catalogue = Catalogue::load().unwrap();
    let error = async |options: Options| {
        examine_page(&options, &catalogue)
            .await
            .unwrap_err()
            .to_string()
    };
    let absent = Options {
        page: "/nulle/part.html".to_owned(),
        ..Options::default()
    };
    assert!(
        error(absent)
            .await
            .starts_with("cannot read /nulle/part.html: ")
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "<form><input></form>").unwrap();
    let page = file.path().display().to_string();
    let unsaid = Options {
        page: page.clone(),
        ..Options::default()
    };
    assert!(error(unsaid).await.contains("give --config"));
    let unknown = Options {
        page,
        sources: vec!["quotient".to_owned()],
        ..Options::default()
    };
    assert!(error(unknown).await.contains("no source \"quotient\""));
}
