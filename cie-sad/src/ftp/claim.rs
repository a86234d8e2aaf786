//! How a connector marks a request as its own: by the name it moves the file to.

use std::ffi::OsStr;

use crate::Result;
use crate::{Code, Error};

/// Length of a connector's name and of half a ticket.
const WIDTH: usize = 8;

/// A request in the work folder: `OWNER-ATTEMPT-TICKET~NAME`.
///
/// The ticket names the claimed file for good, so that two uploads of one name never meet; owner
/// and attempt change when another connector takes over from one that died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) owner: String,
    /// How many connectors began with it; each but the last died on it or was stopped.
    pub(super) attempt: u8,
    pub(super) ticket: String,
    /// The name it was uploaded under.
    pub(super) name: String,
}

impl Claim {
    pub(super) fn parse(file: &OsStr) -> Option<Self> {
        let (head, name) = file.to_str()?.split_once('~')?;
        let mut parts = head.split('-');
        let (owner, attempt, ticket) = (parts.next()?, parts.next()?, parts.next()?);
        let hex = |text: &str, len: usize| {
            text.len() == len
                && text
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        let fits = hex(owner, WIDTH) && hex(attempt, 2) && hex(ticket, 2 * WIDTH);
        (fits && parts.next().is_none() && !name.is_empty()).then_some(())?;
        Some(Self {
            owner: owner.to_owned(),
            attempt: u8::from_str_radix(attempt, 16).ok()?,
            ticket: ticket.to_owned(),
            name: name.to_owned(),
        })
    }

    pub(super) fn file(&self) -> String {
        let Self {
            owner,
            attempt,
            ticket,
            name,
        } = self;
        format!("{owner}-{attempt:02x}-{ticket}~{name}")
    }
}

/// One connector at work: a random name, and tickets for what it claims.
#[derive(Debug)]
pub(super) struct Owner {
    name: String,
    next: u32,
}

impl Owner {
    pub(super) fn new() -> Result<Self> {
        use ring::rand::SecureRandom;
        let mut bytes = [0; WIDTH / 2];
        ring::rand::SystemRandom::new()
            .fill(&mut bytes)
            .map_err(|_| Error::new(Code::Runtime).detail("randomness"))?;
        let name = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { name, next: 0 })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A name for one more file, never used before.
    pub(super) fn ticket(&mut self) -> String {
        self.next = self.next.wrapping_add(1);
        format!("{}{:08x}", self.name, self.next)
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use proptest::prelude::*;

    use super::{Claim, Owner};

    proptest! {
        #[test]
        fn a_claim_is_read_back(attempt: u8, name in "[A-Za-z0-9._~-]{1,128}") {
            let mut owner = Owner::new().unwrap();
            let ticket = owner.ticket();
            let claim = Claim { owner: owner.name().into(), attempt, ticket, name };
            prop_assert_eq!(Claim::parse(OsStr::new(&claim.file())), Some(claim));
        }

        #[test]
        fn any_name_is_a_claim_or_not(name: String) {
            if let Some(claim) = Claim::parse(OsStr::new(&name)) {
                prop_assert_eq!(claim.file(), name);
            }
        }
    }

    #[test]
    fn what_is_not_a_claim_is_left_alone() {
        for name in [
            "",
            "~",
            "RIC-1.xml",
            ".0123abcd.lock",
            "0123abcd-01-0123abcd00000001~",
            "0123ABCD-01-0123abcd00000001~x",
            "0123abcd-1-0123abcd00000001~x",
            "0123abcd-01-0123abcd00000001-9~x",
        ] {
            assert_eq!(Claim::parse(OsStr::new(name)), None, "{name}");
        }
    }
}
