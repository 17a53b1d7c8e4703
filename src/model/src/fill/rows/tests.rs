use proptest::prelude::*;

use super::*;

/// What a row holds, and what an element says: last name, first names, birth date.
type Person = [&'static str; 3];

const PATHS: [&str; 3] = [
    "enfants[].nom_naissance",
    "enfants[].prenoms",
    "enfants[].date_naissance",
];

const LOU: Person = ["MORVAN", "LOU MARIE", "07/05/2018"];
const NOE: Person = ["MORVAN", "NOÉ", "25/12/2020"];
const ELIE: Person = ["MORVAN", "ÉLIE", "25/12/2020"];
const EMPTY: Person = ["", "", ""];

fn control(path: &str, held: &str) -> Control {
    Control {
        kind: Kind::Text,
        target: path.parse().unwrap(),
        format: None,
        maxlength: None,
        label: String::new(),
        group: None,
        held: (!held.is_empty()).then(|| Entry::Text(held.into())),
    }
}

fn shared(rows: &[Person], elements: &[Person]) -> Share {
    let rows: Vec<Vec<Control>> = rows
        .iter()
        .map(|row| {
            PATHS
                .iter()
                .zip(row)
                .map(|(path, held)| control(path, held))
                .collect()
        })
        .collect();
    let rows: Vec<Vec<&Control>> = rows.iter().map(|row| row.iter().collect()).collect();
    share(&rows, elements.len(), &|control, element| {
        let path = control.target.path.to_string();
        let rank = PATHS.iter().position(|known| *known == path)?;
        let text = elements[element][rank];
        (!text.is_empty()).then(|| Entry::Text(text.into()))
    })
}

fn expect(of_rows: &[Option<usize>], left: &[usize]) -> Share {
    Share {
        of_rows: of_rows.to_vec(),
        left: left.to_vec(),
    }
}

#[test]
fn empty_rows_are_used_first_and_the_rest_is_added() {
    assert_eq!(shared(&[EMPTY], &[LOU, NOE]), expect(&[Some(0)], &[1]));
    assert_eq!(shared(&[], &[LOU]), expect(&[], &[0]));
    assert_eq!(
        shared(&[EMPTY, EMPTY], &[LOU]),
        expect(&[Some(0), None], &[])
    );
    assert_eq!(shared(&[EMPTY], &[]), expect(&[None], &[]));
}

#[test]
fn a_row_that_names_a_person_is_that_persons() {
    let noe = ["morvan", "Noe", "25.12.2020"];
    assert_eq!(
        shared(&[noe, EMPTY], &[LOU, NOE]),
        expect(&[Some(1), Some(0)], &[])
    );
    // The first of the first names is how people are called.
    assert_eq!(
        shared(&[["", "Lou", ""]], &[NOE, LOU]),
        expect(&[Some(1)], &[0])
    );
}

#[test]
fn a_row_of_someone_else_is_left_alone() {
    let other = ["MORVAN", "Zoé", ""];
    assert_eq!(shared(&[other], &[LOU]), expect(&[None], &[0]));
    // One difference is enough: the same first names on another day.
    let same_name = ["MORVAN", "NOÉ", "24/12/2020"];
    assert_eq!(shared(&[same_name], &[NOE]), expect(&[None], &[0]));
    // `Louise` is not `Lou Marie`, nor `Lou` a part of `Louise`.
    assert_eq!(shared(&[["", "Louise", ""]], &[LOU]), expect(&[None], &[0]));
    assert_eq!(shared(&[["", "Lo", ""]], &[LOU]), expect(&[None], &[0]));
}

#[test]
fn a_row_that_could_be_for_several_is_left_alone() {
    let twins = ["", "", "25/12/2020"];
    assert_eq!(shared(&[twins], &[NOE, ELIE]), expect(&[None], &[0, 1]));
    assert_eq!(shared(&[twins], &[NOE, LOU]), expect(&[Some(0)], &[1]));
}

#[test]
fn the_same_person_twice_in_the_page_is_filled_once() {
    assert_eq!(shared(&[NOE, NOE], &[NOE]), expect(&[Some(0), None], &[]));
}

#[test]
fn a_field_the_source_does_not_know_neither_matches_nor_contradicts() {
    let unknown = ["MORVAN", "NOÉ", ""];
    assert_eq!(shared(&[NOE], &[unknown]), expect(&[Some(0)], &[]));
    assert_eq!(
        shared(&[["", "", "25/12/2020"]], &[unknown]),
        expect(&[None], &[0])
    );
}

#[test]
fn a_row_without_names_is_empty_when_nothing_is_in_it() {
    let free = control("enfants[].sexe", "");
    let taken = control("enfants[].sexe", "F");
    let none = |_: &Control, _: usize| None;
    assert_eq!(
        share(&[vec![&taken], vec![&free]], 1, &none),
        expect(&[None, Some(0)], &[])
    );
    // Beside a name that is empty, a choice made beforehand does not make a row somebody's.
    let name = control("enfants[].prenoms", "");
    assert_eq!(
        share(&[vec![&name, &taken]], 1, &none),
        expect(&[Some(0)], &[])
    );
}

#[test]
fn a_row_without_names_is_whose_it_says_in_full() {
    let amount = |held: &str| control("paiements[].montant", held);
    let month = |held: &str| control("paiements[].mois", held);
    let known = [
        ["100", "mai"],
        ["100", "juin"],
        ["80", "juillet"],
        ["80", "juillet"],
    ];
    let entry = |control: &Control, element: usize| {
        let column = usize::from(control.target.path.to_string().ends_with("mois"));
        Some(Entry::Text(known[element][column].into()))
    };
    let shared = |held: [&str; 2]| {
        let (amount, month) = (amount(held[0]), month(held[1]));
        share(&[vec![&amount, &month]], known.len(), &entry).of_rows
    };
    assert_eq!(shared(["100", "juin"]), [Some(1)]);
    assert_eq!(shared(["", "mai"]), [Some(0)]);
    assert_eq!(shared(["100", ""]), [None]);
    assert_eq!(shared(["100", "août"]), [None]);
    // Two payments that are alike: the row is the first one's.
    assert_eq!(shared(["80", ""]), [Some(2)]);
}

proptest! {
    #[test]
    fn every_element_has_one_place(rows in prop::collection::vec(0usize..5, 0..5), elements in prop::collection::vec(0usize..4, 0..5)) {
        let known = [LOU, NOE, ELIE, ["LE GOFF", "ANA", ""], EMPTY];
        let rows: Vec<_> = rows.into_iter().map(|pick| known[pick]).collect();
        let elements: Vec<_> = elements.into_iter().map(|pick| known[pick]).collect();
        let share = shared(&rows, &elements);
        let mut places: Vec<_> = share.of_rows.iter().flatten().chain(&share.left).copied().collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..elements.len()).collect::<Vec<_>>());
        for (row, element) in rows.iter().zip(&share.of_rows) {
            let Some(element) = element else { continue };
            prop_assert!(*row == EMPTY || row[1] == elements[*element][1], "a row never changes hands");
        }
    }
}
