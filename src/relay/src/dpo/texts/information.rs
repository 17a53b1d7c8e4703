//! The notice and the text to publish.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said(
    "2. Information des personnes (RGPD, articles 13 et 14)",
    "2. Information of the people (GDPR, articles 13 and 14)",
);
pub(in crate::dpo) const INTRODUCTION: Said = said(
    "Les données viennent d’autres administrations et non de la personne : l’information dit donc aussi leur source (article 14). Elle est donnée deux fois : par la notice, montrée dans la page avant tout accord, et par un texte à publier.",
    "The data come from other administrations and not from the person: the information therefore tells their source too (article 14). It is given twice: by the notice, shown in the page before any agreement, and by a text to publish.",
);
pub(in crate::dpo) const NOTICE: Said = said(
    "La notice, telle que la page la montre ({lang})",
    "The notice, as the page shows it ({lang})",
);
pub(in crate::dpo) const LANGUAGES: [Said; 2] =
    [said("français", "French"), said("anglais", "English")];
pub(in crate::dpo) const HASH: Said = said(
    "Empreinte de ce texte, écrite dans chaque accord : `{hash}`. Le texte change avec la configuration, et l’empreinte avec lui ; une page ouverte avant le changement doit montrer le nouveau.",
    "Hash of this text, written in each agreement: `{hash}`. The text changes with the configuration, and the hash with it; a page opened before the change has to show the new one.",
);
pub(in crate::dpo) const PUBLIC: Said = said("Texte à publier", "Text to publish");
pub(in crate::dpo) const PUBLIC_WHERE: Said = said(
    "Sur la page du formulaire ou dans la politique de confidentialité du site, une fois complété :",
    "On the form’s page or in the site’s privacy policy, once completed:",
);
pub(in crate::dpo) const WHO: Said = said(
    "**Qui est responsable.** {name} (SIRET {siret}) est responsable de ce traitement. Son délégué à la protection des données : {dpo}. **À compléter** : adresse.",
    "**Who is responsible.** {name} (SIRET {siret}) is the controller. Its data-protection officer: {dpo}. **To complete**: address.",
);
pub(in crate::dpo) const WHY: Said = said(
    "**Pourquoi.** {purpose}. Base légale : {basis}.",
    "**What for.** {purpose}. Legal basis: {basis}.",
);
pub(in crate::dpo) const WHAT: Said = said(
    "**Quelles données, et d’où elles viennent.** Si vous êtes d’accord, {name} les demande pour vous aux administrations qui les détiennent :",
    "**Which data, and where they come from.** If you agree, {name} asks the administrations that hold them:",
);
pub(in crate::dpo) const ITEM: Said = said(
    "{source}, auprès {provider} : {items}. {correction}",
    "{source}, from {provider}: {items}. {correction}",
);
pub(in crate::dpo) const CHOICE: Said = said(
    "Vous choisissez information par information. Vous pouvez tout refuser et remplir le formulaire vous-même : cela ne change rien à votre demande.",
    "You choose item by item. You may refuse everything and fill in the form yourself: it makes no difference to your request.",
);
pub(in crate::dpo) const SEALED: Said = said(
    "Votre identité n’est pas vérifiée : vous ne verrez pas ces données. Elles partent chiffrées avec votre formulaire, et seul {name} peut les lire.",
    "Your identity is not verified: you will not see these data. They leave encrypted with your form, and {name} alone can read them.",
);
pub(in crate::dpo) const PROOF: Said = said(
    "Si vous acceptez toutes les données d’une source, {name} reçoit aussi un lien et un code pour vérifier auprès de l’État ce qui a été répondu.",
    "If you agree to all the data of a source, {name} also gets a link and a code to check with the State what was answered.",
);
pub(in crate::dpo) const FOR_WHOM: Said = said(
    "**Qui les reçoit.** Les services de {name} chargés de votre demande. **À compléter** : lesquels. Pour les obtenir, {name} transmet ce que vous tapez à {apis} et aux administrations citées.",
    "**Who receives them.** The departments of {name} in charge of your request. **To complete**: which. To obtain them, {name} passes on what you type to {apis} and to the administrations named.",
);
pub(in crate::dpo) const HOW_LONG: Said = said(
    "**Combien de temps.** {name} garde les données de votre demande : {retention}. Le service de remplissage ne garde aucune de ces données ; il garde la trace de votre accord ({agreements}) et celle des appels ({traces}), sans votre nom ni aucune réponse.",
    "**How long.** {name} keeps the data of your request: {retention}. The filling service keeps none of these data; it keeps the record of your agreement ({agreements}) and that of the calls ({traces}), without your name or any answer.",
);
pub(in crate::dpo) const RIGHTS: Said = said(
    "**Vos droits.** Vous pouvez demander à voir les données qui vous concernent et à les faire rectifier : écrivez à {dpo}. Votre reçu montre la trace de votre accord et permet de le retirer : plus rien n’est alors transmis, mais ce qui est déjà dans le formulaire ou envoyé n’est pas effacé. **À confirmer** : les autres droits (effacement, limitation, opposition) que la base légale ouvre.",
    "**Your rights.** You may ask to see the data about you and to have them corrected: write to {dpo}. Your receipt shows the record of your agreement and lets you withdraw it: nothing more is then passed on, but what is already in the form or sent is not erased. **To confirm**: the other rights (erasure, restriction, objection) that the legal basis opens.",
);
pub(in crate::dpo) const COMPLAINT: Said = said(
    "Si vous pensez que vos droits ne sont pas respectés, vous pouvez adresser une réclamation à la CNIL (www.cnil.fr).",
    "If you think that your rights are not respected, you may complain to the CNIL (www.cnil.fr).",
);
