//! From keys to characters, in the layout that the computer is set to.

use std::time::Duration;

use super::evdev::{KeyEvent, KeyState};

/// Numbers of keys (linux/input-event-codes.h).
const LEFT_SHIFT: u16 = 42;
const RIGHT_SHIFT: u16 = 54;
const CAPS_LOCK: u16 = 58;

/// What the keys mean.
///
/// A reader sends places on a keyboard, for the layout it is set to; the computer turns them into
/// characters by its own. Letters and digits are in the same places on both of these, so a codice
/// fiscale arrives either way; the asterisk of Code 39 and most signs do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// Italian.
    #[default]
    Italian,
    /// United States, which most readers are set to when they are new.
    UnitedStates,
}

/// A keyboard: follows shift and Caps Lock.
#[derive(Clone, Debug)]
pub struct Keyboard {
    layout: Layout,
    left: bool,
    right: bool,
    caps: bool,
}

impl Keyboard {
    /// A keyboard on which nothing is held down.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self {
            layout,
            left: false,
            right: false,
            caps: false,
        }
    }

    /// Takes an event; gives the character that it types, and when. Keys that type none of the
    /// characters a barcode can have give U+FFFD.
    pub fn event(&mut self, event: &KeyEvent) -> Option<(char, Duration)> {
        let down = event.state != KeyState::Released;
        match event.key {
            LEFT_SHIFT => self.left = down,
            RIGHT_SHIFT => self.right = down,
            CAPS_LOCK if event.state == KeyState::Pressed => self.caps = !self.caps,
            CAPS_LOCK => {}
            key if event.state == KeyState::Pressed => {
                return Some((self.character(key), event.at));
            }
            _ => {}
        }
        None
    }

    fn character(&self, key: u16) -> char {
        let shift = self.left || self.right;
        let plain = match key {
            28 | 96 => Some('\n'),
            15 => Some('\t'),
            57 => Some(' '),
            55 => Some('*'),
            _ => None,
        };
        let letter = || {
            let row = |first: u16, letters: &'static str| {
                let place = usize::from(key.checked_sub(first)?);
                letters.chars().nth(place)
            };
            row(44, "zxcvbnm")
                .or_else(|| row(30, "asdfghjkl"))
                .or_else(|| row(16, "qwertyuiop"))
        };
        if let Some(c) = plain {
            return c;
        }
        if let Some(c) = letter() {
            return if shift != self.caps {
                c.to_ascii_uppercase()
            } else {
                c
            };
        }
        let signs = match self.layout {
            Layout::Italian => ITALIAN,
            Layout::UnitedStates => UNITED_STATES,
        };
        let found = signs.iter().find(|(number, ..)| *number == key);
        found.map_or(
            '\u{FFFD}',
            |(_, c, shifted)| if shift { *shifted } else { *c },
        )
    }
}

/// Key, character, character with shift.
type Sign = (u16, char, char);

const ITALIAN: &[Sign] = &[
    (2, '1', '!'),
    (3, '2', '"'),
    (4, '3', '£'),
    (5, '4', '$'),
    (6, '5', '%'),
    (7, '6', '&'),
    (8, '7', '/'),
    (9, '8', '('),
    (10, '9', ')'),
    (11, '0', '='),
    (12, '\'', '?'),
    (13, 'ì', '^'),
    (26, 'è', 'é'),
    (27, '+', '*'),
    (39, 'ò', 'ç'),
    (40, 'à', '°'),
    (41, '\\', '|'),
    (43, 'ù', '§'),
    (51, ',', ';'),
    (52, '.', ':'),
    (53, '-', '_'),
    (86, '<', '>'),
];

const UNITED_STATES: &[Sign] = &[
    (2, '1', '!'),
    (3, '2', '@'),
    (4, '3', '#'),
    (5, '4', '$'),
    (6, '5', '%'),
    (7, '6', '^'),
    (8, '7', '&'),
    (9, '8', '*'),
    (10, '9', '('),
    (11, '0', ')'),
    (12, '-', '_'),
    (13, '=', '+'),
    (26, '[', '{'),
    (27, ']', '}'),
    (39, ';', ':'),
    (40, '\'', '"'),
    (41, '`', '~'),
    (43, '\\', '|'),
    (51, ',', '<'),
    (52, '.', '>'),
    (53, '/', '?'),
];
