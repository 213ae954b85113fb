//! What the steps of an import show.

use ratatui::layout::Rect;

use super::columns::called;
use super::reading::{self, Reading};
use super::{Lists, Step};
use crate::domain::clean::Clean;
use crate::import::decision::Choice;
use crate::import::kind::Kind;
use crate::tui::clip;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;
use crate::tui::widgets::sheet::Sheet;

/// How wide the bar is.
const BAR: u64 = 40;

/// What a card of the columns is about that tells how the list is read.
pub(super) fn reading(about: usize) -> Option<Reading> {
    reading::ALL.get(usize::MAX.checked_sub(about)?).copied()
}

/// A card for each way in which the list is read, then one for each column with the field it goes to.
pub(super) fn of_columns(lists: &Lists) -> Vec<Card<usize>> {
    let narrow = lists.size.width < 60;
    let card_of = |key: i64, about: usize, left: &str, right: &str| {
        if !narrow {
            return Card::new(key, about, vec![(34, left.to_owned()), (0, right.to_owned())]);
        }
        let mut card = Card::new(key, about, vec![(0, left.to_owned())]);
        card.add_text(right, lists.size.width, 1, Role::Text);
        card
    };
    let mut cards: Vec<Card<usize>> = Vec::new();
    if !lists.columns.all.is_empty() {
        for (at, one) in reading::ALL.into_iter().enumerate() {
            let now = one.now(&lists.columns);
            let said = format!("{}: {now}. Enter changes it.", one.label());
            let last = i64::try_from(lists.columns.all.len()).unwrap_or(0);
            let card = card_of(last + key(at), usize::MAX - at, one.label(), &now);
            cards.push(card.said(said).named(one.label()));
        }
    }
    let count = lists.columns.all.len();
    let all = lists.columns.all.iter().enumerate().map(|(at, column)| {
        let fields: Vec<String> = column.fields.iter().map(|field| called(lists.kind, field)).collect();
        let goes = if fields.is_empty() { "left out".to_owned() } else { fields.join(", ") };
        let said =
            format!("Column {} of {count}. \"{}\" goes to: {goes}. Enter changes it.", at + 1, column.header);
        let mut card = card_of(key(at), at, &column.header, &goes);
        if at == 0 {
            format!("    {:<35}Goes to", "Column of the file").clone_into(&mut card.heading);
            card.gap = 1;
        }
        card.needs_you = fields.is_empty();
        card.said(said).named(&column.header)
    });
    cards.extend(all);
    cards
}

/// A card for each row that was set aside or cannot be used.
pub(super) fn of_problems(lists: &Lists) -> Vec<Card<usize>> {
    let mut cards = Vec::new();
    let mut aside = None;
    for (at, problem) in lists.problems().into_iter().enumerate() {
        let is_aside = problem.action == "set_aside";
        let decided = lists.decisions.get(&problem.line).filter(|_| is_aside);
        let reason = match decided {
            Some(choice) => format!("{}: {}", decision(lists, choice), problem.reason),
            None => problem.reason.clone(),
        };
        let line = format!("line {}", problem.line);
        let hint = if is_aside && lists.step == Step::Checked { " Enter settles it." } else { "" };
        let said = format!("Line {}: {}{hint}", problem.line, reason);
        let mut card =
            Card::new(key(at), at, vec![(10, line.clone()), (0, reason.clone())]).said(said).named(line);
        if lists.size.width < 100 && reason.len() > usize::from(lists.size.width).saturating_sub(18) {
            card.cells = vec![(0, format!("line {}", problem.line))];
            card.add_text(&reason, lists.size.width, 3, Role::Text);
        }
        card.needs_you = is_aside && decided.is_none();
        if aside != Some(is_aside) {
            if is_aside { "You decide" } else { "Cannot be used" }.clone_into(&mut card.heading);
            card.gap = usize::from(aside.is_some());
            aside = Some(is_aside);
        }
        cards.push(card);
    }
    cards.extend(of_remarks(lists, cards.len()));
    cards
}

