//! The rows behind a figure, or behind a row of a table, by its name and where it needs to be by that of its part.

use super::super::desk::Desk;
use super::super::json::Item;
use super::super::output::Row;
use crate::domain::fold::fold;
use crate::fault::Fault;
use crate::report::rows::{self, RowLine, RowsOf};
use crate::report::{Figure, Report};
use crate::store::Store;
use crate::store::page::Span;

/// What stands between the name of a part and that of a figure.
const OF_PART: &str = ": ";

/// Lists the rows behind the figure that a name means.
pub fn list(desk: &mut Desk, store: &Store, report: &Report, name: &str) -> Result<(), Fault> {
    let figure = found(report, name)?;
    let mut list = desk.out.list(
        vec!["kind", "id", "name", "detail"],
        &["Name", "", "No."],
        "There are no rows behind it.",
    )?;
    let page = rows::open(store, &figure.rows, Span::first(usize::MAX))?;
    let row = |line: &RowLine| {
        let (entity, id) = line.record;
        let item = Item::new()
            .with("kind", entity.table())
            .with("id", id)
            .with("name", line.name.as_str())
            .with("detail", line.detail.as_str());
        Row { item, cells: vec![line.name.clone(), line.detail.clone(), format!("{} {id}", entity.word())] }
    };
    let all = page.rows.iter().map(row).collect();
    desk.out.rows(&mut list, all)?;
    desk.out.end(&list, page.total)
}

/// A figure with the title of its part.
struct Named<'a> {
    part: &'a str,
    figure: &'a Figure,
    /// It is a number of a table.
    in_table: bool,
}

impl Named<'_> {
    /// The part and the figure as one name.
    fn whole(&self) -> String {
        format!("{}{OF_PART}{}", self.part, self.figure.name)
    }
}

/// Every figure; numbers of tables that open something are figures, too.
fn all(report: &Report) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for section in &report.sections {
        let named = |figure, in_table| Named { part: section.title.as_str(), figure, in_table };
        let opened = section.tables.iter().flat_map(|table| &table.opens);
        all.extend(section.figures.iter().map(|figure| named(figure, false)));
        all.extend(opened.map(|one| named(&one.figure, true)));
    }
    all
}

/// The figure that a name means.
fn found<'a>(report: &'a Report, name: &str) -> Result<&'a Figure, Fault> {
    let all = all(report);
    let wanted = fold(name);
    let mut met: Vec<&Named<'a>> = all.iter().filter(|one| fold(&one.whole()) == wanted).collect();
    if met.is_empty() {
        met = all.iter().filter(|one| fold(&one.figure.name) == wanted).collect();
    }
    match met.as_slice() {
        [] => Err(Fault::missing("There is no figure of that name in this report.").hint(names_of(&all))),
        [one, others @ ..] if others.iter().all(|other| other.figure.rows == one.figure.rows) => {
            if one.figure.rows == RowsOf::Nothing {
                let said = format!("{} is a sum that has no rows of its own.", one.figure.name);
                return Err(Fault::missing(said));
            }
            Ok(one.figure)
        }
        several => {
            let choices: Vec<String> = several.iter().map(|one| format!("'{}'", one.whole())).collect();
            Err(Fault::usage(format!("{} figures of this report have that name.", several.len()))
                .hint(format!("Name the part, too: --rows {}.", choices.join(" or --rows "))))
        }
    }
}

/// The names there are. Numbers of tables are many, and each is called by its row and its column.
fn names_of(all: &[Named<'_>]) -> String {
    let own: Vec<&Named<'_>> = all.iter().filter(|one| !one.in_table).collect();
    let name = |one: &&Named<'_>| {
        let same = own.iter().filter(|other| other.figure.name == one.figure.name).count();
        if same > 1 { one.whole() } else { one.figure.name.clone() }
    };
    let names: Vec<String> = own.iter().map(name).collect();
    let cell = all.iter().find(|one| one.in_table);
    let cell = cell.map(|one| format!(" Numbers of tables are ROW: COLUMN, such as '{}'.", one.figure.name));
    let told = if names.is_empty() { String::new() } else { format!("There are: {}.", names.join("; ")) };
    format!("{told}{}", cell.unwrap_or_default()).trim().to_owned()
}
