//! What holds for every date and every text: shown dates read back, and nothing panics.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};
use proptest::prelude::*;

use super::tests::{day, now, time};
use super::*;

/// Any day that kith keeps.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..109_570).prop_map(|days| day(1900, 1, 1) + chrono::Days::new(days))
}

/// Text made of the words and marks of dates, which gets deeper into the reader than any text does.
fn datelike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("next ".to_owned()),
        Just("this ".to_owned()),
        Just("last ".to_owned()),
        Just("fri ".to_owned()),
        Just("tue".to_owned()),
        Just(" week ".to_owned()),
        Just("a ".to_owned()),
        Just("on ".to_owned()),
        Just("today ".to_owned()),
        Just("month".to_owned()),
        Just(" end".to_owned()),
        Just("of ".to_owned()),
        Just(" mar ".to_owned()),
        Just("feb".to_owned()),
        Just("th ".to_owned()),
        Just("/".to_owned()),
        Just(".".to_owned()),
        Just("-".to_owned()),
        Just(":".to_owned()),
        Just("pm".to_owned()),
        Just(" am".to_owned()),
        Just(" ago".to_owned()),
        Just("years ".to_owned()),
        Just("w".to_owned()),
        Just("+".to_owned()),
        Just("T".to_owned()),
        Just(" at ".to_owned()),
        "[0-9]{1,4}",
        "[0-9]{5,12}",
        "\\PC",
    ];
    proptest::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_shown_reads_back_as_the_same_day(date in any_day(), today in any_day()) {
        for shown in [
            show_day(date),
            show_day_long(date),
            show_birth(date),
            date.to_string(),
            date.format("%-d/%-m/%Y").to_string(),
            date.format("%-d.%-m.%Y").to_string(),
            date.format("%B %-d %Y").to_string(),
        ] {
            prop_assert_eq!(read_day(&shown, today), Ok(date), "{}", shown);
        }
        prop_assert_eq!(read_iso(&date.to_string()), Ok(date));
    }

    #[test]
    fn a_list_date_without_its_year_reads_back(today in any_day(), away in -180i64..180) {
        let date = today + chrono::Duration::days(away);
        prop_assume!((1900..=2199).contains(&date.year()));
        prop_assert_eq!(read_day(&show_day_short(date, today), today), Ok(date));
    }

    #[test]
    fn a_shown_moment_reads_back(date in any_day(), minute in 0u32..1_440) {
        let at = time(minute / 60, minute % 60);
        prop_assert_eq!(read_moment(&show_moment(date, Some(at)), now()), Ok((date, Some(at))));
        prop_assert_eq!(read_time(&show_time(at)), Ok(at));
    }

    #[test]
    fn file_forms_read_back(date in any_day(), at in 0u32..86_400) {
        let at = NaiveTime::from_num_seconds_from_midnight_opt(at, 0).unwrap();
        for (form, order) in [
            ("%d/%m/%Y", Order::Dmy), ("%d-%b-%Y", Order::Dmy), ("%d %b %Y", Order::Dmy), ("%Y%m%d", Order::Dmy),
            ("%Y-%m-%d", Order::Mdy), ("%Y-%m-%dT%H:%M:%SZ", Order::Iso), ("%m/%d/%Y %H:%M:%S", Order::Mdy),
            ("%b %-d %Y", Order::Iso), ("%d/%m/%Y %H:%M", Order::Dmy),
        ] {
            let written = date.and_time(at).format(form).to_string();
            prop_assert_eq!(read_file_day(&written, order), Ok(date), "{}", written);
        }
    }

    #[test]
    fn no_text_panics_and_every_answer_is_in_range(wild in any::<String>(), near in datelike(), today in any_day()) {
        for text in [wild, near] {
            let now = today.and_hms_opt(12, 0, 0).unwrap();
            let days = [
                read_day(&text, today),
                read_past_day(&text, today),
                read_birth(&text, today),
                read_moment(&text, now).map(|moment| moment.0),
                read_past_moment(&text, now).map(|moment| moment.0),
                read_file_day(&text, Order::Dmy),
                read_file_birth(&text, Order::Mdy, today),
            ];
            for found in days {
                match found {
                    Ok(found) => prop_assert!((1899..=2200).contains(&found.year())),
                    Err(said) => prop_assert!(said.ends_with(['.', '?']), "{}", said),
                }
            }
            if let Ok(found) = read_time(&text) {
                prop_assert!(found.hour() < 24);
            }
            let _ = read_iso(&text);
        }
    }
}
