//! Files in: bytes to records, records to drafts, drafts to a plan, a plan to one operation.
