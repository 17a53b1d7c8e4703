//! The directory of schools: the CSV file that the ministry of education publishes as open data, `fr-en-annuaire-education`.

use std::fs::File;
use std::io::Read;

use csv::{ErrorKind, Position, ReaderBuilder, StringRecord, Terminator, Trim};
use model::rule::Rule;

use super::super::file::RelayTable;
use super::super::mistake::{Directory, Kind};
use super::{Check, Environment};
use crate::places::Etablissement;

/// The schools of the sandbox, in the same shape.
const INVENTED: &str = include_str!("../../../data/etablissements.csv");
/// What the directory lists besides schools.
const NO_SCHOOLS: [&str; 2] = ["Service Administratif", "Information et orientation"];

impl Check<'_> {
    /// The schools of the file that the configuration names; in the sandbox, without one, those of its own pupils.
    pub(super) fn etablissements(&mut self, relay: &RelayTable) -> Option<Vec<Etablissement>> {
        let Some(path) = &relay.etablissements else {
            return (self.environment == Environment::Sandbox).then(invented);
        };
        let file = File::open(self.folder.join(path.get_ref()));
        let file = file.map_err(|error| Directory::Unreadable(error.kind()));
        match file.and_then(read) {
            Ok(list) => Some(list),
            Err(what) => {
                let file = path.get_ref().clone();
                self.wrong(path.span(), Kind::Directory { file, what })
            }
        }
    }
}

fn invented() -> Vec<Etablissement> {
    #[expect(clippy::expect_used, reason = "a test reads this file")]
    read(INVENTED.as_bytes()).expect("the sandbox's own schools")
}

fn read(file: impl Read) -> Result<Vec<Etablissement>, Directory> {
    // The end of a line is told by its last byte alone, so that lines are counted right; what is before it is trimmed.
    let mut lines = ReaderBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::Any(b'\n'))
        .trim(Trim::All)
        .from_reader(file);
    let columns = Columns::find(lines.headers().map_err(unreadable)?)?;
    let mut list = Vec::new();
    for line in lines.records() {
        let line = line.map_err(unreadable)?;
        list.push(columns.read(&line)?);
    }
    list.retain(|school| !NO_SCHOOLS.contains(&school.genre.as_str()));
    // A school with two sites may stand there twice.
    list.sort_by(|one, other| one.uai.cmp(&other.uai));
    list.dedup_by(|one, other| one.uai == other.uai);
    if list.is_empty() {
        return Err(Directory::Empty);
    }
    Ok(list)
}

/// Where each column is that is read; the others do not matter.
struct Columns {
    uai: usize,
    nom: usize,
    genre: usize,
    code_postal: usize,
    commune: usize,
}

impl Columns {
    /// Finds the columns by their titles. The data set's programming interface writes them in small letters.
    fn find(titles: &StringRecord) -> Result<Self, Directory> {
        let find = |name: &'static str| {
            let mut titles = titles.iter();
            let found = titles.position(|title| title.eq_ignore_ascii_case(name));
            found.ok_or(Directory::NoColumn(name))
        };
        Ok(Self {
            uai: find("Identifiant_de_l_etablissement")?,
            nom: find("Nom_etablissement")?,
            genre: find("Type_etablissement")?,
            code_postal: find("Code_postal")?,
            commune: find("Nom_commune")?,
        })
    }

    fn read(&self, line: &StringRecord) -> Result<Etablissement, Directory> {
        let text = |column: usize| line.get(column).unwrap_or_default().to_owned();
        let uai = Rule::Uai.parse(&text(self.uai));
        Ok(Etablissement {
            uai: uai.map_err(|_| Directory::Uai(number(line.position())))?,
            nom: text(self.nom),
            commune: text(self.commune),
            code_postal: text(self.code_postal),
            genre: text(self.genre),
        })
    }
}

fn unreadable(error: csv::Error) -> Directory {
    match error.kind() {
        ErrorKind::Io(error) => Directory::Unreadable(error.kind()),
        ErrorKind::Utf8 { pos, .. } => Directory::Encoding(number(pos.as_ref())),
        _ => Directory::Broken(number(error.position())),
    }
}

fn number(position: Option<&Position>) -> u64 {
    position.map_or(1, Position::line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it is published: with a mark of its encoding, more columns, and quotes where a name needs them.
    const PUBLISHED: &str = "\u{feff}Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Adresse_1;Code_postal;Nom_commune\r\n\
        0359901A;\"École \"\"Les Ambres\"\"; annexe\";Ecole;;35000;Rennes\r\n\
        0359902b;Inspection académique;Service Administratif;;35000;Rennes\r\n\
        0359901A;École Les Ambres, second site;Ecole;;35200;Rennes\r\n";

    fn wrong(from: &str, to: &str) -> Directory {
        let text = PUBLISHED.replacen(from, to, 1);
        assert_ne!(text, PUBLISHED, "the planted mistake");
        read(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn the_directory_is_read_as_it_is_published() {
        let school = Etablissement {
            uai: "0359901A".to_owned(),
            nom: "École \"Les Ambres\"; annexe".to_owned(),
            commune: "Rennes".to_owned(),
            code_postal: "35000".to_owned(),
            genre: "Ecole".to_owned(),
        };
        assert_eq!(read(PUBLISHED.as_bytes()), Ok(vec![school.clone()]));
        let titles = PUBLISHED.lines().next().unwrap();
        let small = PUBLISHED.replacen(titles, &titles.to_lowercase(), 1);
        assert_eq!(read(small.as_bytes()), Ok(vec![school]));
    }

    #[test]
    fn each_mistake_is_told_with_its_line() {
        assert_eq!(
            wrong("Nom_commune", "Commune"),
            Directory::NoColumn("Nom_commune")
        );
        assert_eq!(wrong("0359902b", "359902b"), Directory::Uai(3));
        assert_eq!(wrong("0359902b;", ";"), Directory::Uai(3));
        let unix = PUBLISHED.replace("\r\n", "\n").replace("0359902b", "?");
        assert_eq!(read(unix.as_bytes()), Err(Directory::Uai(3)));
        assert_eq!(
            wrong("Administratif;;", "Administratif;"),
            Directory::Broken(3)
        );
        let titles = PUBLISHED.lines().next().unwrap();
        assert_eq!(read(titles.as_bytes()), Err(Directory::Empty));
        assert_eq!(
            read(&b""[..]).unwrap_err(),
            Directory::NoColumn("Identifiant_de_l_etablissement")
        );
        let mut bytes = PUBLISHED.as_bytes().to_vec();
        let accent = PUBLISHED.find("académique").unwrap() + "acad".len();
        bytes[accent] = b'x';
        assert_eq!(read(&bytes[..]), Err(Directory::Encoding(3)));
    }

    #[test]
    fn the_schools_of_the_sandbox_are_read() {
        assert!(invented().iter().any(|school| school.uai == "0359801A"));
    }
}
