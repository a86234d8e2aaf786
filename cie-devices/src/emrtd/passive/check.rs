//! The questions that are asked about a document.

use cie_core::lang::Lang;

use crate::emrtd::lds::DataGroup;

/// A question about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Check {
    /// How access was gained, and whether by the best way the chip offers.
    Access,
    /// Is the security object signed by the signer it names?
    SodSignature,
    /// Was that signer certified by a trusted authority at issuance?
    CscaChain,
    /// Was the signer's certificate revoked?
    Revocation,
    /// Is this group the one that was signed?
    Group(DataGroup),
    /// Is the chip itself genuine, not a copy?
    ChipGenuine,
    /// Is the MRZ that opened the chip, or is printed, that of the chip?
    Zone,
    /// Does the card say what was requested, as to this?
    Request(RequestField),
    /// Are the number for services (NIS) and its key the ones that were signed?
    NisSignature,
    /// Was the signer of the NIS certified by a trusted authority?
    NisChain,
    /// Does the chip own the key of the NIS?
    NisChip,
}

/// A part of a request that the card must repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RequestField {
    /// Serial of the card.
    Serial,
    /// Surname and names.
    Names,
    /// Date of birth.
    Birth,
    /// Place of birth.
    BirthPlace,
    /// Sex.
    Sex,
    /// Nationality.
    Nationality,
    /// Date of expiry.
    Expiry,
    /// Codice fiscale.
    CodiceFiscale,
    /// Validity for travel, and the note where there is none.
    Travel,
    /// The photograph.
    Photo,
}

impl RequestField {
    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Names => "names",
            Self::Birth => "birth",
            Self::BirthPlace => "birth_place",
            Self::Sex => "sex",
            Self::Nationality => "nationality",
            Self::Expiry => "expiry",
            Self::CodiceFiscale => "codice_fiscale",
            Self::Travel => "travel",
            Self::Photo => "photo",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        let (it, en) = match self {
            Self::Serial => ("numero della carta", "serial of the card"),
            Self::Names => ("cognome e nome", "surname and names"),
            Self::Birth => ("data di nascita", "date of birth"),
            Self::BirthPlace => ("luogo di nascita", "place of birth"),
            Self::Sex => ("sesso", "sex"),
            Self::Nationality => ("cittadinanza", "nationality"),
            Self::Expiry => ("scadenza", "date of expiry"),
            Self::CodiceFiscale => ("codice fiscale", "codice fiscale"),
            Self::Travel => ("validità per l'espatrio", "validity for travel"),
            Self::Photo => ("fotografia", "photograph"),
        };
        match lang {
            Lang::It => it,
            _ => en,
        }
    }
}

impl Check {
    /// Its name for programs: stable, one word. A group or a field is named beside it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::SodSignature => "sod_signature",
            Self::CscaChain => "csca_chain",
            Self::Revocation => "revocation",
            Self::Group(_) => "integrity",
            Self::ChipGenuine => "chip_genuine",
            Self::Zone => "zone",
            Self::Request(_) => "request",
            Self::NisSignature => "nis_signature",
            Self::NisChain => "nis_chain",
            Self::NisChip => "nis_chip",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        let (it, en) = match self {
            Self::Access => ("accesso al chip", "access to the chip"),
            Self::SodSignature => ("firma del SOD", "signature of the SOD"),
            Self::CscaChain => ("catena verso la CSCA", "chain to the CSCA"),
            Self::Revocation => ("revoca", "revocation"),
            Self::Group(group) => match lang {
                Lang::It => return format!("integrità {group}"),
                _ => return format!("integrity of {group}"),
            },
            Self::ChipGenuine => ("autenticità del chip", "genuineness of the chip"),
            Self::Zone => ("corrispondenza MRZ", "match of the MRZ"),
            Self::Request(field) => {
                let field = field.label(lang);
                match lang {
                    Lang::It => return format!("richiesta: {field}"),
                    _ => return format!("request: {field}"),
                }
            }
            Self::NisSignature => ("firma del NIS", "signature of the NIS"),
            Self::NisChain => ("catena del NIS", "chain of the NIS"),
            Self::NisChip => ("prova del chip (NIS)", "proof of the chip (NIS)"),
        };
        match lang {
            Lang::It => it.to_owned(),
            _ => en.to_owned(),
        }
    }
}
