//! The pieces screens are made of: lists, lines of text, long texts.

pub mod table;
