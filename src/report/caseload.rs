//! The caseload in figures: who is where, what is late, who gives and receives, and who stands where on the way.

use chrono::NaiveDate;

use super::community;
use super::rows::RowsOf;
use super::{Figure, Report, Section, Table};
use crate::domain::id::WorkerId;
use crate::domain::journey::Rung;
use crate::domain::standing::State;
use crate::domain::vocabulary::{CONNECTION_STATE, REFERRAL_SOURCE};
use crate::domain::when;
use crate::store::figures::lens::Whose;
use crate::store::figures::{Referrals, Set};
use crate::store::today::Between;
use crate::store::{Store, StoreError};

/// The caseload of one worker (with those of nobody), or of everyone, on a day.
pub fn ask(store: &Store, worker: Option<WorkerId>, today: NaiveDate) -> Result<Report, StoreError> {
    let title = format!("Caseload on {}", when::show_day_long(today));
    Ok(Report { title, sections: sections(store, &worker.into(), today)? })
}

/// The sections of it; of a practice, an area or a source those that know their people.
pub fn sections(store: &Store, whose: &Whose, today: NaiveDate) -> Result<Vec<Section>, StoreError> {
    let asker = Asker { store, whose, today };
    if whose.is_of_places() {
        return Ok(vec![
            asker.people()?,
            asker.give_and_take()?,
            asker.rungs()?,
            asker.referrals()?,
            asker.referral_loop()?,
            not_told(),
        ]);
    }
    Ok(vec![
        asker.people()?,
        asker.reminders()?,
        asker.give_and_take()?,
        asker.rungs()?,
        asker.referrals()?,
        asker.referral_loop()?,
        asker.connections()?,
        asker.community()?,
        asker.gaps()?,
    ])
}

/// What is not told of the people of a practice, an area or a source.
fn not_told() -> Section {
    let words = "Reminders are a worker's; connections, assets and gaps are told here for the whole caseload. Of some people they are \
                 in the reports of activity and gaps.";
    let table = Table::new(["Left out here"], vec![vec![words.to_owned()]]);
    Section {
        title: "What is not told of these people alone".to_owned(),
        figures: Vec::new(),
        tables: vec![table],
    }
}

struct Asker<'a> {
    store: &'a Store,
    whose: &'a Whose,
    today: NaiveDate,
}

