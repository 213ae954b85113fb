//! What a search of assets is narrowed by. One text form serves the command line, saved searches and the screen:
//! `need=loneliness day=tue part=morning within=2 near=S6 cost=free`.
//!
//! Every facet takes results away and none adds one. What is not known of an asset does not meet a facet about it.

mod value;

use self::value::{bits, miles, named, near, parts, phrases, pounds, tenths, terms, yes};
use super::timetable::{DAYS, PARTS, Week};
use super::vocabulary::{ASSET_KIND, ATTENDING, GIFT_KIND, INTEREST, NEED, SECTOR, Vocabulary};

/// What a search is narrowed by; the default narrows by nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Facets {
    /// It helps with each of these needs: codes with spaces between.
    pub need: String,
    /// It serves each of these interests: codes with spaces between.
    pub interest: String,
    /// It welcomes each of these kinds of gift: codes with spaces between.
    pub gift: String,
    /// It is of one of these kinds: codes with spaces between.
    pub kind: String,
    /// One of these sectors stands behind it: codes with spaces between.
    pub sector: String,
    /// One takes part in each of these ways: codes with spaces between.
    pub attending: String,
    /// It is on one of these days, a bit for each from Monday on.
    pub days: u8,
    /// It is in one of these parts of the day, a bit for each: morning, afternoon, evening.
    pub parts: u8,
    /// It is at most so far, in tenths of a mile, from the person or from `near`.
    pub within: Option<u32>,
    /// A postcode or the first half of one, from which distances are counted where there is no person.
    pub near: String,
    /// It costs at most this, in pence; 0 is free.
    pub cost: Option<i64>,
    /// Its words on access hold each of these: folded, with commas between.
    pub access: String,
    /// Its languages hold each of these: folded, with commas between.
    pub language: String,
    /// It is for somebody of this age, in years.
    pub age: Option<i64>,
    /// Somebody there meets newcomers.
    pub meets: bool,
    /// Its details were checked of late.
    pub fresh: bool,
}

/// The names of the facets, with what each takes, as the help prints them.
pub const NAMES: [(&str, &str); 16] = [
    ("need", "a need: loneliness, food, debt_money ...; of several each is asked for: food,loneliness"),
    ("interest", "an interest: gardening, cooking ...; of several each"),
    ("gift", "a kind of gift it welcomes: hand, head, heart, connection; of several each"),
    ("kind", "what sort of asset: association, institution ...; of several one"),
    ("sector", "who stands behind it: resident_led, charity, nhs ...; of several one"),
    ("attend", "how one takes part: drop_in, referral, appointment, membership, online ...; of several each"),
    ("day", "days: tue or mon,wed; of several one"),
    ("part", "parts of the day: morning, afternoon, evening"),
    ("within", "miles at most: 2 or 0.5"),
    ("near", "a postcode, or its first half, to count from: S6"),
    ("cost", "at most: free, or pounds such as 3 or 2.50"),
    ("access", "words of its access: step-free, hearing loop; of several each: step-free,toilet"),
    ("language", "a language: urdu; of several each"),
    ("age", "the age of whoever goes: 72"),
    ("meets", "yes: somebody there meets newcomers"),
    ("fresh", "yes: checked of late"),
];

/// Languages that can be chosen from a list: those most often a main language in England and Wales after English (Census
/// 2021, Office for National Statistics), with Welsh and British Sign Language. Any other is typed.
pub const LANGUAGES: [&str; 18] = [
    "Arabic",
    "Bengali",
    "British Sign Language",
    "Chinese",
    "French",
    "Gujarati",
    "Italian",
    "Polish",
    "Portuguese",
    "Punjabi",
    "Romanian",
    "Somali",
    "Spanish",
    "Tamil",
    "Turkish",
    "Ukrainian",
    "Urdu",
    "Welsh",
];

impl Facets {
    /// Whether nothing is narrowed.
    pub fn is_empty(&self) -> bool {
        *self == Self { near: self.near.clone(), ..Self::default() }
    }

