//! Every integration test of kith, in one binary so that it links once.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod log;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod pathway;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod program;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod walks;
