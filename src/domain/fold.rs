//! Names and words folded for searching: no accents, no case, no punctuation.
