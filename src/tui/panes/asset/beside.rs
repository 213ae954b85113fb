//! What is seen of an asset beside a list.

use crate::domain::vocabulary::{
    ASSET_STATUS, ATTENDING, CAPACITY, CHECKED_HOW, CONNECTION_STATE, FEEDBACK, FUNDING, GIFT_KIND,
};
use crate::domain::when;
use crate::report::counted;
use crate::store::asset::AssetPage;
use crate::tui::widgets::sheet::Sheet;

/// What is seen of an asset beside a list.
pub fn sheet(page: &AssetPage) -> Sheet {
    let mut sheet = Sheet::new();
    let text = |field: &str| page.record.values.text(field);
    sheet.heading(text("name"));
    let place = [text("place"), text("address"), text("postcode")];
    for line in [joined(&place), text("schedule").to_owned(), text("cost").to_owned()] {
        if !line.is_empty() {
            sheet.line(line);
        }
    }
    if text("status") != "active" {
        sheet.alarm(ASSET_STATUS.label(text("status")));
    }
    sheet.line(room(page));
    let load = super::parts::our_load(page);
    if !load.is_empty() {
        sheet.line(format!("Our load: {load}"));
    }
    if !text("capability").is_empty() {
        sheet.line(format!("Copes with: {}", text("capability")));
    }
    reach(page, &mut sheet);
    if !text("description").is_empty() {
        sheet.heading("What happens there");
        sheet.words(text("description"));
    }
    let ways = ATTENDING.labels(text("attending"));
    if !text("access").is_empty() || !ways.is_empty() {
        sheet.heading("Getting in");
        [text("access"), &ways]
            .into_iter()
            .filter(|part| !part.is_empty())
            .for_each(|part| sheet.words(part));
    }
    welcomed(page, &mut sheet);
    said(page, &mut sheet);
    joined_people(page, &mut sheet);
    checked(page, &mut sheet);
    sheet
}

/// The side of one asset whole: who goes there, how it is paid for, when it was checked.
pub fn people(page: &AssetPage) -> Sheet {
    let mut sheet = Sheet::new();
    reach(page, &mut sheet);
    welcomed(page, &mut sheet);
    joined_people(page, &mut sheet);
    let text = |field: &str| page.record.values.text(field);
    if !text("funding").is_empty() {
        sheet.heading("How it is paid for");
        let funder = [FUNDING.label(text("funding")), text("funder")];
        sheet.words(joined(&funder));
        if let Some(until) = page.record.values.day("funding_until") {
            sheet.words(format!("Until {}", when::show_day(until)));
        }
    }
    checked(page, &mut sheet);
    sheet
}

/// Whether there is room, and as of when that is known; our own load stands below it.
fn room(page: &AssetPage) -> String {
    let label = CAPACITY.label(page.record.values.text("capacity"));
    match page.record.values.day("capacity_on") {
        Some(day) => format!("{label} (as of {})", when::show_day(day)),
        None => label.to_owned(),
    }
}

/// What people said of it, in figures and in the newest words.
fn said(page: &AssetPage, sheet: &mut Sheet) {
    if page.said.is_empty() {
        return;
    }
    sheet.heading("What people said of it");
    let counts = FEEDBACK.terms.iter().filter_map(|term| {
        let n = page.said.iter().filter(|row| row.went == term.code).count();
        (n > 0).then(|| format!("{n} {}", term.label.to_lowercase()))
    });
    sheet.words(counts.collect::<Vec<_>>().join(", "));
    if let Some(newest) = page.said.iter().find(|row| !row.words.is_empty()) {
        sheet.words(format!("{}: {}", when::show_day(newest.on), newest.words));
    }
}

fn reach(page: &AssetPage, sheet: &mut Sheet) {
    let text = |field: &str| page.record.values.text(field);
    sheet.gap();
    let run_by = if text("run_by").is_empty() { "Not known" } else { text("run_by") };
    sheet.line(format!("Run by: {run_by}"));
    for (label, field) in [("Phone", "phone"), ("E-mail", "email"), ("Web page", "website")] {
        if !text(field).is_empty() {
            sheet.line(format!("{label} {}", text(field)));
        }
    }
    if page.record.values.flag("do_not_list") {
        sheet.alarm("Do not list: ask before you pass these details on.");
    }
}

fn welcomed(page: &AssetPage, sheet: &mut Sheet) {
    let welcomed = GIFT_KIND.labels(page.record.values.text("gifts_welcomed"));
    if !welcomed.is_empty() {
        sheet.heading("Gifts welcomed");
        sheet.words(welcomed);
    }
}

fn joined_people(page: &AssetPage, sheet: &mut Sheet) {
    sheet.heading("People we have joined to it");
    if page.people == 0 {
        sheet.words("Nobody yet");
        return;
    }
    sheet.words(format!("{}, {} connected now", counted(page.people, "person", "people"), page.going_on));
    for (state, n) in &page.states {
        sheet.words(format!("{n} {}", CONNECTION_STATE.label(state).to_lowercase()));
    }
    let load = page.load;
    for (n, words) in [
        (load.waiting, "wait for an answer or a place"),
        (load.refused, "were turned down"),
        (load.did_not_start, "did not start"),
    ] {
        if n > 0 {
            sheet.words(format!("Our load: {n} {words}"));
        }
    }
    if let Some(last) = page.last {
        sheet.words(format!("Last: {}", when::show_day(last)));
    }
}

fn checked(page: &AssetPage, sheet: &mut Sheet) {
    sheet.gap();
    let how = CHECKED_HOW.label(page.record.values.text("checked_how")).to_lowercase();
    let by = if page.checked_by.is_empty() { String::new() } else { format!("by {}", page.checked_by) };
    match page.record.values.day("checked_on") {
        Some(day) => {
            let parts = [format!("Details checked {}", when::show_day(day)), by, how];
            sheet.line(joined(&parts.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        None => sheet.alarm("Details never checked: ring first."),
    }
    if let Some(day) = page.record.values.day("gone_on") {
        sheet.alarm(format!("Gone from its list since {}: ask whether it still runs.", when::show_day(day)));
    }
    sheet.line("Press ‹checked› when you have checked again.");
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
