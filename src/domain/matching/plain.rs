//! Everyday words by which people look an asset up, though it may write them in another way: `monday` of `Mon 10:00-11:30`,
//! `free` of `no charge`, `wheelchair` of `Step-free, level access`.

use std::sync::LazyLock;

use super::access::{self, Access};
use crate::domain::fold;
use crate::domain::timetable::{LONG, PARTS, Week};

/// The words of what an asset says of its days, its cost and its access ([`access::marked`]), folded. What is not known
/// gives no word, and access that is denied gives none either.
pub fn words(week: Week, pence: Option<i64>, access: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let on = |part: Week| !week.meets(part).is_unknown();
    words.extend(LONG.iter().enumerate().filter(|(day, _)| on(Week::day(*day))).map(|(_, name)| *name));
    words.extend(PARTS.iter().enumerate().filter(|(part, _)| on(Week::every(*part))).map(|(_, name)| *name));
    if on(Week::day(5).and(Week::day(6))) {
        words.push("weekend");
    }
    let access = of_access(access);
    words.extend([of_cost(pence), &access].into_iter().filter(|words| !words.is_empty()));
    words.join(" ")
}

/// The word of what it costs.
pub fn of_cost(pence: Option<i64>) -> &'static str {
    if pence == Some(0) { "free" } else { "" }
}

/// The words of the access that it has.
fn of_access(access: &str) -> String {
    let has = access::all().filter(|one| !access.is_empty() && one.met(access) == Some(true));
    let words = |one: Access| {
        let looked_up_by = one.looked_up_by.iter().map(|word| (*word).to_owned());
        std::iter::once(fold::fold(one.name)).chain(looked_up_by)
    };
    has.flat_map(words).collect::<Vec<_>>().join(" ")
}

/// Every word that [`words`] may give.
pub fn all() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut all: Vec<String> = LONG.iter().chain(&PARTS).map(|word| (*word).to_owned()).collect();
        all.extend(["weekend", "free"].map(str::to_owned));
        for one in access::all() {
            all.extend(fold::words(one.name));
            all.extend(one.looked_up_by.iter().map(|word| (*word).to_owned()));
        }
        all
    });
    &ALL
}

/// The access that typed words ask for: by its name, or by an everyday word for it.
pub fn access_of(typed: &[String]) -> Vec<Access> {
    let phrase = format!(" {} ", typed.join(" "));
    let asks = |one: &Access| {
        let name = fold::fold(one.name);
        phrase.contains(&format!(" {name} "))
            || one.looked_up_by.iter().any(|word| typed.iter().any(|typed| super::same_word(typed, word)))
    };
    access::all().filter(asks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{cost, timetable};

    fn of(schedule: &str, cost: &str, access: &str) -> String {
        words(timetable::read(schedule).week, cost::pence(cost), &access::marked(access))
    }

    #[test]
    fn days_money_and_access_are_found_by_everyday_words() {
        assert_eq!(of("Mon 10:00-11:30", "free", ""), "monday morning free");
        assert_eq!(of("Sat 18:00-20:00", "3 pounds", ""), "saturday evening weekend");
        assert_eq!(of("", "", "Level access, car park"), "step free wheelchair accessible parking");
        assert_eq!(of("", "not free", "No wheelchair access"), "");
    }

    #[test]
    fn every_word_that_is_given_is_one_of_all() {
        let schedule = "Mon 10:00-11:30, Sat 18:00-20:00, Sun 13:00-15:00";
        let access = "step-free, toilet, hearing loop, large print, parking, quiet";
        for word in of(schedule, "free", access).split(' ') {
            assert!(all().iter().any(|known| known == word), "{word}");
        }
    }

    #[test]
    fn typed_words_ask_for_access_by_its_name_or_an_everyday_word() {
        let asked =
            |text: &str| -> Vec<&str> { access_of(&fold::words(text)).iter().map(|one| one.name).collect() };
        assert_eq!(asked("choir wheelchairs"), ["step-free"]);
        assert_eq!(asked("step-free"), ["step-free"]);
        assert_eq!(asked("walkers"), [""; 0]);
    }
}
