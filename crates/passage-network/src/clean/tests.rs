//! Cleaning, step by step.
