//! The card's side of PACE.

use zeroize::Zeroizing;

use super::access::ChipSuite;
use super::chip_key::{ChipKey, keys};
use crate::apdu::{Response, Status};
use crate::emrtd::access::authentication_token;
use crate::emrtd::crypto::cipher::pad;
use crate::emrtd::crypto::group::Group;
use crate::emrtd::crypto::integrated;
use crate::emrtd::tlv::{self, Tlv};
use crate::emrtd::{Mapping, Password, RandomSource, SecureMessaging, same};
use crate::{Code, Result};

/// A run of PACE under way.
pub(super) struct Run {
    suite: ChipSuite,
    group: Group,
    password: Password,
    step: Step,
}

enum Step {
    Start,
    Nonce(Zeroizing<Vec<u8>>),
    Mapped(Vec<u8>, Option<Zeroizing<Vec<u8>>>),
    Agreed {
        encryption: Zeroizing<Vec<u8>>,
        checksum: Zeroizing<Vec<u8>>,
        ours: Vec<u8>,
        theirs: Vec<u8>,
        mapping: Option<Zeroizing<Vec<u8>>>,
    },
}

/// What came of a step.
pub(super) enum Outcome {
    More(Response),
    Done(Response, Box<SecureMessaging>),
    Refused(Status),
}

impl Run {
    /// MSE:Set AT; none when the card has no such suite or password.
    pub(super) fn start(suites: &[ChipSuite], passwords: &[Password], data: &[u8]) -> Option<Self> {
        let fields = tlv::elements(data).ok()?;
        let protocol = tlv::find(&fields, 0x80).ok()?;
        let &[reference] = tlv::find(&fields, 0x83).ok()? else {
            return None;
        };
        let parameter = tlv::find(&fields, 0x84).ok();
        let fits: Vec<&ChipSuite> = suites
            .iter()
            .filter(|suite| suite.protocol() == protocol)
            .filter(|suite| parameter.is_none_or(|p| p == [suite.parameter]))
            .collect();
        // Several suites that differ in their parameters alone must be told apart.
        let [suite] = fits.as_slice() else {
            return None;
        };
        let password = passwords
            .iter()
            .find(|p| p.kind().reference() == reference)?;
        Some(Self {
            suite: **suite,
            group: suite.group()?,
            password: password.clone(),
            step: Step::Start,
        })
    }

    /// One GENERAL AUTHENTICATE.
    pub(super) fn step(
        &mut self,
        data: &[u8],
        chip: Option<&ChipKey>,
        random: &mut dyn RandomSource,
    ) -> Result<Outcome> {
        let fields = Tlv::expect(data, 0x7C)?.children()?;
        match std::mem::replace(&mut self.step, Step::Start) {
            Step::Start => self.nonce(random),
            Step::Nonce(nonce) => self.map(&nonce, tlv::find(&fields, 0x81)?, random),
            Step::Mapped(generator, mapping) => {
                self.agree(&generator, mapping, tlv::find(&fields, 0x83)?, random)
            }
            Step::Agreed {
                encryption,
                checksum,
                ours,
                theirs,
                mapping,
            } => {
                let token = |key: &[u8]| {
                    let protocol = self.suite.protocol();
                    let cipher = self.suite.cipher;
                    let key = self.group.minimal(key);
                    authentication_token(cipher, &checksum, &protocol, &self.group, key)
                };
                if !same(&token(&ours)?, tlv::find(&fields, 0x85)?) {
                    return Ok(Outcome::Refused(Status(0x6300)));
                }
                let mut content = tlv::write(0x86, &token(&theirs)?);
                if let (Some(mapping), Some(chip)) = (mapping, chip) {
                    content.extend(tlv::write(
                        0x8A,
                        &self.chip_data(&encryption, &mapping, chip)?,
                    ));
                }
                let zero = vec![0; self.suite.cipher.block()];
                let channel =
                    SecureMessaging::new(self.suite.cipher, &encryption, &checksum, &zero)?;
                Ok(Outcome::Done(answer(&content), Box::new(channel)))
            }
        }
    }

    fn nonce(&mut self, random: &mut dyn RandomSource) -> Result<Outcome> {
        let cipher = self.suite.cipher;
        // Whole blocks, and no shorter than the key (ICAO Doc 9303-11, 4.4.3.3).
        let length = cipher.key_length().next_multiple_of(cipher.block());
        let mut nonce = Zeroizing::new(vec![0; length]);
        random.fill(&mut nonce)?;
        let key = self.password.pace_key(cipher);
        let sealed = cipher.encrypt(&key, &vec![0; cipher.block()], &nonce)?;
        self.step = Step::Nonce(nonce);
        Ok(Outcome::More(answer(&tlv::write(0x80, &sealed))))
    }

    fn map(
        &mut self,
        nonce: &[u8],
        theirs: &[u8],
        random: &mut dyn RandomSource,
    ) -> Result<Outcome> {
        if self.suite.mapping == Mapping::Integrated {
            let generator = integrated::map(&self.group, self.suite.cipher, nonce, theirs)?;
            self.step = Step::Mapped(generator, None);
            return Ok(Outcome::More(answer(&tlv::write(0x82, &[]))));
        }
        let theirs = self.group.check(theirs)?;
        let private = self.group.draw(random)?;
        let ours = self.group.public(&self.group.generator(), &private)?;
        let shared = self.group.agree(&private, &theirs)?;
        let generator = self.group.map_generic(nonce, &shared)?;
        let kept = (self.suite.mapping == Mapping::ChipAuthentication).then_some(private);
        self.step = Step::Mapped(generator, kept);
        let content = tlv::write(0x82, self.group.minimal(&ours));
        Ok(Outcome::More(answer(&content)))
    }

    fn agree(
        &mut self,
        generator: &[u8],
        mapping: Option<Zeroizing<Vec<u8>>>,
        theirs: &[u8],
        random: &mut dyn RandomSource,
    ) -> Result<Outcome> {
        let theirs = self.group.check(theirs)?;
        let private = self.group.draw(random)?;
        let ours = self.group.public(generator, &private)?;
        let shared = self.group.agree(&private, &theirs)?;
        let (encryption, checksum) = keys(self.group.secret(&shared), self.suite.cipher);
        let content = tlv::write(0x84, self.group.minimal(&ours));
        self.step = Step::Agreed {
            encryption,
            checksum,
            ours,
            theirs,
            mapping,
        };
        Ok(Outcome::More(answer(&content)))
    }

    /// The mapping key divided by the static one, sealed.
    fn chip_data(&self, key: &[u8], mapping: &[u8], chip: &ChipKey) -> Result<Vec<u8>> {
        let Group::Ec(curve) = &self.group else {
            return Err(Code::AccessUnsupported.into());
        };
        let factor = curve.quotient(mapping, &chip.private)?;
        let cipher = self.suite.cipher;
        let vector = cipher.encrypt_block(key, &[0xFF; 16])?;
        cipher.encrypt(key, &vector, &pad(&factor, 16))
    }
}

fn answer(content: &[u8]) -> Response {
    Response::new(tlv::write(0x7C, content), Status::SUCCESS)
}
