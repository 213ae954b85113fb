//! What is kept about a person's own way: strengths, needs, the plan, goals and steps, stretches of work.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{
    AGREED, CLOSE_REASON, EPISODE_STATE, GIFT_KIND, GOAL_STATUS, INSTRUMENT, LETTER as LETTERS, LETTER_HOW,
    MEASURE_STAGE, NEED as NEEDS, NEED_STATE, RAISED_BY, SERVICE, STEP_STATUS,
};

/// What a person is good at, knows or cares about.
pub(super) const STRENGTH: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("what", "What", Kind::Line)
        .required()
        .step(1)
        .hint("In their words: bakes for the whole street."),
    Field::new("gift_kind", "Kind of gift", Kind::One(&GIFT_KIND)).required().step(1).default("hand"),
    Field::new("noted_on", "When", Kind::PastDay).required().step(1).default("today"),
];

/// What a person would like help with.
pub(super) const NEED: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("need", "Would like help with", Kind::One(&NEEDS)).required().step(1),
    Field::new("structural", "A cause outside the person", Kind::Flag)
        .step(1)
        .hint("Housing, debt, benefits: it counts in what we tell those who decide."),
    Field::new("raised_by", "Who brought it up", Kind::One(&RAISED_BY)).required().step(1).default("person"),
    Field::new("raised_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("note", "In words", Kind::Story).step(1),
    Field::new("state", "How it stands", Kind::One(&NEED_STATE)).required().step(1).default("open"),
];

/// What matters to a person, and what was agreed with them. The newest one holds.
pub(super) const PLAN: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("matters", "What matters to me", Kind::Story)
        .required()
        .step(1)
        .hint("In the person's words."),
    Field::new("agreed", "Agreed with the person", Kind::One(&AGREED)).required().step(1).default("yes"),
    Field::new("agreed_with", "Who agreed it", Kind::Line).step(1).hint("The person, and whoever was there."),
    Field::new("agreed_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("why_not", "Why not agreed", Kind::Line).step(1),
    Field::new("review_on", "Look at it again", Kind::ComingDay)
        .step(1)
        .hint("Left empty, it is six weeks after."),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// What a person wants to reach.
pub(super) const GOAL: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("what", "Goal", Kind::Line)
        .required()
        .step(1)
        .hint("In their words: eat with others once a week."),
    Field::new("importance", "How much it matters", Kind::Count(10))
        .step(1)
        .hint("From 1 to 10, as they say it."),
    Field::new("now", "How it is now", Kind::Count(10)).step(1).hint("From 0 to 10, as they say it."),
    Field::new("set_on", "Set", Kind::PastDay).required().step(1).default("today"),
    Field::new("status", "How far it is", Kind::One(&GOAL_STATUS)).required().step(1).default("open"),
    Field::new("outcome", "What came of it", Kind::Story).step(1),
    Field::new("ended_on", "Ended", Kind::PastDay),
];

/// A step towards a goal: what is done next, by whom.
pub(super) const STEP: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("goal_id", "Goal", Kind::Link(Entity::Goal)).required(),
    Field::new("what", "Step", Kind::Line).required().step(1),
    Field::new("who", "Who does it", Kind::Line).step(1).hint("The person, a neighbour, we."),
    Field::new("due_on", "By when", Kind::ComingDay).step(1),
    Field::new("confidence", "How sure they are", Kind::Count(10))
        .step(1)
        .hint("From 1 to 10: how sure they are that they will do it."),
    Field::new("status", "How far it is", Kind::One(&STEP_STATUS)).required().step(1).default("to_do"),
    Field::new("done_on", "Done", Kind::PastDay),
];

/// A stretch of work with a person. There is no limit of sessions: it is paused, closed and opened again.
pub(super) const EPISODE: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("referral_id", "Referral", Kind::Link(Entity::Referral)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
    Field::new("opened_on", "Opened", Kind::PastDay).required().step(1).default("today"),
    Field::new("state", "How it stands", Kind::One(&EPISODE_STATE)).required().default("open"),
    Field::new("paused_on", "Paused", Kind::PastDay),
    Field::new("pause_reason", "Why paused", Kind::Line),
    Field::new("closed_on", "Closed", Kind::PastDay),
    Field::new("close_reason", "Why closed", Kind::One(&CLOSE_REASON)),
    Field::new("close_note", "In words", Kind::Line),
    Field::new("reopened_from", "Goes on from", Kind::Link(Entity::Episode)),
];

/// A result of an instrument. Which answers were given stands in `items`, in the order of the instrument; what follows from
/// them is worked out when it is kept.
pub(super) const MEASURE: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("instrument", "Instrument", Kind::One(&INSTRUMENT)).required().step(1).default("ons4"),
    Field::new("stage", "When in the work", Kind::One(&MEASURE_STAGE)).required().step(1).default("baseline"),
    Field::new("measured_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("items", "Answers", Kind::Line)
        .required()
        .step(1)
        .hint("In their order, with blanks between; a hyphen for one left out. ONS4: 7 8 6 4."),
    Field::new("score", "Score", Kind::Line),
    Field::new("complete", "Complete", Kind::Flag),
    Field::new("words", "In their own words", Kind::Story).step(1),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// How often somebody used a service in some days: as many days before the work began as after it can be compared.
pub(super) const SERVICE_USE: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("service", "Service", Kind::One(&SERVICE)).required().step(1).default("gp"),
    Field::new("from_on", "First day", Kind::PastDay)
        .required()
        .step(1)
        .hint("Six months before the referral, or the day of it."),
    Field::new("until_on", "Last day", Kind::PastDay).required().step(1).default("today"),
    Field::new("times", "How often", Kind::Count(999)).required().step(1).hint("0 counts, too."),
    Field::new("told_by", "Where it is from", Kind::Line).step(1).hint("The practice record, or the person."),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// A letter about a person, as it went out.
pub(super) const LETTER: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("kind", "Letter", Kind::One(&LETTERS)).required().step(1).default("gp"),
    Field::new("written_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("to_whom", "To", Kind::Line).step(1),
    Field::new("how", "How it goes", Kind::One(&LETTER_HOW)).required().step(1).default("copied"),
    Field::new("text", "Letter", Kind::Story).required().step(1),
    Field::new("codes", "Codes", Kind::Line),
    Field::new("referral_id", "Answers the referral", Kind::Link(Entity::Referral)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];
