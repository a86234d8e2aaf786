//! A reader that types like a keyboard: told from a person by its speed.

use std::time::Duration;

use cie_core::citizen::codice_fiscale::CodiceFiscale;

use super::Framing;
use crate::{Code, Error, Result};

/// How a wedge tells readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WedgeSettings {
    /// What the reader sends around a symbol.
    pub framing: Framing,
    /// Longest time between two keys of a reading. Readers need 1 to 20 ms; who types fast needs
    /// some 60 ms at best.
    pub max_gap: Duration,
    /// Fewest characters of a reading: two keys struck at once are no reading.
    pub min_length: usize,
}

impl Default for WedgeSettings {
    /// 40 ms, 6 characters, the default framing.
    fn default() -> Self {
        Self {
            framing: Framing::default(),
            max_gap: Duration::from_millis(40),
            min_length: 6,
        }
    }
}

/// Collects the keys of a reader, as they come, with the time of each.
///
/// ```
/// use std::time::Duration;
/// use cie_devices::barcode::reader::{Wedge, WedgeSettings};
/// let mut wedge = Wedge::new(WedgeSettings::default());
/// let mut read = None;
/// for (key, at) in "*RSSMRA80A01H501U*\n".chars().zip((0..).step_by(5)) {
///     read = wedge.key(key, Duration::from_millis(at));
/// }
/// let code = read.ok_or("no reading")??;
/// assert_eq!(code.expose(), "RSSMRA80A01H501U");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Wedge {
    settings: WedgeSettings,
    /// The keys of the present run, each soon after the one before.
    run: String,
    length: usize,
    last: Option<Duration>,
    /// Keys came since the last reading that belong to no run.
    typed: bool,
}

impl std::fmt::Debug for Wedge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wedge")
            .field("settings", &self.settings)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl Wedge {
    /// A wedge that waits for its first key.
    #[must_use]
    pub fn new(settings: WedgeSettings) -> Self {
        Self {
            settings,
            run: String::new(),
            length: 0,
            last: None,
            typed: false,
        }
    }

    /// Takes a key, and the time since any fixed moment. Gives the reading that it ends, if it ends
    /// one; a second line end right after the first ends nothing.
    ///
    /// The error of a reading is `CIE-DEV-071` when a person typed, else as
    /// [`Framing::codice_fiscale`] says.
    pub fn key(&mut self, key: char, at: Duration) -> Option<Result<CodiceFiscale>> {
        let gap = self.last.map(|last| at.checked_sub(last));
        self.last = Some(at);
        // A clock that goes back says nothing about speed.
        let soon = matches!(gap, Some(Some(gap)) if gap <= self.settings.max_gap);
        if !soon && self.length > 0 {
            self.typed = true;
            self.clear();
        }
        if !self.settings.framing.ends(key) {
            self.length += 1;
            // One more than allowed is kept, so that the reading is known to be too long.
            if self.length <= self.settings.framing.max_length.saturating_add(1) {
                self.run.push(key);
            }
            return None;
        }
        let (typed, length) = (std::mem::take(&mut self.typed), self.length);
        let run = std::mem::take(&mut self.run);
        self.clear();
        if length >= self.settings.min_length.max(1) {
            Some(self.settings.framing.codice_fiscale(&run))
        } else if typed || length > 0 {
            Some(Err(Error::new(Code::TypedByHand).detail(format!(
                "over {} ms between keys",
                self.settings.max_gap.as_millis()
            ))))
        } else {
            None
        }
    }

    /// Whether keys of a reading have come that is not complete.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.length > 0
    }

    /// Forgets the keys so far, such as when the field on the screen changes.
    pub fn reset(&mut self) {
        self.typed = false;
        self.last = None;
        self.clear();
    }

    fn clear(&mut self) {
        self.run.clear();
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CF: &str = "RSSMRA80A01H501U";

    /// Keys so many milliseconds apart; the readings that come.
    fn keys(wedge: &mut Wedge, start: u64, apart: u64, text: &str) -> Vec<Result<CodiceFiscale>> {
        let times = (0..).map(|n| Duration::from_millis(start + n * apart));
        text.chars()
            .zip(times)
            .filter_map(|(key, at)| wedge.key(key, at))
            .collect()
    }

    fn codes(readings: &[Result<CodiceFiscale>]) -> Vec<Option<Code>> {
        let code = |one: &Result<CodiceFiscale>| one.as_ref().err().map(crate::Error::code);
        readings.iter().map(code).collect()
    }

    #[test]
    fn speed_tells_a_reader_from_a_person() {
        let mut wedge = Wedge::new(WedgeSettings::default());
        let line = format!("{CF}\r\n");
        assert_eq!(codes(&keys(&mut wedge, 0, 40, &line)), [None]);
        assert_eq!(
            codes(&keys(&mut wedge, 5_000, 41, &line)),
            [Some(Code::TypedByHand)]
        );
        // Typed letters in the field, then a reading.
        assert!(keys(&mut wedge, 10_000, 150, "RSS").is_empty());
        assert!(wedge.is_reading());
        assert_eq!(codes(&keys(&mut wedge, 20_000, 2, &line)), [None]);
        // A pause within a reading leaves a piece of it.
        assert!(keys(&mut wedge, 30_000, 2, "RSSMRA80").is_empty());
        let rest = keys(&mut wedge, 30_500, 2, "A01H501U\n");
        assert_eq!(codes(&rest), [Some(Code::NotCodiceFiscale)]);
        // Nothing but line ends.
        assert!(keys(&mut wedge, 40_000, 100, "\n\n").is_empty());
    }

    #[test]
    fn a_reading_that_never_ends_is_not_kept() {
        let mut wedge = Wedge::new(WedgeSettings::default());
        let long = format!("{}\n", "A".repeat(1_000_000));
        assert_eq!(
            codes(&keys(&mut wedge, 0, 1, &long)),
            [Some(Code::ReadingTooLong)]
        );
        assert!(wedge.run.capacity() < 1000);
    }

    #[test]
    fn what_was_read_is_not_shown() {
        let mut wedge = Wedge::new(WedgeSettings::default());
        assert!(keys(&mut wedge, 0, 1, CF).is_empty());
        assert!(!format!("{wedge:?}").contains("RSS"));
        wedge.reset();
        assert!(!wedge.is_reading());
    }

    proptest! {
        #[test]
        fn any_keys_at_any_time_are_taken(
            events in proptest::collection::vec((any::<char>(), any::<u32>()), 0..100),
        ) {
            let mut wedge = Wedge::new(WedgeSettings { min_length: 0, ..WedgeSettings::default() });
            for (key, at) in events {
                let _ = wedge.key(key, Duration::from_millis(u64::from(at)));
            }
        }
    }
}
