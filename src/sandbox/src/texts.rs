//! Every sentence the sandbox answers. Titles and details are those the OpenAPI file publishes where it gives one;
//! the others say the same thing in our words, for callers go by the code.

pub(crate) mod france_connect;

/// One entry of the API's error nomenclature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

const fn text(code: &'static str, title: &'static str, detail: &'static str) -> Text {
    Text {
        code,
        title,
        detail,
    }
}

const fn unprocessable(code: &'static str, detail: &'static str) -> Text {
    text(code, "Entité non traitable", detail)
}

// The caller: 401, 403, 409, 429, 400, 404.
pub(crate) const TOKEN_INVALID: Text = text(
    "00101",
    "Interdit",
    "Votre token n'est pas valide ou n'est pas renseigné",
);
pub(crate) const TOKEN_EXPIRED: Text = text(
    "00103",
    "Jeton expiré",
    "Votre token est expiré. Vous devez refaire une demande",
);
pub(crate) const TOKEN_BLACKLISTED: Text = text(
    "00105",
    "Jeton sur liste noire",
    "Votre jeton est sur liste noire, celui-ci a certainement été divulgué sur un canal non-sécurisé. \
     Vous pouvez trouver un jeton valide sur votre espace personnel: https://particulier.api.gouv.fr/compte",
);
pub(crate) const TOKEN_OF_PRODUCTION: Text = text(
    "00108",
    "Jeton d'un autre environnement",
    "Votre jeton est celui de la production : utilisez un jeton de test",
);
pub(crate) const TOKEN_OF_STAGING: Text = text(
    "00109",
    "Jeton d'un autre environnement",
    "Votre jeton est un jeton de test : utilisez celui de la production",
);
pub(crate) const FRANCE_CONNECT_MALFORMED: Text = text(
    "51501",
    "Jeton FranceConnect mal écrit",
    "Le jeton FranceConnect n'est pas écrit comme un jeton",
);
pub(crate) const FRANCE_CONNECT_IDENTITY: Text = text(
    "51503",
    "Identité FranceConnect incomplète",
    "Le jeton FranceConnect ne donne pas toute l'identité pivot : le service doit en demander les scopes",
);
pub(crate) const FRANCE_CONNECT_UNKNOWN: Text = text(
    "51502",
    "Jeton FranceConnect refusé",
    "Le jeton FranceConnect est inconnu ou expiré : la personne doit se reconnecter",
);
pub(crate) const FRANCE_CONNECT_ABSENT: Text = text(
    "51504",
    "Jeton FranceConnect absent",
    "Le jeton FranceConnect manque dans l'en-tête Authorization",
);
pub(crate) const NO_PRIVILEGE: Text = text(
    "00100",
    "Privilèges insuffisants",
    "Votre token est valide mais vos privilèges sont insuffisants. Listez vos privilèges sur /api/introspect",
);
pub(crate) const DELEGATION: Text = text(
    "00213",
    "Délégation absente",
    "Aucune délégation active ne correspond à ce destinataire et à cet éditeur",
);
// The API's code is not published yet: this one is ours.
pub(crate) const PROOF: Text = text(
    "00110",
    "Preuve de possession refusée",
    "La preuve DPoP manque, est mal écrite, a déjà servi ou n'est pas de la clé enregistrée",
);
pub(crate) const IN_FLIGHT: Text = text(
    "00015",
    "Conflit",
    "Une requête associé à votre jeton est déjà en cours de traitement pour ces paramètres. \
     Veuillez attendre la fin du traitement avant d'effectuer une nouvelle requête.",
);
pub(crate) const TOO_MANY: Text = text(
    "00429",
    "Trop de requêtes",
    "Vous avez effectué trop de requêtes",
);
pub(crate) const BAD_REQUEST: Text = text(
    "00401",
    "Mauvaise requête",
    "Les paramètres de la requête ne sont pas du texte lisible",
);
pub(crate) const UNKNOWN_VERSION: Text = text(
    "00402",
    "Version d'API non prise en charge",
    "Cette version n'existe pas pour cette opération",
);

