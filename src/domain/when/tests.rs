//! What people type, and what kith reads: the table of the date reader.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::*;

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Tuesday 3 March 2026, the day of the mock-ups.
fn today() -> NaiveDate {
    day(2026, 3, 3)
}

pub(super) fn now() -> NaiveDateTime {
    today().and_hms_opt(9, 14, 33).unwrap()
}

pub(super) fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn every_way_of_saying_a_day_ahead_is_read() {
    for (typed, month, date) in [
        ("today", 3, 3),
        ("Tomorrow", 3, 4),
        ("tom", 3, 4),
        ("tmrw", 3, 4),
        ("yesterday", 3, 2),
        ("fri", 3, 6),
        ("Friday", 3, 6),
        ("on fri", 3, 6),
        ("mon", 3, 9),
        ("tue", 3, 10),
        ("tues", 3, 10),
        ("weds", 3, 4),
        ("thurs.", 3, 5),
        ("next fri", 3, 13),
        ("next tue", 3, 10),
        ("next sun", 3, 15),
        ("this fri", 3, 6),
        ("this tue", 3, 3),
        ("last fri", 2, 27),
        ("fri week", 3, 13),
        ("tue week", 3, 10),
        ("mon week", 3, 16),
        ("tomorrow week", 3, 11),
        ("fri fortnight", 3, 20),
        ("a week on fri", 3, 13),
        ("week on fri", 3, 13),
        ("a week on tue", 3, 10),
        ("2 weeks on fri", 3, 20),
        ("week today", 3, 10),
        ("a week today", 3, 10),
        ("2 weeks", 3, 17),
        ("in 2 weeks", 3, 17),
        ("in 2 weeks time", 3, 17),
        ("two weeks from now", 3, 17),
        ("2w", 3, 17),
        ("2 wks", 3, 17),
        ("10d", 3, 13),
        ("+10", 3, 13),
        ("-3", 2, 28),
        ("fortnight", 3, 17),
        ("a fortnight", 3, 17),
        ("a month", 4, 3),
        ("6 weeks", 4, 14),
        ("3 days ago", 2, 28),
        ("a week ago", 2, 24),
        ("3 mar", 3, 3),
        ("3mar", 3, 3),
        ("10 MARCH", 3, 10),
        ("3rd march", 3, 3),
        ("march 3", 3, 3),
        ("the 10th of march", 3, 10),
        ("10-Mar-2026", 3, 10),
        ("tue 10 mar", 3, 10),
        ("tuesday, 10 march 2026", 3, 10),
        ("3/3", 3, 3),
        ("3/4", 4, 3),
        ("3.3.26", 3, 3),
        ("3-3-2026", 3, 3),
        ("3 3 2026", 3, 3),
        ("2026-03-03", 3, 3),
        ("10th", 3, 10),
        ("the 3rd", 3, 3),
        ("2nd", 4, 2),
        ("end of month", 3, 31),
        ("end of the month", 3, 31),
        ("month end", 3, 31),
        ("end of next month", 4, 30),
        ("end of april", 4, 30),
        ("\u{ff13}\u{a0}mar", 3, 3),
    ] {
        assert_eq!(read_day(typed, today()), Ok(day(2026, month, date)), "{typed:?}");
    }
    assert_eq!(read_day("2 mar", today()), Ok(day(2027, 3, 2)));
    assert_eq!(read_day("31st", day(2026, 4, 2)), Ok(day(2026, 5, 31)));
    assert_eq!(read_day("a month", day(2026, 1, 31)), Ok(day(2026, 2, 28)));
}

#[test]
fn a_day_that_has_been_leans_back() {
    for (typed, found) in [
        ("fri", day(2026, 2, 27)),
        ("tue", day(2026, 2, 24)),
        ("this tue", today()),
        ("last mon", day(2026, 3, 2)),
        ("today", today()),
        ("4 mar", day(2025, 3, 4)),
        ("3 mar", today()),
        ("28th", day(2026, 2, 28)),
        ("3rd", today()),
        ("end of feb", day(2026, 2, 28)),
        ("end of april", day(2025, 4, 30)),
        ("2 weeks ago", day(2026, 2, 17)),
    ] {
        assert_eq!(read_past_day(typed, today()), Ok(found), "{typed:?}");
    }
    assert_eq!(
        read_past_day("fri week", today()).unwrap_err(),
        "Date must be today or in the past. Fri 13 Mar 2026 is still to come."
    );
}

