//! The way from recipient to contributor over random histories: the order of entry does not matter, what is undone takes its
//! rung with it, and nothing but a worker's word moves anybody down.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Values;
use kith::domain::id::{AssetId, PersonId};
use kith::store::give::MoveRow;
use proptest::prelude::*;

use super::{Case, today};

/// One thing that happens to Ada, on a day of January or February.
#[derive(Clone, Debug)]
enum Event {
    /// She is connected to a group, so far.
    Joins(usize, &'static str, u32),
    /// She gives to a group, or to Ben.
    Gives(Option<usize>, u32),
    /// She receives from a group, or from Ben.
    Receives(Option<usize>, u32),
    /// She introduces Ben to a group.
    Introduces(usize, u32),
    /// A worker says where she stands, in a group or on the whole.
    Word(Option<usize>, &'static str, u32),
}

fn event() -> impl Strategy<Value = Event> {
    let day = 1..59_u32;
    let group = 0..2_usize;
    let states = prop::sample::select(vec!["suggested", "made", "attending", "contributes", "stopped"]);
    let rungs = prop::sample::select(vec!["newcomer", "recipient", "participant", "contributor", "leader"]);
    prop_oneof![
        (group.clone(), states, day.clone()).prop_map(|(group, state, day)| Event::Joins(group, state, day)),
        (prop::option::of(group.clone()), day.clone()).prop_map(|(group, day)| Event::Gives(group, day)),
        (prop::option::of(group.clone()), day.clone()).prop_map(|(group, day)| Event::Receives(group, day)),
        (group.clone(), day.clone()).prop_map(|(group, day)| Event::Introduces(group, day)),
        (prop::option::of(group), rungs, day).prop_map(|(group, rung, day)| Event::Word(group, rung, day)),
    ]
}

struct Town {
    case: Case,
    ada: PersonId,
    ben: PersonId,
    groups: [AssetId; 2],
}

impl Town {
    fn new() -> Self {
        let mut case = Case::new();
        let (ada, ben) = (case.person("Ada", "A"), case.person("Ben", "B"));
        let groups = [case.asset("Choir", &[]), case.asset("Allotment", &[])];
        Self { case, ada, ben, groups }
    }

    fn happens(&mut self, event: &Event) -> (Entity, i64) {
        let day = |day: u32| {
            let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            (first + chrono::Days::new(u64::from(day))).to_string()
        };
        let ids = self.groups.map(|group| group.0.to_string());
        let (ada, ben) = (self.ada.0.to_string(), self.ben.0.to_string());
        let case = &mut self.case;
        match *event {
            Event::Joins(group, state, on) => (
                Entity::Connection,
                case.connect(self.ada, self.groups[group], state, &[("made_on", &day(on))]),
            ),
            Event::Gives(to, on) => {
                let to =
                    to.map_or(("receiver_person_id", ben.as_str()), |to| ("receiver_asset_id", &ids[to]));
                let fields =
                    [("giver_person_id", ada.as_str()), to, ("what", "a cake"), ("happened_on", &day(on))];
                (Entity::Exchange, case.add(Entity::Exchange, &fields))
            }
            Event::Receives(from, on) => {
                let from =
                    from.map_or(("giver_person_id", ben.as_str()), |from| ("giver_asset_id", &ids[from]));
                let fields = [
                    ("receiver_person_id", ada.as_str()),
                    from,
                    ("what", "a lift"),
                    ("happened_on", &day(on)),
                ];
                (Entity::Exchange, case.add(Entity::Exchange, &fields))
            }
            Event::Introduces(group, on) => {
                let fields = [("introduced_by", ada.as_str()), ("made_on", &day(on))];
                (Entity::Connection, case.connect(self.ben, self.groups[group], "made", &fields))
            }
            Event::Word(group, rung, on) => {
                let mut fields = vec![("rung", rung)];
                let on = day(on);
                fields.push(("since", &on));
                if let Some(group) = group {
                    fields.push(("asset_id", &ids[group]));
                }
                (Entity::Rung, case.of(self.ada, Entity::Rung, &fields))
            }
        }
    }

    /// Every move of Ada, without the numbers of records.
    fn way(&self) -> Vec<MoveRow> {
        self.case.store.moves_of(self.ada).unwrap()
    }
}

/// Words of one day about one group would be told apart by the order of entry alone: the first of them is kept.
fn one_word_a_day(events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        let twice = kept.iter().any(|other| match (other, &event) {
            (Event::Word(one, _, day), Event::Word(other, _, same)) => one == other && day == same,
            _ => false,
        });
        if !twice {
            kept.push(event);
        }
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_entry_does_not_matter(events in prop::collection::vec(event(), 1..9), seed in any::<u64>()) {
        let events = one_word_a_day(events);
        let mut shuffled = events.clone();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let (mut one, mut other) = (Town::new(), Town::new());
        for event in &events {
            one.happens(event);
        }
        for event in &shuffled {
            other.happens(event);
        }
        prop_assert_eq!(one.way(), other.way());
        prop_assert_eq!(one.case.store.follows_from_records().unwrap(), Some(true));
    }

    #[test]
    fn what_is_undone_or_put_away_takes_its_rung_with_it(
        before in prop::collection::vec(event(), 0..6),
        last in event(),
        undo in any::<bool>(),
    ) {
        let mut town = Town::new();
        for event in &before {
            town.happens(event);
        }
        let way = town.way();
        let (entity, id) = town.happens(&last);
        if undo {
            town.case.store.undo().unwrap();
        } else {
            town.case.put_away(entity, id);
        }
        prop_assert_eq!(town.way(), way);
    }

    #[test]
    fn nothing_but_a_workers_word_moves_anybody_down(events in prop::collection::vec(event(), 1..9)) {
        let mut town = Town::new();
        for event in &events {
            town.happens(event);
        }
        for step in town.way().iter().filter(|step| step.rung < step.was) {
            prop_assert_eq!(step.because.as_str(), "a worker said so");
        }
        // Ends of connections and the closing of groups take nobody's place away.
        let stood: Vec<MoveRow> = town.way();
        for connection in town.case.store.records_of(Entity::Connection, "person_id", town.ada.0).unwrap() {
            if !["attending", "contributes"].contains(&connection.values.text("state")) {
                continue;
            }
            for ended in ["stopped", "asset_closed"] {
                let before = town.case.store.needed(Entity::Connection, connection.id).unwrap().values;
                let mut after: Values = before.clone();
                after.set("state", ended);
                let change = Change::Edit { entity: Entity::Connection, id: connection.id, before, after };
                town.case.store.apply(&change).unwrap();
            }
        }
        prop_assert_eq!(town.way(), stood);
    }
}

#[test]
fn a_group_that_is_gone_from_leaves_its_moves_and_the_board_its_quarter() {
    let mut town = Town::new();
    town.happens(&Event::Joins(0, "made", 3));
    town.happens(&Event::Gives(Some(0), 20));
    let way: Vec<(String, &str)> =
        town.way().iter().map(|step| (step.on.to_string(), step.rung.code())).collect();
    let steps =
        [("2026-01-04", "recipient"), ("2026-01-21", "contributor")].map(|(on, rung)| (on.to_owned(), rung));
    assert_eq!(way[..2], steps, "the whole");
    assert_eq!(way[2..], steps, "the choir");
    let came = |day: &str| {
        let counts = town.case.store.came_since(day.parse().unwrap()).unwrap();
        counts.iter().map(|(_, n)| *n).collect::<Vec<_>>()
    };
    assert_eq!(came("2026-01-01"), [0, 0, 0, 1, 0, 0]);
    assert_eq!(came("2026-02-01"), [0, 0, 0, 0, 0, 0]);
    assert_eq!(town.case.store.evidence_of(town.ada, Some(town.groups[0])).unwrap().len(), 2);
    assert!(today().to_string().starts_with("2026-03"));
}
