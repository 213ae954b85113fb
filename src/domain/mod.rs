//! The words and rules of the work: plain types, no I/O, no clock, no SQL, no screen.

pub mod clean;
pub mod fold;
pub mod name;
pub mod nhs_number;
pub mod phone;
pub mod postcode;
pub mod recurrence;
pub mod when;
pub mod working_day;
