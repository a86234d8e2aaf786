//! SIMULATED operator cards, for tests and courses.

use chrono::{TimeDelta, Utc};
use cie_core::redact::Secret;
use cie_devices::sim::{Purpose, TestAuthority, Validity, VirtualSco};
use ring::rand::SystemRandom;

use crate::Bytes;

record! {
    /// A SIMULATED operator card: its certificate, and its authority, say so.
    pub struct SimulatedOperatorCard {
        /// The card as bytes, with its key and the tries of its PIN: `VirtualOperatorCard` takes it.
        @personal pub card: Bytes,
        /// The test authority that vouches for it: a certificate in DER.
        pub authority: Bytes,
        /// The certificate of a SIMULATED recipient, for `seal_content`.
        pub recipient: Bytes,
        /// The recipient's private key, for `open_sealed`.
        @personal pub recipient_key: Bytes,
    }
}

/// Days for which its certificates hold.
const DAYS: i64 = 365;

export! { long
    /// Makes an operator card with this PIN (4 to 16 digits), its test authority, and somebody to seal for.
    /// `label` is the name in its certificate: not a person's.
    fn simulate_operator_card(
        pin: String,
        label: Option<String> = None,
    ) -> SimulatedOperatorCard, "Promise<SimulatedOperatorCard>"
    [
        /// `CIE-DEV-105` when the PIN is of another form;
        /// `CIE-DEV-107` when the label will not do as a name;
    ]
    {
        let random = SystemRandom::new();
        let now = Utc::now();
        let validity = Validity {
            // Clocks differ.
            not_before: now - TimeDelta::days(1),
            not_after: now + TimeDelta::days(DAYS),
        };
        let authority = TestAuthority::generate("SIMULATED authority", validity, &random)?;
        let label = label.as_deref().unwrap_or("SIMULATED operator card");
        let card = VirtualSco::issue(&authority, label, &Secret::new(pin), validity, &random)?;
        let recipient = authority.issue("SIMULATED recipient", Purpose::KeyAgreement, validity, &random)?;
        Ok(SimulatedOperatorCard {
            card: Bytes(card.to_bytes()?.to_vec()),
            authority: Bytes(card.authority().to_vec()),
            recipient: Bytes(recipient.certificate),
            recipient_key: Bytes(recipient.private_key.to_vec()),
        })
    }
}
