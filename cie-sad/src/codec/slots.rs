//! Values by field and sets of elements, without a search tree: messages are small and many.

use crate::profile::Key;

/// Values kept together; so few that a chunk stays below 1 KiB, beyond which allocators sweep.
const CHUNK: usize = 16;

/// One value a field, in the order of arrival.
pub(super) struct Slots<T> {
    /// For each field the place of its value, from 1; 0 for none.
    places: [u8; Key::ALL.len()],
    chunks: Vec<Vec<(Key, Option<T>)>>,
    count: usize,
    /// How many of them are still there.
    left: usize,
}

// A place fits into a byte.
const _: () = assert!(Key::ALL.len() < 256);

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            places: [0; Key::ALL.len()],
            chunks: Vec::with_capacity(4),
            count: 0,
            left: 0,
        }
    }
}

impl<T> Slots<T> {
    #[inline]
    fn place(&self, key: Key) -> Option<usize> {
        let place = self.places.get(key as usize).copied()?;
        usize::from(place).checked_sub(1)
    }

    fn slot(&mut self, key: Key) -> Option<&mut Option<T>> {
        let at = self.place(key)?;
        let slot = self.chunks.get_mut(at / CHUNK)?.get_mut(at % CHUNK)?;
        Some(&mut slot.1)
    }

    /// Puts a value in the place of the one before.
    #[inline]
    pub(super) fn put(&mut self, key: Key, value: T) {
        if let Some(slot) = self.slot(key) {
            let back = slot.replace(value).is_none();
            self.left += usize::from(back);
            return;
        }
        self.left += 1;
        if self.count.is_multiple_of(CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.push((key, Some(value)));
        }
        self.count += 1;
        if let Some(place) = self.places.get_mut(key as usize) {
            // At most one value a field: it fits, as said above.
            *place = u8::try_from(self.count).unwrap_or(0);
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<&T> {
        let at = self.place(key)?;
        let slot = self.chunks.get(at / CHUNK)?.get(at % CHUNK)?;
        slot.1.as_ref()
    }

    pub(super) fn take(&mut self, key: Key) -> Option<T> {
        let value = self.slot(key)?.take()?;
        self.left -= 1;
        Some(value)
    }

    /// What is still there.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Key, &T)> {
        // Mostly nothing is: then the chunks need no look.
        let values = self.chunks.iter().filter(|_| self.left > 0).flatten();
        values.filter_map(|(key, value)| Some((*key, value.as_ref()?)))
    }
}

/// Numbers of elements that were seen.
#[derive(Default)]
pub(super) struct Seen {
    low: [u64; 4],
    /// Numbers beyond those, of layouts larger than any we know.
    high: Vec<u16>,
}

impl Seen {
    /// Whether a number was added.
    pub(super) fn has(&self, number: u16) -> bool {
        match self.low.get(usize::from(number / 64)) {
            Some(word) => word & (1_u64 << (number % 64)) != 0,
            None => self.high.contains(&number),
        }
    }

    /// Adds a number; says whether it is new.
    pub(super) fn add(&mut self, number: u16) -> bool {
        let (word, bit) = (usize::from(number / 64), 1_u64 << (number % 64));
        match self.low.get_mut(word) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => {
                let new = !self.high.contains(&number);
                if new {
                    self.high.push(number);
                }
                new
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn slots_are_a_map(steps in prop::collection::vec((0..Key::ALL.len(), prop::option::of(any::<u8>())), 0..300)) {
            let (mut slots, mut map) = (Slots::default(), BTreeMap::new());
            for (key, value) in steps {
                let key = Key::ALL[key];
                match value {
                    Some(value) => {
                        slots.put(key, value);
                        map.insert(key, value);
                    }
                    None => prop_assert_eq!(slots.take(key), map.remove(&key)),
                }
                prop_assert_eq!(slots.get(key), map.get(&key));
            }
            let left: BTreeMap<Key, u8> = slots.iter().map(|(key, value)| (key, *value)).collect();
            prop_assert_eq!(left, map);
        }

        #[test]
        fn seen_is_a_set(numbers in prop::collection::vec(0_u16..400, 0..300)) {
            let (mut seen, mut set) = (Seen::default(), BTreeSet::new());
            for number in numbers {
                prop_assert_eq!(seen.has(number), set.contains(&number));
                prop_assert_eq!(seen.add(number), set.insert(number));
                prop_assert!(seen.has(number));
            }
        }
    }
}
