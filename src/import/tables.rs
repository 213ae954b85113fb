//! Tables a team brings to a report: who lives there, what one use of a service costs. Each mistake is named with its line.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::domain::own_text::OwnText;
use crate::domain::population::{Population, Trait};
use crate::domain::unit_cost::{Cost, Costs};
use crate::domain::vocabulary::SERVICE;
use crate::fault::Fault;

/// The columns of a table of who lives there.
const WHO_LIVES_THERE: [&str; 3] = ["kind", "group", "people"];

/// The columns of a table of unit costs.
const WHAT_IT_COSTS: [&str; 4] = ["service", "cost", "source", "year"];

/// One row of a table, with its line.
struct Line {
    number: u64,
    cells: StringRecord,
}

impl Line {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }
}

/// A table whose columns have these names, in any order.
struct Table {
    name: String,
    columns: Vec<usize>,
    lines: Vec<Line>,
}

impl Table {
    fn of_file(path: &Path, wanted: &[&str]) -> Result<Self, Fault> {
        let shown = path.display();
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Fault::missing(format!("There is no file {shown}.")),
            _ => Fault::failed(format!("{shown} cannot be read: {error}.")),
        })?;
        Self::read(&bytes, path, wanted)
    }

    fn read(bytes: &[u8], path: &Path, wanted: &[&str]) -> Result<Self, Fault> {
        let shown = path.display();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(bytes);
        let unread =
            |error: csv::Error| Fault::failed(format!("{shown} cannot be read as a table: {error}."));
        let heads = reader.headers().map_err(unread)?.clone();
        let all = wanted.join(", ");
        let find = |wanted: &&str| {
            heads
                .iter()
                .position(|head| head.trim_start_matches('\u{feff}').to_lowercase() == **wanted)
                .ok_or_else(|| {
                    Fault::failed(format!("{name}, line 1: there is no column {head}.", head = *wanted))
                        .hint(format!("The first row names the columns: {all}."))
                })
        };
        let columns = wanted.iter().map(find).collect::<Result<_, _>>()?;
        let mut lines = Vec::new();
        for row in reader.records() {
            let cells = row.map_err(unread)?;
            let number = cells.position().map_or(0, csv::Position::line);
            if cells.iter().any(|cell| !cell.is_empty()) {
                lines.push(Line { number, cells });
            }
        }
        Ok(Self { name, columns, lines })
    }

    /// The cell of a row in the column that was asked for at a place.
    fn cell<'a>(&self, line: &'a Line, at: usize) -> &'a str {
        line.cell(self.columns.get(at).copied().unwrap_or(usize::MAX))
    }

    fn wrong(&self, line: &Line, reason: &str) -> Fault {
        Fault::failed(format!("{}, line {}: {reason}", self.name, line.number))
    }
}

/// A whole number, with commas or blanks between its thousands.
fn number(text: &str) -> Option<u64> {
    text.replace([',', ' '], "").parse().ok()
}

/// Reads who lives there: a table with the columns `kind`, `group` and `people`; the group `total` must be the sum of its kind.
///
/// # Errors
/// The file cannot be read, or a line of it cannot be used: then its number, what is wrong, and what to do.
pub fn population(path: &Path) -> Result<Population, Fault> {
    people_of(&Table::of_file(path, &WHO_LIVES_THERE)?)
}

/// Who lives there as the team's `population.csv` beside its settings has it; `None` where there is none.
///
/// # Errors
/// A line of it cannot be used: then its number, what is wrong, and what to do.
pub fn kept_population(own: &[OwnText]) -> Result<Option<Population>, Fault> {
    kept(own, "population", &WHO_LIVES_THERE)?.map(|table| people_of(&table)).transpose()
}

/// A table the team keeps beside its settings.
fn kept(own: &[OwnText], name: &str, wanted: &[&str]) -> Result<Option<Table>, Fault> {
    let found = own.iter().find(|one| one.name == name);
    if let Some(why) = found.and_then(|one| one.unread.as_deref()) {
        return Err(Fault::failed(why).hint("Save it as UTF-8 text, or move the file away."));
    }
    found.map(|one| Table::read(one.text.as_bytes(), Path::new(&one.file), wanted)).transpose()
}

