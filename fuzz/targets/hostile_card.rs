//! A card that answers whatever the input says: the reader ends, in time, and never panics.
#![no_main]

use cie_devices::apdu::{CardTransport, Command, Response};
use cie_devices::emrtd::{Cipher, Continue, Password, RandomSource, Reader, SecureMessaging};
use cie_devices::{Code, Result, ias};
use libfuzzer_sys::fuzz_target;

/// Answers from the input, one length octet before each.
struct Hostile<'a>(&'a [u8]);

impl CardTransport for Hostile<'_> {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>> {
        let (&length, rest) = self.0.split_first().ok_or(Code::CardRemoved)?;
        let (answer, rest) = rest.split_at_checked(length.into()).ok_or(Code::CardRemoved)?;
        self.0 = rest;
        Ok(answer.to_vec())
    }
}

struct Same;

impl RandomSource for Same {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        bytes.fill(0x5A);
        Ok(())
    }
}

fuzz_target!(|data: &[u8]| {
    let passwords = Password::mrz_fields("L898902C", "690806", "940623").into_iter();
    let passwords: Vec<Password> = passwords.collect();
    if let Ok(mut reader) = Reader::open(Hostile(data)) {
        let _ = reader.gain_access(&passwords, &mut Same);
        let _ = reader.read_all(&mut |_| Continue::Yes);
        let _ = reader.authenticate_chip(&mut Same);
        let _ = ias::select(reader.channel());
        let _ = ias::read_nis(reader.channel());
        let _ = ias::tries_left(reader.channel(), ias::CardSecret::Pin);
    }
    let _ = Command::parse(data);
    if let (Ok(mut channel), Ok(response)) = (
        SecureMessaging::new(Cipher::Aes128, &[1; 16], &[2; 16], &[0; 16]),
        Response::parse(data),
    ) {
        let _ = channel.open(&response);
    }
});
