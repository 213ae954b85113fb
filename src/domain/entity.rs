//! The kinds of record a caseload holds, and the words for each.

/// A kind of record. The order is that of export and of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// Someone who works here: a link worker, volunteer, supervisor, development worker.
    Worker,
    /// A person the scheme is for; the same human gives and receives.
    Person,
    /// What a person has agreed to, purpose by purpose.
    Consent,
    /// A risk, or the word that there is none.
    Risk,
    /// Somebody around a person: family, a neighbour, a carer.
    Relation,
    /// What a person is good at, knows, cares about: gifts come before needs.
    Strength,
    /// What a person would like help with, and who said so.
    Need,
    /// What matters to a person, and what was agreed.
    Plan,
    /// Something a person wants to reach.
    Goal,
    /// A step towards a goal.
    Step,
    /// Somebody asked us to meet a person (or the person asked).
    Referral,
    /// A stretch of work with a person: opened, paused, closed, opened again.
    Episode,
    /// A conversation, call, visit or message.
    Contact,
    /// A note that is not a contact.
    Note,
    /// Something to do by a day: a reminder.
    FollowUp,
    /// A group, place, person, business or service the community has.
    Asset,
    /// A person joined to an asset or to another person, and how that goes.
    Connection,
    /// One time of going along with somebody to what they are joined to.
    Visit,
    /// What somebody said of an asset.
    Feedback,
    /// Something people look for and the community does not have yet.
    Gap,
    /// Somebody who waits for a gap to be closed.
    GapPerson,
    /// A card on the noticeboard.
    Notice,
    /// A search of assets that is kept to be made again.
    Search,
    /// Being asked what one would like to give.
    Asked,
    /// Something a person or a group would like to give.
    Offer,
    /// Something a person or a group would like.
    Ask,
    /// An offer and a wish that were laid together.
    Pair,
    /// Something given by one and received by another.
    Exchange,
    /// A worker's word on where a person stands on the way from recipient to contributor.
    Rung,
    /// How somebody was by an instrument on a day.
    Measure,
    /// How often somebody used a service in some days.
    ServiceUse,
    /// A letter about a person, as it went out.
    Letter,
    /// The name another system knows a record by.
    Identity,
}

impl Entity {
    /// Every kind, in order.
    pub const ALL: [Self; 33] = [
        Self::Worker,
        Self::Person,
        Self::Consent,
        Self::Risk,
        Self::Relation,
        Self::Strength,
        Self::Need,
        Self::Plan,
        Self::Goal,
        Self::Step,
        Self::Referral,
        Self::Episode,
        Self::Contact,
        Self::Note,
        Self::FollowUp,
        Self::Asset,
        Self::Connection,
        Self::Visit,
        Self::Feedback,
        Self::Gap,
        Self::GapPerson,
        Self::Notice,
        Self::Search,
        Self::Asked,
        Self::Offer,
        Self::Ask,
        Self::Pair,
        Self::Exchange,
        Self::Rung,
        Self::Measure,
        Self::ServiceUse,
        Self::Letter,
        Self::Identity,
    ];

    /// The table it is kept in, which is also its word on the command line and in JSON.
    pub fn table(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Person => "person",
            Self::Consent => "consent",
            Self::Risk => "risk",
            Self::Relation => "relation",
            Self::Strength => "strength",
            Self::Need => "need",
            Self::Plan => "plan",
            Self::Goal => "goal",
            Self::Step => "step",
            Self::Referral => "referral",
            Self::Episode => "episode",
            Self::Contact => "contact",
            Self::Note => "note",
            Self::FollowUp => "follow_up",
            Self::Asset => "asset",
            Self::Connection => "connection",
            Self::Visit => "visit",
            Self::Feedback => "feedback",
            Self::Gap => "gap",
            Self::GapPerson => "gap_person",
            Self::Notice => "notice",
            Self::Search => "search",
            Self::Asked => "asked",
            Self::Offer => "offer",
            Self::Ask => "ask",
            Self::Pair => "pair",
            Self::Exchange => "exchange",
            Self::Rung => "rung",
            Self::Measure => "measure",
            Self::ServiceUse => "service_use",
            Self::Letter => "letter",
            Self::Identity => "identity",
        }
    }

    /// The word people read: `reminder`, `give or receive`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Person => "person",
            Self::Consent => "yes or no",
            Self::Risk => "risk",
            Self::Relation => "somebody around them",
            Self::Strength => "strength",
            Self::Need => "need",
            Self::Plan => "plan",
            Self::Goal => "goal",
            Self::Step => "step",
            Self::Referral => "referral",
            Self::Episode => "stretch of work",
            Self::Contact => "contact",
            Self::Note => "note",
            Self::FollowUp => "reminder",
            Self::Asset => "asset",
            Self::Connection => "connection",
            Self::Visit => "visit",
            Self::Feedback => "word on an asset",
            Self::Gap => "gap",
            Self::GapPerson => "wait for a gap",
            Self::Notice => "notice",
            Self::Search => "saved search",
            Self::Asked => "asking",
            Self::Offer => "offer",
            Self::Ask => "wish",
            Self::Pair => "pair",
            Self::Exchange => "give or receive",
            Self::Rung => "place on the way",
            Self::Measure => "measure",
            Self::ServiceUse => "service use",
            Self::Letter => "letter",
            Self::Identity => "name elsewhere",
        }
    }

    /// One of it, as a sentence begins: `A person`, `An asset`.
    pub fn one(self) -> String {
        let word = self.word();
        let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
        format!("{article} {word}")
    }

    /// The kind a word names: the table's word, with a hyphen or an underscore, or its plural.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|entity| {
            let table = entity.table();
            word == table || word.strip_suffix('s') == Some(table)
        })
    }

    /// Whether a record of this kind leaves the file and so carries a universal id.
    pub fn travels(self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Referral
                | Self::Contact
                | Self::FollowUp
                | Self::Asset
                | Self::Connection
                | Self::Offer
                | Self::Ask
                | Self::Exchange
                | Self::Measure
                | Self::ServiceUse
                | Self::Letter
        )
    }
}
