use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::fill::{Choice, LineId, Review};
use crate::lang::Lang;
use crate::protocol::{Source, SourceResult};

/// A form's sources: a family's, then a second one that knows an address too.
fn sources() -> Vec<Source> {
    let provider = json!({ "name": "la CAF", "correction": "Écrivez à votre CAF." });
    let field =
        |path: &str, label: &str, kind: &str| json!({ "path": path, "label": label, "type": kind });
    let famille = json!({ "id": "famille", "label": "Famille", "help": "", "provider": provider, "items": [
        { "path": "quotient", "label": "Quotient", "fields": [field("quotient.valeur", "Valeur", "integer")] },
        { "path": "enfants", "label": "Enfants", "fields": [
            field("enfants[].prenoms", "Prénoms", "text"),
            field("enfants[].date_naissance", "Date de naissance", "date"),
            field("enfants[].code", "Code", "text"),
        ] },
        { "path": "tarif", "label": "Tarif", "fields": [field("tarif.repas", "Repas", "number")] },
    ] });
    let emploi =
        json!({ "id": "emploi", "label": "Emploi", "help": "", "provider": provider, "items": [] });
    [famille, emploi]
        .map(|source| serde_json::from_value(source).unwrap())
        .into()
}

fn answers(famille: Value, emploi: Value) -> BTreeMap<String, SourceResult> {
    let result =
        |data| serde_json::from_value(json!({ "status": "filled", "data": data })).unwrap();
    BTreeMap::from([
        ("famille".into(), result(famille)),
        ("emploi".into(), result(emploi)),
    ])
}

/// The person agreed to all that the family's source offers but the price of a meal.
fn agreed() -> BTreeMap<String, Vec<Path>> {
    let items = ["quotient", "enfants"].map(|item| item.parse().unwrap());
    BTreeMap::from([("famille".into(), items.into())])
}

fn family() -> Value {
    json!({
        "quotient": { "valeur": 0 },
        "enfants": [
            { "prenoms": "LOU", "date_naissance": "2018-05-07", "code": "2020-01-01" },
            { "prenoms": "NOÉ", "date_naissance": "2020-12-00", "code": null },
        ],
        "enfants.nombre": 2,
        "adresse": { "commune": "GAP", "pays": null, "lignes": { "un": 1 } },
        "inscrit": false,
        "noms": ["ANA", "LISE"],
    })
}

fn control(kind: Kind, target: &str, held: Option<Entry>) -> Control {
    Control {
        kind,
        target: target.parse().unwrap(),
        format: None,
        maxlength: None,
        label: format!("Libellé de {target}"),
        group: Some("Groupe".into()),
        held,
    }
}

fn typed(text: &str) -> Option<Entry> {
    Some(Entry::Text(text.into()))
}

fn on_page(controls: Vec<Control>) -> Page {
    Page {
        controls,
        lists: Vec::new(),
    }
}

fn planned(page: &Page, famille: Value) -> (Plan, Review) {
    let sources = sources();
    let results = answers(
        famille,
        json!({ "adresse": { "commune": "LYON", "pays": "FRANCE" } }),
    );
    let agreed = agreed();
    let data = Data {
        sources: &sources,
        results: &results,
        agreed: &agreed,
    };
    let plan = plan(page, &data);
    let review = plan.review(page, Lang::Fr);
    (plan, review)
}

/// What one text control would get, or why it gets nothing; `None` when there is nothing to do.
fn text(target: &str, held: Option<Entry>) -> Option<Result<String, Reason>> {
    let (_, review) = planned(&on_page(vec![control(Kind::Text, target, held)]), family());
    let line = review.lines.into_iter().map(|line| Ok(line.new)).next();
    line.or_else(|| review.missing.first().map(|gap| Err(gap.reason)))
}

#[test]
fn zero_null_and_absent_are_three_things() {
    assert_eq!(text("quotient.valeur", None), Some(Ok("0".into())));
    assert_eq!(
        text("famille:adresse.pays", None),
        Some(Err(Reason::Unknown))
    );
    assert_eq!(text("quotient.mois", None), Some(Err(Reason::Absent)));
    assert_eq!(text("adresse", None), Some(Err(Reason::Unfit)));
    assert_eq!(text("noms", None), Some(Ok("ANA LISE".into())));
    assert_eq!(text("enfants.nombre", None), Some(Ok("2".into())));
    assert_eq!(text("enfants", None), Some(Err(Reason::Unfit)));
}

