//! A mapping: which column becomes which field, written as TOML. kith ships some, and anyone can write their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::fold::fold;
use crate::domain::vocabulary::CONSENT_PURPOSE;
use crate::domain::when::Order;
use crate::fault::Fault;
use crate::import::kind::Kind;
use crate::import::separator::{Separator, Shape};

/// Stands for every word of a column that is not named, such as any year in the column of the year something closed.
pub const ANY_OTHER: &str = "*";

/// One mapping, as its file has it; every header is compared folded (no case, accents or punctuation).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// What people call the kind of file.
    pub name: String,
    /// The kind of list it is for (`people`, `referrals`, `assets`); empty for all.
    pub kind: String,
    /// The list's name in the caseload when `--source` gives none.
    pub list: String,
    /// A file that has all these headers is of this kind.
    pub recognise: Vec<String>,
    /// The file has no other headers than those.
    pub only: bool,
    /// The format of the files it is for, where their reader names the fields itself (`oruk`).
    pub format: String,
    /// The order of day and month, for the whole file or column by column.
    pub dates: Dates,
    /// What stands for an empty cell.
    pub null: Option<Vec<String>>,
    /// What stands between the cells: the sign, or its name (`tab`).
    pub separator: Option<String>,
    /// Whether quotation marks enclose cells.
    pub quotes: Option<bool>,
    /// More words for yes and for no.
    pub booleans: Booleans,
    /// The order of the words in a column that holds the whole name: `given family` or `family given`.
    pub names: Option<String>,
    /// Header to field, or to several fields. An empty field says that the column is not wanted.
    pub columns: BTreeMap<String, Targets>,
    /// Several columns that make one field.
    pub join: BTreeMap<String, Join>,
    /// Fields that a new record gets where the row does not give them.
    pub constants: BTreeMap<String, String>,
    /// Words of the file for words of kith, by column or by field; [`ANY_OTHER`] stands for all that are not named.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What stands between several values in one cell, by field.
    pub split: BTreeMap<String, Vec<String>>,
}

/// Words for yes and for no, beside the usual ones.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Booleans {
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
}

/// The order of day and month.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Dates {
    /// For the whole file.
    Whole(String),
    /// Column by column.
    Columns(BTreeMap<String, String>),
}

impl Default for Dates {
    fn default() -> Self {
        Self::Columns(BTreeMap::new())
    }
}

/// Where a column goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Targets {
    /// One field.
    One(String),
    /// Several fields.
    Several(Vec<String>),
}

impl Targets {
    fn fold(&mut self) {
        match self {
            Self::One(name) => *name = fold(name),
            Self::Several(names) => names.iter_mut().for_each(|name| *name = fold(name)),
        }
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// Several columns that make one field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The headers, in the order of the field; of one place, one header or the several it may have.
    pub columns: Vec<Targets>,
    /// What is put between them.
    #[serde(default)]
    pub with: String,
    /// What stands for an empty cell, where each has its own place: without it, empty cells are passed over.
    pub blank: Option<String>,
}

impl Join {
    /// The place of a folded header among the columns.
    pub fn place(&self, folded: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.names().iter().any(|name| name == folded))
    }

    /// Every header it may have, folded.
    pub fn headers(&self) -> impl Iterator<Item = &String> {
        self.columns.iter().flat_map(Targets::names)
    }

    /// What the column of a place is called, folded.
    pub fn name(&self, place: usize) -> &str {
        self.columns.get(place).and_then(|column| column.names().first()).map_or("", String::as_str)
    }
}

impl Mapping {
    /// Reads a mapping and checks that every field it names exists.
    ///
    /// # Errors
    /// The text is no TOML of this form, or names a field kith does not have for this kind of list.
    pub fn read(toml: &str, kind: Kind) -> Result<Self, Fault> {
        let mapping: Self = toml::from_str(toml).map_err(|error| {
            Fault::failed(format!("The mapping cannot be read: {}.", error.message().trim_end_matches('.')))
                .hint("docs/guide/import.md shows what a mapping looks like.")
        })?;
        mapping.check(kind)?;
        Ok(mapping.folded())
    }

    /// The order of dates in a column, where the mapping says one.
    pub fn order(&self, header: &str) -> Option<Order> {
        match &self.dates {
            Dates::Whole(word) => order_named(word),
            Dates::Columns(columns) => {
                columns.get(header).or(columns.get("default")).and_then(|w| order_named(w))
            }
        }
    }

