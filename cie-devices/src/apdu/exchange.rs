//! One command and its whole answer, whatever the transport makes of lengths.

use super::response::MAX_RESPONSE;
use super::{CardTransport, Command, Meaning, Response};
use crate::{Code, Error, Result};

/// Data bytes of one link of a chain.
const LINK: usize = 255;
/// Most GET RESPONSE of one answer: a file of 64 KB in pieces of 256 bytes.
const MAX_PIECES: usize = 260;
/// Class bit of all links of a chain but the last.
const CHAINED: u8 = 0x10;

/// Sends a command and collects its answer.
///
/// A command too long for the transport is sent as a chain (ISO/IEC 7816-4, 5.3.3). `61xx` is
/// answered with GET RESPONSE until all bytes are there, `6Cxx` by asking again once with the length
/// the card names.
///
/// # Errors
/// `CIE-DEV-400` to `CIE-DEV-402` from the transport, `CIE-DEV-403` for a command that cannot be
/// written, `CIE-DEV-404` for an answer that is none, `CIE-DEV-405` for one without end.
pub fn exchange<T: CardTransport + ?Sized>(card: &mut T, command: &Command) -> Result<Response> {
    let command = fit(card, command)?;
    let mut response = once(card, &command)?;
    if let Meaning::ExactLength(length) = response.status().meaning() {
        let again = command.clone().expecting(length.into());
        response = once(card, &again)?;
    }
    collect(card, &command, response)
}

/// The command as the transport can carry it, after sending all links of a chain but the last.
fn fit<T: CardTransport + ?Sized>(card: &mut T, command: &Command) -> Result<Command> {
    let limits = card.limits();
    let too_long = command.encode()?.len() > limits.command;
    if limits.extended && !too_long || !command.needs_extended() {
        return Ok(command.clone());
    }
    let mut last = command.payload();
    let [class, instruction, p1, p2] = command.header();
    while let Some((link, rest)) = last.split_at_checked(LINK)
        && !rest.is_empty()
    {
        let link = Command::new(class | CHAINED, instruction, p1, p2).data(link);
        once(card, &link)?.status().check("command chaining")?;
        last = rest;
    }
    let short = Command::new(class, instruction, p1, p2).data(last);
    Ok(match command.expected() {
        Some(expected) => short.expecting(expected.min(256)),
        None => short,
    })
}

fn once<T: CardTransport + ?Sized>(card: &mut T, command: &Command) -> Result<Response> {
    Response::parse(&card.transmit(&command.encode()?)?)
}

fn collect<T: CardTransport + ?Sized>(
    card: &mut T,
    command: &Command,
    first: Response,
) -> Result<Response> {
    let Meaning::MoreData(mut waiting) = first.status().meaning() else {
        return Ok(first);
    };
    let [class, ..] = command.header();
    let mut data = first.data().to_vec();
    for _ in 0..MAX_PIECES {
        // Secure messaging and chaining belong to the command, not to fetching its answer.
        let get = Command::new(class & !(CHAINED | 0x0C), 0xC0, 0, 0).expecting(waiting.into());
        let mut piece = once(card, &get)?;
        if let Meaning::ExactLength(length) = piece.status().meaning() {
            piece = once(card, &get.expecting(length.into()))?;
        }
        data.extend_from_slice(piece.data());
        if data.len() > MAX_RESPONSE {
            return Err(Code::ResponseTooLong.into());
        }
        match piece.status().meaning() {
            Meaning::MoreData(more) => waiting = more,
            _ => return Ok(Response::new(data, piece.status())),
        }
    }
    Err(Error::new(Code::ResponseTooLong).detail("GET RESPONSE without end"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apdu::{Limits, Status};

    /// Answers from a list, and keeps what it was asked.
    struct Script {
        answers: Vec<Vec<u8>>,
        asked: Vec<Vec<u8>>,
        limits: Limits,
    }

    impl Script {
        fn new(answers: &[&[u8]], limits: Limits) -> Self {
            let answers = answers.iter().rev().map(|a| a.to_vec()).collect();
            Self {
                answers,
                asked: Vec::new(),
                limits,
            }
        }
    }

    impl CardTransport for Script {
        fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
            self.asked.push(command.to_vec());
            self.answers.pop().ok_or_else(|| Code::CardRemoved.into())
        }
        fn limits(&self) -> Limits {
            self.limits
        }
    }

    #[test]
    fn pieces_are_put_together() {
        let answers: [&[u8]; 3] = [&[1, 2, 0x61, 2], &[3, 4, 0x61, 0], &[5, 0x90, 0]];
        let mut card = Script::new(&answers, Limits::SHORT);
        let command = Command::new(0x0C, 0xB0, 0, 0).expecting(256);
        let answer = exchange(&mut card, &command).unwrap();
        assert_eq!(
            (answer.data(), answer.status()),
            (&[1, 2, 3, 4, 5][..], Status::SUCCESS)
        );
        assert_eq!(card.asked[1], [0, 0xC0, 0, 0, 2]);
        assert_eq!(card.asked[2], [0, 0xC0, 0, 0, 0]);
    }

    #[test]
    fn a_wrong_length_is_asked_again_once() {
        let answers: [&[u8]; 2] = [&[0x6C, 3], &[0x6C, 4]];
        let mut card = Script::new(&answers, Limits::SHORT);
        let answer = exchange(&mut card, &Command::new(0, 0xB0, 0, 0).expecting(9)).unwrap();
        assert_eq!(answer.status(), Status(0x6C04));
        assert_eq!(card.asked[1], [0, 0xB0, 0, 0, 3]);
    }

    #[test]
    fn long_commands_become_chains() {
        let answers: [&[u8]; 2] = [&[0x90, 0], &[7, 0x90, 0]];
        let mut card = Script::new(&answers, Limits::SHORT);
        let long = Command::new(0, 0x86, 0, 0)
            .data(&[8; 264])
            .expecting(65_536);
        assert_eq!(exchange(&mut card, &long).unwrap().data(), [7]);
        assert_eq!(card.asked[0][..5], [0x10, 0x86, 0, 0, 255]);
        assert_eq!(card.asked[1][..5], [0, 0x86, 0, 0, 9]);
        assert_eq!(card.asked[1].last(), Some(&0));
        let mut card = Script::new(&[&[0x90, 0]], Limits::EXTENDED);
        exchange(&mut card, &long).unwrap();
        assert_eq!(card.asked[0][..7], [0, 0x86, 0, 0, 0, 1, 8]);
    }

    #[test]
    fn an_answer_without_end_is_cut() {
        struct Endless;
        impl CardTransport for Endless {
            fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>> {
                Ok(vec![0x61, 0])
            }
        }
        let error = exchange(&mut Endless, &Command::new(0, 0xB0, 0, 0)).unwrap_err();
        assert_eq!(error.code(), Code::ResponseTooLong);
    }
}
