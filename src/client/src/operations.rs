//! The table of the operations: provider, data, way of asking, versions, parameters.

use crate::operation::{Operation, Parameter, Version};

const fn required(name: &'static str) -> Parameter {
    Parameter::required(name)
}

const fn optional(name: &'static str) -> Parameter {
    Parameter::optional(name)
}

/// Makes one constant for each line, and [`ALL`] of them.
macro_rules! operations {
    ($($constant:ident = $provider:literal $data:literal $mode:literal
        [$($current:literal)*] deprecated [$($deprecated:literal)*] ($($parameters:ident)*);)+) => {
        $(#[doc = concat!("`", $provider, ".", $data, "_", $mode, "`")]
        pub const $constant: Operation = Operation {
            name: concat!($provider, ".", $data, "_", $mode),
            versions: &[
                $(Version { number: $current, path: concat!("/v", $current, "/", $provider, "/", $data, "/", $mode), deprecated: false },)*
                $(Version { number: $deprecated, path: concat!("/v", $deprecated, "/", $provider, "/", $data, "/", $mode), deprecated: true },)*
            ],
            groups: &[$($parameters),*],
        };)+

        /// Every operation of versions 3 and later.
        pub const ALL: &[&Operation] = &[$(&$constant),+];
    };
}

operations! {
    QUOTIENT_FAMILIAL_IDENTITE = "dss" "quotient_familial" "identite" [3] deprecated [] (IDENTITE_DSS PERIODE);
    QUOTIENT_FAMILIAL_FRANCE_CONNECT = "dss" "quotient_familial" "france_connect" [3] deprecated [] (PERIODE);
    PARTICIPATION_FAMILIALE_EAJE_IDENTITE = "dss" "participation_familiale_eaje" "identite" [3] deprecated [] (IDENTITE_DSS);
    PARTICIPATION_FAMILIALE_EAJE_FRANCE_CONNECT = "dss" "participation_familiale_eaje" "france_connect" [3] deprecated [] ();
    REVENU_SOLIDARITE_ACTIVE_IDENTITE = "dss" "revenu_solidarite_active" "identite" [3] deprecated [] (IDENTITE_DSS);
    REVENU_SOLIDARITE_ACTIVE_FRANCE_CONNECT = "dss" "revenu_solidarite_active" "france_connect" [3] deprecated [] ();
    COMPLEMENTAIRE_SANTE_SOLIDAIRE_IDENTITE = "dss" "complementaire_sante_solidaire" "identite" [3] deprecated [] (IDENTITE_DSS);
    COMPLEMENTAIRE_SANTE_SOLIDAIRE_FRANCE_CONNECT = "dss" "complementaire_sante_solidaire" "france_connect" [3] deprecated [] ();
    PRIME_ACTIVITE_IDENTITE = "dss" "prime_activite" "identite" [3] deprecated [] (IDENTITE_DSS);
    PRIME_ACTIVITE_FRANCE_CONNECT = "dss" "prime_activite" "france_connect" [3] deprecated [] ();
    ALLOCATION_ADULTE_HANDICAPE_IDENTITE = "dss" "allocation_adulte_handicape" "identite" [3] deprecated [] (IDENTITE_DSS);
    ALLOCATION_ADULTE_HANDICAPE_FRANCE_CONNECT = "dss" "allocation_adulte_handicape" "france_connect" [3] deprecated [] ();
    ALLOCATION_ENFANT_HANDICAPE_IDENTITE = "dss" "allocation_enfant_handicape" "identite" [3] deprecated [] (IDENTITE_DSS);
    ALLOCATION_ENFANT_HANDICAPE_FRANCE_CONNECT = "dss" "allocation_enfant_handicape" "france_connect" [3] deprecated [] ();
    ALLOCATION_SOUTIEN_FAMILIAL_IDENTITE = "dss" "allocation_soutien_familial" "identite" [3] deprecated [] (IDENTITE_DSS);
    ALLOCATION_SOUTIEN_FAMILIAL_FRANCE_CONNECT = "dss" "allocation_soutien_familial" "france_connect" [3] deprecated [] ();
    ALLOCATION_RENTREE_SCOLAIRE_IDENTITE = "dss" "allocation_rentree_scolaire" "identite" [3] deprecated [] (IDENTITE_DSS);
    ALLOCATION_RENTREE_SCOLAIRE_FRANCE_CONNECT = "dss" "allocation_rentree_scolaire" "france_connect" [3] deprecated [] ();

    STATUT_ETUDIANT_IDENTITE = "mesri" "statut_etudiant" "identite" [3] deprecated [] (IDENTITE_MESRI);
    STATUT_ETUDIANT_FRANCE_CONNECT = "mesri" "statut_etudiant" "france_connect" [3] deprecated [] ();
    STATUT_ETUDIANT_INE = "mesri" "statut_etudiant" "ine" [3] deprecated [] (INE);

    ETUDIANT_BOURSIER_IDENTITE = "cnous" "etudiant_boursier" "identite" [5] deprecated [4 3] (IDENTITE_CNOUS CAMPAGNE);
    ETUDIANT_BOURSIER_FRANCE_CONNECT = "cnous" "etudiant_boursier" "france_connect" [5] deprecated [4 3] (CAMPAGNE);
    ETUDIANT_BOURSIER_INE = "cnous" "etudiant_boursier" "ine" [5] deprecated [4 3] (INE CAMPAGNE);

    SCOLARITES_IDENTITE = "men" "scolarites" "identite" [5] deprecated [4 3] (IDENTITE_MEN SCOLARITE);

    STATUT_IDENTIFIANT = "france_travail" "statut" "identifiant" [3] deprecated [] (IDENTIFIANT);
    INDEMNITES_IDENTIFIANT = "france_travail" "indemnites" "identifiant" [3] deprecated [] (IDENTIFIANT);

    SERVICE_NATIONAL_IDENTITE = "dsnj" "service_national" "identite" [3] deprecated [] (IDENTITE_DSNJ);
    SERVICE_NATIONAL_FRANCE_CONNECT = "dsnj" "service_national" "france_connect" [3] deprecated [] ();

    SERVICE_CIVIQUE_IDENTITE = "gip_mds" "service_civique" "identite" [3] deprecated [] (IDENTITE_GIP_MDS);
    SERVICE_CIVIQUE_FRANCE_CONNECT = "gip_mds" "service_civique" "france_connect" [3] deprecated [] ();

    STATUT_SPORTIF_IDENTIFIANT = "sdh" "statut_sportif" "identifiant" [3] deprecated [] (IDENTIFIANT);

    EXTRAIT_IMMATRICULATION_VEHICULE_FRANCE_CONNECT = "ants" "extrait_immatriculation_vehicule" "france_connect" [3] deprecated [] (IMMATRICULATION);
}

