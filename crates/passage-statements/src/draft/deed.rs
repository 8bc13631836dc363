//! What became of those who are counted: left, arrived, were registered, were killed; or only planned.

use super::noun::Noun;
use super::word::{Word, any, look};
use crate::measure::Measure;

/// What became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Departed,
    LeftCountry,
    Arrived,
    Registered,
    Onward,
    Evacuated,
    Planned,
    Assembled,
    Waiting,
    Passed,
    Held,
    Refused,
    Detained,
    Returned,
    Killed,
    Injured,
    DiedInQueue,
    Trapped,
    Lived,
    Delivered,
    Proposed,
    Agreed,
    Announced,
    Opened,
    Completed,
    /// Something that no measure counts: "came under fire".
    Other,
}

const DEEDS: &[(&str, Deed)] = &[
    ("came under|come under|opened fire|left behind|зазнали|потрапили під|потрапив під", Deed::Other),
    (
        "left|leave|leaving|departed|made it out|escorted|led out|crossed the bridge|crossed on foot|перейшл*|залишити|покинути|вибрал*|fled|escaped|pulled out of|made their way out|drove out|driven out|drive out|got out|get out|gotten out|walked out|set off|set out|\
         broke out|managed to leave|виїхал*|виїхав|виїжджа*|покинул*|залишили|залишила|залишило|вирушил*|вийшли|вийшло|вирватися|\
         виїзд із|виїхати|вирвал*",
        Deed::Departed,
    ),
    (
        "fled ukraine|left ukraine|fled the country|left the country|fled abroad|crossed the border|left for poland|fled the war|\
         україну залишили|україну залишило|залишили україну|залишило україну|покинули україну|перетнули кордон|кордон перетнули|кордон перетнуло|\
         перетнуло кордон|виїхали за кордон|виїхало за кордон|виїхали з україни|виїхало з україни|crossings",
        Deed::LeftCountry,
    ),
    (
        "arrived|arrive|reached|reach|made it to|made it into|travelled|traveled|came|brought|got to|pulled into|прибул*|прибув|потрапив|потрапила|потрапило|потрапили|приїхал*|приїхав|\
         дістал*|доїхал*|доїхав|добрал*|дісталися",
        Deed::Arrived,
    ),
    ("registered|зареєструвал*|зареєстрован*|на облік", Deed::Registered),
    ("taken onward|brought onward|transported onward|moved on to|перевезено далі|перевезли далі", Deed::Onward),
    (
        "evacuated|evacuate|evacuating|rescued|brought out|taken from|bussed out|bused out|ferried out|taken out|taken to safety|moved to safety|evacuation of|евакуйован*|\
         евакуювал*|евакуювати|вивезли|вивести|вивели|виведено|перевезли|вивезено|вивезти|вивозять|врятован*|врятувати|врятували|евакуйовано",
        Deed::Evacuated,
    ),
    ("hoped for|hoping for|expected to leave|rely on|розраховували на|планували на|розраховували", Deed::Planned),
    ("gathered|assembled|gather|зібралос*|зібралис*|зібрано", Deed::Assembled),
    (
        "waiting|wait|stuck in a queue|in a queue|in the queue|queuing|queueing|queued|standing in line|stand in line|lined up|чекають|очікують|очікує|стоїть|чекало|чекали|чекає|стоять на|стоять у|\
         стоять|стояло|стояли|у черзі|в черзі",
        Deed::Waiting,
    ),
    (
        "passed|passing|pass through|went through|drove through|got through|пройшло|пройшли|проїхал*|пропустили|проїхав",
        Deed::Passed,
    ),
    ("held at|stopped at|зупинили|зупинено|held up|being held|held by|тримають|утримують|заблокован*", Deed::Held),
    (
        "not allowed through|not let through|not allowed to pass|refused passage|refused entry|denied passage|не пропустили|\
         не пропускають|не дозволили проїхати|відмовили",
        Deed::Refused,
    ),
    ("detained|arrested|abducted|taken hostage|captured|затримал*|затриман*|викрал*|взяли в полон", Deed::Detained),
    (
        "turned back|turned away|sent back|came back|forced back|розвернул* назад|розвернул*|повернул* назад|завернул*",
        Deed::Returned,
    ),
    (
        "killed|killing|dead|died|perished|lost their lives|deaths|deaths of|death of|dying|загинул*|загинув|загибл*|загибель|убит*|вбит*|вбили|помер*|померл*",
        Deed::Killed,
    ),
    ("injured|wounded|hurt|injuries|injuring|wounding|травмован*|поранен*|постраждал*|поранено", Deed::Injured),
    (
        "trapped|stuck|stranded|unable to leave|не можуть виїхати|не можуть залишити|sheltering|sheltered|hiding|ховаються|переховуються|remain in|remain|remained|besieged in|blockaded|cut off|залишаються|залишається|досі перебувають|все ще перебувають|\
         лишаються|залишалося|заблоковані|у пастці",
        Deed::Trapped,
    ),
    (
        "had a population of|had|home to|population of|lived|жило|мешкало|проживало|населення|жителів|inhabitants",
        Deed::Lived,
    ),
    ("delivered|brought in|доставили|доставлено|доправили|привезли", Deed::Delivered),
    ("proposed|offered|запропонувал*|запропонован*|пропону*", Deed::Proposed),
    ("agreed|agreed on|agreed to|погодили|погоджено|узгоджено|узгодили|домовилися про|домовилися", Deed::Agreed),
    ("announced|оголошен*|оголосили|анонсован*", Deed::Announced),
    (
        "opened|open|worked|functioned|operated|запрацював|запрацювали|запрацювало|відкрилися|відкрили|відкрито|працювали|працював",
        Deed::Opened,
    ),
    ("completed|was used to the end|завершено|завершили", Deed::Completed),
];

