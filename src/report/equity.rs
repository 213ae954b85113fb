//! Who is reached, by age, gender, ethnicity and deprivation, beside who lives there; what is not known stays in sight.

use super::counted::Asker;
use super::rows::RowsOf;
use super::{Section, Table};
use crate::domain::population::{Population, Trait};
use crate::store::figures::counted::{By, Counted, Of};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// How many sections it has.
pub const SECTIONS: usize = Trait::ALL.len();

/// One of its sections, from 0.
///
/// # Errors
/// The caseload cannot be read.
pub fn section(
    store: &Store,
    lens: &Lens,
    population: Option<&Population>,
    n: usize,
) -> Result<Section, StoreError> {
    let what = Trait::ALL.get(n).copied().unwrap_or(Trait::Age);
    let residents: Vec<(&str, u64)> = population.map(|all| all.of(what).collect()).unwrap_or_default();
    let groups: Vec<&str> = residents.iter().map(|(code, _)| *code).collect();
    let mut section = Asker::beside_before(store, lens)?.among(&groups).with_all(what.always()).parts(
        title(what),
        (Of::Spoken, by(what)),
        "people",
        definition(what),
        &|code| what.label(code),
    )?;
    if let Some(population) = population.filter(|_| !residents.is_empty()) {
        let reached = store.parts(Of::Spoken, by(what), lens)?;
        let mut table = beside(what, &reached, &residents, &population.file);
        let part = |code: &str| RowsOf::Counted(Box::new(Counted::part(Of::Spoken, by(what), code, lens)));
        for (row, code) in groups.iter().enumerate() {
            table.open(row, 1, "people", part(code));
        }
        table.tells = groups.iter().enumerate().map(|(row, code)| (row, 1, part(code))).collect();
        let known = reached.iter().filter(|(code, _)| !code.is_empty()).map(|(_, n)| n).sum();
        table.shares = Some((2, known, part("")));
        section.tables.push(table);
    }
    Ok(section)
}

/// What the columns say.
const BESIDE: [(usize, &str); 5] = [
    (1, "People of the group with whom we spoke in these days."),
    (
        2,
        "Their share of the people with whom we spoke and whose group is known. Whose group is not known stands above, and is in no share here.",
    ),
    (3, "How many of the group live there, by the table the team gave."),
    (4, "The group's share of all who live there, by that table."),
    (
        5,
        "Of each thousand of the group who live there, with how many we spoke. The higher, the further the reach.",
    ),
];

/// The shares of the people reached whose group is known, beside those of who lives there.
fn beside(what: Trait, reached: &[(String, usize)], residents: &[(&str, u64)], file: &str) -> Table {
    let count = |code: &str| reached.iter().find(|(known, _)| known == code).map_or(0, |(_, n)| *n);
    let known: usize = reached.iter().filter(|(code, _)| !code.is_empty()).map(|(_, n)| n).sum();
    let all: u64 = residents.iter().map(|(_, n)| n).sum();
    let row = |(code, lives): &(&str, u64)| {
        let (n, lives) = (count(code), *lives);
        let per_thousand = share(n as u64 * 1_000, lives);
        vec![
            what.label(code),
            n.to_string(),
            percent(n as u64 * 100, known as u64),
            lives.to_string(),
            percent(lives * 100, all),
            per_thousand,
        ]
    };
    let columns = [
        "Group".to_owned(),
        "Reached".to_owned(),
        "Of those known".to_owned(),
        format!("Live there ({file})"),
        "Of all there".to_owned(),
        "Reached of 1,000 there".to_owned(),
    ];
    Table::new(columns, residents.iter().map(row).collect()).counting(&[1]).deriving(&[2, 5]).meaning(&BESIDE)
}

/// A quotient with one digit behind the point; a dash where there is nothing to divide by.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let tenths = (part * 20 + whole) / (whole * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A share in hundredths; a dash where there is nothing to divide by.
fn percent(part: u64, whole: u64) -> String {
    let share = share(part, whole);
    if whole == 0 { share } else { format!("{share}%") }
}

fn by(what: Trait) -> By {
    match what {
        Trait::Age => By::Age,
        Trait::Gender => By::Gender,
        Trait::Ethnicity => By::Ethnicity,
        Trait::Deprivation => By::Deprivation,
    }
}

fn title(what: Trait) -> &'static str {
    match what {
        Trait::Age => "By age",
        Trait::Gender => "By gender",
        Trait::Ethnicity => "By ethnicity",
        Trait::Deprivation => "By deprivation of where they live",
    }
}

fn definition(what: Trait) -> &'static str {
    match what {
        Trait::Age => {
            "People with whom we spoke in these days, by their age on the last of them, out of all. Ages that nobody \
             noted stand as not known."
        }
        Trait::Gender => {
            "People with whom we spoke in these days, by gender as they said it, out of all. What nobody noted stands \
             as not known; gender is never guessed."
        }
        Trait::Ethnicity => {
            "People with whom we spoke in these days, by ethnicity as they said it, out of all. What nobody noted \
             stands as not known."
        }
        Trait::Deprivation => {
            "People with whom we spoke in these days, by how deprived the area of their postcode is, in tenths, out of \
             all. Without a postcode, or without tables of areas, it is not known."
        }
    }
}
