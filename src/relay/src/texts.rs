//! Every sentence the relay says to a person, but for those about sources, which stand in the catalogue.

pub(crate) mod identity;
pub(crate) mod receipt;

use model::lang::{Lang, fr_to};
use model::protocol::Problem;

use crate::problem::Reason;
use crate::verify::Refused;

/// A refusal in words.
pub(crate) struct Words {
    /// The stable name of this kind of refusal.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) next_step: &'static str,
}

const BY_HAND_FR: &str = "Remplissez le formulaire vous-même.";
const BY_HAND_EN: &str = "Fill in the form yourself.";

/// The other language, and how one goes to it.
pub(crate) fn other_lang(lang: Lang) -> (Lang, &'static str) {
    match lang {
        Lang::Fr => (Lang::En, "Read in English"),
        Lang::En => (Lang::Fr, "Lire en français"),
    }
}

/// A refusal in words, in `lang`.
pub(crate) fn refusal(reason: &Reason, lang: Lang) -> Words {
    let (name, fr, en) = sentences(reason);
    let [title, detail, next_step] = match lang {
        Lang::Fr => fr,
        Lang::En => en,
    };
    Words {
        name,
        title,
        detail,
        next_step,
    }
}

/// Name; title, detail and next step in French; the same in English.
type Sentences = (&'static str, [&'static str; 3], [&'static str; 3]);

#[rustfmt::skip]
fn sentences(reason: &Reason) -> Sentences {
    match reason {
        Reason::UnknownRoute => (
            "unknown-route",
            ["Adresse inconnue", "Il n’y a rien à cette adresse.", "Vérifiez l’adresse."],
            ["Unknown address", "There is nothing at this address.", "Check the address."],
        ),
        Reason::Method => (
            "method",
            ["Méthode refusée", "Cette adresse n’accepte pas cette méthode HTTP.", "Utilisez la méthode prévue pour cette adresse."],
            ["Method refused", "This address does not take this HTTP method.", "Use the method meant for this address."],
        ),
        Reason::UnknownForm => (
            "unknown-form",
            ["Formulaire inconnu", "Ce formulaire n’est pas relié au service de remplissage.", BY_HAND_FR],
            ["Unknown form", "This form is not linked to the filling service.", BY_HAND_EN],
        ),
        Reason::UnknownReceipt => (
            "unknown-receipt",
            ["Reçu introuvable", "Il n’y a pas de reçu à cette adresse. L’adresse est incomplète, ou la durée de conservation du reçu est passée.", "Ouvrez de nouveau le lien « Votre reçu », ou copiez l’adresse en entier."],
            ["Receipt not found", "There is no receipt at this address. The address is incomplete, or the receipt is past the time it is kept.", "Open the link “Your receipt” again, or copy the whole address."],
        ),
        Reason::Withdrawal => (
            "withdrawal-not-recorded",
            ["Retrait non enregistré", "Votre demande n’a pas pu être enregistrée : votre accord n’est pas encore retiré.", "Réessayez dans quelques minutes."],
            ["Withdrawal not recorded", "Your request could not be recorded: your agreement is not withdrawn yet.", "Try again in a few minutes."],
        ),
        Reason::NoDirectory => (
            "no-directory",
            ["Pas de liste d’établissements", "Ce service n’a pas la liste des établissements scolaires.", "Tapez le code UAI de l’établissement : 7 chiffres et une lettre."],
            ["No list of schools", "This service does not have the list of schools.", "Type the UAI code of the school: 7 digits and a letter."],
        ),
        Reason::Origin => (
            "origin",
            ["Site non autorisé", "Ce site n’est pas autorisé à utiliser ce formulaire.", BY_HAND_FR],
            ["Site not allowed", "This site is not allowed to use this form.", BY_HAND_EN],
        ),
        Reason::Body => (
            "body",
            ["Demande illisible", "La demande envoyée par la page n’est pas complète ou pas lisible.", "Rechargez la page et recommencez, ou remplissez le formulaire vous-même."],
            ["Unreadable request", "The request sent by the page is incomplete or unreadable.", "Reload the page and start again, or fill in the form yourself."],
        ),
        Reason::TooLarge => (
            "too-large",
            ["Demande trop longue", "La demande envoyée par la page est trop longue.", "Raccourcissez ce que vous avez écrit, ou remplissez le formulaire vous-même."],
            ["Request too long", "The request sent by the page is too long.", "Shorten what you wrote, or fill in the form yourself."],
        ),
        Reason::MediaType => (
            "media-type",
            ["Format refusé", "La demande doit être envoyée en JSON.", "Envoyez-la avec l’en-tête Content-Type: application/json."],
            ["Format refused", "The request must be sent as JSON.", "Send it with the header Content-Type: application/json."],
        ),
        Reason::Visit => (
            "visit",
            ["Page à recharger", "Cette demande ne vient pas d’une page ouverte par ce service.", "Rechargez la page et recommencez."],
            ["Reload the page", "This request does not come from a page opened by this service.", "Reload the page and start again."],
        ),
        Reason::VisitExpired => (
            "visit-expired",
            ["Page ouverte depuis longtemps", "Cette page est ouverte depuis trop longtemps.", "Recommencez : ce que vous avez écrit dans le formulaire est gardé."],
            ["Page open for a long time", "This page has been open for too long.", "Start again: what you wrote in the form is kept."],
        ),
        Reason::NoticeChanged => (
            "notice-changed",
            ["Texte mis à jour", "Le texte que vous avez accepté a changé depuis.", "Recommencez pour lire le nouveau texte."],
            ["Text updated", "The text you agreed to has changed since.", "Start again to read the new text."],
        ),
        Reason::NothingAgreed => (
            "nothing-agreed",
            ["Aucun accord", "Vous n’avez accepté la demande d’aucune information : rien n’a été demandé.", "Cochez au moins une information, ou remplissez le formulaire vous-même."],
            ["No agreement", "You did not agree to any data being asked for: nothing was asked.", "Tick at least one item, or fill in the form yourself."],
        ),
        Reason::NoSubject => (
            "no-subject",
            ["Identité manquante", "Il manque ce qui permet de demander ces informations.", "Indiquez qui vous êtes, puis recommencez."],
            ["Identity missing", "What is needed to ask for these data is missing.", "Say who you are, then start again."],
        ),
        Reason::About => (
            "about",
            ["Personne inconnue du formulaire", "La demande porte sur une personne dont ce formulaire ne demande rien : rien n’a été demandé.", "Rechargez la page et recommencez, ou remplissez le formulaire vous-même."],
            ["Person unknown to the form", "The request is about a person about whom this form asks nothing: nothing was asked.", "Reload the page and start again, or fill in the form yourself."],
        ),
        Reason::Option => (
            "option",
            ["Option refusée", "Une option de la demande n’existe pas ou n’est pas un nombre.", "Corrigez ou retirez cette option."],
            ["Option refused", "An option of the request does not exist or is not a number.", "Correct or remove this option."],
        ),
        Reason::Inputs(_) => (
            "inputs",
            ["Informations à corriger", "Certaines informations sont absentes ou mal écrites.", "Corrigez les champs signalés."],
            ["Details to correct", "Some details are missing or badly written.", "Correct the fields pointed out."],
        ),
        Reason::Undisclosed => (
            "undisclosed",
            ["Identification nécessaire", "Écrire un nom ne suffit pas à prouver qui vous êtes : ces informations ne peuvent pas être affichées.", BY_HAND_FR],
            ["Identification needed", "Typing a name does not prove who you are: these data cannot be shown.", BY_HAND_EN],
        ),
        Reason::Busy(_) => (
            "busy",
            ["Trop de demandes en ce moment", "Beaucoup de personnes utilisent ce service en ce moment.", "Attendez quelques instants, puis réessayez."],
            ["Too many requests right now", "Many people are using this service right now.", "Wait a few moments, then try again."],
        ),
        Reason::Journal => (
            "journal",
            ["Accord non enregistré", "Votre accord n’a pas pu être enregistré : rien n’a été demandé.", "Réessayez plus tard, ou remplissez le formulaire vous-même."],
            ["Agreement not recorded", "Your agreement could not be recorded: nothing was asked.", "Try again later, or fill in the form yourself."],
        ),
        Reason::NotBuilt => (
            "widget-not-built",
            ["Composant absent", "Le composant de page n’a pas été construit avec ce relais.", "Construisez-le avec « cargo xtask dist », ou installez un paquet complet."],
            ["Widget missing", "The widget was not built with this relay.", "Build it with “cargo xtask dist”, or install a complete package."],
        ),
        Reason::NoKeys => (
            "no-keys",
            ["Pas de clé de signature", "Ce relais n’a pas de clé : il ne signe rien.", "Créez-en une avec « pre-remplir keys new », et nommez son dossier dans la configuration."],
            ["No signing key", "This relay has no key: it signs nothing.", "Make one with “pre-remplir keys new”, and name its folder in the configuration."],
        ),
        Reason::Attestation(why) => attestation(*why),
        Reason::Ticket(why) => identity::ticket(*why),
        Reason::Mint(why) => identity::mint(*why),
        Reason::Order(why) => identity::order(why).unwrap_or_else(|| sentences(why)),
        Reason::Login(why) => identity::login(*why),
        Reason::NotReady => (
            "not-ready",
            ["Service pas encore prêt", "L’enregistrement des accords ne répond pas.", "Vérifiez le disque et la base, puis réessayez."],
            ["Service not ready", "The record of agreements does not answer.", "Check the disk and the database, then try again."],
        ),
    }
}

const TYPED_FR: &str = "Traitez toutes les valeurs comme déclarées par la personne.";
const TYPED_EN: &str = "Take every value as declared by the person.";

/// Why an attestation proves nothing.
#[rustfmt::skip]
fn attestation(why: Refused) -> (&'static str, [&'static str; 3], [&'static str; 3]) {
    match why {
        Refused::Unreadable => (
            "attestation-unreadable",
            ["Attestation illisible", "Ce texte n’est pas une attestation de Préremplir signée en ES256.", TYPED_FR],
            ["Unreadable attestation", "This text is not an attestation of Préremplir signed with ES256.", TYPED_EN],
        ),
        Refused::Key => (
            "attestation-key",
            ["Clé inconnue", "Aucune clé de ce relais ne porte le nom donné par l’attestation.", TYPED_FR],
            ["Unknown key", "No key of this relay has the name that the attestation gives.", TYPED_EN],
        ),
        Refused::Signature => (
            "attestation-signature",
            ["Signature fausse", "L’attestation a été modifiée, ou n’a pas été signée par ce relais.", TYPED_FR],
            ["Wrong signature", "The attestation was altered, or was not signed by this relay.", TYPED_EN],
        ),
        Refused::Issuer => (
            "attestation-issuer",
            ["Autre relais", "L’attestation a été émise par un autre relais.", TYPED_FR],
            ["Another relay", "The attestation was issued by another relay.", TYPED_EN],
        ),
        Refused::Audience => (
            "attestation-audience",
            ["Autre destinataire", "L’attestation est destinée à une autre administration.", TYPED_FR],
            ["Another recipient", "The attestation is meant for another administration.", TYPED_EN],
        ),
        Refused::Form => (
            "attestation-form",
            ["Autre formulaire", "L’attestation a été émise pour un autre formulaire.", TYPED_FR],
            ["Another form", "The attestation was issued for another form.", TYPED_EN],
        ),
        Refused::Expired => (
            "attestation-expired",
            ["Attestation expirée", "La durée de validité de l’attestation est passée.", TYPED_FR],
            ["Expired attestation", "The attestation is no longer valid.", TYPED_EN],
        ),
    }
}

/// Why nothing is delivered under an agreement that was taken back.
pub(crate) fn withdrawn(lang: Lang) -> Problem {
    let [title, detail, next_step] = match lang {
        Lang::Fr => [
            "Accord retiré",
            "Vous avez retiré votre accord avant la réponse : rien n’est transmis.",
            BY_HAND_FR,
        ],
        Lang::En => [
            "Agreement withdrawn",
            "You withdrew your agreement before the answer: nothing is passed on.",
            BY_HAND_EN,
        ],
    };
    Problem {
        kind: crate::problem::kind("withdrawn"),
        title: title.to_owned(),
        detail: detail.to_owned(),
        next_step: next_step.to_owned(),
        ..Problem::default()
    }
}

#[rustfmt::skip]
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "January"], ["février", "February"], ["mars", "March"], ["avril", "April"], ["mai", "May"], ["juin", "June"],
    ["juillet", "July"], ["août", "August"], ["septembre", "September"], ["octobre", "October"], ["novembre", "November"],
    ["décembre", "December"],
];

