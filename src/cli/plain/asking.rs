//! How the answer to a step is asked for: choices, yes or no, a line, a day that is said whole before it counts.

use chrono::{NaiveDate, NaiveTime};

use super::look::{self, Found};
use super::pick::{Choice, Picked, pick};
use super::step::{Answers, Step, Way};
use super::talk::{unclear, yes_or_no};
use super::turn::{Told, Turn};
use super::work::Work;
use super::{choices, story, words};
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Value;
use crate::domain::field::{Field, Kind};
use crate::domain::instrument::Item;
use crate::domain::{nhs_number, when, working_day};
use crate::store::Store;

impl Step {
    /// Asks, until there is an answer that can be kept.
    pub fn ask(&self, work: &mut Work<'_>, answers: &mut Answers) -> Told<String> {
        match &self.way {
            Way::Field(field) => match field.kind {
                Kind::Story => story::ask(self, field, work, answers),
                Kind::One(vocabulary) => self.one(work, answers, &Choice::of(vocabulary)),
                Kind::Several(vocabulary) => self.several(work, answers, &Choice::of(vocabulary)),
                Kind::Flag => self.flag(work, answers),
                _ => self.line(work, answers, field),
            },
            Way::Line => self.words(work, answers),
            Way::Scale(item) => self.scale(work, answers, item),
            Way::Past | Way::Coming => self.moment(work, answers),
            Way::Of(all, true) => self.several(work, answers, all),
            Way::Of(all, false) => self.one(work, answers, all),
            Way::Record(look) => look::answer(self, *look, work, answers),
            Way::OpenOf(entity, whose) => {
                let open = open_of(&work.store, *entity, answers.get(*whose))?;
                if open.is_empty() { Ok(String::new()) } else { self.one(work, answers, &open) }
            }
            Way::Guard => Ok(String::new()),
        }
    }

    /// The answer that Enter alone gives, or the word that leaves a step out.
    pub fn given(&self, answer: Option<&str>, answers: &Answers) -> Option<String> {
        match answer {
            None => Some(self.stands(answers).to_owned()),
            Some(text) if text.eq_ignore_ascii_case("none") && !self.required => Some(String::new()),
            Some(_) => None,
        }
    }

    fn one(&self, work: &mut Work<'_>, answers: &Answers, all: &[Choice]) -> Told<String> {
        let question = self.question(answers);
        loop {
            let answer = choices::ask(work, &question, all)?;
            if let Some(given) = self.given(answer.as_deref(), answers) {
                return Ok(given);
            }
            match pick(&answer.unwrap_or_default(), all) {
                Picked::One(at) => {
                    let Some(choice) = all.get(at) else { continue };
                    work.talk.carry(&words::sentence(&choice.label));
                    return Ok(choice.code.clone());
                }
                other => work.talk.carry(&unclear(&other, all)),
            }
        }
    }

    fn several(&self, work: &mut Work<'_>, answers: &Answers, all: &[Choice]) -> Told<String> {
        let mut question = self.question(answers);
        if all.len() > 1 {
            question.words.push_str(" One or more, with commas between.");
        }
        loop {
            let answer = choices::ask(work, &question, all)?;
            if let Some(given) = self.given(answer.as_deref(), answers) {
                return Ok(given);
            }
            match choices::several(&answer.unwrap_or_default(), all) {
                Ok(codes) => {
                    work.talk.carry(&words::sentence(&self.said_of(all, &codes)));
                    return Ok(codes);
                }
                Err(why) => work.talk.carry(&why),
            }
        }
    }

    fn said_of(&self, all: &[Choice], codes: &str) -> String {
        Self { way: Way::Of(all.to_vec(), true), ..self.clone() }.said(codes)
    }

    fn flag(&self, work: &mut Work<'_>, answers: &Answers) -> Told<String> {
        let mut question = self.question(answers);
        question.words.push_str(" Yes or no.");
        if question.enter == "none" {
            "not known".clone_into(&mut question.enter);
        }
        loop {
            let answer = work.talk.ask(&question)?;
            if let Some(given) = self.given(answer.as_deref(), answers) {
                return Ok(given);
            }
            match yes_or_no(&answer.unwrap_or_default()) {
                Some(yes) => return Ok(if yes { "yes" } else { "no" }.to_owned()),
                None => work.talk.carry("Type yes or no."),
            }
        }
    }

    fn words(&self, work: &mut Work<'_>, answers: &Answers) -> Told<String> {
        let answer = work.talk.ask(&self.question(answers))?;
        Ok(self.given(answer.as_deref(), answers).or(answer).unwrap_or_default())
    }

