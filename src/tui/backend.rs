//! Draws cells with as few bytes as a slow line deserves: short moves, merged styles, gaps printed over.
//!
//! It gathers a frame in memory; [`super::terminal::Window`] sends it with one write, or not at all when nothing has
//! changed. It never asks the terminal anything (R-T3) and sends no underline colour (R-T9).

use std::convert::Infallible;
use std::io::Write;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr;

use super::charset::Charset;
use super::pen::Pen;

/// A gap of so many unchanged cells is cheaper to print again than to jump over.
const GAP: u16 = 4;

/// A ratatui backend over a buffer of bytes.
#[derive(Debug)]
pub struct Lean {
    size: Size,
    charset: Charset,
    bytes: Vec<u8>,
    shown: Buffer,
    pen: Pen,
    /// Where the cursor certainly is; none after a character whose width terminals do not agree on.
    at: Option<Position>,
    orphan: Option<Position>,
}

impl Lean {
    /// A backend for a screen that is empty, with the cursor at its top left.
    pub fn new(size: Size, charset: Charset) -> Self {
        let shown = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        Self { size, charset, bytes: Vec::new(), shown, pen: Pen::default(), at: None, orphan: None }
    }

    /// The bytes gathered since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Tells it the new size of the window; the next draw of ratatui clears and draws everything.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
        self.shown = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        self.at = None;
    }

    /// Forgets what the terminal shows and how it is set, after something else has used it.
    pub fn forget(&mut self) {
        self.shown.reset();
        self.pen = Pen::default();
        self.at = None;
    }

    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn code(&mut self, parts: std::fmt::Arguments<'_>) {
        // Writing into memory cannot fail.
        let _ = self.bytes.write_fmt(parts);
    }

    /// Moves the cursor by the shortest road there is.
    fn go(&mut self, x: u16, y: u16) {
        let target = Position { x, y };
        let from = self.at;
        match from {
            Some(at) if at == target => return,
            Some(at) if at.y == y && x > at.x && self.print_over(at, x) => {}
            Some(at) if at.y == y && x == 0 => self.put(b"\r"),
            Some(at) if at.y.checked_add(1) == Some(y) && x == 0 => self.put(b"\r\n"),
            Some(at) if at.y == y && x == at.x.saturating_add(1) => self.put(b"\x1b[C"),
            Some(at) if at.y == y && x > at.x => self.code(format_args!("\x1b[{}C", x.saturating_sub(at.x))),
            Some(at) if at.y.checked_add(1) == Some(y) && x < 10 => {
                self.put(b"\r\n");
                self.at = Some(Position { x: 0, y });
                return self.go(x, y);
            }
            _ if x == 0 && y == 0 => self.put(b"\x1b[H"),
            _ if x == 0 => self.code(format_args!("\x1b[{}H", y.saturating_add(1))),
            _ => self.code(format_args!("\x1b[{};{}H", y.saturating_add(1), x.saturating_add(1))),
        }
        self.at = Some(target);
    }

    /// Prints the unchanged cells of a short gap again, where they look as the pen is set already.
    fn print_over(&mut self, at: Position, x: u16) -> bool {
        let mut text = Vec::new();
        for between in at.x..x {
            let same = self.shown.cell((between, at.y)).filter(|cell| Pen::of(cell) == self.pen);
            match same.map(|cell| cell.symbol().as_bytes()) {
                Some([byte @ b' '..=b'~']) if text.len() < usize::from(GAP) => text.push(*byte),
                _ => return false,
            }
        }
        self.put(&text);
        true
    }

    fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        if self.orphan.is_some_and(|orphan| orphan != (Position { x, y })) {
            self.blank_orphan();
        }
        self.orphan = None;
        self.go(x, y);
        let pen = Pen::of(cell);
        let change = pen.after(self.pen);
        self.put(change.as_bytes());
        self.pen = pen;
        let symbol = cell.symbol();
        let width = u16::try_from(symbol.width()).unwrap_or(1);
        if self.charset == Charset::Ascii && !symbol.is_ascii() {
            self.put(in_ascii(symbol).repeat(usize::from(width)).as_bytes());
        } else {
            self.put(symbol.as_bytes());
        }
        let next = x.saturating_add(width);
        let sure = certain(symbol) || self.charset == Charset::Ascii;
        // In the last column terminals differ about where the cursor is.
        self.at = (sure && next < self.size.width).then_some(Position { x: next, y });
        if let Some(shown) = self.shown.cell_mut((x, y)) {
            shown.clone_from(cell);
        }
        for covered in x.saturating_add(1)..next {
            if let Some(shown) = self.shown.cell_mut((covered, y)) {
                // Not a blank: it must never be printed over.
                shown.set_symbol("");
            }
        }
        let cut = self.shown.cell((next, y)).is_some_and(|cell| cell.symbol().is_empty());
        self.orphan = cut.then_some(Position { x: next, y });
    }

    /// Blanks the right half of a wide character whose left half has been drawn over: terminals differ about its colour.
    fn blank_orphan(&mut self) {
        if let Some(Position { x, y }) = self.orphan.take() {
            self.cell(x, y, &Cell::EMPTY);
        }
    }

    /// Back to the terminal's own colours, so that whatever else it draws looks as it should.
    fn lift(&mut self) {
        let change = Pen::default().after(self.pen);
        self.put(change.as_bytes());
        self.pen = Pen::default();
    }
}

