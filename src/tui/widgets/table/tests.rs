//! The list with rows of every height, and marks.

use super::*;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row(i64, usize, usize);

impl Tall for Row {
    fn head(&self) -> usize {
        self.1
    }
    fn tall(&self) -> usize {
        self.2
    }
    fn key(&self) -> i64 {
        self.0
    }
}

fn rows(from: i64, to: i64) -> Vec<Row> {
    (from..=to).map(|n| Row(n, 0, 1)).collect()
}

fn list(height: u16) -> Table<Row> {
    let mut table = Table::default();
    table.resize(height);
    table.fill(Page { rows: rows(1, 20), from: 0, total: 20 });
    table
}

#[test]
fn moving_inside_the_window_leaves_the_offset_and_the_edge_moves_it_by_one() {
    let mut table = list(5);
    for _ in 0..4 {
        table.perform(Command::Down);
    }
    assert_eq!((table.cursor, table.offset), (4, 0));
    table.perform(Command::Down);
    assert_eq!((table.cursor, table.offset), (5, 1));
    table.perform(Command::Last);
    assert_eq!((table.cursor, table.offset), (19, 15));
    table.perform(Command::Down);
    assert_eq!(table.cursor, 19);
    table.perform(Command::First);
    assert_eq!((table.cursor, table.offset), (0, 0));
}

#[test]
fn over_a_slow_line_the_edge_moves_the_offset_by_half_a_page() {
    let mut table = list(6);
    table.scroll = Scroll::HalfPage;
    for _ in 0..6 {
        table.perform(Command::Down);
    }
    assert_eq!((table.cursor, table.offset), (6, 4));
}

#[test]
fn a_move_beyond_what_was_read_asks_for_more_and_the_cursor_stays() {
    let mut table: Table<Row> = Table::default();
    table.resize(10);
    let page = |span: Span| {
        let all = rows(1, 1000);
        Page { rows: all.into_iter().skip(span.from).take(span.most).collect(), from: span.from, total: 1000 }
    };
    table.fill(page(table.span()));
    assert_eq!(table.perform(Command::Last), Some(true));
    table.fill(page(table.span()));
    assert!(!table.wants());
    assert_eq!(table.chosen(), Some(&Row(1000, 0, 1)));
}

#[test]
fn tall_rows_are_whole_on_the_screen_when_the_cursor_is_on_them() {
    let mut table: Table<Row> = Table::default();
    table.resize(6);
    let rows = (0..10).map(|n| Row(n + 1, usize::from(n % 3 == 0), 2)).collect();
    table.fill(Page { rows, from: 0, total: 10 });
    for at in 0..10 {
        let (_, _, _, top) = table.visible().into_iter().find(|(_, a, _, _)| *a == at).unwrap();
        assert!(usize::from(top) + 2 <= 6, "row {at} begins at {top}");
        table.perform(Command::Down);
    }
}

#[test]
fn another_list_begins_at_its_own_first_row() {
    let mut table = list(5);
    table.begin_again();
    table.refill(Page { rows: vec![Row(7, 0, 1), Row(1, 0, 1)], from: 0, total: 2 });
    assert_eq!(table.chosen(), Some(&Row(7, 0, 1)));
}

#[test]
fn marks_stay_with_their_rows_while_the_list_is_read_again_and_go_with_rows_that_went() {
    let mut table = list(5);
    table.perform(Command::Mark);
    table.perform(Command::Down);
    table.perform(Command::Mark);
    assert_eq!((table.marks().iter().copied().collect::<Vec<_>>(), table.cursor), (vec![1, 3], 3));
    table.refill(Page { rows: rows(2, 20), from: 0, total: 19 });
    assert_eq!(table.marks().iter().copied().collect::<Vec<_>>(), [3]);
    // A page of a longer list says nothing about the rows beyond it.
    table.refill(Page { rows: rows(4, 10), from: 1, total: 19 });
    assert_eq!(table.marks().len(), 1);
    table.go_to(5);
    table.perform(Command::Mark);
    table.go_to(5);
    table.perform(Command::Mark);
    assert_eq!(table.marks().len(), 1, "a second time takes the mark away");
    table.perform(Command::ClearMarks);
    assert!(table.marks().is_empty());
}

#[test]
fn a_reload_finds_the_same_row_again() {
    let mut table = list(5);
    table.go_to(8);
    table.refill(Page { rows: rows(4, 20), from: 0, total: 17 });
    assert_eq!(table.chosen(), Some(&Row(8, 0, 1)));
}
