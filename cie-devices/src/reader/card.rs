//! A card in a reader.

use std::fmt;

use pcsc::{Card, Disposition, MAX_BUFFER_SIZE_EXTENDED, Transaction};

use super::fault;
use crate::Result;
use crate::apdu::{CardTransport, Limits};

/// A card in a reader, opened shared.
pub struct PcscCard {
    card: Card,
    reader: String,
    atr: Vec<u8>,
    limits: Limits,
}

impl PcscCard {
    pub(super) fn new(card: Card, reader: String) -> Result<Self> {
        // Some drivers do not give the ATR as an attribute: the status call always does.
        let status = card
            .status2_owned()
            .map_err(|e| fault::of(e, "card status"))?;
        Ok(Self {
            atr: status.atr().to_vec(),
            card,
            reader,
            limits: Limits::EXTENDED,
        })
    }

    /// The reader's name.
    #[must_use]
    pub fn reader(&self) -> &str {
        &self.reader
    }

    /// The answer to reset: a hint about the chip's family, never a decision.
    #[must_use]
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Tells what passes, for readers that do not carry extended lengths.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Begins a transaction: until it is dropped, no other program talks to the card. The card is
    /// reset at the end, so that no open session is left to others.
    ///
    /// # Errors
    /// `CIE-DEV-400` when the card has gone, `CIE-DEV-402` when the reader has.
    pub fn session(&mut self) -> Result<CardSession<'_>> {
        let limits = self.limits;
        let transaction = self
            .card
            .transaction()
            .map_err(|e| fault::of(e, "transaction"))?;
        Ok(CardSession {
            transaction: Some(transaction),
            buffer: vec![0; MAX_BUFFER_SIZE_EXTENDED],
            limits,
        })
    }
}

impl fmt::Debug for PcscCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PcscCard({})", self.reader)
    }
}

/// A transaction with a card.
pub struct CardSession<'a> {
    transaction: Option<Transaction<'a>>,
    buffer: Vec<u8>,
    limits: Limits,
}

impl CardTransport for CardSession<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        let gone = || fault::of(pcsc::Error::InvalidHandle, "exchange");
        let card = self.transaction.as_ref().ok_or_else(gone)?;
        card.transmit(command, &mut self.buffer)
            .map(<[u8]>::to_vec)
            .map_err(|e| fault::of(e, "exchange"))
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

impl Drop for CardSession<'_> {
    fn drop(&mut self) {
        if let Some(transaction) = self.transaction.take() {
            // A card that has gone cannot be reset; nothing is left open then either.
            let _ = transaction.end(Disposition::ResetCard);
        }
    }
}

impl fmt::Debug for CardSession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardSession")
    }
}
