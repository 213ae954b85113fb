//! The last acts, each an operation of its own by Jo, so that undo has something to take back.

use super::year::Year;
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;
use crate::fault::Fault;

/// What Jo does before nine on the last working day: a note, a wish, a give, a call.
pub(super) fn acts(year: &mut Year<'_>) -> Result<(), Fault> {
    let day = year.town.span.cut;
    let Some(jo) = year.staff.first().cloned() else { return Ok(()) };
    let person = |year: &Year<'_>, family: &str| year.town.cast.get(family).copied();
    if let Some(maureen) = person(year, "Green") {
        let note = Entry::new(Entity::Note).with("person_id", maureen).with("written_on", day);
        year.book.add(
            note.with("text", "Would like the final talk to be at the lunch club, with the others there."),
        );
        year.book.write_alone(&jo, day, (8, 20))?;
    }
    if let Some(beryl) = person(year, "Clarke") {
        let wish =
            Entry::new(Entity::Ask).with("person_id", beryl).with("asked_on", day).with("state", "open");
        year.book.add(wish.with("what", "a hand with the bins on Thursdays").with("interests", "mutual_aid"));
        year.book.write_alone(&jo, day, (8, 31))?;
    }
    if let (Some(stan), Some(gordon)) = (person(year, "Walker"), person(year, "Hill")) {
        let give =
            Entry::new(Entity::Exchange).with("giver_person_id", stan).with("receiver_person_id", gordon);
        let give =
            give.with("what", "a chess set on loan").with("gift_kind", "heart").with("happened_on", day);
        year.book.add(give.with("meant", "Something to do with my leg up."));
        year.book.write_alone(&jo, day, (8, 40))?;
    }
    if let Some(dilys) = person(year, "Hughes") {
        let contact = Entry::new(Entity::Contact)
            .with("person_id", dilys)
            .with("method", "phone")
            .with("outcome", "spoke")
            .with("happened_on", day)
            .with("happened_at", "08:50")
            .with("minutes", 10)
            .with("note", "Would gladly speak Welsh with Siân; both said yes to be introduced.");
        year.book.log(contact, None, None);
        year.book.write_alone(&jo, day, (8, 52))?;
    }
    Ok(())
}
