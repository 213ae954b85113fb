//! The words of an asset as sorted digests of their stems, so that one can ask for many words in little time.

use super::stem;

/// How many bytes a digest has.
const BYTES: usize = 8;

/// The digests of the stems of folded words, sorted, each once.
pub fn of(folded: &str) -> Vec<u8> {
    let mut all: Vec<u64> =
        folded.split(' ').filter(|word| !word.is_empty()).map(|word| digest(stem(word))).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().flat_map(u64::to_be_bytes).collect()
}

/// Whether a folded word, in any of its forms, is among them.
pub fn has(stems: &[u8], word: &str) -> bool {
    let wanted = digest(stem(word)).to_be_bytes();
    let (all, _) = stems.as_chunks::<BYTES>();
    all.binary_search(&wanted).is_ok()
}

/// FNV-1a in 64 bits: a digest that stays the same from version to version, for it is kept in the file.
pub fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_met_in_all_its_forms_and_another_is_not() {
        let stems = of("walking group for dog walkers walking");
        assert_eq!(stems.len(), 4 * BYTES, "walking and walkers are one word, and stand once");
        assert!(has(&stems, "walk") && has(&stems, "dogs") && has(&stems, "groups"));
        assert!(!has(&stems, "cat") && !has(&of(""), "cat"));
    }

    #[test]
    fn a_digest_is_the_published_one() {
        // The test values of the FNV draft.
        assert_eq!(digest(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(digest("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(digest("foobar"), 0x8594_4171_f739_67e8);
    }
}
