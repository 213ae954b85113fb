//! Edit the details of any record, put it away with a reason, and bring it back.

use chrono::NaiveDateTime;

use super::row::Row;
use super::sheet::{Answers, Saved, Sheet, named, one_name_is_enough, rows_with};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record};
use crate::domain::field::{Field, Kind};
use crate::domain::id::{AssetId, PersonId};
use crate::domain::risk::Risks;
use crate::domain::safe_contact::SafeContact;
use crate::domain::vocabulary::{Term, Vocabulary};
use crate::domain::{check, when};
use crate::fault::Fault;
use crate::report::closure::Closure;
use crate::report::details;
use crate::store::Store;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::Effect;
use crate::tui::screen::Screen;

macro_rules! reasons {
    ($name:ident, $field:ident, [$($code:literal $label:literal),* $(,)?]) => {
        static $name: Vocabulary = Vocabulary { name: "why it was put away", terms: &[$(Term { code: $code, label: $label }),*] };
        static $field: Field = Field::new("reason", "Why", Kind::One(&$name)).required();
    };
}

reasons!(OF_PERSON, WHY_PERSON, [
    "work has ended" "Our work has ended", "moved away" "Moved away", "died" "Died",
    "asked us to" "They asked us to", "added twice" "Added twice", "added by mistake" "Added by mistake", "other" "Other",
]);
reasons!(OF_ASSET, WHY_ASSET, [
    "closed" "It has closed", "not a fit" "Not a fit for our people", "added twice" "Added twice",
    "details wrong" "The details are wrong", "other" "Other",
]);
reasons!(OF_OTHER, WHY_OTHER, [
    "no longer needed" "No longer needed", "entered by mistake" "Entered by mistake", "added twice" "Added twice",
    "not a fit" "Not a fit", "other" "Other",
]);
/// The fields by which somebody is reached.
const REACHES: &[&str] = &["phone", "mobile", "work_phone", "email", "address", "postcode"];

static WORDS: Field = Field::new("words", "In words", Kind::Line).hint("What your colleagues should know.");

/// What a record is called in a title: `the reminder for OKONKWO, Ada`.
fn title_of(record: &Record, whom: Option<&Whom>) -> String {
    let word = record.entity.word();
    match (record.entity, whom) {
        (Entity::Person | Entity::Asset, Some(whom)) => whom.listed.clone(),
        (_, Some(whom)) => format!("{word}, {}", whom.listed),
        (_, None) => word.to_owned(),
    }
}

/// The form that edits the details of a record.
pub fn edit(store: &Store, entity: Entity, id: i64) -> Result<Sheet, Fault> {
    let record = store.needed(entity, id)?;
    let whom = Whom::behind(store, &record)?;
    let mut rows = rows_with(entity, &record.values);
    if entity == Entity::Person {
        one_name_is_enough(&mut rows);
    }
    let title = title_of(&record, whom.as_ref());
    let spoken = whom.as_ref().map_or_else(|| entity.word().to_owned(), |whom| whom.spoken.clone());
    let said = match entity {
        Entity::Person | Entity::Asset => format!("Saved: details of {spoken}."),
        _ => format!("Saved: {} of {spoken}.", entity.word()),
    };
    let closure = if entity == Entity::Asset { Some(Closure::of(store, AssetId(id))?) } else { None };
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = Draft::new(entity);
        for field in entity.fields().iter().filter(|field| answers.changed(field.name)) {
            draft.set(field.name, answers.text(field.name));
        }
        let before = answers.before().clone();
        let after = check::check_edit(&draft, &before, now).map_err(|found| named(found, ""))?;
        if after == before {
            return Err(Vec::new());
        }
        let said = match &closure {
            Some(closure) => match closure.by_edit(&before, &after) {
                Some(sentence) => format!("{said} {sentence}"),
                None => said.clone(),
            },
            None => said.clone(),
        };
        Ok(Saved::new(Change::Edit { entity, id, before, after }, said))
    };
    if entity == Entity::Person {
        let warning = SafeContact::of(&record.values).warning();
        for row in rows.iter_mut().filter(|row| REACHES.contains(&row.name.as_str()) && !warning.is_empty()) {
            row.warning = format!("! {warning}");
        }
    }
    let mut sheet = Sheet::new("edit", format!("Edit: {title}"), rows, Box::new(read)).about(
        entity,
        id,
        format!("edit of {spoken}"),
    );
    if let Some(whom) = &whom {
        sheet.notes = whom.notes(store)?;
        if entity == Entity::Person {
            // A line of somebody's own stands in its row of this form; the warning of the other answers stands above.
            let own = format!("! Safe contact: {}", record.values.text("safe_contact"));
            sheet.notes.retain(|note| *note != own);
            let risks = store.records_of(Entity::Risk, "person_id", id)?;
            let risks = Risks::of(risks.iter().map(|risk| &risk.values), store.clock().today(), false);
            sheet.notes.extend(risks.alone.is_some().then(|| format!("! {}", risks.before_an_address())));
        }
    }
    sheet.before = record.values;
    sheet.edits = Some((entity, id));
    Ok(sheet)
}

