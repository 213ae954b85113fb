//! The views that `kith sql` reads: what they are made of and what their columns mean. `docs/views.md` is written from here.
//!
//! All but one are made from the field table, so that a column is called as in CSV and JSON.

use std::fmt::Write as _;

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};

/// A view that can be read.
pub struct View {
    /// Its name: `v_contacts`.
    pub name: String,
    /// What a row of it is.
    pub about: String,
    /// Its columns, each with what it holds.
    pub columns: Vec<(String, String)>,
    /// What it selects; `{k}` stands for the caseload.
    select: String,
}

impl View {
    /// The statement that makes it over the caseload that is attached under this name.
    pub fn made_over(&self, caseload: &str) -> String {
        format!("CREATE TEMP VIEW {} AS {}", self.name, self.select.replace("{k}", caseload))
    }
}

/// The kinds of record that have a view, each with its name. Risks, people around somebody, searches and the names of
/// other systems have none.
const OF_RECORDS: [(Entity, &str); 27] = [
    (Entity::Person, "v_people"),
    (Entity::Referral, "v_referrals"),
    (Entity::Episode, "v_episodes"),
    (Entity::Contact, "v_contacts"),
    (Entity::FollowUp, "v_follow_ups"),
    (Entity::Note, "v_notes"),
    (Entity::Consent, "v_consents"),
    (Entity::Strength, "v_strengths"),
    (Entity::Need, "v_needs"),
    (Entity::Plan, "v_plans"),
    (Entity::Goal, "v_goals"),
    (Entity::Step, "v_steps"),
    (Entity::Asset, "v_assets"),
    (Entity::Connection, "v_connections"),
    (Entity::Visit, "v_visits"),
    (Entity::Feedback, "v_feedback"),
    (Entity::Gap, "v_gaps"),
    (Entity::Notice, "v_notices"),
    (Entity::Asked, "v_asked"),
    (Entity::Offer, "v_offers"),
    (Entity::Ask, "v_asks"),
    (Entity::Exchange, "v_exchanges"),
    (Entity::Rung, "v_rungs"),
    (Entity::Measure, "v_measures"),
    (Entity::ServiceUse, "v_service_use"),
    (Entity::Letter, "v_letters"),
    (Entity::Worker, "v_workers"),
];

/// Every view, in the order of the documentation.
pub fn all() -> Vec<View> {
    let mut views = vec![caseload()];
    views.extend(OF_RECORDS.iter().map(|(entity, name)| of_records(*entity, name)));
    views
}

/// People whose record opens only with a reason.
const RESTRICTED: &str = "(SELECT person_id FROM {k}.standing WHERE restricted = 1)";

/// Fields that say no more than how a record is kept.
const KEPT_BACK: [&str; 3] = ["restricted", "restricted_reason", "merged_into"];

fn of_records(entity: Entity, name: &str) -> View {
    let table = entity.table();
    let mut columns = vec![("id".to_owned(), "Its number inside this file.".to_owned())];
    let mut selected = vec!["t.id AS id".to_owned()];
    if entity.travels() {
        columns.push(("uid".to_owned(), "Its name in every file that holds it.".to_owned()));
        selected.push("t.uid AS uid".to_owned());
    }
    for field in entity.fields().iter().filter(|field| !KEPT_BACK.contains(&field.name)) {
        columns.push((field.name.to_owned(), meaning(field)));
        selected.push(match field.kind {
            Kind::Degrees => format!("t.{0} / 1000000.0 AS {0}", field.name),
            _ => format!("t.{0} AS {0}", field.name),
        });
        if let Some((named, words, select)) = name_behind(field) {
            columns.push((named.clone(), words));
            selected.push(format!("{select} AS {named}"));
        }
    }
    let mut select =
        format!("SELECT {} FROM {{k}}.{table} AS t WHERE t.put_away_on IS NULL", selected.join(", "));
    if entity == Entity::Person {
        let _ = write!(select, " AND t.id NOT IN {RESTRICTED}");
    }
    for field in entity.fields() {
        if let Kind::Link(to) = field.kind
            && let Some(held_back) = held_back(to)
        {
            let _ = write!(select, " AND coalesce(t.{}, 0) NOT IN {held_back}", field.name);
        }
    }
    let article = if entity.word().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    View { name: name.to_owned(), about: format!("A row is {article} {}.", entity.word()), columns, select }
}

