//! A card that answers the same few things for ever: every exchange ends, with few commands.
#![no_main]

use cie_devices::Result;
use cie_devices::apdu::{CardTransport, Command, Limits, exchange};
use libfuzzer_sys::fuzz_target;

/// Gives the answers of the input round and round.
struct Round<'a> {
    answers: Vec<&'a [u8]>,
    sent: usize,
    limits: Limits,
}

impl CardTransport for Round<'_> {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>> {
        let at = self.sent % self.answers.len();
        self.sent += 1;
        Ok(self.answers[at].to_vec())
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((&shape, mut rest)) = data.split_first() else {
        return;
    };
    let mut answers = Vec::new();
    while let Some((&length, after)) = rest.split_first() {
        let (answer, after) = after.split_at(usize::from(length).min(after.len()));
        answers.push(answer);
        rest = after;
    }
    if answers.is_empty() {
        return;
    }
    let limits = if shape & 1 == 0 { Limits::SHORT } else { Limits::EXTENDED };
    let mut card = Round {
        answers,
        sent: 0,
        limits,
    };
    let data = vec![0; usize::from(shape >> 1) * 8];
    let command = Command::new(0, 0x86, 0, 0).data(&data).expecting(256);
    if let Ok(answer) = exchange(&mut card, &command) {
        assert!(answer.data().len() <= 65_536);
    }
    assert!(card.sent < 600, "{} commands", card.sent);
});
