//! Everything a template of a letter may use.

use serde::Serialize;

/// The person, as a letter names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PersonFacts {
    /// Given and family name.
    pub name: String,
    /// What they like to be called.
    pub called: String,
    /// Date of birth.
    pub born: String,
    /// NHS number in threes.
    pub nhs_number: String,
    /// Their practice.
    pub practice: String,
    /// Their GP.
    pub gp: String,
    /// Where a letter may be sent; empty where writing is not safe.
    pub address: String,
    /// What must be known before one rings or writes.
    pub safe_contact: String,
}

/// The referral a letter answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReferralFacts {
    /// The day it was received.
    pub received: String,
    /// Where it came from.
    pub source: String,
    /// Who referred.
    pub referrer: String,
    /// Their organisation.
    pub organisation: String,
    /// The reason they gave.
    pub reason: String,
    /// How far it is.
    pub state: String,
}

/// The scores of one scale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ScoreFacts {
    /// The instrument and the scale.
    pub what: String,
    /// The first score; where no result gives one, why.
    pub first: String,
    /// The day of it.
    pub first_on: String,
    /// The latest; empty where there is one alone.
    pub latest: String,
    /// The day of it.
    pub latest_on: String,
    /// Results beside these that give no score, with their day: `1 Sep 2025 not complete (3 of 7 answered)`.
    pub left_out: String,
}

/// A code with what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CodeFacts {
    /// What it is called.
    pub term: String,
    /// The code.
    pub code: String,
}

/// Everything a template may use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The day of the letter.
    pub today: String,
    /// Who writes.
    pub worker: String,
    /// Whom it is about.
    pub person: PersonFacts,
    /// The referral it answers.
    pub referral: ReferralFacts,
    /// What the GP is asked to do.
    pub actions: Vec<String>,
    /// How often we were in touch, and when last.
    pub contacts: String,
    /// What matters to the person, of the plan.
    pub matters: String,
    /// With whom and when the plan was agreed.
    pub agreed: String,
    /// When it is looked at again.
    pub review: String,
    /// What they are good at, know, care about.
    pub strengths: Vec<String>,
    /// What they would like help with.
    pub needs: Vec<String>,
    /// What they want to reach.
    pub goals: Vec<String>,
    /// The steps that come next.
    pub steps: Vec<String>,
    /// What was offered or shown.
    pub offered: Vec<String>,
    /// Where they go.
    pub going: Vec<String>,
    /// The same, by name alone.
    pub places: Vec<String>,
    /// What did not work, and why.
    pub ended: Vec<String>,
    /// First and latest scores.
    pub scores: Vec<ScoreFacts>,
    /// The codes it carries.
    pub codes: Vec<CodeFacts>,
    /// Whether something was left out to keep it short.
    pub shortened: bool,
}

impl Facts {
    /// The lists of what is told of the person, for whoever shortens or cleans every line; actions are the worker's own.
    pub fn lists_mut(&mut self) -> [&mut Vec<String>; 8] {
        [
            &mut self.strengths,
            &mut self.needs,
            &mut self.goals,
            &mut self.steps,
            &mut self.offered,
            &mut self.going,
            &mut self.places,
            &mut self.ended,
        ]
    }

    /// Whether there is nothing of a plan to say: neither what matters nor strengths, goals, steps, places, an agreement or a day.
    pub fn plan_is_empty(&self) -> bool {
        let texts = [&self.matters, &self.agreed, &self.review];
        let lists = [&self.strengths, &self.goals, &self.steps, &self.places];
        texts.into_iter().all(String::is_empty) && lists.into_iter().all(Vec::is_empty)
    }

    /// Leaves what a referrer may hear: nothing of the plan and the story; of somebody outside the health service also no number,
    /// no date of birth and no scores, for the person's yes does not cover them. A template cannot say what is not there.
    pub fn for_the_referrer(&mut self, of_health: bool) {
        let (referral, contacts) = (self.referral.clone(), self.contacts.clone());
        let mut left = Self {
            today: self.today.clone(),
            worker: self.worker.clone(),
            person: PersonFacts {
                name: self.person.name.clone(),
                called: self.person.called.clone(),
                ..PersonFacts::default()
            },
            referral,
            contacts,
            review: self.review.clone(),
            places: self.places.clone(),
            ..Self::default()
        };
        if of_health {
            left.person.born.clone_from(&self.person.born);
            left.person.nhs_number.clone_from(&self.person.nhs_number);
            left.scores.clone_from(&self.scores);
        }
        *self = left;
    }
}
