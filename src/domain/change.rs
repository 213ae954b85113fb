//! Everything that can happen to a caseload, as values. Read this first.

use chrono::NaiveDate;

use super::entity::Entity;
use super::entry::{Entry, Values};
use super::id::{AssetId, ContactId, FollowUpId, PersonId};

/// One thing that can happen to the caseload.
///
/// Every change is checked before it is made ([`super::check`]); applying it writes one operation, and one undo takes
/// the whole of it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A record is added.
    Add(Entry),
    /// A record is added that belongs to one which an earlier change of the same operation added: somebody who waits for a
    /// gap that is noted now.
    AddToLast {
        /// The record, without the link.
        entry: Entry,
        /// The field that links to the newest record of its kind.
        field: &'static str,
    },
    /// An asset closes: why is noted on it, and whoever goes there is looked after.
    CloseAsset {
        /// Which.
        asset: AssetId,
        /// Its status as whoever closes it saw it.
        was: String,
        /// The status it closes into: `defunct`, `temporarily_closed` or `inactive`.
        way: String,
        /// The day.
        on: NaiveDate,
        /// Why, in a few words; may be empty.
        why: String,
    },
    /// A person or an asset is added with the names other systems know it by, and what a person agreed to.
    AddKnown {
        /// The record.
        entry: Entry,
        /// Names other systems know it by, without its number.
        identities: Vec<Entry>,
        /// What a person agreed to, without the person.
        consents: Vec<Entry>,
    },
    /// Fields of a record become others. Only fields that differ are written, and only those can conflict.
    Edit {
        /// The kind of record.
        entity: Entity,
        /// Its number.
        id: i64,
        /// What the person who edits saw.
        before: Values,
        /// What they want.
        after: Values,
    },
    /// The same of a record that comes to link to one which an earlier change of the same operation added: a gap that became
    /// a group.
    EditToLast {
        /// The kind of record.
        entity: Entity,
        /// Its number.
        id: i64,
        /// What the person who edits saw.
        before: Values,
        /// What they want, without the link.
        after: Values,
        /// The field that links to the newest record of its kind.
        field: &'static str,
    },
    /// A record is put away; nothing is lost and it can be brought back.
    PutAway {
        /// The kind of record.
        entity: Entity,
        /// Its number.
        id: i64,
        /// The day.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// A record that was put away is in use again.
    BringBack {
        /// The kind of record.
        entity: Entity,
        /// Its number.
        id: i64,
    },
    /// A referral is received, for somebody known or for somebody new.
    Refer {
        /// Whom it is for.
        person: Who,
        /// The referral, without its person.
        referral: Entry,
        /// What the person agreed to, without its person.
        consents: Vec<Entry>,
        /// Names other systems know the person by, without the number.
        identities: Vec<Entry>,
    },
    /// An informal contact becomes a referral: the person is known now, and the contact is theirs.
    Promote {
        /// The contact.
        contact: ContactId,
        /// Whom it was with.
        person: Who,
        /// The referral, without its person.
        referral: Entry,
    },
    /// A contact is logged, with the reminders it answers and the reminder it makes.
    LogContact {
        /// The contact.
        contact: Entry,
        /// The reminders this contact answers.
        clears: Vec<FollowUpId>,
        /// The next reminder, without its person.
        next: Option<Entry>,
    },
    /// A reminder is done without a contact. One that comes again makes its next.
    Finish {
        /// The reminder.
        id: FollowUpId,
        /// The day.
        on: NaiveDate,
    },
    /// The person was asked what they would like to give, and said so.
    AskedAndOffered {
        /// Being asked.
        asked: Entry,
        /// What they offered, without its person.
        offers: Vec<Entry>,
    },
    /// Two records turn out to be of one person: everything of the one moves to the other, and the one is put away.
    Merge {
        /// The record that stays.
        stays: PersonId,
        /// The record that is put away.
        other: PersonId,
        /// Why they are the same person.
        reason: String,
    },
    /// Two records that were made one are two again; what came after the merge stays where it is.
    Unmerge {
        /// The record that was put away.
        other: PersonId,
    },
    /// A restricted record is opened, with the reason. It is recorded with its alert, and never taken back.
    OpenRestricted {
        /// Whose record.
        person: PersonId,
        /// Why.
        reason: String,
    },
    /// Many changes as one operation: an import, or one act on marked rows.
    Together {
        /// What the history calls it.
        verb: Verb,
        /// The changes, in order.
        changes: Vec<Change>,
    },
}

/// Somebody known, or somebody new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person of the caseload.
    Known(PersonId),
    /// A new person.
    New(Entry),
    /// A new person whom an earlier change of the same operation adds: the how-manyeth added person, from 0.
    Added(usize),
}

