//! Entries of the sample: how a person, a referral and what they agreed to look when they come.

use chrono::NaiveDate;

use super::cast::{self, Row};
use super::names::{self, NhsNumbers, born, pick};
use super::theme::Theme;
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;

/// Who somebody is before they have a number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// One of the mock-ups' people.
    Cast(&'static Row),
    /// One with a rare name.
    Rare(&'static (&'static str, &'static str, &'static str, usize)),
    /// Anyone.
    Anyone,
}

/// What makes people: chance, the present day, the numbers.
pub(super) struct Registry<'a> {
    pub rng: &'a mut fastrand::Rng,
    pub today: NaiveDate,
    pub nhs: &'a mut NhsNumbers,
}

impl Registry<'_> {
    /// The person.
    pub(super) fn person(&mut self, who: Who, theme: &Theme) -> Entry {
        let mut entry = Entry::new(Entity::Person);
        match who {
            Who::Cast(row) => {
                let (family, given, title, age, month, day, ..) = *row;
                entry = entry.with("family", family).with("given", given).with("title", title);
                entry = entry.with("date_of_birth", born(self.today, age, month, day));
            }
            Who::Rare((given, family, safe, _)) => {
                entry = entry.with("given", *given).with("family", *family).with("safe_contact", *safe);
                entry = entry.with("date_of_birth", self.birthday());
            }
            Who::Anyone => {
                let woman = theme.woman.unwrap_or_else(|| self.rng.bool());
                let given = pick(self.rng, if woman { names::WOMEN } else { names::MEN });
                entry = entry.with("given", given).with("family", pick(self.rng, names::FAMILIES));
                entry = entry.with("date_of_birth", self.birthday());
                if self.rng.u8(..25) == 0 {
                    entry = entry.with("safe_contact", pick(self.rng, names::SAFE));
                }
            }
        }
        let entry = self.ways_to_reach(entry, theme);
        match who {
            Who::Cast(row) => cast::KNOWN
                .iter()
                .filter(|known| known.0 == row.0)
                .fold(entry, |entry, (_, field, value)| entry.with(field, *value)),
            _ => entry,
        }
    }

    fn birthday(&mut self) -> NaiveDate {
        let age = pick(self.rng, &[24, 31, 38, 45, 52, 58, 63, 67, 71, 74, 77, 80, 83, 86, 89]);
        born(self.today, age + self.rng.i32(0..3), self.rng.u32(1..=12), self.rng.u32(1..=28))
    }

    fn ways_to_reach(&mut self, mut entry: Entry, theme: &Theme) -> Entry {
        let number = if self.rng.u8(..10) < 9 { self.nhs.next() } else { String::new() };
        entry = entry.with("nhs_number", number);
        if self.rng.u8(..10) < 6 {
            entry = entry.with("phone", names::landline(self.rng));
        }
        if self.rng.u8(..10) < 7 || entry.values.text("phone").is_empty() {
            entry = entry.with("mobile", names::mobile(self.rng));
        }
        if self.rng.u8(..10) < 3 {
            entry = entry.with("email", format!("person{}@example.org", self.rng.u32(1000..100_000)));
        }
        let street = format!("{} {}, {}", self.rng.u8(1..120), pick(self.rng, names::STREETS), names::TOWN);
        entry = entry.with("address", street).with("postcode", names::postcode(self.rng));
        let (practice, doctors) =
            names::PRACTICES.get(self.rng.usize(..names::PRACTICES.len())).copied().unwrap_or_default();
        entry
            .with("gp_practice", practice)
            .with("gp_name", pick(self.rng, doctors))
            .with("needs", theme.needs)
            .with("interests", theme.interests)
            .with("about", pick(self.rng, theme.about))
    }

    /// The referral, as it comes on the day.
    pub(super) fn referral(
        &mut self,
        source: &'static str,
        theme: &Theme,
        day: NaiveDate,
        worker: i64,
    ) -> Entry {
        let (_, name, role, organisation) = names::REFERRERS
            .iter()
            .find(|referrer| referrer.0 == source)
            .copied()
            .unwrap_or(("", "", "", ""));
        let method = match source {
            "self" => pick(self.rng, &["self_referral", "walk_in", "phone"]),
            "outreach_met" | "family_friend_neighbour" | "reopened" => {
                pick(self.rng, &["in_person", "phone"])
            }
            _ => pick(self.rng, &["e_referral", "secure_email", "phone", "letter"]),
        };
        let entry = Entry::new(Entity::Referral)
            .with("received", day)
            .with("source", source)
            .with("method", method)
            .with("urgency", pick(self.rng, &["routine", "routine", "routine", "routine", "soon", "urgent"]))
            .with("own_words", pick(self.rng, theme.own_words))
            .with("referrer_name", name)
            .with("referrer_role", role)
            .with("referrer_organisation", organisation)
            .with("worker_id", worker)
            .with("state", "received");
        if source == "self" { entry } else { entry.with("reason", pick(self.rng, theme.reasons)) }
    }

    /// What they agreed to when the referral came.
    pub(super) fn consents(&mut self, day: NaiveDate) -> Vec<Entry> {
        let mut all = Vec::new();
        for (purpose, yes) in [
            ("hold_record", 100),
            ("contact_phone", 95),
            ("contact_text", 60),
            ("share_gp", 85),
            ("exchanges", 92),
        ] {
            let answer = if self.rng.u8(..100) < yes { "yes" } else { "no" };
            all.push(
                Entry::new(Entity::Consent)
                    .with("purpose", purpose)
                    .with("answer", answer)
                    .with("answered_on", day)
                    .with("how", "When referred"),
            );
        }
        all
    }
}
