//! Reports as they are heard: which, whose, of which days; then a figure a sentence, and who is behind it.

use super::list::{List, Row};
use super::pick::Choice;
use super::talk::Question;
use super::turn::Told;
use super::work::Work;
use super::{asset, person, words};
use crate::cli::report::kept_tables;
use crate::domain::id::WorkerId;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::report::catalogue::{Question as Asked, Which};
use crate::report::days::Days;
use crate::report::rows::{self, RowsOf};
use crate::report::{Figure, Report, said};
use crate::store::Store;
use crate::store::figures::lens::Lens;
use crate::store::page::Span;

const HELP: &str =
    "Each report is figures and tables. What it says here is for your team: names can be in it.";

/// Asks for a report and says it; each figure opens the rows behind it.
pub fn open(work: &mut Work<'_>) -> Told<()> {
    let labels = Which::ALL.map(Which::label);
    let at = work.talk.choose(Question::new("Which report?").help(HELP), &Choice::plain(&labels), Some(0))?;
    let which = Which::ALL.get(at).copied().unwrap_or(Which::Caseload);
    let question = ask(work, which)?;
    work.say(&words::sentence(&question.title(&work.store)))?;
    let report = question.ask(&work.store, |_| {})?;
    let heard = heard(&report);
    let fetch = |_: &Store, span: Span| {
        let rows = heard.iter().skip(span.from).take(span.most).cloned().collect();
        Ok((rows, heard.len()))
    };
    let list = List {
        empty: "There are no figures.",
        opens: "hear who is behind a figure",
        help: "A figure says how many there are. Behind it are the records it counts.",
        fetch: &fetch,
    };
    list.each(work, |work, figures| opened(work, &figures))
}

/// Whose people and which days it is about, as far as the report can be told so.
fn ask(work: &mut Work<'_>, which: Which) -> Told<Asked> {
    let today = work.store.clock().today();
    let own = work.worker()?;
    let mut lens = {
        let (from, to) = Days::default().on(today);
        Lens::days(from, to)
    };
    let of = whose(work, which, own, &mut lens)?;
    if which.takes_days() {
        let labels = Days::NAMED.map(Days::label);
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let help = "For other days leave plain mode and type: kith report activity --from 1 jan --to 31 mar";
        let question = Question::new("Which days?").help(help);
        let at = work.talk.choose(question, &Choice::plain(&labels), Some(0))?;
        (lens.from, lens.to) = Days::NAMED.get(at).copied().unwrap_or_default().on(today);
    }
    let tables = kept_tables(&work.store, which)?;
    Ok(Asked { which, lens, group: None, of, tables })
}

/// Whose people it is about: everyone's, one's own, or those of a practice, an area or a source, as far as the report can be told
/// so. Gives what it is called; empty for everyone.
fn whose(work: &mut Work<'_>, which: Which, own: Option<WorkerId>, lens: &mut Lens) -> Told<String> {
    let places = which.takes_places();
    let all = [
        ("everyone", true),
        ("my people", which.takes_worker() && own.is_some()),
        ("a practice", places),
        ("a postcode area", which.takes_area()),
        ("a source of referrals", places),
    ];
    let labels: Vec<&str> = all.into_iter().filter(|(_, can)| *can).map(|(label, _)| label).collect();
    if labels.len() < 2 {
        return Ok(String::new());
    }
    let at = work.talk.choose(Question::new("Whose?"), &Choice::plain(&labels), Some(0))?;
    match labels.get(at).copied().unwrap_or_default() {
        "my people" => {
            lens.worker = own;
            Ok("my people".to_owned())
        }
        "a practice" => loop {
            let question =
                Question::new("Which practice?").help("Its code or its whole name, as the records have it.");
            let Some(practice) = work.talk.ask(&question)? else { continue };
            let practice = practice.trim().to_owned();
            if work.store.has_people_of_practice(&practice)? {
                lens.practice = Some(practice.clone());
                return Ok(format!("practice {practice}"));
            }
            work.say("Nobody is registered with a practice of that code or name.")?;
        },
        "a postcode area" => loop {
            let question = Question::new("Which area?").help("How its postcodes begin: S, S6, S6 3.");
            let area = work.talk.ask(&question)?.unwrap_or_default().trim().to_uppercase();
            if area.chars().any(|letter| letter.is_ascii_alphanumeric()) {
                lens.area = Some(area.clone());
                return Ok(format!("area {area}"));
            }
            work.say("An area is how postcodes begin, for example S6.")?;
        },
        "a source of referrals" => {
            let at = work.talk.choose(Question::new("Which source?"), &Choice::of(&REFERRAL_SOURCE), None)?;
            let Some(term) = REFERRAL_SOURCE.terms.get(at) else { return Ok(String::new()) };
            lens.source = Some(term.code.to_owned());
            Ok(format!("referred by {}", term.label))
        }
        _ => Ok(String::new()),
    }
}

