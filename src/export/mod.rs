//! Values in, text out: CSV, JSON and the other formats; no I/O and no clock.