    /// The order of day and month as a mapping writes it; `None` where it says nothing of it.
    pub fn orders(&self) -> Option<String> {
        match &self.dates {
            Dates::Whole(word) => Some(format!("\"{word}\"")),
            Dates::Columns(columns) if columns.is_empty() => None,
            Dates::Columns(columns) => {
                let each = columns.iter().map(|(header, word)| format!("\"{header}\" = \"{word}\""));
                Some(format!("{{ {} }}", each.collect::<Vec<_>>().join(", ")))
            }
        }
    }

    /// How the cells are told apart, as far as it says.
    pub fn shape(&self) -> Shape {
        Shape { separator: self.separator.as_deref().and_then(Separator::named), quotes: self.quotes }
    }

    fn check(&self, kind: Kind) -> Result<(), Fault> {
        let named = self
            .columns
            .values()
            .flat_map(Targets::names)
            .chain(self.join.keys())
            .chain(self.constants.keys());
        if let Some(unknown) = named.filter(|name| !name.is_empty()).find(|name| !is_field(name, kind)) {
            let known: Vec<_> =
                kind.entities().iter().flat_map(|e| e.fields()).map(|field| field.name).collect();
            return Err(Fault::usage(format!(
                "The mapping names a field that {} do not have: {unknown}.",
                kind.word()
            ))
            .hint(format!("The fields are: {}.", known.join(", "))));
        }
        if let Some(word) = self.separator.as_deref().filter(|word| Separator::named(word).is_none()) {
            return Err(Fault::usage(format!("The mapping has a separator kith does not know: {word}."))
                .hint("Use , ; tab | \u{ac} or ^."));
        }
        let words: Vec<&String> = match &self.dates {
            Dates::Whole(word) => vec![word],
            Dates::Columns(columns) => columns.values().collect(),
        };
        match words.into_iter().find(|word| order_named(word).is_none()) {
            Some(word) => {
                Err(Fault::usage(format!("The mapping has an order of dates kith does not know: {word}."))
                    .hint("Use dmy, mdy or iso."))
            }
            None => Ok(()),
        }
    }

    /// The same with every header folded.
    fn folded(mut self) -> Self {
        self.columns = self.columns.into_iter().map(|(header, targets)| (fold(&header), targets)).collect();
        for join in self.join.values_mut() {
            join.columns.iter_mut().for_each(Targets::fold);
        }
        self.recognise.iter_mut().for_each(|header| *header = fold(header));
        self.values = self
            .values
            .into_iter()
            .map(|(of, words)| {
                let word = |from: String| if from.trim() == ANY_OTHER { from } else { fold(&from) };
                (fold(&of), words.into_iter().map(|(from, to)| (word(from), to)).collect())
            })
            .collect();
        let folds = |words: Vec<String>| words.into_iter().map(|word| fold(&word)).collect();
        self.booleans = Booleans { yes: folds(self.booleans.yes), no: folds(self.booleans.no) };
        if let Dates::Columns(columns) = self.dates {
            self.dates =
                Dates::Columns(columns.into_iter().map(|(header, word)| (fold(&header), word)).collect());
        }
        self
    }
}

/// The order a word of a mapping or of `--dates` names.
pub fn order_named(word: &str) -> Option<Order> {
    match word.trim().to_ascii_lowercase().as_str() {
        "dmy" => Some(Order::Dmy),
        "mdy" => Some(Order::Mdy),
        "iso" | "ymd" => Some(Order::Iso),
        _ => None,
    }
}

/// Whether a mapping may name this field: one of the field table, or one of the few that only files have.
fn is_field(name: &str, kind: Kind) -> bool {
    let purpose = name.strip_prefix("consent.").is_some_and(|purpose| CONSENT_PURPOSE.holds(purpose));
    let of_people = kind.is_of_people() && (purpose || name == "full_name");
    matches!(name, "external_id" | "uid" | "person_uid")
        || of_people
        || kind.parties().contains(&name)
        || kind.field(name).is_some()
}

const SHIPPED: [(&str, Kind); 10] = [
    (include_str!("columns/calendar.toml"), Kind::Assets),
    (include_str!("columns/gp_report.toml"), Kind::Referrals),
    (include_str!("columns/gp_list.toml"), Kind::Referrals),
    (include_str!("columns/nhs_number_list.toml"), Kind::Referrals),
    (include_str!("columns/web_form.toml"), Kind::Referrals),
    (include_str!("columns/food_banks.toml"), Kind::Assets),
    (include_str!("columns/open_referral.toml"), Kind::Assets),
    (include_str!("columns/libraries.toml"), Kind::Assets),
    (include_str!("columns/libraries_england.toml"), Kind::Assets),
    (include_str!("columns/nhs_organisations.toml"), Kind::Assets),
];

