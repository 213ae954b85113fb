//! A second record of one person is not made unawares.

use crate::cli::desk::Desk;
use crate::domain::entry::{Record, Values};
use crate::fault::{Fault, Kind};
use crate::import::alike::Name;
use crate::store::Store;

/// What is the same where it can be only one person.
const SAME_NUMBER: &str = "the same NHS number";

/// Asks first where somebody has the same birthday and a similar name; one NHS number belongs to one person.
///
/// # Errors
/// The NHS number is somebody's; the answer was no, or there is no terminal and no `--yes` (status 6). The sentence names
/// no name.
pub fn somebody_known(desk: &Desk, store: &Store, values: &Values) -> Result<(), Fault> {
    let Some((id, why)) = known(store, values)? else { return Ok(()) };
    if why == SAME_NUMBER {
        let hint = format!("For the same person: kith edit person {id}, or kith add referral --person {id}.");
        return Err(Fault::failed(format!("Person {id} has {why}. Nobody was added.")).hint(hint));
    }
    let question = format!("Person {id} has {why}. Add another person?");
    match desk.ask.sure(&question) {
        Ok(true) => Ok(()),
        Ok(false) => {
            Err(Fault::failed("Nobody was added.").hint(format!("To look at person {id}: kith show {id}")))
        }
        Err(fault) if fault.kind == Kind::NeedsYes => {
            let hint = format!(
                "For the same person: kith edit person {id}, or kith add referral --person {id}. For another: --yes"
            );
            Err(Fault::new(Kind::NeedsYes, format!("Person {id} has {why}. Nobody was added.")).hint(hint))
        }
        Err(fault) => Err(fault),
    }
}

/// Somebody in use with the same NHS number, or the same birthday and a similar name: their number, and what is the same.
pub fn known(store: &Store, values: &Values) -> Result<Option<(i64, &'static str)>, Fault> {
    let in_use = |record: &Record| record.put_away_on.is_none();
    let number = values.text("nhs_number");
    if !number.is_empty()
        && let Some(person) = store.people_with_nhs_number(number)?.into_iter().find(in_use)
    {
        return Ok(Some((person.id, SAME_NUMBER)));
    }
    let name = |values: &Values| Name::new(values.text("given"), values.text("family"));
    let Some(born) = values.day("date_of_birth") else { return Ok(None) };
    let same = store.people_born_on(born)?;
    let person = same.into_iter().filter(in_use).find(|record| name(&record.values).alike(&name(values)));
    Ok(person.map(|person| (person.id, "the same birthday and a similar name")))
}
