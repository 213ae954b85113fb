//! kith: a caseload manager for link workers in social prescribing.
//!
//! The rooms, from the ground up: [`domain`] knows the words and rules of the work and nothing else; [`store`]
//! is the only door to SQLite; [`report`] asks questions of the caseload; [`import`] and [`export`] carry files in
//! and out; [`cli`] and [`tui`] are the two front doors. [`clock`], [`fault`] and [`config`] are side rooms that any
//! layer above the domain may use. `docs/architecture.md` is the map.

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod export;
pub mod fault;
pub mod import;
pub mod report;
pub mod sample;
pub mod store;
pub mod tui;