/// The mappings kith ships for kinds of file, each recognised by its headers.
pub fn shipped(kind: Kind) -> impl Iterator<Item = &'static Mapping> {
    static ALL: LazyLock<Vec<(Mapping, Kind)>> = LazyLock::new(|| {
        SHIPPED.iter().filter_map(|(text, kind)| Some((Mapping::read(text, *kind).ok()?, *kind))).collect()
    });
    ALL.iter().filter(move |(_, of)| *of == kind).map(|(mapping, _)| mapping)
}

/// The shipped mapping of the kind of file that gives a list this name.
pub fn of_list(kind: Kind, list: &str) -> Option<&'static Mapping> {
    shipped(kind).find(|mapping| !list.is_empty() && mapping.list == list)
}

/// The words that every file of a kind may use for kith's fields and terms.
pub fn synonyms(kind: Kind) -> &'static [Mapping] {
    static PEOPLE: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
        let of = |text| Mapping::read(text, Kind::People).unwrap_or_default();
        vec![of(include_str!("columns/people.toml")), of(include_str!("columns/terms.toml"))]
    });
    static REFERRALS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
        let of = |text| Mapping::read(text, Kind::Referrals).unwrap_or_default();
        [
            include_str!("columns/referrals.toml"),
            include_str!("columns/people.toml"),
            include_str!("columns/terms.toml"),
        ]
        .map(of)
        .to_vec()
    });
    static ASSETS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
        let of = |text| Mapping::read(text, Kind::Assets).unwrap_or_default();
        vec![of(include_str!("columns/assets.toml")), of(include_str!("columns/terms.toml"))]
    });
    static OF_KNOWN: LazyLock<[Vec<Mapping>; 7]> = LazyLock::new(|| {
        let of = |text, kind| vec![Mapping::read(text, kind).unwrap_or_default()];
        [
            of(include_str!("columns/offers.toml"), Kind::Offers),
            of(include_str!("columns/asks.toml"), Kind::Asks),
            of(include_str!("columns/exchanges.toml"), Kind::Exchanges),
            of(include_str!("columns/contacts.toml"), Kind::Contacts),
            of(include_str!("columns/follow_ups.toml"), Kind::FollowUps),
            of(include_str!("columns/measures.toml"), Kind::Measures),
            of(include_str!("columns/service_use.toml"), Kind::ServiceUse),
        ]
    });
    let [offers, asks, exchanges, contacts, follow_ups, measures, service_use] = &*OF_KNOWN;
    match kind {
        Kind::People => &PEOPLE,
        Kind::Referrals => &REFERRALS,
        Kind::Assets => &ASSETS,
        Kind::Offers => offers,
        Kind::Asks => asks,
        Kind::Exchanges => exchanges,
        Kind::Contacts => contacts,
        Kind::FollowUps => follow_ups,
        Kind::Measures => measures,
        Kind::ServiceUse => service_use,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mapping_that_kith_ships_is_sound() {
        for (text, kind) in SHIPPED {
            let mapping = Mapping::read(text, kind).unwrap();
            assert!(!mapping.name.is_empty() && !mapping.list.is_empty());
            assert!(mapping.recognise.is_empty() != mapping.format.is_empty());
        }
        assert_eq!(shipped(Kind::Referrals).count() + shipped(Kind::Assets).count(), SHIPPED.len());
        for kind in Kind::ALL {
            assert!(
                synonyms(kind)
                    .iter()
                    .all(|mapping| !mapping.columns.is_empty() || !mapping.values.is_empty())
            );
        }
    }

    #[test]
    fn every_word_of_a_mapping_that_kith_ships_is_a_term() {
        use crate::domain::field::Kind as Reads;
        for kind in [Kind::Referrals, Kind::Assets] {
            for mapping in synonyms(kind).iter().chain(shipped(kind)) {
                for (of, words) in &mapping.values {
                    let Some((_, field)) = kind.field(&of.replace(' ', "_")) else { continue };
                    let (Reads::One(terms) | Reads::Several(terms)) = field.kind else { continue };
                    for (from, to) in words {
                        assert!(to.split_whitespace().all(|code| terms.holds(code)), "{of}: {from} = {to}");
                    }
                }
                for (name, text) in &mapping.constants {
                    let (_, field) = kind.field(name).unwrap();
                    if let Reads::One(terms) | Reads::Several(terms) = field.kind {
                        assert!(text.split_whitespace().all(|code| terms.holds(code)), "{name} = {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_mapping_with_a_mistake_says_which() {
        let wrong = |toml: &str| Mapping::read(toml, Kind::People).unwrap_err();
        assert!(wrong("[columns]\nA = \"shoe_size\"").message.contains("shoe_size"));
        assert!(wrong("dates = \"ydm\"").message.contains("ydm"));
        assert!(wrong("colums = 1").message.starts_with("The mapping cannot be read"));
    }
}
