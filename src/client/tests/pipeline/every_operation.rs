//! Every operation, in every version, can be called with valid arguments.

use std::{collections::BTreeSet, future::IntoFuture, pin::Pin};

use api_particulier::{
    BearerToken, Call, Client, DateNaissance, Error, Identite, Ine, LieuNaissance, Operation, Sexe,
    men::Perimetre, operations as table, v2::operations as table_v2,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{
    client,
    fields::fields_of,
    stub::{Answer, Stub},
};

/// One operation as a caller meets it.
pub(crate) struct Row {
    pub(crate) operation: &'static Operation,
    /// The type of its answer.
    pub(crate) data: &'static str,
    /// The values that this type reads.
    pub(crate) fields: fn() -> BTreeSet<String>,
    /// Reads an answer as this type.
    pub(crate) read: fn(Value) -> Result<(), serde_json::Error>,
    /// Calls it in a version.
    send: Box<Send>,
}

type Send = dyn Fn(&Client, u8) -> Sending;

type Sending = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

fn row<T: DeserializeOwned + 'static>(
    operation: &'static Operation,
    call: fn(&Client) -> Call<T>,
) -> Row {
    Row {
        operation,
        data: std::any::type_name::<T>(),
        fields: fields_of::<T>,
        read: |data| serde_json::from_value::<T>(data).map(drop),
        send: Box::new(move |client, version| {
            let sending = call(client).version(version).into_future();
            Box::pin(async { sending.await.map(drop) })
        }),
    }
}

fn identite() -> Identite {
    Identite::new("D'ÉTÉ", ["JEANNE", "ALICE", "ZOÉ", "MAE"])
        .nom_usage("HIVER")
        .sexe(Sexe::F)
        .date_naissance(DateNaissance::jour(2004, 12, 7))
        .lieu_naissance(LieuNaissance::Commune("08480".into()))
}

fn citizen() -> BearerToken {
    BearerToken::new(&"citizen-token".into()).unwrap()
}

fn ine() -> Ine {
    "1234567890G".parse().unwrap()
}

fn school() -> Perimetre {
    Perimetre::Etablissement("0210015C".into())
}

