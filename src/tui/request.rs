//! Which form a screen asks for, and about whom: plain data, so that panes and forms know nothing of each other.

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, ConnectionId, ContactId, FollowUpId, PersonId, ReferralId};

/// What a reminder, a note, an offer or a wish is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// An asset.
    Asset(AssetId),
    /// A referral.
    Referral(ReferralId),
    /// A person joined to an asset.
    Connection(ConnectionId),
}

/// Which record of a person's way a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of that number.
    This(i64),
    /// One of a person's: the only one there is, or one that is chosen first.
    Of(PersonId),
}

/// What is done to many marked rows at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Their reminders are ticked off, without a contact.
    TickOff,
    /// Their reminders are moved to another day.
    Later,
    /// They are put away.
    PutAway,
    /// A reminder is set on each.
    Remind,
    /// Their referrals are given to a worker.
    Allot,
}

/// Rows that were marked, and what is to be done to all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What is to be done.
    pub act: Act,
    /// The kind of record that the rows are.
    pub entity: Entity,
    /// Their numbers.
    pub ids: Vec<i64>,
}

/// A form that is asked for, with what is known already, so that nothing is asked twice (R-A15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormRequest {
    /// Write a letter.
    Letter {
        /// Which letter.
        kind: crate::report::letter::Kind,
        /// About whom.
        person: PersonId,
    },
    /// Log a contact; with a reminder, the contact answers it.
    LogContact {
        /// With whom.
        person: PersonId,
        /// The reminder it answers.
        follow_up: Option<FollowUpId>,
    },
    /// Set a reminder.
    Remind {
        /// About what.
        about: Subject,
    },
    /// Write a note.
    Note {
        /// About what.
        about: Subject,
    },
    /// Edit the details of a record.
    Edit {
        /// Its kind.
        entity: Entity,
        /// Its number.
        id: i64,
    },
    /// Put a record away, with a reason.
    PutAway {
        /// Its kind.
        entity: Entity,
        /// Its number.
        id: i64,
    },
    /// Bring a record back that was put away.
    BringBack {
        /// Its kind.
        entity: Entity,
        /// Its number.
        id: i64,
    },
    /// Change where a person's referral stands.
    Stage {
        /// Whose.
        person: PersonId,
    },
    /// Say how a connection goes.
    StageConnection(ConnectionId),
    /// Move a reminder to later.
    Later(FollowUpId),
    /// Tick a reminder off, and say how it went.
    TickOff {
        /// Which reminder.
        follow_up: FollowUpId,
        /// The person it is about.
        person: Option<PersonId>,
    },
    /// Add a referral, of a person we know or of somebody new.
    AddReferral {
        /// Who was referred, where known.
        person: Option<PersonId>,
    },
    /// Add a person without a referral.
    AddPerson,
    /// Add an asset.
    AddAsset,
    /// Record what somebody would like to give.
    Offer {
        /// Who: a person or a group; asked first where not known.
        subject: Option<Subject>,
    },
    /// Record what somebody would like.
    Ask {
        /// Who: a person or a group; asked first where not known.
        subject: Option<Subject>,
    },
    /// Record a give or a receive.
    Give {
        /// The person who gave or received.
        person: Option<PersonId>,
        /// The group that gave or received.
        asset: Option<AssetId>,
    },
    /// Record that a person was asked what they would like to give.
    Asked(PersonId),
    /// Record a yes or a no.
    Consent(PersonId),
    /// Say where a person stands on the way.
    Rung {
        /// Who.
        person: PersonId,
        /// In which group; the whole where none is named.
        asset: Option<AssetId>,
    },
    /// Say why a restricted record is opened.
    Unlock(PersonId),
    /// Restrict a record, or lift the restriction.
    Restrict(PersonId),
    /// Add a risk, or the word that there is none.
    Risk(PersonId),
    /// Say that there are no known risks.
    NoRisks(PersonId),
    /// Note an informal contact, with nobody we know yet.
    Informal,
    /// Make a referral of an informal contact.
    Promote(ContactId),
    /// Let the work with a person rest.
    PauseWork(PersonId),
    /// End the work with a person.
    CloseWork(PersonId),
    /// Start the work with a person again.
    StartWork(PersonId),
    /// Give a person's referral to a worker.
    Allot(PersonId),
    /// Hand over a caseload.
    HandOver,
    /// Say that two records are of one person.
    Merge(PersonId),
    /// Take two records apart that were made one.
    Unmerge(PersonId),
    /// Move a contact to the person it was with.
    WrongPerson(ContactId),
    /// Join a person to an asset: suggest it, introduce them.
    Connect {
        /// Who.
        person: PersonId,
        /// To what.
        asset: AssetId,
    },
    /// Add a strength, a need, a plan, a goal, or somebody around a person.
    AddTo {
        /// The kind of record.
        entity: Entity,
        /// Whose.
        person: PersonId,
    },
    /// Add a step towards a goal.
    AddStep(Which),
    /// Say how a step went.
    StepDone(Which),
    /// Say how a goal goes, or what came of it.
    GoalGoes(Which),
    /// Edit one group of a person's details.
    EditPart {
        /// Whose.
        person: PersonId,
        /// Its place among the groups.
        part: usize,
    },
    /// Close an asset, for good or for a time.
    CloseAsset(AssetId),
    /// Note what somebody said of an asset.
    Feedback(AssetId),
    /// Note a gap.
    Gap {
        /// Somebody who waits for it.
        person: Option<PersonId>,
        /// The asset at which it came up.
        asset: Option<AssetId>,
    },
    /// Lay an offer beside a wish: ask each of them, or say that they are no fit.
    Pair {
        /// The number of the offer.
        offer: i64,
        /// The number of the wish.
        ask: i64,
        /// Whether they are thought to fit.
        fits: bool,
    },
    /// Say how far a pair has come.
    PairMoves(i64),
    /// Say how far a gap has come.
    GapMoves(i64),
    /// Make a group of a gap.
    GapGrows(i64),
    /// Note who waits for a gap.
    GapWait(i64),
    /// Put a card on the noticeboard.
    Notice {
        /// The asset it is of.
        asset: Option<AssetId>,
    },
    /// Note a time of going along.
    Visit(ConnectionId),
    /// Join a person to another person.
    ConnectPeople(PersonId),
    /// Keep a search of assets.
    KeepSearch,
    /// Write a person's story.
    Story(PersonId),
    /// The menu of what can be added to a person's way.
    WayMenu(PersonId),
    /// The menu of what can be added.
    AddMenu,
}
