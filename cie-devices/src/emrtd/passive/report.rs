//! All verdicts on a document, for the operator and for programs.

use std::fmt;

use cie_core::lang::Lang;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::check::Check;
use super::verdict::{Outcome, Verdict};
use crate::emrtd::lds::DataGroup;

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
    /// Genuine, and not the card that was requested.
    NotAsRequested,
    /// Something is wrong.
    NotGenuine,
}

impl Summary {
    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::GenuineWithRemarks => "genuine_with_remarks",
            Self::Undecided => "undecided",
            Self::NotAsRequested => "not_as_requested",
            Self::NotGenuine => "not_genuine",
        }
    }

    /// Whether the card can be handed over or accepted as it is: genuine, perhaps with remarks.
    #[must_use]
    pub fn is_accepted(self) -> bool {
        matches!(self, Self::Genuine | Self::GenuineWithRemarks)
    }

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
            Self::NotAsRequested => (
                "La carta non è quella richiesta: non consegnarla.",
                "The card is not the one requested: do not hand it over.",
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
///
/// As JSON it is an object with `summary`, `summary_it`, `summary_en` and `verdicts`; each of these
/// has `check` ([`Check::name`]), `group` or `field` where the check has one, `outcome`
/// ([`Outcome::name`]), `evidence_it`, `evidence_en` and, where an error says why, its `code`.
/// Nothing in it is personal.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// In the order they were reached.
    pub verdicts: Vec<Verdict>,
}

impl Report {
    /// Adds a verdict.
    pub fn add(&mut self, verdict: Verdict) {
        self.verdicts.push(verdict);
    }

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
        let bad = |v: &&Verdict| v.outcome == Outcome::Bad;
        let of_request = |v: &Verdict| matches!(v.check, Check::Request(_));
        let mut wrong = self.verdicts.iter().filter(bad).peekable();
        if wrong.peek().is_some() {
            return if wrong.all(of_request) {
                Summary::NotAsRequested
            } else {
                Summary::NotGenuine
            };
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
        if self.verdicts.iter().any(|v| v.outcome == Outcome::Remark) {
            Summary::GenuineWithRemarks
        } else {
            Summary::Genuine
        }
    }

    /// What the operator reads: one sentence, then what is not as it should be, a line each.
    #[must_use]
    pub fn for_operator(&self, lang: Lang) -> String {
        let mut text = self.summary().sentence(lang).to_owned();
        let mut notable: Vec<&Verdict> = self
            .verdicts
            .iter()
            .filter(|v| v.outcome != Outcome::Good)
            .collect();
        notable.sort_by_key(|v| std::cmp::Reverse(v.outcome));
        for verdict in notable {
            let (label, outcome) = (verdict.check.label(lang), verdict.outcome.label(lang));
            text.push_str(&format!("\n- {label}: {outcome}"));
            let reason = verdict.reason(lang);
            if !reason.is_empty() {
                text.push_str(&format!(" ({reason})"));
            }
        }
        text
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

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let summary = self.summary();
        let mut object = serializer.serialize_struct("Report", 4)?;
        object.serialize_field("summary", summary.name())?;
        object.serialize_field("summary_it", summary.sentence(Lang::It))?;
        object.serialize_field("summary_en", summary.sentence(Lang::En))?;
        object.serialize_field("verdicts", &self.verdicts)?;
        object.end()
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            check: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            group: Option<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            field: Option<&'static str>,
            outcome: &'static str,
            evidence_it: &'a str,
            evidence_en: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            code: Option<&'static str>,
        }
        use cie_core::error::Coded as _;
        let (group, field) = match self.check {
            Check::Group(group) => (Some(group.number()), None),
            Check::Request(field) => (None, Some(field.name())),
            _ => (None, None),
        };
        Shown {
            check: self.check.name(),
            group,
            field,
            outcome: self.outcome.name(),
            evidence_it: self.evidence.get(Lang::It),
            evidence_en: self.evidence.get(Lang::En),
            code: self.error.as_ref().map(|error| error.info().id),
        }
        .serialize(serializer)
    }
}
