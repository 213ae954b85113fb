//! Copies of the caseload file: made, verified by reopening, thinned, restored.
