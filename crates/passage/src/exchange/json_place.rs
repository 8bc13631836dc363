//! Where a value stands in a text of JSON, so that a fault in it can be shown.

use passage_rehearsal::Step;
use std::ops::Range;

/// The bytes of a value in a text that has been read as JSON: that of the longest part of the way that is there. Linear.
pub fn of(text: &str, way: &[Step]) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut at = space(bytes, 0);
    for step in way {
        let found = match *step {
            Step::Key(key) => in_object(text, at, key),
            Step::At(number) => in_list(bytes, at, number),
        };
        match found {
            Some(inside) => at = inside,
            None => break,
        }
    }
    at..end(bytes, at).max(at)
}

/// Where the value of a key begins in the object that begins at a byte.
fn in_object(text: &str, at: usize, key: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = space(bytes, opened(bytes, at, b'{')?);
    while bytes.get(at) == Some(&b'"') {
        let behind = end(bytes, at);
        let name = text.get(at + 1..behind.saturating_sub(1))?;
        let value = space(bytes, opened(bytes, space(bytes, behind), b':')?);
        if name == key {
            return Some(value);
        }
        at = next(bytes, end(bytes, value))?;
    }
    None
}

/// Where a value begins in the list that begins at a byte.
fn in_list(bytes: &[u8], at: usize, number: usize) -> Option<usize> {
    let mut at = space(bytes, opened(bytes, at, b'[')?);
    for _ in 0..number {
        at = next(bytes, end(bytes, at))?;
    }
    (bytes.get(at) != Some(&b']')).then_some(at)
}

/// Behind a sign, where it stands there.
fn opened(bytes: &[u8], at: usize, sign: u8) -> Option<usize> {
    (bytes.get(at) == Some(&sign)).then_some(at + 1)
}

/// Where the next value of a list or the next key of an object begins.
fn next(bytes: &[u8], at: usize) -> Option<usize> {
    Some(space(bytes, opened(bytes, space(bytes, at), b',')?))
}

/// The first byte that is not white.
fn space(bytes: &[u8], at: usize) -> usize {
    let white = bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_whitespace());
    at + white.count()
}

/// Behind the value that begins at a byte.
fn end(bytes: &[u8], at: usize) -> usize {
    let (mut at, mut depth) = (at, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string(bytes, at),
            b'[' | b'{' => (at, depth) = (at + 1, depth + 1),
            b']' | b'}' | b',' | b':' if depth == 0 => return at,
            b']' | b'}' => (at, depth) = (at + 1, depth - 1),
            byte if byte.is_ascii_whitespace() && depth == 0 => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

/// Behind the string that begins at a byte.
fn string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn a_value_is_found_behind_keys_lists_and_strings_with_signs_in_them() {
        use Step::{At, Key};
        let text = r#" {"a , \"[": [1, {"b":"}]"}], "b" : [[1,2], [ 3 , -4.5e3 ]], "c":null}"#;
        let of = |way: &[Step]| &text[of(text, way)];
        assert_eq!(of(&[Key("b"), At(1), At(1)]), "-4.5e3");
        assert_eq!((of(&[Key("b"), At(0)]), of(&[Key("c")])), ("[1,2]", "null"));
        // As far as the way goes.
        assert_eq!(of(&[Key("b"), At(7)]), "[[1,2], [ 3 , -4.5e3 ]]");
        assert_eq!(of(&[Key("d")]), text.trim());
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![any::<i64>().prop_map(Value::from), any::<String>().prop_map(Value::from)];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from);
            let object = prop::collection::btree_map("[a-c\"]{1,2}", inner, 0..4);
            prop_oneof![list, object.prop_map(|map| Value::Object(map.into_iter().collect()))]
        })
    }

    proptest! {
        #[test]
        fn every_value_of_a_list_is_what_serde_finds(list in prop::collection::vec(values(), 1..6), pretty: bool) {
            let whole = serde_json::json!({ "x": "\\\"]", "list": list });
            let text = if pretty { format!("{whole:#}") } else { whole.to_string() };
            for (number, value) in list.iter().enumerate() {
                let range = of(&text, &[Step::Key("list"), Step::At(number)]);
                prop_assert_eq!(&serde_json::from_str::<Value>(&text[range]).unwrap(), value);
            }
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>(), number in 0usize..4) {
            let range = of(&text, &[Step::Key("a"), Step::At(number), Step::Key("b")]);
            prop_assert!(range.start <= range.end);
        }
    }
}
