//! SIMULATED cards, for tests and courses.

use cie_devices::emrtd::Cipher;
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, CardFaults, CardSecrets, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie,
};
use ring::rand::SystemRandom;

use super::CardFile;
use super::files::listed;
use super::verify::requested;
use crate::{Bytes, Day};

record! {
    /// A SIMULATED card, made out of a request: its certificates, and its authority, say so.
    pub struct SimulatedCard {
        /// The card as bytes, with its keys and the tries of its PIN: `cie card` and `VirtualCard`
        /// take it.
        @personal pub card: Bytes,
        /// Card access number, as printed on it.
        @personal pub can: String,
        /// Zone, as printed on it: three lines.
        @personal pub zone: String,
        /// PIN.
        @personal pub pin: String,
        /// PUK.
        @personal pub puk: String,
        /// The test authority that vouches for it: a certificate in DER.
        pub authority: Bytes,
        /// The files of its chip.
        @personal pub files: Vec<CardFile>,
    }
}

export! { long
    /// Makes the card that answers a request, as the mint would: files, test authority and document
    /// signer, chip key, PIN and PUK. The request is JSON, with serial, photograph (JPEG, JPEG 2000 or
    /// PNG) and outcome. `issued` is the day of issue, that of the request unless given. `faults` go
    /// wrong on demand, such as `tampered=DG11` or `removed-at=20`, parted by commas.
    fn simulate_card(
        request: String,
        issued: Option<Day> = None,
        faults: Option<String> = None,
    ) -> SimulatedCard, "Promise<SimulatedCard>"
    [
        /// `CIE-API-004` when the text is not a request in JSON;
        /// `CIE-DEV-640` when the photograph cannot be read;
        /// `CIE-DEV-641` naming what the request lacks;
        /// `CIE-DEV-642` for a fault that is not known;
    ]
    {
        let requested = requested(&request)?;
        let faults: CardFaults = faults.unwrap_or_default().parse()?;
        let issued = issued.map_or(requested.requested_on, |day| day.0);
        let mut random = SystemRandom::new();
        let secrets = CardSecrets::draw(&mut random)?;
        let data = CardData::for_request(&requested, &secrets, issued)?;
        let issuer = TestIssuer::generate(Validity::around_issue(issued), &random)?;
        let chip = ChipKeyKind::Dh(Cipher::TripleDes);
        let mut card = VirtualCie::personalise(&data, &issuer, &[ChipSuite::CIE], chip)?;
        card.break_with(faults)?;
        Ok(SimulatedCard {
            card: Bytes(card.to_bytes()?.to_vec()),
            can: secrets.can.expose().into(),
            zone: card.zone().to_lines(),
            pin: secrets.pin.expose().into(),
            puk: secrets.puk.expose().into(),
            authority: Bytes(card.authority().to_vec()),
            files: listed(|file| card.file(file)),
        })
    }
}