/// Words that put a deed into the future, before it.
const MODAL: &str = "will|would|to be|hoped to|hopes to|hope to|hoping to|plans to|plan to|planned to|planning to|expected to|expects to|\
                     aims to|aim to|are to|is to|due to|going to|want to|wants to|wanted to|планують|планується|планувалося|мають|має|\
                     повинні|буде|будуть|збираються|хочуть|розраховують|сподіваються|готуються|заплановано|передбачено|планували";

/// What turns a deed round, just before it.
const NOT: &str =
    "not|didn't|couldn't|cannot|never|unable to|failed to|не|неможливо|не вдалося|не змогли|could not be|could not";

/// Where those wait who die in a queue.
const QUEUE: &str = "died waiting|died while waiting|in the queue|in a queue|у черзі|в черзі";

/// How many words a word for the future or a negation may stand before the deed.
const NEAR: usize = 4;

/// Whether a deed begins at a word.
pub fn is_deed(words: &[Word], at: usize) -> bool {
    look(DEEDS, words, at).is_some()
}

/// A deed where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub deed: Deed,
    /// Its first word, and how many it has.
    pub at: usize,
    pub length: usize,
    /// Whether it is turned round: "did not leave".
    pub denied: bool,
}

/// The deeds of a sentence, in their order. O(words).
pub fn deeds(words: &[Word]) -> Vec<Told> {
    let (mut told, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let Some((length, deed)) = look(DEEDS, words, at) else {
            at += 1;
            continue;
        };
        let clause =
            (at.saturating_sub(NEAR)..at).rev().take_while(|before| !words[*before].parts()).last().unwrap_or(at);
        let modal = super::word::first(MODAL, words, clause..at).is_some();
        let near = at.saturating_sub(2).max(clause);
        let not = super::word::first(NOT, words, near..at).is_some();
        let becomes = modal
            && matches!(deed, Deed::Departed | Deed::Evacuated | Deed::Arrived | Deed::LeftCountry | Deed::Delivered);
        let deed = if becomes { Deed::Planned } else { deed };
        let queue = deed == Deed::Killed
            && any("died|померл*|помер|помирає", words, at).is_some()
            && super::word::first(QUEUE, words, 0..words.len()).is_some();
        let deed = if queue { Deed::DiedInQueue } else { deed };
        told.push(Told { deed, at, length, denied: not });
        at += length;
    }
    told
}

