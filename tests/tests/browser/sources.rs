//! Whole journeys in the forms that ask other administrations, one or several at once: what is sent is what the case files say.

use sandbox::Options;
use tests::browser::{Page, journey};
use tests::case::{self, Case};
use tests::stage::{Setting, Stage};

use crate::filled::assert_sent;

#[tokio::test(flavor = "multi_thread")]
async fn a_student_asks_for_a_card_from_two_administrations_at_once() {
    let (student, scholarship) = (Case::student("inscrite"), Case::scholarship("boursiere"));
    journey(Setting::default(), async |stage, page| {
        page.start("etudiant.html").await;
        page.identify(&student).await;
        page.widget().press("Continuer").await;
        page.widget().arrives("Votre accord").await;
        for item in [
            "Identité",
            "Inscriptions et admissions",
            "Statut de boursier",
            "Échelon de la bourse",
            "Commune d’études",
        ] {
            page.widget().tick(item).await;
        }
        page.widget().press("Demander ces informations").await;
        page.fill().await;
        page.form().tick("Bibliothèque").await;
        page.submit().await;
        let filled = [student.student_card(), scholarship.scholarship_on_card()].concat();
        let by_hand = [("remise", "retrait"), ("services[]", "bibliotheque")];
        assert_sent(stage, filled, &by_hand);
    })
    .await;
}

