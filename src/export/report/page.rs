//! A report as one page to read on any screen and to print: shares with bars, counts over time with columns, no script.

use std::fmt::Write as _;

use super::super::html::{self, escape};
use crate::report::{Figure, HIDDEN, Report, Section, Table};

/// The report as one HTML page: figures with bars where they are a share, and what each counts.
pub fn page(report: &Report) -> String {
    let mut body = format!("<main>\n<h1>{}</h1>\n", escape(&report.title));
    if hides(report) {
        let _ =
            writeln!(body, "<p class=\"what\">A number that is not told is {HIDDEN}; the end says why.</p>");
    }
    for section in &report.sections {
        body.push_str(&part(section));
    }
    body.push_str("</main>\n");
    html::page(&report.title, STYLE, &body)
}

/// Whether a number of the report is not told.
fn hides(report: &Report) -> bool {
    report.sections.iter().any(|section| {
        let figures = section.figures.iter().any(|one| one.hidden || one.of_hidden || one.before_hidden);
        figures || section.tables.iter().flat_map(|one| one.rows.iter().flatten()).any(|cell| cell == HIDDEN)
    })
}

fn part(section: &Section) -> String {
    let mut body = format!("<section>\n<h2>{}</h2>\n", escape(&section.title));
    if !section.figures.is_empty() {
        body.push_str(&figures(section));
    }
    for one in &section.tables {
        body.push_str(&table(&section.title, one));
        if one.over_time {
            body.push_str(&over_time(one));
        }
    }
    body.push_str("</section>\n");
    body
}

/// At most so many rows stand on one printed page together.
const SHORT: usize = 10;

