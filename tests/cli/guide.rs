//! The day of `docs/guide/a-day.md` and the story of `docs/guide/a-story.md`: every line of them is run.

use super::Home;

/// A command of the guide, and what stands in its here-document.
struct Line {
    words: String,
    input: String,
}

/// The commands of the fenced blocks, in order.
fn lines(guide: &str) -> Vec<Line> {
    let blocks = guide.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    let mut all = Vec::new();
    for block in blocks {
        let mut rows = block.lines();
        while let Some(row) = rows.next() {
            let words = row.strip_prefix("kith ").unwrap_or_else(|| panic!("not a command: {row}"));
            let (words, end) = words.split_once(" <<").unwrap_or((words, ""));
            let end = end.trim_matches('\'');
            let mut input = String::new();
            while !end.is_empty() {
                let row = rows.next().expect("the here-document ends");
                if row == end {
                    break;
                }
                input.push_str(row);
                input.push('\n');
            }
            all.push(Line { words: words.to_owned(), input });
        }
    }
    all
}

#[test]
fn every_line_of_the_day_in_the_guide_works_as_it_stands() {
    let guide = include_str!("../../docs/guide/a-day.md");
    let home = Home::bare();
    let all = lines(guide);
    assert!(all.len() > 30, "{}", all.len());
    let mut said = String::new();
    for line in &all {
        said = home.given(&line.input, &line.words).fine().out;
        match line.words.as_str() {
            "list waiting" => assert!(said.contains("OKONKWO, Ada"), "{said}"),
            "due --until '2 months'" => assert_eq!(said.matches("Tuesday Lunch Club").count(), 3, "{said}"),
            "show person 1" => {
                for told in [
                    "Never leave a message. Say that we are the library.",
                    "No known risks",
                    "A full table again.",
                ] {
                    assert!(said.contains(told), "{told}:\n{said}");
                }
            }
            _ => {}
        }
    }
    assert!(said.contains("kith"), "a copy was made: {said}");
}

#[test]
fn every_line_of_the_story_in_the_guide_works_as_it_stands() {
    let guide = include_str!("../../docs/guide/a-story.md");
    let home = Home::bare();
    let mut told = Vec::new();
    for line in &lines(guide) {
        told.push((line.words.clone(), home.given(&line.input, &line.words).fine().out));
    }
    let said = |words: &str| -> &str {
        let found = told.iter().rfind(|(line, _)| line.contains(words));
        found.map_or_else(|| panic!("{words} is not in the guide"), |(_, out)| out.as_str())
    };
    assert!(
        said("pairs --person 1").contains("\"recipes\" is much like \"cooking\""),
        "{}",
        said("pairs --person 1")
    );
    let person = said("show 1");
    for step in [
        "On the whole, Wed 5 Mar 2025: recipient, was connected",
        "On the whole, Tue 18 Mar 2025: participant, attended twice or more",
        "On the whole, Tue 8 Apr 2025: contributor, gave something",
        "On the whole, Mon 6 Oct 2025: leader, runs it",
        "What came back: Joan rang to say so.",
    ] {
        assert!(person.contains(step), "{step}:\n{person}");
    }
    let group = said("show asset:2");
    assert!(group.contains("Received Soda bread for the first table, from Kathleen MURPHY"), "{group}");
    assert!(group.contains("On the way in this group: 1 leader, 1 contributor"), "{group}");
    assert!(said("list pairs").contains("Became friends"));
    // The picture of the way is the one that the record draws.
    let day = "2026-03-03".parse().unwrap();
    let actor = kith::store::Actor::new("jo", kith::store::Via::Screen);
    let mode = kith::store::open::Mode::ReadOnly;
    let store = kith::store::Store::open(&home.caseload(), mode, actor, kith::clock::Clock::on(day)).unwrap();
    let steps = kith::report::path::ask(&store, kith::domain::id::PersonId(1)).unwrap();
    let drawn = kith::report::path::line(&steps, day, 70).join("\n");
    assert!(guide.contains(&drawn), "the guide draws another way:\n{drawn}");
}