pub(crate) fn month(mois: u8, lang: Lang) -> &'static str {
    let names = MONTHS
        .get(usize::from(mois).wrapping_sub(1))
        .unwrap_or(&MONTHS[0]);
    match lang {
        Lang::Fr => names[0],
        Lang::En => names[1],
    }
}

/// A next step, after the reason why a month's figures may be missing in its first days.
pub(crate) fn not_yet(next_step: &str, until: u8, mois: u8, lang: Lang) -> String {
    let month = month(mois, lang);
    match lang {
        Lang::Fr => format!(
            "Les chiffres de {month} arrivent parfois après le {until} {month} : vous pouvez revenir à ce moment. {next_step}"
        ),
        Lang::En => format!(
            "The figures for {month} sometimes arrive after {until} {month}: you can come back then. {next_step}"
        ),
    }
}

/// The offer to use the figures of the month before.
pub(crate) fn use_last_month(mois: u8, lang: Lang) -> String {
    let month = month(mois, lang);
    match lang {
        Lang::Fr => format!("Utiliser les chiffres du mois précédent ({month})"),
        Lang::En => format!("Use the figures of the month before ({month})"),
    }
}

/// The notice, paragraph by paragraph: what is asked of whom, for what, under which law, for how long, and the rights.
pub(crate) struct NoticeTexts {
    pub(crate) lang: Lang,
}

