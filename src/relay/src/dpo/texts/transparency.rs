//! What the relay says of itself in the open.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said = said("Ce que fait ce service", "What this service does");

pub(in crate::dpo) const WHAT: Said = said(
    "Ce service remplit des formulaires publics, avec l’accord de la personne, avec ce que les administrations savent déjà. Cette page est écrite à partir de la configuration qui le dirige : rien d’autre n’est demandé, ni à personne d’autre.",
    "This service fills public forms, with the person’s agreement, from what administrations already know. This page is written from the very configuration that drives it: nothing else is asked, of nobody else.",
);

pub(in crate::dpo) const KEEPS: Said = said(
    "**Ce qu’il ne fait pas.** Il ne garde ni ne note aucune réponse, aucun nom, aucune identité. Sans un accord écrit au journal, il n’appelle aucune administration.",
    "**What it does not do.** It keeps and notes no answer, no name, no identity. Without an agreement written in its journal, it calls no administration.",
);

pub(in crate::dpo) const SANDBOX: Said = said(
    "**Bac à sable.** Ce service interroge des administrations inventées : toutes les personnes y sont imaginaires.",
    "**Sandbox.** This service asks invented administrations: everyone there is imaginary.",
);

pub(in crate::dpo) const WHO: Said = said(
    "**Responsable.** {name} (SIRET {siret}). Délégué à la protection des données : {dpo}.",
    "**Controller.** {name} (SIRET {siret}). Data-protection officer: {dpo}.",
);

pub(in crate::dpo) const WAYS: Said = said(
    "**Comment on dit qui l’on est.** {modes}.",
    "**How people say who they are.** {modes}.",
);

pub(in crate::dpo) const ACCOUNT: Said = said(
    "compte du service en ligne, ou agent au guichet",
    "account of the online service, or agent at the counter",
);

pub(in crate::dpo) const CLOSED: Said = said(
    "**Qui voit les réponses.** Seule une personne que le service a identifiée, ou l’agent habilité qui la reçoit. Une identité tapée ne permet rien.",
    "**Who sees the answers.** Only a person whom the service has identified, or the authorised agent who receives them. A typed identity opens nothing.",
);

pub(in crate::dpo) const SEALED: Said = said(
    "**Qui voit les réponses.** La personne, si le service l’a identifiée, ou l’agent habilité qui la reçoit. Pour une identité tapée, les réponses partent chiffrées et seul {name} peut les lire : la page n’apprend même pas s’il y en a.",
    "**Who sees the answers.** The person, once the service has identified them, or the authorised agent who receives them. For a typed identity, the answers leave encrypted and {name} alone can read them: the page does not even learn whether there are any.",
);

pub(in crate::dpo) const INVENTED: Said = said(
    "**Qui voit les réponses.** Toute personne qui tape une identité, puisque celles du bac à sable sont inventées.",
    "**Who sees the answers.** Whoever types an identity, since those of the sandbox are invented.",
);

pub(in crate::dpo) const SHOWN: Said = said(
    "**Qui voit les réponses.** Toute personne qui tape une identité, sans que le service l’ait identifiée. Motif donné par {name} : « {reason} ».",
    "**Who sees the answers.** Whoever types an identity, without the service having identified them. Reason given by {name}: “{reason}”.",
);

pub(in crate::dpo) const PAGES: Said = said(
    "**Sur quels sites.** {origins}.",
    "**On which sites.** {origins}.",
);

pub(in crate::dpo) const VERSION: Said = said(
    "pre-remplir {relay}, catalogue `{catalogue}`",
    "pre-remplir {relay}, catalogue `{catalogue}`",
);
