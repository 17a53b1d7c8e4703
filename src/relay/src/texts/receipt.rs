//! What the page of a receipt says, in French and in English.

use jiff::Zoned;
use model::lang::Lang;
use model::protocol::Status;

use super::month;

/// The sentences of the page that never change.
pub(crate) struct ReceiptTexts {
    pub(crate) title: &'static str,
    pub(crate) number: &'static str,
    pub(crate) agreement: &'static str,
    pub(crate) form: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) legal_basis: &'static str,
    pub(crate) controller: &'static str,
    pub(crate) dpo: &'static str,
    pub(crate) given: &'static str,
    pub(crate) retention: &'static str,
    pub(crate) expires: &'static str,
    pub(crate) agreed: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) nothing_refused: &'static str,
    pub(crate) from: &'static str,
    pub(crate) data: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) no_outcome: &'static str,
    pub(crate) sealed_outcome: &'static str,
    pub(crate) correction: &'static str,
    pub(crate) withdraw: &'static str,
    pub(crate) withdraw_does: &'static str,
    pub(crate) withdraw_does_not: &'static str,
    pub(crate) withdraw_erase: &'static str,
    pub(crate) withdraw_button: &'static str,
    pub(crate) withdrawn_stays: &'static str,
    pub(crate) notice: &'static str,
    pub(crate) notice_intro: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) keep_print: &'static str,
    pub(crate) keep_file: &'static str,
    pub(crate) keep_address: &'static str,
    pub(crate) keep_secret: &'static str,
    pub(crate) keep_nothing: &'static str,
}

/// The sentences of the page, in `lang`.
pub(crate) fn texts(lang: Lang) -> &'static ReceiptTexts {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

#[rustfmt::skip]
const FR: ReceiptTexts = ReceiptTexts {
    title: "Votre reçu",
    number: "Numéro du reçu",
    agreement: "Votre accord",
    form: "Démarche",
    purpose: "Pourquoi",
    legal_basis: "Base légale",
    controller: "Administration responsable",
    dpo: "Délégué à la protection des données",
    given: "Accord donné le",
    retention: "Durée de conservation des informations par l’administration",
    expires: "Reçu conservé jusqu’au",
    agreed: "Ce que vous avez accepté",
    refused: "Ce que vous avez refusé",
    nothing_refused: "Rien : vous avez accepté toutes les informations proposées.",
    from: "Demandé à",
    data: "Informations",
    outcome: "Résultat",
    no_outcome: "Pas encore de réponse.",
    sealed_outcome: "La réponse est réservée à l’administration, car votre identité n’est pas vérifiée. Ce reçu ne dit pas ce qui a été répondu.",
    correction: "Corriger",
    withdraw: "Retirer votre accord",
    withdraw_does: "Si vous retirez votre accord, plus rien n’est transmis à partir de ce moment, même si une réponse est encore attendue.",
    withdraw_does_not: "Ce qui est déjà dans votre formulaire y reste : effacez-le vous-même si vous ne l’avez pas encore envoyé. Ce qui a été fait avant le retrait reste valable.",
    withdraw_erase: "Pour faire effacer ce que l’administration a déjà reçu, écrivez à son délégué à la protection des données.",
    withdraw_button: "Retirer mon accord",
    withdrawn_stays: "Plus rien n’est transmis sous cet accord. Ce reçu reste lisible : il prouve votre retrait.",
    notice: "Le texte que vous avez lu",
    notice_intro: "Ce texte était affiché quand vous avez donné votre accord.",
    keep: "Garder ce reçu",
    keep_print: "Imprimez cette page, ou enregistrez-la avec votre navigateur.",
    keep_file: "Télécharger le fichier (JSON)",
    keep_address: "Pour le lire ou retirer votre accord plus tard, ouvrez cette adresse :",
    keep_secret: "Gardez son adresse pour vous : qui la connaît peut lire ce reçu et retirer votre accord.",
    keep_nothing: "Ce reçu ne contient ni votre nom, ni aucune des informations transmises.",
};