    /// Reads the text form. Values with spaces stand in double quotes, or with `_` or `-` for a space.
    ///
    /// # Errors
    /// One sentence that names the part that cannot be read, and what there is.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut facets = Self::default();
        for part in parts(text) {
            let (name, value) = part.split_once(['=', ':']).ok_or_else(|| {
                format!("A filter is a name and a value, such as need=food. {}", there_are())
            })?;
            facets.add(name, value)?;
        }
        Ok(facets)
    }

    /// Sets one facet beside what it holds already: of needs, interests, gifts, ways to take part, access and languages each is asked
    /// for; of days, parts of the day, kinds and sectors one of them is; of everything else the last holds.
    ///
    /// # Errors
    /// One sentence that says what there is.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), String> {
        let name = name.trim().to_lowercase();
        let there = match name.as_str() {
            "within" | "near" | "cost" | "age" | "meets" | "fresh" => String::new(),
            "days" => self.value("day"),
            "parts" => self.value("part"),
            "attending" => self.value("attend"),
            name => self.value(name),
        };
        if there.is_empty() || value.trim().is_empty() {
            return self.set(&name, value);
        }
        self.set(&name, &format!("{there},{value}"))
    }

    /// What is wrong with the first filter of a line that was typed in a search, in one sentence; `None` where all are read.
    pub fn trouble(text: &str) -> Option<String> {
        parts(text).into_iter().find_map(|part| {
            let (name, value) = part.split_once(['=', ':'])?;
            NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
            let reason = Self::default().set(name, value).err()?;
            Some(format!("{part} narrows nothing. {reason}"))
        })
    }

    /// Takes the filters out of a line that was typed in a search, `lunch day:tue`: the words that remain, and these facets
    /// with those of the line. A filter that is not finished yet narrows nothing.
    #[must_use]
    pub fn with_text(&self, text: &str) -> (String, Self) {
        if !text.contains(['=', ':']) {
            return (text.to_owned(), self.clone());
        }
        let mut facets = self.clone();
        let mut words = Vec::new();
        for part in parts(text) {
            match part.split_once(['=', ':']) {
                Some((name, value)) if NAMES.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) => {
                    if !value.is_empty() {
                        // What cannot be read yet is on the way to something that can.
                        let _unfinished = facets.add(name, value);
                    }
                }
                _ => words.push(part),
            }
        }
        (words.join(" "), facets)
    }

    /// Sets one facet; an empty value takes it away.
    ///
    /// # Errors
    /// One sentence that says what there is.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let value = value.trim();
        match name.trim().to_lowercase().as_str() {
            "need" => self.need = terms(&NEED, value)?,
            "interest" => self.interest = terms(&INTEREST, value)?,
            "gift" => self.gift = terms(&GIFT_KIND, value)?,
            "kind" => self.kind = terms(&ASSET_KIND, value)?,
            "sector" => self.sector = terms(&SECTOR, value)?,
            "attend" | "attending" => self.attending = terms(&ATTENDING, value)?,
            "day" | "days" => self.days = bits(value, &DAYS, "Give days such as tue or mon,wed.")?,
            "part" | "parts" => {
                self.parts = bits(value, &PARTS, "Give morning, afternoon or evening.")?;
            }
            "within" => self.within = miles(value)?,
            "near" => self.near = near(value)?,
            "cost" => self.cost = pounds(value)?,
            "access" => self.access = phrases(value),
            "language" => self.language = phrases(value),
            "age" => {
                self.age = match value {
                    "" => None,
                    _ => Some(
                        value
                            .parse()
                            .ok()
                            .filter(|age| (0..=120).contains(age))
                            .ok_or("Give an age in years, such as 72.")?,
                    ),
                }
            }
            "meets" => self.meets = yes(value)?,
            "fresh" => self.fresh = yes(value)?,
            _ => return Err(format!("There is no filter of that name. {}", there_are())),
        }
        Ok(())
    }

    /// The text form, in the order of [`NAMES`]; it reads back as the same facets.
    pub fn text(&self) -> String {
        NAMES
            .iter()
            .map(|(name, _)| (name, self.value(name)))
            .filter(|(_, value)| !value.is_empty())
            .map(
                |(name, value)| {
                    if value.contains(' ') {
                        format!("{name}=\"{value}\"")
                    } else {
                        format!("{name}={value}")
                    }
                },
            )
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The value of one facet as the text form has it; empty where it narrows nothing.
    pub fn value(&self, name: &str) -> String {
        let on = |yes: bool| if yes { "yes".to_owned() } else { String::new() };
        match name {
            "need" => self.need.replace(' ', ","),
            "interest" => self.interest.replace(' ', ","),
            "gift" => self.gift.replace(' ', ","),
            "kind" => self.kind.replace(' ', ","),
            "sector" => self.sector.replace(' ', ","),
            "attend" => self.attending.replace(' ', ","),
            "day" => named(self.days, &DAYS, str::to_lowercase),
            "part" => named(self.parts, &PARTS, str::to_owned),
            "within" => self.within.map(tenths).unwrap_or_default(),
            "near" => self.near.clone(),
            "cost" => match self.cost {
                None => String::new(),
                Some(0) => "free".to_owned(),
                Some(pence) if pence % 100 == 0 => (pence / 100).to_string(),
                Some(pence) => format!("{}.{:02}", pence / 100, pence % 100),
            },
            "access" => self.access.clone(),
            "language" => self.language.clone(),
            "age" => self.age.map(|age| age.to_string()).unwrap_or_default(),
            "meets" => on(self.meets),
            _ => on(self.fresh),
        }
    }

    /// When in the week it is to be; nothing where neither a day nor a part of one was asked for.
    pub fn week(&self) -> Week {
        if self.days == 0 && self.parts == 0 {
            return Week::default();
        }
        let all = |bits: u8, most: u8| if bits == 0 { most } else { bits };
        let (days, parts) = (all(self.days, 0b111_1111), all(self.parts, 0b111));
        let mut week = Week::default();
        for day in (0..7).filter(|day| days & (1 << day) != 0) {
            for part in (0..3).filter(|part| parts & (1 << part) != 0) {
                week = week.and(Week::of(day, part));
            }
        }
        week
    }

    /// Each facet in words, as a screen shows it: `helps with food`, `on Tue`, `within 2 miles`.
    pub fn words(&self) -> Vec<String> {
        let low = |label: &str| label.to_lowercase();
        let mut words = Vec::new();
        let mut say = |so: bool, text: String| {
            if so {
                words.push(text);
            }
        };
        let all = |list: &Vocabulary, codes: &str, and: &str| {
            codes.split(' ').map(|code| low(list.label(code))).collect::<Vec<_>>().join(and)
        };
        say(!self.need.is_empty(), format!("helps with {}", all(&NEED, &self.need, " and ")));
        say(!self.interest.is_empty(), format!("interest in {}", all(&INTEREST, &self.interest, " and ")));
        say(!self.gift.is_empty(), format!("welcomes gifts of {}", self.gift.replace(' ', " and ")));
        say(!self.kind.is_empty(), all(&ASSET_KIND, &self.kind, " or "));
        say(!self.sector.is_empty(), all(&SECTOR, &self.sector, " or "));
        say(!self.attending.is_empty(), all(&ATTENDING, &self.attending, " and "));
        say(self.days != 0, format!("on {}", named(self.days, &DAYS, str::to_owned).replace(',', ", ")));
        say(self.parts != 0, named(self.parts, &PARTS, str::to_owned).replace(',', ", "));
        let from = if self.near.is_empty() { String::new() } else { format!(" of {}", self.near) };
        say(
            self.within.is_some(),
            format!(
                "within {} {}{from}",
                self.within.map(tenths).unwrap_or_default(),
                if self.within == Some(10) { "mile" } else { "miles" }
            ),
        );
        say(self.within.is_none() && !self.near.is_empty(), format!("from {}", self.near));
        let value = self.value("cost");
        say(self.cost == Some(0), "free".to_owned());
        say(self.cost.is_some_and(|pence| pence > 0), format!("at most {value} pounds"));
        say(!self.access.is_empty(), self.access.replace(',', " and "));
        say(!self.language.is_empty(), format!("speaks {}", self.language.replace(',', " and ")));
        say(self.age.is_some(), format!("for age {}", self.value("age")));
        say(self.meets, "meets newcomers".to_owned());
        say(self.fresh, "checked of late".to_owned());
        words
    }
}

