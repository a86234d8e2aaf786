//! A card in a reader.

use std::fmt;

use pcsc::{Card, Protocol};
use zeroize::Zeroizing;

use super::bounded::Patience;
use super::fault;
use super::worker::{Order, Worker};
use crate::apdu::{CardTransport, Limits};
use crate::{Code, Error, Result};

/// A card in a reader, opened shared.
///
/// The service is spoken to from a thread of the card's own, so that no call waits longer than
/// [`Patience`] says. After a call that took too long the card is to be opened again.
pub struct PcscCard {
    worker: Worker,
    reader: String,
    atr: Vec<u8>,
    limits: Limits,
    patience: Patience,
}

/// What a card says when it is opened, and the thread that has its handle from then on: one that
/// nobody waits for any more lets the card go as it does after use.
pub(super) struct Opened {
    worker: Worker,
    atr: Vec<u8>,
    limits: Limits,
}

impl Opened {
    /// Asks the card just opened; called where the service may take its time.
    pub(super) fn read(card: Card) -> Result<Self> {
        // Some drivers do not give the ATR as an attribute: the status call always does.
        let status = card
            .status2_owned()
            .map_err(|e| fault::of(e, "card status"))?;
        // The protocol T=0 has no extended lengths (ISO/IEC 7816-3, 12.2).
        let limits = match status.protocol2() {
            Some(Protocol::T0) => Limits::SHORT,
            _ => Limits::EXTENDED,
        };
        Ok(Self {
            atr: status.atr().to_vec(),
            worker: Worker::start(card)?,
            limits,
        })
    }
}

impl PcscCard {
    pub(super) fn new(opened: Opened, reader: String, patience: Patience) -> Self {
        Self {
            worker: opened.worker,
            reader,
            atr: opened.atr,
            limits: opened.limits,
            patience,
        }
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

    /// How long to wait for a turn and for an answer.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Begins a transaction: until it is dropped, no other program talks to the card. The card is
    /// reset at the end, so that no open session is left to others. When another program reset the
    /// card meanwhile, it is connected again first.
    ///
    /// # Errors
    /// `CIE-DEV-400` when the card has gone, `CIE-DEV-402` when the reader has, `CIE-DEV-600` when
    /// another program has the card alone or does not give it up in time; then the card is to be
    /// opened again.
    pub fn session(&mut self) -> Result<CardSession<'_>> {
        let most = self.patience.turn;
        let begun = self.worker.ask(Order::Begin(most), most, "transaction");
        match begun {
            Ok(_) => Ok(CardSession { card: self }),
            // The service waits for the other program's end without saying so.
            Err(error) if error.code() == Code::CardTimeout => Err(Error::new(Code::CardBusy)
                .detail(format!("transaction, {} ms", most.as_millis()))
                .caused_by(error)),
            Err(error) => Err(error),
        }
    }
}

impl fmt::Debug for PcscCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PcscCard({})", self.reader)
    }
}

/// A transaction with a card.
pub struct CardSession<'a> {
    card: &'a mut PcscCard,
}

impl CardTransport for CardSession<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        let order = Order::Transmit(Zeroizing::new(command.to_vec()));
        let most = self.card.patience.exchange;
        self.card.worker.ask(order, most, "exchange")
    }

    fn limits(&self) -> Limits {
        self.card.limits
    }

    fn renew(&mut self) -> Result<bool> {
        let most = self.card.patience.opening;
        self.card.worker.ask(Order::Reset, most, "reset")?;
        Ok(true)
    }
}

impl Drop for CardSession<'_> {
    fn drop(&mut self) {
        // A card that has gone cannot be reset; nothing is left open then either.
        let _ = self
            .card
            .worker
            .ask(Order::End, self.card.patience.opening, "end");
    }
}

impl fmt::Debug for CardSession<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardSession")
    }
}
