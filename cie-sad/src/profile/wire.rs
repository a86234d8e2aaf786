//! A loaded profile.

use cie_core::exchange::Operation;

use super::{FileNames, Node, Pattern, Scope, Tokens};
use crate::Result;

/// Character encodings of a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// ISO-8859-1, without the control characters that Windows-1252 hides there.
    Latin1,
    /// ISO-8859-15.
    Latin9,
    /// Windows-1252.
    Windows1252,
}

impl Charset {
    /// The name in an XML declaration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Latin1 => "ISO-8859-1",
            Self::Latin9 => "ISO-8859-15",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding of that name, in any case.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::Utf8, Self::Latin1, Self::Latin9, Self::Windows1252]
            .into_iter()
            .find(|charset| charset.name().eq_ignore_ascii_case(name))
    }
}

/// How a message travels in an HTTP request; answers are always the body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Carrier {
    /// As the body.
    Body,
    /// As a parameter of an `application/x-www-form-urlencoded` body.
    Form(String),
}

/// What a message travels in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// Nothing: the message is the document.
    None,
    /// A SOAP 1.1 envelope, document/literal.
    Soap11,
}

/// What to do with a value for which the profile has no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unmapped {
    /// Refuse the whole message (`CIE-SAD-118`). The default.
    Refuse,
    /// Leave it out and name its field in the result. Fields that change the meaning of others
    /// (no surname, no day of birth, no fixed abode) are refused all the same.
    Report,
}

/// Which message a layout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Request(Operation),
    Answer(Operation),
    Refusal,
}

impl Role {
    pub(crate) fn scope(self) -> Scope {
        match self {
            Self::Request(Operation::Interrogazione) => Scope::Query,
            Self::Request(Operation::Emissione) => Scope::Notice,
            Self::Request(_) => Scope::Annulment,
            Self::Answer(_) => Scope::Answer,
            Self::Refusal => Scope::Refusal,
        }
    }
}

/// One message of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) role: Role,
    pub(crate) code: Option<String>,
    /// The root element and what stands in it.
    pub(crate) root: Node,
    /// The element around the root, in an envelope.
    pub(crate) wrapper: Option<String>,
}

/// A wire, ready for use.
///
/// ```
/// use cie_sad::profile::Profile;
/// let profile = Profile::anpr()?;
/// assert_eq!((profile.name(), profile.inferred()), ("anpr", false));
/// let wrong = Profile::parse("format = 1\nnmae = \"x\"").unwrap_err();
/// assert!(wrong.to_string().contains("2:1"), "{wrong}");
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub(crate) name: String,
    pub(crate) inferred: bool,
    pub(crate) namespace: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) qualified: bool,
    pub(crate) charset: Charset,
    pub(crate) date: Pattern,
    pub(crate) date_time: Pattern,
    pub(crate) carrier: Carrier,
    pub(crate) unmapped: Unmapped,
    pub(crate) extensions: Vec<String>,
    pub(crate) tokens: Tokens,
    pub(crate) messages: Vec<Message>,
    pub(crate) envelope: Envelope,
    /// Elements out of order are refused.
    pub(crate) ordered: bool,
    /// Characters written as others where the type of an element does not have them.
    pub(crate) substitute: Vec<(char, char)>,
    /// Names and codes of places are completed from the table of places.
    pub(crate) fill_places: bool,
    /// The code written for a state of birth that has none, such as one that ceased.
    pub(crate) state_without_code: Option<String>,
    pub(crate) file_names: FileNames,
}

impl Profile {
    /// The text of the default profile.
    pub const ANPR: &'static str = include_str!("../../profiles/anpr.toml");
    /// The text of the flat profile, which is inferred.
    pub const PIATTO: &'static str = include_str!("../../profiles/piatto.toml");

    /// The text of the profile of the public CIEOnline-ANPR service.
    pub const ANPR_SOAP: &'static str = include_str!("../../profiles/anpr-soap.toml");

    /// The default profile: names of the public ANPR vocabulary, a namespace of our own.
    ///
    /// # Errors
    /// As [`Profile::parse`]; a test keeps it loading.
    pub fn anpr() -> Result<Self> {
        Self::parse(Self::ANPR)
    }

    /// The flat profile in the style of the first-generation card file. Inferred, not official.
    ///
    /// # Errors
    /// As [`Profile::parse`]; a test keeps it loading.
    pub fn piatto() -> Result<Self> {
        Self::parse(Self::PIATTO)
    }

    /// The public CIEOnline-ANPR service itself: SOAP 1.1, valid against its published schemas.
    ///
    /// # Errors
    /// As [`Profile::parse`]; a test keeps it loading.
    pub fn anpr_soap() -> Result<Self> {
        Self::parse(Self::ANPR_SOAP)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the names were guessed from fragments rather than taken from a document.
    #[must_use]
    pub fn inferred(&self) -> bool {
        self.inferred
    }

    /// The namespace of the root elements.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The encoding of what is written. What is read may declare any of [`Charset`].
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// What messages travel in.
    #[must_use]
    pub fn envelope(&self) -> Envelope {
        self.envelope
    }

    /// How requests travel in HTTP.
    #[must_use]
    pub fn carrier(&self) -> &Carrier {
        &self.carrier
    }

    /// How files are named in the exchange over FTP.
    #[must_use]
    pub fn file_names(&self) -> &FileNames {
        &self.file_names
    }

    /// The tokens.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The element names that the profile itself declares to be its own additions.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Every element name of every message, roots included, sorted, each once.
    #[must_use]
    pub fn element_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for message in &self.messages {
            names.push(message.root.name.as_str());
            message.root.names(&mut names);
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// A text with the substitutes of its characters.
    pub(crate) fn substituted(&self, text: &str) -> String {
        let other = |c| self.substitute.iter().find(|(from, _)| *from == c);
        text.chars()
            .map(|c| other(c).map_or(c, |(_, to)| *to))
            .collect()
    }

    /// The layout of a message. A profile without a revoca writes it as an annullamento.
    pub(crate) fn message(&self, role: Role) -> Option<&Message> {
        let exact = |role: Role| self.messages.iter().find(|message| message.role == role);
        exact(role).or_else(|| match role {
            Role::Request(Operation::Revoca) => exact(Role::Request(Operation::Annullamento)),
            Role::Answer(Operation::Revoca) => exact(Role::Answer(Operation::Annullamento)),
            _ => None,
        })
    }
}
