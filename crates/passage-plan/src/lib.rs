//! passage-plan