#[rustfmt::skip]
const EN: ReceiptTexts = ReceiptTexts {
    title: "Your receipt",
    number: "Number of the receipt",
    agreement: "Your agreement",
    form: "Form",
    purpose: "What for",
    legal_basis: "Legal basis",
    controller: "Administration responsible",
    dpo: "Data-protection officer",
    given: "Agreement given on",
    retention: "How long the administration keeps the data",
    expires: "Receipt kept until",
    agreed: "What you agreed to",
    refused: "What you refused",
    nothing_refused: "Nothing: you agreed to all the data that were proposed.",
    from: "Asked from",
    data: "Data",
    outcome: "Outcome",
    no_outcome: "No answer yet.",
    sealed_outcome: "The answer is for the administration alone, because your identity is not verified. This receipt does not say what was answered.",
    correction: "Correct",
    withdraw: "Withdraw your agreement",
    withdraw_does: "If you withdraw your agreement, nothing more is passed on from that moment, even if an answer is still awaited.",
    withdraw_does_not: "What is already in your form stays there: erase it yourself if you have not sent it yet. What was done before you withdraw remains valid.",
    withdraw_erase: "To have erased what the administration has already received, write to its data-protection officer.",
    withdraw_button: "Withdraw my agreement",
    withdrawn_stays: "Nothing more is passed on under this agreement. This receipt can still be read: it proves that you withdrew.",
    notice: "The text you read",
    notice_intro: "This text was shown when you gave your agreement.",
    keep: "Keep this receipt",
    keep_print: "Print this page, or save it with your browser.",
    keep_file: "Download the file (JSON)",
    keep_address: "To read it or withdraw your agreement later, open this address:",
    keep_secret: "Keep its address to yourself: whoever knows it can read this receipt and withdraw your agreement.",
    keep_nothing: "This receipt holds neither your name nor any of the data passed on.",
};

/// What came of a source.
pub(crate) fn outcome(status: Status, lang: Lang) -> &'static str {
    let [fr, en] = match status {
        Status::Filled => [
            "Les informations ont été transmises.",
            "The data were passed on.",
        ],
        Status::Partial => [
            "Une partie des informations a été transmise.",
            "Some of the data were passed on.",
        ],
        Status::NotFound => ["Aucun dossier trouvé.", "No file was found."],
        Status::NotRecognised => [
            "Votre identité n’a pas été reconnue.",
            "Your identity was not recognised.",
        ],
        Status::Ambiguous => [
            "Plusieurs dossiers correspondaient : rien n’a été transmis.",
            "Several files matched: nothing was passed on.",
        ],
        Status::Invalid => [
            "Une information saisie a été refusée : rien n’a été transmis.",
            "Something that was typed was refused: nothing was passed on.",
        ],
        Status::Busy | Status::Unavailable => [
            "Le service n’a pas pu répondre : rien n’a été transmis.",
            "The service could not answer: nothing was passed on.",
        ],
        Status::Sealed => [
            "La réponse est pour l’administration seule.",
            "The answer is for the administration alone.",
        ],
        Status::Withdrawn => [
            "Accord retiré avant la réponse : rien n’a été transmis.",
            "Agreement withdrawn before the answer: nothing was passed on.",
        ],
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// That the agreement was taken back.
pub(crate) fn withdrawn(moment: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("Vous avez retiré votre accord le {moment}."),
        Lang::En => format!("You withdrew your agreement on {moment}."),
    }
}

/// That the form's server is told of it.
pub(crate) fn told(organisation: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("L’administration ({organisation}) est prévenue de votre retrait."),
        Lang::En => format!("The administration ({organisation}) is told that you withdrew."),
    }
}

/// A day and an hour.
pub(crate) fn moment(at: &Zoned, lang: Lang) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    match lang {
        Lang::Fr => format!("{} à {hour} h {minute:02}", day(at, lang)),
        Lang::En => format!("{} at {hour}:{minute:02}", day(at, lang)),
    }
}

/// A day.
pub(crate) fn day(at: &Zoned, lang: Lang) -> String {
    let day = match (at.day(), lang) {
        (1, Lang::Fr) => "1er".to_owned(),
        (day, _) => day.to_string(),
    };
    let month = month(at.month().unsigned_abs(), lang);
    format!("{day} {month} {}", at.year())
}
