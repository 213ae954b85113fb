//! Letters from templates: those kith comes with, or the team's own, checked before anything is written with them.

mod lines;
mod names;
mod needs;
mod page;

use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

pub use self::names::names;
pub use self::page::page;
use crate::domain::clean::Clean;
use crate::domain::codes::{self, Code};
use crate::domain::own_text::OwnText;
use crate::report::letter::{CodeFacts, Facts, Kind, PersonFacts, ReferralFacts, ScoreFacts};

/// A letter for the GP record is at most so long, in characters, unless a longer one is asked for.
pub const SHORT: usize = 1_200;

/// How wide a line of a plan in large print is, in characters.
const LARGE: usize = 40;

/// How much of a list and of a text a shorter letter still says, step by step.
const STEPS: [(usize, usize); 6] = [(8, 400), (5, 240), (4, 160), (3, 100), (2, 60), (1, 40)];

/// A mistake in a text of the team: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, the line, and what is wrong.
    pub said: String,
    /// What to do.
    pub hint: &'static str,
}

/// The text of a template kith comes with.
pub fn built_in(kind: Kind) -> &'static str {
    match kind {
        Kind::Gp => include_str!("gp.txt"),
        Kind::Referrer => include_str!("referrer.txt"),
        Kind::Plan => include_str!("plan.txt"),
    }
}

/// What to do about a text that cannot be read.
const UNREAD: &str = "Save it as UTF-8 text, or move the file away to use kith's own.";

/// The codes that stand in letters: the team's, or kith's.
///
/// # Errors
/// The team's table cannot be read: the file, the line and what to do.
pub fn codes(own: &[OwnText]) -> Result<Vec<Code>, Mistake> {
    let Some(table) = own.iter().find(|one| one.name == "codes") else { return Ok(codes::usual()) };
    if let Some(said) = table.unread.clone() {
        return Err(Mistake { said, hint: UNREAD });
    }
    codes::read(&table.text).map_err(|why| Mistake {
        said: format!("{}, {why}", table.file),
        hint: "Correct it, or move the file away to use kith's own table.",
    })
}

/// The templates of all letters.
pub struct Templates {
    environment: Environment<'static>,
    files: Vec<(&'static str, String)>,
}

impl Templates {
    /// Reads and checks all templates; those of the team come instead of kith's.
    ///
    /// # Errors
    /// A template cannot be read, or uses a name there is not: the file, the line and what to do.
    pub fn read(own: &[OwnText]) -> Result<Self, Mistake> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let mut templates = Self { environment, files: Vec::new() };
        for kind in Kind::ALL {
            let mine = own.iter().find(|one| one.name == kind.code());
            if let Some(said) = mine.and_then(|one| one.unread.clone()) {
                return Err(Mistake { said, hint: UNREAD });
            }
            let (text, file) = match mine {
                Some(one) => (one.text.clone(), one.file.clone()),
                None => (built_in(kind).to_owned(), format!("kith's own {}.txt", kind.code())),
            };
            templates.files.push((kind.code(), file));
            let added = templates.environment.add_template_owned(kind.code(), text);
            added.map_err(|error| templates.wrong(kind, &error))?;
            templates.check(kind)?;
        }
        Ok(templates)
    }

    /// A template with every name it may use: written once in full and once with nothing, so that each line is tried.
    fn check(&self, kind: Kind) -> Result<(), Mistake> {
        let template =
            self.environment.get_template(kind.code()).map_err(|error| self.wrong(kind, &error))?;
        let known = names();
        let unknown =
            template.undeclared_variables(true).into_iter().find(|name| !known.contains(name.as_str()));
        if let Some(name) = unknown {
            let line = line_of(template.source(), &name);
            let file = self.file(kind);
            return Err(Mistake {
                said: format!("{file}, line {line}: there is no {name} to put into a letter."),
                hint: "docs/letters.md lists what a template may use. Correct the name, or take it out.",
            });
        }
        let written = template.render(Serde(&full())).map_err(|error| self.wrong(kind, &error))?;
        template.render(Serde(&Facts::default())).map_err(|error| self.wrong(kind, &error))?;
        match needs::left_out(kind, &written) {
            None => Ok(()),
            Some(left_out) => Err(Mistake {
                said: format!(
                    "{}, line {}, the last: {} is nowhere in it, so {}.",
                    self.file(kind),
                    template.source().lines().count().max(1),
                    left_out.name,
                    left_out.so
                ),
                hint: left_out.hint,
            }),
        }
    }

    fn file(&self, kind: Kind) -> &str {
        self.files.iter().find(|(name, _)| *name == kind.code()).map_or("", |(_, file)| file)
    }