fn there_are() -> String {
    format!("There are: {}.", NAMES.map(|(name, _)| name).join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_of_one_filter_hold_together() {
        let (_, facets) = Facets::default()
            .with_text("need:food need:loneliness access:toilet day:tue day:wed within:2 within:1");
        assert_eq!(facets.text(), "need=food,loneliness day=tue,wed within=1 access=toilet");
        assert_eq!(Facets::read(&facets.text()).unwrap(), facets);
        assert_eq!(facets.words()[0], "helps with food and loneliness");
        let either =
            Facets::read("kind=association kind=place_physical access=\"step free\" access=step-free")
                .unwrap();
        assert_eq!(either.text(), "kind=association,place_physical access=\"step free\"");
        assert!(Facets::read("need=food,nonsense").is_err());
    }

    #[test]
    fn a_postcode_after_near_needs_no_quotes() {
        let (words, facets) = Facets::default().with_text("lunch near:S6 3BS day:tue");
        assert_eq!((words.as_str(), facets.near.as_str()), ("lunch", "S6 3BS"));
        let (words, facets) = Facets::default().with_text("near:S6 lunch");
        assert_eq!((words.as_str(), facets.near.as_str()), ("lunch", "S6"));
    }

    #[test]
    fn the_text_form_reads_back_as_the_same_facets() {
        let text = "need=food gift=hand attend=drop_in day=mon,wed part=evening within=2.5 near=S6 cost=2.50 \
                    access=\"step free\" language=urdu age=72 meets=yes fresh=yes";
        let facets = Facets::read(text).unwrap();
        assert_eq!(facets.text(), text);
        assert_eq!(Facets::read(&facets.text()).unwrap(), facets);
        assert_eq!(facets.week(), Week::of(0, 2).and(Week::of(2, 2)));
        assert_eq!(
            facets.words().join("; "),
            "helps with food; welcomes gifts of hand; drop in; on Mon, Wed; evening; within 2.5 miles of S6; \
             at most 2.50 pounds; step free; speaks urdu; for age 72; meets newcomers; checked of late"
        );
        assert!(Facets::read("").unwrap().is_empty());
        assert!(Facets::read("near=S6").unwrap().is_empty(), "where from narrows nothing by itself");
    }

    #[test]
    fn filters_in_a_search_line_are_taken_out_of_its_words() {
        let (words, facets) = Facets::default().with_text("lunch day:tue cost=free club wi");
        assert_eq!((words.as_str(), facets.text().as_str()), ("lunch club wi", "day=tue cost=free"));
        let (words, facets) = Facets::default().with_text("lunch day: within:f tea:party");
        assert_eq!((words.as_str(), facets.is_empty()), ("lunch tea:party", true));
    }

    #[test]
    fn a_filter_that_cannot_be_read_says_what_there_is() {
        for (text, said) in [
            ("colour=red", "There is no filter of that name. There are: need,"),
            ("need=hunger", "There is no such need. There are: loneliness,"),
            ("food", "A filter is a name and a value"),
            ("day=someday", "Give days"),
            ("within=far", "Give miles"),
            ("near=ZZ99", "Give a postcode"),
            ("cost=lots", "Give free"),
            ("age=200", "Give an age"),
            ("meets=perhaps", "Give yes or no"),
        ] {
            let reason = Facets::read(text).unwrap_err();
            assert!(reason.starts_with(said), "{text}: {reason}");
        }
    }
}
