//! Questions and pickers that are pushed over another screen.

pub mod commands;
pub mod picker;
pub mod question;
pub mod search;
