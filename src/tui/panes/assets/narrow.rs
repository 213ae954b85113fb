//! What the asset list is narrowed to: any filters together, those that are usually left out, and saved searches.

use crate::domain::entry::Record;
use crate::domain::facets::{Facets, LANGUAGES, NAMES};
use crate::domain::fold;
use crate::domain::matching::access;
use crate::domain::timetable::{DAYS, PARTS};
use crate::domain::vocabulary::{ASSET_KIND, ATTENDING, GIFT_KIND, INTEREST, NEED, SECTOR, Vocabulary};
use crate::store::find::AssetAsk;
use crate::tui::dialogs::picker::{Item, Picker};
use crate::tui::effect::{Answer, Effect};
use crate::tui::panes::glance::capital;

/// What is shown where nothing more was asked for.
pub(super) const USUAL: &str = "running and checked";
/// Miles that can be chosen, as the text form has them.
const MILES: [&str; 5] = ["0.5", "1", "2", "5", "10"];
/// What it may cost, as the text form has it.
const COSTS: [&str; 4] = ["free", "2", "5", "10"];
/// Ages that can be chosen: one within each group that directories name (children, 11 to 18, 16 to 25, 50 and over ...).
const AGES: [&str; 10] = ["5", "11", "16", "21", "40", "50", "55", "60", "65", "80"];

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Also what has closed or was not checked for long.
    pub all: bool,
    /// The filters.
    pub facets: Facets,
    /// Saved searches: their names, words and filters.
    saved: Vec<(String, String, String)>,
}

/// What one row of the picker does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// Takes a saved search whole.
    Saved(String, String),
    /// Shows also what is usually left out.
    All,
    /// Sets a filter.
    Set(&'static str, String),
}

/// What was chosen: the words of a saved search, where one was.
pub type Words = Option<String>;

impl Narrow {
    /// Whether nothing is narrowed and nothing more is shown.
    pub fn is_usual(&self) -> bool {
        !self.all && self.facets == Facets::default()
    }

    /// Back to what runs and was checked.
    pub fn clear(&mut self) {
        self.all = false;
        self.facets = Facets::default();
    }

    /// The saved searches there are.
    pub fn know(&mut self, saved: &[Record]) {
        let text = |record: &Record, field: &str| record.values.text(field).to_owned();
        self.saved =
            saved.iter().map(|one| (text(one, "name"), text(one, "text"), text(one, "filters"))).collect();
    }

    /// What it is, in words, with the filters that were typed in the search line.
    pub fn words(&self, typed: &str) -> String {
        let usual = if self.all { "all, also closed and long unchecked" } else { USUAL };
        let mut words = vec![usual.to_owned()];
        words.extend(self.facets.with_text(typed).1.words());
        words.join(", ")
    }

    /// Sets what is asked of the store.
    pub fn ask(&self, ask: &mut AssetAsk) {
        ask.all = self.all;
        ask.facets = self.facets.clone();
    }

