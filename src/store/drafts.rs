//! Unfinished forms, kept in a second file beside the caseload.
