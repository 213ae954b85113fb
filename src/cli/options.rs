//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[command(next_help_heading = "Options for every command")]
pub struct Options {
    /// The caseload file; else `KITH_DB`; else kith/kith.db in your data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Who is acting; else `KITH_AS`; else your login name
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub acting: Option<String>,
    /// Answer as JSON
    #[arg(long, global = true, conflicts_with = "csv")]
    pub json: bool,
    /// Answer as rows of comma-separated values, where the answer is a list
    #[arg(long, global = true)]
    pub csv: bool,
    /// Act as if today were DATE
    #[arg(long, global = true, value_name = "DATE")]
    pub on: Option<String>,
    /// Look, and change nothing
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Say nothing but the answer
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Answer yes to every question
    #[arg(long, short, global = true)]
    pub yes: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        value_enum,
        hide_possible_values = false
    )]
    pub color: Color,
    /// Use plain letters and lines only
    #[arg(long, global = true)]
    pub ascii: bool,
}
