//! Which cards come and go.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::module::Module;
use super::token::Token;
use crate::Result;

/// How often the readers are looked at. Modules that block for an event cannot be interrupted, and
/// many do not offer events at all; looking works with each of them.
const PAUSE: Duration = Duration::from_millis(200);

/// A card that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenEvent {
    /// It was put into a reader.
    Inserted(Token),
    /// It was taken out.
    Removed(Token),
}

/// Follows the cards in the readers.
#[derive(Debug)]
pub struct Watch {
    module: Module,
    known: Vec<Token>,
}

impl Module {
    /// Starts to follow the cards; those that are in a reader now are known.
    ///
    /// # Errors
    /// `CIE-DEV-123`, `CIE-DEV-124` or `CIE-DEV-125` from the module.
    pub fn watch(&self) -> Result<Watch> {
        Ok(Watch {
            known: self.tokens()?,
            module: self.clone(),
        })
    }
}

impl Watch {
    /// The cards in the readers, as far as is known.
    #[must_use]
    pub fn known(&self) -> &[Token] {
        &self.known
    }

    /// Looks once, without waiting.
    ///
    /// # Errors
    /// As [`Module::tokens`].
    pub fn look(&mut self) -> Result<Vec<TokenEvent>> {
        let now = self.module.tokens()?;
        let events = changes(&self.known, &now);
        self.known = now;
        Ok(events)
    }

    /// Waits until a card comes or goes, at most so long; nothing means that none did.
    ///
    /// # Errors
    /// As [`Module::tokens`].
    pub fn wait(&mut self, most: Duration) -> Result<Vec<TokenEvent>> {
        let started = Instant::now();
        loop {
            let events = self.look()?;
            let left = most.saturating_sub(started.elapsed());
            if !events.is_empty() || left.is_zero() {
                return Ok(events);
            }
            sleep(PAUSE.min(left));
        }
    }
}

/// Removals before insertions: a card changed for another in one reader is both.
fn changes(before: &[Token], now: &[Token]) -> Vec<TokenEvent> {
    let same = |a: &Token, b: &Token| a.slot == b.slot && a.serial == b.serial;
    let missing = |from: &[Token], all: &[Token]| -> Vec<Token> {
        let gone = all
            .iter()
            .filter(|one| !from.iter().any(|other| same(one, other)));
        gone.cloned().collect()
    };
    let removed = missing(now, before).into_iter().map(TokenEvent::Removed);
    let inserted = missing(before, now).into_iter().map(TokenEvent::Inserted);
    removed.chain(inserted).collect()
}
