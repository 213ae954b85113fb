//! What is put right in a row of a directory before it is looked at, each with a remark: a place on the map that cannot be,
//! markup in descriptions, times that end before they begin.

use crate::domain::place::{self, Point};
use crate::domain::postcode;
use crate::domain::timetable;
use crate::import::columns::Row;
use crate::import::oruk;

/// Puts right what can be put right in a row of assets; what cannot be is left out or kept as written, and said.
pub fn asset(row: &mut Row) {
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
    if let Some(backwards) = row.given.get("schedule").and_then(|text| timetable::read(text).backwards) {
        row.remarks.push(format!(
            "When ends before it begins ({backwards}). It is kept as it was written, and no day can be told from it."
        ));
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
    use super::*;

    fn mended(fields: &[(&'static str, &str)]) -> Row {
        let mut row = Row::default();
        for (field, text) in fields {
            row.given.insert(field, (*text).to_owned());
        }
        asset(&mut row);
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
        assert!(said("S6 3BS").is_empty() && said("no postcode").is_empty() && said("").is_empty());
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
