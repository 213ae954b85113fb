//! One row of a form: a label and its answer, made from a row of the field table.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Value;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::Vocabulary;
use crate::domain::{nhs_number, recurrence, when, working_day};
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::text_area::TextArea;

/// One of the answers that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub code: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }

    /// The terms of a vocabulary.
    pub fn of(vocabulary: &'static Vocabulary) -> Vec<Self> {
        vocabulary.terms.iter().map(|term| Self::new(term.code, term.label)).collect()
    }
}

/// What a look-up looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A person.
    Person,
    /// An asset.
    Asset,
    /// A person or an asset.
    Either,
}

/// How an answer is given.
#[derive(Clone, Debug)]
pub enum Answer {
    /// One line.
    Line(LineEdit),
    /// Several lines.
    Area(Box<TextArea>),
    /// One of a list.
    One(Vec<Choice>, Option<usize>),
    /// Some of a list, each on or off.
    Several(Vec<(Choice, bool)>),
    /// A record that was looked for: its kind, number, and the words that name it.
    Record(Look, Option<(Entity, i64, String)>),
}

/// How the text of an answer is read.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// As a row of the field table says.
    Field(&'static Field),
    /// A day with or without a time that has been.
    PastMoment,
    /// A day with or without a time still to come.
    ComingMoment,
    /// It is a choice or a record: nothing can be mistyped.
    AsIs,
}

