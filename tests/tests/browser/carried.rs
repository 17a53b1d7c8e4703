//! What goes with the form in hidden fields: the host's server tells certified values from typed ones, opens what was sealed, and
//! a person who takes it back sends nothing.

use serde_json::{Value, json};
use tests::browser::journey;
use tests::site::Fields;
use tests::stage::{Setting, Stage};
use tests::tokens::SealingKeys;
use tests::{Reply, http};

fn field<'a>(fields: &'a Fields, name: &str) -> Vec<&'a str> {
    let named = fields.iter().filter(|(known, _)| known == name);
    named.map(|(_, value)| value.as_str()).collect()
}

/// As the host's server does: what the form sent, by the paths that its page maps.
async fn verify(stage: &Stage, fields: &Fields) -> Value {
    let mapped = [
        ("identite.nom_naissance", "nom_naissance"),
        ("identite.prenom", "prenom"),
        ("adresse.code_postal", "code_postal"),
    ];
    let values: serde_json::Map<_, _> = mapped
        .iter()
        .map(|(path, name)| ((*path).to_owned(), json!(field(fields, name)[0])))
        .collect();
    let question = json!({
        "attestation": field(fields, "pre-remplir-attestation")[0],
        "form": "transport-2026", "audience": "13002526500013", "values": values
    });
    let url = format!("{}/v1/verify", stage.rig.base);
    let reply = Reply::read(http().post(url).json(&question)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hosts_server_tells_what_was_filled_from_what_was_typed() {
    journey(Setting::default(), async |stage, page| {
        page.start("transport.html").await;
        page.ask_with("nolwenn.tassel").await;
        page.fill().await;
        page.form().write("Prénom", " corrigé").await;
        page.submit().await;
        let sent = stage.site.received().pop().unwrap();
        let verified = verify(stage, &sent).await;
        let status = |path: &str| verified["values"][path]["status"].clone();
        assert_eq!(status("identite.nom_naissance"), "certified");
        assert_eq!(status("identite.prenom"), "changed");
        assert_eq!(status("adresse.code_postal"), "certified");
        assert_eq!(
            field(&sent, "pre-remplir-receipt"),
            [verified["receipt"].as_str().unwrap()]
        );
        assert!(field(&sent, "pre-remplir-sealed").is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_is_carried_no_more() {
    journey(Setting::default(), async |_, page| {
        page.start("transport.html").await;
        let carried = "return document.querySelectorAll('form [name^=pre-remplir-]').length";
        page.ask_with("nolwenn.tassel").await;
        page.widget().arrives("Vérifier et remplir").await;
        assert_eq!(page.script(carried).await, 0, "nothing before it is filled");
        page.fill().await;
        assert_eq!(page.script(carried).await, 2);
        page.widget().press("Annuler le remplissage").await;
        page.widget().arrives("Le remplissage est annulé").await;
        assert_eq!(page.script(carried).await, 0);
    })
    .await;
}

/// The demonstration, sealed: the setting lasts as long as the tests.
fn sealed(keys: &SealingKeys) -> Setting {
    let folder = keys.folder().display();
    let text = |text: String| &*Box::leak(text.into_boxed_str());
    let organisation = format!("token_file = \"token\"\nseal_key = \"{folder}/seal/seal.pub.pem\"");
    let relay = format!("keys = \"{folder}/keys\"\nsealed_after = \"1s\"\nstore =");
    Setting {
        config: vec![
            ("token_file = \"token\"", text(organisation)),
            ("store =", text(relay)),
            ("disclose_declared =", "sealed = true #"),
        ],
        ..Setting::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_goes_with_a_form_filled_in_by_hand() {
    let keys = SealingKeys::default();
    journey(sealed(&keys), async |stage, page| {
        page.start("transport.html").await;
        page.ask_with("nolwenn.tassel").await;
        page.widget().arrives("Reçu, transmis au service").await;
        let shown = page
            .script("return document.querySelector('pre-remplir').textContent")
            .await;
        assert!(
            shown.as_str().unwrap().contains("Ville d'Exemple"),
            "{shown}"
        );
        assert!(!shown.as_str().unwrap().contains("TASSEL"), "{shown}");
        page.form().write("Nom de naissance", "Écrit").await;
        page.form().write("Prénom", "À la main").await;
        page.submit().await;
        let sent = stage.site.received().pop().unwrap();
        assert_eq!(field(&sent, "nom_naissance"), ["Écrit"]);
        assert!(field(&sent, "pre-remplir-attestation").is_empty());
        let (opened, text) = keys.unseal(field(&sent, "pre-remplir-sealed")[0], &[]);
        assert!(opened, "{text}");
        let claims: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(claims["sources"][0]["status"], "filled");
        assert_eq!(
            field(&sent, "pre-remplir-receipt"),
            [claims["receipt"].as_str().unwrap()]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_looks_the_same_when_there_is_nothing_and_can_be_taken_back() {
    let keys = SealingKeys::default();
    journey(sealed(&keys), async |_, page| {
        page.start("transport.html").await;
        page.ask_with("personne.inconnue").await;
        page.widget().arrives("Reçu, transmis au service").await;
        page.widget().press("Ne rien transmettre").await;
        page.widget().arrives("Le remplissage est annulé").await;
        let carried = "return document.querySelectorAll('form [name^=pre-remplir-]').length";
        assert_eq!(page.script(carried).await, 0);
    })
    .await;
}