/// What the history calls an operation. Verbs never hold personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Something was added.
    Add,
    /// Something was edited.
    Edit,
    /// Many records were changed at once.
    Batch,
    /// Something was put away.
    PutAway,
    /// Something was brought back.
    BringBack,
    /// A referral was added.
    Refer,
    /// A contact was logged.
    Log,
    /// A reminder was done.
    Finish,
    /// A person was asked what they would like to give.
    Asked,
    /// An offer was laid beside a wish, or the two came further.
    Pair,
    /// A gap became a group.
    Grow,
    /// Two records of one person were made one.
    Merge,
    /// Two records that were made one were made two again.
    Unmerge,
    /// The details of an asset were checked.
    Checked,
    /// A referral was given to a worker, with the work and the reminders that belong to it.
    Allot,
    /// The open work of one worker was given to another.
    HandOver,
    /// An asset closed, and whoever went there is looked after.
    CloseAsset,
    /// An informal contact became a referral.
    Promote,
    /// A restricted record was opened.
    OpenRestricted,
    /// The caseload was asked by SQL.
    LookBySql,
    /// A file was imported.
    Import,
    /// The records of another caseload were taken in.
    TakeIn,
    /// The sample caseload was made.
    Sample,
    /// An operation was undone.
    Undo,
    /// An undone operation was done again.
    Redo,
    /// The file was brought to a newer version.
    Migrate,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 26] = [
        Self::Add,
        Self::Edit,
        Self::Batch,
        Self::PutAway,
        Self::BringBack,
        Self::Refer,
        Self::Log,
        Self::Finish,
        Self::Asked,
        Self::Pair,
        Self::Grow,
        Self::Merge,
        Self::Unmerge,
        Self::Checked,
        Self::Allot,
        Self::HandOver,
        Self::CloseAsset,
        Self::Promote,
        Self::OpenRestricted,
        Self::LookBySql,
        Self::Import,
        Self::TakeIn,
        Self::Sample,
        Self::Undo,
        Self::Redo,
        Self::Migrate,
    ];

    /// The word that is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Edit => "edit",
            Self::Batch => "batch",
            Self::PutAway => "put_away",
            Self::BringBack => "bring_back",
            Self::Refer => "refer",
            Self::Log => "log",
            Self::Finish => "finish",
            Self::Asked => "asked",
            Self::Pair => "pair",
            Self::Grow => "grow",
            Self::Merge => "merge",
            Self::Unmerge => "unmerge",
            Self::Checked => "checked",
            Self::Allot => "allot",
            Self::HandOver => "hand_over",
            Self::CloseAsset => "close_asset",
            Self::Promote => "promote",
            Self::OpenRestricted => "open_restricted",
            Self::LookBySql => "look_by_sql",
            Self::Import => "import",
            Self::TakeIn => "take_in",
            Self::Sample => "sample",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Migrate => "migrate",
        }
    }

    /// The verb of a kept word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// What people read, with the word for what it was done to: `logged a contact`, `edited a reminder`.
    pub fn words(self, subject: Option<Entity>) -> String {
        let what = subject.map_or("the caseload", Entity::word);
        let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        match self {
            Self::Add => format!("added {article} {what}"),
            Self::Edit => format!("edited {article} {what}"),
            Self::Batch => "made several changes".to_owned(),
            Self::PutAway => format!("put away {article} {what}"),
            Self::BringBack => format!("brought back {article} {what}"),
            Self::Refer => "added a referral".to_owned(),
            Self::Log => "logged a contact".to_owned(),
            Self::Finish => "ticked off a reminder".to_owned(),
            Self::Asked => "asked what they would like to give".to_owned(),
            Self::Pair => "laid an offer beside a wish".to_owned(),
            Self::Grow => "made a group of a gap".to_owned(),
            Self::Merge => "made two records of one person one".to_owned(),
            Self::Unmerge => "made one record two again".to_owned(),
            Self::Checked => "checked the details of an asset".to_owned(),
            Self::Allot => "gave a referral to a worker".to_owned(),
            Self::HandOver => "handed over a caseload".to_owned(),
            Self::CloseAsset => "closed an asset".to_owned(),
            Self::Promote => "made a referral of an informal contact".to_owned(),
            Self::OpenRestricted => "opened a restricted record".to_owned(),
            Self::LookBySql => "looked by SQL".to_owned(),
            Self::Import => "imported a list".to_owned(),
            Self::TakeIn => "took in a caseload".to_owned(),
            Self::Sample => "made the sample caseload".to_owned(),
            Self::Undo => "undid something".to_owned(),
            Self::Redo => "did something again".to_owned(),
            Self::Migrate => "brought the file to a newer version".to_owned(),
        }
    }
}

impl Change {
    /// What the history calls it.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Add(_) | Self::AddKnown { .. } | Self::AddToLast { .. } => Verb::Add,
            Self::Edit { .. } | Self::EditToLast { .. } => Verb::Edit,
            Self::CloseAsset { .. } => Verb::CloseAsset,
            Self::PutAway { .. } => Verb::PutAway,
            Self::BringBack { .. } => Verb::BringBack,
            Self::Refer { .. } => Verb::Refer,
            Self::LogContact { .. } => Verb::Log,
            Self::Finish { .. } => Verb::Finish,
            Self::AskedAndOffered { .. } => Verb::Asked,
            Self::Promote { .. } => Verb::Promote,
            Self::OpenRestricted { .. } => Verb::OpenRestricted,
            Self::Merge { .. } => Verb::Merge,
            Self::Unmerge { .. } => Verb::Unmerge,
            Self::Together { verb, .. } => *verb,
        }
    }

    /// The kind of record it is mainly about.
    pub fn subject(&self) -> Option<Entity> {
        match self {
            Self::Add(entry) | Self::AddKnown { entry, .. } | Self::AddToLast { entry, .. } => {
                Some(entry.entity)
            }
            Self::Edit { entity, .. }
            | Self::EditToLast { entity, .. }
            | Self::PutAway { entity, .. }
            | Self::BringBack { entity, .. } => Some(*entity),
            Self::Refer { .. } | Self::Promote { .. } => Some(Entity::Referral),
            Self::CloseAsset { .. } => Some(Entity::Asset),
            Self::LogContact { .. } => Some(Entity::Contact),
            Self::Merge { .. } | Self::Unmerge { .. } | Self::OpenRestricted { .. } => Some(Entity::Person),
            Self::Finish { .. } => Some(Entity::FollowUp),
            Self::AskedAndOffered { .. } => Some(Entity::Asked),
            Self::Together { changes, .. } => changes.first().and_then(Self::subject),
        }
    }
}
