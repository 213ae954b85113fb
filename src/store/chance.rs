//! Universal ids and salts: from the machine's randomness, or from a seed so that a sample is the same every time.

use uuid::{Builder, Uuid};

/// Where random values come from. SQL never makes any.
#[derive(Debug)]
pub enum Chance {
    /// The machine's randomness.
    System,
    /// A seed: the same values in the same order every time.
    Seeded(fastrand::Rng),
}

impl Chance {
    /// A universal id (version 7) that sorts by the instant, in milliseconds since 1970.
    pub fn uid(&mut self, millis: i64) -> String {
        let millis = u64::try_from(millis).unwrap_or(0);
        let mut bytes = [0u8; 10];
        self.fill(&mut bytes);
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().to_string()
    }

    /// A salt: 32 hexadecimal digits.
    pub fn salt(&mut self) -> String {
        let mut bytes = [0u8; 16];
        self.fill(&mut bytes);
        Uuid::from_bytes(bytes).simple().to_string()
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        match self {
            Self::Seeded(rng) => rng.fill(bytes),
            Self::System => {
                for (place, byte) in bytes.iter_mut().zip(Uuid::new_v4().into_bytes().iter().rev()) {
                    *place = *byte;
                }
            }
        }
    }
}
