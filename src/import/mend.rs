//! What is put right in a row of a directory before it is looked at, each with a remark: a place on the map that cannot be,
//! markup in descriptions, times that end before they begin.

use chrono::NaiveDateTime;

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::place::{self, Point};
use crate::domain::postcode;
use crate::domain::timetable;
use crate::import::columns::Row;
use crate::import::oruk;
use crate::import::record::cut;

/// Puts right what can be put right in a row of assets; what cannot be is left out or kept as written, and said.
pub fn asset(row: &mut Row, now: NaiveDateTime) {
    unread(row, now);
    position(row);
    if let (false, Some(code)) = (row.given.contains_key("latitude"), row.given.get("postcode"))
        && postcode::read(code).is_ok_and(|code| place::area(&code).is_none())
    {
        let place = "No place is known for the postcode district";
        row.remarks.push(format!("{place} {}; no distance can be told.", postcode::outward(code.trim())));
    }
    for field in ["name", "description", "note"] {
        if let Some(text) = row.given.get(field).filter(|text| has_tags(text)) {
            let plain = oruk::story(text);
            row.given.insert(field, plain);
        }
    }
    let times = row.given.get("schedule").map(|text| timetable::read(text)).unwrap_or_default();
    if let Some(backwards) = times.backwards {
        row.remarks.push(format!(
            "When ends before it begins ({backwards}). It is kept as it was written, and no day can be told from it."
        ));
    }
    if let Some(time) = times.impossible {
        row.remarks
            .push(format!("When has a time that no clock shows ({time}). It is kept as it was written."));
    }
}

/// What cannot be read of a group is no reason to do without the group: it is left out, with what stood there and why. Only
/// whether it runs is never guessed.
fn unread(row: &mut Row, now: NaiveDateTime) {
    let soft = |field: &Field| {
        let kind = matches!(field.kind, Kind::One(_) | Kind::PastDay | Kind::ComingDay | Kind::Count(_));
        kind && field.name != "status"
    };
    let fields = || Entity::Asset.fields().iter().filter(|field| soft(field));
    let left_out = |field: &Field, value: &str, reason: &str| {
        format!("{} \"{}\" was left out: {reason}", field.label, cut(value, 60))
    };
    for flaw in std::mem::take(&mut row.flaws) {
        match fields().find(|field| field.name == flaw.field) {
            Some(field) => row.remarks.push(left_out(field, &flaw.value, &flaw.reason)),
            None => row.flaws.push(flaw),
        }
    }
    for field in fields() {
        let Some(text) = row.given.get(field.name) else { continue };
        if let Err(reason) = check::read(field, text, now) {
            row.remarks.push(left_out(field, text, &reason));
            row.given.remove(field.name);
        }
    }
    let code = row.given.get("postcode").filter(|code| !code.trim().is_empty());
    if let Some(code) = code.filter(|code| postcode::read(code).is_err()).cloned() {
        let code = code.trim();
        row.remarks.push(format!(
            "Postcode \"{}\" is no whole postcode of the United Kingdom; it stands in the address.",
            cut(code, 60)
        ));
        let address =
            row.given.get("address").map_or_else(|| code.to_owned(), |text| format!("{text}, {code}"));
        row.given.insert("address", address);
        row.given.remove("postcode");
    }
}

fn position(row: &mut Row) {
    let given =
        |field: &str| row.given.get(field).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (Some(lat), Some(lon)) = (given("latitude"), given("longitude")) else {
        if row.given.remove("latitude").is_some() | row.given.remove("longitude").is_some() {
            row.remarks.push("Only half of the place on the map is given; it was left out.".to_owned());
        }
        return;
    };
    let numbers = place::millionths(&lat).zip(place::millionths(&lon));
    let Some((north, east)) = numbers else { return leave_out(row) };
    if Point::in_the_uk(north, east).is_some() {
        return;
    }
    if Point::in_the_uk(east, north).is_some() {
        row.given.insert("latitude", lon);
        row.given.insert("longitude", lat);
        row.remarks.push("Latitude and longitude had changed places; they were put right.".to_owned());
        return;
    }
    leave_out(row);
}

