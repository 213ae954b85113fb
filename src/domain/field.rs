//! The field table: what each kind of record holds, said once.
//!
//! A form, `add` and `edit` on the command line, JSON on standard input, an import, an export and the columns of the
//! store all read the same rows. `docs/decisions/0003-field-table.md` says why.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::entity::Entity;
use super::vocabulary::Vocabulary;

/// How the text of a field is read, checked and shown.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text.
    Line,
    /// A name of a person or group: one line, never altered.
    Name,
    /// Long text with line ends.
    Story,
    /// A day on or before today is expected: a contact, a referral, a check.
    PastDay,
    /// A day ahead is expected: a reminder, the end of a grant.
    ComingDay,
    /// A date of birth.
    BirthDay,
    /// A time of day.
    Time,
    /// An NHS number.
    NhsNumber,
    /// A UK postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Web,
    /// One term of a vocabulary; other words are refused.
    One(&'static Vocabulary),
    /// Several terms of a vocabulary, kept as codes with one space between.
    Several(&'static Vocabulary),
    /// How often a reminder comes again.
    Recurrence,
    /// A whole number from 0 to the limit.
    Count(i64),
    /// Yes or no, kept as 1 or 0.
    Flag,
    /// Degrees, kept as whole millionths.
    Degrees,
    /// The id of another record.
    Link(Entity),
}

/// One row of the field table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Column, JSON key and CSV header, in snake case.
    pub name: &'static str,
    /// What a form calls it.
    pub label: &'static str,
    /// One short line of help.
    pub hint: &'static str,
    /// How it is read and shown.
    pub kind: Kind,
    /// A record cannot be kept without it.
    pub required: bool,
    /// Which page of the form shows it (1, 2, …); 0 is on no form.
    pub step: u8,
    /// What a new record holds when nothing is said (`today` is the present day).
    pub default: &'static str,
}

impl Field {
    /// A field that may be left empty and is on no form.
    pub const fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { name, label, hint: "", kind, required: false, step: 0, default: "" }
    }

    /// The same, needed to keep the record.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with one line of help.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same, shown on this page of its form.
    #[must_use]
    pub const fn step(mut self, step: u8) -> Self {
        self.step = step;
        self
    }

    /// The same with what it holds when nothing is said.
    #[must_use]
    pub const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    /// Whether it names another record of the same file.
    pub fn is_link(&self) -> bool {
        matches!(self.kind, Kind::Link(_))
    }

    /// Whether the store keeps it as a whole number rather than text.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Count(_) | Kind::Flag | Kind::Degrees | Kind::Link(_))
    }
}

impl Entity {
    /// The field table of this kind of record, in the order people read it.
    pub fn fields(self) -> &'static [Field] {
        super::fields::of(self)
    }

    /// The names of its fields in the order of the alphabet, in which values stand.
    pub fn names(self) -> &'static [&'static str] {
        static NAMES: LazyLock<BTreeMap<Entity, Vec<&'static str>>> = LazyLock::new(|| {
            let names = |entity: Entity| {
                let mut names: Vec<_> = entity.fields().iter().map(|field| field.name).collect();
                names.sort_unstable();
                (entity, names)
            };
            Entity::ALL.into_iter().map(names).collect()
        });
        NAMES.get(&self).map(Vec::as_slice).unwrap_or_default()
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}
