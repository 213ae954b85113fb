//! Opening and creating a caseload file: probe, refusals, pragmas read back.
