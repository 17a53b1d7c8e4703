//! Records as JSON-LD: the consent record of ISO/IEC TS 27560:2023, as the W3C Data Privacy Vocabulary's guide lays it out
//! (profile `record-eu-gdpr`). What no vocabulary has is under this project's own name.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use ulid::Ulid;

use super::super::record::{Call, Consent, Items, Record, Told, Withdrawal};

/// The profile that consent records conform to.
const PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";

/// The vocabularies; nothing has to be fetched to read the document.
pub(super) fn context() -> Value {
    json!({
        "@vocab": "urn:pre-remplir:journal:",
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "loc": "https://w3id.org/dpv/loc#",
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#"
    })
}

/// A record as a node; a purge is not one, it is about no agreement.
pub(super) fn node(record: &Record) -> Option<Value> {
    match record {
        Record::Consent(consent) => Some(self::consent(consent)),
        Record::Call(call) => Some(self::call(call)),
        Record::Withdrawal(withdrawal) => Some(self::withdrawal(withdrawal)),
        Record::Told(told) => Some(self::told(told)),
        Record::Purge(_) => None,
    }
}

/// The text that was shown.
pub(super) fn notice(hash: &str, text: &str) -> Value {
    json!({
        "@id": notice_id(hash),
        "@type": "dpv:ConsentNotice",
        "dct:identifier": hash,
        "dct:description": text
    })
}

fn consent(consent: &Consent) -> Value {
    let mut node = json!({
        "@id": receipt_id(&consent.receipt),
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": { "@id": PROFILE },
        "dct:identifier": consent.receipt,
        "dct:hasVersion": consent.version.to_string(),
        "dct:created": time(&consent.at),
        "dct:valid": time(&consent.expires),
        "dct:language": consent.lang,
        "dpv:hasDataSubject": { "@type": "dpv:Citizen" },
        "dpv:hasDataController": controller(consent),
        "dpv:hasJurisdiction": { "@id": "loc:FR" },
        "dpv:hasLegalBasis": { "@type": "dpv:LegalBasis", "dct:description": consent.legal_basis },
        "dpv:hasNotice": { "@id": notice_id(&consent.notice) },
        "dpv:hasConsentStatus": { "@id": "dpv:ConsentGiven" },
        "dpv:isIndicatedAtTime": time(&consent.at),
        "dpv:hasProcess": consent.offered.keys().map(|source| process(consent, source)).collect::<Vec<_>>(),
        "form": consent.form,
        "assurance": consent.assurance,
        "software": consent.software
    });
    if let Some(gesture) = &consent.gesture {
        node["dpv:hasIndicationMethod"] =
            json!({ "@type": "dpv:IndicationMethod", "gesture": gesture });
    }
    node
}

fn controller(consent: &Consent) -> Value {
    let controller = &consent.controller;
    json!({
        "@type": "dpv:DataController",
        "dpv:hasName": controller.name,
        "dpv:hasIdentifier": controller.siret,
        "dpv:hasContact": controller.dpo
    })
}

/// What is asked of one source: each item with what the person said of it.
fn process(consent: &Consent, source: &str) -> Value {
    let data = items(&consent.agreed, source, "dpv:ConsentGiven");
    let refused = items(&consent.refused, source, "dpv:ConsentRefused");
    let mut node = json!({
        "@type": "dpv:Process",
        "dct:identifier": source,
        "dpv:hasPurpose": { "@type": "dpv:Purpose", "dct:description": consent.purpose },
        "dpv:hasProcessing": [{ "@id": "dpv:Obtain" }, { "@id": "dpv:Use" }],
        "dpv:hasPersonalData": data.chain(refused).collect::<Vec<_>>(),
        "dpv:hasRecipient": { "@type": "dpv:Recipient", "dpv:hasIdentifier": consent.controller.siret },
        "dpv:hasStorageCondition": { "@type": "dpv:StorageDuration", "dct:description": consent.retention }
    });
    if let Some(provider) = consent.providers.get(source) {
        node["dpv:hasDataSource"] =
            json!({ "@type": "dpv:DataSource", "dct:identifier": provider });
    }
    node
}

fn items<'a>(
    items: &'a Items,
    source: &str,
    status: &'a str,
) -> impl Iterator<Item = Value> + use<'a> {
    items.get(source).into_iter().flatten().map(move |path| {
        json!({ "@type": "dpv:PersonalData", "dct:identifier": path, "dpv:hasConsentStatus": { "@id": status } })
    })
}

fn call(call: &Call) -> Value {
    json!({
        "@type": "prov:Activity",
        "prov:wasInfluencedBy": { "@id": receipt_id(&call.receipt) },
        "prov:endedAtTime": time(&call.at),
        "dct:valid": time(&call.expires),
        "form": call.form,
        "dpv:hasRecipient": { "@type": "dpv:Recipient", "dpv:hasIdentifier": call.siret },
        "source": call.source,
        "path": call.path,
        "status": call.status,
        "outcome": call.outcome,
        "request_id": call.request_id
    })
}

/// What becomes of the agreement: the record of what was given stays as it was.
fn withdrawal(withdrawal: &Withdrawal) -> Value {
    json!({
        "@type": "prov:Activity",
        "prov:wasInfluencedBy": { "@id": receipt_id(&withdrawal.receipt) },
        "dct:identifier": withdrawal.receipt,
        "dct:valid": time(&withdrawal.expires),
        "dpv:hasConsentStatus": { "@id": "dpv:ConsentWithdrawn" },
        "dpv:isIndicatedAtTime": time(&withdrawal.at),
        "form": withdrawal.form
    })
}

fn told(told: &Told) -> Value {
    json!({
        "@type": "prov:Activity",
        "prov:wasInfluencedBy": { "@id": receipt_id(&told.receipt) },
        "prov:endedAtTime": time(&told.at),
        "dct:valid": time(&told.expires),
        "told": "dpv:ConsentWithdrawn"
    })
}

fn time(at: &str) -> Value {
    json!({ "@type": "xsd:dateTime", "@value": at })
}

/// The address of a receipt: a ULID has the 128 bits of a UUID.
fn receipt_id(receipt: &str) -> String {
    let number = receipt.parse::<Ulid>().map_or(0, u128::from);
    let hex = format!("{number:032x}");
    let part = |range: std::ops::Range<usize>| &hex[range];
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0..8),
        part(8..12),
        part(12..16),
        part(16..20),
        part(20..32)
    )
}

/// The address of a text by its hash (RFC 6920).
fn notice_id(hash: &str) -> String {
    let bytes = hash
        .strip_prefix("sha256-")
        .and_then(|hash| STANDARD.decode(hash).ok());
    format!(
        "ni:///sha-256;{}",
        URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default())
    )
}
