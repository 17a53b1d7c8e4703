//! The beginning: what the file is, what is special in this form, what remains to be done.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said(
    "Protection des données : {title}",
    "Data protection: {title}",
);

pub(in crate::dpo) const MADE: Said = said(
    "Dossier du formulaire `{form}`, produit le {date} par `pre-remplir forms dpo` à partir de la configuration du relais (version {relay}) et de son catalogue (`{catalogue}`). Il dit ce que le relais fait ; si la configuration change, produisez-le de nouveau.",
    "File of the form `{form}`, made on {date} by `pre-remplir forms dpo` from the configuration of the relay (version {relay}) and its catalogue (`{catalogue}`). It says what the relay does; if the configuration changes, make it again.",
);
pub(in crate::dpo) const MARKS: Said = said(
    "**À compléter** : ce que la configuration ne sait pas. **À confirmer** : ce qui relève du droit et demande l’avis du délégué à la protection des données (DPO).",
    "**To complete**: what the configuration does not know. **To confirm**: what is a matter of law, for the data-protection officer (DPO) to say.",
);
pub(in crate::dpo) const SANDBOX: Said = said(
    "**Bac à sable.** Cette configuration interroge un bac à sable où tout le monde est inventé. Produisez le dossier de nouveau avec la configuration de production.",
    "**Sandbox.** This configuration asks a sandbox where everyone is invented. Make the file again from the configuration of production.",
);
pub(in crate::dpo) const SHOWN: Said = said(
    "**Attention.** Ce formulaire montre les données à toute personne qui tape une identité, sans que le service l’ait identifiée. Motif écrit dans la configuration : « {reason} ». Voir « Qui voit les données », partie 3.",
    "**Beware.** This form shows the data to whoever types an identity, without the service having identified them. Reason written in the configuration: “{reason}”. See “Who sees the data”, part 3.",
);
pub(in crate::dpo) const BUILT_IN: Said = said(
    "le bac à sable intégré au relais",
    "the sandbox built into the relay",
);

pub(in crate::dpo) const TO_DO_TITLE: Said =
    said("Ce qui reste à faire", "What remains to be done");
#[rustfmt::skip]
pub(in crate::dpo) const TO_DO: [Said; 8] = [
    said("Compléter les coordonnées du responsable de traitement et nommer les services qui reçoivent les données.",
         "Complete the controller’s address and name the departments that receive the data."),
    said("Dire qui exploite et héberge le relais, où, et sous quel contrat.",
         "Say who runs and hosts the relay, where, and under which contract."),
    said("Fixer la durée de conservation des journaux techniques et des sauvegardes : le relais ne la connaît pas.",
         "Set how long technical logs and backups are kept: the relay does not know."),
    said("Confirmer la base légale, les droits ouverts et la nécessité d’une analyse d’impact.",
         "Confirm the legal basis, the rights that apply and whether an impact assessment is needed."),
    said("Joindre la délibération ou le texte qui fonde chaque donnée demandée.",
         "Attach the decision or text that each requested datum stands on."),
    said("Relire la notice et publier le texte de la partie 2.",
         "Read the notice again and publish the text of part 2."),
    said("Déposer la demande d’habilitation avec les textes et les scopes de la partie 3.",
         "File the authorisation request with the texts and scopes of part 3."),
    said("Répondre aux points de la partie 5 marqués « À votre charge ».",
         "Answer the points of part 5 marked “Yours to do”."),
];
