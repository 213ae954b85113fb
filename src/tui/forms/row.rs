//! One row of a form: a label and its answer, made from a row of the field table.

use std::borrow::Cow;

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Value;
use crate::domain::field::{Field, Kind};
use crate::domain::instrument::Item;
use crate::domain::vocabulary::Vocabulary;
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
        vocabulary.terms.iter().map(|term| Self::new(term.code, term.called())).collect()
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
    /// The answer to an item of an instrument.
    Item(&'static Item),
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
    pub hint: Cow<'static, str>,
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
    /// What must be known before one rings, writes or visits by what stands here.
    pub warning: String,
    /// It is there only while another row has one of these answers.
    pub only_if: Option<(&'static str, &'static [&'static str])>,
    /// It is needed unless another row is filled: neither is called optional.
    pub one_of: bool,
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
        row.hint = Cow::Borrowed(field.hint);
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
            hint: Cow::Borrowed(""),
            required: false,
            step: 1,
            reads,
            answer,
            first: String::new(),
            problem: None,
            theirs: None,
            warning: String::new(),
            only_if: None,
            one_of: false,
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
        self.hint = Cow::Borrowed(hint);
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

    /// Whether it is about a record that is known.
    pub fn is_chosen(&self) -> bool {
        matches!(self.answer, Answer::Record(_, Some(_)))
    }

    /// Whether anything was answered otherwise than at the beginning.
    pub fn touched(&self) -> bool {
        self.text().trim() != self.first.trim()
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
