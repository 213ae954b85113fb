//! What people of the sample give and would like, and what the people of the mock-ups did besides talking.

use chrono::NaiveDate;

use super::book::Book;
use super::case::{Case, pick_one};
use super::cast::Extra;
use super::names::pick;
use super::words::{GIVEN, MEANT};
use super::year::Town;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Value, Values};

impl Case {
    pub(super) fn asked(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate) {
        let answer = pick(&mut town.rng, &["offered", "offered", "offered", "not_now", "unsure", "no"]);
        let (what, kind, interests) = pick(&mut town.rng, self.theme().gifts);
        let offer = (answer == "offered").then(|| self.offered(day, what, kind, interests));
        let asked = self.asking(day, answer);
        self.offer = book.asked(asked, offer).map(|id| (id, what, kind));
    }

    fn asking(&self, day: NaiveDate, answer: &'static str) -> Entry {
        Entry::new(Entity::Asked).with("person_id", self.person).with("asked_on", day).with("answer", answer)
    }

    fn offered(
        &self,
        day: NaiveDate,
        what: &'static str,
        kind: &'static str,
        interests: &'static str,
    ) -> Entry {
        Entry::new(Entity::Offer)
            .with("person_id", self.person)
            .with("what", what)
            .with("gift_kind", kind)
            .with("interests", interests)
            .with("introduce", 1)
            .with("offered_on", day)
            .with("state", "open")
    }

    pub(super) fn wish(&self, day: NaiveDate, what: &'static str, interests: &'static str) -> Entry {
        Entry::new(Entity::Ask)
            .with("person_id", self.person)
            .with("what", what)
            .with("interests", interests)
            .with("introduce", 1)
            .with("asked_on", day)
            .with("state", "open")
    }

    /// They give: what they offered, if it has not been taken up, else something small; to a neighbour or a group.
    pub(super) fn give(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate) {
        let (what, kind, minutes) = pick(&mut town.rng, GIVEN);
        let mut entry = exchange(day, what, kind, minutes).with("giver_person_id", self.person);
        if let Some((id, what, kind)) = self.offer.take() {
            entry = entry.with("offer_id", id).with("what", what).with("gift_kind", kind);
        }
        let group = self.links.first().map(|link| link.asset).filter(|_| town.rng.u8(..3) == 0);
        let entry = match (group, pick_one(town, self.person)) {
            (Some(group), _) => entry.with("receiver_asset_id", group),
            (None, Some(other)) => entry
                .with("receiver_person_id", other)
                .with("meant", pick(&mut town.rng, MEANT))
                .with("thanked", 1),
            (None, None) => return,
        };
        book.add(entry);
    }

    pub(super) fn receive(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate) {
        let (what, kind, minutes) = pick(&mut town.rng, GIVEN);
        let entry = exchange(day, what, kind, minutes).with("receiver_person_id", self.person);
        let entry = match (self.links.first(), pick_one(town, self.person)) {
            (_, Some(other)) if town.rng.bool() => entry.with("giver_person_id", other),
            (Some(link), _) => entry.with("giver_asset_id", link.asset),
            (None, Some(other)) => entry.with("giver_person_id", other),
            (None, None) => return,
        };
        book.add(entry.with("meant", pick(&mut town.rng, MEANT)));
    }

    pub(super) fn extra(
        &mut self,
        book: &mut Book<'_>,
        town: &mut Town,
        day: NaiveDate,
        extra: &'static Extra,
    ) {
        let there = |id: i64| id <= town.assets;
        match *extra {
            Extra::Offers(what, kind, interests) => {
                let offer = self.offered(day, what, kind, interests);
                book.asked(self.asking(day, "offered"), Some(offer));
            }
            Extra::Wishes(what, interests) => {
                book.add(self.wish(day, what, interests));
            }
            Extra::Gives(to, what, kind, minutes, meant) => {
                if let Some(to) = town.cast.get(to) {
                    let entry = exchange(day, what, kind, minutes);
                    let entry = entry.with("giver_person_id", self.person).with("receiver_person_id", *to);
                    book.add(entry.with("meant", meant).with("thanked", 1));
                }
            }
            Extra::GivesGroup(to, what, kind) if there(to) => {
                let entry = exchange(day, what, kind, 0).with("giver_person_id", self.person);
                book.add(entry.with("receiver_asset_id", to));
            }
            Extra::Receives(from, what, kind) if there(from) => {
                let entry = exchange(day, what, kind, 0).with("giver_asset_id", from);
                book.add(entry.with("receiver_person_id", self.person));
            }
            Extra::Notes(text) => {
                let note = Entry::new(Entity::Note).with("person_id", self.person);
                book.add(note.with("written_on", day).with("text", text));
            }
            Extra::Runs(group) if there(group) => {
                let before = Values::new().with("run_by_person_id", Value::Nothing);
                let after = Values::new().with("run_by_person_id", self.person).with("run_since", day);
                book.edit(Entity::Asset, group, before, after);
            }
            Extra::Joins(group, kind, state, by) => {
                let by = town.cast.get(by).copied();
                self.link(book, town, day, (group, kind, state, by));
            }
            Extra::Remind(days, what) => {
                let due = town.span.on_or_after(town.span.today + chrono::Days::new(days));
                let entry = Entry::new(Entity::FollowUp).with("person_id", self.person).with("due_on", due);
                book.add(entry.with("what", what).with("state", "open"));
            }
            Extra::Stands(group, rung, evidence) if there(group) => {
                let entry = Entry::new(Entity::Rung).with("person_id", self.person).with("asset_id", group);
                let entry = entry.with("rung", rung).with("since", day).with("evidence", evidence);
                book.add(entry.with("agreed", 1));
            }
            _ => {}
        }
    }
}

fn exchange(day: NaiveDate, what: &'static str, kind: &'static str, minutes: i64) -> Entry {
    let entry =
        Entry::new(Entity::Exchange).with("what", what).with("gift_kind", kind).with("happened_on", day);
    if minutes > 0 { entry.with("minutes", minutes) } else { entry }
}
