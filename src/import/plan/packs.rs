//! The planned changes of an import, which are many: a few megabytes in memory, the others in a file without a name beside
//! the caseload, which nobody else can open and which is gone when the import ends, however it ends.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;

use super::packed;
use crate::domain::change::Change;
use crate::fault::Fault;
use crate::store::StoreError;

/// So many bytes of changes are held in memory before they go into the file.
const HELD: usize = 8 * 1024 * 1024;
/// So many bytes are read from the file at once where all are read in order.
const AT_ONCE: usize = 1024 * 1024;
/// The bytes of a length.
const LENGTH: usize = 4;

/// Planned changes in the order in which they were planned.
pub struct Packs {
    /// Where each begins: the bytes of its length, then its bytes.
    places: Vec<u64>,
    /// Those that are not packed: only what fills large lists is.
    whole: HashMap<usize, Change>,
    /// What is not in the file yet, and where that begins.
    tail: Vec<u8>,
    from: u64,
    held: usize,
    file: Option<File>,
    folder: Option<PathBuf>,
    /// The first thing that went wrong with the file; then nothing of the plan is carried out.
    trouble: RefCell<Option<io::Error>>,
}

impl Default for Packs {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Packs {
    /// None yet. The file is made in the folder of the caseload when it is needed; `None` where the caseload has none.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self {
            places: Vec::new(),
            whole: HashMap::new(),
            tail: Vec::new(),
            from: 0,
            held: HELD,
            file: None,
            folder,
            trouble: RefCell::new(None),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Adds a change and gives its place.
    pub fn push(&mut self, change: Change) -> usize {
        let at = self.places.len();
        let place = self.keep(at, change);
        self.places.push(place);
        at
    }

    /// Puts another change in a place.
    pub fn set(&mut self, at: usize, change: Change) {
        if at < self.places.len() {
            self.whole.remove(&at);
            let place = self.keep(at, change);
            if let Some(known) = self.places.get_mut(at) {
                *known = place;
            }
        }
    }

    /// The change in a place; `None` where there is none, and where the file cannot be read, which [`Self::all`] says.
    pub fn get(&self, at: usize) -> Option<Change> {
        if let Some(change) = self.whole.get(&at) {
            return Some(change.clone());
        }
        let place = *self.places.get(at)?;
        let read = |at: u64, length: usize| -> io::Result<Vec<u8>> {
            let mut bytes = vec![0; length];
            self.read(&mut bytes, at)?;
            Ok(bytes)
        };
        let length = |bytes: Vec<u8>| bytes.try_into().map_or(0, u32::from_le_bytes) as usize;
        match read(place, LENGTH).map(length).and_then(|length| read(place + LENGTH as u64, length)) {
            Ok(bytes) => packed::change_of(&bytes),
            Err(error) => {
                self.went_wrong(error);
                None
            }
        }
    }

    /// All changes in order.
    ///
    /// # Errors
    /// The file could not be written or read while they were planned.
    pub fn all(self) -> Result<impl Iterator<Item = Result<Change, StoreError>>, Fault> {
        if let Some(error) = self.trouble.borrow_mut().take() {
            return Err(fault(&error));
        }
        let (mut window, mut from) = (Vec::new(), 0_u64);
        Ok((0..self.places.len()).map(move |at| {
            if let Some(change) = self.whole.get(&at) {
                return Ok(change.clone());
            }
            let place = self.places.get(at).copied().unwrap_or_default();
            let found = self.in_order(place, &mut window, &mut from).map_err(|error| fault(&error));
            let bytes = found.map_err(|fault| StoreError::Rule(fault.to_string()))?;
            packed::change_of(bytes)
                .ok_or_else(|| StoreError::Rule("A planned change could not be read again.".to_owned()))
        }))
    }