/// The records of a kind that are about somebody whose record is restricted.
fn held_back(entity: Entity) -> Option<String> {
    if entity == Entity::Person {
        return Some(RESTRICTED.to_owned());
    }
    let of_people = entity.fields().iter().filter(|field| matches!(field.kind, Kind::Link(Entity::Person)));
    let conditions: Vec<String> = of_people.map(|field| format!("{} IN {RESTRICTED}", field.name)).collect();
    (!conditions.is_empty())
        .then(|| format!("(SELECT id FROM {{k}}.{} WHERE {})", entity.table(), conditions.join(" OR ")))
}

/// For a link to somebody or something that has a name: the column of the name, what it holds, and how it is read.
fn name_behind(field: &Field) -> Option<(String, String, String)> {
    let Kind::Link(to) = field.kind else { return None };
    let name = match to {
        Entity::Person => "trim(coalesce(n.given, '') || ' ' || coalesce(n.family, ''))",
        Entity::Asset | Entity::Worker => "n.name",
        _ => return None,
    };
    let column = match field.name.strip_suffix("_id") {
        Some(short) => short.to_owned(),
        None => format!("{}_name", field.name),
    };
    let select = format!("(SELECT {name} FROM {{k}}.{} AS n WHERE n.id = t.{})", to.table(), field.name);
    Some((column, format!("{}: the name.", field.label), select))
}

fn meaning(field: &Field) -> String {
    let label = field.label;
    match field.kind {
        Kind::PastDay | Kind::ComingDay | Kind::BirthDay => format!("{label}: YYYY-MM-DD."),
        Kind::Time => format!("{label}: HH:MM."),
        Kind::One(terms) => {
            let codes: Vec<&str> = terms.terms.iter().map(|term| term.code).collect();
            format!("{label}: {}.", codes.join(", "))
        }
        Kind::Several(_) => format!("{label}: codes with a blank between them."),
        Kind::Flag => format!("{label}: 1 or 0."),
        Kind::Degrees => format!("{label}: degrees."),
        Kind::Link(to) => format!("{label}: the id of {}.", to.word()),
        Kind::Count(_) => format!("{label}: a whole number."),
        _ => format!("{label}."),
    }
}

/// One row for each person, with where they stand now.
fn caseload() -> View {
    let rows: [(&str, &str, &str); 24] = [
        ("person_id", "s.person_id", "The id of the person."),
        ("uid", "p.uid", "The person's name in every file that holds them."),
        ("given", "p.given", "Given name."),
        ("family", "p.family", "Family name."),
        ("date_of_birth", "p.date_of_birth", "Date of birth: YYYY-MM-DD."),
        ("nhs_number", "p.nhs_number", "NHS number, ten digits."),
        ("postcode", "p.postcode", "Postcode."),
        ("gp_practice", "p.gp_practice", "GP practice."),
        ("state", "s.state", "Where they stand: waiting, trying, active, paused, closed, known."),
        ("in_work", "s.in_work", "Whether they are in our work now: 1 or 0."),
        ("worker_id", "nullif(s.worker_id, 0)", "The id of the worker."),
        ("worker", "(SELECT name FROM {k}.worker WHERE id = s.worker_id)", "The worker's name."),
        ("waiting_since", "s.waiting_since", "Since when they wait: YYYY-MM-DD."),
        ("contact_by", "s.contact_by", "By when a first contact was due: YYYY-MM-DD."),
        ("tries", "s.tries", "How often we tried to reach them."),
        ("last_contact_on", "s.last_contact_on", "When we last spoke or tried: YYYY-MM-DD."),
        ("last_outcome", "s.last_outcome", "What came of it."),
        ("next_on", "nullif(s.due_on, '9999-12-31')", "When something is due next: YYYY-MM-DD."),
        ("next_at", "nullif(s.due_at, '')", "At what time: HH:MM."),
        ("next_what", "nullif(s.next_what, '')", "What is due."),
        ("rung", "s.rung", "Where they stand on the way from newcomer to leader."),
        ("asked", "s.asked", "Whether they were asked what they would like to give: 1 or 0."),
        ("gave", "s.gave", "How often they gave."),
        ("received", "s.received", "How often they received."),
    ];
    let selected: Vec<String> = rows.iter().map(|(name, select, _)| format!("{select} AS {name}")).collect();
    View {
        name: "v_caseload".to_owned(),
        about: "A row is a person, with where they stand now.".to_owned(),
        columns: rows.iter().map(|(name, _, about)| ((*name).to_owned(), (*about).to_owned())).collect(),
        select: format!(
            "SELECT {} FROM {{k}}.standing AS s JOIN {{k}}.person AS p ON p.id = s.person_id WHERE s.restricted = 0 AND \
             p.put_away_on IS NULL",
            selected.join(", ")
        ),
    }
}
