//! What must be so of every list of coded words.

use super::*;

#[test]
fn no_code_stands_twice_in_a_vocabulary_and_every_label_reads_back() {
    for vocabulary in ALL {
        for (at, term) in vocabulary.terms.iter().enumerate() {
            assert!(!vocabulary.terms[at + 1..].iter().any(|other| other.code == term.code), "{}", term.code);
            assert_eq!(vocabulary.read(term.label), Some(term.code), "{} {}", vocabulary.name, term.label);
        }
    }
}
