//! The banner of a person's record: who it is, how to reach them safely, what is next. It never scrolls away.

use ratatui::layout::{Rect, Size};

use crate::report::person::Summary;
use crate::tui::paint::Paint;
use crate::tui::panes::glance::flow;
use crate::tui::theme::Role;
use crate::tui::widgets::parts::Parts;

/// The banner, laid out for a width.
#[derive(Clone, Debug, Default)]
pub struct Banner {
    rows: Vec<Vec<(String, Role)>>,
    next: Option<String>,
    rules: bool,
}

impl Banner {
    /// The banner of a person in a body of a size.
    pub fn of(summary: &Summary, body: Size) -> Self {
        let room = body.width.saturating_sub(2);
        let small = body.height < 14;
        let mut first: Vec<(String, Role)> =
            summary.first_line().into_iter().map(|text| (text, Role::Text)).collect();
        if let Some((_, role)) = first.first_mut() {
            *role = Role::Title;
        }
        let born = format!("Born {}", summary.born);
        let number = format!("NHS number {}", summary.nhs_number);
        let practice = if super::super::wide(body.width) { summary.practice.clone() } else { String::new() };
        let second = [born, number, summary.state.clone(), practice].map(|text| (text, Role::Text));
        let mut third: Vec<(String, Role)> = summary
            .phones
            .iter()
            .map(|phone| (format!("{} {}", phone.label, phone.number), Role::Text))
            .collect();
        // The warning comes before the numbers, so that it is never what is cut off or covered.
        third.insert(0, (summary.warning(), Role::Alarm));
        third.extend(summary.risk_lines.iter().map(|risk| (format!("! {risk}"), Role::Alarm)));
        if !summary.put_away.is_empty() {
            third.push((format!("! {}", summary.put_away), Role::Alarm));
        }
        let most = if small { [1, 1, 2] } else { [2, 2, 5] };
        let rows = [flow(&first, room), flow(&second, room), flow(&third, room)]
            .into_iter()
            .zip(most)
            .flat_map(|(rows, most)| rows.into_iter().take(most))
            .collect();
        let next = summary.next.as_ref().map(|next| {
            let mark = if next.late { "! " } else { "" };
            format!("{mark}Next: {}", next.words)
        });
        Self { rows, next, rules: !small }
    }

    /// How many rows it takes, with the row of the parts.
    pub fn height(&self) -> u16 {
        let rows = self.rows.len() + 1 + usize::from(self.next.is_some()) + usize::from(self.rules);
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// Draws it at the top of an area, with the row of the parts.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, parts: &Parts) {
        let room = area.width.saturating_sub(2);
        let mut y = area.y;
        for row in &self.rows {
            let pieces: Vec<(&str, Role)> = row.iter().map(|(text, role)| (text.as_str(), *role)).collect();
            paint.pieces(area.x + 1, y, room, &pieces);
            y += 1;
        }
        if self.rules {
            paint.rule(area.x, y, area.width);
            y += 1;
        }
        parts.draw(paint, area.x + 1, y, room);
        if let Some(text) = &self.next {
            paint.marked(area.x + 1, y + 1, room, text, Role::Text);
        }
    }
}
