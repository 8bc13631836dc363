//! The world, passed in: seed, a way to stop, a way to say how far the work is.

use std::sync::atomic::{AtomicBool, Ordering};

/// Hears how far a long piece of work is.
pub trait Watch: Sync {
    /// `stage` is the step under way, in a few words; `done` of `total` units are done (`total` 0: not known).
    fn progress(&self, stage: &str, done: u64, total: u64);
}

/// Hears nothing.
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _stage: &str, _done: u64, _total: u64) {}
}

/// What every long computation is given instead of globals.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// The one seed of the run.
    pub seed: u64,
    /// Set by whoever wants the work to stop soon.
    pub stop: &'a AtomicBool,
    /// Hears the progress.
    pub watch: &'a dyn Watch,
}

static NOT_STOPPED: AtomicBool = AtomicBool::new(false);

impl Work<'_> {
    /// Seed zero, unwatched, never stopped: for tests and short work.
    pub fn quiet() -> Work<'static> {
        Work { seed: 0, stop: &NOT_STOPPED, watch: &Unwatched }
    }

    /// Whether somebody asked to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
