//! What is chosen on the reports: which report, which days, whose work, and under which name a page is kept.

use super::asked::Whose;
use super::lines::Cell;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, WorkerId};
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::when;
use crate::export::report as forms;
use crate::report::catalogue::{Question, Which};
use crate::report::days::{self, Days};
use crate::report::rows::RowsOf;
use crate::report::{Figure, disclosure, said};
use crate::store::Store;
use crate::tui::dialogs::keep::{self, Page};
use crate::tui::dialogs::picker::{Item, Pick, Picker, Source};
use crate::tui::dialogs::{search, whose};
use crate::tui::effect::{Answer, Effect};
use crate::tui::panes::glance::capital;

/// What was chosen.
pub enum Chosen {
    /// A report.
    Report(Which),
    /// Days.
    Days(Days),
    /// Whose work.
    Whose(Whose),
    /// Which of the numbers of a row is opened.
    Rows(usize),
}

/// A choice as the text of an answer, and back.
const REPORT: &str = "report ";
const DAYS: &str = "days ";
const ROWS: &str = "rows ";
const OF: [&str; 3] = ["practice ", "area ", "source "];

/// Which report.
pub fn report(now: Which) -> Picker {
    let items = Which::ALL.into_iter().map(|which| Item {
        on: which == now,
        also: which.tells().to_owned(),
        ..Item::new(which.label())
    });
    let pick: Pick = Box::new(|at, _| {
        let which = Which::ALL.get(at).copied().unwrap_or(Which::Caseload);
        Effect::Answer(Answer::Text(format!("{REPORT}{}", which.code())))
    });
    Picker::searched("Which report?", items.collect(), pick).all_at_first()
}

/// Which of the numbers of a row is opened, each with what it counts; of one that is worked out, what it says.
pub fn rows(row: &str, figures: &[Figure], cells: &[Cell]) -> Picker {
    let item = |figure: &Figure| {
        let own = figure.name.strip_prefix(row).and_then(|rest| rest.strip_prefix(": "));
        let unit = said::unit(figure.value, figure.unit);
        let words = own.map_or_else(|| "All of them".to_owned(), capital);
        if figure.rows == RowsOf::Nothing {
            let cell = cells.iter().find(|cell| Some(cell.head.to_lowercase().as_str()) == own);
            let text = cell.map(|cell| cell.text.clone()).unwrap_or_default();
            return Item { also: figure.definition.to_owned(), ..Item::new(words).right(text) };
        }
        Item {
            also: figure.definition.to_owned(),
            why_not: (figure.value == 0).then(|| "Nothing is counted here.".to_owned()),
            ..Item::new(words).right(format!("{} {unit}", figure.value))
        }
    };
    let pick: Pick = Box::new(|at, _| Effect::Answer(Answer::Text(format!("{ROWS}{at}"))));
    Picker::of(format!("Which rows? {row}"), figures.iter().map(item).collect(), pick)
}

