//! Access: what a person needs to get in and take part, and whether an asset says that it has it.

use crate::domain::fold;

/// Something that some people need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// What it is called: `step-free`.
    pub name: &'static str,
    /// Beginnings of words by which people say that they need it.
    needed_by: &'static [&'static str],
    /// Folded everyday words by which it is looked up, beside its name.
    pub looked_up_by: &'static [&'static str],
    /// Folded phrases by which an asset says that it has it.
    has: &'static [&'static str],
    /// Folded words by which it says that it does not.
    lacks: &'static [&'static str],
}

/// What is looked for, in the order it is told.
const ALL: [Access; 6] = [
    Access {
        name: "step-free",
        needed_by: &[
            "wheelchair",
            "stick",
            "stairs",
            "steps",
            "walker",
            "frame",
            "scooter",
            "mobility",
            "zimmer",
        ],
        looked_up_by: &["wheelchair", "accessible"],
        has: &[
            "step free",
            "level access",
            "ramp",
            "wheelchair",
            "wheelchairs",
            "lift",
            "no steps",
            "no stairs",
            "ground floor",
        ],
        lacks: &["stairs", "steps", "upstairs", "not accessible", "no lift", "first floor"],
    },
    Access {
        name: "toilet",
        needed_by: &["toilet", "continence", "bladder", "bowel"],
        looked_up_by: &[],
        has: &["toilet", "toilets", "changing place"],
        lacks: &["no toilet", "no toilets"],
    },
    Access {
        name: "hearing loop",
        needed_by: &["hearing", "deaf", "lip"],
        looked_up_by: &["deaf"],
        has: &["hearing loop", "induction loop", "loop", "bsl", "sign language"],
        lacks: &["no loop", "no hearing loop", "noisy"],
    },
    Access {
        name: "large print",
        needed_by: &["large print", "sight", "blind", "vision"],
        looked_up_by: &[],
        has: &["large print", "braille", "audio description"],
        lacks: &[],
    },
    Access {
        name: "parking",
        needed_by: &["parking", "blue badge", "drives"],
        looked_up_by: &[],
        has: &["parking", "car park", "blue badge"],
        lacks: &["no parking"],
    },
    Access {
        name: "quiet",
        needed_by: &["autis", "quiet", "noise", "crowds", "sensory"],
        looked_up_by: &[],
        has: &["quiet", "calm", "sensory", "relaxed"],
        lacks: &["noisy", "loud", "crowded"],
    },
];

/// What is looked for, in the order it is told.
pub fn all() -> impl Iterator<Item = Access> {
    ALL.into_iter()
}

/// What can be asked for by name, in the order it is told.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|access| access.name)
}

/// What is asked for by its name or by what people who need it say, folded: `step free`, `wheelchair`; `None` for any other
/// words.
pub fn named(folded: &str) -> Option<Access> {
    let is = |access: &Access| fold::fold(access.name) == folded || access.needed_by.contains(&folded);
    ALL.into_iter().find(is)
}

/// What a person needs, read out of what is written about their access needs.
pub fn needed(words: &str) -> Vec<Access> {
    let folded = format!(" {}", fold::fold(words));
    ALL.into_iter()
        .filter(|access| access.needed_by.iter().any(|begin| folded.contains(&format!(" {begin}"))))
        .collect()
}

impl Access {
    /// The reason for something that has it.
    pub fn fits(&self) -> String {
        format!("access: {}", self.name)
    }

    /// The reason against something that has not.
    pub fn lacking(&self) -> String {
        format!("Access: not {}", self.name)
    }

    /// Whether an asset with these words of access ([`marked`]) has it; `None` where it does not say. One "no" to it counts
    /// for more than any yes: nobody is sent to a staircase.
    pub fn met(&self, asset: &str) -> Option<bool> {
        let says = |all: &[&str]| all.iter().filter_map(|phrase| says(asset, phrase)).min();
        match says(self.has) {
            None => (says(self.lacks) == Some(true)).then_some(false),
            told => told,
        }
    }
}

/// Words that say no to what comes after them.
const NOES: [&str; 11] =
    ["no", "not", "without", "never", "lacks", "lack", "isn", "isnt", "arent", "cannot", "unsuitable"];
