//! A letter as one page to print: its lines as paragraphs and lists, and no heading alone at the foot of a page.

use std::fmt::Write as _;

use crate::export::html::{self, escape};
use crate::report::letter::Kind;

/// A line that is at most so long, alone, and no sentence, is taken for a heading.
const HEADING: usize = 60;

/// What begins a line of a list.
const ITEM: &str = "- ";

/// A letter as one page to print; a plan in large print for those who read it so.
pub fn page(kind: Kind, text: &str, large: bool) -> String {
    let mut body = "<main>\n".to_owned();
    let mut parts = text.split("\n\n").map(str::trim_end).filter(|part| !part.trim().is_empty()).peekable();
    while let Some(part) = parts.next() {
        let leads = is_heading(part) && parts.peek().is_some();
        body.push_str(&block(part, leads));
    }
    body.push_str("</main>\n");
    let style = if large { LARGE } else { "" };
    html::page(kind.label(), &format!("{STYLE}{style}"), &body)
}

/// Whether a part is one short line that is no sentence: what it stands above stays with it.
fn is_heading(part: &str) -> bool {
    !part.contains('\n') && part.chars().count() <= HEADING && !part.ends_with(['.', '!', '?'])
}

/// Lines that stand together, with those that are items as a list.
fn block(part: &str, leads: bool) -> String {
    let mut text = if leads { "<div class=\"leads\">\n" } else { "<div>\n" }.to_owned();
    let mut in_list = false;
    for line in part.lines() {
        let item = line.strip_prefix(ITEM);
        if item.is_some() != in_list {
            text.push_str(if in_list { "</ul>\n" } else { "<ul>\n" });
            in_list = !in_list;
        }
        let _ = match item {
            Some(item) => writeln!(text, "<li>{}</li>", escape(item)),
            None => writeln!(text, "<p>{}</p>", escape(line)),
        };
    }
    if in_list {
        text.push_str("</ul>\n");
    }
    text.push_str("</div>\n");
    text
}

const STYLE: &str = "\
main { font-size: 12pt; overflow-wrap: anywhere; }
main div { margin: 0 0 1em; }
main p, main ul { margin: 0; white-space: pre-wrap; }
main ul { list-style: \"- \"; padding-left: 0.8em; white-space: normal; }
main li { white-space: pre-wrap; }
.leads { break-after: avoid; }
";

/// Large letters, on the screen and on paper.
const LARGE: &str = "main { font-size: 24pt; line-height: 1.35; }\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_paragraphs_items_are_a_list_and_a_heading_stays_with_what_it_stands_above() {
        let page = page(Kind::Plan, "Plan of Ada\n\nWhere I go\n\n- Chess <b>\n- Choir\nJo & co\n", false);
        assert!(page.contains("<div class=\"leads\">\n<p>Where I go</p>\n</div>"), "{page}");
        assert!(
            page.contains(
                "<ul>\n<li>Chess &lt;b&gt;</li>\n<li>Choir</li>\n</ul>\n<p>Jo &amp; co</p>\n</div>"
            )
        );
        assert!(page.contains("<html lang=\"en-GB\">") && page.contains("<title>"), "{page}");
        assert!(!is_heading("To be given by hand.") && !is_heading("one\ntwo"));
    }

    #[test]
    fn a_letter_in_large_print_is_large_on_paper_too() {
        assert!(page(Kind::Plan, "x", true).contains("24pt"));
        assert!(!page(Kind::Plan, "x", false).contains("24pt"));
    }
}
