//! The life of one corridor: the states that the evidence supports and what may follow on what (`../shared/domain.md` A.4).

use super::diff::Agreement;

/// How a corridor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// One side has proposed it.
    Proposed,
    /// The other side has answered with a text of its own.
    Countered,
    /// One side has announced it; nobody else has said anything.
    AnnouncedByOneSide,
    /// Both sides want it; not yet in detail.
    AgreedInPrinciple,
    /// Both sides hold to the same precise text.
    AgreedInDetail,
    /// The text has been passed down, and receipts come back.
    NotifiedDown,
    /// The coordinator has said go.
    Go,
    /// The coordinator has said that it does not open today.
    NoGo,
    /// It is announced, by both or after both agreed.
    Announced,
    /// Both sides' commanders on the ground have confirmed the silence.
    SilenceConfirmed,
    /// The first vehicle has passed the first checkpoint of the other side.
    Opened,
    /// Vehicles move.
    Flowing,
    /// Nobody moves for now.
    Paused,
    /// Vehicles are held.
    Held,
    /// The last may enter.
    Closing,
    /// It is over.
    Closed,
    /// The figures of the day have been set side by side.
    Reconciled,
    /// The day has been reported.
    Reported,
    /// It never opened (Mariupol, 5 and 6 March 2022).
    NeverOpened,
    /// It opened and was stopped.
    OpenedThenStopped,
    /// It ended at a checkpoint that let nobody on.
    HeldAtCheckpoint,
    /// A part arrived, a part is missing.
    PartArrived,
    /// The last gate refused (Vasylivka, October 2022).
    RefusedAtLastGate,
    /// Those who left were brought elsewhere.
    Diverted,
    /// People drove out with no agreement in force.
    UsedWithoutAgreement,
    /// One side announced it, and nobody used it (Ghouta, 2018).
    UnilateralUnused,
    /// Attacked while it formed.
    AttackedWhileForming,
    /// Attacked on the move.
    AttackedOnTheMove,
}

use State::{
    AgreedInDetail, AgreedInPrinciple, Announced, AnnouncedByOneSide, AttackedOnTheMove, AttackedWhileForming, Closed,
    Closing, Countered, Diverted, Flowing, Go, Held, HeldAtCheckpoint, NeverOpened, NoGo, NotifiedDown, Opened,
    OpenedThenStopped, PartArrived, Paused, Proposed, Reconciled, RefusedAtLastGate, Reported, SilenceConfirmed,
    UnilateralUnused, UsedWithoutAgreement,
};

impl State {
    /// Every state.
    pub const ALL: [Self; 28] = [
        Proposed,
        Countered,
        AnnouncedByOneSide,
        AgreedInPrinciple,
        AgreedInDetail,
        NotifiedDown,
        Go,
        NoGo,
        Announced,
        SilenceConfirmed,
        Opened,
        Flowing,
        Paused,
        Held,
        Closing,
        Closed,
        Reconciled,
        Reported,
        NeverOpened,
        OpenedThenStopped,
        HeldAtCheckpoint,
        PartArrived,
        RefusedAtLastGate,
        Diverted,
        UsedWithoutAgreement,
        UnilateralUnused,
        AttackedWhileForming,
        AttackedOnTheMove,
    ];