/// What a card is about that tells a remark: no problem has this place.
pub(super) const REMARK: usize = usize::MAX;

/// How the rows were read, where nothing stands beside the list to tell it: nobody adds a list without having seen it.
fn of_remarks(lists: &Lists, from: usize) -> Vec<Card<usize>> {
    let Some(outcome) = lists.outcome.as_ref().filter(|_| !super::super::wide(lists.size.width)) else {
        return Vec::new();
    };
    let mut cards = Vec::new();
    for (at, remark) in outcome.remarks.iter().enumerate() {
        let sentence = remark.sentence();
        let lines = clip::wrap(&Clean::lines(&sentence), lists.size.width.saturating_sub(super::LEAD + 1));
        let mut lines = lines.into_iter();
        let first = vec![(0, lines.next().unwrap_or_default())];
        let mut card = Card::new(key(from + at), REMARK, first).said(sentence);
        card.indent = 0;
        card.below = lines.map(|line| (line, Role::Text)).collect();
        if at == 0 {
            "Good to know".clone_into(&mut card.heading);
            card.gap = usize::from(from > 0);
        }
        cards.push(card);
    }
    cards
}

fn decision(lists: &Lists, choice: &Choice) -> String {
    match choice {
        Choice::New => "Somebody new".to_owned(),
        Choice::Leave => "Left out".to_owned(),
        Choice::Is(entity, id) => {
            let named = entity.and_then(|entity| lists.people.get(&(entity, *id)));
            named.cloned().unwrap_or_else(|| format!("Number {id}"))
        }
    }
}

fn key(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(0) + 1
}

/// The lines above the list.
fn lines(lists: &Lists) -> Vec<(String, Role)> {
    let text = |words: String| (words, Role::Text);
    let mut lines = Vec::new();
    if let Some(fault) = &lists.fault {
        lines.push((format!("! {fault}"), Role::Alarm));
        lines.push(text(String::new()));
    }
    match lists.step {
        Step::Columns if lists.columns.all.is_empty() => {
            lines.push(text("The file names its own fields: there are no columns to match.".to_owned()));
        }
        Step::Columns if lists.columns.kept.is_some() => {
            lines.push(text("The columns go as they did the last time.".to_owned()));
        }
        Step::Columns => {}
        Step::Checking | Step::Adding => {
            lines.push(text(bar(lists)));
            lines.push(text(String::new()));
            lines.push(text(match lists.step {
                Step::Checking => "Nothing has been added yet. Esc stops, and nothing changes.".to_owned(),
                _ => "If your line drops now, nothing is added. Run it again from the start.".to_owned(),
            }));
        }
        Step::Checked | Step::Added => lines.extend(counts(lists)),
    }
    lines
}

/// The figures, which add up.
fn counts(lists: &Lists) -> Vec<(String, Role)> {
    let Some(outcome) = &lists.outcome else { return Vec::new() };
    let done = lists.step == Step::Added;
    if lists.size.height < 14 {
        let ready = if done { "Added" } else { "Ready" };
        let words = format!(
            "{ready} {}, change {}, decide {}, unusable {}",
            outcome.added, outcome.changed, outcome.set_aside, outcome.refused
        );
        return vec![(words, Role::Text)];
    }
    let word = |past: &str, ahead: &str| if done { past.to_owned() } else { ahead.to_owned() };
    let row = |label: String, count: u64| (format!("{label:<24}{count:>7}"), Role::Text);
    let mut lines = vec![
        row("Rows read".to_owned(), outcome.read),
        row(word("Added", "Ready to add"), outcome.added),
        row(word("Changed", "Will change"), outcome.changed),
        row("Already here".to_owned(), outcome.same),
        row(word("Set aside", "You decide"), outcome.set_aside),
        row("Cannot be used".to_owned(), outcome.refused),
    ];
    if outcome.gone > 0 {
        lines.push(row("Gone from the list".to_owned(), outcome.gone));
    }
    lines.push((String::new(), Role::Text));
    if let Some(rejects) = outcome.rejects.as_ref().filter(|_| done) {
        lines.push((format!("The rows that were not imported are in {rejects}"), Role::Text));
    } else if !done {
        // Beside the list there is room for it.
        if !super::super::wide(lists.size.width) {
            lines.push((format!("{}.", outcome.how_it_was_read()), Role::Text));
        }
        lines.push(("Nothing has been added yet.".to_owned(), Role::Text));
    }
    lines.push((String::new(), Role::Text));
    lines
}

