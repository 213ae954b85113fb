//! The made-up caseload of `kith demo`, the same for the same seed and day.
