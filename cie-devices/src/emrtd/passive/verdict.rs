//! Verdicts: one for each question, with the evidence it rests on.

use std::fmt;

use cie_core::error::Coded;
use cie_core::lang::Lang;

use crate::Error;
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
    /// Does the card say what was requested?
    Request,
}

impl Check {
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
            Self::Request => ("corrispondenza con la richiesta", "match with the request"),
        };
        match lang {
            Lang::It => it.to_owned(),
            _ => en.to_owned(),
        }
    }
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It holds.
    Good,
    /// It holds, but the operator should know something.
    Remark,
    /// It was not, or could not be, decided.
    Open,
    /// It does not hold.
    Bad,
}

/// One answer with its evidence.
#[derive(Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// The question.
    pub check: Check,
    /// The answer.
    pub outcome: Outcome,
    /// What it rests on: algorithms, authorities, dates. Nothing personal.
    pub evidence: String,
    /// Why it is not good, where an error says so.
    pub error: Option<Error>,
}

impl Verdict {
    /// An answer with its evidence.
    #[must_use]
    pub fn new(check: Check, outcome: Outcome, evidence: impl Into<String>) -> Self {
        Self {
            check,
            outcome,
            evidence: evidence.into(),
            error: None,
        }
    }

    /// An answer that an error gives.
    #[must_use]
    pub fn failed(check: Check, outcome: Outcome, error: Error) -> Self {
        Self {
            check,
            outcome,
            evidence: Coded::detail(&error).unwrap_or_default().to_owned(),
            error: Some(error),
        }
    }
}

/// All verdicts in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Summary {
    /// Signed by the State, unaltered, and in a genuine chip.
    Genuine,
    /// The same, with remarks that the operator should read.
    GenuineWithRemarks,
    /// Nothing is wrong, but something could not be decided.
    Undecided,
    /// Something is wrong.
    NotGenuine,
}

impl Summary {
    /// One sentence for the operator.
    #[must_use]
    pub fn sentence(self, lang: Lang) -> &'static str {
        let (it, en) = match self {
            Self::Genuine => (
                "Documento autentico: firmato dallo Stato, integro, chip originale.",
                "Genuine document: signed by the State, unaltered, original chip.",
            ),
            Self::GenuineWithRemarks => (
                "Documento autentico, con osservazioni da leggere.",
                "Genuine document, with remarks to read.",
            ),
            Self::Undecided => (
                "Verifica incompleta: nessuna anomalia, ma mancano elementi per decidere.",
                "Verification incomplete: nothing wrong, but something could not be decided.",
            ),
            Self::NotGenuine => (
                "Documento da non accettare: almeno un controllo è fallito.",
                "Document not to be accepted: at least one check failed.",
            ),
        };
        match lang {
            Lang::It => it,
            _ => en,
        }
    }
}

/// All verdicts on a document.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// In the order they were reached.
    pub verdicts: Vec<Verdict>,
}

impl Report {
    /// The verdict on a question.
    #[must_use]
    pub fn verdict(&self, check: Check) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.check == check)
    }

    /// The answer to a question.
    #[must_use]
    pub fn outcome(&self, check: Check) -> Option<Outcome> {
        self.verdict(check).map(|verdict| verdict.outcome)
    }

    /// All verdicts in one word. Signature, chain, the MRZ's group and the chip's genuineness must
    /// have been answered; revocation may stay open, because States seldom publish lists.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let any = |outcome| self.verdicts.iter().any(|v| v.outcome == outcome);
        if any(Outcome::Bad) {
            return Summary::NotGenuine;
        }
        let needed = [
            Check::SodSignature,
            Check::CscaChain,
            Check::Group(DataGroup::DG1),
            Check::ChipGenuine,
        ];
        let answered = |check: &Check| {
            let outcome = self.outcome(*check);
            matches!(outcome, Some(Outcome::Good | Outcome::Remark))
        };
        let open = |v: &Verdict| v.outcome == Outcome::Open && v.check != Check::Revocation;
        if !needed.iter().all(answered) || self.verdicts.iter().any(open) {
            return Summary::Undecided;
        }
        if any(Outcome::Remark) {
            Summary::GenuineWithRemarks
        } else {
            Summary::Genuine
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for verdict in &self.verdicts {
            let label = verdict.check.label(Lang::En);
            writeln!(f, "{label}: {:?} ({})", verdict.outcome, verdict.evidence)?;
        }
        f.write_str(self.summary().sentence(Lang::En))
    }
}