/// The names of their drafts: one for each group, so that none takes the place of another.
const PARTS: [&str; 7] =
    ["edit_part_0", "edit_part_1", "edit_part_2", "edit_part_3", "edit_part_4", "edit_part_5", "edit_part_6"];

/// How many rows stand on one page of a form.
const ON_A_PAGE: usize = 9;

/// The form that edits one group of a person's details.
pub fn part(store: &Store, person: PersonId, part: usize) -> Result<Sheet, Fault> {
    let mut sheet = edit(store, Entity::Person, person.0)?;
    let fields = details::fields(part);
    let Some((title, _)) = details::GROUPS.get(part).filter(|_| !fields.is_empty()) else {
        return Err(Fault::missing("There is no such group."));
    };
    sheet.rows.retain(|row| fields.iter().any(|field| field.name == row.name));
    sheet.rows.sort_by_key(|row| fields.iter().position(|field| field.name == row.name));
    for (at, row) in sheet.rows.iter_mut().enumerate() {
        row.step = u8::try_from(at / ON_A_PAGE + 1).unwrap_or(1);
    }
    sheet.form = PARTS.get(part).copied().unwrap_or("edit");
    sheet.title = format!("{}: {}", sheet.title, title.to_lowercase());
    Ok(sheet)
}

/// The rows that ask why a record is put away.
pub(super) fn why_rows(entity: Entity) -> Vec<Row> {
    let why = match entity {
        Entity::Person => &WHY_PERSON,
        Entity::Asset => &WHY_ASSET,
        _ => &WHY_OTHER,
    };
    vec![Row::of(why, "", ""), Row::of(&WORDS, "", "")]
}

/// Why a record is put away, as it is kept.
pub(super) fn reason(answers: &Answers) -> String {
    match (answers.text("reason"), answers.text("words")) {
        ("other", words) if !words.is_empty() => words.to_owned(),
        (code, "") => code.to_owned(),
        (code, words) => format!("{code}: {words}"),
    }
}

/// The form that puts a record away, with a reason.
pub fn put_away(store: &Store, entity: Entity, id: i64) -> Result<Sheet, Fault> {
    let record = store.needed(entity, id)?;
    if let Some(on) = record.put_away_on {
        let since = when::show_day(on);
        return Err(Fault::missing(format!("It was put away on {since}.")).hint("It can be brought back."));
    }
    let whom = Whom::behind(store, &record)?;
    let title = title_of(&record, whom.as_ref());
    let rows = why_rows(entity);
    let said = format!("Put away: {title}.");
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let reason = reason(answers);
        Ok(Saved::new(Change::PutAway { entity, id, on: now.date(), reason }, said.clone()))
    };
    let mut notes = vec!["It leaves the lists. Nothing is lost, and it can be brought back.".to_owned()];
    if entity == Entity::Person {
        notes.push("To end a referral and keep the person in the lists, press Esc and then w.".to_owned());
    }
    if entity == Entity::Asset {
        notes.push(Closure::of(store, AssetId(id))?.sentence());
    }
    let sheet = Sheet::new("put_away", format!("Put away: {title}"), rows, Box::new(read));
    Ok(sheet.about(entity, id, format!("putting away of {title}")).notes(notes))
}

/// The question that brings a record back.
pub fn bring_back(store: &Store, entity: Entity, id: i64) -> Result<Box<dyn Screen>, Fault> {
    let record = store.needed(entity, id)?;
    let Some(on) = record.put_away_on else {
        return Err(Fault::missing("It is in use: there is nothing to bring back."));
    };
    let whom = Whom::behind(store, &record)?;
    let title = title_of(&record, whom.as_ref());
    let why = record.put_away_reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    let words = format!("Bring back {title}? It was put away on {}{why}.", when::show_day(on));
    let said = format!("Brought back: {title}.");
    let apply = Effect::Apply { change: Change::BringBack { entity, id }, close: false, said };
    Ok(Box::new(Question::new(words, apply)))
}