/// What stands for a symbol in a session that has only ASCII, for each of its columns.
fn in_ascii(symbol: &str) -> &'static str {
    match symbol {
        "\u{2018}" | "\u{2019}" => "'",
        "\u{201c}" | "\u{201d}" => "\"",
        "\u{2013}" | "\u{2014}" | "\u{2500}" | "░" => "-",
        "\u{2502}" => "|",
        "┌" | "┐" | "└" | "┘" => "+",
        "·" => ".",
        "▒" => "=",
        "▓" | "█" => "#",
        _ => "?",
    }
}

/// Whether all terminals agree that this symbol is one column wide.
fn certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let Some(c) = chars.next().filter(|_| chars.next().is_none()) else { return false };
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{377}' | '\u{1e00}'..='\u{1eff}'
        | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '€' | '\u{2500}'..='\u{259f}')
}

impl Backend for Lean {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.cell(x, y, cell);
        }
        self.blank_orphan();
        self.lift();
        Ok(())
    }

    /// Does nothing: the cursor is always visible, because screen readers follow it (R-A1).
    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        let Position { x, y } = position.into();
        self.go(x.min(self.size.width.saturating_sub(1)), y.min(self.size.height.saturating_sub(1)));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    /// Clears the screen, whichever part is asked for: kith draws whole screens only.
    ///
    /// Row by row, because where PuTTY's policy refuses the alternate screen, clearing all at once would push what is
    /// shown about people into the scrollback (R-P1).
    fn clear_region(&mut self, _part: ClearType) -> Result<(), Infallible> {
        self.lift();
        let rows = erase_rows(self.size.height);
        self.put(&rows);
        self.at = Some(Position::ORIGIN);
        self.shown.reset();
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// The bytes that empty so many rows and leave the cursor at the top left.
pub fn erase_rows(rows: u16) -> Vec<u8> {
    let mut bytes = b"\x1b[H\x1b[K".to_vec();
    for _ in 1..rows {
        bytes.extend_from_slice(b"\r\n\x1b[K");
    }
    bytes.extend_from_slice(b"\x1b[H");
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const SIZE: Size = Size { width: 30, height: 6 };
    type Writing = (u16, u16, String, Style);

    fn paint(terminal: &mut Terminal<Lean>, writings: &[Writing]) -> Vec<u8> {
        let cursor = writings.first().map_or((0, 0), |(x, y, ..)| (*x, *y));
        let draw = |frame: &mut ratatui::Frame<'_>| {
            for (x, y, text, style) in writings {
                frame.buffer_mut().set_string(*x, *y, text, *style);
            }
            frame.set_cursor_position(cursor);
        };
        terminal.draw(draw).unwrap();
        terminal.backend_mut().take()
    }

    fn fresh(charset: Charset) -> Terminal<Lean> {
        Terminal::new(Lean::new(SIZE, charset)).unwrap()
    }

    fn screen() -> vt100::Parser {
        let rows = SIZE.height.try_into().unwrap();
        vt100::Parser::new(rows, SIZE.width.try_into().unwrap(), 0)
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = prop::sample::select(vec![Color::Reset, Color::Red, Color::White, Color::Indexed(214)]);
        let marks = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::REVERSED,
            Modifier::BOLD.union(Modifier::UNDERLINED),
        ]);
        (colour.clone(), colour, marks)
            .prop_map(|(fg, bg, marks)| Style::new().fg(fg).bg(bg).add_modifier(marks))
    }

    fn writing() -> impl Strategy<Value = Writing> {
        let text = "[a-c \u{e9}\u{2500}\u{65e5}]{1,30}|e\u{301}[a-c]{1,3}| {1,30}";
        (0..SIZE.width, 0..SIZE.height, text, style())
    }

    /// What a cell looks like: a blank that was never written is a blank, and bold does not show on it.
    fn look(screen: &vt100::Parser, row: u16, column: u16) -> String {
        let cell = screen.screen().cell(row, column).unwrap();
        let text =
            if cell.contents().is_empty() && !cell.is_wide_continuation() { " " } else { cell.contents() };
        if text == " " && !cell.inverse() && !cell.underline() {
            return format!("blank on {:?}", cell.bgcolor());
        }
        let marks = (cell.bold(), cell.inverse(), cell.underline());
        format!("{text:?} {:?} {:?} {marks:?}", cell.fgcolor(), cell.bgcolor())
    }

    proptest! {
        #[test]
        fn frame_after_frame_shows_what_a_fresh_screen_would(
            frames in prop::collection::vec(prop::collection::vec(writing(), 1..12), 1..6)) {
            let (mut lean, mut seen) = (fresh(Charset::Utf8), screen());
            for frame in &frames {
                seen.process(&paint(&mut lean, frame));
                prop_assert!(paint(&mut lean, frame).is_empty(), "nothing changed, nothing sent");
                let mut anew = screen();
                anew.process(&paint(&mut fresh(Charset::Utf8), frame));
                prop_assert_eq!(seen.screen().cursor_position(), anew.screen().cursor_position());
                for (row, column) in (0..SIZE.height).flat_map(|row| (0..SIZE.width).map(move |column| (row, column))) {
                    prop_assert_eq!(look(&seen, row, column), look(&anew, row, column), "row {}, column {}", row, column);
                }
            }
        }
    }

    fn bytes(lean: &mut Terminal<Lean>, rows: &[(u16, u16, &str)]) -> String {
        let rows: Vec<Writing> =
            rows.iter().map(|(x, y, t)| (*x, *y, (*t).to_owned(), Style::new())).collect();
        String::from_utf8(paint(lean, &rows)).unwrap()
    }

    #[test]
    fn moving_a_mark_by_a_row_takes_a_handful_of_bytes() {
        let mut lean = fresh(Charset::Utf8);
        bytes(&mut lean, &[(1, 1, ">"), (1, 2, " ")]);
        let moved = bytes(&mut lean, &[(1, 2, ">"), (1, 1, " ")]);
        assert!(moved.len() < 16, "{moved:?}");
    }

    #[test]
    fn words_with_single_blanks_between_are_sent_as_they_are() {
        let mut lean = fresh(Charset::Utf8);
        assert_eq!(bytes(&mut lean, &[(0, 0, "to be or not")]), "\x1b[Hto be or not\r");
    }

    #[test]
    fn without_utf8_no_byte_is_above_ascii_and_columns_stay() {
        let mut lean = fresh(Charset::Ascii);
        assert_eq!(bytes(&mut lean, &[(0, 0, "Si\u{e2}n \u{65e5}x")]), "\x1b[HSi?n ??x\r");
    }

    #[test]
    fn clearing_goes_row_by_row() {
        let mut lean = fresh(Charset::Utf8);
        lean.clear().unwrap();
        let sent = String::from_utf8(lean.backend_mut().take()).unwrap();
        assert!(!sent.contains("\x1b[2J") && !sent.contains("\x1b[3J"));
        assert_eq!(sent.matches("\x1b[K").count(), usize::from(SIZE.height));
    }
}
