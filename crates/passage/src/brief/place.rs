//! Places of the report that another command fills: each between two comments that a browser does not show.

/// A place by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(&'static str);

/// Where the rehearsal goes, and its line in the contents.
pub const REHEARSAL: [Place; 2] = [Place("rehearsal-contents"), Place("rehearsal")];

impl Place {
    fn ends(self) -> [String; 2] {
        [format!("<!-- {} -->", self.0), format!("<!-- end of {} -->", self.0)]
    }

    /// The place with nothing in it.
    pub fn empty(self) -> String {
        self.ends().concat()
    }

    /// Where in a report it lies, without its ends; `None` where it is not there, or not once.
    fn within(self, report: &str) -> Option<std::ops::Range<usize>> {
        let [begins, ends] = self.ends();
        let once = |text: &str| report.match_indices(text).count() == 1;
        if !once(&begins) || !once(&ends) {
            return None;
        }
        let from = report.find(&begins)? + begins.len();
        Some(from..from + report[from..].find(&ends)?)
    }

    /// What stands there in a report; `None` where the place is not there.
    pub fn content(self, report: &str) -> Option<&str> {
        Some(&report[self.within(report)?])
    }

    /// The report with this in the place, instead of what stood there; all else byte for byte as it was.
    pub fn filled(self, report: &str, html: &str) -> Option<String> {
        let range = self.within(report)?;
        Some([&report[..range.start], html, &report[range.end..]].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_filled_and_emptied_and_nothing_else_changes() {
        let place = REHEARSAL[1];
        let report = format!("<p>a</p>{}<p>b</p>", place.empty());
        let filled = place.filled(&report, "<h2>c</h2>").unwrap();
        assert_eq!(place.content(&filled), Some("<h2>c</h2>"));
        let again = place.filled(&filled, "d").unwrap();
        assert_eq!(place.filled(&again, "").unwrap(), report);
    }

    #[test]
    fn what_is_not_there_once_and_in_order_is_no_place() {
        let place = REHEARSAL[1];
        let [begins, ends] = place.ends();
        for report in ["", &begins, &ends, &format!("{ends}{begins}"), &place.empty().repeat(2)] {
            assert_eq!((place.content(report), place.filled(report, "x")), (None, None), "{report}");
        }
    }
}
