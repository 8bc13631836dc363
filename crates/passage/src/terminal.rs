//! The terminal: answers on standard output, progress and remarks on standard error.

use crate::failure::{Failure, without_red_lines, words_of};
use indicatif::{ProgressBar, ProgressStyle};
use passage_model::finding::Finding;
use passage_model::work::{Watch, Work};
use std::io::Write as _;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// How answers are given.
pub struct Terminal {
    /// One JSON document instead of words.
    pub json: bool,
    progress: ProgressBar,
    stop: AtomicBool,
}

impl Terminal {
    /// Answers as JSON or as words; progress only where a person watches.
    pub fn new(json: bool) -> Self {
        let progress = ProgressBar::new_spinner();
        progress.set_style(
            ProgressStyle::with_template("{spinner} {elapsed} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        Self { json, progress, stop: AtomicBool::new(false) }
    }

    /// Prints an answer: `document` for programs, `words` for people, as the user asked.
    pub fn answer(&self, document: &serde_json::Value, words: &str) -> Result<(), Failure> {
        self.progress.finish_and_clear();
        let text = if self.json { document.to_string() } else { words.trim_end().to_owned() };
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{text}") {
            // Whoever reads the answer has read enough (`| head`).
            Err(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(cause) => Err(Failure::file("write", std::path::Path::new("standard output"), &cause)),
            Ok(()) => Ok(()),
        }
    }

    /// Prints findings that do not stop the work, on standard error; silent with `--json`, which carries them.
    pub fn remark(&self, findings: &[Finding], source: Option<&(String, String)>) {
        if self.json {
            return;
        }
        let source = source.map(|(name, text)| (name.clone(), without_red_lines(text.clone())));
        self.progress.suspend(|| {
            let mut err = std::io::stderr().lock();
            for finding in findings {
                // A remark that cannot be shown must not stop the work.
                let _ = writeln!(err, "{}", words_of(finding, source.as_ref()).trim_end());
            }
        });
    }

    /// The world for a long computation.
    pub fn work(&self, seed: u64) -> Work<'_> {
        self.progress.enable_steady_tick(Duration::from_millis(200));
        Work { seed, stop: &self.stop, watch: self }
    }
}

impl Watch for Terminal {
    fn progress(&self, stage: &str, done: u64, total: u64) {
        let share = if total > 0 { format!(" {:.0} %", done as f64 * 100.0 / total as f64) } else { String::new() };
        self.progress.set_message(format!("{stage}{share}"));
    }
}
