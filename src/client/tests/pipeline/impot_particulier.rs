//! API Impôt particulier: what is sent, what is read, and a tax number that is seen nowhere.

use std::collections::BTreeSet;

use api_particulier::{
    Argument, ClientCredentials, Error, ImpotParticulier, Response, Settings,
    impot_particulier::{
        DERNIERE_SITUATION_IR_ASSIETTES, DERNIERE_SITUATION_IR_ASSIETTES_DEUX_ANS, NumeroFiscal,
        SITUATIONS_IR_ASSIETTES, SituationIr,
    },
};
use serde_json::json;

use crate::{
    client_credentials::{credentials, token},
    recorder::{events, logged, record},
    stub::{Answer, Stub},
};

const SPI: &str = "1562456789521";

fn spi() -> NumeroFiscal {
    SPI.parse().unwrap()
}

fn client(api: &Stub, credentials: ClientCredentials) -> ImpotParticulier {
    let base_url = api.base_url() + "/impotparticulier/1.0";
    ImpotParticulier::new(&base_url, credentials, Settings::builder()).unwrap()
}

async fn ask(answer: Answer) -> (Result<Response<SituationIr>, Error>, String) {
    let tokens = Stub::answering([token("tax-token")]).await;
    let api = Stub::answering([answer]).await;
    let client = client(&api, credentials(&tokens));
    let result = client.situations_ir_assiettes(&spi(), 2025).await;
    (result, api.only_call())
}

#[tokio::test]
async fn the_situation_is_asked_under_a_name_of_its_own() {
    let (result, head) = ask(Answer::json(200, &json!({ "rfr": 0 }))).await;
    result.unwrap();
    let target = format!(
        "GET /impotparticulier/1.0/spi/{SPI}/situations/ir/assiettes/annrev/2025 HTTP/1.1\r\n"
    );
    assert!(head.starts_with(&target), "{head}");
    assert!(
        head.contains("authorization: Bearer tax-token\r\n"),
        "{head}"
    );
    assert!(
        head.contains("accept: application/prs.dgfip.part.situations.ir.assiettes.v1+json\r\n"),
        "{head}"
    );
    assert_eq!(head.matches("accept: ").count(), 1, "{head}");
    let id = head.split("x-correlation-id: ").nth(1).unwrap();
    let id = id.split("\r\n").next().unwrap();
    let parts: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12], "{id}");
    assert!(!head.contains("id_teleservice"), "{head}");
}

#[tokio::test]
async fn each_situation_has_its_path_and_its_media_type() {
    let tokens = Stub::answering([token("tax-token")]).await;
    let api = Stub::answering([Answer::json(200, &json!({}))]).await;
    let client = client(&api, credentials(&tokens)).teleservice("service".parse().unwrap());
    client
        .derniere_situation_ir_assiettes(&spi(), 2025)
        .await
        .unwrap();
    let spi = spi();
    let two_years = client.derniere_situation_ir_assiettes_deux_ans(&spi);
    two_years.await.unwrap();
    for (head, path) in api.calls().iter().zip(["annrev/2025", "deuxans"]) {
        let target =
            format!("GET /impotparticulier/1.0/spi/{SPI}/dernieresituation/ir/assiettes/{path} ");
        assert!(head.starts_with(&target), "{head}");
        assert!(head.contains(
            "accept: application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json\r\n"
        ));
        assert!(head.contains("id_teleservice: service\r\n"), "{head}");
    }
    assert_eq!(tokens.calls().len(), 1);
    assert_eq!(api.calls().len(), 2);
}

#[tokio::test]
async fn the_situation_is_read_without_an_envelope() {
    let body = json!({ "rfr": 31_250, "nbPart": 2.5, "sitFam": "M", "pac": { "nbPac": 1, "nbPacF": 1 },
        "nmNaiDec1": "HIVER", "dateNaisDec1": { "jour": "07", "mois": "12", "annee": "1982" },
        "aftDetail": { "voie": "1 RUE HAUTE", "getcommune": "AUBAGNE" }, "impAvImput": 0,
        "rev": { "tspr": [{ "code": "1AJ", "valeur": "31000" }] }, "unknown": true });
    let (result, _) = ask(Answer::json(200, &body)).await;
    let response = result.unwrap();
    assert_eq!(json!(response.raw), body);
    let data = response.data;
    assert_eq!(
        (data.rfr, data.nb_part, data.imp_av_imput),
        (Some(31_250), Some(2.5), Some(0))
    );
    assert_eq!(data.pac.unwrap().nb_pac_f, Some(1));
    assert_eq!(data.date_nais_dec1.unwrap().annee.as_deref(), Some("1982"));
    assert_eq!(data.aft_detail.unwrap().commune.as_deref(), Some("AUBAGNE"));
    assert_eq!(
        data.rev.unwrap().tspr.unwrap()[0].code.as_deref(),
        Some("1AJ")
    );
    assert_eq!((data.nm_nai_dec2, data.mont_tot_ir), (None, None));
}