#[test]
fn refusals_say_what_was_probably_meant() {
    for (typed, said) in [
        ("3/13/2026", "There is no month 13. Did you mean 13 March 2026?"),
        ("3/13", "There is no month 13. Did you mean 13 March 2026?"),
        ("29 feb", "2026 is not a leap year: February has 28 days."),
        ("29/2/2027", "2027 is not a leap year: February has 28 days."),
        ("31/4", "April has 30 days."),
        ("31 april 2026", "April has 30 days."),
        ("32/1", "January has 31 days."),
        ("march", "Enter the day as well as the month."),
        ("mar 2026", "Enter the day as well as the month."),
        ("3/2026", "Enter the day as well as the month."),
        ("2026", "Enter the day and the month as well as the year."),
        ("10", "Type 10th for a day of the month, or 10d for 10 days."),
        ("22", "Type 22nd for a day of the month, or 22d for 22 days."),
        ("next week", "Say which day, like next tue, or how long, like 1 week."),
        ("fri 3 mar 2026", "3 Mar 2026 is a Tuesday, not a Friday."),
        ("3/3/202", "Type the year in full, like 2026."),
        ("3/3/1066", "The year must be from 1900 to 2199."),
        ("w", "That cannot be read as a date. Try fri, 3 mar, 2 weeks or 3/3/2026."),
        ("month", "That cannot be read as a date. Try fri, 3 mar, 2 weeks or 3/3/2026."),
        ("999999999 years", "The year must be from 1900 to 2199."),
        ("", "Enter a date, like fri, 3 mar or 2 weeks."),
        ("soon", "That cannot be read as a date. Try fri, 3 mar, 2 weeks or 3/3/2026."),
        ("99999999999 days", "That cannot be read as a date. Try fri, 3 mar, 2 weeks or 3/3/2026."),
    ] {
        assert_eq!(read_day(typed, today()).unwrap_err(), said, "{typed:?}");
    }
}

#[test]
fn a_date_of_birth_needs_its_whole_year_and_a_past() {
    for typed in
        ["14/7/1945", "14 Jul 1945", "14th July 1945", "july 14 1945", "1945-07-14", "14.7.1945", "14 7 1945"]
    {
        assert_eq!(read_birth(typed, today()), Ok(day(1945, 7, 14)), "{typed:?}");
    }
    for (typed, said) in [
        ("14/7/45", "Enter the year of birth in full, like 14 Jul 1945."),
        ("14 jul 45", "Enter the year of birth in full, like 14 Jul 1945."),
        ("14 jul", "Enter the year of birth in full, like 14 Jul 1945."),
        ("14/7", "Enter the year of birth in full, like 14 Jul 1945."),
        ("10th", "Enter the year of birth in full, like 14 Jul 1945."),
        ("4/3/2026", "Date of birth must be in the past."),
        ("3/3/2026", "Date of birth must be in the past."),
        ("1/1/1901", "Date of birth must be less than 120 years ago. Check the year."),
        ("1/1/1850", "The year must be from 1900 to 2199."),
        ("jul 1945", "Enter the day as well as the month."),
        ("7/14/1945", "There is no month 14. Did you mean 14 July 1945?"),
        ("yesterday", "That cannot be read as a date. Date of birth must be like 14 Jul 1945 or 14/7/1945."),
        (" ", "Enter a date of birth, like 14 Jul 1945."),
    ] {
        assert_eq!(read_birth(typed, today()).unwrap_err(), said, "{typed:?}");
    }
}

