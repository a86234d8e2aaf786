//! Parameters of RSASSA-PSS (RFC 4055, 3.1; RFC 4056).

use der::asn1::{Any, ObjectIdentifier};
use der::{Decode, Encode, Sequence};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::oids;

/// Bytes of salt: as many as the digest has.
const SALT: u8 = 32;

/// RSASSA-PSS-params. What is absent has the standard's default, which is SHA-1: not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Parameters {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<Mask>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u8>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u8>,
}

/// MGF1 with its digest.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Mask {
    oid: ObjectIdentifier,
    hash: AlgorithmIdentifierOwned,
}

/// The parameters for SHA-256, MGF1 with SHA-256 and 32 bytes of salt.
pub(super) fn sha256() -> der::Result<Any> {
    let hash = || AlgorithmIdentifierOwned {
        oid: oids::SHA256,
        parameters: None,
    };
    Any::encode_from(&Parameters {
        hash: Some(hash()),
        mask: Some(Mask {
            oid: oids::MGF1,
            hash: hash(),
        }),
        salt: Some(SALT),
        trailer: None,
    })
}

/// Whether these are those parameters; NULL beside a digest says the same as nothing.
pub(super) fn is_sha256(parameters: Option<&Any>) -> bool {
    let read = || {
        let bytes = parameters?.to_der().ok()?;
        Parameters::from_der(&bytes).ok()
    };
    let plain = |hash: &AlgorithmIdentifierOwned| {
        let null = |any: &Any| *any == Any::null();
        hash.oid == oids::SHA256 && hash.parameters.as_ref().is_none_or(null)
    };
    read().is_some_and(|given| {
        given.hash.as_ref().is_some_and(plain)
            && given
                .mask
                .is_some_and(|mask| mask.oid == oids::MGF1 && plain(&mask.hash))
            && given.salt == Some(SALT)
            && given.trailer.is_none_or(|trailer| trailer == 1)
    })
}
