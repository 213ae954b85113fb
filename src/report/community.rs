//! The community's side in figures: who refers and who hears back, gaps, assets, funding that ends and whom it would strand.

use chrono::NaiveDate;

use super::rows::RowsOf;
use super::{Figure, Section, Table, causes, closure};
use crate::domain::vocabulary::{FUNDING, GAP_STATE, NEED};
use crate::domain::when;
use crate::store::figures::lens::{Lens, Whose};
use crate::store::figures::{PRACTICES, Referrals};
use crate::store::page::Span;
use crate::store::{Store, StoreError};

/// How many rows a table of a report holds.
const ROWS: usize = 200;

/// How many assets whose funding ends within a year: of a large directory, too, the whole year.
const ENDING: usize = 1_000;

/// What is said where a table ends before all of them stand in it; nothing where it is whole.
pub fn not_all(all: usize, most: usize) -> Option<Table> {
    let words = format!("The first {most} of {all} stand here.");
    (all > most).then(|| Table::new(["Not all of them"], vec![vec![words]]))
}

/// The figures of the referral loop that need no counting: they stand among the figures of the caseload too.
pub fn loop_figures(store: &Store, whose: &Whose) -> Result<Vec<Figure>, StoreError> {
    let sources = store.sources_among(whose)?;
    let all = sources.iter().map(|(_, n)| n).sum();
    let practices = sources.iter().filter(|(code, _)| PRACTICES.contains(&code.as_str()));
    let through = practices.map(|(_, n)| n).sum();
    let gate = Figure::new(
        "Through a practice",
        through,
        "referrals",
        "Referrals that came from a GP, a practice nurse or other primary care, out of all: how many had to pass that gate.",
        RowsOf::Referrals(Referrals::OfPractices, whose.clone()),
    );
    let unheard = Figure::new(
        "Referrers who wait to hear",
        store.referrals(&Referrals::Unheard, whose, Span::first(0))?.total,
        "referrals",
        "Referrals whose referrer would like to hear how it went and has not, though it was accepted or has ended.",
        RowsOf::Referrals(Referrals::Unheard, whose.clone()),
    );
    Ok(vec![gate.of(all), unheard])
}

/// How far the gaps are.
pub fn gap_figures(store: &Store) -> Result<Vec<Figure>, StoreError> {
    let mut figures = Vec::new();
    for term in GAP_STATE.terms {
        let n = store.gaps(Some(term.code), Span::first(0))?.total;
        let definition = match term.code {
            "noted" => "Gaps that somebody noted and nobody has taken up yet.",
            "passed_on" => "Gaps that a development worker knows of.",
            "being_grown" => "Gaps for which something is being built.",
            "running" => "Gaps that became something that runs, led by somebody.",
            _ => "Gaps that were let go.",
        };
        figures.push(Figure::new(term.label, n, "gaps", definition, RowsOf::Gaps(Some(term.code))));
    }
    Ok(figures)
}

/// The gaps: how far they are, and each of them.
///
/// # Errors
/// The caseload cannot be read.
pub fn gaps(store: &Store, lens: &Lens) -> Result<Vec<Section>, StoreError> {
    let page = store.gaps(None, Span::first(ROWS))?;
    let columns = [
        "What is missing",
        "Would help with",
        "Where",
        "How far",
        "Led by",
        "Waiting",
        "Would help",
        "Since",
    ];
    let row = |gap: &crate::store::community::GapRow| {
        vec![
            gap.what.clone(),
            NEED.label(&gap.need).to_owned(),
            gap.area.clone(),
            GAP_STATE.label(&gap.state).to_owned(),
            gap.led_by.clone(),
            gap.waiting.to_string(),
            gap.would_join.to_string(),
            when::show_day(gap.raised_on),
        ]
    };
    let table = Table::new(columns, page.rows.iter().map(row).collect()).naming(&[4]).counting(&[5, 6]);
    // Whoever would help to start it waits for it, too.
    let mut table = Table { nested: vec![(6, 5)], ..table }.meaning(&[
        (5, "People who are noted as waiting for it, whoever works with them."),
        (6, "Of those, people who would help to start it."),
    ]);
    for (row, gap) in page.rows.iter().enumerate() {
        table.open(row, 5, "people", RowsOf::GapPeople(gap.id, false));
        table.open(row, 6, "people", RowsOf::GapPeople(gap.id, true));
    }
    let table = table.or_said(
        "No gap is noted",
        "A gap is what the community does not have yet. To note one: kith gap add, or an empty search of assets.",
    );
    let mut sections = vec![Section {
        title: "How far gaps are".to_owned(),
        figures: gap_figures(store)?,
        tables: Vec::new(),
    }];
    sections.extend(causes::sections(store, lens)?);
    let tables = std::iter::once(table).chain(not_all(page.total, ROWS)).collect();
    sections.push(Section { title: "Each of the gaps".to_owned(), figures: Vec::new(), tables });
    if lens.is_narrowed() {
        let words = "Gaps, who waits for them and the stories are told of the whole community, whoever is asked about: a gap is nobody's own.";
        let table = Table::new(["Told of everyone"], vec![vec![words.to_owned()]]);
        let title = "What is not of these people alone".to_owned();
        sections.push(Section { title, figures: Vec::new(), tables: vec![table] });
    }
    sections.extend(causes::stories(store)?);
    Ok(sections)
}

