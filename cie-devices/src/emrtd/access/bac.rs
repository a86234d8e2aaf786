//! Basic access control (ICAO Doc 9303-11, 4.3).

use zeroize::Zeroizing;

use super::Password;
use crate::apdu::{CardTransport, Command, During, Meaning};
use crate::emrtd::RandomSource;
use crate::emrtd::channel::Channel;
use crate::emrtd::crypto::cipher::{Cipher, pad};
use crate::emrtd::crypto::kdf::{Use, derive};
use crate::emrtd::crypto::same;
use crate::emrtd::messaging::SecureMessaging;
use crate::{Code, Error, Result};

/// Runs basic access control with the password from the machine readable zone; the eMRTD
/// application must be selected. The channel is secure afterwards.
///
/// # Errors
/// `CIE-DEV-420` for a password of another kind, `CIE-DEV-421` when the card does not accept it,
/// `CIE-DEV-423` for a malformed answer, `CIE-DEV-424` when the card's proof is wrong, and those of
/// the transport.
pub fn basic_access_control<T: CardTransport>(
    channel: &mut Channel<T>,
    password: &Password,
    random: &mut dyn RandomSource,
) -> Result<()> {
    let cipher = Cipher::TripleDes;
    let seed = password
        .bac_seed()
        .ok_or_else(|| Error::new(Code::BadAccessPassword).detail("BAC takes the MRZ only"))?;
    let encryption = derive(seed, Use::Encryption, cipher);
    let checksum = derive(seed, Use::Checksum, cipher);

    let challenge = Command::new(0x00, 0x84, 0x00, 0x00).expecting(8);
    let theirs = channel
        .send(&challenge)
        .during("BAC challenge")?
        .ok("GET CHALLENGE")?;
    let theirs: [u8; 8] = theirs
        .try_into()
        .map_err(|_| Error::new(Code::AccessMalformed).detail("challenge"))?;
    let mut ours = [0; 8];
    random.fill(&mut ours)?;
    let mut key = Zeroizing::new([0; 16]);
    random.fill(key.as_mut())?;

    let plain = Zeroizing::new([&ours[..], &theirs, key.as_ref()].concat());
    let mut sealed = cipher.encrypt(&encryption, &[0; 8], &plain)?;
    let mac = cipher.mac(&checksum, &pad(&sealed, 8))?;
    sealed.extend_from_slice(&mac);
    let authenticate = Command::new(0x00, 0x82, 0x00, 0x00)
        .data(&sealed)
        .expecting(40);
    let response = channel.send(&authenticate).during("BAC")?;
    match response.status().meaning() {
        Meaning::VerificationFailed
        | Meaning::TriesLeft(_)
        | Meaning::SecurityNotSatisfied
        | Meaning::SecureMessagingWrong => {
            return Err(
                Error::new(Code::WrongAccessPassword).detail(format!("BAC, {}", response.status()))
            );
        }
        _ => {}
    }
    let answer = response.ok("EXTERNAL AUTHENTICATE")?;
    let (sealed, proof) = answer
        .split_at_checked(32)
        .ok_or_else(|| Error::new(Code::AccessMalformed).detail("length"))?;
    if !same(&cipher.mac(&checksum, &pad(sealed, 8))?, proof) {
        return Err(Error::new(Code::CardProofWrong).detail("BAC checksum"));
    }
    let plain = cipher.decrypt(&encryption, &[0; 8], sealed)?;
    let echoed = [&theirs[..], &ours].concat();
    let (nonces, their_key) = plain.split_at_checked(16).unwrap_or_default();
    if !same(nonces, &echoed) {
        return Err(Error::new(Code::CardProofWrong).detail("BAC nonces"));
    }
    let seed: Zeroizing<Vec<u8>> =
        Zeroizing::new(key.iter().zip(their_key).map(|(a, b)| a ^ b).collect());
    let counter = [theirs.get(4..), ours.get(4..)]
        .map(Option::unwrap_or_default)
        .concat();
    channel.secure(SecureMessaging::new(
        cipher,
        &derive(&seed, Use::Encryption, cipher),
        &derive(&seed, Use::Checksum, cipher),
        &counter,
    )?);
    Ok(())
}
