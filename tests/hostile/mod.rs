//! Hostile text in every field of every kind of record: none of it reaches a terminal, by screen or by command.

mod caseload;
mod commands;
mod letters;
mod line;
mod program;
mod screens;
mod walk;

/// What a list or a colleague's own tool could put into a field, and a terminal, or its reader, must never meet raw.
pub const HOSTILE: [&str; 24] = [
    "\u{1b}[2J\u{1b}[5;31m",
    "\u{202e}evil\u{202c}",
    "\u{1b}]0;title\u{7}",
    "\u{200b}zero\u{200d}width\u{feff}",
    "\u{9b}31;5m",
    "\u{2066}isolate\u{2069}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{e0041}\u{e0042}\u{e007f}",
    "\u{7}\u{8}\u{7f}",
    "\u{1b}]52;c;cm0gLXJm\u{1b}\\",
    "line\r\nfeed\rreturn\u{b}\u{c}",
    "\u{200e}\u{200f}\u{61c}",
    "\u{90}dcs\u{9c}",
    "\u{1b}[6n\u{1b}[?1049l\u{1b}c",
    "\u{ad}\u{2028}\u{2029}\u{85}",
    "\u{202a}\u{202b}\u{202d}",
    "\u{1b}[200~paste\u{1b}[201~",
    "\u{0}\u{1}\u{5}\u{e}\u{f}",
    "\u{2060}\u{2063}\u{180e}\u{3164}",
    "\u{1b}#8\u{1b}(0\u{1b}[?25l",
    "\u{9d}0;title\u{9c}",
    "x\u{fe0f}\u{fff9}\u{e000}\u{10ffff}",
    "\u{1b}[38;2;1;2;3m\u{1b}[8m",
    "\u{334}\u{334}\u{334}\u{334}\u{334}\u{334}tower",
];

/// A hostile text, beginning with another for each number; now and then very long.
pub fn text(number: usize) -> String {
    let mut all: String = HOSTILE.iter().cycle().skip(number % HOSTILE.len()).take(3).copied().collect();
    if number % 37 == 3 {
        all.push_str(&"long\u{202e}".repeat(300));
    }
    all
}
