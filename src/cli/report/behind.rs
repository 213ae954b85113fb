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

/// Every figure with the title of its part; rows of tables that open something are figures, too.
fn all(report: &Report) -> Vec<(&str, &Figure)> {
    let mut all = Vec::new();
    for section in &report.sections {
        let opened = section.tables.iter().flat_map(|table| &table.opens);
        all.extend(section.figures.iter().chain(opened).map(|figure| (section.title.as_str(), figure)));
    }
    all
}

/// The figure that a name means.
fn found<'a>(report: &'a Report, name: &str) -> Result<&'a Figure, Fault> {
    let all = all(report);
    let wanted = fold(name);
    let named = |(_, figure): &&(&str, &Figure)| fold(&figure.name) == wanted;
    let with_part =
        |(part, figure): &&(&str, &Figure)| fold(&format!("{part}{OF_PART}{}", figure.name)) == wanted;
    let mut met: Vec<&(&str, &Figure)> = all.iter().filter(with_part).collect();
    if met.is_empty() {
        met = all.iter().filter(named).collect();
    }
    let quoted = |(part, figure): &(&str, &Figure)| format!("'{part}{OF_PART}{}'", figure.name);
    match met.as_slice() {
        [] => {
            let mut names: Vec<String> = all.iter().map(|(_, figure)| figure.name.clone()).collect();
            let twice: Vec<String> = names.clone();
            for ((part, figure), name) in all.iter().zip(&mut names) {
                if twice.iter().filter(|other| **other == figure.name).count() > 1 {
                    *name = format!("{part}{OF_PART}{}", figure.name);
                }
            }
            Err(Fault::missing("There is no figure of that name in this report.")
                .hint(format!("There are: {}.", names.join("; "))))
        }
        [(_, figure), others @ ..] if others.iter().all(|(_, other)| other.rows == figure.rows) => {
            if figure.rows == RowsOf::Nothing {
                return Err(Fault::missing(format!("{} is a sum that has no rows of its own.", figure.name)));
            }
            Ok(figure)
        }
        several => {
            let choices: Vec<String> = several.iter().map(|one| quoted(one)).collect();
            Err(Fault::usage(format!("{} figures of this report have that name.", several.len()))
                .hint(format!("Name the part, too: --rows {}.", choices.join(" or --rows "))))
        }
    }
}
