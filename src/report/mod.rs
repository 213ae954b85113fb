//! Questions asked of the caseload; the answers are data that every format draws.
