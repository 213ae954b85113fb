//! Questions and pickers that are pushed over another screen.

pub mod board;
pub mod calendar;
pub mod commands;
pub mod editor;
pub mod evidence;
pub mod find_anyone;
pub mod help;
pub mod history;
pub mod informal;
pub mod keep;
pub mod leaving;
pub mod letter;
pub mod looked;
pub mod options;
pub mod picker;
pub mod question;
pub mod reading;
pub mod search;
pub mod story;
pub mod whose;