#[test]
fn the_first_source_that_has_the_path_answers_unless_one_is_named() {
    assert_eq!(text("adresse.commune", None), Some(Ok("GAP".into())));
    assert_eq!(
        text("emploi:adresse.commune", None),
        Some(Ok("LYON".into()))
    );
    assert_eq!(
        text("autre:adresse.commune", None),
        Some(Err(Reason::Absent))
    );
    assert_eq!(text("adresse.pays", None), Some(Err(Reason::Unknown)));
}

#[test]
fn a_date_is_one_by_its_declared_type() {
    assert_eq!(
        text("enfants[0].date_naissance", None),
        Some(Ok("07/05/2018".into()))
    );
    assert_eq!(text("enfants[0].code", None), Some(Ok("2020-01-01".into())));
}

#[test]
fn nothing_is_missing_of_a_second_parent_who_does_not_exist() {
    assert_eq!(text("enfants[2].prenoms", None), None);
    assert_eq!(text("enfants[1].nom", None), Some(Err(Reason::Absent)));
    assert_eq!(text("parents[1].nom", None), Some(Err(Reason::Absent)));
}

#[test]
fn what_the_person_wrote_is_asked_about_only_when_it_differs() {
    let (_, review) = planned(
        &on_page(vec![control(Kind::Text, "adresse.commune", typed("Gap"))]),
        family(),
    );
    assert_eq!(review, Review::default());
    let (_, review) = planned(
        &on_page(vec![control(Kind::Text, "adresse.commune", typed("Nice"))]),
        family(),
    );
    let line = &review.lines[0];
    assert_eq!(
        (line.old.as_deref(), line.new.as_str()),
        (Some("Nice"), "GAP")
    );
    assert_eq!((line.source.as_str(), line.id), ("famille", LineId(0)));
    assert_eq!(line.group.as_deref(), Some("Groupe"));
}

#[test]
fn nothing_is_missing_where_the_person_wrote() {
    assert_eq!(text("quotient.mois", typed("10")), None);
    assert_eq!(text("famille:adresse.pays", typed("FRANCE")), None);
}

#[test]
fn a_box_that_is_not_checked_and_need_not_be_is_left_alone() {
    let on = || Kind::Checkbox { value: "on".into() };
    let (plan, _) = planned(&on_page(vec![control(on(), "inscrit", None)]), family());
    assert_eq!(plan, Plan::default());
    let (_, review) = planned(
        &on_page(vec![control(on(), "inscrit", Some(Entry::Checked(true)))]),
        family(),
    );
    assert_eq!(
        (review.lines[0].old.as_deref(), review.lines[0].new.as_str()),
        (Some("Oui"), "Non")
    );
}

#[test]
fn a_person_reads_labels_and_usual_dates() {
    let choice = |value: &str, label: &str| Choice {
        value: value.into(),
        label: label.into(),
        enabled: true,
    };
    let towns = Kind::Choice(vec![choice("05061", "Gap"), choice("69123", "Lyon")]);
    let page = on_page(vec![
        control(towns, "adresse.commune", Some(Entry::Choice(1))),
        control(Kind::Date, "enfants[0].date_naissance", typed("2018-05-08")),
    ]);
    let shown: Vec<_> = planned(&page, family())
        .1
        .lines
        .into_iter()
        .map(|line| (line.old.unwrap(), line.new))
        .collect();
    assert_eq!(shown[0], ("Lyon".into(), "Gap".into()));
    assert_eq!(shown[1], ("08/05/2018".into(), "07/05/2018".into()));
}

/// A list of children with one control each, and whatever stands after it in the page.
fn children(held: &[Option<Entry>], can_add: bool) -> Page {
    let row = |held: &Option<Entry>| control(Kind::Text, "enfants[].prenoms", held.clone());
    let mut controls: Vec<_> = held.iter().map(row).collect();
    controls.push(control(Kind::Text, "adresse.commune", None));
    let blank = vec![
        row(&None),
        control(Kind::Date, "enfants[].date_naissance", None),
    ];
    let list = List {
        target: "enfants".parse().unwrap(),
        rows: (0..held.len()).map(|rank| vec![rank]).collect(),
        blank,
        can_add,
        within: None,
        inner: Vec::new(),
    };
    Page {
        controls,
        lists: vec![list],
    }
}

fn paths(review: &Review) -> Vec<String> {
    review
        .lines
        .iter()
        .map(|line| line.path.to_string())
        .collect()
}

