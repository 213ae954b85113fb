//! The forms: which one a request opens. One file for each act; all are data for the one form of [`form`].

mod asset;
mod community;
mod contact;
mod doors;
mod echo;
mod edit;
pub mod form;
mod give;
mod grow;
mod informal;
pub mod kept;
mod layout;
mod letter;
pub mod many;
pub mod measure;
mod pair;
mod referral;
mod reminder;
pub mod row;
mod safety;
mod same;
mod save;
mod says;
pub mod sheet;
mod stage;
mod way;
mod whom;
mod work;

use super::dialogs::options;
use super::dialogs::question::Question;
use super::effect::Effect;
use super::request::{FormRequest, Which};
use super::screen::Screen;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::{FollowUpId, PersonId};
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::drafts::KeptDraft;
use form::Form;
use sheet::Sheet;
use whom::Whom;

/// The form that a screen asked for.
///
/// # Errors
/// The record it is about is gone, or the file cannot be read.
pub fn open(request: &FormRequest, store: &Store) -> Result<Box<dyn Screen>, Fault> {
    match *request {
        FormRequest::BringBack { entity, id } => edit::bring_back(store, entity, id),
        FormRequest::Unmerge(person) => same::unmerge(store, person),
        FormRequest::StartWork(person) => work::start(store, person),
        FormRequest::NoRisks(person) => safety::no_risks(store, person),
        FormRequest::TickOff { follow_up, person } => tick_off(store, follow_up, person),
        FormRequest::AddMenu => Ok(add_menu()),
        FormRequest::Story(person) => way::story(store, person, None),
        FormRequest::WayMenu(person) => way::menu(store, person),
        FormRequest::AddStep(Which::Of(person))
        | FormRequest::StepDone(Which::Of(person))
        | FormRequest::GoalGoes(Which::Of(person)) => way::choose(store, request, person),
        _ => Ok(Box::new(Form::new(sheet(request, store)?, store))),
    }
}

/// The form that a screen asked for, with answers that are known already.
///
/// # Errors
/// The record it is about is gone, or the file cannot be read.
pub fn filled(
    request: &FormRequest,
    known: &[(String, String)],
    store: &Store,
) -> Result<Box<dyn Screen>, Fault> {
    let mut sheet = sheet(request, store)?;
    for row in &mut sheet.rows {
        if let Some((_, text)) = known.iter().find(|(name, _)| *name == row.name) {
            row.set(text);
            row.first = row.text();
        }
    }
    Ok(Box::new(Form::new(sheet, store)))
}

/// The form of a kept draft, with what was typed.
///
/// # Errors
/// The record it is about is gone, or this version has no such form.
pub fn carry_on(draft: &KeptDraft, store: &Store) -> Result<Box<dyn Screen>, Fault> {
    let request = kept::request(draft)
        .ok_or_else(|| Fault::missing("This draft was typed in a form that this kith does not have."))?;
    if let FormRequest::Story(person) = request {
        return way::story(store, person, Some(kept::texts(draft)));
    }
    let mut form = Form::new(sheet(&request, store)?, store);
    form.restore(&kept::texts(draft));
    Ok(Box::new(form))
}

