//! How the answer of a row is read: whether it is wrong, the day it names, and the line that echoes it.

use chrono::{NaiveDate, NaiveDateTime};

use super::row::{Reads, Row};
use crate::domain::check;
use crate::domain::entry::Value;
use crate::domain::field::Kind;
use crate::domain::{nhs_number, recurrence, when, working_day};

impl Row {
    /// Whether it holds a day.
    pub fn is_day(&self) -> bool {
        match self.reads {
            Reads::Field(field) => matches!(field.kind, Kind::PastDay | Kind::ComingDay | Kind::BirthDay),
            Reads::PastMoment | Reads::ComingMoment => true,
            Reads::Item(_) | Reads::AsIs => false,
        }
    }

    /// The day that the answer names, with its time.
    pub fn moment_of(&self, now: NaiveDateTime) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
        let text = self.text();
        match self.reads {
            Reads::Field(_) if self.is_day() => self.day(now).map(|day| (day, None)),
            Reads::PastMoment => when::read_past_moment(&text, now).ok(),
            Reads::ComingMoment => when::read_moment(&text, now).ok(),
            Reads::Field(_) | Reads::Item(_) | Reads::AsIs => None,
        }
    }

    fn day(&self, now: NaiveDateTime) -> Option<NaiveDate> {
        let Reads::Field(field) = self.reads else { return None };
        check::read(field, &self.text(), now).ok().and_then(|value| value.text()?.parse().ok())
    }

    /// The answer with every day in full, so that it means the same tomorrow.
    pub fn lasting(&self, now: NaiveDateTime) -> String {
        match self.moment_of(now) {
            Some((day, time)) => when::show_moment(day, time).replace(',', ""),
            None => self.text(),
        }
    }

    /// What is wrong with the answer itself; an empty one is never wrong here.
    pub fn wrong(&self, now: NaiveDateTime) -> Option<String> {
        let text = self.text();
        if text.trim().is_empty() {
            return None;
        }
        match self.reads {
            Reads::Field(field) => check::read(field, &text, now).err(),
            Reads::PastMoment => when::read_past_moment(&text, now).err(),
            Reads::ComingMoment => when::read_moment(&text, now).err(),
            Reads::Item(item) => item.reads(text.trim()).err(),
            Reads::AsIs => None,
        }
    }

    /// How the answer was read, for the line below it.
    pub fn echo(&self, now: NaiveDateTime, nation: working_day::Nation) -> Option<String> {
        let today = now.date();
        if let Some((day, time)) = self.moment_of(now) {
            return Some(match self.reads {
                Reads::Field(field) if matches!(field.kind, Kind::BirthDay) => {
                    format!("= {} (aged {})", when::show_birth(day), when::age(day, today))
                }
                Reads::PastMoment => format!("= {}", when::show_moment(day, time)),
                _ => {
                    let time = time.map_or_else(String::new, |time| format!(", {}", when::show_time(time)));
                    let coming = self.comes();
                    let gone = (coming && day < today).then(|| "That day has passed.".to_owned());
                    let remark = gone.or_else(|| working_day::remark(day, nation).filter(|_| coming));
                    let remark = remark.map_or_else(String::new, |remark| format!(" {remark}"));
                    format!("= {}{time}.{remark}", when::show_echo(day, today))
                }
            });
        }
        let Reads::Field(field) = self.reads else { return None };
        let value = check::read(field, &self.text(), now).ok()?;
        let shown = match (&value, field.kind) {
            (Value::Text(number), Kind::NhsNumber) => nhs_number::show(number),
            (Value::Text(text), Kind::Postcode | Kind::Phone) => text.clone(),
            (Value::Text(code), Kind::Recurrence) => recurrence::parse(code)?.show(),
            (Value::Text(time), Kind::Time) => time.clone(),
            _ => return None,
        };
        (shown != self.text().trim()).then(|| format!("= {shown}"))
    }

    fn comes(&self) -> bool {
        match self.reads {
            Reads::ComingMoment => true,
            Reads::Field(field) => matches!(field.kind, Kind::ComingDay),
            Reads::PastMoment | Reads::Item(_) | Reads::AsIs => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entity::Entity;
    use crate::tui::forms::row::{Look, begun};

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 3).unwrap().and_hms_opt(9, 14, 0).unwrap()
    }

    fn row(entity: Entity, field: &str, text: &str) -> Row {
        Row::of(entity.field(field).unwrap(), "", text)
    }

    #[test]
    fn a_day_is_echoed_with_its_distance_and_what_is_odd_about_it() {
        let england = working_day::Nation::EnglandAndWales;
        let mut row = row(Entity::FollowUp, "due_on", "tue week");
        assert_eq!(row.echo(now(), england).unwrap(), "= Tue 10 Mar 2026 (in 7 days).");
        row.set("sat");
        assert_eq!(row.echo(now(), england).unwrap(), "= Sat 7 Mar 2026 (in 4 days). That is a Saturday.");
        row.set("2 mar 2026");
        assert!(row.echo(now(), england).unwrap().ends_with("That day has passed."));
        row.set("soonish");
        assert_eq!(row.echo(now(), england), None);
        assert!(row.wrong(now()).is_some());
    }

    #[test]
    fn a_draft_keeps_the_day_that_was_meant_not_the_word() {
        let row = Row::moment("when", "When", Reads::PastMoment, "today 9.10am");
        let lasting = row.lasting(now());
        let again = Row::moment("when", "When", Reads::PastMoment, &lasting);
        let later = now() + chrono::Duration::days(3);
        assert_eq!(again.moment_of(later), row.moment_of(now()), "{lasting}");
    }

    #[test]
    fn every_answer_reads_back_from_its_text() {
        for entity in Entity::ALL {
            for field in entity.fields().iter().filter(|field| field.step > 0) {
                let text = match field.kind {
                    Kind::One(vocabulary) => vocabulary.terms[0].code.to_owned(),
                    Kind::Several(vocabulary) => {
                        format!("{} {}", vocabulary.terms[0].code, vocabulary.terms[2].code)
                    }
                    Kind::Flag => "yes".to_owned(),
                    Kind::Story => "one\ntwo".to_owned(),
                    _ => field.default.to_owned(),
                };
                let mut row = Row::of(field, "x.", &text);
                assert_eq!(row.text(), text, "{entity:?} {}", field.name);
                assert!(!row.touched());
                row.set("");
                assert_eq!(row.text(), "");
            }
        }
        let mut row =
            Row::record("who", "Who", Look::Either, Some((Entity::Person, 4, "Ada OKONKWO".into())));
        let text = row.text();
        row.set("");
        assert_eq!(row.text(), "");
        row.set(&text);
        assert_eq!(row.shown(), "Ada OKONKWO");
    }

    #[test]
    fn what_a_form_begins_with_reads_back_as_the_kept_value() {
        let number = nhs_number::read("999 000 0018").unwrap();
        for (entity, field, kept) in [
            (Entity::Person, "date_of_birth", "1945-07-14"),
            (Entity::Person, "nhs_number", number.as_str()),
            (Entity::FollowUp, "due_on", "2026-03-10"),
            (Entity::Contact, "happened_on", "2025-12-01"),
            (Entity::FollowUp, "recurrence", "2w"),
        ] {
            let field = entity.field(field).unwrap();
            let value = Value::from(kept);
            assert_eq!(check::read(field, &begun(field, &value), now()), Ok(value), "{}", field.name);
        }
    }
}
