//! What happens to readers and cards, event by event.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

use pcsc::{PNP_NOTIFICATION, ReaderState as Watched, State};

use super::states::{ReaderState, Readers, read};
use crate::Result;

/// Something that happened to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReaderEvent {
    /// A reader was connected.
    ReaderAdded(String),
    /// A reader was disconnected.
    ReaderRemoved(String),
    /// A card was put into a reader.
    CardInserted(ReaderState),
    /// The card was taken out of a reader.
    CardRemoved(String),
}

/// Follows readers and cards. A card that was changed between two looks is seen leaving and coming:
/// the service counts what happens to each reader.
pub struct Watch {
    readers: Readers,
    watched: Vec<Watched>,
    known: Vec<Counted>,
    pending: VecDeque<ReaderEvent>,
}

impl Watch {
    pub(super) fn start(readers: Readers) -> Result<Self> {
        let mut watch = Self {
            readers,
            watched: Vec::new(),
            known: Vec::new(),
            pending: VecDeque::new(),
        };
        watch.look()?;
        // What is there already is no event.
        watch.pending.clear();
        Ok(watch)
    }

    /// The readers as they stand after the events told so far.
    #[must_use]
    pub fn states(&self) -> Vec<ReaderState> {
        self.known.iter().map(|(state, _)| state.clone()).collect()
    }

    /// The next event; none when nothing happened for so long.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped, `CIE-DEV-601` when it does not answer.
    pub fn next(&mut self, most: Duration) -> Result<Option<ReaderEvent>> {
        let until = Instant::now() + most;
        loop {
            if let Some(event) = self.pending.pop_front() {
                return Ok(Some(event));
            }
            let left = until.saturating_duration_since(Instant::now());
            let watched = std::mem::take(&mut self.watched);
            let (changed, watched) = self.readers.change(left, watched)?;
            self.watched = watched;
            if changed {
                self.look()?;
            } else if Instant::now() >= until {
                return Ok(None);
            }
        }
    }

    /// Compares what there is with what was known, and watches from here.
    fn look(&mut self) -> Result<()> {
        let mut watched = vec![Watched::new(PNP_NOTIFICATION(), State::UNAWARE)];
        for name in self.readers.raw_names()? {
            watched.push(Watched::new(name, State::UNAWARE));
        }
        let (_, mut watched) = self.readers.change(Duration::ZERO, watched)?;
        for reader in &mut watched {
            reader.sync_current_state();
        }
        let now: Vec<Counted> = watched
            .iter()
            .skip(1)
            .map(|reader| (read(reader), reader.event_count()))
            .collect();
        self.pending.extend(differences(&self.known, &now));
        self.known = now;
        self.watched = watched;
        Ok(())
    }
}

/// A reader, and how often a card came or went.
type Counted = (ReaderState, u32);

/// What happened between two looks.
fn differences(before: &[Counted], now: &[Counted]) -> Vec<ReaderEvent> {
    let find = |all: &[Counted], name: &str| all.iter().position(|(state, _)| state.name == name);
    let mut events: Vec<ReaderEvent> = before
        .iter()
        .filter(|(state, _)| find(now, &state.name).is_none())
        .map(|(state, _)| ReaderEvent::ReaderRemoved(state.name.clone()))
        .collect();
    for (state, count) in now {
        let earlier = find(before, &state.name).and_then(|at| before.get(at));
        if earlier.is_none() {
            events.push(ReaderEvent::ReaderAdded(state.name.clone()));
        }
        let had = earlier.is_some_and(|(earlier, _)| earlier.presence.has_card());
        let has = state.presence.has_card();
        let moved = earlier.is_some_and(|(_, earlier)| earlier != count);
        if had && (!has || moved) {
            events.push(ReaderEvent::CardRemoved(state.name.clone()));
        }
        if has && (!had || moved) {
            events.push(ReaderEvent::CardInserted(state.clone()));
        }
    }
    events
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.states()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::states::CardPresence;
    use super::*;

    fn reader(name: &str, presence: CardPresence, count: u32) -> Counted {
        let name = name.to_owned();
        let atr = Vec::new();
        let state = ReaderState {
            name,
            presence,
            atr,
        };
        (state, count)
    }

    #[test]
    fn readers_and_cards_between_two_looks() {
        use CardPresence::{Empty, Mute, Present};
        let before = [
            reader("stays", Empty, 0),
            reader("filled", Empty, 4),
            reader("emptied", Present, 1),
            reader("changed", Present, 1),
            reader("unplugged", Present, 1),
        ];
        let now = [
            reader("stays", Empty, 0),
            reader("filled", Mute, 5),
            reader("emptied", Empty, 2),
            reader("changed", Present, 3),
            reader("plugged", Present, 1),
        ];
        let inserted = |at: usize| ReaderEvent::CardInserted(now[at].0.clone());
        let removed = |name: &str| ReaderEvent::CardRemoved(name.to_owned());
        assert_eq!(
            differences(&before, &now),
            [
                ReaderEvent::ReaderRemoved("unplugged".to_owned()),
                inserted(1),
                removed("emptied"),
                removed("changed"),
                inserted(3),
                ReaderEvent::ReaderAdded("plugged".to_owned()),
                inserted(4),
            ]
        );
        assert!(differences(&now, &now).is_empty());
    }
}
