//! What elements, their parts and their values are called.

use crate::words::Words;
use passage_statements::text::Element;

/// The message of each element.
const ELEMENTS: [(&str, &str); 22] = [
    ("parties", "text-parties"),
    ("direction", "text-direction"),
    ("route", "text-route"),
    ("deviation", "text-deviation"),
    ("times", "text-times"),
    ("people", "text-people"),
    ("destination", "text-destination"),
    ("vehicles", "text-vehicles"),
    ("escort", "text-escort"),
    ("search", "text-search"),
    ("checkpoint", "text-checkpoint"),
    ("mines", "text-mines"),
    ("incidents", "text-incidents"),
    ("goods", "text-goods"),
    ("assembly", "text-assembly"),
    ("medical", "text-medical"),
    ("fuel", "text-fuel"),
    ("communications", "text-communications"),
    ("announcement", "text-announcement"),
    ("monitoring", "text-monitoring"),
    ("data", "text-data"),
    ("validity", "text-validity"),
];

/// The message of each part; parts of one name mean the same in every element.
const PARTS: [(&str, &str); 65] = [
    ("sides", "text-part-sides"),
    ("instrument", "text-part-instrument"),
    ("signatories", "text-part-signatories"),
    ("ways", "text-part-ways"),
    ("name", "text-part-name"),
    ("way", "text-part-way"),
    ("stops", "text-part-stops"),
    ("by_passing", "text-part-by-passing"),
    ("rule", "text-part-rule"),
    ("width_metres", "text-part-width"),
    ("silence", "text-part-silence"),
    ("first_move", "text-part-first-move"),
    ("last_entry", "text-part-last-entry"),
    ("turn_back", "text-part-turn-back"),
    ("may_leave", "text-part-may-leave"),
    ("may_not_leave", "text-part-may-not-leave"),
    ("persons", "text-part-persons"),
    ("places", "text-part-places"),
    ("own_choice", "text-part-own-choice"),
    ("buses", "text-part-buses"),
    ("private_cars", "text-part-private-cars"),
    ("order", "text-part-order"),
    ("marking", "text-part-marking"),
    ("most_aboard", "text-part-most-aboard"),
    ("led_by", "text-part-led-by"),
    ("hand_over", "text-part-hand-over"),
    ("vehicles", "text-part-vehicles"),
    ("staff", "text-part-staff"),
    ("rules", "text-part-rules"),
    ("most_time", "text-part-most-time"),
    ("documents", "text-part-documents"),
    ("phones", "text-part-phones"),
    ("side", "text-part-side"),
    ("hours", "text-part-hours"),
    ("vehicles_per_hour", "text-part-vehicles-per-hour"),
    ("officer", "text-part-officer"),
    ("confirmed_by", "text-part-confirmed-by"),
    ("at", "text-part-at"),
    ("evidence", "text-part-evidence"),
    ("counts", "text-part-counts"),
    ("response", "text-part-response"),
    ("calls", "text-part-calls"),
    ("resumes", "text-part-resumes"),
    ("quantities", "text-part-quantities"),
    ("inspection", "text-part-inspection"),
    ("window", "text-part-window"),
    ("points", "text-part-points"),
    ("seats", "text-part-seats"),
    ("call_order", "text-part-call-order"),
    ("shelter", "text-part-shelter"),
    ("ambulances", "text-part-ambulances"),
    ("equipment", "text-part-equipment"),
    ("hospital", "text-part-hospital"),
    ("tankers", "text-part-tankers"),
    ("plan", "text-part-plan"),
    ("code_words", "text-part-code-words"),
    ("radio_silence", "text-part-radio-silence"),
    ("by", "text-part-by"),
    ("withheld", "text-part-withheld"),
    ("disputes", "text-part-disputes"),
    ("lists", "text-part-lists"),
    ("given_to", "text-part-given-to"),
    ("destroyed", "text-part-destroyed"),
    ("amendment", "text-part-amendment"),
    ("withdrawal", "text-part-withdrawal"),
];

/// "3 route".
pub(super) fn element(element: &Element, words: &Words) -> String {
    let message = ELEMENTS.iter().find(|(key, _)| *key == element.key).map_or(element.key, |(_, message)| message);
    format!("{} {}", element.number, words.say(message))
}

/// "3 route", by the key of an element; `None` of another word.
pub fn element_name(key: &str, words: &Words) -> Option<String> {
    Element::find(key).map(|found| element(found, words))
}

/// "last entry".
pub(super) fn part(key: &str, words: &Words) -> String {
    let mut all = PARTS.iter();
    all.find(|(known, _)| *known == key).map_or_else(|| key.to_owned(), |(_, message)| words.say(message))
}

/// "1 parties, 3 route".
pub(super) fn elements<'e>(all: impl IntoIterator<Item = &'e Element>, words: &Words) -> String {
    all.into_iter().map(|e| element(e, words)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use passage_statements::text::ELEMENTS as ALL;

    #[test]
    fn every_element_and_part_has_a_name_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(language);
            for element_of_all in &ALL {
                assert!(!element(element_of_all, &words).is_empty());
                for own in element_of_all.parts {
                    let known = PARTS.iter().any(|(key, _)| *key == own.key);
                    assert!(known && !part(own.key, &words).is_empty(), "{}", own.key);
                }
            }
            assert!(words.missing().is_empty(), "{:?}", words.missing());
        }
    }
}
