//! Times of the week as people write them.

use super::*;

/// The week as days with their parts: `Tue ma` is Tuesday, morning and afternoon.
fn said(text: &str) -> String {
    let week = read(text).week;
    let day = |day: usize| {
        let parts: String = (0..3)
            .filter(|part| !week.meets(Week::of(day, *part)).is_unknown())
            .map(|p| ['m', 'a', 'e'][p])
            .collect();
        (!parts.is_empty()).then(|| format!("{} {parts}", DAYS[day]))
    };
    (0..7).filter_map(day).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_ways_people_write_when_something_is_are_read() {
    for (text, week) in [
        ("Tue 12:00-14:00", "Tue a"),
        ("Tuesday 11.00 – 13.00\nFriday 11.00 – 13.00", "Tue ma, Fri ma"),
        ("Mon 09:00-12:00, 13:00-17:00; Tue 10:00-18:00", "Mon ma, Tue mae"),
        ("Mondays, 2pm to 4pm", "Mon a"),
        ("Mondays 2 to 4pm", "Mon a"),
        ("Monday to Friday 9.00 - 12.00", "Mon m, Tue m, Wed m, Thu m, Fri m"),
        ("Sat and Sun 10am-1pm", "Sat ma, Sun ma"),
        ("Tue, Thu 18:30", "Tue e, Thu e"),
        ("Wednesday 12.30", "Wed a"),
        ("first Tue of the month 10:00-11:30", "Tue m"),
        ("every other Wed 19:00-21:00", "Wed e"),
        ("Mon, Wed mornings", "Mon m, Wed m"),
        ("weekdays 10-2", "Mon ma, Tue ma, Wed ma, Thu ma, Fri ma"),
        ("Fri evening", "Fri e"),
        ("Thursdays", "Thu mae"),
        ("Sat 20:00-24:00", "Sat e"),
        ("weekends", "Sat mae, Sun mae"),
        ("Mon; Tue 14:00-15:00", "Mon mae, Tue a"),
        ("evenings", "Mon e, Tue e, Wed e, Thu e, Fri e, Sat e, Sun e"),
        ("mornings, not Fridays", "Mon m, Tue m, Wed m, Thu m, Sat m, Sun m"),
        ("By appointment", ""),
        ("Ring 0114 496 0001", ""),
        ("", ""),
        ("Sunday to Tuesday 11.00 - 14.00", "Mon ma, Tue ma, Sun ma"),
    ] {
        assert_eq!(said(text), week, "{text}");
    }
}

#[test]
fn a_span_that_ends_before_it_begins_is_named() {
    assert_eq!(read("Tue 14:00-12:00").backwards.as_deref(), Some("14:00-12:00"));
    assert_eq!(read("Tue 12:00-14:00").backwards, None);
    let night = read("Fri 22:00-02:00");
    assert_eq!((night.backwards, night.week), (None, Week::of(4, 2)));
    assert_eq!(read("Tue 25:00-26:00").impossible.as_deref(), Some("25:00"));
    assert_eq!(read("Tue 24:00").impossible, None);
    assert_eq!(read("Tue 14:00-16:00 (until 5 Mar 2026)"), read("Tue 14:00-16:00"));
    assert_eq!(read("Sat 20:00-00:00").backwards, None, "midnight ends the day");
    assert_eq!(read("Tue 10-2").backwards, None, "ten to two");
}

#[test]
fn days_are_told_in_words() {
    assert_eq!(read("Mon, Tue, Fri 10:00").week.days(), "Mon, Tue and Fri");
    assert_eq!(read("Tue 10:00").week.days(), "Tue");
    assert_eq!(Week::every(2).meets(Week::day(3)), Week::of(3, 2));
}