/// One row of a form.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name in the form: the field's name, after a prefix where a form holds several records.
    pub name: String,
    /// What stands before the answer.
    pub label: &'static str,
    /// One short line of help.
    pub hint: &'static str,
    /// Saving needs it.
    pub required: bool,
    /// On which page of the form it stands, from 1.
    pub step: u8,
    /// How the text is read.
    pub reads: Reads,
    /// The answer.
    pub answer: Answer,
    /// The text it began with.
    pub first: String,
    /// What is wrong with it, once it was left or saving was tried.
    pub problem: Option<String>,
    /// What a colleague has put there meanwhile.
    pub theirs: Option<String>,
    /// It is there only while another row has one of these answers.
    pub only_if: Option<(&'static str, &'static [&'static str])>,
    /// A blank line stands above it where there is room.
    pub gap: bool,
}

impl Row {
    /// The row of a field, with the text it begins with.
    pub fn of(field: &'static Field, prefix: &str, text: &str) -> Self {
        let answer = match field.kind {
            Kind::Story => Answer::Area(Box::default()),
            Kind::One(vocabulary) => Answer::One(Choice::of(vocabulary), None),
            Kind::Several(vocabulary) => {
                Answer::Several(Choice::of(vocabulary).into_iter().map(|choice| (choice, false)).collect())
            }
            Kind::Flag => Answer::One(vec![Choice::new("yes", "Yes"), Choice::new("no", "No")], None),
            _ => Answer::Line(LineEdit::default()),
        };
        let mut row = Self::bare(format!("{prefix}{}", field.name), field.label, Reads::Field(field), answer);
        row.hint = field.hint;
        row.required = field.required;
        row.step = field.step.max(1);
        row.begin(text);
        row
    }

    /// A row for a day with or without a time.
    pub fn moment(name: &str, label: &'static str, reads: Reads, text: &str) -> Self {
        let mut row = Self::bare(name.to_owned(), label, reads, Answer::Line(LineEdit::default()));
        row.begin(text);
        row
    }

    /// A row of choices that come from the caseload.
    pub fn choice(name: &str, label: &'static str, options: Vec<Choice>, text: &str) -> Self {
        let mut row = Self::bare(name.to_owned(), label, Reads::AsIs, Answer::One(options, None));
        row.begin(text);
        row
    }

    /// A row for somebody or something that is looked for.
    pub fn record(name: &str, label: &'static str, look: Look, known: Option<(Entity, i64, String)>) -> Self {
        let mut row = Self::bare(name.to_owned(), label, Reads::AsIs, Answer::Record(look, known));
        row.first = row.text();
        row
    }

    fn bare(name: String, label: &'static str, reads: Reads, answer: Answer) -> Self {
        Self {
            name,
            label,
            hint: "",
            required: false,
            step: 1,
            reads,
            answer,
            first: String::new(),
            problem: None,
            theirs: None,
            only_if: None,
            gap: false,
        }
    }

    /// The same, needed to save.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same on another page of the form.
    #[must_use]
    pub fn on_step(mut self, step: u8) -> Self {
        self.step = step;
        self
    }

    /// The same with another label.
    #[must_use]
    pub fn called(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }

    /// The same with a line of help.
    #[must_use]
    pub fn helped(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same, there only while another row has one of these answers.
    #[must_use]
    pub fn only_if(mut self, name: &'static str, codes: &'static [&'static str]) -> Self {
        self.only_if = Some((name, codes));
        self
    }

    /// The same with a blank line above where there is room.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.gap = true;
        self
    }

    fn begin(&mut self, text: &str) {
        self.set(text);
        self.first = self.text();
    }

    /// The answer as text: what was typed, or codes.
    pub fn text(&self) -> String {
        match &self.answer {
            Answer::Line(line) => line.text().to_owned(),
            Answer::Area(area) => area.text(),
            Answer::One(options, at) => {
                at.and_then(|at| options.get(at)).map_or_else(String::new, |choice| choice.code.clone())
            }
            Answer::Several(options) => {
                let on = options.iter().filter(|(_, on)| *on);
                on.map(|(choice, _)| choice.code.as_str()).collect::<Vec<_>>().join(" ")
            }
            Answer::Record(_, chosen) => chosen
                .as_ref()
                .map_or_else(String::new, |(entity, id, words)| format!("{} {id} {words}", entity.table())),
        }
    }

    /// Puts a text in as the answer.
    pub fn set(&mut self, text: &str) {
        match &mut self.answer {
            Answer::Line(line) => line.set(text),
            Answer::Area(area) => **area = TextArea::new(text),
            Answer::One(options, at) => *at = options.iter().position(|choice| choice.code == text),
            Answer::Several(options) => {
                for (choice, on) in options {
                    *on = text.split_whitespace().any(|code| code == choice.code);
                }
            }
            Answer::Record(_, chosen) => {
                let mut parts = text.splitn(3, ' ');
                let entity = parts.next().and_then(Entity::parse);
                let id = parts.next().and_then(|id| id.parse().ok());
                *chosen = entity.zip(id).map(|(e, id)| (e, id, parts.next().unwrap_or_default().to_owned()));
            }
        }
    }

    /// The answer as people read it.
    pub fn shown(&self) -> String {
        match &self.answer {
            Answer::One(options, at) => {
                at.and_then(|at| options.get(at)).map_or_else(String::new, |choice| choice.label.clone())
            }
            Answer::Several(options) => {
                let on = options.iter().filter(|(_, on)| *on);
                on.map(|(choice, _)| choice.label.as_str()).collect::<Vec<_>>().join(", ")
            }
            Answer::Record(_, chosen) => {
                chosen.as_ref().map_or_else(String::new, |(_, _, words)| words.clone())
            }
            Answer::Line(_) | Answer::Area(_) => self.text(),
        }
    }

    /// Whether anything was answered otherwise than at the beginning.
    pub fn touched(&self) -> bool {
        self.text().trim() != self.first.trim()
    }

    /// Whether it holds a day.
    pub fn is_day(&self) -> bool {
        match self.reads {
            Reads::Field(field) => matches!(field.kind, Kind::PastDay | Kind::ComingDay | Kind::BirthDay),
            Reads::PastMoment | Reads::ComingMoment => true,
            Reads::AsIs => false,
        }
    }

    /// The day that the answer names, with its time.
    pub fn moment_of(&self, now: NaiveDateTime) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
        let text = self.text();
        match self.reads {
            Reads::Field(_) if self.is_day() => self.day(now).map(|day| (day, None)),
            Reads::PastMoment => when::read_past_moment(&text, now).ok(),
            Reads::ComingMoment => when::read_moment(&text, now).ok(),
            Reads::Field(_) | Reads::AsIs => None,
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
            Reads::PastMoment | Reads::AsIs => false,
        }
    }
}

/// The text of a kept value as a form begins with it: read back, it gives the same value.
pub fn begun(field: &Field, value: &Value) -> String {
    match (value, field.kind) {
        (
            Value::Text(_),
            Kind::PastDay | Kind::ComingDay | Kind::BirthDay | Kind::NhsNumber | Kind::Recurrence,
        ) => check::show(field, value),
        _ => check::write(field, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
