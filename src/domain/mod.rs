//! The words and rules of the work: plain types, no I/O, no clock, no SQL, no screen.

pub mod cadence;
pub mod change;
pub mod check;
pub mod clean;
pub mod entity;
pub mod entry;
pub mod episode;
pub mod field;
mod fields;
pub mod fold;
pub mod formula;
pub mod id;
pub mod journey;
pub mod matching;
pub mod merging;
pub mod name;
pub mod nhs_number;
pub mod phone;
pub mod postcode;
pub mod recurrence;
pub mod referral;
pub mod risk;
pub mod safe_contact;
pub mod standing;
pub mod vocabulary;
pub mod when;
pub mod working_day;
