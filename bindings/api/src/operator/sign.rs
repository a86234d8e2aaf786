//! Content signed with an operator card.

use chrono::Utc;
use cie_devices::operator::cms::{self, Placement};

use super::OperatorCard;
use super::link::Linked;
use crate::Bytes;

record! {
    /// What a signed message holds, and who signed it.
    pub struct SignedContent {
        /// What was signed.
        @personal pub content: Bytes,
        /// Subject of the signer's certificate (RFC 4514), which may name a person.
        @personal pub signer: String,
        /// The signer's certificate, X.509 in DER, which may name a person.
        @personal pub certificate: Bytes,
        /// When the signer says to have signed, such as `2026-11-23T09:30:00Z`; nobody else vouches
        /// for it.
        pub signed_at: Option<String> = None,
        /// Whether the certificate was held against authorities, and is theirs.
        pub trusted: bool,
    }
}

export! { long
    /// Signs content, such as the canonical form of a request, with the operator's card: CMS SignedData
    /// (RFC 5652) in CAdES-BES form, with the moment of signing and the card's certificate. The content
    /// travels inside, unless the signature is to be `detached`. What CIEOnline wants is not public.
    fn sign_content(
        content: Bytes,
        card: OperatorCard,
        detached: Option<bool> = None,
    ) -> Bytes, "Promise<Bytes>"
    [
        /// `CIE-API-040` when the card did not say its certificate or how it signs;
        /// `CIE-DEV-107` when its certificate is none;
        /// `CIE-DEV-109` when it did not sign;
        /// `CIE-DEV-111` when the content is larger than 16 MiB;
    ]
    {
        let mut card = Linked::new(card)?;
        let placement = match detached {
            Some(true) => Placement::Detached,
            _ => Placement::Embedded,
        };
        Ok(Bytes(cms::sign(&content.0, &mut card, Utc::now(), placement)?))
    }

    /// Verifies what was signed, now, against certificates of authorities (X.509 in DER); without any,
    /// only whether it is whole. A detached signature needs the content that it is of.
    fn verify_signed(
        message: Bytes,
        authorities: Vec<Bytes>,
        content: Option<Bytes> = None,
    ) -> SignedContent, "Promise<SignedContent>"
    [
        /// `CIE-DEV-111` to `CIE-DEV-115` when it is no such message;
        /// `CIE-DEV-116` when the content was altered, `CIE-DEV-117` when the signature is wrong;
        /// `CIE-DEV-118` when the certificate is not the one that was signed with;
        /// `CIE-DEV-119` when it is none of these authorities' now, `CIE-DEV-120` when it is not for
        /// signing;
        /// `CIE-DEV-107` when an authority's certificate is none;
    ]
    {
        let content = content.as_ref().map(|content| content.0.as_slice());
        let anchors: Vec<&[u8]> = authorities.iter().map(|one| one.0.as_slice()).collect();
        let verified = if anchors.is_empty() {
            cms::check_intact(&message.0, content)?
        } else {
            cms::verify(&message.0, &anchors, Utc::now(), content)?
        };
        Ok(SignedContent {
            content: Bytes(verified.content().expose().clone()),
            signer: verified.signer().expose().clone(),
            certificate: Bytes(verified.certificate().to_vec()),
            signed_at: verified
                .signing_time()
                .map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            trusted: !anchors.is_empty(),
        })
    }
}
