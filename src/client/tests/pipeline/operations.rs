//! Every named operation: what it sends, and what it reads.

use api_particulier::{
    Call, Client, DateNaissance, DelegationId, HeaderName, HeaderValue, Identite, LieuNaissance,
    Presence, Proof, Sexe, TransportKind,
    dss::QuotientFamilial,
    men::{Degre, Perimetre},
};
use serde::de::DeserializeOwned;
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
        .lieu_naissance(LieuNaissance::Commune("08480".into()))
}

/// The path and the query that a call sends.
async fn sent<T: DeserializeOwned + 'static>(call: impl Fn(&Client) -> Call<T>) -> String {
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    call(&client(&stub)).await.unwrap();
    stub.only_call().split(' ').nth(1).unwrap().to_owned()
}

async fn sent_of(identite: Identite) -> String {
    sent(|client| client.dss().quotient_familial_identite(&identite)).await
}

#[tokio::test]
async fn the_quotient_familial_asks_with_the_whole_identity() {
    let identite = identite().nom_usage("HIVER");
    let month = |client: &Client| {
        let call: Call<QuotientFamilial> = client.dss().quotient_familial_identite(&identite);
        call.periode(2026, 9)
    };
    assert_eq!(
        sent(month).await,
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
        sent_of(abroad).await,
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
        sent_of(by_name).await,
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
        .quotient_familial_identite(&identite())
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
        let response = client(&stub)
            .dss()
            .quotient_familial_identite(&identite())
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
    let other = "21920023500014".parse().unwrap();
    let (name, value) = (
        HeaderName::from_static("cache-control"),
        HeaderValue::from_static("no-cache"),
    );
    let client = client(&stub);
    let call = client
        .france_travail()
        .statut_identifiant("jean.dupont33")
        .recipient(&other)
        .version(3)
        .header(name, value);
    let delegation: DelegationId = "6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34".parse().unwrap();
    let response = call
        .delegation_id(&delegation)
        .generate_proof(Proof::Link)
        .await
        .unwrap();
    let head = stub.only_call();
    assert!(
        head.starts_with(
            "GET /v3/france_travail/statut/identifiant?identifiant=jean.dupont33&recipient=21920023500014\
             &delegation_id=6f1c2b9e-0d3a-4c47-9f0e-2a5b8c7d1e34 "
        ),
        "{head}"
    );
    assert!(head.contains("cache-control: no-cache\r\n"), "{head}");
    assert!(head.contains("x-generate-proof: proof-only\r\n"), "{head}");
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
        .statut_identifiant("x")
        .await
        .unwrap_err();
    assert_eq!(kind(&error), TransportKind::UnexpectedShape);
}

#[tokio::test]
async fn a_provider_is_sent_its_own_part_of_an_identity() {
    let whole = identite().nom_usage("HIVER");
    let student = sent(|client| client.mesri().statut_etudiant_identite(&whole)).await;
    assert_eq!(
        student,
        "/v3/mesri/statut_etudiant/identite?nomNaissance=D%27%C3%89T%C3%89&prenoms%5B%5D=JEANNE&sexeEtatCivil=F\
         &anneeDateNaissance=1982&moisDateNaissance=12&jourDateNaissance=7\
         &codeCogInseeCommuneNaissance=08480&recipient=13002526500013"
    );
    let volunteer = sent(|client| client.gip_mds().service_civique_identite(&whole)).await;
    assert_eq!(
        volunteer,
        "/v3/gip_mds/service_civique/identite?nomNaissance=D%27%C3%89T%C3%89&prenoms%5B%5D=JEANNE&prenoms%5B%5D=ALICE\
         &anneeDateNaissance=1982&moisDateNaissance=12&jourDateNaissance=7&recipient=13002526500013"
    );
}

#[tokio::test]
async fn where_no_country_is_asked_its_code_stands_for_the_commune() {
    let abroad = identite().lieu_naissance(LieuNaissance::Pays("99331".into()));
    for path in [
        sent(|client| client.mesri().statut_etudiant_identite(&abroad)).await,
        sent(|client| client.cnous().etudiant_boursier_identite(&abroad)).await,
    ] {
        assert!(
            path.contains("&codeCogInseeCommuneNaissance=99331&"),
            "{path}"
        );
        assert!(!path.contains("Pays"), "{path}");
    }
    let country = sent(|client| client.dsnj().service_national_identite(&abroad)).await;
    assert!(
        country.contains("&codeCogInseePaysNaissance=99331&"),
        "{country}"
    );
}

#[tokio::test]
async fn a_pupil_is_looked_for_in_a_school_or_in_an_area() {
    let school = Perimetre::Etablissement("0210015C".into());
    let departments = Perimetre::Departements(Degre::Second, vec!["021".into(), "075".into()]);
    let regions = Perimetre::Regions(Degre::Premier, vec!["18".into()]);
    for (perimetre, expected) in [
        (school, "&codeEtablissement=0210015C&recipient"),
        (
            departments,
            "&degreEtablissement=2D&codesBcnDepartements%5B%5D=021&codesBcnDepartements%5B%5D=075&recipient",
        ),
        (
            regions,
            "&degreEtablissement=1D&codesBcnRegions%5B%5D=18&recipient",
        ),
    ] {
        let path = sent(|client| {
            client
                .men()
                .scolarites_identite(&identite(), 2025, &perimetre)
        })
        .await;
        assert!(path.starts_with("/v5/men/scolarites/identite?"), "{path}");
        assert!(
            path.contains(&format!("&anneeScolaire=2025{expected}")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_scholarship_is_asked_of_its_latest_year_or_of_another() {
    let ine = "1234567890G".parse().unwrap();
    let latest = sent(|client| client.cnous().etudiant_boursier_ine(&ine)).await;
    assert_eq!(
        latest,
        "/v5/cnous/etudiant_boursier/ine?ine=1234567890G&recipient=13002526500013"
    );
    let pinned = sent(|client| {
        let call = client.cnous().etudiant_boursier_ine(&ine);
        call.annee_campagne(2024).version(4)
    });
    assert_eq!(
        pinned.await,
        "/v4/cnous/etudiant_boursier/ine?ine=1234567890G&campaignYear=2024&recipient=13002526500013"
    );
}

#[tokio::test]
async fn an_unknown_scholarship_is_neither_absent_nor_refused() {
    for (body, expected) in [
        (json!({ "est_boursier": null }), Presence::Null),
        (json!({}), Presence::Absent),
        (json!({ "est_boursier": false }), Presence::Known(false)),
    ] {
        let stub = Stub::answering([Answer::json(200, &json!({ "data": body }))]).await;
        let school = Perimetre::Etablissement("0210015C".into());
        let client = client(&stub);
        let call = client.men().scolarites_identite(&identite(), 2025, &school);
        assert_eq!(call.await.unwrap().data.est_boursier, expected);
    }
}