impl Asker<'_> {
    fn set(&self, name: &str, set: Set, definition: &'static str) -> Result<Figure, StoreError> {
        let value = self.store.count_among(set, self.whose)?;
        Ok(Figure::new(name, value, "people", definition, RowsOf::People(set, self.whose.clone())))
    }

    fn people(&self) -> Result<Section, StoreError> {
        let mut figures = Vec::new();
        for state in State::ALL {
            figures.push(self.set(state.label(), Set::In(state), meaning(state))?);
        }
        let waiting = figures.first().map_or(0, |figure| figure.value);
        let over = self.set(
            "Waiting too long",
            Set::WaitingOver(self.today),
            "People who wait and whose first contact was due before today: five working days after the referral came, \
             bank holidays left out.",
        )?;
        figures.insert(1.min(figures.len()), over.of(waiting));
        Ok(Section { title: "People".to_owned(), figures, tables: Vec::new() })
    }

    fn reminders(&self) -> Result<Section, StoreError> {
        let due = |name: &str, days: Between, definition: &'static str| -> Result<Figure, StoreError> {
            let value = self.store.due_count(self.whose.worker, days)?;
            Ok(Figure::new(name, value, "reminders", definition, RowsOf::Reminders(days, self.whose.worker)))
        };
        let late = due("Late", Between::late(self.today), "Open reminders that were due before today.")?;
        let now = due("For today", Between::on(self.today), "Open reminders that are due today.")?;
        Ok(Section { title: "Reminders".to_owned(), figures: vec![late, now], tables: Vec::new() })
    }

    fn give_and_take(&self) -> Result<Section, StoreError> {
        let in_work = self.store.count_among(Set::InWork, self.whose)?;
        let asked = self.set(
            "Asked",
            Set::Asked,
            "People in our work who were asked at least once what they would like to give, out of all in our work.",
        )?;
        let not_asked =
            self.set("Not asked yet", Set::NotAsked, "People in our work whom nobody has asked yet.")?;
        let offered = self.set(
            "Offered something",
            Set::Offered,
            "People in our work who were asked and offered something, out of those who were asked.",
        )?;
        let whole = asked.value;
        let gave = self.set("Gave", Set::Gave, "People who gave at least once to a person or a group.")?;
        let received = self.set(
            "Received",
            Set::Received,
            "People who received at least once from a person or a group.",
        )?;
        let either = self.store.count_among(Set::Either, self.whose)?;
        let both = self.set(
            "Gave and received",
            Set::Both,
            "People with at least one give and one receive, out of those with either. One who gives is not worth more \
             than one who receives: this is never a ranking.",
        )?;
        let (times, taken, offers) = self.store.exchange_counts()?;
        let times = Figure::new(
            "Times given",
            times,
            "times",
            "Every give and receive that was noted, by anyone in this file. Nobody has to count.",
            RowsOf::Exchanges,
        );
        let taken = Figure::new(
            "Offers taken up",
            taken,
            "offers",
            "Offers that were answered by a give, out of all offers ever made in this file.",
            RowsOf::OffersTakenUp,
        );
        let mut figures = vec![
            asked.of(in_work),
            not_asked.of(in_work),
            offered.of(whole),
            gave,
            received,
            both.of(either),
        ];
        // What was given and offered is counted by anyone in the file.
        if !self.whose.is_of_places() {
            figures.extend([times, taken.of(offers)]);
        }
        Ok(Section { title: "Give and take".to_owned(), figures, tables: Vec::new() })
    }

    fn rungs(&self) -> Result<Section, StoreError> {
        let mut figures = Vec::new();
        for rung in Rung::ALL {
            figures.push(self.set(rung.label(), Set::On(rung), shown_by(rung))?);
        }
        Ok(Section {
            title: "On the way from recipient to contributor".to_owned(),
            figures,
            tables: Vec::new(),
        })
    }

    fn referrals(&self) -> Result<Section, StoreError> {
        let sources = self.store.sources_among(self.whose)?;
        let whole: usize = sources.iter().map(|(_, n)| n).sum();
        let figures = sources
            .into_iter()
            .map(|(code, n)| {
                let label = REFERRAL_SOURCE.label(&code).to_owned();
                let rows = RowsOf::Referrals(Referrals::From(code), self.whose.clone());
                Figure::new(
                    label,
                    n,
                    "referrals",
                    "Referrals that came this way, out of all referrals.",
                    rows,
                )
                .of(whole)
            })
            .collect();
        Ok(Section { title: "Where referrals come from".to_owned(), figures, tables: Vec::new() })
    }

    fn connections(&self) -> Result<Section, StoreError> {
        let states = self.store.connection_states()?;
        let in_order = CONNECTION_STATE.terms.iter().filter_map(|term| {
            let (_, n) = states.iter().find(|(code, _)| code == term.code)?;
            let rows = RowsOf::Connections(Some(term.code.to_owned()));
            let definition = "Connections in this file that stand so now. Being sent is not yet belonging.";
            Some(Figure::new(term.label, *n, "connections", definition, rows))
        });
        let mut figures: Vec<Figure> = in_order.collect();
        let (whole, groups) = self.store.connections_going_on()?;
        let share = Figure::new(
            "To groups and neighbours",
            groups,
            "connections",
            "Connections that go on and lead to a group or a resident, not to an organisation, place or business, out of \
             all that go on.",
            RowsOf::ToGroups,
        );
        figures.push(share.of(whole));
        Ok(Section { title: "Connections".to_owned(), figures, tables: Vec::new() })
    }

    fn community(&self) -> Result<Section, StoreError> {
        let figures = community::asset_figures(self.store, None, self.today)?;
        Ok(Section { title: "Assets".to_owned(), figures, tables: Vec::new() })
    }

    fn referral_loop(&self) -> Result<Section, StoreError> {
        let figures = community::loop_figures(self.store, self.whose)?;
        Ok(Section { title: "The referral loop".to_owned(), figures, tables: Vec::new() })
    }

    fn gaps(&self) -> Result<Section, StoreError> {
        let figures = community::gap_figures(self.store)?;
        Ok(Section { title: "Gaps".to_owned(), figures, tables: Vec::new() })
    }
}

fn meaning(state: State) -> &'static str {
    match state {
        State::Waiting => "People with an open referral whom nobody has tried to reach since it came.",
        State::Trying => "People with an open referral whom we tried to reach and have not spoken to yet.",
        State::Active => "People with an open referral to whom we have spoken since it came.",
        State::Paused => "People whose work rests for a while, as was agreed with them.",
        State::Closed => "People whose every referral has come to an end.",
        State::Known => "People we know who have no referral. They need none to be in touch with us.",
        State::PutAway => "People whose record was put away. Nothing of it is lost.",
    }
}

fn shown_by(rung: Rung) -> &'static str {
    match rung {
        Rung::Newcomer => {
            "People with whom nothing has come about yet. These words are our own, not a standard."
        }
        Rung::Recipient => "People who were connected to something, or received something.",
        Rung::Participant => "People who attended something twice or more.",
        Rung::Contributor => "People who gave at least once, or contribute to a group.",
        Rung::Connector => "People who introduced somebody.",
        Rung::Leader => "People who run a group. A worker's word counts until later evidence rises above it.",
    }
}
