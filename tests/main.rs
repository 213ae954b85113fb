//! Every integration test of kith, in one binary so that it links once.

mod docs;
mod log;
#[cfg(test)]
mod opening;
mod sample;
#[cfg(test)]
mod terminal;
mod tidy;
mod walks;
