//! Who speaks in a sentence, and through what.

use super::{Draft, Found, Source};
use std::ops::Range;

/// Who speaks, and through what.
#[derive(Clone, Default)]
pub struct Voice {
    pub speaker: Option<Found<String>>,
    pub side: Option<Found<String>>,
    pub channel: Option<Found<String>>,
    pub carrier: Option<Found<String>>,
    /// A place in the name of the office: "the mayor of Mariupol".
    pub place: Option<String>,
    /// The words of the office.
    pub words: Range<usize>,
}

impl Voice {
    /// The same voice, found elsewhere.
    pub fn of(mut self, source: Source) -> Self {
        let fields = [&mut self.speaker, &mut self.side, &mut self.channel, &mut self.carrier];
        for field in fields.into_iter().flatten() {
            field.source = source;
        }
        self
    }

    /// Takes the place of whoever speaks in a draft.
    pub fn speaks_in(self, draft: &mut Draft) {
        draft.speaker = self.speaker;
        draft.side = self.side;
        draft.channel = self.channel;
        draft.carrier = self.carrier;
    }
}
