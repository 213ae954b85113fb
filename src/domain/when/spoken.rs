//! Days as they are said: weekdays, spans, and the ends of months.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::day::{Day, Lean, Near, in_range, out_of_range, said};
use super::token::Token::{self, Mark, Number, Word};
use super::written::{build, month, weekday};

/// `today`, `fri`, `next fri`, `this fri`, `last fri`, `month end`, `end of march`; `None` for anything else.
pub(super) fn spoken(tokens: &[Token<'_>], near: Near) -> Option<Day> {
    let today = near.today;
    match tokens {
        [Word(word)] | [Word("on"), Word(word)] if weekday(word).is_some() => {
            let day = weekday(word)?;
            Some(Ok(match near.lean {
                Lean::Ahead => onward(today.succ_opt()?, day),
                Lean::Back => backward(today.pred_opt()?, day),
            }))
        }
        [Word(word)] if relative_word(word).is_some() => {
            Some(shifted(today, relative_word(word)?, Span::Day))
        }
        [Word(which @ ("this" | "next" | "last")), Word(word)] => which_one(which, word, near),
        [Word("month"), Word("end")] | [Word("eom")] => Some(Ok(month_end(today))),
        [Word("end"), Word("of"), rest @ ..] => end_of(rest, near),
        _ => None,
    }
}

fn which_one(which: &str, word: &str, near: Near) -> Option<Day> {
    let today = near.today;
    let Some(day) = weekday(word) else {
        return match word {
            "week" => Some(Err(said("Say which day, like next tue, or how long, like 1 week."))),
            "month" => Some(Err(said("Say which day, like 3 mar, or how long, like 1 month."))),
            _ => None,
        };
    };
    Some(Ok(match (which, near.lean) {
        ("next", _) => of_following_week(today, day),
        ("last", _) => backward(today.pred_opt()?, day),
        (_, Lean::Ahead) => onward(today, day),
        (_, Lean::Back) => backward(today, day),
    }))
}

/// The last day of `month`, `the month`, `next month` or `march`.
fn end_of(rest: &[Token<'_>], near: Near) -> Option<Day> {
    let today = near.today;
    match rest {
        [Word("month")] | [Word("the" | "this"), Word("month")] => Some(Ok(month_end(today))),
        [Word("next"), Word("month")] => Some(Ok(month_end(month_end(today).succ_opt()?))),
        [Word(name)] => {
            let month = month(name)?;
            let year = u32::try_from(today.year()).ok()?;
            let ending = |year| build(year, month, 1).map(month_end);
            Some(match (ending(year), near.lean) {
                (Ok(end), Lean::Ahead) if end < today => ending(year + 1),
                (Ok(end), Lean::Back) if end > today => ending(year - 1),
                (end, _) => end,
            })
        }
        _ => None,
    }
}

fn relative_word(word: &str) -> Option<i64> {
    match word {
        "today" => Some(0),
        "tomorrow" | "tom" | "tmrw" | "tmr" | "tomoz" => Some(1),
        "yesterday" | "yest" => Some(-1),
        _ => None,
    }
}

/// What is counted in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Day,
    Week,
    Month,
    Year,
}

/// `2 weeks`, `in 10d`, `+10`, `3 days ago`, `fri week`, `a week on fri`, `week today`.
pub(super) fn spanned(tokens: &[Token<'_>], today: NaiveDate) -> Option<Day> {
    match tokens {
        [Mark('+'), Number { value, .. }] => return Some(shifted(today, i64::from(*value), Span::Day)),
        [Mark('-'), Number { value, .. }] => return Some(shifted(today, -i64::from(*value), Span::Day)),
        [rest @ .., Word("ago")] => {
            let (count, span, []) = counted(rest)? else { return None };
            return Some(shifted(today, -count, span));
        }
        [Word(day), rest @ ..] if anchor(day, today).is_some() => {
            let (count, span, []) = counted(rest)? else { return None };
            return Some(shifted(anchor(day, today)?, count, span));
        }
        _ => {}
    }
    let tokens = match tokens {
        [Word("in") | Mark('+'), rest @ ..] => rest,
        all => all,
    };
    let (count, span, rest) = counted(tokens)?;
    let from = match rest {
        [] | [Word("time")] | [Word("from"), Word("now")] => today,
        [Word("on" | "from"), Word(day)] | [Word(day)] => anchor(day, today)?,
        _ => return None,
    };
    Some(shifted(from, count, span))
}

/// The day a span is counted from: today counts for a weekday, so that `tue week` said on a Tuesday is in seven days.
fn anchor(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(days) = relative_word(word) {
        return shifted(today, days, Span::Day).ok();
    }
    weekday(word).map(|day| onward(today, day))
}

/// How many of what, and what follows: `2 weeks`, `a month`, `fortnight`, `week`.
fn counted<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(i64, Span, &'t [Token<'a>])> {
    let (count, rest) = match tokens {
        [Number { value, .. }, rest @ ..] => (i64::from(*value), rest),
        [Word(word), rest @ ..] if number_word(word).is_some() => (number_word(word)?, rest),
        // A letter alone is a slip of the finger, not a span; these two words are said without a number.
        [Word("week" | "fortnight"), ..] => (1, tokens),
        _ => return None,
    };
    let [Word(unit), rest @ ..] = rest else { return None };
    let (times, span) = match *unit {
        "d" | "day" | "days" => (1, Span::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => (1, Span::Week),
        "fortnight" | "fortnights" => (2, Span::Week),
        "m" | "mth" | "mths" | "month" | "months" => (1, Span::Month),
        "y" | "yr" | "yrs" | "year" | "years" => (1, Span::Year),
        _ => return None,
    };
    Some((count.saturating_mul(times), span, rest))
}

fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let at = WORDS.iter().position(|known| *known == word || (word == "an" && *known == "a"))?;
    i64::try_from(at.max(1)).ok()
}

/// The day so many spans later, or earlier for a number below 0. A month later on a 31st is the last of a short month.
fn shifted(from: NaiveDate, count: i64, span: Span) -> Day {
    let units = count.unsigned_abs();
    let moved = match span {
        Span::Day | Span::Week => {
            let days = Days::new(units.saturating_mul(if span == Span::Week { 7 } else { 1 }));
            if count < 0 { from.checked_sub_days(days) } else { from.checked_add_days(days) }
        }
        Span::Month | Span::Year => {
            let months = units.saturating_mul(if span == Span::Year { 12 } else { 1 });
            let months = Months::new(u32::try_from(months).unwrap_or(u32::MAX));
            if count < 0 { from.checked_sub_months(months) } else { from.checked_add_months(months) }
        }
    };
    moved.ok_or_else(out_of_range).and_then(in_range)
}

/// The first such weekday from this day on.
pub(super) fn onward(from: NaiveDate, day: Weekday) -> NaiveDate {
    from.checked_add_days(Days::new(u64::from(day.days_since(from.weekday())))).unwrap_or(from)
}

/// The last such weekday up to this day.
fn backward(from: NaiveDate, day: Weekday) -> NaiveDate {
    from.checked_sub_days(Days::new(u64::from(from.weekday().days_since(day)))).unwrap_or(from)
}

/// That weekday of the week after this one; weeks begin on Monday.
fn of_following_week(today: NaiveDate, day: Weekday) -> NaiveDate {
    let next_monday = onward(today.succ_opt().unwrap_or(today), Weekday::Mon);
    onward(next_monday, day)
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let length = day.num_days_in_month();
    day.with_day(u32::from(length)).unwrap_or(day)
}