fn leave_out(row: &mut Row) {
    row.given.remove("latitude");
    row.given.remove("longitude");
    row.remarks.push("The place on the map is not in the British Isles; it was left out.".to_owned());
}

/// Whether a text holds something that looks like a tag of a web page.
fn has_tags(text: &str) -> bool {
    [
        "<p", "<br", "<b>", "<i>", "<em", "<script", "<style", "<h", "<img", "<table", "<strong", "<li",
        "<ul", "<div", "<span", "<a ", "</", "&nbsp;", "&amp;",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn mended(fields: &[(&'static str, &str)]) -> Row {
        let mut row = Row::default();
        for (field, text) in fields {
            row.given.insert(field, (*text).to_owned());
        }
        asset(&mut row, NaiveDate::from_ymd_opt(2026, 3, 3).unwrap().into());
        row
    }

    #[test]
    fn a_place_at_sea_is_left_out_and_one_with_swapped_numbers_is_put_right() {
        let sea = mended(&[("latitude", "0"), ("longitude", "0"), ("name", "A")]);
        assert!(!sea.given.contains_key("latitude") && sea.given.contains_key("name"));
        assert_eq!(sea.remarks.len(), 1);
        let swapped = mended(&[("latitude", "-1.46429"), ("longitude", "53.38147")]);
        assert_eq!(swapped.given["latitude"], "53.38147");
        assert!(swapped.remarks[0].contains("changed places"));
        let half = mended(&[("latitude", "53.38147")]);
        assert!(half.given.is_empty() && half.remarks[0].contains("half"));
        assert!(mended(&[("latitude", "53.38147"), ("longitude", "-1.46429")]).remarks.is_empty());
        assert!(mended(&[("latitude", "x"), ("longitude", "y")]).given.is_empty());
    }

    #[test]
    fn a_postcode_of_which_no_place_is_known_is_said() {
        let said = |code: &str| mended(&[("postcode", code)]).remarks;
        assert_eq!(
            said("QQ99 9ZZ"),
            ["No place is known for the postcode district QQ99; no distance can be told."]
        );
        assert!(said("S6 3BS").is_empty() && said("").is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_left_out_with_its_reason_and_the_group_stays() {
        let row = mended(&[
            ("name", "Tea"),
            ("kind", "committee"),
            ("checked_on", "2030-01-01"),
            ("postcode", "S6"),
            ("address", "1 Mill Lane"),
            ("status", "perhaps"),
        ]);
        assert_eq!(row.given.keys().copied().collect::<Vec<_>>(), ["address", "name", "status"]);
        assert_eq!(row.given["address"], "1 Mill Lane, S6");
        assert_eq!(row.remarks.len(), 3, "{:?}", row.remarks);
        assert!(row.remarks[0].starts_with("Kind \"committee\" was left out: "), "{:?}", row.remarks);
        let odd = mended(&[("schedule", "Tue 25:00-26:00")]);
        assert!(odd.remarks[0].contains("25:00"));
    }

    #[test]
    fn markup_goes_and_times_that_run_backwards_are_said() {
        let row =
            mended(&[("description", "<p>Tea &amp; talk</p><b>All</b>"), ("schedule", "Tue 14:00-12:00")]);
        assert_eq!(row.given["description"], "Tea & talk\nAll");
        assert_eq!(row.given["schedule"], "Tue 14:00-12:00");
        assert!(row.remarks[0].contains("14:00-12:00"));
        let hostile = mended(&[
            ("name", "<b>Tea</b>"),
            ("description", "Talk<script>steal('all')</script> and <i>tea</i>"),
        ]);
        assert_eq!(hostile.given["name"], "Tea");
        assert_eq!(hostile.given["description"], "Talk\nand tea");
        assert_eq!(mended(&[("description", "2 < 3")]).given["description"], "2 < 3");
    }
}
