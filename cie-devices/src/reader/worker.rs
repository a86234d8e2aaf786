//! The thread that holds a card's handle and does what it is told, one order at a time.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use pcsc::{Card, Disposition, MAX_BUFFER_SIZE_EXTENDED, Protocols, ShareMode, Transaction};
use zeroize::Zeroizing;

use super::bounded::late;
use super::fault;
use crate::{Code, Error, Result};

/// How often a card that another program holds is asked for again.
const RETRY: Duration = Duration::from_millis(50);
/// Every answer has a status of two bytes.
const STATUS: usize = 2;
/// How long the service may take to see that a card has gone.
const LOOKING: Duration = Duration::from_millis(1_500);
/// How long a dropped card may take to be let go.
const LAST: Duration = Duration::from_secs(2);

pub(super) enum Order {
    /// Begin a transaction; other programs have so long to end theirs.
    Begin(Duration),
    /// Send a command.
    Transmit(Zeroizing<Vec<u8>>),
    /// Reset the card within the transaction.
    Reset,
    /// End the transaction and reset the card.
    End,
}

type Answer = Result<Vec<u8>>;

pub(super) struct Worker {
    orders: Option<Sender<Order>>,
    answers: Receiver<Answer>,
}

impl Worker {
    pub(super) fn start(mut card: Card) -> Result<Self> {
        let (orders, todo) = channel();
        let (done, answers) = sync_channel(1);
        Builder::new()
            .name("cie card".to_owned())
            .spawn(move || {
                work(&mut card, &todo, &done);
                // The session was reset when it ended. The reset that dropping the handle adds would
                // come at any time, also within another program's first exchange.
                let _ = card.disconnect(Disposition::LeaveCard);
            })
            .map_err(|e| {
                Error::new(Code::ReaderUnavailable)
                    .detail("thread")
                    .caused_by(e)
            })?;
        Ok(Self {
            orders: Some(orders),
            answers,
        })
    }

    /// Gives an order and waits for its answer, at most so long. A worker that is late is given up:
    /// its answer would be taken for that of the next order.
    pub(super) fn ask(&mut self, order: Order, most: Duration, step: &'static str) -> Answer {
        let gone = || Error::new(Code::CardTimeout).detail(format!("{step}, after an earlier one"));
        let orders = self.orders.as_ref().ok_or_else(gone)?;
        if orders.send(order).is_err() {
            return Err(Error::new(Code::ReaderUnavailable).detail(step));
        }
        match self.answers.recv_timeout(most) {
            Ok(answer) => answer,
            Err(error) => {
                self.orders = None;
                Err(late(error, most, step))
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The thread ends without further orders and lets the card go; then its end is closed. One
        // that was given up for being late is not waited for.
        if self.orders.take().is_some() {
            let _ = self.answers.recv_timeout(LAST);
        }
    }
}

fn work(card: &mut Card, orders: &Receiver<Order>, answers: &SyncSender<Answer>) {
    while let Ok(order) = orders.recv() {
        let answer = match order {
            Order::Begin(most) => match begin(card, most) {
                Ok(transaction) => {
                    if answers.send(Ok(Vec::new())).is_err() {
                        return;
                    }
                    within(transaction, orders, answers)
                }
                Err(error) => Err(fault::of(error, "transaction")),
            },
            _ => Err(fault::of(pcsc::Error::InvalidHandle, "no transaction")),
        };
        if answers.send(answer).is_err() {
            return;
        }
    }
}

/// Begins a transaction. Another program that reset the card is a reason to connect again; one that
/// holds it, to ask again until time is up.
fn begin(card: &mut Card, most: Duration) -> std::result::Result<Transaction<'_>, pcsc::Error> {
    let until = Instant::now() + most;
    let mut card = card;
    loop {
        let error = match card.transaction2() {
            Ok(transaction) => return Ok(transaction),
            Err((same, error)) => {
                card = same;
                error
            }
        };
        match error {
            pcsc::Error::ResetCard if Instant::now() < until => {
                card.reconnect(ShareMode::Shared, Protocols::ANY, Disposition::LeaveCard)?;
            }
            pcsc::Error::SharingViolation if Instant::now() < until => std::thread::sleep(RETRY),
            other => return Err(other),
        }
    }
}

/// Why an exchange failed. A card taken away in the middle is a failed transmission at first: the
/// service looks whether it is there a few times a second. And a program that lets the card go may
/// reset it while it is ours: the service then says that no protocol is agreed.
fn cause(transaction: &Transaction<'_>, error: pcsc::Error) -> pcsc::Error {
    if error == pcsc::Error::ProtoMismatch {
        return pcsc::Error::ResetCard;
    }
    if !matches!(
        error,
        pcsc::Error::NotTransacted | pcsc::Error::CommDataLost | pcsc::Error::InternalError
    ) {
        return error;
    }
    let until = Instant::now() + LOOKING;
    while Instant::now() < until {
        match transaction.status2_owned() {
            Ok(_) => std::thread::sleep(RETRY),
            Err(gone) => return gone,
        }
    }
    error
}

/// Serves a transaction to its end, and gives the answer to the order that ended it.
fn within(
    mut transaction: Transaction<'_>,
    orders: &Receiver<Order>,
    answers: &SyncSender<Answer>,
) -> Answer {
    let mut buffer = vec![0; MAX_BUFFER_SIZE_EXTENDED];
    while let Ok(order) = orders.recv() {
        let answer = match order {
            Order::Transmit(command) => match transaction.transmit(&command, &mut buffer) {
                Ok(answer) if answer.len() >= STATUS => Ok(answer.to_vec()),
                // Some drivers give nothing at all for a card that has gone.
                Ok(_) => Err(pcsc::Error::NotTransacted),
                Err(error) => Err(error),
            }
            .map_err(|e| fault::of(cause(&transaction, e), "exchange")),
            Order::Reset => transaction
                .reconnect(ShareMode::Shared, Protocols::ANY, Disposition::ResetCard)
                .map(|()| Vec::new())
                .map_err(|e| fault::of(e, "reset")),
            Order::Begin(_) => Err(fault::of(pcsc::Error::InvalidHandle, "transaction twice")),
            Order::End => break,
        };
        if answers.send(answer).is_err() {
            break;
        }
    }
    transaction
        .end(Disposition::ResetCard)
        .map(|()| Vec::new())
        .map_err(|(_, e)| fault::of(e, "end"))
}
