//! Text inside HTML and SVG: escaped, always.

/// Text that is safe inside an element and inside a quoted attribute. Control characters, which XML forbids, are left
/// out.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_becomes_markup() {
        assert_eq!(escape("<b a=\"1\" c='2'>&\u{0}x"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;x");
    }
}
