//! Files in: bytes to records, records to drafts, drafts to a plan, a plan to one operation.

pub mod bytes;
pub mod delimited;
pub mod encoding;
pub mod record;
pub mod rows;
pub mod separator;
