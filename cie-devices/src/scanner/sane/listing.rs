//! The scanners that SANE finds.

use std::time::Duration;

use super::run::{Quiet, Run};
use crate::{Code, Result};

/// What `scanimage` is asked to write for each scanner: a tab after each part.
const FORMAT: &str = "%d\t%v\t%m\t%t\t%n";
const MAX_DEVICES: usize = 64;
const MAX_LISTING: usize = 64 << 10;

/// A scanner that SANE finds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SaneDevice {
    /// The name that SANE opens it by, such as `test:0`.
    pub name: String,
    /// Maker.
    pub vendor: String,
    /// Model.
    pub model: String,
    /// Kind, such as `flatbed scanner`.
    pub kind: String,
}

impl SaneDevice {
    /// The scanners of this computer, and those of the network that SANE's drivers find.
    ///
    /// # Errors
    /// `CIE-DEV-657` when SANE is not installed, `CIE-DEV-646` when time is up, `CIE-DEV-654` when
    /// it fails.
    pub fn list(limit: Duration) -> Result<Vec<Self>> {
        let run = Run::new(["-f", FORMAT], limit);
        match run.capture(MAX_LISTING, &mut Quiet) {
            Ok(text) => Ok(parse_listing(&text)),
            // That there is none is an answer.
            Err(error) if error.code() == Code::ScannerUnreachable => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}

/// Reads the list, one scanner a line and a tab after each part; lines that are none are left out.
#[must_use]
pub fn parse_listing(text: &[u8]) -> Vec<SaneDevice> {
    let text = String::from_utf8_lossy(text.get(..MAX_LISTING).unwrap_or(text)).into_owned();
    text.lines()
        .filter_map(|line| {
            let mut parts = line.split('\t').map(|part| {
                let part = part.chars().filter(|c| !c.is_control());
                part.take(256).collect::<String>()
            });
            let device = SaneDevice {
                name: parts.next().filter(|name| is_name(name))?,
                vendor: parts.next()?,
                model: parts.next()?,
                kind: parts.next()?,
            };
            Some(device)
        })
        .take(MAX_DEVICES)
        .collect()
}

/// Whether this can be the name of a device, and not an option of the program.
pub(super) fn is_name(name: &str) -> bool {
    (1..=256).contains(&name.len()) && !name.starts_with('-') && !name.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_told_apart_by_tabs() {
        let text = b"test:0\tNoname\tfrontend-tester\tvirtual device\t\nnonsense\n-x\ta\tb\tc\n";
        let list = parse_listing(text);
        assert_eq!(list.len(), 1);
        assert_eq!(
            (list[0].name.as_str(), list[0].model.as_str()),
            ("test:0", "frontend-tester")
        );
    }

    proptest! {
        #[test]
        fn anything_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(parse_listing(&bytes).iter().all(|device| is_name(&device.name)));
        }
    }
}
