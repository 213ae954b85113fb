//! The noticeboard as it is printed: the cards that are up, each with its end and its small print.

use super::html;
use crate::domain::clean::Clean;
use crate::domain::when;
use crate::report::noticeboard::{Board, Card};

/// How wide a printed card is, in characters.
const WIDTH: usize = 72;

/// How wide it is in large print.
const LARGE_WIDTH: usize = 40;

/// The board, printed.
impl Board {
    /// The board as plain text, in large print with short lines.
    pub fn text(&self, large: bool) -> String {
        let width = if large { LARGE_WIDTH } else { WIDTH };
        let mut text = format!("{}\n{}\n", self.heading.title, when::show_day(self.on));
        if self.cards.is_empty() {
            text.push_str("\nNo card is up.\n");
        }
        for card in &self.cards {
            text.push_str(&format!("\n{}\n\n{}\n", "-".repeat(width), card.title));
            for paragraph in card.body.lines() {
                text.push_str(&format!("{}\n", textwrap::fill(paragraph, width)));
            }
            text.push('\n');
            if !card.contact.is_empty() {
                text.push_str(&format!(
                    "{}\n",
                    textwrap::fill(&format!("To answer: {}", card.contact), width)
                ));
            }
            text.push_str(&format!("{}\n", textwrap::fill(&self.small(card), width)));
        }
        Clean::lines(&text).into_owned()
    }

    /// The board as one page that holds everything it needs and loads nothing; in large print where it is wanted.
    pub fn html(&self, large: bool) -> String {
        let mut body = format!(
            "<h1>{}</h1>\n<p class=\"day\">{}</p>\n",
            html::escape(&self.heading.title),
            html::escape(&when::show_day(self.on))
        );
        if self.cards.is_empty() {
            body.push_str("<p>No card is up.</p>\n");
        }
        for card in &self.cards {
            body.push_str(&format!("<article>\n<h2>{}</h2>\n", html::escape(&card.title)));
            body.push_str(&html::paragraphs(&card.body));
            if !card.contact.is_empty() {
                body.push_str(&format!(
                    "<p class=\"answer\"><strong>To answer:</strong> {}</p>\n",
                    html::escape(&card.contact)
                ));
            }
            body.push_str(&format!(
                "<p class=\"small\">{}</p>\n</article>\n",
                html::escape(&self.small(card))
            ));
        }
        let style = if large { LARGE } else { "" };
        html::page(&self.heading.title, &format!("{STYLE}{style}"), &body)
    }

    /// When a card comes down, and its small print.
    fn small(&self, card: &Card) -> String {
        let until = card.until.map(|day| format!("Up until {}.", when::show_day(day)));
        let print = if card.disclaimer.is_empty() { &self.heading.disclaimer } else { &card.disclaimer };
        let parts = until.into_iter().chain([print.trim().to_owned()]).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }
}

const STYLE: &str = "\
article { border: 1px solid var(--line); padding: 0 1em; margin: 1em 0; break-inside: avoid; }
.small, .day { font-size: 0.85em; color: var(--quiet); }
";

/// Large letters, on the screen and on paper; the small print is no smaller than the rest.
const LARGE: &str = "\
body { font-size: 24pt; line-height: 1.35; }
.small, .day { font-size: 1em; color: var(--ink); }
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::noticeboard::Heading;
    use chrono::NaiveDate;

    #[test]
    fn a_card_is_printed_with_its_end_and_small_print_and_never_as_markup() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let card = Card {
            title: "Piano <free>".into(),
            body: "It needs tuning & love.\n\nCome and see.".into(),
            contact: "Ask at the library".into(),
            until: Some(day("2026-03-29")),
            disclaimer: String::new(),
        };
        let heading =
            Heading { title: "Noticeboard".into(), disclaimer: "We do not vouch for cards.".into() };
        let board = Board { heading, on: day("2026-03-03"), cards: vec![card] };
        let text = board.text(false);
        assert!(text.contains("Piano <free>\nIt needs tuning & love.\n\nCome and see.\n"), "{text}");
        assert!(
            text.contains(
                "To answer: Ask at the library\nUp until Sun 29 Mar 2026. We do not vouch for cards."
            )
        );
        let page = board.html(false);
        let large = board.text(true);
        assert!(
            large.lines().all(|line| line.chars().count() <= 40) && large.contains("Piano <free>"),
            "{large}"
        );
        assert!(board.html(true).contains("24pt") && !page.contains("24pt"));
        assert!(page.contains("<h2>Piano &lt;free&gt;</h2>") && page.contains("tuning &amp; love"), "{page}");
        assert!(!page.contains("<script") && !page.contains("http"), "{page}");
    }
}
