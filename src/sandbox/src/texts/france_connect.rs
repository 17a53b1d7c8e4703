//! What FranceConnect says: in French to the person, in plain ASCII to the service (RFC 6749 §4.1.2.1).

// To the person.
pub(crate) const TITLE: &str = "FranceConnect d’essai";
pub(crate) const STAND_IN: &str = "Cette page remplace FranceConnect sur votre machine. Toutes les personnes ci-dessous sont inventées : \
     choisissez celle que vous voulez être pour cet essai.";
pub(crate) const CHOOSE: &str = "Se connecter en tant que";
pub(crate) const CONTINUE_AS: &str = "Continuer en tant que ";
pub(crate) const BORN_F: &str = "née le";
pub(crate) const BORN_M: &str = "né le";
pub(crate) const KNOWN_BY: &str = "Dossier connu de : ";
pub(crate) const KNOWN_BY_NOBODY: &str = "Aucun dossier à lire";
pub(crate) const HOMONYM_BUTTON: &str = "Une personne inconnue du registre";
pub(crate) const HOMONYM_HINT: &str =
    "Un homonyme empêche FranceConnect de savoir qui vous êtes (Y010004)";
pub(crate) const OTHERWISE: &str = "Ou bien";
pub(crate) const CANCEL: &str = "Annuler";
pub(crate) const BREAK_DOWN: &str = "FranceConnect en panne";
pub(crate) const ERROR_TITLE: &str = "Demande refusée";
pub(crate) const UNKNOWN_CLIENT: &str =
    "Le service qui vous envoie est inconnu : son client_id n’est pas celui du bac à sable.";
pub(crate) const BAD_REDIRECT: &str =
    "L’adresse de retour (redirect_uri) manque ou n’est pas une adresse de cette machine.";
pub(crate) const UNKNOWN_PERSON: &str = "Cette personne n’existe pas dans le bac à sable.";
pub(crate) const BAD_HINT: &str =
    "Le jeton d’identité (id_token_hint) manque ou n’a pas été donné ici.";
pub(crate) const BAD_LOGOUT_REDIRECT: &str =
    "L’adresse de retour (post_logout_redirect_uri) n’est pas une adresse de cette machine.";
pub(crate) const LEFT_TITLE: &str = "Vous êtes déconnecté";
pub(crate) const LEFT: &str = "Vous pouvez fermer cette page.";

// To the service.
pub(crate) const REPEATED: &str = "A parameter comes more than once";
pub(crate) const RESPONSE_TYPE: &str = "response_type must be code";
pub(crate) const OPENID: &str = "scope must hold openid";
pub(crate) const STATE: &str = "state must have at least 22 characters";
pub(crate) const NONCE: &str = "nonce must have at least 22 characters";
pub(crate) const ACR: &str = "acr_values must be among eidas1, eidas2 and eidas3";
pub(crate) const PKCE: &str =
    "code_challenge must be a SHA-256 digest and code_challenge_method S256";
pub(crate) const LOGIN_REQUIRED: &str = "The person must choose on a page";
pub(crate) const ABORTED: &str = "User auth aborted";
pub(crate) const HOMONYM: &str = "Y010004 - identity not found in the national register (homonym)";
pub(crate) const BROKEN_DOWN: &str = "FranceConnect is out of order";
