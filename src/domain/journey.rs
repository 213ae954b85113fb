//! The way from recipient to contributor, told by evidence.
//!
//! The construct is kith's own: newcomer, recipient, participant, contributor, leader, and connector. A rung rises by
//! evidence that can be opened, and falls only when a worker says so; people stand on different rungs in different groups.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::id::AssetId;

/// A place on the way. The order is that of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Nothing has come about yet.
    Newcomer,
    /// Something was received, or a connection was made.
    Recipient,
    /// Attended twice or more.
    Participant,
    /// Gave at least once.
    Contributor,
    /// Introduced somebody.
    Connector,
    /// Runs a group.
    Leader,
}

impl Rung {
    /// Every rung, lowest first.
    pub const ALL: [Self; 6] = [
        Self::Newcomer,
        Self::Recipient,
        Self::Participant,
        Self::Contributor,
        Self::Connector,
        Self::Leader,
    ];

    /// The word that is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Newcomer => "newcomer",
            Self::Recipient => "recipient",
            Self::Participant => "participant",
            Self::Contributor => "contributor",
            Self::Connector => "connector",
            Self::Leader => "leader",
        }
    }

    /// The word people read, as the team calls it.
    pub fn label(self) -> &'static str {
        super::terms::term(match self {
            Self::Newcomer => "Newcomer",
            Self::Recipient => "Recipient",
            Self::Participant => "Participant",
            Self::Contributor => "Contributor",
            Self::Connector => "Connector",
            Self::Leader => "Leader",
        })
    }

    /// The rung of a kept word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rung| rung.code() == code)
    }
}

/// One thing that shows a rung.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The group it happened in; `None` between people.
    pub asset: Option<AssetId>,
    /// What it shows.
    pub rung: Rung,
    /// The day.
    pub on: NaiveDate,
    /// One sentence without names: `attended twice or more`.
    pub because: &'static str,
}

/// The reason of a worker's word.
const WORD: &str = "a worker said so";

/// A worker's word on where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// In which group; `None` for the whole.
    pub asset: Option<AssetId>,
    /// The rung.
    pub rung: Rung,
    /// Since when.
    pub since: NaiveDate,
}

/// Where a person stands in one group, or (with no group) on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The group; `None` for the whole.
    pub asset: Option<AssetId>,
    /// The rung.
    pub rung: Rung,
    /// Since when, where known.
    pub since: Option<NaiveDate>,
    /// Why, one sentence.
    pub because: &'static str,
}

/// A move on the way: on a day a person came to stand elsewhere, in one group or (with no group) on the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The group; `None` for the whole.
    pub asset: Option<AssetId>,
    /// The day.
    pub on: NaiveDate,
    /// Where they stood before; whoever is new was a newcomer.
    pub was: Rung,
    /// Where they stood from then on.
    pub rung: Rung,
    /// Why, one sentence.
    pub because: &'static str,
}

impl Move {
    /// Whether it went up. A move down is a worker's word.
    pub fn is_up(&self) -> bool {
        self.rung > self.was
    }
}

/// How a person came to where they stand: every move, by day, the whole before the groups.
///
/// Each day is looked at with what had been shown and said by then, so that the order of entry does not matter.
pub fn moves(evidence: &[Evidence], said: &[Said]) -> Vec<Move> {
    let mut days: Vec<NaiveDate> =
        evidence.iter().map(|e| e.on).chain(said.iter().map(|word| word.since)).collect();
    days.sort_unstable();
    days.dedup();
    let mut stood: BTreeMap<Option<AssetId>, Rung> = BTreeMap::new();
    let mut all = Vec::new();
    for day in days {
        let shown: Vec<Evidence> = evidence.iter().filter(|e| e.on <= day).cloned().collect();
        let words: Vec<Said> = said.iter().filter(|word| word.since <= day).copied().collect();
        for stand in stands(&shown, &words) {
            let was = stood.insert(stand.asset, stand.rung).unwrap_or(Rung::Newcomer);
            if was != stand.rung {
                // What was shown only grows from day to day: whoever comes down does so by a worker's word, be it on one group.
                let because = if stand.rung < was { WORD } else { stand.because };
                all.push(Move { asset: stand.asset, on: day, was, rung: stand.rung, because });
            }
        }
    }
    all
}

/// The further of two states of a connection, by the way from suggested to contributing; what ended leaves what it was.
pub fn further<'a>(was: &'a str, is: &'a str) -> &'a str {
    const WAY: [&str; 10] = [
        "suggested",
        "agreed",
        "made",
        "replied",
        "waiting",
        "accepted",
        "started",
        "attending",
        "belongs",
        "contributes",
    ];
    let far = |state: &str| WAY.iter().position(|step| *step == state);
    if far(is) > far(was) { is } else { was }
}

