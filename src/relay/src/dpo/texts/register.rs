//! The register entry.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said(
    "1. Fiche du registre (RGPD, article 30)",
    "1. Register entry (GDPR, article 30)",
);
pub(in crate::dpo) const HEAD: [Said; 2] =
    [said("Rubrique", "Heading"), said("Contenu", "Content")];

pub(in crate::dpo) const NAME: Said = said("Traitement", "Processing");
pub(in crate::dpo) const NAME_IS: Said = said(
    "Préremplissage du formulaire « {title} » avec des données d’autres administrations",
    "Prefilling of the form “{title}” with data of other administrations",
);
pub(in crate::dpo) const DATE: Said = said("Date de la fiche", "Date of the entry");
pub(in crate::dpo) const CONTROLLER: Said = said("Responsable de traitement", "Controller");
pub(in crate::dpo) const CONTROLLER_IS: Said = said(
    "{name}, SIRET {siret}. **À compléter** : adresse, représentant.",
    "{name}, SIRET {siret}. **To complete**: address, representative.",
);
pub(in crate::dpo) const DPO: Said = said(
    "Délégué à la protection des données",
    "Data-protection officer",
);
pub(in crate::dpo) const PURPOSE: Said = said("Finalité", "Purpose");
pub(in crate::dpo) const BASIS: Said = said("Base légale", "Legal basis");
pub(in crate::dpo) const BASIS_IS: Said = said(
    "{basis}. L’accord demandé à la personne, information par information, est une garantie de plus : il ne remplace pas cette base. **À confirmer.**",
    "{basis}. The agreement asked of the person, item by item, is one more safeguard: it does not replace this basis. **To confirm.**",
);
pub(in crate::dpo) const PEOPLE: Said = said("Personnes concernées", "People concerned");
pub(in crate::dpo) const WHO_ASKS: Said = said(
    "La personne qui remplit le formulaire",
    "The person who fills in the form",
);
pub(in crate::dpo) const DROPPED: Said = said(
    "{people} : données ouvertes par un scope nécessaire, que le relais écarte",
    "{people}: data opened by a scope that is needed, which the relay drops",
);
pub(in crate::dpo) const MINORS: Said = said(
    "Certaines de ces personnes peuvent être mineures.",
    "Some of these people may be minors.",
);
pub(in crate::dpo) const TYPED: Said =
    said("Données tapées par la personne", "Data typed by the person");
