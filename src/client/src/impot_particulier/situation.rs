//! A household's income tax, as the tax administration holds it. Amounts are in euros.

use serde::Deserialize;

use crate::conceal::conceal;

/// The answer. Each part is there only when the authorisation covers it and the administration knows it.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SituationIr {
    /// The year of the income; in the *dernière situation* only.
    pub ann_revenu: Option<i64>,
    /// The reference income (*revenu fiscal de référence*).
    pub rfr: Option<i64>,
    /// The family situation: a letter, such as `M` (married), `O` (in a civil union), `C` (single), `D` (divorced), `V` (widowed).
    pub sit_fam: Option<String>,
    /// The number of shares.
    pub nb_part: Option<f64>,
    /// Who is in charge of the household.
    pub pac: Option<PersonnesACharge>,
    /// The first declarer's birth name.
    pub nm_nai_dec1: Option<String>,
    /// The first declarer's name in use.
    pub nm_usa_dec1: Option<String>,
    /// The first declarer's first names.
    pub prnm_dec1: Option<String>,
    /// The first declarer's date of birth.
    pub date_nais_dec1: Option<DateNaissanceFiscale>,
    /// The first declarer's department of birth.
    pub dpt_naiss_dec1: Option<String>,
    /// The first declarer's place of birth.
    pub lieu_naiss_dec1: Option<String>,
    /// The second declarer's birth name.
    pub nm_nai_dec2: Option<String>,
    /// The second declarer's name in use.
    pub nm_usa_dec2: Option<String>,
    /// The second declarer's first names.
    pub prnm_dec2: Option<String>,
    /// The second declarer's date of birth.
    pub date_nais_dec2: Option<DateNaissanceFiscale>,
    /// The second declarer's department of birth.
    pub dpt_naiss_dec2: Option<String>,
    /// The second declarer's place of birth.
    pub lieu_naiss_dec2: Option<String>,
    /// The address of the household on the first of January, in one text.
    pub aft: Option<String>,
    /// The same in parts.
    pub aft_detail: Option<AdresseFiscale>,
    /// Whether the person brings up children alone.
    pub sit_par_iso: Option<String>,
    /// Maintenance received.
    pub pens_al_per: Option<i64>,
    /// Whether the income is a deficit.
    pub ind_deficit: Option<String>,
    /// The gross income.
    pub revenu_brut_global: Option<i64>,
    /// A particular situation.
    pub sit_part: Option<String>,
    /// The particular situations that were declared.
    pub sit_par_declaree: Option<SituationDeclaree>,
    /// The declarers chose to be taxed apart.
    pub ind_option_impot_separ: Option<String>,
    /// The income taxed by the scale.
    pub mnt_revbareme: Option<i64>,
    /// When the tax is collected.
    pub dat_rec: Option<String>,
    /// When the notice was made.
    pub dat_etab: Option<String>,
    /// The tax before deductions.
    pub imp_av_imput: Option<i64>,
    /// The tax in all.
    pub mont_tot_ir: Option<i64>,
    /// The taxable income.
    pub rev_imposable: Option<i64>,
    /// The number of the tax roll.
    pub num_role: Option<String>,
    /// The number of the household.
    pub fip_num: Option<String>,
    /// The income in detail.
    pub rev: Option<Revenus>,
}

/// Who is in charge of the household, by the boxes of the tax form.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonnesACharge {
    /// All of them.
    pub nb_pac: Option<i64>,
    /// Box F: children.
    pub nb_pac_f: Option<i64>,
    /// Box G: children with a disability card.
    pub nb_pac_g: Option<i64>,
    /// Box H: children in shared residence.
    pub nb_pac_h: Option<i64>,
    /// Box I: children in shared residence, with a disability card.
    pub nb_pac_i: Option<i64>,
    /// Box R: persons with a disability card who live in the household.
    pub nb_pac_r: Option<i64>,
    /// Box J: children of age who joined the household.
    pub nb_pac_j: Option<i64>,
    /// Box N: married children, or with children, who joined the household.
    pub nb_pac_n: Option<i64>,
    /// Box P: grandchildren in shared residence.
    pub nb_pac_p: Option<i64>,
}

/// A date of birth in parts; an unknown part may be missing.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DateNaissanceFiscale {
    /// The day.
    pub jour: Option<String>,
    /// The month.
    pub mois: Option<String>,
    /// The year.
    pub annee: Option<String>,
}

/// An address in parts.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AdresseFiscale {
    /// Floor, building, hamlet.
    pub complement_adresse: Option<String>,
    /// Number and street.
    pub voie: Option<String>,
    /// The town; the name of this key is the interface's own.
    #[serde(rename = "getcommune")]
    pub commune: Option<String>,
    /// The postcode; the name of this key is the interface's own.
    #[serde(rename = "getcodePostal")]
    pub code_postal: Option<String>,
}

/// The particular situations that were declared, by the boxes of the tax form.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SituationDeclaree {
    /// Box P: the first declarer is disabled.
    pub sit_part_p: Option<String>,
    /// Box F: the second declarer is disabled.
    pub sit_part_f: Option<String>,
    /// Box W: a war veteran, or the widow of one.
    pub sit_part_w: Option<String>,
    /// A war veteran.
    pub sit_comb: Option<String>,
    /// A war widow's pension.
    pub pens_veuf_guerre: Option<String>,
    /// A child was brought up alone for five years at least.
    pub ind_enf_seul5ans_min: Option<String>,
    /// The person does not live alone.
    pub ind_non_seul: Option<String>,
}

/// The income in detail, by kind.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Revenus {
    /// Wages and pensions.
    pub tspr: Option<Vec<Revenu>>,
    /// Income from capital.
    pub rcm: Option<Vec<Revenu>>,
    /// Capital gains.
    pub pv: Option<Vec<Revenu>>,
    /// Income from property.
    pub fonc: Option<Vec<Revenu>>,
    /// Income from a business.
    pub pro: Option<Vec<Revenu>>,
    /// Deductible expenses.
    pub chges: Option<Vec<Revenu>>,
    /// Reductions and credits.
    pub rici: Option<Vec<Revenu>>,
    /// Boxes of letters.
    pub alpha: Option<Vec<Revenu>>,
    /// Whatever else.
    pub div: Option<Vec<Revenu>>,
}

/// One box of the tax form.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Revenu {
    /// The box.
    pub code: Option<String>,
    /// What it holds, as written.
    pub valeur: Option<String>,
}

conceal!(
    SituationIr,
    PersonnesACharge,
    DateNaissanceFiscale,
    AdresseFiscale,
    SituationDeclaree,
    Revenus,
    Revenu
);