    /// The rows, in order: what each does, its words, and more words that find it.
    fn rows(&self) -> Vec<(Choice, String, &'static str)> {
        let mut rows: Vec<(Choice, String, &'static str)> = self
            .saved
            .iter()
            .map(|(name, text, filters)| {
                (Choice::Saved(text.clone(), filters.clone()), format!("Saved: {name}"), "saved search")
            })
            .collect();
        let mut set = |name: &'static str, value: &str, words: String, also: &'static str| {
            rows.push((Choice::Set(name, value.to_owned()), words, also));
        };
        for day in DAYS {
            set("day", &day.to_lowercase(), format!("On {day}"), "day when weekday");
        }
        for part in PARTS {
            set("part", part, format!("In the {part}"), "time when");
        }
        for miles in MILES {
            set(
                "within",
                miles,
                format!("Within {miles} {}", if miles == "1" { "mile" } else { "miles" }),
                "distance near",
            );
        }
        for cost in COSTS {
            let words = if cost == "free" { "Free".to_owned() } else { format!("At most {cost} pounds") };
            set("cost", cost, words, "cost price money");
        }
        for name in access::names() {
            set("access", &fold::fold(name), format!("Access: {name}"), "wheelchair deaf blind disabled");
        }
        for language in LANGUAGES {
            set("language", &fold::fold(language), format!("Speaks {language}"), "language");
        }
        for age in AGES {
            set("age", age, format!("For somebody of {age}"), "age old young");
        }
        set("meets", "yes", "Somebody there meets newcomers".to_owned(), "accompany accompaniment");
        set("fresh", "yes", "Checked of late".to_owned(), "fresh");
        let lists: [(&'static str, &'static Vocabulary, &str, &'static str); 6] = [
            ("attend", &ATTENDING, "", "how to take part drop referral"),
            ("interest", &INTEREST, "Interest in ", "interest"),
            ("need", &NEED, "Helps with ", "need"),
            ("gift", &GIFT_KIND, "Welcomes ", "gift"),
            ("kind", &ASSET_KIND, "", "kind"),
            ("sector", &SECTOR, "", "who stands behind sector"),
        ];
        for (name, vocabulary, before, also) in lists {
            for term in vocabulary.terms {
                let label = if before.is_empty() { term.label.to_owned() } else { term.label.to_lowercase() };
                set(name, term.code, format!("{before}{label}"), also);
            }
        }
        // What was typed or saved and is in no list above has a row of its own, so that it can be taken off.
        for (name, _) in NAMES {
            let all = self.facets.value(name);
            for value in all.split(',').filter(|value| !value.is_empty()) {
                let known =
                    |choice: &Choice| matches!(choice, Choice::Set(of, one) if *of == name && one == value);
                if rows.iter().any(|(choice, ..)| known(choice)) {
                    continue;
                }
                let mut only = Facets::default();
                let words = only.set(name, value).map_or_else(|reason| reason, |()| only.words().join(", "));
                rows.push((Choice::Set(name, value.to_owned()), capital(&words), name));
            }
        }
        rows.push((Choice::All, capital("also closed and long unchecked"), "all stale"));
        rows
    }

    fn is_on(&self, choice: &Choice) -> bool {
        match choice {
            Choice::Saved(..) => false,
            Choice::All => self.all,
            Choice::Set(name, value) => is_in(&self.facets.value(name), value),
        }
    }

    /// Takes the rows that are on, by their places. Of filters that hold one value, one that was not on before wins.
    pub fn take(&mut self, places: &str) -> Words {
        let rows = self.rows();
        let on: Vec<&Choice> = places
            .split_whitespace()
            .filter_map(|place| rows.get(place.parse::<usize>().ok()?))
            .map(|(choice, ..)| choice)
            .collect();
        if let Some(Choice::Saved(text, filters)) =
            on.iter().find(|choice| matches!(choice, Choice::Saved(..)))
        {
            self.all = false;
            self.facets = Facets::read(filters).unwrap_or_default();
            return Some(text.clone());
        }
        let mut facets = Facets::default();
        let (new, old): (Vec<&Choice>, Vec<&Choice>) = on.iter().partition(|choice| !self.is_on(choice));
        for choice in old.into_iter().chain(new) {
            let Choice::Set(name, value) = choice else { continue };
            // Every row holds a value of the list that its filter takes.
            let _set = facets.add(name, value);
        }
        self.all = on.iter().any(|choice| **choice == Choice::All);
        self.facets = facets;
        None
    }

    /// The list to choose from; it answers with the places of the rows that are on.
    pub fn picker(&self) -> Picker {
        let items = self.rows().into_iter().map(|(choice, words, also)| Item {
            on: self.is_on(&choice),
            also: also.to_owned(),
            ..Item::new(words)
        });
        let pick = |_, places: &str| Effect::Answer(Answer::Text(places.to_owned()));
        let above = vec![
            "Type to look for a filter. In the search line any can be typed: lunch day:tue near:S6 age:72 language:urdu."
                .to_owned(),
        ];
        Picker::searched("Narrow the list", items.collect(), Box::new(pick)).several().above(above)
    }
}

/// Whether a value is that of a filter, or one of several.
fn is_in(all: &str, value: &str) -> bool {
    all.split(',').any(|one| one == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(narrow: &Narrow, wanted: &str) -> String {
        narrow.rows().iter().position(|(_, words, _)| words == wanted).unwrap().to_string()
    }

    #[test]
    fn every_row_of_the_picker_narrows_to_something_of_its_own() {
        let narrow = Narrow::default();
        let mut seen = std::collections::BTreeSet::new();
        for (at, (_, words, _)) in narrow.rows().iter().enumerate() {
            let mut one = Narrow::default();
            one.take(&at.to_string());
            assert!(!one.is_usual(), "{words}");
            assert!(seen.insert((one.all, one.facets.text())), "{words}");
        }
    }

    #[test]
    fn what_was_typed_or_saved_stays_until_its_row_is_taken_off() {
        let mut narrow = Narrow::default();
        let typed = "day=tue within=3 near=S6 cost=2.50 access=\"level access\" language=klingon age=72";
        narrow.facets = Facets::read(typed).unwrap();
        let on = |narrow: &Narrow| {
            let rows = narrow.rows();
            let on = (0..rows.len()).filter(|at| narrow.is_on(&rows[*at].0));
            on.map(|at| at.to_string()).collect::<Vec<_>>()
        };
        let places = on(&narrow);
        narrow.take(&places.join(" "));
        assert_eq!(narrow.facets.text(), typed);
        let age = place(&narrow, "For age 72");
        narrow.take(&places.iter().filter(|one| **one != age).cloned().collect::<Vec<_>>().join(" "));
        assert_eq!(narrow.facets.age, None);
        assert_eq!(narrow.facets.within, Some(30));
    }

    #[test]
    fn several_of_one_filter_hold_together_and_of_two_distances_the_new_one_holds() {
        let mut narrow = Narrow::default();
        let [tue, fri, one, two] =
            ["On Tue", "On Fri", "Within 1 mile", "Within 2 miles"].map(|words| place(&narrow, words));
        narrow.take(&format!("{tue} {one}"));
        assert_eq!(narrow.facets.text(), "day=tue within=1");
        narrow.take(&format!("{tue} {fri} {one} {two}"));
        assert_eq!(narrow.facets.text(), "day=tue,fri within=2");
        let [steps, toilet] = ["Access: step-free", "Access: toilet"].map(|words| place(&narrow, words));
        narrow.take(&format!("{steps} {toilet}"));
        assert_eq!(narrow.facets.text(), "access=\"step free,toilet\"");
        assert_eq!(narrow.words(""), "running and checked, step free and toilet");
        assert!(narrow.is_on(&narrow.rows()[steps.parse::<usize>().unwrap()].0), "both are ticked");
        narrow.take("");
        assert!(narrow.is_usual());
    }
}
