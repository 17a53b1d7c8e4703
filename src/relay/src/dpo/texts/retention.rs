//! The retention table.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said("4. Durées de conservation", "4. Retention");
pub(in crate::dpo) const HEAD: [Said; 4] = [
    said("Quoi", "What"),
    said("Où", "Where"),
    said("Combien de temps", "How long"),
    said("Effacement", "Erasure"),
];
/// Each row: what, where, how long, how it is erased.
#[rustfmt::skip]
pub(in crate::dpo) const ROWS: [[Said; 4]; 12] = [
    [said("Données remises par les administrations", "Data given by the administrations"),
     said("Mémoire du relais", "The relay’s memory"),
     said("**Non conservées** : le temps de la réponse", "**Not kept**: the time of the answer"),
     said("Sans objet", "None needed")],
    [said("Identité, numéros et tout ce que la personne tape", "Identity, numbers and all that the person types"),
     said("Mémoire du relais", "The relay’s memory"),
     said("**Non conservés**, ni leur empreinte : le temps de la demande", "**Not kept**, nor any hash of them: the time of the request"),
     said("Sans objet", "None needed")],
    [said("Données envoyées avec le formulaire", "Data sent with the form"),
     said("{name}", "{name}"),
     said("{retention}", "{retention}"),
     said("Par {name}. **À compléter**", "By {name}. **To complete**")],
    [said("Accord : formulaire, finalité, base légale, empreinte de la notice, données proposées, acceptées et refusées, date, geste, numéro de reçu", "Agreement: form, purpose, legal basis, hash of the notice, data offered, agreed and refused, date, gesture, number of the receipt"),
     said("Journal du relais ({store})", "The relay’s journal ({store})"),
     said("{agreements}", "{agreements}"),
     said("Chaque jour par le relais, ou par `pre-remplir journal purge`", "Each day by the relay, or by `pre-remplir journal purge`")],
    [said("Retrait de l’accord, et son annonce au serveur du formulaire : numéro de reçu, formulaire, date", "Withdrawal of the agreement, and its telling to the form’s server: number of the receipt, form, date"),
     said("Journal du relais ({store})", "The relay’s journal ({store})"),
     said("Celle de l’accord", "That of the agreement"),
     said("Avec l’accord", "With the agreement")],
    [said("Trace d’accès : date, SIRET, formulaire, source, chemin de l’API, statut, numéro d’appel, numéro de reçu", "Access trace: date, SIRET, form, source, path of the API, status, number of the call, number of the receipt"),
     said("Journal du relais ({store})", "The relay’s journal ({store})"),
     said("{traces} (CRPA, article R114-9-7), même si l’accord est effacé avant", "{traces} (CRPA, article R114-9-7), even when the agreement is erased before"),
     said("De même", "The same")],
    [said("Texte de la notice, sans rien de la personne", "Text of the notice, with nothing of the person"),
     said("Journal du relais ({store})", "The relay’s journal ({store})"),
     said("Celle du journal", "That of the journal"),
     said("Avec le journal", "With the journal")],
    [said("Ce qui reste d’un enregistrement effacé : une empreinte salée, dont le sel est détruit, et les numéros effacés", "What remains of an erased record: a salted hash whose salt is destroyed, and the numbers erased"),
     said("Journal du relais ({store}) et ses points de contrôle", "The relay’s journal ({store}) and its checkpoints"),
     said("Celle du journal", "That of the journal"),
     said("Avec le journal", "With the journal")],
    [said("Visite : numéro au hasard, formulaire, langue, heure de fin, signés", "Visit: random number, form, language, time of end, signed"),
     said("Page de la personne, en mémoire", "The person’s page, in memory"),
     said("{visit}", "{visit}"),
     said("À la fermeture de la page", "When the page is closed")],
    [said("Cookies, stockage du navigateur", "Cookies, storage of the browser"),
     said("—", "—"),
     said("**Aucun**", "**None**"),
     said("Sans objet", "None needed")],
    [said("Journal technique du relais : heure, méthode, modèle d’adresse, statut, durée, numéro d’appel ; ni adresse IP, ni donnée de la personne", "The relay’s technical log: time, method, pattern of the address, status, duration, number of the call; no IP address, no datum of the person"),
     said("Sortie d’erreur du programme", "The program’s error output"),
     said("**À compléter.** La CNIL recommande de 6 à 12 mois : **à confirmer**", "**To complete.** The CNIL recommends 6 to 12 months: **to confirm**"),
     said("Par l’exploitant", "By who runs the relay")],
    [said("Journaux du serveur web placé devant le relais, sauvegardes", "Logs of the web server in front of the relay, backups"),
     said("Hébergement", "Hosting"),
     said("**À compléter.** Les adresses IP y sont ; la recherche d’une commune ou d’un établissement (`?q=`) et le numéro des reçus consultés aussi, sauf réglage contraire", "**To complete.** IP addresses are in them; so are the search for a town or a school (`?q=`) and the numbers of the receipts read, unless set otherwise"),
     said("Par l’exploitant", "By who runs the relay")],
];
pub(in crate::dpo) const OWN_TRACES: Said = said(
    "La personne lit son reçu, fait à partir du journal, à l’adresse que la page lui donne ; rien d’autre n’est gardé pour cela. Une personne obtient les traces qui la concernent avec le numéro de son reçu : `pre-remplir journal export --receipt NUMÉRO`.",
    "The person reads their receipt, made from the journal, at the address that the page gives; nothing else is kept for it. A person obtains the traces about them with the number of their receipt: `pre-remplir journal export --receipt NUMBER`.",
);