/// The measure of a deed done to what is counted; `None` where the vocabulary has none.
pub fn measure(deed: Deed, noun: Noun, verified: bool) -> Option<Measure> {
    use Measure as M;
    use Noun as N;
    Some(match (deed, noun) {
        (Deed::Killed, N::People) | (_, N::Dead) => {
            if verified {
                M::KilledVerified
            } else {
                M::KilledReported
            }
        }
        (Deed::Killed, N::Children) => M::KilledChildrenReported,
        (Deed::Injured, N::People | N::Children) | (_, N::Injured) => {
            if verified {
                M::InjuredVerified
            } else {
                M::InjuredReported
            }
        }
        (Deed::DiedInQueue, N::People) => M::DiedInQueue,
        (Deed::Departed, N::People) => M::DepartedPeople,
        (Deed::Departed, N::Vehicles) => M::DepartedVehicles,
        (Deed::Departed, N::Buses) => M::DepartedBuses,
        (Deed::Arrived, N::Vehicles) => M::ArrivedVehicles,
        (Deed::Arrived, N::Buses) => M::ArrivedBuses,
        (Deed::Arrived, N::People) => M::ArrivedPeople,
        (Deed::Arrived, N::Children) => M::ArrivedChildren,
        (Deed::Registered, N::People) => M::Registered,
        (Deed::Onward, N::People) => M::TransportedOnward,
        (Deed::Evacuated, N::People) => M::Evacuated,
        (Deed::Planned, N::People) => M::Planned,
        (Deed::Assembled, N::People) => M::Assembled,
        (Deed::Waiting, N::People) => M::WaitingPeople,
        (Deed::Waiting, N::Vehicles) => M::WaitingVehicles,
        (Deed::Passed, N::People) => M::PassedPeople,
        (Deed::Passed, N::Vehicles) => M::PassedVehicles,
        (Deed::Held, N::People) => M::Held,
        (Deed::Held | Deed::Waiting, N::Trucks) => M::AidTrucksHeld,
        (Deed::Held, N::Convoys) => M::AidConvoysHeld,
        (Deed::Refused, N::People) => M::Refused,
        (Deed::Detained, N::People) => M::Detained,
        (Deed::Returned, N::People) => M::Returned,
        (Deed::Trapped, N::People) => M::Trapped,
        (Deed::Lived, N::People) => M::PopulationPrewar,
        (Deed::LeftCountry, N::People) => M::LeftIndividuals,
        (_, N::Crossings) => M::LeftCrossings,
        (Deed::Delivered, N::Tonnes) => M::AidTonnesDelivered,
        (_, N::Seats) => M::Seats,
        (Deed::Proposed, N::Corridors) => M::CorridorsProposed,
        (Deed::Agreed, N::Corridors) => M::CorridorsAgreed,
        (Deed::Announced, N::Corridors) => M::CorridorsAnnounced,
        (Deed::Opened, N::Corridors) => M::CorridorsOpened,
        (Deed::Completed, N::Corridors) => M::CorridorsCompleted,
        _ => return None,
    })
}

/// The measure of what says by its noun alone what it is: seats, the dead, crossings.
pub fn by_noun(noun: Noun, verified: bool) -> Option<Measure> {
    let itself = matches!(noun, Noun::Seats | Noun::Dead | Noun::Injured | Noun::Crossings);
    // Which deed is all the same for these.
    itself.then(|| measure(Deed::Announced, noun, verified))?
}

/// What a deed is done to where no noun says it.
pub const fn usual(deed: Deed) -> Option<Noun> {
    match deed {
        Deed::Proposed | Deed::Agreed | Deed::Announced | Deed::Opened | Deed::Completed => Some(Noun::Corridors),
        Deed::Delivered | Deed::Lived => None,
        _ => Some(Noun::People),
    }
}
