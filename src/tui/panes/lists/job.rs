//! An import in the background, on a connection of its own, so that no key waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::fault::Fault;
use crate::import::{Outcome, Progress, Request, run};
use crate::store::Store;

/// What is heard of it.
pub enum News {
    /// How far it is.
    Progress(Progress),
    /// It is over.
    Ended(Box<Result<Outcome, Fault>>),
}

/// An import under way; dropping it stops it where it can still be stopped.
pub struct Job {
    news: Receiver<News>,
    stop: Arc<AtomicBool>,
}

impl Job {
    /// Begins it.
    pub fn start(mut store: Store, request: Request) -> Self {
        let (tell, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        std::thread::spawn(move || {
            let outcome = run(&mut store, &request, &mut |progress| {
                // Whoever listened may be gone.
                let _told = tell.send(News::Progress(progress));
                !stopped.load(Ordering::Relaxed)
            });
            let _told = tell.send(News::Ended(Box::new(outcome)));
        });
        Self { news, stop }
    }

    /// What came in the meantime; waits a moment for it.
    pub fn hear(&mut self, wait: Duration) -> Vec<News> {
        let mut heard = match self.news.recv_timeout(wait) {
            Ok(news) => vec![news],
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => {
                vec![News::Ended(Box::new(Err(Fault::failed("The import broke off. Nothing was changed."))))]
            }
        };
        heard.extend(self.news.try_iter());
        heard
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
