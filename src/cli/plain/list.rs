//! A list as it is heard: `3 of 12: sentence`, ten at a time, each opened by its number or its words.

use super::pick::{Choice, Picked, pick};
use super::talk::Question;
use super::turn::Told;
use super::words;
use super::work::Work;
use crate::store::Store;
use crate::store::page::Span;

/// So many are heard at a time.
pub const TEN: usize = 10;

/// One thing in a list.
#[derive(Clone, Debug)]
pub struct Row<T> {
    /// What it is.
    pub value: T,
    /// The words that pick it.
    pub name: String,
    /// What is said after its number, such as `late`; may be empty.
    pub mark: String,
    /// What is heard.
    pub sentence: String,
}

/// Some of a list, and how long it is.
pub type Rows<T> = (Vec<Row<T>>, usize);

/// A list that is read page by page.
pub struct List<'f, T> {
    /// What is said when there is nothing in it.
    pub empty: &'static str,
    /// What a number does, `open`; empty where there is nothing to open.
    pub opens: &'static str,
    /// What is said to `?`.
    pub help: &'static str,
    /// Reads some of it.
    pub fetch: &'f dyn Fn(&Store, Span) -> Told<Rows<T>>,
}

impl<T: Clone> List<'_, T> {
    /// Says the list; gives what was picked, or nothing when the listener went back.
    pub fn hear(&self, work: &mut Work<'_>) -> Told<Option<T>> {
        let mut heard = Heard { rows: Vec::new(), total: 0 };
        self.next(work, &mut heard)?;
        self.pick(work, &mut heard)
    }

    /// Says the list and does something with each that is picked, until the listener goes back.
    ///
    /// A list that is still the same is not said again; one that changed is.
    pub fn each(&self, work: &mut Work<'_>, act: impl Fn(&mut Work<'_>, T) -> Told<()>) -> Told<()> {
        let mut heard = Heard { rows: Vec::new(), total: 0 };
        self.next(work, &mut heard)?;
        while let Some(value) = self.pick(work, &mut heard)? {
            let done = act(work, value);
            work.settled(done)?;
            let (now, total) = (self.fetch)(&work.store, Span::first(heard.rows.len()))?;
            let same = now.iter().map(|row| &row.sentence).eq(heard.rows.iter().map(|row| &row.sentence));
            if same && total == heard.total {
                work.talk.carry("Back in the list.");
            } else {
                heard = Heard { rows: Vec::new(), total: 0 };
                self.next(work, &mut heard)?;
            }
        }
        Ok(())
    }

    fn pick(&self, work: &mut Work<'_>, heard: &mut Heard<T>) -> Told<Option<T>> {
        if heard.rows.is_empty() {
            work.say(self.empty)?;
            return Ok(None);
        }
        loop {
            let more = heard.rows.len() < heard.total;
            if self.opens.is_empty() && !more {
                return Ok(None);
            }
            let Some(answer) = work.talk.ask(&self.question(more))? else {
                if !more {
                    return Ok(None);
                }
                self.next(work, heard)?;
                continue;
            };
            if more && matches!(answer.to_lowercase().as_str(), "more" | "m" | "rest") {
                self.next(work, heard)?;
                continue;
            }
            if work.also(&answer)? {
                continue;
            }
            let names = heard.rows.iter().map(|row| Choice::new(row.name.clone(), row.name.clone()));
            match pick(&answer, &names.collect::<Vec<_>>()) {
                Picked::One(at) if !self.opens.is_empty() => {
                    return Ok(heard.rows.get(at).map(|row| row.value.clone()));
                }
                picked => work.talk.carry(&not_heard(&picked, heard)),
            }
        }
    }

    fn question(&self, more: bool) -> Question {
        let number =
            if self.opens.is_empty() { String::new() } else { format!("a number to {}, ", self.opens) };
        if more {
            Question::new(format!("Type {number}more for the rest, or back.")).enter("more").help(self.help)
        } else {
            Question::new(format!("Type {number}or back.").replace(", or", " or"))
                .enter("back")
                .help(self.help)
        }
    }

    /// Says the next ten.
    fn next(&self, work: &mut Work<'_>, heard: &mut Heard<T>) -> Told<()> {
        let (rows, total) = (self.fetch)(&work.store, Span { from: heard.rows.len(), most: TEN })?;
        // A colleague may have taken rows away meanwhile.
        heard.total = if rows.is_empty() { heard.rows.len() } else { total };
        for row in rows {
            let mark = if row.mark.is_empty() { String::new() } else { format!(", {}", row.mark) };
            let sentence = words::sentence(&row.sentence);
            heard.rows.push(row);
            work.say(&format!("{} of {total}{mark}: {sentence}", heard.rows.len()))?;
        }
        Ok(())
    }
}

/// What was heard so far, and how long the list is.
struct Heard<T> {
    rows: Vec<Row<T>>,
    total: usize,
}

fn not_heard<T>(picked: &Picked, heard: &Heard<T>) -> String {
    let so_far = heard.rows.len();
    match picked {
        Picked::OutOfRange if so_far < heard.total => {
            format!("You have heard 1 to {so_far} so far. Type more for the rest.")
        }
        Picked::OutOfRange => format!("Type a number from 1 to {so_far}."),
        Picked::Several(at) => {
            let named = at.iter().take(3).filter_map(|at| Some((at + 1, &heard.rows.get(*at)?.name)));
            let named: Vec<String> = named.map(|(number, name)| format!("{number} {name}")).collect();
            format!("That could be {}.", named.join(", or "))
        }
        _ => "That is not in the list so far.".to_owned(),
    }
}