    /// The bytes of a change, out of a window that moves along.
    fn in_order<'w>(&self, place: u64, window: &'w mut Vec<u8>, from: &mut u64) -> io::Result<&'w [u8]> {
        let at = self.see(place, LENGTH, window, from)?;
        let length = window.get(at..at + LENGTH).and_then(|bytes| bytes.try_into().ok());
        let length = length.map_or(0, u32::from_le_bytes) as usize;
        let at = self.see(place + LENGTH as u64, length, window, from)?;
        Ok(window.get(at..at + length).unwrap_or_default())
    }

    /// Moves the window where it must be to hold some bytes; gives where they begin in it.
    fn see(&self, begin: u64, length: usize, window: &mut Vec<u8>, from: &mut u64) -> io::Result<usize> {
        let within = begin.checked_sub(*from).and_then(|at| usize::try_from(at).ok());
        if let Some(at) = within.filter(|at| at.saturating_add(length) <= window.len()) {
            return Ok(at);
        }
        let ends = self.from + self.tail.len() as u64;
        let rest = usize::try_from(ends.saturating_sub(begin)).unwrap_or(usize::MAX);
        window.resize(AT_ONCE.min(rest).max(length), 0);
        *from = begin;
        self.read(window, begin)?;
        Ok(0)
    }

    /// Reads bytes, some of which may be in the file and some not yet.
    fn read(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        let in_file = usize::try_from(self.from.saturating_sub(at)).unwrap_or(usize::MAX).min(bytes.len());
        let (first, rest) = bytes.split_at_mut(in_file);
        if let (Some(file), false) = (&self.file, first.is_empty()) {
            file.read_exact_at(first, at)?;
        }
        let begin = usize::try_from((at + in_file as u64).saturating_sub(self.from)).unwrap_or(usize::MAX);
        match self.tail.get(begin..begin.saturating_add(rest.len())) {
            Some(held) => rest.copy_from_slice(held),
            None => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
        Ok(())
    }

    /// Keeps the bytes of a change at the end, and says where.
    fn keep(&mut self, at: usize, change: Change) -> u64 {
        let place = self.from + self.tail.len() as u64;
        match packed::bytes_of(&change).and_then(|bytes| Some((u32::try_from(bytes.len()).ok()?, bytes))) {
            Some((length, bytes)) => {
                self.tail.extend_from_slice(&length.to_le_bytes());
                self.tail.extend_from_slice(&bytes);
                if self.tail.len() >= self.held
                    && let Err(error) = self.put_away()
                {
                    self.went_wrong(error);
                    // What is lost here is never carried out: `all` says so.
                    self.from += self.tail.len() as u64;
                    self.tail.clear();
                }
            }
            None => drop(self.whole.insert(at, change)),
        }
        place
    }

    /// Puts what is held into the file.
    fn put_away(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(match &self.folder {
                Some(folder) => tempfile::tempfile_in(folder)?,
                None => tempfile::tempfile()?,
            }),
        };
        file.write_all(&self.tail)?;
        self.from += self.tail.len() as u64;
        self.tail.clear();
        Ok(())
    }

    fn went_wrong(&self, error: io::Error) {
        self.trouble.borrow_mut().get_or_insert(error);
    }
}

fn fault(error: &io::Error) -> Fault {
    Fault::failed(format!(
        "What is planned could not be kept beside the caseload: {error}. Nothing was changed."
    ))
    .hint("Is there room on the disk? A list can also be imported in several parts.")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::entity::Entity;
    use crate::domain::entry::Entry;

    fn note(text: &str) -> Change {
        Change::Add(Entry::new(Entity::Note).with("text", text))
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back_in_order_wherever_it_is(
            texts in prop::collection::vec(".{0,90}", 0..60),
            altered in prop::collection::vec((0_usize..60, ".{0,90}"), 0..9),
            held in 1_usize..600,
        ) {
            let mut packs = Packs { held, ..Packs::new(None) };
            let mut wanted: Vec<Change> = texts.iter().map(|text| note(text)).collect();
            for change in &wanted {
                packs.push(change.clone());
            }
            for (at, text) in &altered {
                packs.set(*at, note(text));
                if let Some(change) = wanted.get_mut(*at) {
                    *change = note(text);
                }
            }
            packs.push(Change::BringBack { entity: Entity::Asset, id: 7 });
            wanted.push(Change::BringBack { entity: Entity::Asset, id: 7 });
            prop_assert_eq!(packs.len(), wanted.len());
            for (at, change) in wanted.iter().enumerate() {
                let found = packs.get(at);
                prop_assert_eq!(found.as_ref(), Some(change));
            }
            let all: Vec<Change> = packs.all().unwrap().map(Result::unwrap).collect();
            prop_assert_eq!(all, wanted);
        }
    }

    #[test]
    fn a_folder_that_is_not_there_stops_the_import_with_a_sentence() {
        let gone = std::path::PathBuf::from("/nowhere/at/all");
        let mut packs = Packs { held: 10, ..Packs::new(Some(gone)) };
        packs.push(note("A long enough note."));
        let fault = packs.all().err().unwrap();
        assert!(fault.to_string().contains("could not be kept beside the caseload"), "{fault}");
    }
}