/// The funds know a person without a day of birth, or a sex; they need the country.
const IDENTITE_DSS: &[Parameter] = &[
    required("nomNaissance"),
    optional("nomUsage"),
    required("prenoms[]").at_most(3),
    optional("sexeEtatCivil"),
    optional("anneeDateNaissance"),
    optional("moisDateNaissance"),
    optional("jourDateNaissance"),
    required("codeCogInseePaysNaissance"),
    optional("codeCogInseeCommuneNaissance"),
    optional("nomCommuneNaissance"),
    optional("codeCogInseeDepartementNaissance"),
];

const IDENTITE_MESRI: &[Parameter] = &[
    required("nomNaissance"),
    required("prenoms[]").at_most(1),
    required("sexeEtatCivil"),
    required("anneeDateNaissance"),
    required("moisDateNaissance"),
    required("jourDateNaissance"),
    optional("codeCogInseeCommuneNaissance"),
    optional("nomCommuneNaissance"),
    optional("codeCogInseeDepartementNaissance"),
];

const IDENTITE_CNOUS: &[Parameter] = &[
    required("nomNaissance"),
    required("prenoms[]").at_most(3),
    optional("sexeEtatCivil"),
    required("anneeDateNaissance"),
    required("moisDateNaissance"),
    required("jourDateNaissance"),
    optional("codeCogInseeCommuneNaissance"),
    optional("nomCommuneNaissance"),
    optional("codeCogInseeDepartementNaissance"),
];

const IDENTITE_MEN: &[Parameter] = &[
    required("nomNaissance"),
    required("prenoms[]").at_most(3),
    required("sexeEtatCivil"),
    required("anneeDateNaissance"),
    required("moisDateNaissance"),
    required("jourDateNaissance"),
];

const IDENTITE_DSNJ: &[Parameter] = &[
    required("nomNaissance"),
    required("prenoms[]").at_most(3),
    required("sexeEtatCivil"),
    required("anneeDateNaissance"),
    required("moisDateNaissance"),
    required("jourDateNaissance"),
    required("codeCogInseePaysNaissance"),
    optional("codeCogInseeCommuneNaissance"),
];

const IDENTITE_GIP_MDS: &[Parameter] = &[
    required("nomNaissance"),
    required("prenoms[]").at_most(3),
    required("anneeDateNaissance"),
    required("moisDateNaissance"),
    required("jourDateNaissance"),
];

/// The month of a quotient.
const PERIODE: &[Parameter] = &[optional("annee"), optional("mois")];

/// The year of a scholarship.
const CAMPAGNE: &[Parameter] = &[optional("campaignYear").since(4)];

/// The year and the place of a schooling.
const SCOLARITE: &[Parameter] = &[
    required("anneeScolaire"),
    optional("codeEtablissement"),
    optional("degreEtablissement"),
    optional("codesBcnDepartements[]"),
    optional("codesBcnRegions[]"),
];

const INE: &[Parameter] = &[required("ine")];

const IDENTIFIANT: &[Parameter] = &[required("identifiant")];

const IMMATRICULATION: &[Parameter] = &[required("immatriculation")];
