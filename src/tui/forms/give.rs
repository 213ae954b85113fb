//! Give and take: offers, wishes, gives and receives, being asked, and a worker's word on a rung.

use chrono::NaiveDateTime;

use super::reminder;
use super::row::{Choice, Look, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row, rows};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::id::{AssetId, PersonId};
use crate::domain::vocabulary::{ASKED_ANSWER, RUNG};
use crate::fault::Fault;
use crate::store::{Store, StoreError};
use crate::tui::request::Subject;

/// What a record that was looked for is called in the row that holds it.
type Known = Option<(Entity, i64, String)>;

fn known(store: &Store, about: Option<Subject>) -> Result<Option<Whom>, Fault> {
    about.map(|about| reminder::whom(store, about)).transpose()
}

fn held(whom: Option<&Whom>) -> Known {
    whom.map(|whom| (whom.entity, whom.id, whom.spoken.clone()))
}

/// Puts the record of a look-up into the field that is meant for its kind.
fn put(draft: &mut Draft, answers: &Answers, row: &str, fields: [&str; 2]) -> Result<(), Trouble> {
    let [person, asset] = fields;
    let Some((entity, id)) = answers.record(row) else {
        return Err(Trouble::new(row, "Say who: press Enter to look for a person or a group."));
    };
    draft.set(if entity == Entity::Asset { asset } else { person }, id.to_string());
    Ok(())
}

/// The form that records an offer or a wish.
pub fn standing(store: &Store, entity: Entity, about: Option<Subject>) -> Result<Sheet, Fault> {
    let whom = known(store, about)?;
    let offer = entity == Entity::Offer;
    let (form, title) = if offer { ("offer", "Record an offer") } else { ("ask", "Record a wish") };
    let mut all = vec![Row::record("whose", "Whose", Look::Either, held(whom.as_ref())).needed()];
    all.extend(rows(entity, ""));
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(entity, "");
        let whose = put(&mut draft, answers, "whose", ["person_id", "asset_id"]);
        let entry = both(whose, Answers::entry(&draft, "", now))?;
        let words = if offer { "offer" } else { "wish" };
        Ok(Saved::new(Change::Add(entry), format!("Saved: {words} of {}.", words_of(answers, "whose"))))
    };
    Ok(about_whom(
        Sheet::new(form, titled(title, whom.as_ref()), all, Box::new(read)),
        whom.as_ref(),
        entity.word(),
    ))
}

fn titled(title: &str, whom: Option<&Whom>) -> String {
    whom.map_or_else(|| title.to_owned(), |whom| format!("{title}: {}", whom.listed))
}

fn about_whom(mut sheet: Sheet, whom: Option<&Whom>, word: &str) -> Sheet {
    if let Some(whom) = whom {
        let called = format!("{word} of {}", whom.spoken);
        return sheet.about(whom.entity, whom.id, called);
    }
    word.clone_into(&mut sheet.called);
    sheet
}

fn words_of<'a>(answers: &'a Answers, row: &str) -> &'a str {
    answers.text(row).splitn(3, ' ').nth(2).unwrap_or("them")
}

/// A record that is wanted besides a checked entry; both are told when both are wrong.
fn both(found: Result<(), Trouble>, entry: Result<Entry, Vec<Trouble>>) -> Result<Entry, Vec<Trouble>> {
    let Err(trouble) = found else { return entry };
    let mut all = vec![trouble];
    all.extend(entry.err().into_iter().flatten());
    Err(all)
}

/// The form that records a give and its receive.
pub fn exchange(store: &Store, person: Option<PersonId>, asset: Option<AssetId>) -> Result<Sheet, Fault> {
    let about = person.map(Subject::Person).or(asset.map(Subject::Asset));
    let whom = known(store, about)?;
    let mut all = vec![
        Row::record("giver", "Given by", Look::Either, held(whom.as_ref())).needed(),
        Row::record("receiver", "Received by", Look::Either, None).needed(),
    ];
    all.extend(
        ["what", "gift_kind", "happened_on", "minutes", "meant", "came_back", "thanked"]
            .into_iter()
            .filter_map(|name| row(Entity::Exchange, "", name)),
    );
    all.push(
        Row::choice("offer_id", "Answers the offer", Vec::new(), "")
            .on_step(2)
            .helped("An open offer of the giver."),
    );
    all.push(
        Row::choice("ask_id", "Answers the wish", Vec::new(), "")
            .on_step(2)
            .helped("An open wish of the receiver."),
    );
    let mut sheet =
        Sheet::new("exchange", titled("Record a give", whom.as_ref()), all, Box::new(read_exchange));
    sheet.fill = Some(Box::new(|answers, store| {
        Ok(vec![
            ("offer_id", open_of(store, Entity::Offer, answers.record("giver"))?),
            ("ask_id", open_of(store, Entity::Ask, answers.record("receiver"))?),
        ])
    }));
    Ok(about_whom(sheet, whom.as_ref(), "give"))
}

