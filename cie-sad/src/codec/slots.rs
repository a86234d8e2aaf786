//! Values by field and sets of elements, without a search tree: messages are small and many.

use crate::profile::Key;

/// One value a field, in the order of arrival.
pub(super) struct Slots<T> {
    /// For each field the place of its value, from 1; 0 for none.
    places: [u8; Key::ALL.len()],
    values: Vec<(Key, Option<T>)>,
}

// A place fits into a byte.
const _: () = assert!(Key::ALL.len() < 256);

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            places: [0; Key::ALL.len()],
            values: Vec::new(),
        }
    }
}

impl<T> Slots<T> {
    fn place(&self, key: Key) -> Option<usize> {
        let place = self.places.get(key as usize).copied()?;
        usize::from(place).checked_sub(1)
    }

    /// Puts a value in the place of the one before.
    pub(super) fn put(&mut self, key: Key, value: T) {
        let known = self.place(key);
        match known.and_then(|at| self.values.get_mut(at)) {
            Some(slot) => slot.1 = Some(value),
            None => {
                self.values.push((key, Some(value)));
                if let Some(place) = self.places.get_mut(key as usize) {
                    // At most one value a field: it fits, as said above.
                    *place = u8::try_from(self.values.len()).unwrap_or(0);
                }
            }
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<&T> {
        self.values.get(self.place(key)?)?.1.as_ref()
    }

    pub(super) fn take(&mut self, key: Key) -> Option<T> {
        let at = self.place(key)?;
        self.values.get_mut(at)?.1.take()
    }

    /// What is still there.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Key, &T)> {
        let values = self.values.iter();
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
                prop_assert_eq!(seen.add(number), set.insert(number));
            }
        }
    }
}
