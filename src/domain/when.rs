//! UK dates and times the way people type them, always echoed back in full.