/// The open offers or wishes of somebody.
fn open_of(store: &Store, entity: Entity, whose: Option<(Entity, i64)>) -> Result<Vec<Choice>, StoreError> {
    let Some((kind, id)) = whose else { return Ok(Vec::new()) };
    let field = if kind == Entity::Asset { "asset_id" } else { "person_id" };
    let open = store
        .records_of(entity, field, id)?
        .into_iter()
        .filter(|record| record.values.text("state") == "open");
    Ok(open.map(|record| Choice::new(record.id.to_string(), record.values.text("what"))).collect())
}

fn read_exchange(answers: &Answers, now: NaiveDateTime) -> Result<Saved, Vec<Trouble>> {
    let mut draft = answers.draft(Entity::Exchange, "");
    let giver = put(&mut draft, answers, "giver", ["giver_person_id", "giver_asset_id"]);
    let receiver = put(&mut draft, answers, "receiver", ["receiver_person_id", "receiver_asset_id"]);
    let missing: Vec<Trouble> = [giver, receiver].into_iter().filter_map(Result::err).collect();
    let entry = Answers::entry(&draft, "", now);
    let entry = match (missing.is_empty(), entry) {
        (true, entry) => entry.map_err(|found| found.into_iter().map(on_rows).collect::<Vec<_>>())?,
        (false, Ok(_)) => return Err(missing),
        (false, Err(found)) => {
            let more = found.into_iter().filter(|trouble| !trouble.row.contains("_person_id"));
            return Err(missing.into_iter().chain(more).collect());
        }
    };
    let said = format!("Saved: {} gave to {}.", words_of(answers, "giver"), words_of(answers, "receiver"));
    Ok(Saved::new(Change::Add(entry), said))
}

fn on_rows(trouble: Trouble) -> Trouble {
    let row = match trouble.row.as_str() {
        "giver_person_id" => "giver".to_owned(),
        "receiver_person_id" => "receiver".to_owned(),
        _ => trouble.row,
    };
    Trouble { row, reason: trouble.reason }
}

/// The form that records being asked what one would like to give, with the offer where there is one.
pub fn asked(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let mut all = rows(Entity::Asked, "");
    let offer = ["what", "gift_kind", "interests", "when_where"];
    let offers = offer.into_iter().filter_map(|name| row(Entity::Offer, "offer.", name));
    all.extend(offers.map(|row| row.only_if("answer", &["offered"])));
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Asked, "");
        draft.set("person_id", person.to_string());
        let asked = Answers::entry(&draft, "", now)?;
        let mut offers = Vec::new();
        if answers.text("answer") == "offered" {
            let mut offer = answers.draft(Entity::Offer, "offer.");
            offer.set("person_id", person.to_string());
            let mut entry = Answers::entry(&offer, "offer.", now)?;
            entry.values.set("offered_on", asked.values.value("asked_on").clone());
            offers.push(entry);
        }
        let answer = ASKED_ANSWER.label(answers.text("answer")).to_lowercase();
        let change = Change::AskedAndOffered { asked, offers };
        Ok(Saved::new(change, format!("Saved: {spoken} was asked ({answer}).")))
    };
    let title = format!("Asked what they would like to give: {}", whom.listed);
    Ok(about_whom(Sheet::new("asked", title, all, Box::new(read)), Some(&whom), "asking"))
}

/// The form that records a yes or a no.
pub fn consent(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Consent, "");
        draft.set("person_id", person.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: what {spoken} said.")))
    };
    let title = format!("Record a yes or a no: {}", whom.listed);
    let sheet = Sheet::new("consent", title, rows(Entity::Consent, ""), Box::new(read));
    Ok(about_whom(sheet, Some(&whom), "yes or no"))
}

/// The form that says where a person stands on the way, agreed with them.
pub fn rung(store: &Store, person: PersonId, asset: Option<AssetId>) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let group = asset.map(|id| store.needed(Entity::Asset, id.0)).transpose()?;
    let group = group.map(Whom::of);
    let mut all = vec![Row::record("group", "In which group", Look::Asset, held(group.as_ref()))];
    all.extend(rows(Entity::Rung, ""));
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Rung, "");
        draft.set("person_id", person.to_string());
        if let Some((_, id)) = answers.record("group") {
            draft.set("asset_id", id.to_string());
        }
        let entry = Answers::entry(&draft, "", now)?;
        let label = RUNG.label(answers.text("rung")).to_lowercase();
        Ok(Saved::new(Change::Add(entry), format!("Saved: {spoken} is a {label}.")))
    };
    let title = format!("Where they stand on the way: {}", whom.listed);
    let sheet = Sheet::new("rung", title, all, Box::new(read));
    Ok(about_whom(sheet, Some(&whom), "place on the way"))
}
