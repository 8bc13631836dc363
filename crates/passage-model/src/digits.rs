//! Numbers for people: whole ones in groups of three digits, huge ones with their exponent.

/// A whole number with a comma between thousands: "200,000".
pub fn thousands(number: impl Into<u128>) -> String {
    let digits = number.into().to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// A number with one decimal, and a comma between thousands: "2,617.2".
pub fn tenths(number: f64) -> String {
    let text = format!("{:.1}", number.abs());
    let (whole, decimal) = text.split_once('.').unwrap_or((&text, "0"));
    let sign = if number < 0.0 && text != "0.0" { "-" } else { "" };
    // Above every u128 there is no group to be made.
    let whole = whole.parse::<u128>().map_or_else(|_| whole.to_owned(), thousands);
    format!("{sign}{whole}.{decimal}")
}

/// A number that somebody wrote and that may be far beyond all that can be meant: "47.25", "1e99" instead of a hundred
/// digits.
pub fn shortly(number: f64) -> String {
    /// From here on a number has more digits than it can hold apart (IEEE 754: 53 bits).
    const LONG: f64 = 1e15;
    let is_small = number != 0.0 && number.abs() < 1.0 / LONG;
    if number.abs() >= LONG || is_small { format!("{number:e}") } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_a_comma_before_each_three_digits() {
        let written = [0u32, 999, 1_000, 45_232, 1_234_567].map(thousands);
        assert_eq!(written, ["0", "999", "1,000", "45,232", "1,234,567"]);
    }

    #[test]
    fn a_length_keeps_its_decimal() {
        let written = [0.04, -0.04, 999.96, 2_617.2, -1_234.56].map(tenths);
        assert_eq!(written, ["0.0", "0.0", "1,000.0", "2,617.2", "-1,234.6"]);
    }

    #[test]
    fn a_huge_number_is_told_with_its_exponent() {
        let written = [47.25, 0.0, -180.5, 1e99, -1e-30, 123_456_789.0].map(shortly);
        assert_eq!(written, ["47.25", "0", "-180.5", "1e99", "-1e-30", "123456789"]);
    }
}
