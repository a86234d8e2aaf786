//! What the registry answers.

use serde::{Deserialize, Serialize};

use super::{OperationId, Subject};

/// Outcome (esito) of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// Done (`0000`).
    Ok,
    /// Several subjects answer the query (`01NN`): the operator chooses.
    Several,
    /// Refused or failed; the anomalies say why (`XXXX`).
    Error,
}

/// Whether an anomaly stops the operation (ANPR `tipoErroreAnomalia`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Stops it (`E`).
    Error,
    /// Does not (`W`).
    Warning,
}

/// One error or warning of an answer (ANPR `errore`).
///
/// The text is the registry's and may name the citizen: it is for the operator, not for logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anomaly {
    /// Code, at most 6 characters, such as `EN130`.
    pub code: String,
    /// Error or warning.
    pub severity: Severity,
    /// Text.
    pub text: String,
    /// Field concerned.
    pub field: Option<String>,
}

impl Anomaly {
    /// An error that stops the operation.
    pub fn error(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Error,
            text: text.into(),
            field: None,
        }
    }

    /// A warning.
    pub fn warning(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Warning,
            text: text.into(),
            field: None,
        }
    }

    /// Names the field concerned.
    #[must_use]
    pub fn on_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

impl std::fmt::Debug for Anomaly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Anomaly")
            .field("code", &self.code)
            .field("severity", &self.severity)
            .finish_non_exhaustive()
    }
}

/// Heading of an answer (ANPR `testataRisposta`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerHeader {
    /// The identifier of the request.
    pub operation_id: OperationId,
    /// Sender of the answer (6 characters).
    pub sender: String,
    /// Recipient of the answer (6 characters).
    pub recipient: String,
    /// The registry's own identifier of the operation.
    pub registry_operation_id: Option<String>,
}

/// Answer to any of the four operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Heading.
    pub header: AnswerHeader,
    /// Outcome.
    pub outcome: Outcome,
    /// Subjects found; only for an interrogazione.
    pub subjects: Vec<Subject>,
    /// Errors and warnings.
    pub anomalies: Vec<Anomaly>,
}
