//! What a certificate proves, or why it does not hold.

use crate::finding::Finding;

/// What a certificate that holds proves, in vehicles by the end of each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Received by the flow.
    pub safe: Vec<u64>,
    /// The capacity of the cut, or all vehicles where that is less: no flow on this network in time has more.
    pub most: Vec<u64>,
}

impl Proof {
    /// Whether flow and cut are equal in every step.
    pub fn is_exact(&self) -> bool {
        self.safe == self.most
    }
}

/// Why it does not hold.
pub type Fault = Box<Finding>;

pub(super) fn fault(code: &'static str, words: String) -> Fault {
    let advice = "Do not quote the limits of this plan. Make it anew.";
    Box::new(Finding::error(code, words).advise(advice))
}
