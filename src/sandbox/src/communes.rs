//! From a commune's name to its code, as the upstream asks INSEE. The table is data: more rows, more names resolved.

/// `code;name;department`, one commune a line: those our families were born in. Codes: INSEE, code officiel géographique.
static TABLE: &str = include_str!("../communes.csv");

/// The code of the commune called `name` in `department`, whatever the capitals; `None` when it is not in the table.
pub(crate) fn code(name: &str, department: &str) -> Option<&'static str> {
    let wanted = name.trim().to_lowercase();
    TABLE.lines().find_map(|line| {
        let (code, rest) = line.split_once(';')?;
        let (known, its_department) = rest.split_once(';')?;
        (its_department == department && known.to_lowercase() == wanted).then_some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_its_department_only() {
        assert_eq!(code("rennes", "35"), Some("35238"));
        assert_eq!(code("Rennes", "75"), None);
        assert_eq!(code("Renne", "35"), None);
    }

    #[test]
    fn every_row_has_three_columns_and_a_code_of_its_department() {
        for line in TABLE.lines() {
            let columns: Vec<_> = line.split(';').collect();
            assert!(columns.len() == 3 && columns[0].len() == 5, "{line}");
            assert!(columns[0].starts_with(columns[2]), "{line}");
        }
    }
}
