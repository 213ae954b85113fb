//! How the terminal writes at the moment, and the shortest sequence that changes it.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes, as the terminal keeps them between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    fg: Color,
    bg: Color,
    marks: Modifier,
}

impl Default for Pen {
    fn default() -> Self {
        Self { fg: Color::Reset, bg: Color::Reset, marks: Modifier::empty() }
    }
}

/// The attributes that kith uses, with the code that sets each; blinking is not among them (R-A13).
const MARKS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

impl Pen {
    /// The pen that draws the cell.
    pub fn of(cell: &Cell) -> Self {
        let known = MARKS.iter().fold(Modifier::empty(), |all, (mark, _)| all | *mark);
        Self { fg: plain(cell.fg), bg: plain(cell.bg), marks: cell.modifier & known }
    }

    /// The sequence that turns the other pen into this one: a step from it, or a fresh start, whichever is shorter.
    pub fn after(self, before: Self) -> String {
        if self == before {
            return String::new();
        }
        let fresh = self.codes(Self::default());
        let fresh = if fresh.is_empty() { "\x1b[m".to_owned() } else { format!("\x1b[0;{fresh}m") };
        // Attributes are only ever taken away by a fresh start: single "off" codes differ between terminals.
        if before.marks.difference(self.marks).is_empty() {
            let step = format!("\x1b[{}m", self.codes(before));
            if step.len() <= fresh.len() {
                return step;
            }
        }
        fresh
    }

    fn codes(self, before: Self) -> String {
        let mut codes = String::new();
        for (mark, code) in MARKS {
            if self.marks.contains(mark) && !before.marks.contains(mark) {
                let _ = write!(codes, "{code};");
            }
        }
        if self.fg != before.fg {
            colour(&mut codes, self.fg, 30);
        }
        if self.bg != before.bg {
            colour(&mut codes, self.bg, 40);
        }
        codes.pop();
        codes
    }
}

/// Colours that kith sends: the sixteen named ones and the fixed palette. True colour is never sent (R-T7).
fn plain(colour: Color) -> Color {
    match colour {
        Color::Rgb(..) => Color::Reset,
        named => named,
    }
}

fn colour(codes: &mut String, colour: Color, base: u8) {
    let number = match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            let _ = write!(codes, "{};5;{index};", base.saturating_add(8));
            return;
        }
        Color::Reset | Color::Rgb(..) => 9,
    };
    let _ = write!(codes, "{};", base.saturating_add(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, bg: Color, marks: Modifier) -> Pen {
        Pen { fg, bg, marks }
    }

    #[test]
    fn a_change_is_one_sequence_and_the_shortest() {
        let plain = Pen::default();
        let alarm = pen(Color::White, Color::Red, Modifier::BOLD);
        assert_eq!(alarm.after(plain), "\x1b[1;97;41m");
        assert_eq!(plain.after(alarm), "\x1b[m");
        assert_eq!(alarm.after(alarm), "");
        let bold = pen(Color::Reset, Color::Reset, Modifier::BOLD);
        assert_eq!(alarm.after(bold), "\x1b[97;41m");
        assert_eq!(bold.after(alarm), "\x1b[0;1m", "a fresh start is shorter");
    }

    #[test]
    fn the_fixed_palette_is_named_by_number_and_true_colour_is_dropped() {
        let orange = pen(Color::Indexed(16), Color::Indexed(214), Modifier::empty());
        assert_eq!(orange.after(Pen::default()), "\x1b[38;5;16;48;5;214m");
        let mut cell = Cell::default();
        cell.set_fg(Color::Rgb(1, 2, 3));
        assert_eq!(Pen::of(&cell), Pen::default());
    }
}
