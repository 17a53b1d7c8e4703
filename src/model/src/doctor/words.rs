//! The words by which forms ask for a datum, folded: small letters, no accents, no punctuation.

/// What a field is called, by the last name of its path. The labels of the catalogue are tried too.
const NAMES: &[(&str, &[&str])] = &[
    ("age", &["age"]),
    ("civilite", &["civilite", "title", "titre"]),
    (
        "code_postal",
        &[
            "code postal",
            "codepostal",
            "cp",
            "postal code",
            "postcode",
            "zip",
            "zip code",
        ],
    ),
    ("commune", &["commune", "ville", "localite", "city", "town"]),
    (
        "complement_information",
        &[
            "complement",
            "complement d adresse",
            "complement adresse",
            "address line 2",
            "batiment",
        ],
    ),
    (
        "date_naissance",
        &[
            "date de naissance",
            "date naissance",
            "datenaissance",
            "naissance",
            "ne le",
            "nee le",
            "ne e le",
            "date of birth",
            "birth date",
            "birthdate",
            "dob",
        ],
    ),
    (
        "email",
        &[
            "email",
            "e mail",
            "courriel",
            "mail",
            "adresse electronique",
        ],
    ),
    ("fournisseur", &["caisse", "organisme"]),
    (
        "nom_complet",
        &[
            "nom complet",
            "nom et prenom",
            "nom et prenoms",
            "nom prenom",
            "prenom et nom",
            "prenom nom",
            "full name",
        ],
    ),
    (
        "nom_naissance",
        &[
            "nom",
            "nom de naissance",
            "nom de famille",
            "nom naissance",
            "last name",
            "lastname",
            "surname",
            "family name",
            "birth name",
        ],
    ),
    (
        "nom_usage",
        &[
            "nom d usage",
            "nom usage",
            "nom marital",
            "nom d epouse",
            "married name",
        ],
    ),
    (
        "numero",
        &[
            "numero de voie",
            "numero de rue",
            "n de voie",
            "street number",
        ],
    ),
    (
        "numero_libelle_voie",
        &[
            "adresse",
            "numero et voie",
            "numero et nom de la voie",
            "numero et libelle de voie",
            "address",
            "address line 1",
            "street address",
        ],
    ),
    ("pays", &["pays", "country"]),
    (
        "prenoms",
        &[
            "prenom",
            "prenoms",
            "first name",
            "firstname",
            "given name",
            "first names",
        ],
    ),
    (
        "quotient_familial.valeur",
        &[
            "quotient familial",
            "quotient",
            "qf",
            "quotient caf",
            "qf caf",
            "family quotient",
        ],
    ),
    ("sexe", &["sexe", "genre", "sex", "gender"]),
    (
        "telephone",
        &[
            "telephone",
            "tel",
            "numero de telephone",
            "portable",
            "mobile",
            "phone",
        ],
    ),
    (
        "voie",
        &[
            "rue",
            "voie",
            "nom de la voie",
            "nom de rue",
            "libelle de voie",
            "street",
        ],
    ),
    (
        "enfants.nombre",
        &[
            "nombre d enfants",
            "nombre enfants",
            "nb enfants",
            "enfants a charge",
            "number of children",
        ],
    ),
    (
        "revenus.revenu_fiscal_reference",
        &[
            "revenu fiscal de reference",
            "revenu fiscal",
            "rfr",
            "reference tax income",
        ],
    ),
    (
        "foyer.nombre_parts",
        &["nombre de parts", "parts fiscales", "number of shares"],
    ),
];

/// What a browser calls a field (`autocomplete`, HTML Standard), by the last name of its path.
const AUTOCOMPLETE: &[(&str, &[&str])] = &[
    ("address-level2", &["commune"]),
    ("address-line1", &["numero_libelle_voie"]),
    ("address-line2", &["complement_information"]),
    ("bday", &["date_naissance"]),
    ("country-name", &["pays"]),
    ("email", &["email"]),
    ("family-name", &["nom_naissance"]),
    ("given-name", &["prenoms", "prenom"]),
    ("honorific-prefix", &["civilite"]),
    ("name", &["nom_complet"]),
    ("postal-code", &["code_postal"]),
    ("sex", &["sexe"]),
    ("street-address", &["complete", "numero_libelle_voie"]),
    ("tel", &["telephone"]),
];

/// How forms name who a list is about, by the list's name.
const PEOPLE: &[(&str, &[&str])] = &[
    (
        "enfants",
        &[
            "enfant", "enfants", "eleve", "eleves", "fils", "fille", "child", "children", "pupil",
            "kid",
        ],
    ),
    (
        "allocataires",
        &[
            "allocataire",
            "allocataires",
            "parent",
            "parents",
            "responsable",
            "demandeur",
            "representant",
            "mere",
            "pere",
            "tuteur",
            "conjoint",
            "foyer",
            "applicant",
            "guardian",
        ],
    ),
    (
        "declarants",
        &[
            "declarant",
            "declarants",
            "contribuable",
            "conjoint",
            "taxpayer",
        ],
    ),
];

/// The words for a field whose path ends in `names`: "commune", or "quotient_familial.valeur".
pub(super) fn of_field(path: &str, last: &str) -> &'static [&'static str] {
    let is = |(name, _): &&(&str, &[&str])| *name == path || *name == last;
    NAMES
        .iter()
        .find(is)
        .or_else(|| NAMES.iter().find(|(name, _)| singular(name) == last))
        .map(|(_, words)| *words)
        .unwrap_or_default()
}

/// Some sources have `prenom`, others `prenoms`.
fn singular(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// The last names that an `autocomplete` token stands for, the best one first.
pub(super) fn of_token(token: &str) -> &'static [&'static str] {
    let found = AUTOCOMPLETE.iter().find(|(known, _)| *known == token);
    found.map(|(_, names)| *names).unwrap_or_default()
}

/// Whom the folded text is about, by the names of the lists.
pub(super) fn people(text: &str) -> Vec<&'static str> {
    let says = |words: &[&str]| text.split(' ').any(|word| words.contains(&word));
    let named = PEOPLE.iter().filter(|(_, words)| says(words));
    named.map(|(list, _)| *list).collect()
}

/// Whether forms ask about the first element of this list without saying so: about the person who fills.
pub(super) fn is_of_the_person(list: &str) -> bool {
    matches!(list, "allocataires" | "declarants")
}
