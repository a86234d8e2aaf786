//! Every check of the kit.

mod cards;
mod concurrency;
mod encodings;
mod fields;
mod hostile;
mod http;
mod interrogazione;
mod repeats;
mod soap;
mod timing;

use super::check::{Check, Group, Level, Need};
use super::session::Session;
use super::verdict::Outcome;

/// Every check, in the order in which they run.
pub fn all() -> impl Iterator<Item = &'static Check> {
    [
        interrogazione::CHECKS,
        cards::CHECKS,
        repeats::CHECKS,
        encodings::CHECKS,
        fields::CHECKS,
        hostile::CHECKS,
        soap::CHECKS,
        http::CHECKS,
        concurrency::CHECKS,
        timing::CHECKS,
    ]
    .into_iter()
    .flatten()
}

type Run = fn(&Session<'_>) -> Outcome;

/// A check on which fitness for use depends, with nothing needed; see the methods for others.
const fn must(
    group: Group,
    name: &'static str,
    it: &'static str,
    en: &'static str,
    run: Run,
) -> Check {
    Check {
        name,
        group,
        level: Level::Must,
        need: Need::Nothing,
        it,
        en,
        run,
    }
}

impl Check {
    /// It can be lived without.
    const fn should(self) -> Self {
        Self {
            level: Level::Should,
            ..self
        }
    }

    /// It records or annuls cards.
    const fn writes(self) -> Self {
        Self {
            need: Need::Writing,
            ..self
        }
    }

    /// It is about the envelope.
    const fn soap(self) -> Self {
        Self {
            need: Need::Envelope,
            ..self
        }
    }

    /// It writes raw bytes.
    const fn raw(self) -> Self {
        Self {
            need: Need::PlainHttp,
            ..self
        }
    }
}