fn sheet(request: &FormRequest, store: &Store) -> Result<Sheet, Fault> {
    match *request {
        FormRequest::LogContact { person, follow_up } => contact::sheet(store, person, follow_up),
        FormRequest::Remind { about } => reminder::set(store, about),
        FormRequest::Note { about } => reminder::note(store, about),
        FormRequest::Later(id) => reminder::later(store, id),
        FormRequest::Edit { entity, id } => edit::edit(store, entity, id),
        FormRequest::EditPart { person, part } => edit::part(store, person, part),
        FormRequest::PutAway { entity, id } => edit::put_away(store, entity, id),
        FormRequest::Stage { person } => stage::of_person(store, person),
        FormRequest::StageConnection(id) => stage::of_connection(store, id),
        FormRequest::AddReferral { person } => referral::add(store, person),
        FormRequest::AddPerson => Ok(referral::add_person()),
        FormRequest::AddAsset => Ok(asset::add()),
        FormRequest::Offer { subject } => give::standing(store, Entity::Offer, subject),
        FormRequest::Ask { subject } => give::standing(store, Entity::Ask, subject),
        FormRequest::Give { person, asset } => give::exchange(store, person, asset),
        FormRequest::Asked(person) => give::asked(store, person),
        FormRequest::Consent(person) => give::consent(store, person),
        FormRequest::Rung { person, asset } => give::rung(store, person, asset),
        FormRequest::Connect { person, asset } => asset::connect(store, person, asset),
        FormRequest::Unlock(person) => safety::unlock(store, person),
        FormRequest::Restrict(person) => safety::restrict(store, person),
        FormRequest::Risk(person) => safety::risk(store, person),
        FormRequest::Informal => Ok(informal::add()),
        FormRequest::Promote(contact) => informal::promote(store, contact),
        FormRequest::PauseWork(person) => work::pause(store, person),
        FormRequest::CloseWork(person) => work::close(store, person),
        FormRequest::Allot(person) => work::allot(store, person),
        FormRequest::HandOver => work::hand_over(store),
        FormRequest::Merge(person) => same::merge(store, person),
        FormRequest::WrongPerson(contact) => same::wrong_person(store, contact.0),
        FormRequest::Letter { kind, person } => letter::open(store, kind, person),
        FormRequest::AddTo { entity: Entity::Measure, person } => measure::open(store, person),
        FormRequest::AddTo { entity, person } => way::add(store, entity, person),
        FormRequest::AddStep(Which::This(goal)) => way::step(store, goal),
        FormRequest::StepDone(Which::This(step)) => way::step_done(store, step),
        FormRequest::GoalGoes(Which::This(goal)) => way::goal_goes(store, goal),
        FormRequest::CloseAsset(asset) => community::close(store, asset),
        FormRequest::Feedback(asset) => community::feedback(store, asset),
        FormRequest::Gap { person, asset } => community::gap(store, person, asset),
        FormRequest::Pair { offer, ask, fits } => pair::begin(store, offer, ask, fits),
        FormRequest::PairMoves(id) => pair::moves(store, id),
        FormRequest::GapMoves(gap) => community::gap_moves(store, gap),
        FormRequest::GapGrows(gap) => grow::sheet(store, gap),
        FormRequest::GapWait(gap) => community::waits(store, gap),
        FormRequest::Notice { asset } => community::notice(store, asset),
        FormRequest::Visit(connection) => community::visit(store, connection),
        FormRequest::ConnectPeople(person) => community::connect_people(store, person),
        FormRequest::KeepSearch => Ok(community::keep_search()),
        FormRequest::BringBack { .. }
        | FormRequest::AddStep(_)
        | FormRequest::StepDone(_)
        | FormRequest::GoalGoes(_)
        | FormRequest::WayMenu(_)
        | FormRequest::Story(_)
        | FormRequest::TickOff { .. }
        | FormRequest::Unmerge(_)
        | FormRequest::StartWork(_)
        | FormRequest::NoRisks(_)
        | FormRequest::AddMenu => Err(Fault::missing("This is a question, not a form.")),
    }
}

/// Ticking off a reminder asks how it went: the contact that answers it, or just done.
fn tick_off(store: &Store, id: FollowUpId, person: Option<PersonId>) -> Result<Box<dyn Screen>, Fault> {
    let record = store.needed(Entity::FollowUp, id.0)?;
    let values = &record.values;
    if values.text("state") != "open" {
        return Err(Fault::missing("That reminder is not open any more."));
    }
    let today = store.clock().today();
    let due = values.day("due_on").unwrap_or(today);
    let late =
        when::days_late(due, today).map_or_else(String::new, |days| format!(", {}", when::late_words(days)));
    let whom = Whom::behind(store, &record)?;
    let named = whom.as_ref().map_or_else(String::new, |whom| format!("{}: ", whom.spoken));
    let above = vec![format!("{named}{}, {}{late}.", values.text("what"), when::show_day(due))];
    let person = person.or(whom.filter(|whom| whom.entity == Entity::Person).map(|whom| PersonId(whom.id)));
    let mut answers = Vec::new();
    if let Some(person) = person {
        let contact = FormRequest::LogContact { person, follow_up: Some(id) };
        answers.push(("Log how it went, as a contact".to_owned(), Effect::Form(contact)));
    }
    let said = format!("Ticked off: {named}{}.", values.text("what"));
    let done = Effect::Apply { change: Change::Finish { id, on: today }, close: false, said };
    let question =
        Question::new(format!("Tick off, without a contact: {named}{}?", values.text("what")), done);
    answers.push(("Just done: there was no contact".to_owned(), Effect::Open(Box::new(question))));
    answers.push(("Move it to later".to_owned(), Effect::Form(FormRequest::Later(id))));
    Ok(Box::new(options::ask("How did it go?", above, answers)))
}

fn add_menu() -> Box<dyn Screen> {
    let form = |words: &str, request: FormRequest| (words.to_owned(), Effect::Form(request));
    let answers = vec![
        form("A referral", FormRequest::AddReferral { person: None }),
        form("A person without a referral", FormRequest::AddPerson),
        form("An informal contact, with nobody we know yet", FormRequest::Informal),
        form("An asset: a group, place, person or service", FormRequest::AddAsset),
        form("An offer: what somebody would like to give", FormRequest::Offer { subject: None }),
        form("A wish: what somebody would like", FormRequest::Ask { subject: None }),
        form("A give and its receive", FormRequest::Give { person: None, asset: None }),
        form("A gap: what the community does not have yet", FormRequest::Gap { person: None, asset: None }),
        form("A card for the noticeboard", FormRequest::Notice { asset: None }),
    ];
    Box::new(options::ask("Add what?", Vec::new(), answers))
}
