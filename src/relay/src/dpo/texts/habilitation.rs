//! The authorisation request.

use super::{Said, said};

pub(in crate::dpo) const TITLE: Said =
    said("3. Demande d’habilitation", "3. Authorisation request");
pub(in crate::dpo) const INTRODUCTION: Said = said(
    "Textes à recopier dans DataPass. Interfaces à demander, chacune par sa propre demande : {apis}.",
    "Texts to copy into DataPass. Interfaces to ask for, each by a request of its own: {apis}.",
);
pub(in crate::dpo) const NAME: Said = said("Intitulé", "Name");
pub(in crate::dpo) const NAME_IS: Said = said("{title} ({name})", "{title} ({name})");
pub(in crate::dpo) const PURPOSE: Said = said("Finalité", "Purpose");
#[rustfmt::skip]
pub(in crate::dpo) const PURPOSE_IS: [Said; 4] = [
    said("{name} (SIRET {siret}) propose en ligne le formulaire « {title} ». But du traitement : {purpose}.",
         "{name} (SIRET {siret}) offers the form “{title}” on line. Purpose of the processing: {purpose}."),
    said("Les données sont demandées pour que la personne n’ait pas à fournir ce que l’administration peut obtenir elle-même. Avant tout appel, la page dit quelles données seront demandées, à qui et pourquoi, et la personne donne son accord, information par information. Elle peut tout refuser et remplir le formulaire elle-même.",
         "The data are asked for so that the person need not provide what the administration can obtain itself. Before any call, the page tells which data will be asked, of whom and what for, and the person agrees item by item. They may refuse everything and fill in the form themselves."),
    said("Seuls les scopes nécessaires à ce formulaire sont demandés. Le relais refuse toute autre demande, écarte ce qu’une réponse contient au-delà de l’accord de la personne et ne garde aucune donnée reçue.",
         "Only the scopes that this form needs are asked for. The relay refuses any other request, drops what an answer holds beyond the person’s agreement and keeps none of the data received."),
    said("Les appels partent du serveur du relais, jamais du navigateur. Chacun est tracé {traces}, sans aucune donnée de la personne.",
         "Calls leave from the relay’s server, never from the browser. Each is traced for {traces}, without any datum of the person."),
];
/// What becomes of the data, where the page shows them and where they travel sealed.
pub(in crate::dpo) const FILLED: Said = said(
    "Les données remplissent les champs du formulaire ; la personne les relit et peut les corriger avant d’envoyer.",
    "The data fill the fields of the form; the person reads them again and may correct them before sending.",
);
pub(in crate::dpo) const CARRIED: Said = said(
    "Les données partent chiffrées avec le formulaire, pour {name} seul ; la personne, dont l’identité n’est pas vérifiée, ne les voit pas.",
    "The data leave encrypted with the form, for {name} alone; the person, whose identity is not verified, does not see them.",
);
pub(in crate::dpo) const SCOPES: Said =
    said("Scopes nécessaires pour {api}", "Scopes needed for {api}");
pub(in crate::dpo) const SCOPES_HEAD: [Said; 4] = [
    said("Scope", "Scope"),
    said("Source", "Source"),
    said("Données demandées", "Data asked for"),
    said(
        "Ouvert aussi par ce scope, et écarté par le relais",
        "Also opened by this scope, and dropped by the relay",
    ),
];
pub(in crate::dpo) const FRANCE_CONNECT: Said = said(
    "Avec FranceConnect, les mêmes scopes se demandent aussi du côté de FranceConnect, avec ceux de l’identité pivot.",
    "With FranceConnect, the same scopes are also asked for on the side of FranceConnect, with those of the identity.",
);
pub(in crate::dpo) const LAW: Said = said("Cadre juridique", "Legal framework");
pub(in crate::dpo) const LAW_OWN: Said =
    said("Pour ce formulaire : {basis}.", "For this form: {basis}.");
