//! Fingers, qualities and advice as people read them.

use cie_core::lang::{Lang, Text};
use cie_core::request::{Finger, Hand};
use cie_devices::fingerprint::quality::Advice;

/// A finger of a hand.
pub(super) fn finger(hand: Hand, finger: Finger, lang: Lang) -> String {
    let (it, en) = match finger {
        Finger::Index => ("indice", "index"),
        Finger::Middle => ("medio", "middle"),
        Finger::Ring => ("anulare", "ring"),
        Finger::Thumb => ("pollice", "thumb"),
    };
    let (hand_it, hand_en) = match hand {
        Hand::Right => ("destro", "right"),
        Hand::Left => ("sinistro", "left"),
    };
    text!(lang, "{it} {hand_it}" / "{hand_en} {en}")
}

/// The name of a finger in files.
pub(super) fn file_name(hand: Hand, finger: Finger) -> String {
    let hand = match hand {
        Hand::Right => "right",
        Hand::Left => "left",
    };
    let finger = match finger {
        Finger::Index => "index",
        Finger::Middle => "middle",
        Finger::Ring => "ring",
        Finger::Thumb => "thumb",
    };
    format!("{hand}-{finger}")
}

/// What the operator may tell the citizen.
pub(super) fn advice(advice: Advice) -> Text {
    match advice {
        Advice::MoreFinger => Text {
            it: "appoggiare una parte maggiore del polpastrello",
            en: "lay more of the fingertip on the glass",
        },
        Advice::PressHarder => Text {
            it: "premere di più, o inumidire il dito",
            en: "press harder, or moisten the finger",
        },
        Advice::PressLess => Text {
            it: "premere di meno, o asciugare il dito",
            en: "press less, or dry the finger",
        },
        Advice::KeepStill => Text {
            it: "tenere fermo il dito; pulire il vetro",
            en: "keep the finger still; clean the glass",
        },
        _ => Text {
            it: "ripetere l'acquisizione",
            en: "capture it again",
        },
    }
}
