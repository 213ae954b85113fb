//! Questions and pickers that are pushed over another screen.

pub mod question;
