//! What may leave the team, and whoever tries to subtract.

use proptest::prelude::*;

use super::*;
use crate::report::Figure;

fn section(values: &[usize]) -> Section {
    let whole = values.iter().sum();
    let figure = |(at, value): (usize, &usize)| {
        Figure::new(format!("part {at}"), *value, "people", "", RowsOf::Nothing).of(whole)
    };
    Section {
        title: "Parts".to_owned(),
        figures: values.iter().enumerate().map(figure).collect(),
        tables: Vec::new(),
    }
}

fn report(parts: &[Vec<usize>]) -> Report {
    Report { title: "R".to_owned(), sections: parts.iter().map(|values| section(values)).collect() }
}

/// What somebody outside sees: the parts of each section, and their whole.
fn seen(told: &Report, at: usize) -> (Vec<Option<usize>>, Option<usize>) {
    let figures = &told.sections[at].figures;
    let whole = figures.iter().find_map(|figure| figure.of);
    (figures.iter().map(|figure| (!figure.hidden).then_some(figure.value)).collect(), whole)
}

/// The least and the most each hidden part could be, for whoever knows that a hidden one is not nought.
fn ranges(parts: &[Option<usize>], whole: Option<usize>) -> Vec<(usize, usize)> {
    let hidden = parts.iter().filter(|part| part.is_none()).count();
    let known: usize = parts.iter().flatten().sum();
    let most = whole.map_or(usize::MAX, |whole| whole - known - hidden.saturating_sub(1));
    let least = if hidden == 1 { whole.map_or(1, |whole| whole - known) } else { 1 };
    parts.iter().filter(|part| part.is_none()).map(|_| (least, most)).collect()
}

#[test]
fn a_small_part_takes_another_with_it_and_a_small_rest_its_share() {
    let (parts, whole) = seen(&outside(report(&[vec![3, 20, 9, 0]])), 0);
    assert_eq!((parts, whole), (vec![None, Some(20), None, Some(0)], Some(32)));
    // One who was not asked of forty: the share would tell.
    let mut one = report(&[vec![39]]);
    one.sections[0].figures[0].of = Some(40);
    let told = outside(one);
    assert!(told.sections[0].figures[0].hidden);
    assert_eq!(told.sections[0].figures[0].shown(), "*");
    assert_eq!(told.sections[1].title, "What is not told");
    // Nothing small: nothing is hidden, and nothing is said of hiding.
    assert_eq!(outside(report(&[vec![10, 20]])).sections.len(), 1);
}

#[test]
fn a_column_that_adds_up_to_a_figure_gives_nothing_away() {
    let mut report = report(&[vec![30, 12]]);
    let rows = [["May", "2"], ["June", "11"], ["July", "29"]];
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    report.sections[0].tables.push(Table::new(["Month", "People"], rows).counting(&[1]));
    let told = outside(report);
    let column: Vec<&str> = told.sections[0].tables[0].rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(column, ["*", "*", "29"]);
}

#[test]
fn a_middle_of_fewer_than_five_is_not_told() {
    let middle = |people, days, describes| {
        let rows = || RowsOf::Gaps(None);
        let count = Figure::new("Gave first", people, "people", "", rows());
        let days = Figure { describes, ..Figure::new("Days to it", days, DAYS, "", rows()) };
        let section = Section { title: "S".to_owned(), figures: vec![count, days], tables: Vec::new() };
        let told = outside(Report { title: "R".to_owned(), sections: vec![section] });
        told.sections[0].figures[1].shown()
    };
    let told = |people| middle(people, 140, None);
    assert_eq!((told(1), told(4), told(5)), ("*".to_owned(), "*".to_owned(), "140".to_owned()));
    // Of those who gave first, not all have a day to count from; and the same day is a number, too.
    assert_eq!((middle(9, 140, Some(2)), middle(9, 0, Some(2))), ("*".to_owned(), "*".to_owned()));
    assert_eq!((middle(9, 0, Some(7)), middle(9, 0, Some(0))), ("0".to_owned(), "nobody yet".to_owned()));
}

#[test]
fn names_stay_in_the_team_and_counts_keep_their_columns() {
    let rows = vec![vec!["Club".to_owned(), "Ada MOSS".to_owned(), "2".to_owned()]];
    let mut report = report(&[vec![10]]);
    report.sections[0].tables.push(Table::new(["What", "Who", "People"], rows).naming(&[1]).counting(&[2]));
    let told = outside(report);
    assert_eq!(told.sections[0].tables[0].columns, ["What", "People"]);
    assert_eq!(told.sections[0].tables[0].rows[0], ["Club", "*"]);
    assert_eq!(told.sections[0].tables[0].counts, [1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// Whoever subtracts what is told of one whole, split two ways, never comes to know that a count is under five.
    #[test]
    fn subtraction_never_finds_a_hidden_count(
        first in proptest::collection::vec(0_usize..14, 1..7),
        cut in proptest::collection::vec(0_usize..9, 0..5),
    ) {
        // The same people, split another way.
        let mut left: usize = first.iter().sum();
        let mut second: Vec<usize> = Vec::new();
        for part in cut {
            second.push(part.min(left));
            left -= part.min(left);
        }
        second.push(left);
        let truth = [first, second];
        let told = outside(report(&truth));
        for (at, parts) in truth.iter().enumerate() {
            let (shown, whole) = seen(&told, at);
            for (value, shown) in parts.iter().zip(&shown) {
                prop_assert!(shown.is_none_or(|shown| shown == *value));
                prop_assert!(shown.is_none() || !(1..FEWEST).contains(value));
            }
            // Both sections speak of one whole: what one tells, the other tells.
            let whole = whole.or_else(|| seen(&told, 1 - at).1);
            for (least, most) in ranges(&shown, whole) {
                prop_assert!(least < FEWEST && most >= FEWEST, "{truth:?} told as {shown:?} of {whole:?}");
            }
        }
    }
}