    /// Its words: "agreed in detail".
    pub const fn name(self) -> &'static str {
        match self {
            Proposed => "proposed",
            Countered => "countered",
            AnnouncedByOneSide => "announced by one side",
            AgreedInPrinciple => "agreed in principle",
            AgreedInDetail => "agreed in detail",
            NotifiedDown => "notified down",
            Go => "go",
            NoGo => "no-go",
            Announced => "announced",
            SilenceConfirmed => "silence confirmed",
            Opened => "opened",
            Flowing => "flowing",
            Paused => "paused",
            Held => "held",
            Closing => "closing",
            Closed => "closed",
            Reconciled => "reconciled",
            Reported => "reported",
            NeverOpened => "never opened",
            OpenedThenStopped => "opened then stopped",
            HeldAtCheckpoint => "held at checkpoint",
            PartArrived => "part arrived, part missing",
            RefusedAtLastGate => "refused at last gate",
            Diverted => "diverted",
            UsedWithoutAgreement => "used without agreement",
            UnilateralUnused => "unilateral, unused",
            AttackedWhileForming => "attacked while forming",
            AttackedOnTheMove => "attacked on the move",
        }
    }

    /// What may follow. A corridor of which people drive out with no agreement may be agreed on later; after every exit the
    /// figures are still set side by side and reported.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Proposed | Countered => {
                &[Countered, AnnouncedByOneSide, AgreedInPrinciple, AgreedInDetail, NeverOpened, UsedWithoutAgreement]
            }
            AnnouncedByOneSide => &[
                Countered,
                AgreedInPrinciple,
                AgreedInDetail,
                NeverOpened,
                UsedWithoutAgreement,
                UnilateralUnused,
                AttackedWhileForming,
            ],
            AgreedInPrinciple => &[
                Countered,
                AnnouncedByOneSide,
                AgreedInDetail,
                NeverOpened,
                UsedWithoutAgreement,
                AttackedWhileForming,
            ],
            AgreedInDetail => &[Countered, NotifiedDown, NeverOpened, AttackedWhileForming],
            NotifiedDown => &[Countered, Go, NoGo, NeverOpened, AttackedWhileForming],
            Go => &[Announced, SilenceConfirmed, NeverOpened, AttackedWhileForming],
            NoGo => &[Countered, NeverOpened],
            Announced => &[SilenceConfirmed, NeverOpened, AttackedWhileForming],
            SilenceConfirmed => &[Announced, Opened, NeverOpened, AttackedWhileForming],
            Opened => &[Flowing, Paused, Held, OpenedThenStopped, HeldAtCheckpoint, AttackedOnTheMove],
            Flowing => &[
                Paused,
                Held,
                Closing,
                OpenedThenStopped,
                HeldAtCheckpoint,
                PartArrived,
                RefusedAtLastGate,
                Diverted,
                AttackedOnTheMove,
            ],
            Paused | Held => &[
                Flowing,
                Closing,
                OpenedThenStopped,
                HeldAtCheckpoint,
                PartArrived,
                RefusedAtLastGate,
                Diverted,
                AttackedOnTheMove,
            ],
            Closing => &[Closed, PartArrived, RefusedAtLastGate, AttackedOnTheMove],
            UsedWithoutAgreement => &[AgreedInPrinciple, AgreedInDetail, Closed, PartArrived, AttackedOnTheMove],
            Closed | NeverOpened | OpenedThenStopped | HeldAtCheckpoint | PartArrived | RefusedAtLastGate
            | Diverted | UnilateralUnused | AttackedWhileForming | AttackedOnTheMove => &[Reconciled],
            Reconciled => &[Reported],
            Reported => &[],
        }
    }

    /// Whether it is one of the ways in which a corridor fails.
    pub fn is_failure(self) -> bool {
        self >= NeverOpened
    }
}

/// A step in the life of a corridor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Both sides say that they want it: who said so.
    InPrinciple(Vec<String>),
    /// Both sides hold to the same precise text, as a comparison of the two found.
    InDetail(Agreement),
    /// Any other state.
    To(State),
}

/// Why a step is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// One side alone.
    #[error("{0} alone cannot agree: one side's word is a proposal or an announcement.")]
    OneSide(String),
    /// Agreement is found by comparing the two sides' texts, not said.
    #[error("\"{}\" is not said but found: compare the two sides' texts.", .0.name())]
    NotFound(State),
    /// The state does not follow on the one before.
    #[error("\"{}\" does not follow on \"{}\".", .1.name(), .0.name())]
    DoesNotFollow(State, State),
}

/// The life of a corridor so far; it begins when one side proposes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    states: Vec<State>,
}

impl Default for Life {
    fn default() -> Self {
        Self { states: vec![Proposed] }
    }
}

impl Life {
    /// The states so far, the present one last.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// The present state.
    pub fn state(&self) -> State {
        self.states.last().copied().unwrap_or(Proposed)
    }

    /// Takes a step.
    ///
    /// # Errors
    ///
    /// The step does not follow, or claims an agreement that nobody has found. The life stays as it was.
    pub fn take(&mut self, step: Step) -> Result<State, Refused> {
        let next = match step {
            Step::InPrinciple(mut by) => {
                by.sort_unstable();
                by.dedup();
                match &by[..] {
                    [] => return Err(Refused::NotFound(AgreedInPrinciple)),
                    [one] => return Err(Refused::OneSide(one.clone())),
                    _ => AgreedInPrinciple,
                }
            }
            Step::InDetail(_) => AgreedInDetail,
            Step::To(state @ (AgreedInPrinciple | AgreedInDetail)) => return Err(Refused::NotFound(state)),
            Step::To(state) => state,
        };
        let now = self.state();
        if !now.next().contains(&next) {
            return Err(Refused::DoesNotFollow(now, next));
        }
        self.states.push(next);
        Ok(next)
    }
}
