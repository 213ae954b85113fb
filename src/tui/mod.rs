//! The screens: one loop, a stack of screens, a keymap.

pub mod app;
pub mod backend;
pub mod burst;
pub mod charset;
pub mod clip;
pub mod command;
pub mod dialogs;
pub mod effect;
pub mod frame;
pub mod input;
pub mod key;
pub mod keymap;
pub mod paint;
pub mod panes;
pub mod parser;
pub mod paste;
pub mod pen;
pub mod run;
pub mod screen;
pub mod sequence;
pub mod settings;
pub mod terminal;
pub mod theme;
pub mod watchdog;
pub mod widgets;
