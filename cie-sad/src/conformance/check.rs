//! One check.

use cie_core::lang::Lang;

use super::session::Session;
use super::verdict::Outcome;

/// What a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Group {
    /// Interrogazione and what it finds.
    Interrogazione,
    /// Emissione, annullamento, revoca.
    Cards,
    /// The same operation sent again.
    Repeats,
    /// Encodings and equivalent ways of writing the same XML.
    Encodings,
    /// Required fields, tokens and dates.
    Fields,
    /// Documents made to harm.
    Hostile,
    /// SOAP 1.1, for wires that have its envelope.
    Soap,
    /// HTTP.
    Http,
    /// Many at once.
    Concurrency,
    /// How long it takes.
    Timing,
}

impl Group {
    /// Every group, in the order in which they run.
    pub const ALL: [Self; 10] = [
        Self::Interrogazione,
        Self::Cards,
        Self::Repeats,
        Self::Encodings,
        Self::Fields,
        Self::Hostile,
        Self::Soap,
        Self::Http,
        Self::Concurrency,
        Self::Timing,
    ];

    /// Stable lower-case name; the names of the group's checks begin with it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interrogazione => "interrogazione",
            Self::Cards => "cards",
            Self::Repeats => "repeats",
            Self::Encodings => "encodings",
            Self::Fields => "fields",
            Self::Hostile => "hostile",
            Self::Soap => "soap",
            Self::Http => "http",
            Self::Concurrency => "concurrency",
            Self::Timing => "timing",
        }
    }
}

/// How much depends on a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// A connector that fails is not fit for use.
    Must,
    /// A good connector passes; one that fails can be lived with.
    Should,
}

impl Level {
    /// Stable lower-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
        }
    }
}

/// What a check must be given to be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Need {
    /// Nothing but the known citizen.
    Nothing,
    /// Leave to record and annul cards.
    Writing,
    /// The connector in plain HTTP, to write raw bytes to it.
    PlainHttp,
    /// A wire with a SOAP envelope.
    Envelope,
}

/// One named check.
#[derive(Clone, Copy)]
pub struct Check {
    /// Stable name, `group.what`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// How much depends on it.
    pub level: Level,
    /// What it must be given.
    pub need: Need,
    /// What holds when it passes, in Italian.
    pub it: &'static str,
    /// What holds when it passes, in English.
    pub en: &'static str,
    pub(super) run: fn(&Session<'_>) -> Outcome,
}

impl Check {
    /// What holds when it passes.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        if lang == Lang::En { self.en } else { self.it }
    }
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Check")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