    fn scale(&self, work: &mut Work<'_>, answers: &Answers, item: &Item) -> Told<String> {
        let question = self.question(answers);
        loop {
            let answer = work.talk.ask(&question)?;
            if let Some(given) = self.given(answer.as_deref(), answers) {
                return Ok(given);
            }
            let answer = answer.unwrap_or_default();
            match item.reads(answer.trim()) {
                Ok(()) => return Ok(answer.trim().to_owned()),
                Err(reason) => work.talk.carry(&reason),
            }
        }
    }

    fn line(&self, work: &mut Work<'_>, answers: &Answers, field: &'static Field) -> Told<String> {
        let question = self.question(answers);
        let now = work.store.clock().now();
        loop {
            let answer = work.talk.ask(&question)?;
            if let Some(given) = self.given(answer.as_deref(), answers) {
                return Ok(given);
            }
            match check::read(field, &answer.unwrap_or_default(), now) {
                Ok(value) => {
                    if right(work, field, &value)? {
                        return Ok(check::write(field, &value));
                    }
                }
                Err(reason) => work.talk.carry(&reason),
            }
        }
    }

    fn moment(&self, work: &mut Work<'_>, answers: &Answers) -> Told<String> {
        let question = self.question(answers);
        let now = work.store.clock().now();
        let read = if matches!(self.way, Way::Past) { when::read_past_moment } else { when::read_moment };
        loop {
            let answer = work.talk.ask(&question)?;
            let text = match self.given(answer.as_deref(), answers) {
                Some(given) if given.is_empty() => return Ok(given),
                Some(given) => given,
                None => answer.clone().unwrap_or_default(),
            };
            match read(&text, now) {
                Ok((day, time)) if answer.is_none() => {
                    work.talk.carry(&format!("{}.", words::moment(day, time, now.date())));
                    return Ok(kept(day, time));
                }
                Ok((day, time)) => {
                    if echo(work, day, time)? {
                        return Ok(kept(day, time));
                    }
                }
                Err(reason) => work.talk.carry(&reason),
            }
        }
    }
}

/// The open offers or wishes of whoever a kept answer names.
fn open_of(store: &Store, entity: Entity, whose: Option<&String>) -> Told<Vec<Choice>> {
    let Some((kind, id)) = whose.and_then(|text| Found::read(text)) else { return Ok(Vec::new()) };
    let field = if kind == Entity::Asset { "asset_id" } else { "person_id" };
    let all = store.records_of(entity, field, id)?;
    let open = all.iter().filter(|record| record.values.text("state") == "open");
    Ok(open.map(|record| Choice::new(record.id.to_string(), record.values.text("what"))).collect())
}

/// Says a day whole and asks whether it is the one that was meant.
fn right(work: &mut Work<'_>, field: &Field, value: &Value) -> Told<bool> {
    let today = work.store.clock().today();
    let day: Option<NaiveDate> = value.text().and_then(|text| text.parse().ok());
    match (field.kind, day) {
        (Kind::BirthDay, Some(day)) => {
            let words = format!("{}, aged {}.", words::birth(day), when::age(day, today));
            is_right(work, &words)
        }
        (Kind::PastDay | Kind::ComingDay, Some(day)) => echo(work, day, None),
        (Kind::NhsNumber, _) => {
            work.talk.carry(&format!("{}.", nhs_number::show(value.text().unwrap_or_default())));
            Ok(true)
        }
        _ => Ok(true),
    }
}

/// A day and time as they are kept in a draft; read again they give the same.
fn kept(day: NaiveDate, time: Option<NaiveTime>) -> String {
    when::show_moment(day, time).replace(',', "")
}

/// Says a day whole with its distance, and asks whether it is right; today needs no question.
fn echo(work: &mut Work<'_>, day: NaiveDate, time: Option<NaiveTime>) -> Told<bool> {
    let today = work.store.clock().today();
    let mut words = format!("{}.", words::moment(day, time, today));
    if day == today {
        work.talk.carry(&words);
        return Ok(true);
    }
    if let Some(remark) = (day > today).then(|| working_day::remark(day, work.store.nation())).flatten() {
        words = format!("{words} {remark}");
    }
    is_right(work, &words)
}

fn is_right(work: &mut Work<'_>, words: &str) -> Told<bool> {
    let right = work.talk.sure(&format!("{words} Is that right?"), true, "No asks for the date again.");
    match right {
        Err(Turn::Back) => Ok(false),
        right => right,
    }
}