    fn wrong(&self, kind: Kind, error: &Error) -> Mistake {
        let line = error.line().unwrap_or(1);
        let source = self.environment.get_template(kind.code()).ok().map(|own| own.source().to_owned());
        let source = source.unwrap_or_default();
        let what = match (error.kind(), source.lines().nth(line.saturating_sub(1))) {
            (ErrorKind::UndefinedError, Some(text)) => names::nothing_stands_for(text),
            _ => error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
        };
        Mistake {
            said: format!("{}, line {line}: {what}.", self.file(kind)),
            hint: "Correct that line, or move the file away to use kith's own.",
        }
    }

    /// Writes a letter; one for the GP record is shortened until it fits, unless it may be long.
    ///
    /// # Errors
    /// The template fails: the file, the line and what to do; or it cannot be short.
    pub fn write(&self, kind: Kind, facts: &Facts, long: bool) -> Result<String, Mistake> {
        let facts = &lines::kept_on_theirs(facts, kind);
        let whole = self.once(kind, facts)?;
        if long || kind != Kind::Gp || length(&whole) < SHORT {
            return Ok(whole);
        }
        let mut text = whole;
        for (items, letters) in STEPS {
            text = self.once(kind, &shorter(facts, items, letters))?;
            if length(&text) < SHORT {
                return Ok(text);
            }
        }
        let so_far = length(&text);
        let said = format!(
            "The letter for the GP record comes to {so_far} characters, however much is left out of it."
        );
        Err(Mistake { said, hint: "Ask for less in fewer words, or let it be longer: --long." })
    }

    fn once(&self, kind: Kind, facts: &Facts) -> Result<String, Mistake> {
        let template =
            self.environment.get_template(kind.code()).map_err(|error| self.wrong(kind, &error))?;
        let text = template.render(Serde(facts)).map_err(|error| self.wrong(kind, &error))?;
        // Nothing that steers a terminal or turns the order of letters leaves in a letter.
        Ok(tidy(Clean::lines(&text).as_str()))
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// No line ends in blanks, and no two empty lines follow each other.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && (tidy.is_empty() || tidy.ends_with("\n\n")) {
            continue;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

/// The same facts with at most so many items in each list, and texts of at most so many letters. What the GP is asked to do,
/// and how to reach somebody safely, stay whole.
fn shorter(facts: &Facts, items: usize, letters: usize) -> Facts {
    let cut = |text: &mut String| {
        if length(text) > letters {
            let mut kept: String = text.chars().take(letters).collect();
            if let Some(end) = kept.rfind(' ').filter(|end| *end > letters / 2) {
                kept.truncate(end);
            }
            *text = kept + "...";
        }
    };
    let mut facts = facts.clone();
    facts.shortened = true;
    for list in facts.lists_mut() {
        list.truncate(items);
        list.iter_mut().for_each(cut);
    }
    facts.scores.truncate(items * 2);
    [&mut facts.matters, &mut facts.referral.reason].into_iter().for_each(cut);
    facts
}

/// Facts in which everything is there.
fn full() -> Facts {
    let word = || "word".to_owned();
    let list = || vec![word()];
    Facts {
        today: word(),
        worker: word(),
        person: PersonFacts {
            name: needs::NAME.to_owned(),
            called: needs::CALLED.to_owned(),
            born: word(),
            nhs_number: needs::NUMBER.to_owned(),
            practice: word(),
            gp: word(),
            address: word(),
            safe_contact: word(),
        },
        referral: ReferralFacts {
            received: word(),
            source: word(),
            referrer: word(),
            organisation: word(),
            reason: word(),
            state: word(),
        },
        actions: vec![needs::ACTION.to_owned()],
        contacts: word(),
        matters: word(),
        agreed: word(),
        review: word(),
        strengths: list(),
        needs: list(),
        goals: list(),
        steps: list(),
        offered: list(),
        going: list(),
        places: list(),
        ended: list(),
        scores: vec![ScoreFacts {
            what: word(),
            first: word(),
            first_on: word(),
            latest: word(),
            latest_on: word(),
            left_out: word(),
        }],
        codes: vec![CodeFacts { term: word(), code: word() }],
        shortened: true,
    }
}

/// The line of a text on which a name stands first.
fn line_of(text: &str, name: &str) -> usize {
    text.lines().position(|line| line.contains(name)).map_or(1, |at| at + 1)
}

/// A letter in lines for large letters.
pub fn large(text: &str) -> String {
    text.lines().map(|line| textwrap::fill(line, LARGE) + "\n").collect()
}