/// How many rows stand above the list.
pub(super) fn above(lists: &Lists) -> u16 {
    u16::try_from(lines(lists).len()).unwrap_or(u16::MAX)
}

/// Draws the lines above the list.
pub(super) fn draw_above(lists: &Lists, paint: &mut Paint<'_>, area: Rect) {
    let indent = if lists.step == Step::Columns { super::LEAD - 1 } else { 1 };
    for ((line, role), y) in lines(lists).iter().zip(area.top()..area.bottom()) {
        paint.text(area.x + indent, y, area.width.saturating_sub(indent), line, *role);
    }
}

/// The bar of how far it is.
fn bar(lists: &Lists) -> String {
    let (done, of, rows) = lists.progress.map_or((0, 1, 0), |p| (p.bytes, p.of.max(1), p.rows));
    let doing = if lists.progress.is_some_and(|progress| !progress.reading) { "Saving" } else { "Reading" };
    let filled = usize::try_from(done.min(of) * BAR / of).unwrap_or(0);
    let rest = usize::try_from(BAR).unwrap_or(0) - filled;
    format!(
        "{doing}  [{}{}] {:>3}%  {rows} rows",
        "#".repeat(filled),
        "-".repeat(rest),
        done.min(of) * 100 / of
    )
}

/// How far it is, as a sentence.
pub(super) fn how_far(lists: &Lists) -> String {
    match lists.progress {
        Some(progress) if !progress.reading => format!("Saving {} rows.", progress.rows),
        Some(progress) => {
            let percent = progress.bytes.min(progress.of) * 100 / progress.of.max(1);
            format!("{percent} percent read, {} rows.", progress.rows)
        }
        None => "The file is being opened.".to_owned(),
    }
}

/// The command that does the same.
fn script(lists: &Lists) -> String {
    let mut command = format!("kith import {} {}", lists.kind.word(), lists.file());
    if let Some(path) = &lists.columns.kept {
        command.push_str(&format!(" --map '{}'", path.display()));
    }
    if !lists.columns.encoding.is_empty() {
        command.push_str(&format!(" --encoding {}", lists.columns.encoding));
    }
    command + " --dry-run"
}

/// What stands beside the list: how the file is read, and what will be done.
pub(super) fn sheet(lists: &Lists) -> Sheet {
    let mut sheet = Sheet::new();
    if let Some(outcome) = &lists.outcome {
        sheet.heading("File");
        let separator = outcome.separator.as_ref().map_or_else(String::new, |words| format!(", {words}"));
        sheet.words(format!("{}{separator}, {} rows", outcome.encoding, outcome.read));
        if let Some(name) = &outcome.recognised {
            sheet.words(format!("Read as {name}"));
        }
        sheet.words(format!("The list is called \"{}\"", outcome.source));
        for remark in outcome.remarks.iter().take(8) {
            sheet.words(remark.sentence());
        }
        if !outcome.not_used.is_empty() {
            sheet.words(format!("Not used: {}", outcome.not_used.join(", ")));
        }
    }
    sheet.heading("When you add");
    sheet.words("A copy of the caseload is made first.");
    sheet.words("One undo takes the whole import back.");
    if matches!(lists.kind, Kind::Referrals | Kind::People) {
        sheet.words("Nobody is merged by likeness: you decide.");
    }
    sheet.heading("The same from a script");
    sheet.words(script(lists));
    if lists.columns.mapping().is_some() && lists.columns.kept.is_none() {
        sheet.words("How the columns go is kept once the list is added: then with --map.");
    }
    sheet
}