#[tokio::test]
async fn any_path_can_be_asked_and_no_value_leaves_its_place() {
    let tokens = Stub::answering([token("tax-token")]).await;
    let api = Stub::answering([Answer::json(200, &json!({ "rfr": 7 }))]).await;
    let client = client(&api, credentials(&tokens));
    for value in ["", "1/2", "..", "1?a=b", "é"] {
        let values = [("spi", value), ("annrev", "2025")];
        let refused = client.get(SITUATIONS_IR_ASSIETTES, &values).await;
        assert!(
            matches!(refused, Err(Error::Argument(Argument::InvalidPath))),
            "{value}"
        );
    }
    let missing = client.get(SITUATIONS_IR_ASSIETTES, &[("spi", SPI)]).await;
    assert!(matches!(
        missing,
        Err(Error::Argument(Argument::InvalidPath))
    ));
    assert!(api.calls().is_empty());
    let values = [("spi", SPI), ("annrev", "2025")];
    let response = client.get(SITUATIONS_IR_ASSIETTES, &values).await.unwrap();
    assert_eq!(response.data["rfr"], 7);
}

#[tokio::test]
async fn no_result_is_nothing_found() {
    for (status, answer) in [
        (204, Answer::Bytes(b"HTTP/1.1 204 X\r\n\r\n".to_vec())),
        (404, Answer::text(404, &[], "")),
        (410, Answer::text(410, &[], "")),
    ] {
        let (result, _) = ask(answer).await;
        let error = result.unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error:?}");
        assert_eq!(error.answer().unwrap().status, status);
    }
    let (malformed, _) = ask(Answer::text(400, &[], "")).await;
    assert!(matches!(malformed, Err(Error::Client(_))));
}

#[tokio::test]
async fn the_call_s_own_name_stands_for_the_request_id() {
    let named = |head: &str| -> String {
        let id = head.split("x-correlation-id: ").nth(1).unwrap();
        id.split("\r\n").next().unwrap().to_owned()
    };
    let (answered, head) = ask(Answer::json(200, &json!({}))).await;
    assert_eq!(answered.unwrap().request_id(), Some(named(&head).as_str()));
    let (refused, head) = ask(Answer::text(500, &[], "")).await;
    assert_eq!(
        refused.unwrap_err().request_id(),
        Some(named(&head).as_str())
    );
    let (cut, head) = ask(Answer::Bytes(b"HTTP/1.1".to_vec())).await;
    assert_eq!(cut.unwrap_err().request_id(), Some(named(&head).as_str()));
}

#[tokio::test]
async fn the_tax_number_is_seen_nowhere() {
    record();
    let answers = [
        Answer::json(200, &json!({ "nmNaiDec1": SPI })),
        Answer::json(200, &json!({ "pac": SPI })),
        Answer::text(200, &[], SPI),
        Answer::text(400, &[], SPI),
        Answer::text(302, &[("location", &format!("/spi/{SPI}"))], SPI),
        Answer::Bytes(b"HTTP/1.1 204 X\r\n\r\n".to_vec()),
        Answer::Bytes(b"HTTP/1.1".to_vec()),
    ];
    let count = answers.len();
    for answer in answers {
        let (result, head) = ask(answer).await;
        assert!(head.contains(SPI), "{head}");
        let shown = match result {
            Ok(response) => format!("{response:?} {:?}", response.data),
            Err(error) => format!("{error} {error:?} {error:#?}"),
        };
        assert!(!shown.contains(SPI), "{shown}");
    }
    let logged = format!("{} {:?}", logged(), spi());
    assert!(
        logged.contains("hyper_util::"),
        "nothing was recorded from the libraries"
    );
    assert!(!logged.contains(SPI), "{logged}");
    let template = format!("path=\"{SITUATIONS_IR_ASSIETTES}\"");
    let calls = events()
        .into_iter()
        .filter(|event| event.contains(&template));
    assert_eq!(calls.count(), count);
}

#[test]
fn the_paths_and_the_fields_are_described() {
    let Some(file) = crate::specification::upstream("openapi-impot-particulier.json") else {
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let description: serde_norway::Value = serde_norway::from_str(&text).unwrap();
    let own = crate::fields::fields_of::<SituationIr>();
    for (path, media_type) in [
        (
            SITUATIONS_IR_ASSIETTES,
            "application/prs.dgfip.part.situations.ir.assiettes.v1+json",
        ),
        (
            DERNIERE_SITUATION_IR_ASSIETTES,
            "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json",
        ),
        (
            DERNIERE_SITUATION_IR_ASSIETTES_DEUX_ANS,
            "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json",
        ),
    ] {
        let operation = &description["paths"][path]["get"];
        let mut described: BTreeSet<String> =
            crate::specification::answer(&description, operation, media_type);
        // The one field that a *dernière situation* adds.
        described.insert("annRevenu".to_owned());
        assert_eq!(own, described, "{path}");
    }
}