/// The operations of versions 3 and later.
#[rustfmt::skip]
pub(crate) fn rows() -> Vec<Row> {
    vec![
        row(&table::QUOTIENT_FAMILIAL_IDENTITE, |c| c.dss().quotient_familial_identite(&identite()).periode(2026, 9)),
        row(&table::QUOTIENT_FAMILIAL_FRANCE_CONNECT, |c| c.dss().quotient_familial_france_connect(&citizen()).periode(2026, 9)),
        row(&table::PARTICIPATION_FAMILIALE_EAJE_IDENTITE, |c| c.dss().participation_familiale_eaje_identite(&identite())),
        row(&table::PARTICIPATION_FAMILIALE_EAJE_FRANCE_CONNECT, |c| c.dss().participation_familiale_eaje_france_connect(&citizen())),
        row(&table::REVENU_SOLIDARITE_ACTIVE_IDENTITE, |c| c.dss().revenu_solidarite_active_identite(&identite())),
        row(&table::REVENU_SOLIDARITE_ACTIVE_FRANCE_CONNECT, |c| c.dss().revenu_solidarite_active_france_connect(&citizen())),
        row(&table::COMPLEMENTAIRE_SANTE_SOLIDAIRE_IDENTITE, |c| c.dss().complementaire_sante_solidaire_identite(&identite())),
        row(&table::COMPLEMENTAIRE_SANTE_SOLIDAIRE_FRANCE_CONNECT, |c| c.dss().complementaire_sante_solidaire_france_connect(&citizen())),
        row(&table::PRIME_ACTIVITE_IDENTITE, |c| c.dss().prime_activite_identite(&identite())),
        row(&table::PRIME_ACTIVITE_FRANCE_CONNECT, |c| c.dss().prime_activite_france_connect(&citizen())),
        row(&table::ALLOCATION_ADULTE_HANDICAPE_IDENTITE, |c| c.dss().allocation_adulte_handicape_identite(&identite())),
        row(&table::ALLOCATION_ADULTE_HANDICAPE_FRANCE_CONNECT, |c| c.dss().allocation_adulte_handicape_france_connect(&citizen())),
        row(&table::ALLOCATION_ENFANT_HANDICAPE_IDENTITE, |c| c.dss().allocation_enfant_handicape_identite(&identite())),
        row(&table::ALLOCATION_ENFANT_HANDICAPE_FRANCE_CONNECT, |c| c.dss().allocation_enfant_handicape_france_connect(&citizen())),
        row(&table::ALLOCATION_SOUTIEN_FAMILIAL_IDENTITE, |c| c.dss().allocation_soutien_familial_identite(&identite())),
        row(&table::ALLOCATION_SOUTIEN_FAMILIAL_FRANCE_CONNECT, |c| c.dss().allocation_soutien_familial_france_connect(&citizen())),
        row(&table::ALLOCATION_RENTREE_SCOLAIRE_IDENTITE, |c| c.dss().allocation_rentree_scolaire_identite(&identite())),
        row(&table::ALLOCATION_RENTREE_SCOLAIRE_FRANCE_CONNECT, |c| c.dss().allocation_rentree_scolaire_france_connect(&citizen())),
        row(&table::STATUT_ETUDIANT_IDENTITE, |c| c.mesri().statut_etudiant_identite(&identite())),
        row(&table::STATUT_ETUDIANT_FRANCE_CONNECT, |c| c.mesri().statut_etudiant_france_connect(&citizen())),
        row(&table::STATUT_ETUDIANT_INE, |c| c.mesri().statut_etudiant_ine(&ine())),
        row(&table::ETUDIANT_BOURSIER_IDENTITE, |c| c.cnous().etudiant_boursier_identite(&identite())),
        row(&table::ETUDIANT_BOURSIER_FRANCE_CONNECT, |c| c.cnous().etudiant_boursier_france_connect(&citizen())),
        row(&table::ETUDIANT_BOURSIER_INE, |c| c.cnous().etudiant_boursier_ine(&ine())),
        row(&table::SCOLARITES_IDENTITE, |c| c.men().scolarites_identite(&identite(), 2025, &school())),
        row(&table::STATUT_IDENTIFIANT, |c| c.france_travail().statut_identifiant("jean.dupont33")),
        row(&table::INDEMNITES_IDENTIFIANT, |c| c.france_travail().indemnites_identifiant("jean.dupont33")),
        row(&table::SERVICE_NATIONAL_IDENTITE, |c| c.dsnj().service_national_identite(&identite())),
        row(&table::SERVICE_NATIONAL_FRANCE_CONNECT, |c| c.dsnj().service_national_france_connect(&citizen())),
        row(&table::SERVICE_CIVIQUE_IDENTITE, |c| c.gip_mds().service_civique_identite(&identite())),
        row(&table::SERVICE_CIVIQUE_FRANCE_CONNECT, |c| c.gip_mds().service_civique_france_connect(&citizen())),
        row(&table::STATUT_SPORTIF_IDENTIFIANT, |c| c.sdh().statut_sportif_identifiant("123456789")),
        row(&table::EXTRAIT_IMMATRICULATION_VEHICULE_FRANCE_CONNECT, |c| c.ants().extrait_immatriculation_vehicule_france_connect(&citizen(), "AA-123-BB")),
    ]
}

