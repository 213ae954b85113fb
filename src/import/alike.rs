//! Whether two names can be those of one person: the same words in any order, an initial, one slip of the pen.

use crate::domain::fold::fold;

/// What stands between the two parts of a name; folded text has none of it.
const BETWEEN: char = '\n';

/// Given and family name, as they are compared; in one text, for an import of a large list has millions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(Box<str>);

impl Name {
    /// A name of its two parts.
    pub fn new(given: &str, family: &str) -> Self {
        Self(format!("{}{BETWEEN}{}", fold(given), fold(family)).into_boxed_str())
    }

    fn parts(&self) -> (&str, &str) {
        self.0.split_once(BETWEEN).unwrap_or_default()
    }

    /// The words of the given name, a space between each two.
    pub fn given(&self) -> &str {
        self.parts().0
    }

    /// The words of the family name, a space between each two.
    pub fn family(&self) -> &str {
        self.parts().1
    }

    /// All words, those of the given name first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        words(self.given()).chain(words(self.family()))
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.0.len() == BETWEEN.len_utf8()
    }

    /// Whether the two can be the name of one person. A name that is missing is like every name.
    pub fn alike(&self, other: &Self) -> bool {
        self.is_empty()
            || other.is_empty()
            || (parts_alike(self.given(), other.given()) && parts_alike(self.family(), other.family()))
            || (parts_alike(self.given(), other.family()) && parts_alike(self.family(), other.given()))
            || self.same_words(other)
    }

    /// The same words in any order, or, where one has a single name, that name among the words of the other.
    fn same_words(&self, other: &Self) -> bool {
        let (short, long) =
            if self.words().count() <= other.words().count() { (self, other) } else { (other, self) };
        let mut of_short = short.words();
        if let (Some(only), None) = (of_short.next(), of_short.next()) {
            return long.words().any(|word| word == only);
        }
        // Of most pairs of names the letters already differ in number.
        let letters = |name: &Self| name.words().map(str::len).sum::<usize>();
        if letters(short) != letters(long) {
            return false;
        }
        let sorted = |name: &Self| {
            let mut all: Vec<String> = name.words().map(str::to_owned).collect();
            all.sort_unstable();
            all
        };
        sorted(short) == sorted(long)
    }
}

/// The words of a folded text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// The same first word, an initial for it, or one slip ([`slip`]). Both parts must be there.
fn parts_alike(a: &str, b: &str) -> bool {
    let (Some(first_a), Some(first_b)) = (words(a).next(), words(b).next()) else { return false };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let joined = |part: &str| part.replace(' ', "");
    first_a == first_b
        || initial(first_a, first_b)
        || initial(first_b, first_a)
        || slip(first_a, first_b)
        || ((a != first_a || b != first_b) && (joined(a) == joined(b) || slip(&joined(a), &joined(b))))
}

/// At most one slip of the pen in a word of at least four letters; in a shorter one only after its first letter: Ann, Anne.
fn slip(a: &str, b: &str) -> bool {
    // Bytes that differ by more than a letter are more than one slip; a letter has at most four.
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    let enough = short >= 4 || (short >= 2 && long >= 3 && a.chars().next() == b.chars().next());
    enough && strsim::osa_distance(a, b) <= 1
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
            (("Mei Ling Tan", ""), ("Tan", "Mei Ling")),
            (("M", "Patel"), ("Mohammed", "Patel")),
            (("Margaret Ann", "van der Berg"), ("Margaret", "Van Der Berg")),
            (("Siobhan", "Nowak"), ("Siobhán", "Novak")),
            (("Cher", ""), ("Cher", "Smith")),
            (("Ann", "Okafor"), ("Anne", "Okafor")),
            (("Ann", "Okafor"), ("Ana", "Okafor")),
            (("Jon", "Okafor"), ("John", "Okafor")),
            (("Jo", "Okafor"), ("Joe", "Okafor")),
            (("Ann", "Lee"), ("Ann", "Leo")),
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
            (("Ann", "Okafor"), ("Jan", "Okafor")),
            (("Mei", "Li"), ("Mei", "Lu")),
            (("Ann", "Okafor"), ("Amy", "Okafor")),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a:?} {b:?}");
        }
    }
}
