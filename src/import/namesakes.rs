//! People of one birthday by what their names can be mistaken for, so that a list of few birthdays is not compared one by one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::import::alike::Name;

/// Up to so many are quicker compared one by one than looked up.
const FEW: usize = 64;

/// A word of fewer letters has no slip of the pen ([`Name::alike`]) that is not in the other word.
const SHORTEST_SLIP: usize = 3;

/// Names in an order, and by keys: two names that are alike share a key, though not all that share one are alike.
#[derive(Debug, Default)]
pub struct Namesakes {
    names: Vec<Name>,
    /// How many of the names the keys below know; the rest is compared one by one.
    keyed: usize,
    by_key: HashMap<u64, Chain>,
    links: Vec<Link>,
    nameless: Vec<u32>,
}

/// Those who are kept under one key: a list through the links, which takes half the room of a list for each key.
#[derive(Clone, Copy, Debug)]
struct Chain {
    newest: u32,
    count: u32,
}

/// Somebody under a key, and the link that was added to it before.
#[derive(Clone, Copy, Debug)]
struct Link {
    place: u32,
    before: u32,
}

/// There is no link before.
const NONE: u32 = u32::MAX;

/// What a key was made from.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum From {
    Given,
    Family,
    /// The first letter of a part.
    GivenLetter,
    FamilyLetter,
    /// A part that is one letter long.
    GivenInitial,
    FamilyInitial,
    /// All words in alphabetical order.
    Words,
    /// One of the words.
    Word,
    /// The only word.
    OnlyWord,
}

impl Namesakes {
    /// Adds a name behind the others.
    pub fn add(&mut self, name: Name) {
        self.names.push(name);
        if self.names.len() > FEW {
            self.key_the_rest();
        }
    }

    /// Puts another name in the place of one.
    pub fn rename(&mut self, at: usize, name: Name) {
        let Some(place) = self.names.get_mut(at) else { return };
        *place = name;
        // Its old keys stay: a key may point to a name that is not alike.
        if at < self.keyed {
            self.key(at);
        }
    }

    /// The first name that is like this one and fits.
    pub fn first(&self, name: &Name, mut fits: impl FnMut(usize) -> bool) -> Option<usize> {
        let mut matches =
            |at: &usize| self.names.get(*at).is_some_and(|known| known.alike(name)) && fits(*at);
        if self.keyed == 0 || name.is_empty() {
            return (0..self.names.len()).find(&mut matches);
        }
        let mut candidates = self.candidates(name);
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().filter_map(|at| usize::try_from(at).ok()).find(matches)
    }

    fn key_the_rest(&mut self) {
        while self.keyed < self.names.len() {
            self.key(self.keyed);
            self.keyed += 1;
        }
    }

    fn key(&mut self, at: usize) {
        let (Some(name), Ok(place)) = (self.names.get(at), u32::try_from(at)) else { return };
        if name.is_empty() {
            self.nameless.push(place);
            return;
        }
        let mut keys = kept_keys(name);
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let Ok(link) = u32::try_from(self.links.len()) else { return };
            let chain = self.by_key.entry(key).or_insert(Chain { newest: NONE, count: 0 });
            self.links.push(Link { place, before: chain.newest });
            *chain = Chain { newest: link, count: chain.count.saturating_add(1) };
        }
    }

    /// Those whose name may be like this one.
    fn candidates(&self, name: &Name) -> Vec<u32> {
        let mut all = self.nameless.clone();
        all.extend(self.under(&words_keys(name)));
        let (given, family) = (name.given(), name.family());
        if given.is_empty() || family.is_empty() {
            return all;
        }
        // Both parts must be alike, so those who share the rarer of the two are enough: as they stand, and exchanged.
        for (first, second) in [(given, family), (family, given)] {
            let first = asked_keys(first, [From::Given, From::GivenLetter, From::GivenInitial]);
            let second = asked_keys(second, [From::Family, From::FamilyLetter, From::FamilyInitial]);
            let rarer = if self.count(&first) <= self.count(&second) { first } else { second };
            all.extend(self.under(&rarer));
        }
        all
    }

    fn count(&self, keys: &[u64]) -> u64 {
        keys.iter().filter_map(|key| self.by_key.get(key)).map(|chain| u64::from(chain.count)).sum()
    }

    fn under(&self, keys: &[u64]) -> impl Iterator<Item = u32> {
        let newest = keys.iter().filter_map(|key| self.by_key.get(key)).map(|chain| chain.newest);
        let link = |at: u32| self.links.get(usize::try_from(at).ok()?).copied();
        newest.flat_map(move |newest| {
            std::iter::successors(link(newest), move |one| link(one.before)).map(|one| one.place)
        })
    }
}