impl NoticeTexts {
    /// Who asks, and what for.
    pub(crate) fn purpose(&self, organisation: &str, purpose: &str) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Avec votre accord, {organisation} demande des informations à d’autres administrations. Pourquoi ? {purpose}."
            ),
            Lang::En => format!(
                "With your agreement, {organisation} asks other administrations for data. What for? {purpose}."
            ),
        }
    }

    /// What is asked of one provider.
    pub(crate) fn source(&self, provider: &str, items: &[String]) -> String {
        match self.lang {
            Lang::Fr => {
                let items = items.join(" ; ");
                format!("Informations demandées {} : {items}.", fr_to(provider))
            }
            Lang::En => format!("Asked from {provider}: {}.", items.join("; ")),
        }
    }

    /// That the page does not get what comes; where people may be identified, only for those who are not.
    pub(crate) fn sealed(&self, organisation: &str, may_be_known: bool) -> String {
        match self.lang {
            Lang::Fr if may_be_known => format!(
                "Si vous écrivez votre identité au lieu de vous identifier, vous ne verrez pas ces informations. Elles partent chiffrées avec votre formulaire : seul le destinataire, {organisation}, peut les lire."
            ),
            Lang::En if may_be_known => format!(
                "If you type your identity instead of identifying yourself, you will not see these data. They leave encrypted with your form: the recipient alone, {organisation}, can read them."
            ),
            Lang::Fr => format!(
                "Vous ne verrez pas ces informations, car votre identité n’est pas vérifiée. Elles partent chiffrées avec votre formulaire : seul le destinataire, {organisation}, peut les lire."
            ),
            Lang::En => format!(
                "You will not see these data, because your identity is not verified. They leave encrypted with your form: the recipient alone, {organisation}, can read them."
            ),
        }
    }

    /// That the State's own proof goes with the data.
    pub(crate) fn proof(&self, organisation: &str) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Si vous acceptez toutes les informations, {organisation} reçoit aussi un lien et un code pour vérifier auprès de l’État ce qui a été répondu."
            ),
            Lang::En => format!(
                "If you agree to all the data, {organisation} also gets a link and a code to check with the State what was answered."
            ),
        }
    }

    /// That each item is free to refuse.
    pub(crate) fn choice(&self) -> &'static str {
        match self.lang {
            Lang::Fr => {
                "Seules les informations que vous cochez sont transmises. Vous pouvez tout refuser et remplir le formulaire vous-même : cela ne change rien à votre demande."
            }
            Lang::En => {
                "Only the data you tick are passed on. You can refuse everything and fill in the form yourself: it makes no difference to your request."
            }
        }
    }

    /// The law, and how long the data are kept.
    pub(crate) fn law(&self, legal_basis: &str, retention: &str) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Base légale : {legal_basis}. Durée de conservation par l’administration : {retention}. Ce service de remplissage ne garde aucune de ces informations, seulement la trace de votre accord."
            ),
            Lang::En => format!(
                "Legal basis: {legal_basis}. Kept by the administration for: {retention}. This filling service keeps none of these data, only the record of your agreement."
            ),
        }
    }

    /// The rights of access and correction, and who answers for them.
    pub(crate) fn rights(&self, dpo: &str, corrections: &str) -> String {
        match self.lang {
            Lang::Fr => format!(
                "Vous avez un droit d’accès et de rectification : écrivez à {dpo}. {corrections}"
            ),
            Lang::En => {
                format!("You have a right of access and correction: write to {dpo}. {corrections}")
            }
        }
    }
}
