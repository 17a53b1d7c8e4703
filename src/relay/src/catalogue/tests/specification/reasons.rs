//! What the catalogue and the API's own files do not share, each with its reason.

/// Paths of the catalogue that the files do not describe.
pub(super) const UNDESCRIBED: [(&str, &str); 3] = [
    (
        "/v3/dss/allocation_rentree_scolaire/identite",
        "came after this state of the files",
    ),
    (
        "/v3/dss/allocation_rentree_scolaire/france_connect",
        "came after this state of the files",
    ),
    (
        "/api/v2/avis-imposition",
        "withdrawn in January 2024, kept for gateways that serve it",
    ),
];

/// Parameters that the catalogue does not send.
pub(super) const UNSENT: [(&str, &str); 4] = [
    ("recipient", "the client adds the administration's own"),
    (
        "degreEtablissement",
        "a pupil is looked for in one school, never in a whole area",
    ),
    ("codesBcnDepartements[]", "the same"),
    ("codesBcnRegions[]", "the same"),
];

/// Fields that a translated answer does not read, by how they begin.
pub(super) const UNREAD: [(&str, &str); 16] = [
    (
        "pac.nbPacF",
        "letters of the tax return; forms ask for the total, `pac.nbPac`",
    ),
    ("pac.nbPacG", "the same"),
    ("pac.nbPacH", "the same"),
    ("pac.nbPacI", "the same"),
    ("pac.nbPacJ", "the same"),
    ("pac.nbPacN", "the same"),
    ("pac.nbPacP", "the same"),
    ("pac.nbPacR", "the same"),
    (
        "sitPar",
        "circumstances that raise the number of shares, some about health: the number is enough",
    ),
    ("indDeficit", "a detail of the tax itself"),
    ("indOptionImpotSepar", "the same"),
    ("mntRevbareme", "the same"),
    ("pensAlPer", "the same"),
    ("rev.", "the boxes of the tax return, line by line"),
    ("numRole", "a number of the administration's own"),
    ("fipNum", "the same"),
];

/// Scopes of the catalogue that the list of authorisations does not hold.
pub(super) const OTHER_SCOPES: [(&str, &str); 2] = [
    ("RessourceIR", "of API Impôt particulier, which has its own"),
    (
        "cnav_allocation_rentree_scolaire",
        "came after this state of the files",
    ),
];

/// Scopes that no field of the catalogue needs.
pub(super) const UNUSED_SCOPES: [(&str, &str); 1] =
    [("cnous_statut_bourse", "unlocks nothing from version 3 on")];

/// Values that a derived field says nothing about, on purpose.
pub(super) const UNKNOWN_VALUES: [(&str, &str); 2] = [
    ("indetermine", "neither in order nor not"),
    ("non_concerne", "neither in order nor not"),
];

/// Why `name` is listed in `reasons`, when it is.
pub(super) fn reason(reasons: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    reasons
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, why)| *why)
}
