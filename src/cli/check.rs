//! `kith check`: whether the caseload file and its log are sound.

use clap::Args;

use super::desk::Desk;
use super::json::Item;
use super::output::{Format, Row};
use crate::fault::Fault;
use crate::store::Store;

/// One thing that was looked at.
pub struct Finding {
    /// Its name for scripts.
    pub name: &'static str,
    /// Nothing is wrong with it.
    pub ok: bool,
    /// One sentence.
    pub text: String,
}

/// Check the caseload file: its pages, the log, and every row against the log
#[derive(Args)]
pub struct Check {
    /// First work out anew everything that follows from the records: the queue, the rungs, the words to search
    #[arg(long)]
    mend: bool,
}

impl Check {
    /// Looks and tells.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let findings = match self.look(&mut store) {
            Ok(findings) => findings,
            // A file that cannot be read through is what this command is there to find.
            Err(fault) => vec![Finding { name: "pages", ok: false, text: fault.message }],
        };
        told(desk, &findings, "Something is wrong with the caseload file.", "Bring back a copy: kith restore")
    }

    fn look(&self, store: &mut Store) -> Result<Vec<Finding>, Fault> {
        if self.mend {
            store.rebuild()?;
        }
        let log = store.verify()?;
        let chain = match log.broken_links.first() {
            None => format!("The log is whole: {} operations, {} changes.", log.operations, log.changes),
            Some(id) => format!(
                "The log was altered outside kith: {} operations do not follow from the one before. The first is {id}.",
                log.broken_links.len()
            ),
        };
        let rows = match log.altered_rows.first() {
            None => "Every row is as the log says.".to_owned(),
            Some((table, id)) => {
                format!("{} rows are not as the log says. The first is {table} {id}.", log.altered_rows.len())
            }
        };
        let faults = store.page_faults()?;
        let pages = match faults.first() {
            None => "The pages of the file are sound.".to_owned(),
            Some(first) => format!("The file is damaged: {} faults. The first: {first}.", faults.len()),
        };
        let links = store.broken_links()?;
        let linked = match links.first() {
            None => "Every record that is named is there.".to_owned(),
            Some((table, id)) => {
                format!("{} records name one that is not there. The first is {table} {id}.", links.len())
            }
        };
        let follows = store.follows_from_records()?;
        let worked_out = match follows {
            Some(true) => "What is worked out from the records is as they say.",
            Some(false) => "What is worked out is not as the records say. To mend it: kith check --mend",
            None => "What is worked out was not tried, because the file cannot be written.",
        };
        Ok(vec![
            Finding { name: "pages", ok: faults.is_empty(), text: pages },
            Finding { name: "links", ok: links.is_empty(), text: linked },
            Finding { name: "log", ok: log.broken_links.is_empty(), text: chain },
            Finding { name: "rows", ok: log.altered_rows.is_empty(), text: rows },
            Finding { name: "worked_out", ok: follows != Some(false), text: worked_out.to_owned() },
        ])
    }
}

/// Tells the findings; a fault where something is not well.
pub fn told(desk: &mut Desk, findings: &[Finding], wrong: &str, hint: &str) -> Result<(), Fault> {
    let ok = findings.iter().all(|finding| finding.ok);
    if desk.out.format == Format::Json {
        let shown = |finding: &Finding| {
            Item::new().with("name", finding.name).with("ok", finding.ok).with("text", finding.text.as_str())
        };
        let checks = findings.iter().map(shown).collect();
        desk.out.json(&Item::new().with("version", 1).with("ok", ok).items("checks", checks))?;
    } else if desk.out.format == Format::Csv {
        let mut list = desk.out.list(vec!["name", "ok", "text"], &[], "")?;
        let row = |finding: &Finding| {
            let item = Item::new().with("name", finding.name).with("ok", finding.ok);
            Row { item: item.with("text", finding.text.as_str()), cells: Vec::new() }
        };
        desk.out.rows(&mut list, findings.iter().map(row).collect())?;
        desk.out.end(&list, findings.len())?;
    } else {
        for finding in findings {
            let mark = if finding.ok { " " } else { "!" };
            desk.out.text(&format!("{mark} {}", finding.text))?;
        }
    }
    if ok { Ok(()) } else { Err(Fault::failed(wrong).hint(hint)) }
}
