//! Corridors that nobody has confirmed clear of mines.

use super::ways::{close, somewhere};
use super::{Setting, Told};
use crate::Moment;
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::stage::Stage;

/// Finds mines: the first vehicles after the opening find them somewhere on the corridor, and nobody passes there until they are
/// cleared.
pub(super) fn mines(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Mines) {
        return;
    }
    for (number, corridor) in (0u64..).zip(&stage.situation.corridors) {
        if corridor.clear || corridor.opening.is_never() || !chances.happens(Figure::Mined, number) {
            continue;
        }
        let place = chances.unit(Figure::MinedLasts, number);
        // No harm on a road that nobody takes.
        let Some(queue) = somewhere(stage, corridor, place) else { continue };
        let shut = setting.shut[queue.index()].first().filter(|closed| closed.from == Moment(0));
        let opens = shut.map_or(Moment(0), |closed| closed.until);
        if opens < Moment::NEVER {
            let until = opens.after(chances.minutes(Figure::MinedLasts, number));
            close(&mut setting.layout.queues[queue.index()], Moment(0), until);
            setting.told.push(Told::Mined(queue, (until.0 / 1_000_000) as u32));
        }
    }
}