/// The keys under which a name is kept.
fn kept_keys(name: &Name) -> Vec<u64> {
    let mut keys = Vec::new();
    let parts = [
        (name.given(), [From::Given, From::GivenLetter, From::GivenInitial]),
        (name.family(), [From::Family, From::FamilyLetter, From::FamilyInitial]),
    ];
    for (part, [whole, letter, initial]) in parts {
        spellings(part, whole, &mut keys);
        let first = first_of(part);
        keys.extend(first.chars().next().map(|c| key(letter, c.to_string().as_str())));
        keys.extend(is_initial(first).then(|| key(initial, first)));
    }
    let words = sorted(name);
    keys.push(key(From::Words, &words.join(" ")));
    keys.extend(words.iter().map(|word| key(From::Word, word)));
    if let [only] = words.as_slice() {
        keys.push(key(From::OnlyWord, only));
    }
    keys
}

/// The keys under which names with a part like this one are kept.
fn asked_keys(part: &str, [whole, letter, initial]: [From; 3]) -> Vec<u64> {
    let mut keys = Vec::new();
    spellings(part, whole, &mut keys);
    let first = first_of(part);
    if is_initial(first) {
        keys.push(key(letter, first));
    }
    keys.extend(first.chars().next().map(|c| key(initial, c.to_string().as_str())));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The keys under which names of the same words are kept, and single names that are among the words.
fn words_keys(name: &Name) -> Vec<u64> {
    let words = sorted(name);
    let mut keys = vec![key(From::Words, &words.join(" "))];
    keys.extend(words.iter().map(|word| key(From::OnlyWord, word)));
    if let [only] = words.as_slice() {
        keys.push(key(From::Word, only));
    }
    keys
}

fn sorted(name: &Name) -> Vec<&str> {
    let mut words: Vec<&str> = name.words().collect();
    words.sort_unstable();
    words
}

/// The first word of a part of a name.
fn first_of(part: &str) -> &str {
    part.split(' ').next().unwrap_or_default()
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// The first word and all words as one, each as it is and, from three letters on, without each of its letters: words that
/// are one slip apart meet in one of these.
fn spellings(part: &str, from: From, keys: &mut Vec<u64>) {
    let first = first_of(part);
    if first.is_empty() {
        return;
    }
    let joined = part.replace(' ', "");
    let whole = std::iter::once(joined.as_str()).filter(|joined| *joined != first);
    for word in std::iter::once(first).chain(whole) {
        keys.push(key(from, word));
        if word.chars().count() < SHORTEST_SLIP {
            continue;
        }
        for (at, letter) in word.char_indices() {
            let (before, after) = word.split_at_checked(at).unwrap_or((word, ""));
            let after = after.strip_prefix(letter).unwrap_or(after);
            keys.push(key(from, &format!("{before}{after}")));
        }
    }
}

fn key(from: From, word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (from, word).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one_by_one(names: &[Name], name: &Name, mut fits: impl FnMut(usize) -> bool) -> Option<usize> {
        (0..names.len()).find(|at| names[*at].alike(name) && fits(*at))
    }

    /// Names that are often nearly one another: few letters, one slip, an initial, one part, exchanged.
    fn name() -> impl Strategy<Value = Name> {
        let word = prop_oneof![
            4 => "[ab]{1,6}",
            2 => prop::sample::select(vec!["patel", "patle", "patell", "pael", "m", "mohammed", "mei", "ling", "zoë"])
                .prop_map(str::to_owned),
            1 => "[a-d]",
        ];
        let part = prop_oneof![1 => Just(String::new()), 5 => word.clone(), 3 => (word.clone(), word).prop_map(|(a, b)| format!("{a} {b}"))];
        (part.clone(), part).prop_map(|(given, family)| Name::new(&given, &family))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
        #[test]
        fn who_is_found_is_who_would_be_found_one_by_one(
            names in proptest::collection::vec(name(), 0..90),
            renamed in proptest::collection::vec((0usize..90, name()), 0..4),
            asked in proptest::collection::vec(name(), 1..12),
            every in 1usize..4,
        ) {
            let mut namesakes = Namesakes::default();
            let mut plain = Vec::new();
            for name in names {
                namesakes.add(name.clone());
                plain.push(name);
            }
            for (at, name) in renamed {
                namesakes.rename(at, name.clone());
                if let Some(place) = plain.get_mut(at) {
                    *place = name;
                }
            }
            for name in &asked {
                let fits = |at: usize| at.is_multiple_of(every);
                prop_assert_eq!(namesakes.first(name, fits), one_by_one(&plain, name, fits), "{:?}", name);
            }
        }
    }

    #[test]
    fn of_many_with_one_birthday_only_a_few_are_compared() {
        let mut namesakes = Namesakes::default();
        let letters = |n: usize| -> String {
            format!("{n:05}").chars().map(|c| char::from(b'a' + c as u8 - b'0')).collect()
        };
        for n in 0..2_000 {
            namesakes.add(Name::new(&letters(n * 37 % 10_000), &letters(n * 91 % 10_000)));
        }
        let asked = Name::new("Margaret", "Okonkwo");
        assert!(namesakes.candidates(&asked).is_empty());
        let known = Name::new(&letters(5 * 37), &letters(5 * 91));
        assert!(namesakes.candidates(&known).len() < 60, "{}", namesakes.candidates(&known).len());
        assert_eq!(namesakes.first(&known, |_| true), Some(5));
    }
}
