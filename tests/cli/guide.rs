//! The day of `docs/guide/a-day.md`: every line of it is run.

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