/// Words that may stand between a no and what it is about, or between that and a no behind it.
const BETWEEN: [&str; 30] = [
    "a",
    "an",
    "any",
    "the",
    "t",
    "fully",
    "very",
    "really",
    "currently",
    "yet",
    "suitable",
    "for",
    "accessible",
    "access",
    "disabled",
    "proper",
    "easily",
    "easy",
    "good",
    "is",
    "are",
    "there",
    "have",
    "has",
    "got",
    "full",
    "public",
    "level",
    "entry",
    "entrance",
];
/// Words that make a no of the one before them, behind what it is about: `wheelchair access not available`.
const BEHIND: [&str; 5] = ["available", "possible", "suitable", "provided", "yet"];

/// Words of access, folded, with their clauses kept apart by `|` and what is said of something behind `=`: of `Wheelchair
/// access: no. Parking` one knows what the no is about.
pub fn marked(text: &str) -> String {
    let clauses =
        text.split(['.', ';', ',', '!', '?', '(', ')', '\n', '/']).flat_map(|part| part.split(" - "));
    let clause = |text: &str| {
        let sides = text.split(':').map(fold::fold).filter(|side| !side.is_empty());
        sides.collect::<Vec<_>>().join(" = ")
    };
    clauses.map(clause).filter(|clause| !clause.is_empty()).collect::<Vec<_>>().join(" | ")
}

/// Whether words of access ([`marked`]) say yes or no to a folded phrase; `None` where it does not stand in them. A no to it
/// anywhere is a no.
pub fn says(asset: &str, phrase: &str) -> Option<bool> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let mut found = None;
    for clause in asset.split('|') {
        let words: Vec<&str> = clause.split_whitespace().collect();
        for (at, some) in words.windows(phrase.len().max(1)).enumerate() {
            if some == phrase {
                let before = words.get(..at).unwrap_or_default();
                let behind = words.get(at + phrase.len()..).unwrap_or_default();
                let yes = !(denied_before(before) || denied_behind(behind));
                found = Some(found.unwrap_or(true) && yes);
            }
        }
    }
    found
}

fn denied_before(words: &[&str]) -> bool {
    words.iter().rev().find(|word| !BETWEEN.contains(word)).is_some_and(|word| NOES.contains(word))
}

fn denied_behind(words: &[&str]) -> bool {
    let mut rest = words.iter().skip_while(|word| BETWEEN.contains(word)).peekable();
    let answer = rest.next_if(|word| **word == "=").is_some();
    match rest.next().copied() {
        Some("no" | "none" | "unavailable") => answer || rest.next().is_none(),
        Some("not") => answer || rest.next().is_none_or(|word| BEHIND.contains(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_need_is_read_and_met_by_what_places_say() {
        let ada = needed("Uses a stick; stairs are hard. Walks 15 minutes; no car.");
        assert_eq!(ada.iter().map(|a| a.name).collect::<Vec<_>>(), ["step-free"]);
        let step_free = ada[0];
        for (says, met) in [
            ("level access and a toilet", Some(true)),
            ("no steps", Some(true)),
            ("up a flight of stairs", Some(false)),
            ("no lift", Some(false)),
            ("tea and cake", None),
        ] {
            assert_eq!(step_free.met(&marked(says)), met, "{says}");
        }
        for (says, met) in [
            ("No wheelchair access, stairs only", Some(false)),
            ("Not wheelchair accessible", Some(false)),
            ("Not step-free", Some(false)),
            ("Wheelchair access: no", Some(false)),
            ("Wheelchair access: no. Parking: yes", Some(false)),
            ("Wheelchair access not available", Some(false)),
            ("Two steps at the door; no ramp", Some(false)),
            ("Upstairs, not suitable for wheelchairs", Some(false)),
            ("Isn't wheelchair accessible", Some(false)),
            ("Ramp to the hall. No lift to the first floor", Some(false)),
            ("No accessible toilet. Step-free.", Some(true)),
            ("No parking. Wheelchair access", Some(true)),
            ("Wheelchair access, no parking", Some(true)),
            ("Wheelchair access: yes", Some(true)),
            ("Wheelchair access - no hearing loop", Some(true)),
        ] {
            assert_eq!(step_free.met(&marked(says)), met, "{says}");
        }
        let toilet = named("toilet").unwrap();
        assert_eq!(toilet.met(&marked("No accessible toilet. Step-free.")), Some(false));
        assert_eq!(says(&marked("Stairs only. No lift."), "lift"), Some(false));
        assert_eq!(named("wheelchair"), Some(step_free));
        assert!(needed("Loves stickers").is_empty() || needed("Loves stickers")[0].name == "step-free");
        assert!(needed("").is_empty());
        assert_eq!(needed("Deaf in one ear, and needs a toilet near").len(), 2);
    }
}
