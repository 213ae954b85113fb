//! Pages that hold everything they need: no script, nothing loaded from anywhere, fit to print.

use crate::domain::clean::Clean;

/// Text that stands in a page as it was written; what would turn the order of letters, or is no letter at all, is a marker.
pub fn escape(text: &str) -> String {
    let clean = Clean::lines(text);
    let mut escaped = String::with_capacity(text.len());
    for letter in clean.as_str().chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A text as paragraphs; single line ends stay.
pub fn paragraphs(text: &str) -> String {
    let each = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    each.map(|part| format!("<p>{}</p>\n", escape(part).replace('\n', "<br>\n"))).collect()
}

/// A whole page: its title, more style than every page has, and its body.
pub fn page(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{BASE}{style}\
         </style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escape(title)
    )
}

/// Dark letters on white, also on paper; light letters on black where the reader's screen is set so.
const BASE: &str = "\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --quiet: #444444; --line: #767676; --bar: #1d5fa8; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #f0f0f0; --paper: #121212; --quiet: #c8c8c8; --line: #8c8c8c; --bar: #7fb2ec; }
}
body { font-family: Arial, Helvetica, sans-serif; line-height: 1.5; max-width: 46em; margin: 1em auto; padding: 0 1em; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; }
table { border-collapse: collapse; margin: 0.5em 0; }
th, td { border: 1px solid var(--line); padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
tbody th { font-weight: normal; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; line-height: 1.35; }
  tr, svg, figure, li { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  p { orphans: 3; widows: 3; }
}
";
