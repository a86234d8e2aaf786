//! Passwords of HTTP Basic: kept as salted digests, compared in constant time, never shown.

use std::collections::HashSet;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cie_core::redact::Secret;
use ring::rand::{SecureRandom, SystemRandom};
use ring::{hmac, pbkdf2};

use crate::{Code, Error, Result};

/// Rounds of a new digest (OWASP's figure of 2023 for PBKDF2 with SHA-256).
const ROUNDS: u32 = 600_000;
/// Most rounds accepted from a file: more would be a way to keep the processor busy.
const MAX_ROUNDS: u32 = 10_000_000;
const SALT: usize = 16;
const DIGEST: usize = 32;
/// Longest password, and longest `authorization` header looked at.
const MAX_PASSWORD: usize = 256;
const MAX_HEADER: usize = 1024;
/// Credentials remembered as right.
const MAX_KNOWN: usize = 64;

/// The digest of a password, as configuration files keep it:
/// `pbkdf2-sha256$600000$SALT$DIGEST`, both in base64.
///
/// ```
/// use cie_core::redact::Secret;
/// use cie_sad::hosting::PasswordDigest;
/// # let digest: PasswordDigest =
/// #     "pbkdf2-sha256$1$c2FsdHNhbHRzYWx0c2FsdA==$vAyLLLQ4nNAXANJvGxU20O64iVpWBVOAaLqtmNfM4G4=".parse()?;
/// # let text = digest.to_string();
/// let digest: PasswordDigest = text.parse()?;
/// assert!(!digest.matches(&Secret::new("wrong")));
/// assert_eq!(format!("{digest:?}"), "PasswordDigest([secret])");
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone)]
pub struct PasswordDigest {
    rounds: NonZeroU32,
    salt: [u8; SALT],
    digest: [u8; DIGEST],
}

impl PasswordDigest {
    /// The digest of a password, with a salt of its own. Takes a while, on purpose.
    ///
    /// # Errors
    /// `CIE-SAD-312` when the password is empty or longer than 256 bytes, `CIE-SAD-302` when the
    /// machine has no randomness.
    pub fn of(password: &Secret) -> Result<Self> {
        let password = password.expose();
        if password.is_empty() || password.len() > MAX_PASSWORD {
            return Err(Error::new(Code::BadPassword).detail("1 to 256 bytes"));
        }
        let mut salt = [0; SALT];
        SystemRandom::new()
            .fill(&mut salt)
            .map_err(|_| Error::new(Code::Runtime).detail("no randomness"))?;
        let rounds = NonZeroU32::new(ROUNDS).unwrap_or(NonZeroU32::MIN);
        let mut digest = [0; DIGEST];
        let password = password.as_bytes();
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            rounds,
            &salt,
            password,
            &mut digest,
        );
        Ok(Self {
            rounds,
            salt,
            digest,
        })
    }

    /// Whether this is the password, compared in constant time.
    #[must_use]
    pub fn matches(&self, password: &Secret) -> bool {
        let (salt, digest) = (&self.salt, &self.digest);
        let password = password.expose().as_bytes();
        pbkdf2::verify(
            pbkdf2::PBKDF2_HMAC_SHA256,
            self.rounds,
            salt,
            password,
            digest,
        )
        .is_ok()
    }
}

impl FromStr for PasswordDigest {
    type Err = Error;

    /// # Errors
    /// `CIE-SAD-312` for any other form. The text is not repeated.
    fn from_str(text: &str) -> Result<Self> {
        let bad = || Error::new(Code::BadPassword);
        let mut parts = text.split('$');
        let mut next = || parts.next().ok_or_else(bad);
        let (scheme, rounds, salt, digest) = (next()?, next()?, next()?, next()?);
        if scheme != "pbkdf2-sha256" || parts.next().is_some() {
            return Err(bad());
        }
        let rounds = rounds.parse().map_err(|_| bad())?;
        if rounds > NonZeroU32::new(MAX_ROUNDS).unwrap_or(NonZeroU32::MAX) {
            return Err(bad().detail("too many rounds"));
        }
        let bytes = |text: &str| STANDARD.decode(text).map_err(|_| bad());
        Ok(Self {
            rounds,
            salt: bytes(salt)?.try_into().map_err(|_| bad())?,
            digest: bytes(digest)?.try_into().map_err(|_| bad())?,
        })
    }
}

impl fmt::Display for PasswordDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (salt, digest) = (STANDARD.encode(self.salt), STANDARD.encode(self.digest));
        write!(f, "pbkdf2-sha256${}${salt}${digest}", self.rounds)
    }
}

impl fmt::Debug for PasswordDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordDigest([secret])")
    }
}

/// Users who may come in with HTTP Basic.
///
/// Checking a password is slow on purpose. Credentials that were right are remembered, under a key
/// that lives and dies with the process, so that the next request with them costs nothing.
pub struct BasicUsers {
    users: Vec<(String, PasswordDigest)>,
    key: hmac::Key,
    known: Mutex<HashSet<[u8; DIGEST]>>,
}

