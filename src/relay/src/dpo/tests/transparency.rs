//! What anyone may read of a relay: every form, no more than is true, nothing that is a secret.

use super::*;

fn page(config: &Config, lang: Lang) -> String {
    spaced(&transparency(config, &Catalogue::load().unwrap(), lang))
}

#[test]
fn every_form_says_in_the_open_what_it_asks_of_whom_and_why() {
    let config = parse(&demo());
    let catalogue = Catalogue::load().unwrap();
    for lang in [Lang::Fr, Lang::En] {
        let page = page(&config, lang);
        for form in &config.forms {
            let told = [
                form.title.get(lang),
                form.purpose.get(lang),
                &form.legal_basis,
            ];
            for words in told {
                assert!(page.contains(&spaced(words)), "{words}: {page}");
            }
            for used in &form.sources {
                let source = catalogue.get(&used.id).unwrap();
                for item in &used.items {
                    let name = spaced(&source.name_of(item, lang));
                    assert!(page.contains(&name), "{name}: {page}");
                }
            }
        }
        for to_do in ["À compléter", "À confirmer", "To complete", "To confirm"] {
            assert!(!page.contains(to_do), "{to_do}");
        }
    }
}

#[test]
fn who_sees_the_answers_is_said_as_the_configuration_has_it() {
    let of_demo = page(&parse(&demo()), Lang::Fr);
    assert!(of_demo.contains("Bac à sable") && of_demo.contains("partent chiffrées"));
    let is_opened = |line: &&str| !line.starts_with("disclose_declared");
    let unopened: Vec<_> = demo()
        .lines()
        .filter(is_opened)
        .map(str::to_owned)
        .collect();
    let of_sandbox = page(&parse(&unopened.join("\n")), Lang::Fr);
    assert!(of_sandbox.contains("puisque celles du bac à sable sont inventées"));
    let (_folder, shown) = production("", HANDICAP);
    let page_of_shown = page(&shown, Lang::Fr);
    assert!(page_of_shown.contains("sans que le service l’ait identifiée"));
    assert!(page_of_shown.contains("« personnes reçues au guichet »"));
    assert!(!page_of_shown.contains("Bac à sable"));
}

#[test]
fn nothing_in_the_configuration_is_markup_there() {
    let (_folder, config) = production("", HANDICAP);
    let page = page(&config, Lang::Fr);
    assert!(
        page.contains("CCAS d&#39;Exemple | &lt;Nord&gt;")
            || page.contains("CCAS d'Exemple | &lt;Nord&gt;"),
        "{page}"
    );
    assert!(!page.contains("<Nord>"));
    assert!(page.contains("Aide *urgente*") && page.contains("délibération {purpose} 12"));
}