fn people_of(table: &Table) -> Result<Population, Fault> {
    let mut population = Population { file: table.name.clone(), groups: Vec::new() };
    let mut totals = Vec::new();
    for line in &table.lines {
        let (kind, group) = (table.cell(line, 0), table.cell(line, 1));
        let Some(what) = Trait::ALL.into_iter().find(|what| what.code() == kind.to_lowercase()) else {
            let hint = "The kinds are age, gender, ethnicity and deprivation.";
            return Err(table.wrong(line, &format!("there is no kind {kind}.")).hint(hint));
        };
        let Some(people) = number(table.cell(line, 2)) else {
            let reason = format!("{} is no number of people.", table.cell(line, 2));
            return Err(table.wrong(line, &reason).hint("Write a whole number, like 5400."));
        };
        if group.eq_ignore_ascii_case("total") {
            totals.push((line, what, people));
            continue;
        }
        let Some(code) = what.read(group) else {
            let hint = format!("Its groups are {}.", what.groups());
            return Err(table.wrong(line, &format!("there is no group {group} of {kind}.")).hint(hint));
        };
        if population.groups.iter().any(|(of, known, _)| (*of, known) == (what, &code)) {
            return Err(table
                .wrong(line, &format!("{kind} {group} stands here a second time."))
                .hint("Keep one of the two."));
        }
        population.groups.push((what, code, people));
    }
    for (line, what, total) in totals {
        let sum: u64 = population.groups.iter().filter(|(of, _, _)| *of == what).map(|(_, _, n)| n).sum();
        if sum != total {
            let reason = format!("the groups of {} add up to {sum}, not to {total}.", what.code());
            return Err(table
                .wrong(line, &reason)
                .hint("Correct a group or the total, or leave the total out."));
        }
    }
    if population.groups.is_empty() {
        return Err(Fault::failed(format!("{} holds no groups.", table.name)));
    }
    Ok(population)
}

/// Reads what services cost: a table with the columns `service`, `cost`, `source` and `year`.
///
/// # Errors
/// The file cannot be read, or a line of it cannot be used: then its number, what is wrong, and what to do.
pub fn costs(path: &Path) -> Result<Costs, Fault> {
    costs_of(&Table::of_file(path, &WHAT_IT_COSTS)?)
}

/// What services cost as the team's `costs.csv` beside its settings has it; `None` where there is none.
///
/// # Errors
/// A line of it cannot be used: then its number, what is wrong, and what to do.
pub fn kept_costs(own: &[OwnText]) -> Result<Option<Costs>, Fault> {
    kept(own, "costs", &WHAT_IT_COSTS)?.map(|table| costs_of(&table)).transpose()
}

fn costs_of(table: &Table) -> Result<Costs, Fault> {
    let mut costs = Costs { file: table.name.clone(), costs: Vec::new() };
    for line in &table.lines {
        let service = table.cell(line, 0);
        let Some(code) = SERVICE.read(service) else {
            let known: Vec<&str> = SERVICE.terms.iter().map(|term| term.code).collect();
            let hint = format!("The services are {}.", known.join(", "));
            return Err(table.wrong(line, &format!("there is no service {service}.")).hint(hint));
        };
        let Some(pence) = pence(table.cell(line, 1)) else {
            let reason = format!("{} is no cost.", table.cell(line, 1));
            return Err(table.wrong(line, &reason).hint("Write pounds and pence, like 42.50."));
        };
        let (source, year) = (table.cell(line, 2), table.cell(line, 3));
        if source.is_empty() || year.is_empty() {
            let reason = "a cost needs its source and its year.";
            return Err(table
                .wrong(line, reason)
                .hint("Say who published it, and of which year the prices are."));
        }
        let whole = year.get(..4).and_then(|year| year.parse::<u16>().ok());
        if !whole.is_some_and(|year| (1990..=2100).contains(&year)) {
            let reason = format!("{year} is no year.");
            return Err(table.wrong(line, &reason).hint("Write it like 2024 or 2023/24."));
        }
        if costs.costs.iter().any(|cost| cost.service == code) {
            return Err(table
                .wrong(line, &format!("{service} stands here a second time."))
                .hint("Keep one of the two."));
        }
        costs.costs.push(Cost {
            service: code.to_owned(),
            pence,
            source: source.to_owned(),
            year: year.to_owned(),
        });
    }
    if costs.costs.is_empty() {
        return Err(Fault::failed(format!("{} holds no costs.", table.name)));
    }
    Ok(costs)
}

/// Pounds, with pence or without, as pence.
fn pence(text: &str) -> Option<u64> {
    let text = text.trim_start_matches('£').replace(',', "");
    let (pounds, pence) = text.split_once('.').unwrap_or((&text, "0"));
    let pence = match pence.len() {
        1 => format!("{pence}0"),
        2 => pence.to_owned(),
        _ => return None,
    };
    Some(pounds.parse::<u64>().ok()?.checked_mul(100)? + pence.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_as_people_write_them() {
        assert_eq!(pence("42.5"), Some(4_250));
        assert_eq!(pence("£1,042"), Some(104_200));
        assert_eq!(pence("42.555"), None);
        assert_eq!(pence("free"), None);
    }
}
