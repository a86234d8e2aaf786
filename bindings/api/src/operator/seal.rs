//! Content sealed for one recipient.

use cie_devices::envelope::{self, SoftRecipient};
use ring::rand::SystemRandom;

use crate::Bytes;

export! { long
    /// Seals content, such as a signed request, for the holder of a certificate (X.509 in DER, P-256):
    /// CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM. Whether to trust the certificate is for you to
    /// decide first. What the CNSD wants is not public.
    fn seal_content(content: Bytes, certificate: Bytes) -> Bytes, "Promise<Bytes>"
    [
        /// `CIE-DEV-107` and `CIE-DEV-206` when the certificate is none, or of another kind of key;
        /// `CIE-DEV-201` when the content is larger than 16 MiB;
    ]
    {
        Ok(Bytes(envelope::seal(&content.0, &certificate.0, &SystemRandom::new())?))
    }

    /// Opens what was sealed for the holder of a certificate, with its private key (PKCS#8 in DER).
    fn open_sealed(message: Bytes, private_key: Bytes, certificate: Bytes) -> Bytes, "Promise<Bytes>"
    [
        /// `CIE-DEV-201` to `CIE-DEV-205` when it is no such message, or was not sealed for this key;
        /// `CIE-DEV-107` and `CIE-DEV-206` when certificate and key are none, or do not go together;
    ]
    {
        let recipient = SoftRecipient::new(&private_key.0, &certificate.0)?;
        Ok(Bytes(envelope::open(&message.0, &recipient)?.expose().clone()))
    }
}