#[test]
fn rows_to_add_are_foreseen_in_their_place() {
    let (plan, review) = planned(&children(&[None], true), family());
    assert_eq!(
        paths(&review),
        [
            "enfants[0].prenoms",
            "enfants[1].prenoms",
            "adresse.commune"
        ]
    );
    assert_eq!((review.rows_to_add, &plan.lists[0].left), (1, &vec![1]));
    let gap = &review.missing[0];
    assert_eq!(
        (gap.path.to_string(), gap.reason),
        ("enfants[1].date_naissance".into(), Reason::PartialDate)
    );
    let (_, review) = planned(&children(&[], true), family());
    assert_eq!(review.rows_to_add, 2);
    assert_eq!(review.lines.len(), 4);
}

#[test]
fn a_row_keeps_the_child_it_names() {
    let (_, review) = planned(&children(&[typed("noé"), None], true), family());
    assert_eq!(paths(&review), ["enfants[0].prenoms", "adresse.commune"]);
    assert_eq!((review.rows_to_add, review.missing), (0, Vec::new()));
}

#[test]
fn without_a_way_to_add_rows_the_children_left_are_named() {
    let (plan, review) = planned(&children(&[None], false), family());
    assert_eq!((review.rows_to_add, &plan.lists[0].left), (0, &vec![]));
    let gap = &review.missing[0];
    assert_eq!(
        (gap.label.as_str(), gap.path.to_string()),
        ("Enfants", "enfants[1]".into())
    );
    assert_eq!(gap.reason, Reason::NoRow);
}

#[test]
fn a_list_that_did_not_come_is_one_gap_and_an_empty_one_is_none() {
    for (enfants, reason) in [
        (json!(null), Reason::Unknown),
        (json!("deux"), Reason::Unfit),
    ] {
        let (_, review) = planned(
            &children(&[None, None], true),
            json!({ "enfants": enfants }),
        );
        assert_eq!(review.missing.len(), 1);
        assert_eq!(review.missing[0].reason, reason);
    }
    let (_, review) = planned(&children(&[None], true), json!({}));
    assert_eq!(review.missing[0].reason, Reason::Absent);
    let (plan, _) = planned(&children(&[None], true), json!({ "enfants": [] }));
    assert!(plan.missing.is_empty() && plan.lists[0].left.is_empty());
}

#[test]
fn what_was_not_agreed_to_is_not_what_did_not_come() {
    assert_eq!(text("tarif.repas", None), Some(Err(Reason::NotAgreed)));
    assert_eq!(
        text("famille:tarif.repas", None),
        Some(Err(Reason::NotAgreed))
    );
    // No source of the form knows it: agreeing would not have helped.
    assert_eq!(text("emploi:tarif.repas", None), Some(Err(Reason::Absent)));
    assert_eq!(text("quotient.mois", None), Some(Err(Reason::Absent)));
}

#[test]
fn a_closed_control_is_a_gap_only_when_it_would_have_been_filled() {
    let closed = |target: &str, held| {
        let control = control(Kind::Closed(Reason::Hidden), target, held);
        let missing = planned(&on_page(vec![control]), family()).1.missing;
        missing.first().map(|gap| gap.reason)
    };
    assert_eq!(closed("adresse.commune", None), Some(Reason::Hidden));
    assert_eq!(closed("adresse.commune", typed("Gap")), None);
    assert_eq!(closed("quotient.mois", None), None);
}

/// A row of children whose first one lists two activities; `inner` rows of activities stand in the page's first row.
fn activities(inner: usize) -> (Page, Value) {
    let activity = || control(Kind::Text, "enfants[].activites[].nom", None);
    let mut controls = vec![control(Kind::Text, "enfants[].prenoms", None)];
    controls.extend((0..inner).map(|_| activity()));
    let all: Vec<_> = (0..controls.len()).collect();
    let list = |target: &str, rows, blank, within, inner: &[&str]| List {
        target: target.parse().unwrap(),
        rows,
        blank,
        can_add: true,
        within,
        inner: inner.iter().map(|inner| inner.parse().unwrap()).collect(),
    };
    let blank = vec![control(Kind::Text, "enfants[].prenoms", None), activity()];
    let inner_rows = (1..=inner).map(|rank| vec![rank]).collect();
    let within = Some((0, 0));
    let lists = vec![
        list("enfants", vec![all], blank, None, &["enfants[].activites"]),
        list(
            "enfants[].activites",
            inner_rows,
            vec![activity()],
            within,
            &[],
        ),
    ];
    let data = json!({ "enfants": [
        { "prenoms": "LOU", "activites": [{ "nom": "judo" }, { "nom": "chant" }] },
        { "prenoms": "NOÉ", "activites": [{ "nom": "danse" }, { "nom": "piano" }] },
    ] });
    (Page { controls, lists }, data)
}