/// What is signed when the relay has keys, as a row.
#[rustfmt::skip]
pub(in crate::dpo) const ATTESTATION: [Said; 4] = [
    said("Attestation signée : chaque donnée remise, sa source, sa date, le numéro du reçu", "Signed attestation: each datum delivered, its source, its date, the number of the receipt"),
    said("Champ caché du formulaire. Le relais ne la garde pas", "Hidden field of the form. The relay does not keep it"),
    said("Valable {attestation} ; ensuite, celle des données du formulaire", "Good for {attestation}; afterwards, that of the form’s data"),
    said("Par {name}", "By {name}"),
];
/// What travels encrypted, as a row.
#[rustfmt::skip]
pub(in crate::dpo) const SEALED: [Said; 4] = [
    said("Réponse chiffrée pour {name}", "Answer encrypted for {name}"),
    said("Champ caché du formulaire. Le relais ne la garde pas", "Hidden field of the form. The relay does not keep it"),
    said("Celle des données du formulaire", "That of the form’s data"),
    said("Par {name}", "By {name}"),
];
/// The State's own proof, as a row.
#[rustfmt::skip]
pub(in crate::dpo) const PROOF: [Said; 4] = [
    said("Lien et code de l’attestation de l’État", "Link and code of the State’s own proof"),
    said("Champ caché du formulaire. Le relais ne les garde pas", "Hidden field of the form. The relay does not keep them"),
    said("Celle des données du formulaire ; le code reste valable environ 5 ans auprès de l’État", "That of the form’s data; the code stays good for about 5 years with the State"),
    said("Par {name}", "By {name}"),
];

pub(in crate::dpo) const TOLD: Said = said(
    "Quand une personne retire son accord, le relais prévient `{hook}`. **À compléter** : ce que {name} efface alors.",
    "When a person withdraws their agreement, the relay tells `{hook}`. **To complete**: what {name} then erases.",
);
pub(in crate::dpo) const NOT_TOLD: Said = said(
    "Quand une personne retire son accord, personne n’est prévenu : ce formulaire ne déclare pas de `withdrawal_hook`. **À compléter** : comment {name} l’apprend et ce qu’elle efface alors.",
    "When a person withdraws their agreement, nobody is told: this form declares no `withdrawal_hook`. **To complete**: how {name} learns of it and what it then erases.",
);
