//! Bytes on the line: frames as full as the real ones, drawn by the backend, held to the limits of R-B2 and R-B3.

use kith::tui::backend::Lean;
use kith::tui::charset::Charset;
use kith::tui::theme::{Look, Role, Theme};
use ratatui::Terminal;
use ratatui::layout::Size;

/// A screen as text, drawn with rules in UTF-8 and the focused row in reverse.
struct Page {
    rows: Vec<String>,
    size: Size,
    terminal: Terminal<Lean>,
}

impl Page {
    fn new(text: &str, width: u16, height: u16) -> Self {
        let post = |line: &str| line.replace(" | ", " │ ");
        let rule = |line: &str| if line.starts_with("---") { line.replace('-', "─") } else { post(line) };
        let rows = text.lines().map(|line| format!("{:<1$}", rule(line), usize::from(width))).collect();
        let size = Size { width, height };
        Self { rows, size, terminal: Terminal::new(Lean::new(size, Charset::Utf8)).unwrap() }
    }

    fn draw(&mut self, look: Look, focus: u16, list: u16) -> Vec<u8> {
        let theme = Theme::new(look, Charset::Utf8);
        let (rows, size) = (&self.rows, self.size);
        let paint = |frame: &mut ratatui::Frame<'_>| {
            let area = frame.area();
            frame.buffer_mut().set_style(area, theme.base());
            for (y, row) in (0..size.height).zip(rows) {
                frame.buffer_mut().set_string(0, y, row, theme.base());
            }
            for y in [1, size.height - 3] {
                frame
                    .buffer_mut()
                    .set_style(ratatui::layout::Rect::new(0, y, size.width, 1), theme.style(Role::Rule));
            }
            let row = ratatui::layout::Rect::new(0, focus, list, 1);
            frame.buffer_mut().set_style(row, theme.style(Role::Focus));
            frame.buffer_mut().set_string(1, focus, ">", theme.style(Role::Focus));
            frame.set_cursor_position((5, focus));
        };
        self.terminal.draw(paint).unwrap();
        self.terminal.backend_mut().take()
    }

    /// Moves the focus from the fifth to the sixth row, as the screens do: the status sentence changes with it.
    fn move_down(&mut self, look: Look, list: u16) -> Vec<u8> {
        self.draw(look, 4, list);
        let [old, new] = [4, 5].map(|at: usize| self.rows[at].clone());
        self.rows[4] = old.replacen('>', " ", 1);
        self.rows[5] = new.replacen("   ", " > ", 1);
        let status = usize::from(self.size.height) - 2;
        self.rows[status] = format!(
            "{:<1$}",
            " Row 2 of 42. Meera PATEL, active, send details 1 day late.",
            usize::from(self.size.width)
        );
        self.draw(look, 5, list)
    }
}

fn queue_80() -> Page {
    Page::new(include_str!("../fixtures/screens/queue-80x24.txt"), 80, 24)
}

fn queue_120() -> Page {
    Page::new(include_str!("../fixtures/screens/queue-120x40.txt"), 120, 40)
}

#[test]
fn a_first_screen_and_a_move_stay_within_the_limits_of_a_slow_line() {
    for look in Look::all() {
        let first = queue_80().draw(look, 4, 80).len();
        let moved = queue_80().move_down(look, 80).len();
        let wide = queue_120().draw(look, 4, 59).len();
        let wide_moved = queue_120().move_down(look, 59).len();
        println!("{}: first {first}, move {moved}; 120x40 first {wide}, move {wide_moved}", look.word());
        assert!(first <= 4_500 && moved <= 300 && wide <= 12_000 && wide_moved <= 400, "{}", look.word());
    }
}

#[test]
fn a_first_screen_takes_few_bytes_for_each_visible_one() {
    let mut page = queue_80();
    let visible: usize =
        page.rows.iter().map(|row| row.split_whitespace().map(str::len).sum::<usize>()).sum();
    let sent = page.draw(Look::Standard, 4, 80).len();
    println!("{sent} for {visible}");
    assert!(sent * 10 <= visible * 16, "{sent} bytes for {visible} visible ones");
}