#[rustfmt::skip]
pub(in crate::dpo) const LAW_IS: [Said; 4] = [
    said("Code des relations entre le public et l’administration (CRPA), article L114-8 : les administrations échangent les seules informations nécessaires à la demande ; la personne est informée de celles qui sont demandées, et de son droit d’accès et de rectification.",
         "Code des relations entre le public et l’administration (CRPA), article L114-8: administrations exchange only the data that the request needs; the person is informed of those that are asked for, and of the right of access and correction."),
    said("CRPA, article L113-12 : ce qu’une administration peut obtenir d’une autre n’est pas demandé à la personne.",
         "CRPA, article L113-12: what an administration can obtain from another is not asked of the person."),
    said("CRPA, article R114-9-7 (décret 2023-361) : les accès sont tracés, les traces gardées 36 mois et mises à la disposition de la personne.",
         "CRPA, article R114-9-7 (decree 2023-361): accesses are traced, the traces kept for 36 months and made available to the person."),
    said("**À compléter** : la délibération ou le texte qui fonde chaque donnée. **À confirmer** : l’ensemble de ce cadre.",
         "**To complete**: the decision or text that each datum stands on. **To confirm**: this framework as a whole."),
];
pub(in crate::dpo) const SEEN: Said = said("Qui voit les données", "Who sees the data");
pub(in crate::dpo) const SEEN_FRANCE_CONNECT: Said = said(
    "Les données s’affichent à la personne que FranceConnect a identifiée : le relais fait lui-même l’échange, montre l’identité reçue avant de demander, et interroge l’API avec le jeton de cette personne, valable une minute.",
    "The data are shown to the person whom FranceConnect has identified: the relay makes the exchange itself, shows the identity it got before asking, and asks the API with that person’s token, which is good for one minute.",
);
pub(in crate::dpo) const SEEN_ACCOUNT: Said = said(
    "Les données s’affichent à la personne dont {name} a vérifié l’identité pour ouvrir son compte : le serveur du formulaire la donne au relais par un ticket, valable dix minutes, une fois, pour ce formulaire et ce site. **À compléter** : comment cette identité est vérifiée.",
    "The data are shown to the person whose identity {name} verified to open their account: the form’s server gives it to the relay by a ticket, good for ten minutes, once, for this form and this site. **To complete**: how that identity is verified.",
);
pub(in crate::dpo) const SEEN_AGENT: Said = said(
    "Au guichet, les données s’affichent à l’agent habilité, devant la personne et avec son accord, dans la limite de son rôle. Sa référence, qui ne veut rien dire hors de {name}, est gardée avec la trace de chaque accès.",
    "At the counter, the data are shown to the authorised agent, before the person and with their agreement, within the limits of the role. Their reference, which means nothing outside {name}, is kept with the trace of each access.",
);
pub(in crate::dpo) const SEEN_CLOSED: Said = said(
    "Une identité ou un numéro tapés n’identifient personne : sur leur seule foi, la page ne montre aucune donnée, et le relais l’impose.",
    "A typed identity or number identifies nobody: on its strength alone the page shows no data, and the relay sees to it.",
);
pub(in crate::dpo) const SEEN_SEALED: Said = said(
    "Une identité ou un numéro tapés n’identifient personne : la page ne reçoit aucune donnée, et le relais l’impose. La réponse part chiffrée avec le formulaire ; {name} seul peut l’ouvrir, et y lit que l’identité est tapée, non vérifiée. Trouvée, introuvable ou en erreur, elle a la même taille et part au même moment, {sealed} après l’accord. **À compléter** : comment les agents vérifient que la réponse est bien celle de la personne.",
    "A typed identity or number identifies nobody: the page receives no data, and the relay sees to it. The answer leaves encrypted with the form; {name} alone can open it, and reads in it that the identity was typed, not verified. Found, not found or failed, it has the same size and leaves at the same moment, {sealed} after the agreement. **To complete**: how agents check that the answer is that of the person.",
);
pub(in crate::dpo) const SEEN_SANDBOX: Said = said(
    "Dans ce bac à sable, les données de personnes inventées s’affichent après une identité tapée. Avec de vraies personnes, le relais refuse de démarrer ainsi, sauf motif écrit dans la configuration.",
    "In this sandbox, data of invented people are shown after an identity is typed. With real people the relay refuses to start so, unless the configuration gives a written reason.",
);
pub(in crate::dpo) const SEEN_SHOWN: Said = said(
    "Les données s’affichent après une identité ou un numéro tapés. Motif écrit dans la configuration : « {reason} ». Les conditions d’utilisation d’API Particulier (17 mars 2022, article 2) n’autorisent l’affichage qu’à une personne que le service peut identifier. **À confirmer** avec l’équipe d’API Particulier, avant la mise en service : par quel moyen elle l’est ici.",
    "The data are shown after an identity or a number is typed. Reason written in the configuration: “{reason}”. The conditions of API Particulier (17 March 2022, article 2) allow showing only to a person that the service can identify. **To confirm** with the API Particulier team, before opening: by which means they are identified here.",
);
pub(in crate::dpo) const TECHNICAL: Said = said("Mise en œuvre", "Implementation");
pub(in crate::dpo) const SHARED_TOKEN: Said = said(
    "Un jeton vaut pour une démarche. Ici, le même jeton sert aussi à : {forms}. C’est admis pour des buts proches et les mêmes données ; sinon, déclarez un second `[[organisation]]`, avec le même SIRET et son propre jeton.",
    "A token is for one procedure. Here the same token also serves: {forms}. That is accepted for close purposes and the same data; otherwise declare a second `[[organisation]]`, with the same SIRET and a token of its own.",
);
#[rustfmt::skip]
pub(in crate::dpo) const TECHNICAL_IS: [Said; 2] = [
    said("Adresse du relais : `{url}`. Pages autorisées : {origins}.",
         "Address of the relay: `{url}`. Pages that are allowed: {origins}."),
    said("**À compléter** : nombre de demandes attendu par an, adresse IP de sortie du serveur, contact technique et contact sécurité.",
         "**To complete**: number of requests expected per year, IP address that the server calls from, technical contact and security contact."),
];