/// The figures of a part: a row for each, with its bar where it is a share, and what it counts.
fn figures(section: &Section) -> String {
    let shares = section.figures.iter().any(|figure| figure.percent().is_some());
    let compared = section.figures.iter().any(|figure| figure.before.is_some() || figure.before_hidden);
    // What all of them count is said once, above them.
    let definition = section.figures.first().map_or("", |figure| figure.definition);
    let alike = section.figures.len() > 1 && section.figures.iter().all(|one| one.definition == definition);
    let mut heads = vec!["Figure", "Now"];
    heads.extend(compared.then_some("Before"));
    heads.extend(shares.then_some("Share"));
    heads.extend((!alike).then_some("What is counted"));
    let numbers: &[usize] = if compared { &[1, 2] } else { &[1] };
    let short = if section.figures.len() <= SHORT { " short" } else { "" };
    let mut body = String::new();
    if alike {
        let _ = writeln!(body, "<p class=\"what\">{}</p>", escape(definition));
    }
    let _ =
        write!(body, "<table class=\"figures{short}\">\n{}<tbody>\n", head(heads.iter().copied(), numbers));
    for figure in &section.figures {
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", escape(&figure.name));
        let _ = write!(body, "<td class=\"n\">{}</td>", escape(&now(figure)));
        if compared {
            // Where nothing stands beside a figure, nothing is read out on a narrow screen either.
            let before = match figure.before {
                Some(before) => format!("<td class=\"n was\">{before}</td>"),
                None if figure.before_hidden => format!("<td class=\"n was\">{HIDDEN}</td>"),
                None => "<td class=\"none\"></td>".to_owned(),
            };
            body.push_str(&before);
        }
        if shares {
            let _ = write!(body, "<td class=\"share\">{}</td>", bar(figure));
        }
        if !alike {
            let _ = write!(body, "<td class=\"what\">{}</td>", escape(figure.definition));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n");
    body
}

/// The figure as it is now, without what was before.
fn now(figure: &Figure) -> String {
    Figure { before: None, before_hidden: false, ..figure.clone() }.shown()
}

/// The heads of columns, said again on each printed page.
fn head<'a>(heads: impl Iterator<Item = &'a str>, numbers: &[usize]) -> String {
    let mut text = "<thead>\n<tr>".to_owned();
    for (at, head) in heads.enumerate() {
        let class = if numbers.contains(&at) { " class=\"n\"" } else { "" };
        let _ = write!(text, "<th scope=\"col\"{class}>{}</th>", escape(head));
    }
    text.push_str("</tr>\n</thead>\n");
    text
}

/// A cell of at most so many letters is not broken.
const ON_ONE_LINE: usize = 16;

/// A table; one of a single column is sentences and stands as a list.
fn table(title: &str, table: &Table) -> String {
    if table.columns.len() == 1 {
        return sentences(table);
    }
    let numbers: Vec<usize> =
        (1..table.columns.len()).filter(|column| is_of_numbers(table, *column)).collect();
    let mut body = format!(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n{}<tbody>\n",
        escape(title),
        head(table.columns.iter().map(String::as_str), &numbers)
    );
    for row in &table.rows {
        body.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let text = escape(cell);
            let _ = match at {
                0 => write!(body, "<th scope=\"row\">{text}</th>"),
                _ if numbers.contains(&at) => write!(body, "<td class=\"n\">{text}</td>"),
                // A day, a state, a name of few letters stays on one line where there is room.
                _ if cell.chars().count() <= ON_ONE_LINE => write!(body, "<td class=\"w\">{text}</td>"),
                _ => write!(body, "<td>{text}</td>"),
            };
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n</div>\n");
    let defined: Vec<(&str, &str)> = super::defined(table).collect();
    if !defined.is_empty() {
        body.push_str("<dl class=\"what\">\n");
        for (head, means) in defined {
            let _ = writeln!(body, "<div><dt>{}</dt><dd>{}</dd></div>", escape(head), escape(means));
        }
        body.push_str("</dl>\n");
    }
    body
}

/// Whether every cell of a column is a number, or stands for one.
fn is_of_numbers(table: &Table, column: usize) -> bool {
    let number = |cell: &str| {
        cell.is_empty()
            || [HIDDEN, "too few", "-"].contains(&cell)
            || cell.trim_start_matches(['-', '£']).chars().next().is_some_and(|first| first.is_ascii_digit())
                && cell.chars().all(|letter| letter.is_ascii_digit() || "-£.,%".contains(letter))
    };
    let mut cells = table.rows.iter().filter_map(|row| row.get(column)).peekable();
    cells.peek().is_some() && cells.all(|cell| number(cell))
}

fn sentences(table: &Table) -> String {
    let mut body = String::new();
    if let Some(head) = table.columns.first().filter(|head| !head.is_empty()) {
        let _ = writeln!(body, "<h3>{}</h3>", escape(head));
    }
    body.push_str("<ul>\n");
    for cell in table.rows.iter().filter_map(|row| row.first()) {
        let _ = writeln!(body, "<li>{}</li>", escape(cell).replace('\n', "<br>\n"));
    }
    body.push_str("</ul>\n");
    body
}

/// So high is the highest column, with room above it for its number and below it for the first and the last name.
const HEIGHT: usize = 64;

/// Room above a column for its number, and below it for a name.
const NUMBER: usize = 14;

/// So wide is a column with the gap behind it, where each has its number above it.
const WITH_NUMBER: usize = 28;

/// So wide is a column without one.
const NARROW: usize = 10;

/// At most so many columns have their number above them.
const FEW: usize = 24;

/// Columns for each count of a table over time: one chart for each, with its numbers in words for who cannot see it.
fn over_time(table: &Table) -> String {
    let charts: Vec<String> = table.counts.iter().filter_map(|column| chart(table, *column)).collect();
    if charts.is_empty() {
        String::new()
    } else {
        format!("<div class=\"charts\">\n{}</div>\n", charts.concat())
    }
}

/// The columns of one count; nothing where it is told nowhere or is nought throughout.
fn chart(table: &Table, column: usize) -> Option<String> {
    let title = table.columns.get(column)?;
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    let cells: Vec<(String, String)> =
        table.rows.iter().map(|row| (cell(row, 0), cell(row, column))).collect();
    // What is not told has no column; its sign stands where the column would.
    let number = |cell: &str| cell.parse::<usize>().unwrap_or(0);
    let most = cells.iter().map(|(_, cell)| number(cell)).max().filter(|most| *most > 0)?;
    let said: Vec<String> = cells.iter().map(|(when, n)| format!("{when} {n}")).collect();
    let numbers = cells.len() <= FEW;
    let step = if numbers { WITH_NUMBER } else { NARROW };
    // Room for the names of the first and the last of them below, whatever their number.
    let width = (cells.len() * step).max(220);
    let base = NUMBER + HEIGHT;
    let mut svg = format!(
        "<figure>\n<figcaption>{}</figcaption>\n<svg viewBox=\"0 0 {width} {}\" width=\"{width}\" height=\"{}\" role=\"img\" \
         aria-label=\"{}\">",
        escape(title),
        base + NUMBER + 4,
        base + NUMBER + 4,
        escape(&format!("{title}: {}", said.join(", ")))
    );
    for (at, (when, n)) in cells.iter().enumerate() {
        let tall = number(n) * HEIGHT / most;
        let (left, top) = (at * step, base - tall);
        let _ = write!(
            svg,
            "<rect class=\"bar\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{tall}\" fill=\"#1d5fa8\"><title>{}</title></rect>",
            left + 2,
            step - 4,
            escape(&format!("{when}: {n}"))
        );
        if numbers {
            let middle = left + step / 2;
            let _ = write!(
                svg,
                "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                top - 3,
                escape(n)
            );
        }
    }
    let _ = write!(svg, "<path class=\"line\" d=\"M0 {base}.5H{width}\" stroke=\"#555\"/>");
    let ends = cells.first().map(|(when, _)| (0, "start", when));
    let last = cells.last().filter(|_| cells.len() > 1).map(|(when, _)| (cells.len() * step, "end", when));
    for (x, anchor, when) in ends.into_iter().chain(last) {
        // A name that is longer than its few columns grows into the free room.
        let (x, anchor) = if anchor == "end" && x < 200 { (width, anchor) } else { (x, anchor) };
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            base + NUMBER,
            escape(when)
        );
    }
    svg.push_str("</svg>\n</figure>\n");
    Some(svg)
}

/// A bar of a share in hundredths; nothing where it is no share, or is not told.
fn bar(figure: &Figure) -> String {
    let Some(percent) = figure.percent() else { return String::new() };
    format!(
        "<svg viewBox=\"0 0 104 12\" width=\"104\" height=\"12\" role=\"img\" aria-label=\"{percent}%\"><rect class=\"rest\" x=\"0.5\" \
         y=\"0.5\" width=\"103\" height=\"11\" fill=\"none\" stroke=\"#555\"/><rect class=\"bar\" x=\"2\" y=\"2\" width=\"{}\" height=\"8\" \
         fill=\"#1d5fa8\"/></svg>",
        percent.min(100)
    )
}

const STYLE: &str = "\
body { max-width: 60em; }
h2 { margin: 1.6em 0 0.4em; border-bottom: 2px solid var(--line); padding-bottom: 0.15em; }
dl.what div { break-inside: avoid; }
dl.what dt, dl.what dd { display: inline; margin: 0; }
dl.what dt { font-weight: 600; }
dl.what dt::after { content: ': '; }
p.what { margin: 0.3em 0 0.6em; break-after: avoid; }
h3 { font-size: 1em; margin: 0.8em 0 0.3em; }
table { width: 100%; }
.figures { width: auto; min-width: 60%; }
.figures tbody th { width: 15em; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.n { white-space: normal; }
.w { white-space: nowrap; }
.what { font-size: 0.9em; color: var(--quiet); }
.share { width: 104px; }
.wide { overflow-x: auto; }
.wide th, .wide td { padding: 0.2em 0.45em; font-size: 0.92em; }
.charts { display: flex; flex-wrap: wrap; gap: 0.5em 2em; margin: 1em 0; }
figure { margin: 0; max-width: 100%; }
figcaption { font-weight: bold; font-size: 0.9em; }
svg { display: block; max-width: 100%; height: auto; }
svg text { font: 11px Arial, Helvetica, sans-serif; fill: var(--ink); }
svg .bar { fill: var(--bar); }
svg .rest, svg .line { stroke: var(--line); }
@media screen and (max-width: 44em) {
  .w { white-space: normal; }
  .figures thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .figures, .figures tbody, .figures tr, .figures td, .figures tbody th { display: block; width: auto; border: 0; padding: 0; }
  .figures tr { border-bottom: 1px solid var(--line); padding: 0.5em 0; }
  .figures .n { text-align: left; font-size: 1.15em; display: inline-block; margin-right: 1em; }
  .figures .was { font-size: 1em; }
  .figures .was::before { content: 'before: '; }
  .figures .none { display: none; }
}
@media print {
  h1 { font-size: 16pt; }
  h2 { font-size: 13pt; }
  h2, h3, figcaption { break-after: avoid; }
  .figures tbody th { width: 11em; }
  .share, .share svg { width: 70px; }
  .wide { overflow: visible; }
  .short { break-inside: avoid; }
  .wide table { font-size: 8.5pt; }
  .wide th, .wide td { padding: 0.15em 0.35em; }
  .charts { gap: 0.5em 1.5em; }
  .charts svg { max-height: 2.4cm; width: auto; }
}
";