#[test]
fn a_list_inside_a_row_is_that_rows_own() {
    let (page, data) = activities(1);
    let (plan, review) = planned(&page, data);
    let shown: Vec<_> = review
        .lines
        .iter()
        .map(|line| (line.path.to_string(), line.new.as_str()))
        .collect();
    let expected = [
        ("enfants[0].prenoms", "LOU"),
        ("enfants[0].activites[0].nom", "judo"),
        ("enfants[0].activites[1].nom", "chant"),
        ("enfants[1].prenoms", "NOÉ"),
        ("enfants[1].activites[0].nom", "danse"),
        ("enfants[1].activites[1].nom", "piano"),
    ];
    assert_eq!(shown, expected.map(|(path, new)| (path.to_owned(), new)));
    let left: Vec<_> = plan.lists.iter().map(|list| list.left.clone()).collect();
    assert_eq!(left, [vec![1], vec![1]]);
    let inner = plan.lists[1].target.as_ref().unwrap();
    assert_eq!(inner.to_string(), "enfants[0].activites");
}

#[test]
fn a_list_inside_a_row_of_someone_else_is_left_alone() {
    let (mut page, data) = activities(1);
    page.controls[0].held = typed("ZOÉ");
    let (plan, _) = planned(&page, data);
    assert_eq!(plan.lists[1].target, None);
    assert_eq!(
        (&plan.lists[0].left, &plan.lists[1].left),
        (&vec![0, 1], &vec![])
    );
    assert!(
        plan.writes
            .iter()
            .all(|write| matches!(write.spot, Spot::Added { list: 0, .. }))
    );
}

#[test]
fn a_control_without_a_label_has_the_definitions() {
    let (sources, results) = (sources(), BTreeMap::new());
    let agreed = agreed();
    let data = Data {
        sources: &sources,
        results: &results,
        agreed: &agreed,
    };
    let label = |path: &str| data.label(&path.parse().unwrap());
    assert_eq!(label("enfants[1].prenoms"), "Prénoms");
    assert_eq!(label("enfants"), "Enfants");
    assert_eq!(label("inconnu.champ"), "inconnu.champ");
}

#[test]
fn a_form_that_leaves_accents_out_holds_what_was_written() {
    let page = on_page(vec![control(Kind::Text, "enfants[1].prenoms", None)]);
    let (plan, _) = planned(&page, family());
    let is_held = |held: &str| plan.writes[0].is_held(&Kind::Text, Some(&Entry::Text(held.into())));
    assert!(is_held("NOÉ") && is_held("noe") && !is_held("NO") && !is_held("LOU"));
    let postcode = json!({ "adresse": { "commune": "05000" } });
    let page_of = |held| on_page(vec![control(Kind::Text, "adresse.commune", held)]);
    let (plan, _) = planned(&page_of(None), postcode);
    let is_held = |held: &str| plan.writes[0].is_held(&Kind::Text, Some(&Entry::Text(held.into())));
    assert!(is_held("05 000") && !is_held("5000"));
    // It is not what a person wrote before: that is theirs.
    let page = on_page(vec![control(
        Kind::Text,
        "enfants[1].prenoms",
        typed("NOE"),
    )]);
    assert_eq!(planned(&page, family()).1.lines.len(), 1);
}

proptest! {
    #[test]
    fn a_page_filled_as_planned_has_nothing_left_to_fill(commune in "[A-Za-zÀ-ÿ' -]{0,12}", jour in 0u8..=28, valeur in any::<i32>()) {
        let data = json!({ "quotient": { "valeur": valeur }, "adresse": { "commune": commune },
            "enfants": [{ "prenoms": commune, "date_naissance": format!("2018-05-{jour:02}") }] });
        let day = |format: &str| Control { format: Some(format.into()),
            ..control(Kind::Text, "enfants[0].date_naissance", None) };
        let mut page = on_page(vec![
            control(Kind::Number, "quotient.valeur", None), control(Kind::Text, "quotient.valeur", None),
            control(Kind::Lines, "adresse.commune", None), control(Kind::Date, "enfants[0].date_naissance", None),
            day("%d"), day("%m/%Y"), control(Kind::Text, "enfants[0].date_naissance", None),
        ]);
        let first = planned(&page, data.clone()).0;
        prop_assert_eq!(first.writes.len() + first.missing.len(), page.controls.len());
        for write in &first.writes {
            if let Spot::There(rank) = write.spot {
                page.controls[rank].held = Some(write.new.clone());
            }
        }
        let second = planned(&page, data).0;
        prop_assert_eq!(second.writes, vec![]);
        prop_assert_eq!(second.missing, first.missing);
    }
}
