//! Every named operation: what it sends, and what it reads.

use api_particulier::{
    DateNaissance, HeaderName, HeaderValue, Identite, LieuNaissance, Presence, Sexe, TransportKind,
    dss::QuotientFamilialIdentite, france_travail::StatutIdentifiant,
};
use serde_json::json;

use crate::{
    client,
    errors::kind,
    stub::{Answer, Stub},
};

fn identite() -> Identite {
    Identite::new("D'ÉTÉ", ["JEANNE", "ALICE"])
        .sexe(Sexe::F)
        .date_naissance(DateNaissance::jour(1982, 12, 7))
}

async fn sent(params: QuotientFamilialIdentite) -> String {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    client(&stub)
        .dss()
        .quotient_familial_identite(&params)
        .await
        .unwrap();
    stub.only_call().split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn the_quotient_familial_asks_with_the_whole_identity() {
    let identite = identite()
        .nom_usage("HIVER")
        .lieu_naissance(LieuNaissance::Commune("08480".into()));
    assert_eq!(
        sent(QuotientFamilialIdentite::new(identite).periode(2026, 9)).await,
        "/v3/dss/quotient_familial/identite?nomNaissance=D%27%C3%89T%C3%89&nomUsage=HIVER\
         &prenoms%5B%5D=JEANNE&prenoms%5B%5D=ALICE&sexeEtatCivil=F\
         &anneeDateNaissance=1982&moisDateNaissance=12&jourDateNaissance=7\
         &codeCogInseePaysNaissance=99100&codeCogInseeCommuneNaissance=08480\
         &annee=2026&mois=9&recipient=13002526500013"
    );
}

#[tokio::test]
async fn what_is_unknown_of_an_identity_is_not_sent() {
    let abroad =
        Identite::new("HIVER", ["PAUL"]).lieu_naissance(LieuNaissance::Pays("99109".into()));
    assert_eq!(
        sent(QuotientFamilialIdentite::new(abroad)).await,
        "/v3/dss/quotient_familial/identite?nomNaissance=HIVER&prenoms%5B%5D=PAUL\
         &codeCogInseePaysNaissance=99109&recipient=13002526500013"
    );
    let lieu = LieuNaissance::NomCommune {
        nom: "Ajaccio".into(),
        departement: "2A".into(),
    };
    let by_name = Identite::new("HIVER", ["PAUL"])
        .date_naissance(DateNaissance::annee(1990))
        .lieu_naissance(lieu);
    assert_eq!(
        sent(QuotientFamilialIdentite::new(by_name)).await,
        "/v3/dss/quotient_familial/identite?nomNaissance=HIVER&prenoms%5B%5D=PAUL&anneeDateNaissance=1990\
         &codeCogInseePaysNaissance=99100&nomCommuneNaissance=Ajaccio\
         &codeCogInseeDepartementNaissance=2A&recipient=13002526500013"
    );
}

#[tokio::test]
async fn the_quotient_familial_is_read_with_what_the_token_may_see() {
    let body = json!({ "data": {
        "quotient_familial": { "fournisseur": "MSA", "valeur": 0, "annee": 2026, "mois": 9, "annee_calcul": 2026, "mois_calcul": 10 },
        "enfants": [{ "nom_naissance": "HIVER", "nom_usage": null, "prenoms": "ZOÉ MAE", "date_naissance": "2020-00-00",
            "sexe": "F", "annee_date_de_naissance": "2020" }],
        "futur": { "cle": "inconnue" } } });
    let stub = Stub::answering([Answer::json(200, &body)]).await;
    let response = client(&stub)
        .dss()
        .quotient_familial_identite(&QuotientFamilialIdentite::new(identite()))
        .await
        .unwrap();
    let quotient = response.data.quotient_familial.unwrap();
    assert_eq!(
        (quotient.fournisseur.as_deref(), quotient.valeur),
        (Some("MSA"), Presence::Known(0))
    );
    assert_eq!((quotient.annee, quotient.mois), (Some(2026), Some(9)));
    assert_eq!(
        (quotient.annee_calcul, quotient.mois_calcul),
        (Some(2026), Some(10))
    );
    assert!(response.data.allocataires.is_none() && response.data.adresse.is_none());
    let enfant = &response.data.enfants.unwrap()[0];
    assert_eq!(
        (enfant.nom_usage.as_deref(), enfant.prenoms.as_deref()),
        (None, Some("ZOÉ MAE"))
    );
    assert_eq!(enfant.date_naissance.as_deref(), Some("2020-00-00"));
}

#[tokio::test]
async fn a_null_quotient_is_not_an_absent_one() {
    for (quotient, expected) in [
        (json!({ "valeur": null }), Presence::Null),
        (json!({}), Presence::Absent),
    ] {
        let body = json!({ "data": { "quotient_familial": quotient } });
        let stub = Stub::answering([Answer::json(200, &body)]).await;
        let params = QuotientFamilialIdentite::new(identite());
        let response = client(&stub)
            .dss()
            .quotient_familial_identite(&params)
            .await
            .unwrap();
        assert_eq!(response.data.quotient_familial.unwrap().valeur, expected);
    }
}

#[tokio::test]
async fn the_status_of_a_job_seeker_is_asked_and_read() {
    let body = json!({ "data": {
        "identifiant": "jean.dupont33",
        "identite": { "civilite": "M.", "nom_naissance": "DUPONT", "prenom": "JEAN", "sexe": "Masculin", "date_naissance": "1990-01-02" },
        "inscription": { "date_debut": "2026-02-01", "date_fin": null,
            "categorie": { "code": 1, "libelle": "…" }, "code_certification_cnav": "VC" } } });
    let stub = Stub::answering([Answer::json(200, &body)]).await;
    let params = StatutIdentifiant::new("jean.dupont33");
    let other = "21920023500014".parse().unwrap();
    let (name, value) = (
        HeaderName::from_static("cache-control"),
        HeaderValue::from_static("no-cache"),
    );
    let client = client(&stub);
    let call = client
        .france_travail()
        .statut_identifiant(&params)
        .recipient(&other)
        .version(3)
        .header(name, value);
    let response = call.param("delegation_id", "8f0c").await.unwrap();
    let head = stub.only_call();
    assert!(
        head.starts_with("GET /v3/france_travail/statut/identifiant?identifiant=jean.dupont33&recipient=21920023500014&delegation_id=8f0c "),
        "{head}"
    );
    assert!(head.contains("cache-control: no-cache\r\n"), "{head}");
    let inscription = response.data.inscription.unwrap();
    assert_eq!(inscription.date_fin, Presence::Null);
    assert_eq!(
        inscription.code_certification_cnav,
        Presence::Known("VC".into())
    );
    assert_eq!(inscription.categorie.unwrap().code, Some(1));
    assert_eq!(
        response.data.identite.unwrap().prenom.as_deref(),
        Some("JEAN")
    );
    assert!(response.data.contact.is_none());
}

#[tokio::test]
async fn data_of_another_shape_is_a_transport_error() {
    let body = json!({ "data": { "inscription": "LEFEBVRE" } });
    let stub = Stub::answering([Answer::json(200, &body)]).await;
    let client = client(&stub);
    let error = client
        .france_travail()
        .statut_identifiant(&StatutIdentifiant::new("x"))
        .await
        .unwrap_err();
    assert_eq!(kind(&error), TransportKind::UnexpectedShape);
}
