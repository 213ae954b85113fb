//! The pieces screens are made of: lists, cards, sheets, lines of text, long texts.

pub mod card;
pub mod line_edit;
pub mod parts;
pub mod query;
pub mod sheet;
pub mod table;
pub mod text_area;
