//! What happens to readers and cards.

use super::survey::{Collision, Place, Survey};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PresenceEvent {
    /// A reader was connected.
    ReaderAdded(String),
    /// A reader was disconnected.
    ReaderRemoved(String),
    /// A card was put in; the place says whether it is the chosen one.
    CardInserted(Place),
    /// A card was taken out; the place says what it held.
    CardRemoved(Place),
    /// A card that is there is seen as something else: the module came to know it, or lost it.
    CardRecognised(Place),
    /// Cards of one family are in the readers together.
    CardsCollide(Collision),
    /// They no longer are.
    CollisionOver,
}

/// What happened between two surveys: what left, then what came, then what it means.
#[must_use]
pub fn differences(before: &Survey, now: &Survey) -> Vec<PresenceEvent> {
    let mut events = Vec::new();
    for place in before.places() {
        let next = same_place(now, place);
        if place.holds.is_card() && !next.is_some_and(|next| same_card(place, next)) {
            events.push(PresenceEvent::CardRemoved(place.clone()));
        }
        if let (Some(reader), None) = (&place.reader, next) {
            events.push(PresenceEvent::ReaderRemoved(reader.clone()));
        }
    }
    for place in now.places() {
        let last = same_place(before, place);
        if let (Some(reader), None) = (&place.reader, last) {
            events.push(PresenceEvent::ReaderAdded(reader.clone()));
        }
        if !place.holds.is_card() {
            continue;
        }
        match last.filter(|last| same_card(last, place)) {
            None => events.push(PresenceEvent::CardInserted(place.clone())),
            Some(last) if last.holds != place.holds => {
                events.push(PresenceEvent::CardRecognised(place.clone()));
            }
            Some(_) => {}
        }
    }
    match (before.collision(), now.collision()) {
        (had, Some(has)) if had.as_ref() != Some(&has) => {
            events.push(PresenceEvent::CardsCollide(has));
        }
        (Some(_), None) => events.push(PresenceEvent::CollisionOver),
        _ => {}
    }
    events
}

fn same_place<'a>(survey: &'a Survey, place: &Place) -> Option<&'a Place> {
    survey.places().iter().find(|one| match &place.reader {
        Some(reader) => one.reader.as_ref() == Some(reader),
        None => one.reader.is_none() && one.slot == place.slot,
    })
}

/// Whether the card stayed where it was.
fn same_card(one: &Place, two: &Place) -> bool {
    let differ = match (&one.serial, &two.serial) {
        (Some(one), Some(two)) => one != two,
        // One of them was not seen by the module.
        _ => false,
    };
    one.holds.is_card() && two.holds.is_card() && one.changes == two.changes && !differ
}