/// Benefits by the name that the form gives them, from the sources and the cases.
fn benefits<const N: usize>(named: [(&'static str, &str, &str); N]) -> [(&'static str, Case); N] {
    named.map(|(name, benefit, case)| (name, Case::benefit(benefit, case)))
}

/// Fills, writes by hand what no administration gives and sends; the form was sent with these benefits.
async fn apply_for_aid(stage: &Stage, page: &Page, benefits: &[(&str, Case)]) {
    page.fill().await;
    let form = page.form();
    form.write("Nom *", "Kerbrat").await;
    form.write("Prénom *", "Maud").await;
    form.tick("Aide alimentaire").await;
    page.submit().await;
    let filled = benefits
        .iter()
        .flat_map(|(name, case)| case.social_aid(name));
    let by_hand = [
        ("nom", "Kerbrat"),
        ("prenom", "Maud"),
        ("aide", "alimentaire"),
    ];
    assert_sent(stage, filled.collect(), &by_hand);
}

#[tokio::test(flavor = "multi_thread")]
async fn four_benefits_are_asked_in_one_agreement() {
    let benefits = benefits([
        ("aah", "allocation_adulte_handicape", "non-beneficiaire"),
        (
            "c2s",
            "complementaire_sante_solidaire",
            "beneficiaire-avec-participation",
        ),
        (
            "prime_activite",
            "prime_activite",
            "beneficiaire-sans-majoration",
        ),
        ("rsa", "revenu_solidarite_active", "non-beneficiaire"),
    ]);
    journey(Setting::default(), async |stage, page| {
        page.start("aide-sociale.html").await;
        page.ask_as(&benefits[0].1).await;
        apply_for_aid(stage, page, &benefits).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_administration_does_not_know_does_not_stop_what_another_gives() {
    let benefits = benefits([
        (
            "prime_activite",
            "prime_activite",
            "beneficiaire-avec-majoration",
        ),
        (
            "rsa",
            "revenu_solidarite_active",
            "beneficiaire-avec-majoration",
        ),
    ]);
    journey(Setting::default(), async |stage, page| {
        page.start("aide-sociale.html").await;
        page.ask_as(&benefits[0].1).await;
        page.widget().arrives("Vérifier et remplir").await;
        for unknown in [
            "Allocation aux adultes handicapés (AAH)",
            "Complémentaire santé solidaire (C2S)",
        ] {
            let problem = format!("Aucun dossier trouvé {unknown}");
            page.widget().sees(&problem).await;
        }
        assert!(page.widget().offers("Corriger mes informations").await);
        apply_for_aid(stage, page, &benefits).await;
    })
    .await;
}

/// The sandbox's own cases, one of which is answered after everything else.
fn with_a_slow_case(folder: &str, name: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for operation in std::fs::read_dir(case::cases()).unwrap() {
        let operation = operation.unwrap();
        let into = copy.path().join(operation.file_name());
        std::fs::create_dir(&into).unwrap();
        for case in std::fs::read_dir(operation.path()).unwrap() {
            let case = case.unwrap();
            std::fs::copy(case.path(), into.join(case.file_name())).unwrap();
        }
    }
    let slow = copy.path().join(folder).join(format!("{name}.yaml"));
    let text = std::fs::read_to_string(&slow).unwrap();
    std::fs::write(slow, format!("{}\ndelay_ms: 3000\n", text.trim_end())).unwrap();
    copy
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_is_shown_and_told_as_it_arrives() {
    let aah = "api_particulier_v3_cnav_allocation_adulte_handicape_with_civility";
    let cases = with_a_slow_case(aah, "non-beneficiaire");
    let person = Case::benefit("allocation_adulte_handicape", "non-beneficiaire");
    let setting = Setting {
        sandbox: Options {
            cases: Some(cases.path().to_owned()),
            ..Options::default()
        },
        ..Setting::default()
    };
    journey(setting, async |_, page| {
        page.start("aide-sociale.html").await;
        page.identify(&person).await;
        page.watch("pre-remplir [role=status], pre-remplir .pr-asked li")
            .await;
        page.agree_to_all().await;
        page.widget().arrives("Vérifier et remplir").await;
        let watched = page.watched().await;
        let meanwhile = watched
            .iter()
            .find(|seen| seen.contains("Réponse 3 sur 4."));
        let meanwhile = meanwhile.unwrap_or_else(|| panic!("{watched:#?}"));
        assert_eq!(meanwhile.matches(": reçu de").count(), 3, "{meanwhile}");
        let awaited =
            "Allocation aux adultes handicapés (AAH) : demande envoyée à la CAF ou la MSA";
        assert!(meanwhile.contains(awaited), "{meanwhile}");
        let end = watched.last().unwrap();
        assert!(end.starts_with("Les 4 réponses sont arrivées."), "{end}");
    })
    .await;
}

/// From the pupil's identity to what came, to be checked.
async fn ask_for_pupil(page: &Page, pupil: &Case) {
    page.start("scolarite.html").await;
    page.widget().arrives("De qui s’agit-il ?").await;
    say_who_the_pupil_is(page, pupil).await;
    page.agree_to_all().await;
    page.widget().arrives("Vérifier et remplir").await;
}

/// Types the pupil's identity, and their school by its code.
async fn say_who_the_pupil_is(page: &Page, pupil: &Case) {
    let about = page.widget().group("L’élève");
    about.identify_without_birthplace(pupil).await;
    about
        .write("École, collège ou lycée", &pupil.param("codeEtablissement"))
        .await;
    about
        .write("Année scolaire", &pupil.param("anneeScolaire"))
        .await;
}

/// Fills, writes by hand what is left and sends; the form was sent for this pupil.
async fn enrol(stage: &Stage, page: &Page, pupil: &Case) {
    page.fill().await;
    let form = page.form();
    form.tick("Demi-pension").await;
    form.write("Nom du responsable", "Rozmor").await;
    form.write("Prénom du responsable", "Yann").await;
    page.submit().await;
    let by_hand = [
        ("formule", "demi-pension"),
        ("responsable_nom", "Rozmor"),
        ("responsable_prenom", "Yann"),
    ];
    assert_sent(stage, pupil.lycee(), &by_hand);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pupil_with_a_scholarship_is_enrolled() {
    let pupil = Case::pupil("lyceenne-boursiere");
    journey(Setting::default(), async |stage, page| {
        ask_for_pupil(page, &pupil).await;
        enrol(stage, page, &pupil).await;
    })
    .await;
}

/// The lycée's form, which sets its price by the parent's family quotient.
pub(crate) fn with_the_parent() -> Setting {
    let quotient = "[form.sources.eleve_scolarise]";
    let with_quotient = "[form.sources.quotient_familial]\nmodes = [\"identite\"]\nitems = [\"quotient_familial\"]\n\n[form.sources.eleve_scolarise]";
    let formula = "<legend>Formule demandée *</legend>";
    let with_price =
        "<legend>Formule demandée *</legend><label for=\"quotient\">Quotient familial</label>
        <input id=\"quotient\" name=\"quotient\" data-prefill=\"quotient_familial.valeur\">";
    Setting {
        config: vec![(quotient, with_quotient)],
        ..Setting::edited(&[(formula, with_price)])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_and_a_pupil_are_each_asked_about_once() {
    let (parent, pupil) = (
        Case::family("couple-deux-enfants"),
        Case::pupil("lyceenne-boursiere"),
    );
    journey(with_the_parent(), async |stage, page| {
        page.start("scolarite.html").await;
        let widget = page.widget();
        widget.press("Continuer").await;
        widget.sees("L’élève : Indiquez").await;
        widget.group("Vous").identify(&parent).await;
        say_who_the_pupil_is(page, &pupil).await;
        page.agree_to_all().await;
        widget.arrives("Vérifier et remplir").await;
        page.fill().await;
        let form = page.form();
        form.tick("Demi-pension").await;
        form.write("Nom du responsable", "Kermarrec").await;
        form.write("Prénom du responsable", "Solenn").await;
        page.submit().await;
        let quotient = parent.data()["quotient_familial"]["valeur"].to_string();
        let by_hand = [
            ("formule", "demi-pension"),
            ("quotient", &quotient),
            ("responsable_nom", "Kermarrec"),
            ("responsable_prenom", "Solenn"),
        ];
        assert_sent(stage, pupil.lycee(), &by_hand);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_is_found_by_its_name_and_town() {
    let pupil = Case::pupil("lyceenne-boursiere");
    journey(Setting::default(), async |stage, page| {
        page.start("scolarite.html").await;
        let about = page.widget().group("L’élève");
        about.identify_without_birthplace(&pupil).await;
        about
            .write("École, collège ou lycée", "kermarrec renn")
            .await;
        page.widget()
            .suggestion("Cité scolaire Awen-Kermarrec (Rennes, 35000)")
            .await;
        about
            .write("Année scolaire", &pupil.param("anneeScolaire"))
            .await;
        page.agree_to_all().await;
        enrol(stage, page, &pupil).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_that_is_typed_and_not_chosen_is_asked_for_again() {
    journey(Setting::default(), async |_, page| {
        page.start("scolarite.html").await;
        let widget = page.widget();
        widget.write("École, collège ou lycée", "zzz").await;
        widget.sees("Aucun établissement trouvé.").await;
        widget.press("Continuer").await;
        let sentence = "École, collège ou lycée : Choisissez l’établissement dans la liste, ou tapez son code UAI.";
        widget.sees(sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scholarship_that_is_not_known_yet_is_left_to_the_person() {
    let pupil = Case::pupil("bourse-inconnue");
    journey(Setting::default(), async |stage, page| {
        ask_for_pupil(page, &pupil).await;
        for field in ["L’élève a-t-il une bourse ?", "Échelon de la bourse"] {
            let gap = format!(
                "Sa scolarité, {field} : l’administration ne connaît pas cette information"
            );
            page.widget().sees(&gap).await;
        }
        enrol(stage, page, &pupil).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_asks_for_a_tariff_with_its_tax_number() {
    for household in ["couple", "divorcee-un-enfant"].map(Case::taxpayer) {
        journey(Setting::default(), async |stage, page| {
            page.start("tarif-fiscal.html").await;
            page.widget()
                .write("Numéro fiscal", &household.param("spi"))
                .await;
            page.widget()
                .write("Année des revenus", &household.param("annrev"))
                .await;
            page.agree_to_all().await;
            page.fill().await;
            page.form().choose("Année des revenus", "2025").await;
            page.form().tick("Piscine et sports").await;
            page.submit().await;
            let by_hand = [("annee_revenus", "2025"), ("activite", "piscine")];
            assert_sent(stage, household.tariff(), &by_hand);
        })
        .await;
    }
}
