//! The forms: which one a request opens.

use super::request::FormRequest;
use super::screen::Screen;
use crate::fault::Fault;
use crate::store::Store;

/// The form that a screen asked for.
///
/// # Errors
/// The record it is about is gone, or the file cannot be read.
pub fn open(_request: &FormRequest, _store: &Store) -> Result<Box<dyn Screen>, Fault> {
    Err(Fault::missing("This form is not in this version of kith."))
}
