//! Every integration test of kith, in one binary so that it links once.

mod terminal;
mod walks;