/// The assets that need somebody: to be checked again, with funding that ends.
pub fn asset_figures(store: &Store, area: Option<&str>, today: NaiveDate) -> Result<Vec<Figure>, StoreError> {
    let own = || area.map(str::to_owned);
    let none = Span::first(0);
    let stale = Figure::new(
        "To be checked again",
        store.stale_assets_in(area, today, none)?.total,
        "assets",
        "Assets that run and whose details nobody checked for 90 days (or as set), or ever.",
        RowsOf::Stale(own()),
    );
    let days = u64::from(store.cadence().funding_alert_days);
    let funding = Figure::new(
        "Funding ends soon",
        store.funding_ending_in(area, today, days, none)?.total,
        "assets",
        "Assets that run and whose funding ends within 90 days (or as set), or has ended.",
        RowsOf::Funding(days, own()),
    );
    Ok(vec![stale, funding])
}

/// The directory: how much of it can be trusted, has room, and is whose.
///
/// # Errors
/// The caseload cannot be read.
pub fn assets(store: &Store, area: Option<&str>, today: NaiveDate) -> Result<Vec<Section>, StoreError> {
    let mut tables = Vec::new();
    for (field, vocabulary, head) in [
        ("kind", &crate::domain::vocabulary::ASSET_KIND, "Kind"),
        ("sector", &crate::domain::vocabulary::SECTOR, "Who stands behind it"),
        ("capacity", &crate::domain::vocabulary::CAPACITY, "Room for more"),
        ("funding", &FUNDING, "How it is paid for"),
    ] {
        let counts = store.assets_by(field, area)?;
        let row = |(code, n): &(String, usize)| {
            let label = if code.is_empty() { "Not said" } else { vocabulary.label(code) };
            vec![label.to_owned(), n.to_string()]
        };
        let mut table = Table::new([head, "Assets"], counts.iter().map(row).collect()).meaning(&[(
            1,
            "Assets in the directory of which this is noted, also those that do not run now.",
        )]);
        for (row, (code, _)) in counts.iter().enumerate() {
            table.open(row, 1, "assets", RowsOf::Assets(field, code.clone(), area.map(str::to_owned)));
        }
        tables.push(table);
    }
    if tables.iter().all(|table| table.rows.is_empty()) {
        let how =
            "To fill it: kith import assets FILE, kith add asset, or New activity on the screen of assets.";
        tables = vec![Table::default().or_said("The directory is empty", how)];
    }
    Ok(vec![
        Section {
            title: "What needs somebody".to_owned(),
            figures: asset_figures(store, area, today)?,
            tables: Vec::new(),
        },
        Section { title: "What is in it".to_owned(), figures: Vec::new(), tables },
    ])
}

/// What the columns of funding that ends say.
const LEFT: [(usize, &str); 1] =
    [(4, "People who agreed to go there, or go, and whose connection has not come to its end.")];

/// The funding that ends, month by month, with who would be left without the asset.
///
/// # Errors
/// The caseload cannot be read.
pub fn funding(store: &Store, area: Option<&str>, today: NaiveDate) -> Result<Vec<Section>, StoreError> {
    let days = u64::from(store.cadence().funding_alert_days);
    let year = store.funding_ending_in(area, today, 365, Span::first(ENDING))?;
    let mut months: Vec<(String, Table)> = Vec::new();
    let columns =
        ["Asset", "Until", "How", "Funded by", "People left", "Who would be left"].map(str::to_owned);
    for row in &year.rows {
        let Some(until) = row.funding_until else { continue };
        let month = if until < today { "Ended already".to_owned() } else { when::show_month(until) };
        let left = closure::names(&store.stranded_by(row.asset)?);
        let cells = vec![
            row.name.clone(),
            when::show_day(until),
            FUNDING.label(&row.funding).to_owned(),
            row.funder.clone(),
            left.len().to_string(),
            if left.is_empty() { "nobody we know".to_owned() } else { left.join(", ") },
        ];
        if months.last().is_none_or(|(known, _)| *known != month) {
            let table = Table::new(columns.clone(), Vec::new()).naming(&[5]).counting(&[4]).meaning(&LEFT);
            months.push((month, table));
        }
        if let Some((_, table)) = months.last_mut() {
            table.rows.push(cells);
            table.open(table.rows.len() - 1, 4, "people", RowsOf::Connected(row.asset));
        }
    }
    let ends = RowsOf::Funding(days, area.map(str::to_owned));
    let soon = asset_figures(store, area, today)?.into_iter().filter(|one| one.rows == ends).collect();
    let none = Table::default().or_said(
        "No funding is noted to end within a year",
        "Until when an asset is paid for is noted on it: kith edit asset ID --set funding_until=DATE.",
    );
    let tables =
        if months.is_empty() { vec![none] } else { not_all(year.total, ENDING).into_iter().collect() };
    let mut sections = vec![Section { title: "What ends".to_owned(), figures: soon, tables }];
    sections.extend(months.into_iter().map(|(title, table)| Section {
        title,
        figures: Vec::new(),
        tables: vec![table],
    }));
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::not_all;

    #[test]
    fn a_table_that_is_not_whole_says_how_many_there_are() {
        assert_eq!(not_all(200, 200), None);
        assert_eq!(not_all(201, 200).unwrap().rows, [["The first 200 of 201 stand here."]]);
    }
}