// The parameters: 422.
pub(crate) const RECIPIENT_MISSING: Text =
    unprocessable("00203", "Le paramètre recipient est obligatoire");
pub(crate) const RECIPIENT_INVALID: Text = unprocessable(
    "00210",
    "Le paramètre recipient doit être le SIRET d'une administration",
);
pub(crate) const YEAR_MALFORMED: Text = unprocessable(
    "00353",
    "L'année demandée est mal écrite ou n'est pas encore arrivée",
);
pub(crate) const MONTH_INVALID: Text = unprocessable(
    "00354",
    "Le mois demandé n'existe pas ou n'est pas encore arrivé",
);
pub(crate) const PERIOD_TOO_OLD: Text =
    unprocessable("00355", "La période demandée remonte à plus de 23 mois");
pub(crate) const YEAR_TOO_OLD: Text = unprocessable(
    "00356",
    "L'année demandée doit être l'année en cours ou l'une des deux précédentes",
);
pub(crate) const BIRTH_DATE: Text = unprocessable(
    "00363",
    "La date de naissance est mal écrite ou n'est pas possible",
);
pub(crate) const BIRTHPLACE: Text =
    unprocessable("00365", "Le lieu de naissance manque ou est mal écrit");
pub(crate) const CIVILITY: Text = unprocessable(
    "00366",
    "Un ou plusieurs paramètres de civilité ne sont pas correctement formatés",
);
pub(crate) const FIRST_NAMES: Text = unprocessable(
    "00367",
    "Les prénoms manquent ou comportent un caractère refusé",
);
pub(crate) const INE: Text = unprocessable("00360", "L'INE n'est pas correctement formaté");
pub(crate) const CAMPAIGN_YEAR: Text = unprocessable(
    "00368",
    "L'année de campagne doit être une année à partir de 2021",
);
pub(crate) const IDENTIFIANT: Text = unprocessable("00380", "L'identifiant est manquant");
pub(crate) const COUNTRY: Text = unprocessable(
    "00400",
    "Le code du pays de naissance manque ou est mal écrit",
);
pub(crate) const BIRTH_NAME: Text = unprocessable(
    "00420",
    "Le nom de naissance manque ou comporte un caractère refusé",
);
pub(crate) const BIRTH_YEAR: Text =
    unprocessable("00422", "L'année de naissance manque ou est mal écrite");
pub(crate) const PRENOMS: Text = unprocessable("00421", "Les prénoms manquent ou sont mal écrits");
pub(crate) const IMMATRICULATION: Text =
    unprocessable("00430", "Le numéro d'immatriculation est manquant");
pub(crate) const BIRTH_MONTH: Text =
    unprocessable("00423", "Le mois de naissance manque ou est mal écrit");
pub(crate) const BIRTH_DAY: Text =
    unprocessable("00424", "Le jour de naissance manque ou est mal écrit");
pub(crate) const WHOLE_BIRTH_DATE: Text =
    unprocessable("00425", "La date de naissance n'est pas possible");
pub(crate) const AGE_OF_SERVICE: Text = unprocessable(
    "39400",
    "Le service national n'est connu que des personnes de 16 à 25 ans",
);
pub(crate) const SEX: Text = unprocessable("00427", "Le sexe à l'état civil doit être M ou F");
pub(crate) const DEPARTMENT: Text = unprocessable(
    "00428",
    "Le code du département de naissance manque ou est mal écrit",
);

// The school.
pub(crate) const ETABLISSEMENT: Text =
    unprocessable("00410", "Le code UAI de l'établissement est mal écrit");
pub(crate) const ANNEE_SCOLAIRE: Text = unprocessable(
    "00411",
    "L'année scolaire manque ou n'est pas de la forme AAAA ou AAAA-AAAA",
);
pub(crate) const DEGRE: Text =
    unprocessable("00412", "Le degré de l'établissement doit être 1D ou 2D");
