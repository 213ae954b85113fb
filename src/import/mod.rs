//! Files in: bytes to records, records to drafts, drafts to a plan, a plan to one operation.

pub mod alike;
pub mod binding;
pub mod bytes;
pub mod calendar;
mod cell;
pub mod columns;
pub mod decision;
pub mod delimited;
pub mod encoding;
pub mod everything;
pub mod flatten;
pub mod folder;
pub mod full_name;
pub mod guess;
pub mod hsds;
pub mod json;
pub mod kind;
pub mod mapping;
pub mod mend;
pub mod namesakes;
pub mod oruk;
pub mod oruk_schedule;
pub mod plan;
pub mod postcodes;
pub mod reader;
pub mod record;
pub mod rejects;
pub mod right_kind;
pub mod rows;
pub mod run;
pub mod separator;
mod session;
pub mod summary;
pub mod window;

pub use run::{Progress, Request, run};
pub use summary::Outcome;
