//! Public keys of a card from any bytes, in PACE and in DG14: weak ones and those off their curve
//! are refused, and nothing is agreed with them.
#![no_main]

use cie_devices::apdu::{CardTransport, Command};
use cie_devices::emrtd::access::pace;
use cie_devices::emrtd::{
    Channel, Password, RandomSource, SecurityInfos, chip_authentication, tlv,
};
use cie_devices::{Code, Result};
use libfuzzer_sys::fuzz_target;

/// Numbers of domain parameters: two of DH, five curves.
const GROUPS: [u8; 7] = [0, 2, 12, 13, 15, 17, 18];

struct Same;

impl RandomSource for Same {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        bytes.fill(0x5A);
        Ok(())
    }
}

/// Plays PACE with the input as both keys; knows neither password nor keys.
struct Card<'a> {
    key: &'a [u8],
    sent: u32,
}

impl CardTransport for Card<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        self.sent += 1;
        assert!(self.sent < 600, "commands without end");
        let command = Command::parse(command)?;
        let step = tlv::Tlv::expect(command.payload(), 0x7C)
            .and_then(|outer| outer.children())
            .map(|fields| fields.first().map(|field| field.tag));
        let content = match step {
            Ok(None) => tlv::write(0x80, &[0; 16]),
            Ok(Some(0x81)) => tlv::write(0x82, self.key),
            Ok(Some(0x83)) => tlv::write(0x84, self.key),
            Ok(Some(_)) => tlv::write(0x86, &[0; 8]),
            Err(_) => return Ok(vec![0x90, 0x00]),
        };
        Ok([tlv::write(0x7C, &content), vec![0x90, 0x00]].concat())
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((&choice, key)) = data.split_first() else {
        return;
    };
    let card = || Card { key, sent: 0 };
    if let Ok(infos) = SecurityInfos::parse(key) {
        let _ = chip_authentication(&mut Channel::new(card()), &infos, &mut Same);
    }
    let parameter = GROUPS[usize::from(choice) % GROUPS.len()];
    let agreement = if parameter > 2 { 2 } else { 1 };
    let protocol = [4, 0, 0x7F, 0, 7, 2, 2, 4, agreement, 2];
    let info = [
        tlv::write(0x06, &protocol),
        tlv::write(0x02, &[2]),
        tlv::write(0x02, &[parameter]),
    ];
    let access = tlv::write(0x31, &tlv::write(0x30, &info.concat()));
    let infos = SecurityInfos::parse(&access).expect("EF.CardAccess");
    let password = Password::mrz_fields("L898902C", "690806", "940623").expect("a password");
    let mut channel = Channel::new(card());
    let done = pace(&mut channel, &infos.pace[0], false, &password, &mut Same);
    // Without the password nobody gets through; which error it is depends on the key.
    let error = done.expect_err("a card without keys");
    assert_ne!(error.code(), Code::CardAccessRefused);
});
