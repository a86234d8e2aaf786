//! PIN and PUK of a virtual card.

use cie_core::document::{Pin, Puk};
use cie_core::redact::Secret;

use crate::apdu::{Command, Status};

/// Tries of a PIN and of a PUK.
const PIN_TRIES: u8 = 3;
const PUK_TRIES: u8 = 10;

struct Counted {
    digits: Secret,
    left: u8,
    most: u8,
    verified: bool,
}

impl Counted {
    fn check(&mut self, given: &[u8]) -> Status {
        if self.left == 0 {
            return Status(0x6983);
        }
        if given == self.digits.expose().as_bytes() {
            self.left = self.most;
            self.verified = true;
            return Status::SUCCESS;
        }
        self.left -= 1;
        self.verified = false;
        self.state()
    }

    fn state(&self) -> Status {
        match (self.verified, self.left) {
            (true, _) => Status::SUCCESS,
            (false, 0) => Status(0x6983),
            (false, left) => Status(0x63C0 | u16::from(left)),
        }
    }
}

pub(super) struct Pins {
    pin: Counted,
    puk: Counted,
}

impl Pins {
    pub(super) fn new(pin: &Pin, puk: &Puk) -> Self {
        let counted = |digits: &str, most| Counted {
            digits: Secret::new(digits),
            left: most,
            most,
            verified: false,
        };
        Self {
            pin: counted(pin.expose(), PIN_TRIES),
            puk: counted(puk.expose(), PUK_TRIES),
        }
    }

    /// The digits of PIN and PUK, and the tries left of each.
    pub(super) fn state(&self) -> [(&Secret, u8); 2] {
        [&self.pin, &self.puk].map(|counted| (&counted.digits, counted.left))
    }

    /// Sets the tries left; none when there cannot be so many.
    pub(super) fn with_tries(mut self, pin: u8, puk: u8) -> Option<Self> {
        let possible = pin <= self.pin.most && puk <= self.puk.most;
        (self.pin.left, self.puk.left) = (pin, puk);
        possible.then_some(self)
    }

    /// What a reset forgets: that a secret was presented.
    pub(super) fn forget(&mut self) {
        (self.pin.verified, self.puk.verified) = (false, false);
    }

    /// VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER.
    pub(super) fn handle(&mut self, command: &Command) -> Status {
        let [_, instruction, p1, reference] = command.header();
        let data = command.payload();
        match (instruction, p1, reference) {
            (0x20, 0, 0x81 | 0x82) => {
                let secret = if reference == 0x81 {
                    &mut self.pin
                } else {
                    &mut self.puk
                };
                if data.is_empty() {
                    secret.state()
                } else {
                    secret.check(data)
                }
            }
            (0x24, 0, 0x81) => match data.split_at_checked(8) {
                Some((old, new)) if is_pin(new) => {
                    let status = self.pin.check(old);
                    if status.is_success() {
                        self.set_pin(new);
                    }
                    status
                }
                _ => Status(0x6A80),
            },
            (0x2C, 0x02, 0x81) if !self.puk.verified => Status(0x6982),
            (0x2C, 0x02, 0x81) if is_pin(data) => {
                self.set_pin(data);
                self.pin.left = PIN_TRIES;
                self.puk.verified = false;
                Status::SUCCESS
            }
            _ => Status(0x6A86),
        }
    }

    fn set_pin(&mut self, digits: &[u8]) {
        self.pin.digits = Secret::new(String::from_utf8_lossy(digits));
    }
}

fn is_pin(digits: &[u8]) -> bool {
    digits.len() == 8 && digits.iter().all(u8::is_ascii_digit)
}
