//! The screens in-process: keys in, a screen of text out, on the sample caseload.

mod dialogs;
mod forms;
mod session;

mod assets;
mod bytes;
mod colleague;
mod community;
mod every_form;
mod focus;
mod give;
mod hands;
mod hidden;
mod letters;
mod marked;
mod measures;
mod pathway;
mod person;
mod queue;
mod refused;
mod reports;
mod safety;
mod spoken;
mod statements;
mod storm;
mod today;
