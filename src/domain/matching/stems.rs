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

/// Whether the stem with that digest is among them.
pub fn has(stems: &[u8], digest: u64) -> bool {
    let (all, _) = stems.as_chunks::<BYTES>();
    all.binary_search_by_key(&digest, |bytes| u64::from_be_bytes(*bytes)).is_ok()
}

/// How many bits of a digest choose its place in the sieve.
const SIEVE_BITS: u32 = 12;

/// Words that many assets are asked for, with a sieve that most assets do not pass: a bit for the first bits of each digest.
pub struct Wanted {
    digests: Vec<u64>,
    sieve: [u64; 1 << (SIEVE_BITS - 6)],
}

impl Wanted {
    /// Of folded words, in their order.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let digests: Vec<u64> = words.map(|word| digest(stem(word))).collect();
        let mut sieve = [0; 1 << (SIEVE_BITS - 6)];
        for digest in &digests {
            if let Some(bits) = sieve.get_mut(place(*digest)) {
                *bits |= bit(*digest);
            }
        }
        Self { digests, sieve }
    }

    /// The digest of the stem of each word.
    pub fn digests(&self) -> impl Iterator<Item = u64> {
        self.digests.iter().copied()
    }

    /// Whether any of the words may be among the stems; where it says no, none is.
    pub fn any_in(&self, stems: &[u8]) -> bool {
        let (all, _) = stems.as_chunks::<BYTES>();
        all.iter()
            .map(|bytes| u64::from_be_bytes(*bytes))
            .any(|digest| self.sieve.get(place(digest)).is_some_and(|bits| bits & bit(digest) != 0))
    }
}

/// In which of the numbers of the sieve a digest stands.
fn place(digest: u64) -> usize {
    usize::try_from(digest >> (64 - SIEVE_BITS + 6)).unwrap_or(0)
}

/// Its bit there.
fn bit(digest: u64) -> u64 {
    1 << ((digest >> (64 - SIEVE_BITS)) & 63)
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
        let has = |stems: &[u8], word: &str| {
            let wanted = Wanted::of(std::iter::once(word));
            let among = wanted.digests().any(|digest| has(stems, digest));
            assert!(wanted.any_in(stems) || !among, "the sieve lets every wanted word through");
            among
        };
        assert!(has(&stems, "walk") && has(&stems, "dogs") && has(&stems, "groups"));
        assert!(!has(&stems, "cat") && !has(&of(""), "cat"));
        assert!(!Wanted::of(std::iter::empty()).any_in(&stems));
    }

    #[test]
    fn a_digest_is_the_published_one() {
        // The test values of the FNV draft.
        assert_eq!(digest(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(digest("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(digest("foobar"), 0x8594_4171_f739_67e8);
    }
}
