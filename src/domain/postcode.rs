//! UK postcodes: one canonical form, and the outward part.
