//! Working days and the bank holidays of the three UK nations' calendars.