/// Which days: some with a name, or two days that are typed.
pub fn days() -> Picker {
    let source: Source = Box::new(|store, text| {
        let today = store.clock().today();
        let mut all: Vec<Days> =
            Days::NAMED.into_iter().filter(|days| search::rank(text, &days.label(), "").is_some()).collect();
        if let Some((from, to)) = text.split_once(" to ")
            && let Ok((from, to)) = days::between(from, to, today)
        {
            all.push(Days::Between(from, to));
        }
        let items = all.iter().map(|days| {
            let (from, to) = days.on(today);
            Item::new(days.label()).right(format!("{} to {}", when::show_day(from), when::show_day(to)))
        });
        let items = items.collect();
        let pick: Pick = Box::new(move |at, _| match all.get(at) {
            Some(days) => {
                let (from, to) = days.on(today);
                let named = Days::NAMED.iter().position(|known| known == days);
                let named = named.map_or_else(|| format!("{from} {to}"), |at| at.to_string());
                Effect::Answer(Answer::Text(format!("{DAYS}{named}")))
            }
            None => Effect::None,
        });
        Ok((items, Some(pick)))
    });
    Picker::found("Which days? Or type them: 1 jan to 31 mar", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("No days have that name. Type two, the first before the last: 1 jan to 31 mar.")
}

/// Whose work: everyone's, a worker's; of the people of a practice, an area, a source where the report knows them.
pub fn of(which: Which, own: Option<WorkerId>) -> Picker {
    if which == Which::Reciprocity {
        return whose::choose(own);
    }
    let source: Source = Box::new(move |store, text| {
        let (mut items, mut answers) = if which.takes_worker() {
            whose::workers(store, text, own)?
        } else {
            let all = search::rank(text, "Everyone", "").is_some();
            let all = all.then(|| (Item::new("Everyone"), Answer::Row(whose::EVERYONE)));
            all.into_iter().unzip()
        };
        if which.takes_area() {
            let mut add = |item: Item, answer: String| {
                items.push(item);
                answers.push(Answer::Text(answer));
            };
            for term in REFERRAL_SOURCE.terms.iter().filter(|_| which.takes_places()) {
                let words = format!("Referred by: {}", term.label);
                if search::rank(text, &words, "").is_some() {
                    add(Item::new(words), format!("source {}", term.code));
                }
            }
            let typed = text.trim();
            if !typed.is_empty() {
                let of = if which.takes_places() { "People" } else { "Assets" };
                let there = !which.takes_places() || store.has_people_of_practice(typed)?;
                let practice = Item::new(format!("People of the practice {typed}"));
                if which.takes_places() && there {
                    add(practice.clone(), format!("practice {typed}"));
                }
                if begins_a_postcode(typed) {
                    add(
                        Item::new(format!("{of} whose postcode begins {}", typed.to_uppercase())),
                        format!("area {typed}"),
                    );
                }
                if !there {
                    let why = "Nobody is registered there: type its code or its whole name.";
                    add(Item { why_not: Some(why.to_owned()), ..practice }, format!("practice {typed}"));
                }
            }
        }
        let pick: Pick = Box::new(move |at, _| answers.get(at).cloned().map_or(Effect::None, Effect::Answer));
        Ok((items, Some(pick)))
    });
    let title = match (which.takes_places(), which.takes_area()) {
        (true, _) => "Whose? Or type a practice, or how a postcode begins",
        (_, true) => "Where? Type how a postcode begins",
        _ => "Whose?",
    };
    Picker::found(title, source, Box::new(|_, _| Effect::None)).all_at_first()
}

/// Whether a postcode can begin so: one or two letters, then nothing but what can follow them.
fn begins_a_postcode(typed: &str) -> bool {
    let letters = typed.chars().take_while(char::is_ascii_alphabetic).count();
    let mut rest = typed.chars().skip(letters);
    (1..=2).contains(&letters)
        && rest.next().is_none_or(|first| first.is_ascii_digit())
        && rest.all(|letter| letter.is_ascii_alphanumeric() || letter == ' ')
        && typed.chars().count() <= 8
}

/// What an answer says.
pub fn chosen(answer: &Answer) -> Option<Chosen> {
    let whose = |whose: Whose| Some(Chosen::Whose(whose));
    match answer {
        Answer::Chose(Entity::Worker, id, name) => {
            whose(Whose { worker: Some(WorkerId(*id)), name: name.clone(), ..Whose::default() })
        }
        Answer::Chose(Entity::Asset, id, name) => {
            whose(Whose { group: Some(AssetId(*id)), name: name.clone(), ..Whose::default() })
        }
        Answer::Row(whose::EVERYONE) => whose(Whose::default()),
        Answer::Text(text) => said(text),
        _ => None,
    }
}

fn said(text: &str) -> Option<Chosen> {
    if let Some(code) = text.strip_prefix(REPORT) {
        return Which::ALL.into_iter().find(|which| which.code() == code).map(Chosen::Report);
    }
    if let Some(at) = text.strip_prefix(ROWS) {
        return at.parse().ok().map(Chosen::Rows);
    }
    if let Some(days) = text.strip_prefix(DAYS) {
        let named = days.parse().ok().and_then(|at: usize| Days::NAMED.get(at).copied());
        let between = || {
            let (from, to) = days.split_once(' ')?;
            Some(Days::Between(from.parse().ok()?, to.parse().ok()?))
        };
        return named.or_else(between).map(Chosen::Days);
    }
    let [practice, area, source] = OF.map(|prefix| text.strip_prefix(prefix).map(str::to_owned));
    let name = match (&practice, &area, &source) {
        (Some(practice), ..) => format!("practice {practice}"),
        (_, Some(area), _) => format!("postcodes {}", area.to_uppercase()),
        (.., Some(source)) => format!("from {}", REFERRAL_SOURCE.label(source)),
        _ => return None,
    };
    Some(Chosen::Whose(Whose { practice, area, source, name, ..Whose::default() }))
}

/// Under which name the report is kept as a page. Counts under five are hidden in it.
pub fn keep(question: Question) -> Picker {
    let called = question.which.code().to_owned();
    let made = move |store: &Store| {
        let text = forms::page(&disclosure::outside(question.ask(store, |_| {})?));
        Ok(vec![Page { ending: ".html", words: "no count under five, no names", text }])
    };
    keep::file("it as a page", called, Box::new(made))
}