/// Every figure and every row of a table as a sentence; the part it belongs to is said with the first of it.
fn heard(report: &Report) -> Vec<Row<Vec<Figure>>> {
    let mut all = Vec::new();
    for section in &report.sections {
        let figures = section.figures.iter().map(|figure| Row {
            value: vec![figure.clone()],
            name: figure.name.clone(),
            mark: String::new(),
            sentence: said::figure(figure),
        });
        let rows = section.tables.iter().flat_map(|table| {
            table.rows.iter().enumerate().map(|(at, row)| Row {
                value: table.opened_by(at).cloned().collect(),
                name: row.first().cloned().unwrap_or_default(),
                mark: String::new(),
                sentence: said::row(table, row),
            })
        });
        let from = all.len();
        all.extend(figures.chain(rows));
        if let Some(first) = all.get_mut(from) {
            first.sentence = words::sentences([section.title.as_str(), first.sentence.as_str()]);
        }
    }
    all
}

/// What is behind a figure, or behind one of the numbers of a row.
fn opened(work: &mut Work<'_>, figures: &[Figure]) -> Told<()> {
    let [first, _, ..] = figures else {
        return behind(work, figures.first().map_or(&RowsOf::Nothing, |figure| &figure.rows));
    };
    // What all of them are called by is the row, which was said already.
    let row = first.name.split(": ").next().unwrap_or_default();
    let label = |figure: &Figure| {
        let own = figure.name.strip_prefix(row).and_then(|rest| rest.strip_prefix(": "));
        format!("{}, {}", own.unwrap_or("all of them"), figure.value)
    };
    let labels: Vec<String> = figures.iter().map(label).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let told: Vec<String> =
        figures.iter().map(|figure| words::sentence(&figure.name) + " " + figure.definition).collect();
    let help = told.join(" ");
    let question = Question::new("Which number?").help(&help);
    let at = work.talk.choose(question, &Choice::plain(&labels), Some(0))?;
    behind(work, figures.get(at).map_or(&RowsOf::Nothing, |figure| &figure.rows))
}

/// The rows behind a figure, each opened by its number.
pub fn behind(work: &mut Work<'_>, of: &RowsOf) -> Told<()> {
    if *of == RowsOf::Nothing {
        return work.say("This line says all there is.");
    }
    let fetch = |store: &Store, span: Span| {
        let page = rows::open(store, of, span)?;
        let row = |line: &rows::RowLine| Row {
            value: (line.person, line.asset),
            name: line.name.clone(),
            mark: String::new(),
            sentence: words::sentences([line.name.as_str(), line.detail.as_str()]),
        };
        Ok((page.rows.iter().map(row).collect(), page.total))
    };
    let list = List { empty: "Nothing is counted here.", opens: "open", help: HELP, fetch: &fetch };
    list.each(work, |work, leads| match leads {
        (Some(person), _) => person::open(work, person.0),
        (None, Some(asset)) => asset::open(work, asset.0),
        (None, None) => work.say("This line says all there is."),
    })
}