#[test]
fn times_are_read_as_people_type_them() {
    for (typed, hour, minute) in [
        ("9.10am", 9, 10),
        ("09:10", 9, 10),
        ("9.10", 9, 10),
        ("0910", 9, 10),
        ("930am", 9, 30),
        ("2pm", 14, 0),
        ("2 p.m.", 14, 0),
        ("2.30 PM", 14, 30),
        ("14:00", 14, 0),
        ("14pm", 14, 0),
        ("12am", 0, 0),
        ("12pm", 12, 0),
        ("noon", 12, 0),
        ("midnight", 0, 0),
    ] {
        assert_eq!(read_time(typed), Ok(time(hour, minute)), "{typed:?}");
    }
    assert_eq!(read_time("9").unwrap_err(), "Is that 9am or 9pm? Type it with am or pm.");
    assert_eq!(read_time("14").unwrap_err(), "Type the minutes as well, like 14:00.");
    for typed in ["25:00", "9.70am", "13am", "soon", "", "9:1", "123456789"] {
        assert!(read_time(typed).is_err(), "{typed:?}");
    }
}

#[test]
fn a_moment_is_a_day_a_time_or_both() {
    for (typed, month, date, at) in [
        ("fri 2pm", 3, 6, Some(time(14, 0))),
        ("fri at 14:00", 3, 6, Some(time(14, 0))),
        ("today 9.10am", 3, 3, Some(time(9, 10))),
        ("today 9.10", 3, 3, Some(time(9, 10))),
        ("mon am", 3, 9, Some(time(9, 0))),
        ("mon pm", 3, 9, Some(time(14, 0))),
        ("14:00", 3, 3, Some(time(14, 0))),
        ("2pm", 3, 3, Some(time(14, 0))),
        ("2pm fri", 3, 6, Some(time(14, 0))),
        ("10 mar 10am", 3, 10, Some(time(10, 0))),
        ("10 mar 2026, 09:10", 3, 10, Some(time(9, 10))),
        ("Tue 10 Mar 2026, 09:10", 3, 10, Some(time(9, 10))),
        ("10/3 2pm", 3, 10, Some(time(14, 0))),
        ("10.3.26 2.30pm", 3, 10, Some(time(14, 30))),
        ("2026-03-10 14:00", 3, 10, Some(time(14, 0))),
        ("2 weeks 3pm", 3, 17, Some(time(15, 0))),
        ("next fri noon", 3, 13, Some(time(12, 0))),
        ("tue week", 3, 10, None),
        ("10th", 3, 10, None),
        ("now", 3, 3, Some(time(9, 14))),
    ] {
        assert_eq!(read_moment(typed, now()), Ok((day(2026, month, date), at)), "{typed:?}");
    }
    for (typed, said) in [
        ("fri 25:00", "Time must be from 00:00 to 23:59, like 09:10 or 2.30pm."),
        ("fri 9", "Is that 9am or 9pm? Type it with am or pm."),
        ("31/4 2pm", "April has 30 days."),
        ("", "Enter a date, like today, fri 2pm or 3 mar."),
        ("whenever", "That cannot be read as a date. Try today 9.10am, fri 2pm, 3 mar or 2 weeks."),
    ] {
        assert_eq!(read_moment(typed, now()).unwrap_err(), said, "{typed:?}");
    }
    assert_eq!(read_past_moment("fri 2pm", now()), Ok((day(2026, 2, 27), Some(time(14, 0)))));
    assert!(read_past_moment("tomorrow 2pm", now()).is_err());
}

