//! Reports as pages: every tag closed, every sign of markup written out, every chart inside its frame, nothing loaded from anywhere.

use kith::clock::Clock;
use kith::export::letter;
use kith::export::report::page;
use kith::report::catalogue::{Question, Tables, Which};
use kith::report::letter::Kind;
use kith::report::rows::RowsOf;
use kith::report::{Figure, Report, Section, Table, disclosure};
use kith::store::figures::lens::Lens;
use kith::store::{Actor, Store, Via};

use super::today;

/// A tag with its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    fn number(&self, name: &str) -> Option<f64> {
        self.attributes.iter().find(|(known, _)| *known == name).and_then(|(_, value)| value.parse().ok())
    }
}

/// Reads a page strictly: every tag but `meta` and `br` is closed in order, attributes are quoted, and text is escaped.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let (mut open, mut all): (Vec<&str>, Vec<Tag<'_>>) = (Vec::new(), Vec::new());
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("it says what it is");
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        assert!(
            !before.contains('>') || open.last() == Some(&"style"),
            "a sign of markup in a text: {before}"
        );
        for (at, _) in before.match_indices('&') {
            let end = before[at..].find(';').expect("an entity ends");
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&&before[at + 1..at + end]), "{before}");
        }
        let end = from.find('>').expect("a tag ends");
        let inside = &from[1..end];
        rest = &from[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in order, before: {}", &rest[..rest.len().min(80)]);
            continue;
        }
        let closes_itself = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, mut words) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes = Vec::new();
        while let Some((key, value)) = words.trim_start().split_once("=\"") {
            let (value, more) = value.split_once('"').expect("an attribute is quoted");
            assert!(key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'), "{key}");
            attributes.push((key, value));
            words = more;
        }
        assert_eq!(words.trim(), "", "in {inside}");
        if !closes_itself && !["meta", "br"].contains(&name) {
            open.push(name);
        }
        all.push(Tag { name, attributes });
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    all
}

/// Every shape of a chart lies inside the frame of its chart.
fn drawn_inside(tags: &[Tag<'_>]) {
    let mut frame = (0.0, 0.0);
    for tag in tags {
        if tag.name == "svg" {
            let (_, all) = tag.attributes.iter().find(|(name, _)| *name == "viewBox").expect("a frame");
            let numbers: Vec<f64> = all.split(' ').map(|number| number.parse().unwrap()).collect();
            frame = (numbers[2], numbers[3]);
            assert!(tag.attributes.iter().any(|(name, said)| *name == "aria-label" && !said.is_empty()));
        }
        if tag.name == "rect" {
            let number = |name: &str| tag.number(name).unwrap();
            assert!(number("x") >= 0.0 && number("x") + number("width") <= frame.0, "{frame:?}");
            assert!(number("y") >= 0.0 && number("y") + number("height") <= frame.1, "{frame:?}");
        }
        if tag.name == "text" {
            let (x, y) = (tag.number("x").unwrap(), tag.number("y").unwrap());
            assert!((0.0..=frame.0).contains(&x) && (8.0..=frame.1).contains(&y), "{x} {y} in {frame:?}");
        }
    }
}

fn sound(page: &str) {
    let tags = tags(page);
    drawn_inside(&tags);
    let has = |name: &str, attribute: &str| {
        tags.iter().any(|tag| tag.name == name && tag.attributes.iter().any(|(key, _)| *key == attribute))
    };
    assert!(has("html", "lang") && has("meta", "charset") && tags.iter().any(|tag| tag.name == "title"));
    assert!(!tags.iter().any(|tag| ["script", "link", "img", "iframe", "form", "a"].contains(&tag.name)));
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains("http"), "{page}");
}

#[test]
fn every_report_of_the_town_is_a_sound_page_inside_the_team_and_outside() {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap();
    kith::sample::fill(&mut store, &kith::sample::Plan::new(today())).unwrap();
    let lens = Lens::days("2025-03-04".parse().unwrap(), today());
    let mut charts = 0;
    for which in Which::ALL {
        let tables = Tables::default();
        let question = Question { which, lens: lens.clone(), group: None, of: String::new(), tables };
        let report = question.ask(&store, |_| {}).unwrap();
        for report in [disclosure::outside(report.clone()), report] {
            let page = page(&report);
            sound(&page);
            charts += page.matches("<figcaption>").count();
        }
    }
    assert!(charts >= 20, "only {charts} charts");
}

#[test]
fn a_page_with_hostile_words_everywhere_is_sound_and_says_them_as_they_were_written() {
    let hostile = "</table><script>alert('x')</script>\"&amp;<b onload=\"x\">\r\n{{ x }}\u{0}";
    let leaked = hostile.to_owned().leak();
    let figure = Figure::new(hostile, 3, "people", leaked, RowsOf::Nothing).of(8).compared(2);
    let rows = [(hostile, "7"), ("B", "0"), ("C", "*")].map(|(a, b)| vec![a.to_owned(), b.to_owned()]);
    let mut table = Table::new([hostile, hostile], rows.to_vec()).counting(&[1]);
    table.over_time = true;
    let words = Table::new([hostile], vec![vec![hostile.to_owned()]]);
    let section = Section { title: hostile.to_owned(), figures: vec![figure], tables: vec![table, words] };
    let report = Report { title: hostile.to_owned(), sections: vec![section] };
    let page = page(&report);
    sound(&page);
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)") && !page.contains("<script"), "{page}");
    for kind in Kind::ALL {
        sound(&letter::page(kind, &format!("{hostile}\n\n- {hostile}\n- b\n\n{hostile}"), true));
    }
}

#[test]
fn a_year_of_months_has_its_numbers_on_it_and_ten_years_are_drawn_narrow() {
    let chart = |months: usize| {
        let rows = (0..months).map(|n| vec![format!("Month {n}"), ((n * 37 + 5) % 90).to_string()]).collect();
        let mut table = Table::new(["Month", "Contacts"], rows).counting(&[1]);
        table.over_time = true;
        let section = Section { title: "Months".into(), figures: Vec::new(), tables: vec![table] };
        let page = page(&Report { title: "R".into(), sections: vec![section] });
        sound(&page);
        page
    };
    // A number above each column, and the first and the last month below.
    assert_eq!(chart(13).matches("<text ").count(), 13 + 2);
    assert_eq!(chart(120).matches("<text ").count(), 2);
    assert_eq!(chart(1).matches("<text ").count(), 1 + 1, "of one month the last is the first");
}

#[test]
fn what_all_figures_of_a_part_count_is_said_once_above_them() {
    let figure = |name: &str| Figure::new(name, 9, "people", "Who came.", RowsOf::Nothing).of(18);
    let report = |figures: Vec<Figure>| Report {
        title: "R".into(),
        sections: vec![Section { title: "S".into(), figures, tables: Vec::new() }],
    };
    assert_eq!(page(&report(vec![figure("a"), figure("b")])).matches("Who came.").count(), 1);
    let other = Figure::new("c", 1, "people", "Who went.", RowsOf::Nothing);
    let both = page(&report(vec![figure("a"), other]));
    assert!(both.contains("Who came.") && both.contains("Who went.") && both.contains("What is counted"));
}
