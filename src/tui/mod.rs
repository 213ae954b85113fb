//! The screens: one loop, a stack of screens, a keymap.

pub mod backend;
pub mod burst;
pub mod charset;
pub mod clip;
pub mod input;
pub mod key;
pub mod parser;
pub mod paste;
pub mod pen;
pub mod sequence;
pub mod terminal;
pub mod theme;
pub mod watchdog;