pub(in crate::dpo) const TYPED_IS: Said = said(
    "Par {mode}, pour : {sources}. Champs : {inputs}.",
    "By {mode}, for: {sources}. Inputs: {inputs}.",
);
pub(in crate::dpo) const TYPED_ABOUT: Said = said(
    "Par {mode} ({about}), pour : {sources}. Champs : {inputs}.",
    "By {mode} ({about}), for: {sources}. Inputs: {inputs}.",
);
pub(in crate::dpo) const OPTIONAL: Said = said("{input} (facultatif)", "{input} (optional)");
pub(in crate::dpo) const RECEIVED: Said = said("Données reçues", "Data received");
pub(in crate::dpo) const RECEIVED_IS: Said = said(
    "{sources}. Chaque donnée figure dans les tableaux ci-dessous. Une source dont la personne ne coche rien n’est pas interrogée. Des autres, l’API répond tout ce que les scopes du jeton ouvrent ; le relais écarte aussitôt ce qui n’est pas coché.",
    "{sources}. Each datum is in the tables below. A source of which the person ticks nothing is not asked. The others answer all that the token’s scopes open; the relay drops at once what is not ticked.",
);
pub(in crate::dpo) const SENSITIVE: Said = said(
    "Certaines peuvent révéler un handicap : **à confirmer**, si elles sont à traiter comme des données sensibles.",
    "Some may reveal a disability: **to confirm**, whether they are to be treated as sensitive data.",
);
pub(in crate::dpo) const PROOF: Said = said(
    "Si la personne accepte toutes les données d’une source : le lien et le code de l’attestation de l’État, pour {sources}.",
    "If the person agrees to all the data of a source: the link and code of the State’s own proof, for {sources}.",
);
pub(in crate::dpo) const ORIGIN: Said = said("Source des données", "Source of the data");
pub(in crate::dpo) const ORIGIN_IS: Said = said(
    "{source} : {provider}, par {api}",
    "{source}: {provider}, through {api}",
);
pub(in crate::dpo) const RECIPIENTS: Said = said("Destinataires", "Recipients");
pub(in crate::dpo) const DEPARTMENTS: Said = said(
    "Les services de {name} qui instruisent ce formulaire. **À compléter** : lesquels.",
    "The departments of {name} that deal with this form. **To complete**: which.",
);
pub(in crate::dpo) const ASKED_OF: Said = said(
    "{api} ({address}) et les administrations qui détiennent les données ({providers}) reçoivent ce que la personne a tapé, et le SIRET de {name}.",
    "{api} ({address}) and the administrations that hold the data ({providers}) receive what the person typed, and the SIRET of {name}.",
);
pub(in crate::dpo) const ASKED_OF_TAXES: Said = said(
    "{api} ({address}) reçoit le numéro fiscal et l’année que la personne a tapés.",
    "{api} ({address}) receives the tax number and the year that the person typed.",
);
pub(in crate::dpo) const PROCESSORS: Said = said("Sous-traitants", "Processors");
pub(in crate::dpo) const PROCESSORS_ARE: Said = said(
    "**À compléter** : qui exploite et héberge le relais `{url}`, si ce n’est pas {name}, et le contrat qui l’y lie. Il n’est jamais destinataire des données. Ni le composant ni le relais n’appellent d’autre tiers : ni mesure d’audience, ni script ou police d’ailleurs.",
    "**To complete**: who runs and hosts the relay `{url}`, if that is not {name}, and the contract that binds them. They are never a recipient of the data. Neither the widget nor the relay calls any other third party: no audience measurement, no script or font from elsewhere.",
);
pub(in crate::dpo) const TRANSFERS: Said = said(
    "Transferts hors de l’Union européenne",
    "Transfers outside the European Union",
);
pub(in crate::dpo) const TRANSFERS_ARE: Said = said(
    "Aucun par le logiciel. Le relais n’envoie de données qu’à ces adresses : {addresses}. **À compléter** : le lieu d’hébergement du relais, de son journal et de leurs sauvegardes.",
    "None by the software. The relay sends data to these addresses alone: {addresses}. **To complete**: where the relay, its journal and their backups are hosted.",
);
pub(in crate::dpo) const KEPT: Said = said("Durées de conservation", "Retention");
pub(in crate::dpo) const KEPT_IS: Said = said(
    "Données du formulaire, chez {name} : {retention}. Au relais : aucune donnée reçue ; l’accord, {agreements} ; la trace des appels, {traces}. Détail en partie 4.",
    "Data of the form, at {name}: {retention}. At the relay: none of the data received; the agreement, {agreements}; the trace of calls, {traces}. Details in part 4.",
);
pub(in crate::dpo) const DECISIONS: Said = said("Décision automatisée", "Automated decision");
pub(in crate::dpo) const DECISIONS_ARE: Said = said(
    "Aucune par le relais : il transmet des données et ne décide de rien. **À compléter** : ce que {name} fait ensuite des réponses.",
    "None by the relay: it passes data on and decides nothing. **To complete**: what {name} then does with the answers.",
);
pub(in crate::dpo) const IMPACT: Said = said("Analyse d’impact", "Impact assessment");
pub(in crate::dpo) const IMPACT_IS: Said = said(
    "**À confirmer** : si elle est nécessaire.",
    "**To confirm**: whether one is needed.",
);
pub(in crate::dpo) const MEASURES: Said = said("Mesures de sécurité", "Security measures");
#[rustfmt::skip]
pub(in crate::dpo) const MEASURES_ARE: [Said; 6] = [
    said("Le jeton reste au relais ; il n’atteint ni page, ni journal, ni adresse.",
         "The token stays at the relay; it reaches no page, log or address."),
    said("Rien n’est demandé sans l’accord de la personne, écrit sur le disque avant l’appel.",
         "Nothing is asked without the person’s agreement, written to disk before the call."),
    said("Le relais ne remet que les données prévues par le formulaire et cochées par la personne ; il écarte le reste.",
         "The relay delivers only the data that the form provides for and the person ticked; it drops the rest."),
    said("Le relais ne garde aucune donnée personnelle reçue ou tapée.",
         "The relay keeps no personal datum that is received or typed."),
    said("Le journal des accords est chaîné et signé : une modification se voit.",
         "The journal of agreements is chained and signed: a change shows."),
    said("Détail et preuves en partie 5.",
         "Details and proofs in part 5."),
];

pub(in crate::dpo) const DATA: Said = said("Données de « {source} »", "Data of “{source}”");
pub(in crate::dpo) const DATA_FROM: Said = said(
    "Fournies par {provider}. Demandées par : {modes}.",
    "Given by {provider}. Asked by: {modes}.",
);
pub(in crate::dpo) const DATA_DERIVED: Said = said(
    "Ce qui est « calculé » l’est par le relais, à partir de ce qu’il reçoit.",
    "What is “worked out” is so by the relay, from what it receives.",
);
pub(in crate::dpo) const DATA_HEAD: [Said; 4] = [
    said("Ce que la personne coche", "What the person ticks"),
    said("Chemin", "Path"),
    said("Données", "Data"),
    said("Scopes", "Scopes"),
];
pub(in crate::dpo) const DERIVED: Said = said("{field} (calculé)", "{field} (worked out)");
