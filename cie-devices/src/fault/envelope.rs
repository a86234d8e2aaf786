//! Sealed messages: 2xx.

macro_rules! envelope {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// A sealed message or its content exceeds the limit.
    EnvelopeTooLarge = "201", Limit {
        it: "busta cifrata troppo grande",
        en: "sealed message too large",
        fix_it: "ridurre gli allegati entro il limite indicato",
        fix_en: "bring the attachments within the limit shown",
    }
    /// A sealed message is not DER-encoded CMS AuthEnvelopedData.
    EnvelopeMalformed = "202", Input {
        it: "busta cifrata malformata",
        en: "malformed sealed message",
        fix_it: "fornire un CMS AuthEnvelopedData in DER (RFC 5083)",
        fix_en: "supply CMS AuthEnvelopedData in DER (RFC 5083)",
    }
    /// A sealed message uses an algorithm that is not accepted.
    EnvelopeUnsupported = "203", Input {
        it: "algoritmo di cifratura non accettato",
        en: "encryption algorithm not accepted",
        fix_it: "cifrare con AES-256-GCM e accordo ECDH P-256 con SHA-256",
        fix_en: "encrypt with AES-256-GCM and ECDH P-256 agreement with SHA-256",
    }
    /// The sealed message is not for this recipient.
    NotARecipient = "204", NotFound {
        it: "busta non destinata a questa chiave",
        en: "message not sealed for this key",
        fix_it: "usare la chiave del destinatario indicato nella busta",
        fix_en: "use the key of the recipient named in the message",
    }
    /// The key does not open the message, or the message was altered.
    EnvelopeNotOpened = "205", Integrity {
        it: "busta non apribile o alterata",
        en: "message not openable or altered",
        fix_it: "scartare la busta e chiederne un'altra",
        fix_en: "discard the message and ask for another",
    }
    /// A recipient's certificate or key is not for P-256 key agreement.
    RecipientUnsuitable = "206", Input {
        it: "certificato o chiave del destinatario non adatti",
        en: "recipient's certificate or key unsuitable",
        fix_it: "usare un certificato con chiave P-256 e uso keyAgreement",
        fix_en: "use a certificate with a P-256 key and keyAgreement usage",
    }
    /// The system's random generator failed.
    NoRandomness = "207", Environment {
        it: "generatore casuale non disponibile",
        en: "random generator not available",
        fix_it: "riavviare la postazione e riprovare",
        fix_en: "restart the workstation and retry",
    }

    } };
}
