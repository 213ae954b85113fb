//! The work behind the steps of an import: it is begun, and what it tells is heard.

use std::path::Path;

use super::job::{Job, News};
use super::settling::kept_beside;
use super::{Lists, Step, reading};
use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::{Request, kept};
use crate::store::Store;

impl Lists {
    pub(super) fn begin(&mut self, store: &Store, step: Step) {
        let dry_run = step == Step::Checking;
        let mut request = Request::new(self.kind, Input::Path(self.path.clone()));
        request.mapping = self.columns.mapping();
        request.encoding = reading::encoding(&self.columns.encoding);
        self.keeps = store.path().map(Path::to_owned).zip(request.mapping.clone()).filter(|_| !dry_run);
        request.decisions = self.decisions.clone().into();
        request.dry_run = dry_run;
        if !dry_run {
            request.rejects = store.path().and_then(|path| kept_beside(path, &self.path));
        }
        match store.another() {
            Ok(store) => {
                self.progress = None;
                self.fault = None;
                self.step = step;
                self.job = Some(Job::start(store, request));
            }
            Err(error) => self.fault = Some(Fault::from(error).message),
        }
    }

    pub(super) fn heard(&mut self, news: News) {
        match news {
            News::Progress(progress) => self.progress = Some(progress),
            News::Ended(ended) => {
                self.job = None;
                match *ended {
                    Ok(outcome) => {
                        self.keep();
                        self.step = if self.step == Step::Adding { Step::Added } else { Step::Checked };
                        self.outcome = Some(outcome);
                    }
                    Err(fault) => {
                        self.step = if self.step == Step::Adding { Step::Checked } else { Step::Columns };
                        self.fault = Some(format!("{} {}", fault.message, fault.hint).trim().to_owned());
                    }
                }
                self.table.begin_again();
            }
        }
    }

    /// Keeps how the columns go for the next file of the list.
    fn keep(&mut self) {
        let Some((caseload, mapping)) = self.keeps.take() else { return };
        match kept::keep(&caseload, self.kind, &self.columns.list(), &mapping) {
            Ok(path) => self.columns.kept = Some(path),
            Err(fault) => self.fault = Some(fault.to_string()),
        }
    }
}
