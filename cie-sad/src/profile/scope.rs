//! Where a field can stand: the messages and the repeated groups.

/// A repeated part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Group {
    /// Subjects of an answer.
    Subjects,
    /// Parents of a subject, without roles.
    Parents,
    /// Citizenships of a subject.
    Citizenships,
    /// Errors and warnings of an answer.
    Anomalies,
    /// Biometric files of an emissione.
    Attachments,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 5] = [
        Self::Subjects,
        Self::Parents,
        Self::Citizenships,
        Self::Anomalies,
        Self::Attachments,
    ];

    /// Its name in a profile.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Subjects => "subjects",
            Self::Parents => "parents",
            Self::Citizenships => "citizenships",
            Self::Anomalies => "anomalies",
            Self::Attachments => "attachments",
        }
    }

    /// The scope of its fields.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Subjects => Scope::Subject,
            Self::Parents => Scope::Parent,
            Self::Citizenships => Scope::Citizenship,
            Self::Anomalies => Scope::Anomaly,
            Self::Attachments => Scope::Attachment,
        }
    }

    /// Where the group can stand.
    pub(crate) fn home(self) -> u16 {
        match self {
            Self::Subjects => Scope::Answer.bit(),
            Self::Anomalies => Scope::Answer.bit() | Scope::Refusal.bit(),
            Self::Parents | Self::Citizenships => Scope::Subject.bit(),
            Self::Attachments => Scope::Notice.bit(),
        }
    }
}

/// The messages and groups that have fields of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// Request of an interrogazione.
    Query,
    /// Request of an emissione.
    Notice,
    /// Request of an annullamento or a revoca.
    Annulment,
    /// Answer to any operation.
    Answer,
    /// Answer to a request that could not be read.
    Refusal,
    /// One subject.
    Subject,
    /// One parent.
    Parent,
    /// One citizenship.
    Citizenship,
    /// One error or warning.
    Anomaly,
    /// One biometric file.
    Attachment,
}

impl Scope {
    /// Its name in error texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "request of an interrogazione",
            Self::Notice => "request of an emissione",
            Self::Annulment => "request of an annullamento or a revoca",
            Self::Answer => "answer",
            Self::Refusal => "refusal",
            Self::Subject => "subject",
            Self::Parent => "parent",
            Self::Citizenship => "citizenship",
            Self::Anomaly => "anomaly",
            Self::Attachment => "attachment",
        }
    }

    pub(crate) const fn bit(self) -> u16 {
        1 << self as u16
    }
}