/// Where a person stands: the whole first, then each group.
///
/// On the whole one stands on the highest rung of any group, unless a worker's word on the whole says otherwise and
/// nothing came after it.
pub fn stands(evidence: &[Evidence], said: &[Said]) -> Vec<Stand> {
    let mut groups: Vec<AssetId> = evidence.iter().filter_map(|e| e.asset).collect();
    groups.extend(said.iter().filter_map(|word| word.asset));
    groups.sort_unstable();
    groups.dedup();
    let each: Vec<Stand> = groups
        .into_iter()
        .filter_map(|group| {
            let of_group = evidence.iter().filter(|e| e.asset == Some(group));
            let word = latest(said, Some(group));
            stand(Some(group), of_group, word)
        })
        .collect();
    let word = latest(said, None);
    let lifted: Vec<Evidence> = each
        .iter()
        .filter_map(|s| s.since.map(|on| Evidence { asset: None, rung: s.rung, on, because: s.because }))
        .chain(evidence.iter().filter(|e| e.asset.is_none()).cloned())
        .collect();
    let whole = stand(None, lifted.iter(), word).unwrap_or(Stand {
        asset: None,
        rung: Rung::Newcomer,
        since: None,
        because: "nothing has come about yet",
    });
    let mut all = vec![whole];
    all.extend(each);
    all
}

fn latest(said: &[Said], asset: Option<AssetId>) -> Option<&Said> {
    said.iter().filter(|word| word.asset == asset).max_by_key(|word| word.since)
}

fn stand<'a>(
    asset: Option<AssetId>,
    evidence: impl Iterator<Item = &'a Evidence>,
    word: Option<&Said>,
) -> Option<Stand> {
    // A worker's word holds until evidence that came after it rises above it.
    let best = evidence
        .filter(|e| word.is_none_or(|word| e.on > word.since))
        .max_by(|a, b| a.rung.cmp(&b.rung).then(b.on.cmp(&a.on)));
    match (word, best) {
        (Some(word), Some(e)) if e.rung <= word.rung => Some(of_word(asset, word)),
        (Some(word), None) => Some(of_word(asset, word)),
        (_, Some(e)) => Some(Stand { asset, rung: e.rung, since: Some(e.on), because: e.because }),
        (None, None) => None,
    }
}

fn of_word(asset: Option<AssetId>, word: &Said) -> Stand {
    Stand { asset, rung: word.rung, since: Some(word.since), because: WORD }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, d).unwrap()
    }

    fn shown(asset: Option<i64>, rung: Rung, d: u32) -> Evidence {
        Evidence { asset: asset.map(AssetId), rung, on: day(d), because: "seen" }
    }

    #[test]
    fn without_evidence_one_is_a_newcomer() {
        let all = stands(&[], &[]);
        assert_eq!((all.len(), all[0].rung), (1, Rung::Newcomer));
    }

    #[test]
    fn one_may_stand_on_different_rungs_in_different_groups() {
        let all = stands(&[shown(Some(1), Rung::Participant, 2), shown(Some(2), Rung::Leader, 3)], &[]);
        assert_eq!(
            all.iter().map(|s| s.rung).collect::<Vec<_>>(),
            [Rung::Leader, Rung::Participant, Rung::Leader]
        );
    }

    #[test]
    fn a_rung_falls_only_by_a_workers_word_and_rises_again_by_later_evidence() {
        let word = Said { asset: Some(AssetId(1)), rung: Rung::Recipient, since: day(5) };
        let before = [shown(Some(1), Rung::Contributor, 2)];
        assert_eq!(stands(&before, &[word])[1].rung, Rung::Recipient);
        let after = [shown(Some(1), Rung::Contributor, 2), shown(Some(1), Rung::Participant, 9)];
        assert_eq!(stands(&after, &[word])[1].rung, Rung::Participant);
    }

    #[test]
    fn every_move_has_its_day_and_a_fall_is_a_workers_word() {
        let evidence = [
            shown(Some(1), Rung::Contributor, 9),
            shown(Some(1), Rung::Recipient, 2),
            shown(Some(1), Rung::Participant, 5),
        ];
        let word = Said { asset: Some(AssetId(1)), rung: Rung::Recipient, since: day(12) };
        let of = |all: &[Move], asset: Option<AssetId>| -> Vec<(u32, Rung, bool)> {
            let own = all.iter().filter(|step| step.asset == asset);
            own.map(|step| (chrono::Datelike::day(&step.on), step.rung, step.is_up())).collect()
        };
        let all = moves(&evidence, &[word]);
        let way = [(2, Rung::Recipient, true), (5, Rung::Participant, true), (9, Rung::Contributor, true)];
        assert_eq!(of(&all, Some(AssetId(1)))[..3], way);
        assert_eq!(of(&all, Some(AssetId(1)))[3..], [(12, Rung::Recipient, false)]);
        assert_eq!(of(&all, None)[..3], way, "the whole follows the groups");
        assert_eq!(all.last().unwrap().because, "a worker said so");
    }

    #[test]
    fn what_ended_leaves_how_far_it_came() {
        assert_eq!(further("", "made"), "made");
        assert_eq!(further("attending", "contributes"), "contributes");
        for ended in ["stopped", "asset_closed", "declined", "did_not_start", "started"] {
            assert_eq!(further("belongs", ended), "belongs");
        }
    }

    #[test]
    fn the_order_of_entry_does_not_matter() {
        let one = [shown(Some(1), Rung::Recipient, 2), shown(None, Rung::Contributor, 3)];
        let other = [one[1].clone(), one[0].clone()];
        assert_eq!(stands(&one, &[]), stands(&other, &[]));
    }
}
