//! Who lives in a place: people by age, gender, ethnicity and deprivation, as a table of the team has them.

use super::vocabulary::ETHNICITY;

/// By what people are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// The age, in bands.
    Age,
    /// The gender.
    Gender,
    /// The ethnicity, a code.
    Ethnicity,
    /// The tenth of areas by deprivation, 1 the most deprived.
    Deprivation,
}

impl Trait {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Age, Self::Gender, Self::Ethnicity, Self::Deprivation];

    /// Its name in a population table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Gender => "gender",
            Self::Ethnicity => "ethnicity",
            Self::Deprivation => "deprivation",
        }
    }

    /// The code of a group as a table writes it; none where there is no such group.
    pub fn read(self, group: &str) -> Option<String> {
        let folded = group.trim().to_lowercase();
        match self {
            Self::Age => AGES.iter().find(|band| **band == folded).map(|band| (*band).to_owned()),
            Self::Gender => {
                GENDERS.iter().find(|(code, _)| *code == folded).map(|(code, _)| (*code).to_owned())
            }
            Self::Ethnicity => ETHNICITY.read(group).map(str::to_owned),
            Self::Deprivation => {
                folded.parse::<u8>().ok().filter(|tenth| (1..=10).contains(tenth)).map(|n| n.to_string())
            }
        }
    }

    /// The groups that stand in a report even where nobody is in them: nobody reached is a figure, too. Of ethnicity there are so
    /// many, and of gender people name their own, that only those are told in which somebody is.
    pub fn always(self) -> Vec<String> {
        match self {
            Self::Age => AGES.map(str::to_owned).to_vec(),
            Self::Deprivation => (1..=10).map(|tenth| tenth.to_string()).collect(),
            Self::Gender | Self::Ethnicity => Vec::new(),
        }
    }

    /// The groups a table may name, for a sentence.
    pub fn groups(self) -> String {
        match self {
            Self::Age => AGES.join(", "),
            Self::Gender => GENDERS.map(|(code, _)| code).join(", "),
            Self::Ethnicity => "the letters A to Z of the ethnic category, or their names".to_owned(),
            Self::Deprivation => "1 (the most deprived) to 10".to_owned(),
        }
    }

    /// What people call a group; an empty code is what is not known.
    pub fn label(self, code: &str) -> String {
        match (self, code) {
            (_, "") => "Not known".to_owned(),
            (Self::Age, band) => format!("Aged {}", band.replace('-', " to ").replace("85+", "85 and over")),
            (Self::Gender, code) => {
                GENDERS.iter().find(|(known, _)| *known == code).map_or(code, |(_, label)| label).to_owned()
            }
            (Self::Ethnicity, code) => ETHNICITY.label(code).to_owned(),
            (Self::Deprivation, "1") => "Tenth 1, the most deprived".to_owned(),
            (Self::Deprivation, "10") => "Tenth 10, the least deprived".to_owned(),
            (Self::Deprivation, tenth) => format!("Tenth {tenth}"),
        }
    }
}

const AGES: [&str; 9] = ["0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"];

/// What a gender that people said counts as, with its label. What they said is told of nobody.
const GENDERS: [(&str, &str); 4] =
    [("woman", "Women"), ("man", "Men"), ("non-binary", "Non-binary people"), ("other", "In other words")];

/// Who lives there: people in each group, as the team's table has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    /// The file it stands in, for the report.
    pub file: String,
    /// A trait, a group's code, and how many people.
    pub groups: Vec<(Trait, String, u64)>,
}

impl Population {
    /// The groups of a trait, by code, with how many people are in each.
    pub fn of(&self, what: Trait) -> impl Iterator<Item = (&str, u64)> {
        self.groups.iter().filter(move |(of, _, _)| *of == what).map(|(_, code, n)| (code.as_str(), *n))
    }
}
