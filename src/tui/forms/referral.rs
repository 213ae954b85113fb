//! Add a referral, for somebody new or somebody known, and add a person without one. Doubles are looked for while one types.

use chrono::NaiveDateTime;

use super::row::Row;
use super::sheet::{Answers, Met, Saved, Sheet, Trouble, one_name_is_enough, row, rows};
use super::whom::Whom;
use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;
use crate::domain::id::{ContactId, PersonId};
use crate::domain::{check, fold, name, nhs_number, when};
use crate::fault::Fault;
use crate::store::{Store, StoreError};

/// What is asked of somebody new, so that a referral is added in two minutes; the rest is added by editing.
static WHO: [&str; 8] =
    ["given", "family", "date_of_birth", "nhs_number", "phone", "mobile", "postcode", "safe_contact"];

/// What is asked of a referral first, and what is asked of whoever referred. A self-referral needs none of the latter.
static WHY: [&str; 5] = ["received", "source", "reason", "own_words", "urgency"];
static FROM_WHOM: [&str; 6] =
    ["referrer_name", "referrer_role", "referrer_organisation", "referrer_contact", "method", "hopes"];

/// Where a referral comes from when nobody referred.
const NOBODY_REFERRED: &[&str] = &["self", "outreach_met", "reopened"];

/// The form that adds a referral.
pub fn add(store: &Store, person: Option<PersonId>) -> Result<Sheet, Fault> {
    let whom = person.map(|id| Whom::person(store, id)).transpose()?;
    let first = if whom.is_none() { 2 } else { 1 };
    let page = |entity: Entity, prefix: &'static str, names: &'static [&'static str], step: u8| {
        names.iter().filter_map(move |name| row(entity, prefix, name)).map(move |row| row.on_step(step))
    };
    let mut all: Vec<Row> = Vec::new();
    if whom.is_none() {
        all.extend(page(Entity::Person, "person.", &WHO, 1));
        one_name_is_enough(&mut all);
    }
    all.extend(page(Entity::Referral, "referral.", &WHY, first));
    all.extend(page(Entity::Referral, "referral.", &FROM_WHOM, first + 1));
    let title = whom
        .as_ref()
        .map_or_else(|| "Add a referral".to_owned(), |whom| format!("Add a referral: {}", whom.listed));
    let mut sheet = Sheet::new("referral", title, all, Box::new(read));
    "referral".clone_into(&mut sheet.called);
    match whom {
        Some(whom) => {
            let notes = whom.notes(store)?;
            let known = format!("person {} {}", whom.id, whom.spoken);
            sheet = sheet.about(Entity::Person, whom.id, format!("referral of {}", whom.spoken)).notes(notes);
            sheet = sheet.knowing("person", known);
        }
        None => sheet.guard = Some(Box::new(|answers, store| met(answers, store, "person.", "Use "))),
    }
    Ok(sheet)
}

fn read(answers: &Answers, now: NaiveDateTime) -> Result<Saved, Vec<Trouble>> {
    let mut draft = answers.draft(Entity::Referral, "referral.");
    // The person is named by the change: any number keeps the check content until then.
    draft.set("person_id", "1");
    if NOBODY_REFERRED.contains(&answers.text("referral.source"))
        && answers.text("referral.method").is_empty()
    {
        draft.set("method", if answers.text("referral.source") == "self" { "self_referral" } else { "" });
    }
    let mut troubles = Vec::new();
    let who = match answers.record("person") {
        Some((_, id)) => Some((
            Who::Known(PersonId(id)),
            answers.text("person").splitn(3, ' ').nth(2).unwrap_or("").to_owned(),
        )),
        None => match Answers::entry(&answers.draft(Entity::Person, "person."), "person.", now) {
            Ok(entry) => {
                let spoken = name::spoken(entry.values.text("given"), entry.values.text("family"));
                Some((Who::New(entry), spoken))
            }
            Err(found) => {
                troubles.extend(found);
                None
            }
        },
    };
    let referral = Answers::entry(&draft, "referral.", now).map_err(|found| {
        troubles.extend(found);
        troubles.clone()
    })?;
    let (person, spoken) = who.ok_or(troubles)?;
    let mut referral: Entry = referral;
    referral.values.remove("person_id");
    let change = match answers.text("=contact").parse() {
        Ok(contact) => Change::Promote { contact: ContactId(contact), person, referral },
        Err(_) => Change::Refer { person, referral, consents: Vec::new(), identities: Vec::new() },
    };
    Ok(Saved::new(change, format!("Saved: referral of {spoken}.")))
}

/// The form that adds a person without a referral.
pub fn add_person() -> Sheet {
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let entry = Answers::entry(&answers.draft(Entity::Person, ""), "", now)?;
        let spoken = name::spoken(entry.values.text("given"), entry.values.text("family"));
        Ok(Saved::new(Change::Add(entry), format!("Saved: {spoken} is in the caseload.")))
    };
    let mut all = rows(Entity::Person, "");
    one_name_is_enough(&mut all);
    let mut sheet = Sheet::new("person", "Add a person without a referral", all, Box::new(read));
    "new person".clone_into(&mut sheet.called);
    sheet.guard = Some(Box::new(|answers, store| met(answers, store, "", "Open ")));
    sheet
}

/// Somebody in the caseload who is like the one in the form: the same NHS number, or the same birth date and much the
/// same name.
fn met(answers: &Answers, store: &Store, prefix: &str, verb: &str) -> Result<Option<Met>, StoreError> {
    let text = |name: &str| answers.text(&format!("{prefix}{name}")).to_owned();
    let now = store.clock().now();
    let read = |name: &str| {
        let field = Entity::Person.field(name)?;
        let value = check::read(field, &text(name), now).ok()?;
        value.text().map(str::to_owned)
    };
    let button = |spoken: &str| format!("{verb}{spoken}");
    if let Some(number) = read("nhs_number") {
        for hit in store.find_people(&number, 3)? {
            let record = store.needed(Entity::Person, hit.person.0)?;
            if record.values.text("nhs_number") == number {
                let spoken = name::spoken(&hit.given, &hit.family);
                let sentence = format!(
                    "{spoken} has this NHS number ({}) and is in the caseload already.",
                    nhs_number::show(&number)
                );
                let button = button(&spoken);
                return Ok(Some(Met { person: hit.person, named: spoken, sentence, button, same: true }));
            }
        }
    }
    let (given, family) = (text("given"), text("family"));
    let born: Option<chrono::NaiveDate> = read("date_of_birth").and_then(|day| day.parse().ok());
    if given.is_empty() && family.is_empty() {
        return Ok(None);
    }
    for hit in store.find_people(&format!("{given} {family}"), 10)? {
        let spoken = name::spoken(&hit.given, &hit.family);
        let same_name = fold::fold(&spoken) == fold::fold(&name::spoken(&given, &family));
        // The same name with another date of birth may be a slip in the date: it is said, and saving again adds them.
        let same_birth = born.is_some() && born == hit.date_of_birth;
        if same_birth || same_name {
            let birth = hit.date_of_birth.map_or_else(
                || "whose date of birth is not known".to_owned(),
                |day| format!("born {}", when::show_birth(day)),
            );
            let sentence = format!("{spoken}, {birth}, is in the caseload already.");
            let button = button(&spoken);
            return Ok(Some(Met { person: hit.person, named: spoken, sentence, button, same: false }));
        }
    }
    Ok(None)
}
