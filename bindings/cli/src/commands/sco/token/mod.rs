//! `cie sco token`: the operator card in the reader, through its vendor's PKCS#11 module.

mod card;
mod list;
#[cfg(feature = "pcsc")]
mod locate;
mod login;
mod pin;
pub(crate) mod prompt;
mod record;
mod sign;
mod watch;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie sco token`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The cards in the readers, with their certificates. No PIN is asked for.
    List(list::Options),
    /// Follow the cards that come and go.
    Watch(watch::Options),
    /// Which reader holds the card of a certificate, what the others hold, and whether cards
    /// disturb each other. No PIN is asked for.
    #[cfg(feature = "pcsc")]
    Where(locate::Options),
    /// Verify the PIN of the card of a certificate.
    Login(login::Options),
    /// Sign a request, once: the signature is kept, and given again when asked for again.
    Sign(sign::Options),
    /// PIN of the card: how it stands, change it, unlock it.
    #[command(subcommand)]
    Pin(pin::Command),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::List(options) => list::run(options, report),
        Command::Watch(options) => watch::run(options, report),
        #[cfg(feature = "pcsc")]
        Command::Where(options) => locate::run(options, report),
        Command::Login(options) => login::run(options, report),
        Command::Sign(options) => sign::run(options, report),
        Command::Pin(command) => pin::run(command, report),
    }
}
