//! The pieces screens are made of: lists, lines of text, long texts.

pub mod line_edit;
pub mod table;
pub mod text_area;