pub(crate) const PERIMETRE: Text = unprocessable(
    "00413",
    "Un seul périmètre est permis : des départements ou des régions",
);
pub(crate) const PERIMETRE_VALUES: Text = unprocessable(
    "00414",
    "Les codes du périmètre doivent être une liste sans case vide",
);
pub(crate) const SEARCH_MISSING: Text = unprocessable(
    "00415",
    "Indiquez le code de l'établissement ou un périmètre",
);
pub(crate) const DEPARTEMENTS: Text = unprocessable("00416", "Un code de département n'existe pas");
pub(crate) const REGIONS: Text = unprocessable("00417", "Un code de région n'existe pas");
pub(crate) const SEARCH_TWICE: Text = unprocessable(
    "00419",
    "Indiquez le code de l'établissement ou un périmètre, pas les deux",
);

// What v2 alone asks for: its bodies show no code.
pub(crate) const NUMERO_ALLOCATAIRE: Text =
    unprocessable("", "Le numéro d'allocataire doit avoir de 1 à 7 chiffres");
pub(crate) const CODE_POSTAL: Text = unprocessable("00351", "Le code postal doit avoir 5 chiffres");
pub(crate) const NUMERO_FISCAL: Text = unprocessable("", "Le numéro fiscal doit avoir 13 chiffres");
pub(crate) const REFERENCE_AVIS: Text = unprocessable(
    "",
    "La référence de l'avis doit avoir 13 ou 14 lettres ou chiffres",
);

// API Impôt particulier.
pub(crate) const IMPOT_TOKEN: Text = text(
    "401",
    "Non autorisé",
    "Le jeton manque, est inconnu ou n'est plus valable : demandez-en un autre",
);
pub(crate) const IMPOT_RESOURCE: Text = text(
    "4031",
    "Accès refusé",
    "Le jeton n'ouvre pas cette ressource",
);
pub(crate) const IMPOT_CORRELATION: Text = text(
    "400",
    "Requête mal formée",
    "L'en-tête X-Correlation-ID manque ou n'est pas un UUID",
);
pub(crate) const SPI: Text = text("4001", "Requête mal formée", "Mauvais format de spi");
pub(crate) const ANNREV: Text = text("4002", "Requête mal formée", "Mauvais format d'année");

// The provider; the code is only the end of it, the operation's prefix comes before.
pub(crate) const PROVIDER_UNKNOWN_ANSWER: Text = text(
    "999",
    "Erreur inconnue du fournisseur de données",
    "La réponse retournée par le fournisseur de données est invalide et inconnue de notre service. \
     L'équipe technique a été notifiée de cette erreur pour investigation.",
);
pub(crate) const PROVIDER_NOT_FOUND: Text = text(
    "003",
    "Entité non trouvée",
    "Personne ne correspond aux paramètres donnés, ou son dossier ne comporte aucune information pour cet appel",
);
pub(crate) const PROVIDER_TIMEOUT: Text = text(
    "002",
    "Intermédiaire hors-délai",
    "Temps d’attente d’une réponse du fournisseur de données écoulé.",
);
pub(crate) const PROVIDER_MAINTENANCE: Text = text(
    "020",
    "Maintenance du fournisseur de données",
    "Le fournisseur de données est arrêté pour maintenance",
);

/// What an address that is not served answers, before the list of those that are.
pub(crate) const NOT_SERVED: &str =
    "Cette adresse n'est pas servie par le bac à sable. Adresses servies :\n";

/// What a route that the API retired answers.
pub(crate) const RETIRED: &str = "Cette adresse n'existe plus : l'API l'a retirée. Les environnements d'origine y répondent encore.\n";

/// A page such as a gateway shows in front of an API that is stopped.
pub(crate) const GATEWAY_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Service indisponible</title></head>\
    <body><h1>Service indisponible</h1><p>Veuillez réessayer plus tard.</p></body></html>\n";

/// A body that is no JSON, though it says it is.
pub(crate) const GARBAGE: &str = "\u{1}\u{2}ceci n'est pas du JSON }{";