impl BasicUsers {
    /// These users.
    ///
    /// # Errors
    /// `CIE-SAD-312` for an empty name or one with a colon; `CIE-SAD-302` without randomness.
    pub fn new(users: Vec<(String, PasswordDigest)>) -> Result<Self> {
        if users
            .iter()
            .any(|(name, _)| name.is_empty() || name.contains(':'))
        {
            return Err(Error::new(Code::BadPassword).detail("name of a user"));
        }
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new())
            .map_err(|_| Error::new(Code::Runtime).detail("no randomness"))?;
        Ok(Self {
            users,
            key,
            known: Mutex::default(),
        })
    }

    /// Whether the `authorization` header was found right before: quick, and never a no.
    #[must_use]
    pub fn knows(&self, header: &[u8]) -> bool {
        let tag = self.tag(header);
        self.with_known(|known| known.contains(&tag))
    }

    /// Checks an `authorization` header: slow.
    #[must_use]
    pub fn check(&self, header: &[u8]) -> bool {
        let Some((name, password)) = credentials(header) else {
            return false;
        };
        let found = self.users.iter().find(|(user, _)| *user == name);
        let Some((_, digest)) = found.or_else(|| self.users.first()) else {
            return false;
        };
        // An unknown user costs as much as a known one, so that time tells nothing.
        let right = digest.matches(&password) && found.is_some();
        if right {
            let tag = self.tag(header);
            self.with_known(|known| {
                if known.len() >= MAX_KNOWN {
                    known.clear();
                }
                known.insert(tag);
            });
        }
        right
    }

    fn tag(&self, header: &[u8]) -> [u8; DIGEST] {
        let mut tag = [0; DIGEST];
        tag.copy_from_slice(hmac::sign(&self.key, header).as_ref());
        tag
    }

    fn with_known<T>(&self, act: impl FnOnce(&mut HashSet<[u8; DIGEST]>) -> T) -> T {
        act(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for BasicUsers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BasicUsers({})", self.users.len())
    }
}

/// Name and password of a header (RFC 7617).
fn credentials(header: &[u8]) -> Option<(String, Secret)> {
    let text = std::str::from_utf8(header.get(..header.len().min(MAX_HEADER))?).ok()?;
    let (scheme, rest) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || header.len() > MAX_HEADER {
        return None;
    }
    let mut both = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
    let password = both.split_off(both.find(':')?);
    let password = Secret::new(password.get(1..)?);
    (password.expose().len() <= MAX_PASSWORD).then_some((both, password))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Python: `base64(hashlib.pbkdf2_hmac("sha256", b"passwd", b"saltsaltsaltsalt", 1000))`.
    const PASSWD: &str =
        "pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$n4PA7KayQ8H+KYljp2Dl/38BO3UhEmLfrgsulEpdxsE=";

    #[test]
    fn a_digest_of_another_implementation_is_understood() {
        let digest: PasswordDigest = PASSWD.parse().unwrap();
        assert!(digest.matches(&Secret::new("passwd")));
        assert!(!digest.matches(&Secret::new("Passwd")) && !digest.matches(&Secret::new("")));
        assert_eq!(digest.to_string(), PASSWD);
    }

    #[test]
    fn what_is_not_a_digest_is_refused_without_being_repeated() {
        for text in [
            "",
            "hunter2",
            "pbkdf2-sha256$0$c2FsdHNhbHRzYWx0c2FsdA==$vAyLLLQ4nNAXANJvGxU20O64iVpWBVOAaLqtmNfM4G4=",
            "pbkdf2-sha256$99999999$c2FsdHNhbHRzYWx0c2FsdA==$vAyLLLQ4nNAXANJvGxU20O64iVpWBVOAaLqtmNfM4G4=",
            "pbkdf2-sha256$1$c2FsdA==$vAyLLLQ4nNAXANJvGxU20O64iVpWBVOAaLqtmNfM4G4=",
            "pbkdf2-sha256$1$c2FsdHNhbHRzYWx0c2FsdA==$vAyL",
            "pbkdf2-sha1$1$c2FsdHNhbHRzYWx0c2FsdA==$vAyLLLQ4nNAXANJvGxU20O64iVpWBVOAaLqtmNfM4G4=",
        ] {
            let error = text.parse::<PasswordDigest>().unwrap_err();
            assert_eq!(error.code(), Code::BadPassword);
            assert!(text.is_empty() || !error.to_string().contains(text));
        }
    }

    #[test]
    fn only_the_right_pair_comes_in() {
        let users = vec![("sportello".to_owned(), PASSWD.parse().unwrap())];
        let users = BasicUsers::new(users).unwrap();
        let header = |text: &str| format!("Basic {}", STANDARD.encode(text)).into_bytes();
        let right = header("sportello:passwd");
        assert!(!users.knows(&right));
        assert!(users.check(&right) && users.knows(&right));
        for wrong in [
            "sportello:other",
            "altro:passwd",
            "sportello",
            ":passwd",
            "sportello:passwd:",
        ] {
            let header = header(wrong);
            assert!(!users.check(&header) && !users.knows(&header), "{wrong}");
        }
        for header in ["", "Basic", "Basic !", "Bearer c3BvcnRlbGxvOnBhc3N3ZA=="] {
            assert!(!users.check(header.as_bytes()), "{header}");
        }
        assert!(BasicUsers::new(vec![("a:b".into(), PASSWD.parse().unwrap())]).is_err());
        assert!(!BasicUsers::new(Vec::new()).unwrap().check(&right));
    }

    proptest::proptest! {
        #[test]
        fn no_header_panics(header: Vec<u8>) {
            let users = BasicUsers::new(Vec::new()).unwrap();
            proptest::prop_assert!(!users.check(&header));
        }

        #[test]
        fn no_text_panics(text in "(pbkdf2-sha256\\$[0-9]{0,9}\\$)?.{0,60}") {
            let _ = text.parse::<PasswordDigest>();
        }
    }
}
