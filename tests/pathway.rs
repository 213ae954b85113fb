//! A person's way: what the store keeps in step with needs, plans, goals, steps and visits, in one operation and one undo.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Values};
use kith::store::{Actor, Store, StoreError, Via};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

/// Ada, born in 1945, who would like help with loneliness, and the lunch club she said yes to.
fn store() -> Store {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap();
    let ada = Draft::new(Entity::Person).with("given", "Ada").with("date_of_birth", "14 7 1945");
    add(&mut store, &ada.with("needs", "loneliness")).unwrap();
    let club = Draft::new(Entity::Asset).with("name", "Tuesday Lunch Club").with("kind", "association");
    add(&mut store, &club).unwrap();
    let joined = Draft::new(Entity::Connection).with("person_id", "1").with("asset_id", "1");
    add(&mut store, &joined.with("said_yes", "yes").with("state", "made")).unwrap();
    store
}

fn add(store: &mut Store, draft: &Draft) -> Result<i64, StoreError> {
    let entry = check(draft, Clock::on(today()).now()).unwrap();
    let entity = entry.entity;
    store.apply(&Change::Add(entry)).map(|done| done.id_of(entity).unwrap())
}

fn of_ada(entity: Entity) -> Draft {
    Draft::new(entity).with("person_id", "1")
}

fn edit(store: &mut Store, entity: Entity, id: i64, after: Values) {
    let now = store.needed(entity, id).unwrap().values;
    let before = after.iter().map(|(name, _)| (name, now.value(name).clone())).collect();
    store.apply(&Change::Edit { entity, id, before, after }).unwrap();
}

fn text(store: &Store, entity: Entity, id: i64, field: &str) -> String {
    store.needed(entity, id).unwrap().values.text(field).to_owned()
}

#[test]
fn a_need_and_the_list_of_needs_are_one_act_and_one_undo() {
    let mut store = store();
    let needs = |store: &Store| text(store, Entity::Person, 1, "needs");
    let id = add(&mut store, &of_ada(Entity::Need).with("need", "debt_money")).unwrap();
    assert_eq!(needs(&store), "loneliness debt_money");
    store.undo().unwrap();
    assert_eq!(needs(&store), "loneliness");
    store.redo().unwrap();
    edit(&mut store, Entity::Need, id, Values::new().with("state", "met"));
    assert_eq!(needs(&store), "loneliness", "what is met is not asked for any more");
    edit(&mut store, Entity::Need, id, Values::new().with("state", "open"));
    assert_eq!(needs(&store), "loneliness debt_money");
    let twice = add(&mut store, &of_ada(Entity::Need).with("need", "debt_money").with("raised_by", "family"))
        .unwrap();
    for (need, left) in [(id, "loneliness debt_money"), (twice, "loneliness")] {
        let put_away =
            Change::PutAway { entity: Entity::Need, id: need, on: today(), reason: "twice".to_owned() };
        store.apply(&put_away).unwrap();
        assert_eq!(needs(&store), left, "a need that stands in another record stays on the list");
    }
    assert!(store.verify().unwrap().sound());
}

#[test]
fn a_plan_is_looked_at_again_after_six_weeks_unless_a_day_was_agreed() {
    let mut store = store();
    let plan = || of_ada(Entity::Plan).with("matters", "A full table again.");
    let first = add(&mut store, &plan()).unwrap();
    assert_eq!(text(&store, Entity::Plan, first, "review_on"), "2026-04-14");
    let other = add(&mut store, &plan().with("review_on", "1 5 2026")).unwrap();
    assert_eq!(text(&store, Entity::Plan, other, "review_on"), "2026-05-01");
}

#[test]
fn goals_and_steps_that_end_get_their_day_and_lose_it_when_they_go_on() {
    let mut store = store();
    let goal = add(&mut store, &of_ada(Entity::Goal).with("what", "Eat with others")).unwrap();
    let step = of_ada(Entity::Step).with("goal_id", goal.to_string()).with("what", "Meet Jo at the door");
    let step = add(&mut store, &step).unwrap();
    edit(&mut store, Entity::Step, step, Values::new().with("status", "done"));
    assert_eq!(text(&store, Entity::Step, step, "done_on"), "2026-03-03");
    edit(
        &mut store,
        Entity::Goal,
        goal,
        Values::new().with("status", "partly").with("outcome", "Twice a month."),
    );
    assert_eq!(text(&store, Entity::Goal, goal, "ended_on"), "2026-03-03");
    edit(&mut store, Entity::Goal, goal, Values::new().with("status", "open"));
    assert_eq!(text(&store, Entity::Goal, goal, "ended_on"), "");
    store.undo().unwrap();
    assert_eq!(text(&store, Entity::Goal, goal, "ended_on"), "2026-03-03");
}

#[test]
fn a_visit_somebody_was_gone_along_to_counts_as_attended_in_the_same_act() {
    let mut store = store();
    let visit = of_ada(Entity::Contact).with("method", "accompanied_visit").with("connection_id", "1");
    let contact = add(&mut store, &visit.clone().with("happened_on", "2 3 2026")).unwrap();
    let attended = |store: &Store| {
        let values = store.needed(Entity::Connection, 1).unwrap().values;
        (values.number("attended"), values.text("last_attended").to_owned())
    };
    assert_eq!(attended(&store), (Some(1), "2026-03-02".to_owned()));
    add(&mut store, &visit.with("outcome", "did_not_attend")).unwrap();
    assert_eq!(attended(&store), (Some(1), "2026-03-02".to_owned()), "nobody came");
    let reason = "with somebody else".to_owned();
    store.apply(&Change::PutAway { entity: Entity::Contact, id: contact, on: today(), reason }).unwrap();
    assert_eq!(attended(&store), (Some(0), String::new()));
    store.undo().unwrap();
    assert_eq!(attended(&store), (Some(1), "2026-03-02".to_owned()));
}

#[test]
fn nothing_of_the_way_is_older_than_the_person_or_somebody_elses() {
    let mut store = store();
    let refused =
        add(&mut store, &of_ada(Entity::Strength).with("what", "Bakes").with("noted_on", "1 1 1940"));
    assert!(refused.unwrap_err().to_string().contains("before they were born"));
    let goal = add(&mut store, &of_ada(Entity::Goal).with("what", "Eat with others")).unwrap();
    add(&mut store, &Draft::new(Entity::Person).with("given", "Ken")).unwrap();
    let step = Draft::new(Entity::Step).with("person_id", "2").with("goal_id", goal.to_string());
    let refused = add(&mut store, &step.with("what", "Ring"));
    assert!(refused.unwrap_err().to_string().contains("somebody else's"));
}

#[test]
fn scales_begin_at_one_and_a_plan_that_was_not_agreed_says_why() {
    let now = Clock::on(today()).now();
    let goal = of_ada(Entity::Goal).with("what", "Walk").with("importance", "0");
    assert_eq!(check(&goal, now).unwrap_err()[0].field, "importance");
    let step = of_ada(Entity::Step).with("goal_id", "1").with("what", "Ring").with("confidence", "0");
    assert!(check(&step, now).unwrap_err()[0].reason.contains("from 1 to 10"));
    let plan = of_ada(Entity::Plan).with("matters", "My cat").with("agreed", "no");
    assert_eq!(check(&plan, now).unwrap_err()[0].field, "why_not");
}