#[test]
fn dates_of_files_are_read_in_the_order_of_the_file() {
    let found = Ok(day(2014, 4, 18));
    for text in [
        "18/04/2014",
        "18-Apr-2014",
        "18 Apr 2014",
        "18.4.14",
        "20140418",
        "2014-04-18",
        "2014-04-18T09:10:00Z",
        "2014-04-18 09:10:00.000",
        "2014-04-18T09:10:00+01:00",
        "20140418T091000",
        "Apr 18 2014",
        "Apr 18, 2014",
        "18/04/2014 09:10",
        "18th April 2014",
        "Fri 18 Apr 2014",
        "18-APR-14",
    ] {
        assert_eq!(read_file_day(text, Order::Dmy), found, "{text:?}");
    }
    assert_eq!(read_file_day("04/18/14 09:10:11", Order::Mdy), found);
    assert_eq!(read_file_day("04/05/2014", Order::Mdy), Ok(day(2014, 4, 5)));
    assert_eq!(read_file_day("01.02.69", Order::Dmy), Ok(day(1969, 2, 1)));
    assert_eq!(read_file_birth("14/07/1945", Order::Dmy, today()), Ok(day(1945, 7, 14)));
    for (text, order, said) in [
        ("04/18/2014", Order::Dmy, "Did you mean 18 Apr 2014?"),
        ("18/04/2014", Order::Mdy, "Did you mean 18 Apr 2014?"),
        ("18/04/2014", Order::Iso, "year first"),
        ("46084", Order::Dmy, "spreadsheet's own day number"),
        ("31/04/2014", Order::Dmy, "April has 30 days."),
        ("Mon 18 Apr 14", Order::Dmy, "weekday is not the one"),
        ("Mon 18 Apr 2014", Order::Dmy, "weekday is not the one"),
        ("n/a", Order::Dmy, "cannot be read as a date"),
        ("18/04/2014 or so", Order::Dmy, "cannot be read as a date"),
    ] {
        let message = read_file_day(text, order).unwrap_err();
        assert!(message.contains(said), "{text:?} gave {message:?}");
    }
    assert!(read_file_birth("14/07/45", Order::Dmy, today()).unwrap_err().contains("year in full"));
    assert!(read_file_birth("14/07/2045", Order::Dmy, today()).unwrap_err().contains("in the past"));
}

#[test]
fn dates_are_shown_in_one_way() {
    assert_eq!(show_day(today()), "Tue 3 Mar 2026");
    assert_eq!(show_day_long(today()), "Tuesday 3 March 2026");
    assert_eq!(show_birth(day(1945, 7, 14)), "14 Jul 1945");
    assert_eq!(show_day_short(day(2026, 9, 3), today()), "Thu 3 Sep");
    assert_eq!(show_day_short(day(2026, 9, 4), today()), "Fri 4 Sep 2026");
    assert_eq!(show_day_short(day(2025, 9, 3), today()), "Wed 3 Sep");
    assert_eq!(show_moment(today(), Some(time(9, 10))), "Tue 3 Mar 2026, 09:10");
    assert_eq!(show_moment(today(), None), "Tue 3 Mar 2026");
    assert_eq!(show_echo(day(2026, 3, 10), today()), "Tue 10 Mar 2026 (in 7 days)");
}

#[test]
fn distances_always_have_their_date() {
    for (date, words) in [
        (today(), "today"),
        (day(2026, 3, 4), "tomorrow (Wed 4 Mar 2026)"),
        (day(2026, 3, 10), "in 7 days (Tue 10 Mar 2026)"),
        (day(2026, 3, 2), "yesterday (Mon 2 Mar 2026)"),
        (day(2026, 2, 28), "3 days ago (Sat 28 Feb 2026)"),
    ] {
        assert_eq!(relative(date, today()), words);
    }
    assert_eq!(days_late(day(2026, 2, 28), today()), Some(3));
    assert_eq!(days_late(today(), today()), None);
    assert_eq!(late_words(3), "3 days late");
    assert_eq!(late_words(1), "1 day late");
}

#[test]
fn ages_turn_on_the_birthday() {
    assert_eq!(age(day(1945, 7, 14), today()), 80);
    assert_eq!(age(day(1945, 3, 3), today()), 81);
    assert_eq!(age(day(1945, 3, 4), today()), 80);
    assert_eq!(age(day(2004, 2, 29), day(2026, 2, 28)), 21);
    assert_eq!(age(day(2004, 2, 29), day(2026, 3, 1)), 22);
}

#[test]
fn the_stored_form_is_read_and_nothing_like_it() {
    assert_eq!(read_iso("2026-03-03"), Ok(today()));
    for text in ["2026-3-3", "2026-02-30", "03/03/2026", "2026-03-03T00:00", "", "+2026-03-0"] {
        assert!(read_iso(text).is_err(), "{text:?}");
    }
}