/// The operations of version 2.
#[rustfmt::skip]
pub(crate) fn rows_v2() -> Vec<Row> {
    vec![
        row(&table_v2::COMPOSITION_FAMILIALE_V2, |c| c.v2().composition_familiale_v2(&identite()).periode(2026, 9)),
        row(&table_v2::COMPLEMENTAIRE_SANTE_SOLIDAIRE, |c| c.v2().complementaire_sante_solidaire(&identite())),
        row(&table_v2::REVENU_SOLIDARITE_ACTIVE, |c| c.v2().revenu_solidarite_active(&identite())),
        row(&table_v2::PRIME_ACTIVITE, |c| c.v2().prime_activite(&identite())),
        row(&table_v2::ALLOCATION_ADULTE_HANDICAPE, |c| c.v2().allocation_adulte_handicape(&identite())),
        row(&table_v2::ALLOCATION_SOUTIEN_FAMILIAL, |c| c.v2().allocation_soutien_familial(&identite())),
        row(&table_v2::ETUDIANTS_IDENTITE, |c| c.v2().etudiants_identite(&identite())),
        row(&table_v2::ETUDIANTS_INE, |c| c.v2().etudiants_ine(&ine())),
        row(&table_v2::ETUDIANTS_BOURSIERS_IDENTITE, |c| c.v2().etudiants_boursiers_identite(&identite())),
        row(&table_v2::ETUDIANTS_BOURSIERS_INE, |c| c.v2().etudiants_boursiers_ine(&ine())),
        row(&table_v2::SITUATIONS_POLE_EMPLOI, |c| c.v2().situations_pole_emploi("jean.dupont33")),
        row(&table_v2::PAIEMENTS_POLE_EMPLOI, |c| c.v2().paiements_pole_emploi("jean.dupont33")),
        row(&table_v2::SCOLARITES, |c| c.v2().scolarites(&identite(), 2025, "0210015C")),
    ]
}

fn names(operations: impl IntoIterator<Item = &'static Operation>) -> Vec<&'static str> {
    operations
        .into_iter()
        .map(|operation| operation.name)
        .collect()
}

#[test]
fn no_operation_is_left_out() {
    let called = |rows: &[Row]| names(rows.iter().map(|row| row.operation));
    assert_eq!(called(&rows()), names(table::ALL.iter().copied()));
    assert_eq!(called(&rows_v2()), names(table_v2::ALL.iter().copied()));
}

/// The path of a call, and the names of its parameters.
fn asked(head: &str) -> (String, Vec<String>) {
    let target = head.split(' ').nth(1).unwrap();
    let (path, query) = target.split_once('?').unwrap();
    let names = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap().0.replace("%5B%5D", "[]"));
    (path.to_owned(), names.collect())
}

#[tokio::test]
async fn every_operation_is_callable_in_every_version() {
    for row in rows().into_iter().chain(rows_v2()) {
        for version in row.operation.versions {
            let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
            (row.send)(&client(&stub), version.number).await.unwrap();
            let head = stub.only_call();
            let (path, sent) = asked(&head);
            assert_eq!(path, version.path);
            let is_known =
                |name: &String| name == "recipient" || row.operation.parameter(name).is_some();
            assert!(sent.iter().all(is_known), "{path}: {sent:?}");
            let credential = match version {
                _ if version.number == 2 => "x-api-key: test-token\r\n",
                _ if version.path.ends_with("/france_connect") => {
                    "authorization: Bearer citizen-token\r\n"
                }
                _ => "authorization: Bearer test-token\r\n",
            };
            assert!(head.contains(credential), "{head}");
            assert_eq!(head.matches("-token").count(), 1, "{head}");
        }
    }
}

#[tokio::test]
async fn of_a_list_no_more_than_the_operation_takes_is_sent() {
    for row in rows() {
        let Some(prenoms) = row.operation.parameter("prenoms[]") else {
            continue;
        };
        let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
        (row.send)(&client(&stub), row.operation.versions[0].number)
            .await
            .unwrap();
        let (path, sent) = asked(&stub.only_call());
        let count = sent.iter().filter(|name| *name == "prenoms[]").count();
        assert_eq!(count, prenoms.most, "{path}");
    }
}
