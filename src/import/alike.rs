//! Whether two names can be those of one person: the same words in any order, an initial, one slip of the pen.

use crate::domain::fold::words;

/// Given and family name, as they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    given: Vec<String>,
    family: Vec<String>,
}

impl Name {
    /// A name of its two parts.
    pub fn new(given: &str, family: &str) -> Self {
        Self { given: words(given), family: words(family) }
    }

    /// The words of the given name.
    pub fn given(&self) -> &[String] {
        &self.given
    }

    /// The words of the family name.
    pub fn family(&self) -> &[String] {
        &self.family
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.family.is_empty()
    }

    /// Whether the two can be the name of one person. A name that is missing is like every name.
    pub fn alike(&self, other: &Self) -> bool {
        self.is_empty()
            || other.is_empty()
            || self.same_words(other)
            || (parts_alike(&self.given, &other.given) && parts_alike(&self.family, &other.family))
            || (parts_alike(&self.given, &other.family) && parts_alike(&self.family, &other.given))
    }

    /// The same words in any order, or, where one has a single name, that name among the words of the other.
    fn same_words(&self, other: &Self) -> bool {
        let sorted = |name: &Self| {
            let mut all: Vec<String> = name.given.iter().chain(&name.family).cloned().collect();
            all.sort();
            all
        };
        let (mine, theirs) = (sorted(self), sorted(other));
        let (short, long) = if mine.len() <= theirs.len() { (&mine, &theirs) } else { (&theirs, &mine) };
        mine == theirs || (short.len() == 1 && long.contains(short.first().unwrap_or(&String::new())))
    }
}

/// The same first word, an initial for it, or one slip in a word of at least four letters. Both parts must be there.
fn parts_alike(a: &[String], b: &[String]) -> bool {
    let (joined_a, joined_b) = (a.concat(), b.concat());
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let slip =
        |x: &str, y: &str| x.chars().count().min(y.chars().count()) >= 4 && strsim::osa_distance(x, y) <= 1;
    joined_a == joined_b
        || first_a == first_b
        || initial(first_a, first_b)
        || initial(first_b, first_a)
        || slip(&joined_a, &joined_b)
        || slip(first_a, first_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: (&str, &str), b: (&str, &str)) -> bool {
        Name::new(a.0, a.1).alike(&Name::new(b.0, b.1))
    }

    #[test]
    fn one_person_written_in_several_ways_is_alike() {
        for (a, b) in [
            (("Zoë", "O'Connor"), ("ZOE", "OCONNOR")),
            (("Mei Ling", "Tan"), ("Tan", "Mei Ling")),
            (("M", "Patel"), ("Mohammed", "Patel")),
            (("Margaret Ann", "van der Berg"), ("Margaret", "Van Der Berg")),
            (("Siobhan", "Nowak"), ("Siobhán", "Novak")),
            (("Cher", ""), ("Cher", "Smith")),
            (("", ""), ("Ada", "Okonkwo")),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a:?} {b:?}");
        }
    }

    #[test]
    fn two_people_are_not_alike() {
        for (a, b) in [
            (("Mohammed", "Patel"), ("Maggie", "Patel")),
            (("Ada", "Okonkwo"), ("Ada", "Smith")),
            (("Jo", "Lee"), ("Al", "Lee")),
            (("Ian", "Hall"), ("Una", "Ball")),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a:?} {b:?}");
        }
    }
}
