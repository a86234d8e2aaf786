//! The operator card: the virtual one, or the one that the configuration names.

use chrono::TimeDelta;
use cie_core::redact::Secret;
use cie_devices::operator::{OnePin, OperatorCard, PinPrompt};
use cie_devices::sim::{TestAuthority, Validity, VirtualSco};
use ring::rand::SystemRandom;

use super::counter::Counter;
use crate::exit::Failure;

/// The PIN of the virtual card. It protects nothing: the card is a simulator.
const VIRTUAL_PIN: &str = "12345678";
const CARD: &str = "state/virtual-sco.der";

/// A card that will sign, and the authority that certified it (X.509 in DER).
pub(super) enum Chosen {
    /// The simulator.
    Virtual(Box<VirtualSco>),
    /// A card in a reader.
    #[cfg(feature = "pkcs11")]
    Token(Box<super::config::CardConfig>, Vec<u8>),
}

/// A card with the one who is asked for its PIN.
pub(super) type Ready = (Box<dyn OperatorCard>, Box<dyn PinPrompt>);

/// The card that the configuration names; else the virtual one: that of an earlier run, or a new
/// one.
pub(super) fn chosen(counter: &mut Counter<'_>) -> Result<Chosen, Failure> {
    let chosen = match counter.config.card() {
        Some(config) => named(config)?,
        None => Chosen::Virtual(Box::new(virtual_card(counter)?)),
    };
    counter
        .folder
        .write("sco-ca.pem", pem(chosen.authority()).as_bytes())?;
    Ok(chosen)
}

fn virtual_card(counter: &Counter<'_>) -> Result<VirtualSco, Failure> {
    if let Some(bytes) = counter.folder.read(CARD)? {
        return Ok(VirtualSco::from_bytes(&bytes)?);
    }
    let rng = SystemRandom::new();
    let now = counter.now();
    let validity = Validity {
        not_before: now - TimeDelta::days(1),
        not_after: now + TimeDelta::days(365),
    };
    let authority = TestAuthority::generate("SCO test authority", validity, &rng)?;
    let pin = Secret::new(VIRTUAL_PIN);
    let card = VirtualSco::issue(&authority, "virtual SCO 0001", &pin, validity, &rng)?;
    counter.folder.write(CARD, &card.to_bytes()?)?;
    Ok(card)
}

#[cfg(feature = "pkcs11")]
fn named(config: &super::config::CardConfig) -> Result<Chosen, Failure> {
    let authority = config.authority()?;
    Ok(Chosen::Token(Box::new(config.clone()), authority))
}

#[cfg(not(feature = "pkcs11"))]
fn named(_: &super::config::CardConfig) -> Result<Chosen, Failure> {
    Err(Failure::new(
        crate::exit::Status::Environment,
        "questo programma è costruito senza PKCS#11: togliere [operator.card]",
        "this program is built without PKCS#11: take [operator.card] out",
    ))
}

impl Chosen {
    /// The certificate of the authority that certified the card.
    pub(super) fn authority(&self) -> &[u8] {
        match self {
            Self::Virtual(card) => card.authority(),
            #[cfg(feature = "pkcs11")]
            Self::Token(_, authority) => authority,
        }
    }

    pub(super) fn is_simulated(&self) -> bool {
        matches!(self, Self::Virtual(_))
    }

    /// The card itself, when it is time to sign: a request that is signed needs it no more.
    pub(super) fn ready(self, counter: &Counter<'_>) -> Result<Ready, Failure> {
        // The virtual card asks nobody anything.
        #[cfg(not(feature = "pkcs11"))]
        let _ = counter;
        match self {
            Self::Virtual(card) => {
                let pin = OnePin::new(Secret::new(VIRTUAL_PIN));
                Ok((card, Box::new(pin)))
            }
            #[cfg(feature = "pkcs11")]
            Self::Token(config, _) => config.open(counter.now(), counter.lang()),
        }
    }
}

fn pem(der: &[u8]) -> String {
    use base64::Engine as _;
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    let encoded = base64::engine::general_purpose::STANDARD.encode(der);
    for line in encoded.as_bytes().chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text + "-----END CERTIFICATE-----\n"
}
