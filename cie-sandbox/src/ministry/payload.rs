//! What the simulator reads of the signed request.

use serde::Deserialize;

use crate::{Code, Error, Result};

/// Largest signed content, in bytes.
pub(super) const MAX_CONTENT: usize = 8 << 20;
/// Longest number or serial, in bytes.
const MAX_TEXT: usize = 64;

/// The two members that the simulator checks; it neither needs nor keeps the rest. No
/// `Debug`: the serial names a person's document.
#[derive(Deserialize)]
pub(super) struct Payload {
    pub(super) number: String,
    pub(super) serial: String,
}

/// Reads `number` and `serial` of a JSON object.
///
/// # Errors
/// `CIE-SIM-023` when it is no such object (a member missing, twice, not a string, or longer than
/// 64 bytes; nested deeper than 128), `CIE-SIM-020` above 8 MiB.
pub(super) fn parse(content: &[u8]) -> Result<Payload> {
    if content.len() > MAX_CONTENT {
        return Err(Error::new(Code::EnvelopeTooLarge).detail("signed content above 8 MiB"));
    }
    if content.first() != Some(&b'{') {
        // serde would also take the members from an array, by position.
        return Err(Error::new(Code::PayloadMalformed).detail("not a JSON object"));
    }
    // The JSON error is not kept: its text may quote a value.
    let payload: Payload = serde_json::from_slice(content)
        .map_err(|_| Error::new(Code::PayloadMalformed).detail("number and serial"))?;
    if payload.number.len() > MAX_TEXT || payload.serial.len() > MAX_TEXT {
        return Err(Error::new(Code::PayloadMalformed).detail("number or serial too long"));
    }
    Ok(payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_not_such_an_object() {
        let deep = format!("{{\"x\":{}{}}}", "[".repeat(200), "]".repeat(200));
        let long = format!("{{\"number\":\"{}\",\"serial\":\"\"}}", "1".repeat(65));
        for bad in [
            "",
            "null",
            "[\"1\",\"2\"]",
            "{}",
            "{\"number\":\"1\"}",
            "{\"number\":1,\"serial\":\"2\"}",
            "{\"number\":\"1\",\"number\":\"1\",\"serial\":\"2\"}",
            "{\"number\":\"1\",\"serial\":\"2\"} x",
            &deep,
            &long,
        ] {
            let error = parse(bad.as_bytes()).err().unwrap();
            assert_eq!(error.code(), Code::PayloadMalformed, "{bad:.40}");
        }
        let large = vec![b' '; MAX_CONTENT + 1];
        assert_eq!(parse(&large).err().unwrap().code(), Code::EnvelopeTooLarge);
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(content: Vec<u8>) {
            let _ = parse(&content);
        }

        #[test]
        fn members_are_read_wherever_they_stand(
            number in "[ -~]{0,64}", serial in "[ -~]{0,64}", other in ".*", swap: bool,
        ) {
            let (a, b) = if swap { ("serial", "number") } else { ("number", "serial") };
            let (x, y) = if swap { (&serial, &number) } else { (&number, &serial) };
            let q = |text: &str| serde_json::Value::from(text).to_string();
            let json = format!(
                "{{{}:{},\"other\":{{\"number\":{}}},{}:{}}}", q(a), q(x), q(&other), q(b), q(y));
            let payload = parse(json.as_bytes()).unwrap();
            prop_assert_eq!((payload.number, payload.serial), (number, serial));
        }
    }
}
