//! How fast a card is read over PC/SC, beside JMRTD with Bouncy Castle, in one run on one card.
//!
//!     cargo run --release --bin chip
//!
//! The card is the virtual CIE in a virtual reader of a smart card service that this program starts
//! in namespaces of its own, as the tests do; it needs root or user namespaces, `pcscd`, the driver
//! `vpcd`, Maven and Java. What the card itself takes is measured at the card and subtracted.

mod card;
mod crypto;
mod peer;
mod stack;

use std::process::ExitCode;
use std::time::Duration;

/// One way of reading, per session.
#[derive(Clone, Copy, Default)]
pub struct Figures {
    pub commands: u64,
    pub bytes: u64,
    /// Median time of the reader's side.
    pub reader: Duration,
}

fn main() -> ExitCode {
    match std::env::var_os(stack::INSIDE) {
        None => stack::enter(),
        Some(_) => {
            inside();
            ExitCode::SUCCESS
        }
    }
}

fn inside() {
    let _service = stack::Service::start();
    println!("one session: EF.CardAccess, PACE (DH-GM, 3DES, 2,048 bits), SOD, DG1, 2, 11, 12, 14,");
    println!("chip authentication, signature, chain and digests; the card's own time taken off\n");
    println!("{:<34} {:>6} {:>8} {:>11}", "who", "APDUs", "bytes", "reader, ms");
    let ours = card::full(40);
    line("cie", ours, None);
    for block in [223, 8_000] {
        let theirs = peer::run(40, block, "full");
        line(&format!("JMRTD, blocks of {block}"), theirs, Some(ours));
    }
    println!("\naccess alone: EF.CardAccess, PACE, SELECT");
    let ours = card::access(60);
    line("cie", ours, None);
    line("JMRTD", peer::run(60, 223, "access"), Some(ours));
    println!();
    crypto::run();
}

fn line(who: &str, figures: Figures, ours: Option<Figures>) {
    let millis = figures.reader.as_secs_f64() * 1e3;
    print!("{who:<34} {:>6} {:>8} {millis:>11.2}", figures.commands, figures.bytes);
    match ours {
        Some(ours) => println!(
            "   {:.2} times ours",
            figures.reader.as_secs_f64() / ours.reader.as_secs_f64()
        ),
        None => println!(),
    }
}
