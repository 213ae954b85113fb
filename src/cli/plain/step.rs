//! One question of a form, made from a row of the field table, with what Enter alone answers and when it is asked.

use std::collections::BTreeMap;

use super::look::Look;
use super::pick::Choice;
use super::talk::{INLINE, Question};
use super::words;
use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::instrument::Item;
use crate::domain::{nhs_number, when};

/// The answers so far, by the names of their questions; the same names as in the forms of the screens.
pub type Answers = BTreeMap<String, String>;

/// How the answer to a step is given.
#[derive(Clone, Debug)]
pub enum Way {
    /// As the field says.
    Field(&'static Field),
    /// A line of words.
    Line,
    /// A number that the item of an instrument can be.
    Scale(&'static Item),
    /// A day with or without a time, which has been.
    Past,
    /// A day with or without a time, which is to come.
    Coming,
    /// One or several of these.
    Of(Vec<Choice>, bool),
    /// A person or an asset.
    Record(Look),
    /// One of the open offers or wishes of whoever another answer names; not asked where there are none.
    OpenOf(Entity, &'static str),
    /// Not a question: somebody who is here already is looked for.
    Guard,
}

impl Way {
    /// What is said to `?` where the step has no help of its own.
    fn help(&self) -> &'static str {
        match self {
            Self::Field(field) => match field.kind {
                Kind::One(_) => "Type the number of a choice, or its first letters.",
                Kind::Several(_) => "Type numbers or words of the choices.",
                Kind::Flag => "Type yes or no.",
                Kind::PastDay => "A day that has been: today, yesterday, fri, 3 mar.",
                Kind::ComingDay => "A day to come: tomorrow, fri, 2 weeks, 10 mar.",
                Kind::Count(_) => "Type a whole number.",
                Kind::Postcode => "For example S6 3BS.",
                Kind::Phone => "Type the number with its area code.",
                _ => "Type a line of text.",
            },
            Self::Past => "A day that has been, with a time or without: today 9.10am, yesterday, fri 2pm.",
            Self::Coming => "A day to come, with a time or without: tomorrow, fri 2pm, 2 weeks.",
            Self::Of(_, false) | Self::OpenOf(..) => "Type the number of a choice, or its first letters.",
            Self::Of(_, true) => "Type numbers or words of the choices.",
            Self::Scale(_) => "Type a number. Enter alone leaves it out.",
            Self::Line | Self::Record(_) | Self::Guard => "Type a line of text.",
        }
    }
}

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// What it is called when an answer is changed.
    pub label: String,
    /// The question.
    pub words: String,
    /// What is said to `?`.
    pub help: String,
    /// How it is answered.
    pub way: Way,
    /// What it is when Enter alone is pressed.
    pub default: String,
    /// It cannot be left out.
    pub required: bool,
    /// Asked only where another answer is one of these; or, with `false`, only where it is none of these.
    pub only_if: Option<(&'static str, &'static [&'static str], bool)>,
    /// Not asked in turn; reached by its name before saving.
    pub aside: bool,
}

impl Step {
    /// A step that is answered in a way of its own.
    pub fn new(name: &str, label: &str, words: impl Into<String>, way: Way) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            words: words.into(),
            help: String::new(),
            way,
            default: String::new(),
            required: false,
            only_if: None,
            aside: false,
        }
    }

    /// The step of a field; a name the table does not know gives none.
    pub fn field(entity: Entity, prefix: &str, name: &str, words: &str) -> Option<Self> {
        let field = entity.field(name)?;
        let words = if words.is_empty() { format!("{}?", field.label) } else { words.to_owned() };
        let mut step = Self::new(&format!("{prefix}{name}"), field.label, words, Way::Field(field));
        field.hint.clone_into(&mut step.help);
        field.default.clone_into(&mut step.default);
        step.required = field.required;
        Some(step)
    }

    /// The same with what Enter alone answers.
    #[must_use]
    pub fn default(mut self, text: impl Into<String>) -> Self {
        self.default = text.into();
        self
    }

    /// The same, which cannot be left out.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with what is said to `?`.
    #[must_use]
    pub fn help(mut self, words: &str) -> Self {
        words.clone_into(&mut self.help);
        self
    }

    /// The same, asked only where another answer is one of these. No codes mean: where there is any answer.
    #[must_use]
    pub fn only_if(mut self, name: &'static str, codes: &'static [&'static str]) -> Self {
        self.only_if = Some((name, codes, true));
        self
    }

    /// The same, asked only where another answer is none of these. No codes mean: where there is no answer.
    #[must_use]
    pub fn unless(mut self, name: &'static str, codes: &'static [&'static str]) -> Self {
        self.only_if = Some((name, codes, false));
        self
    }

    /// The same, not asked in turn.
    #[must_use]
    pub fn aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// Whether it is asked, as the other answers stand.
    pub fn there(&self, answers: &Answers) -> bool {
        self.only_if.is_none_or(|(name, codes, wanted)| {
            let text = answers.get(name).map_or("", String::as_str);
            let among = if codes.is_empty() { !text.is_empty() } else { codes.contains(&text) };
            among == wanted
        })
    }

    /// What Enter alone answers: the answer there is already, else the default.
    pub fn stands<'a>(&'a self, answers: &'a Answers) -> &'a str {
        answers.get(&self.name).filter(|text| !text.is_empty()).unwrap_or(&self.default)
    }

    /// How an answer is said.
    pub fn said(&self, text: &str) -> String {
        if text.is_empty() {
            return "none".to_owned();
        }
        match &self.way {
            Way::Field(field) => said_field(field, text),
            Way::Of(choices, _) => {
                let labels = text.split(' ').filter_map(|code| choices.iter().find(|c| c.code == code));
                labels.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join(", ")
            }
            Way::Record(_) => text.splitn(3, ' ').nth(2).unwrap_or_default().to_owned(),
            Way::OpenOf(entity, _) => format!("{} {text}", entity.word()),
            Way::Line | Way::Scale(_) | Way::Past | Way::Coming | Way::Guard => text.to_owned(),
        }
    }

    /// The question with what Enter alone answers.
    pub fn question(&self, answers: &Answers) -> Question {
        let stands = self.stands(answers);
        let enter = match (stands, self.required) {
            ("", true) => String::new(),
            ("", false) => "none".to_owned(),
            (text, _) => self.said(text),
        };
        let mut help = if self.help.is_empty() { self.way.help().to_owned() } else { self.help.clone() };
        if !self.required && !stands.is_empty() {
            help = words::sentences([help.as_str(), "Type none to leave it out"]);
        }
        Question::new(self.words.clone()).enter(enter).help(help)
    }
}

fn said_field(field: &Field, text: &str) -> String {
    match field.kind {
        Kind::One(vocabulary) => words::low(vocabulary.label(text)),
        Kind::Several(vocabulary) => words::low(&vocabulary.labels(text)),
        Kind::PastDay | Kind::ComingDay => text.parse().map_or_else(|_| text.to_owned(), when::show_day_long),
        Kind::BirthDay => text.parse().map_or_else(|_| text.to_owned(), words::birth),
        Kind::NhsNumber => nhs_number::show(text),
        Kind::Story => "what you wrote".to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether so many choices are said with their question.
pub fn few(all: &[Choice]) -> bool {
    all.len() <= INLINE
}
