//! The screens in-process: keys in, a screen of text out, on the sample caseload.

mod session;

mod today;
