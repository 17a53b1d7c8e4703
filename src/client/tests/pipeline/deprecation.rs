//! A version that the API announces the end of warns, once for each call.

use api_particulier::Ine;
use serde_json::json;

use crate::{
    client,
    recorder::{events, record},
    stub::{Answer, Stub},
};

#[tokio::test]
async fn only_a_deprecated_version_warns() {
    record();
    let stub = Stub::answering([Answer::json(200, &json!({}))]).await;
    let (client, ine): (_, Ine) = (client(&stub), "1234567890G".parse().unwrap());
    let warnings = || {
        events()
            .into_iter()
            .filter(|event| event.contains("WARN"))
            .collect::<Vec<_>>()
    };
    client.cnous().etudiant_boursier_ine(&ine).await.unwrap();
    assert_eq!(warnings().len(), 0);
    let older = client.cnous().etudiant_boursier_ine(&ine).version(4);
    older.await.unwrap();
    let warned = warnings();
    assert_eq!(warned.len(), 1, "{warned:?}");
    for word in [
        "deprecated version",
        r#"operation="cnous.etudiant_boursier_ine""#,
        "version=4",
    ] {
        assert!(warned[0].contains(word), "{word} in {warned:?}");
    }
}
