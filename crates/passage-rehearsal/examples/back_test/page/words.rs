//! Figures in words.

use crate::score::{Band, Forecast};

pub(super) fn within(forecast: &Forecast, figure: f64) -> &'static str {
    match (forecast.half().holds(figure), forecast.nine_of_ten().holds(figure)) {
        (true, _) => "both",
        (false, true) => "90 %",
        (false, false) => "none",
    }
}

pub(super) fn told_within(forecast: &Forecast, figure: f64) -> &'static str {
    match within(forecast, figure) {
        "both" => "lies in both bands",
        "90 %" => "lies in the 90 % band alone",
        _ => "lies outside both bands",
    }
}

pub(super) fn band(Band { low, high }: Band) -> String {
    format!("{} to {}", persons(low), persons(high))
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

pub(super) fn signed(persons_of: f64) -> String {
    let sign = if persons_of < 0.0 { "-" } else { "+" };
    format!("{sign}{}", persons(persons_of.abs()))
}

/// A whole number with commas.
pub(super) fn persons(count: f64) -> String {
    let digits = format!("{count:.0}");
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}
