//! How the files of the exchange over FTP are named.

use cie_core::exchange::OperationId;

/// Longest identifier in a file name, in characters.
const MAX_ID: usize = 64;
/// Length of the sender's code in a file name (ANPR `codMittente`).
const SENDER_LEN: usize = 6;
/// Longest pattern, in characters.
const MAX_PATTERN: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Id,
    Sender,
}

/// A pattern for the names of request or answer files, such as `RIC-{id}.xml`.
///
/// `{id}` stands for the identifier of the operation: 1 to 64 letters, digits, `.`, `-` and `_`,
/// not starting with a dot. `{sender}` stands for the six letters or digits of the sender's code;
/// a folder shared by several senders needs it, because each numbers its operations on its own.
/// The rest stands for itself. `{id}` occurs exactly once, `{sender}` at most once.
///
/// Because of the few characters allowed, a name that fits a pattern never leaves its folder.
///
/// ```
/// use cie_sad::profile::{FileNamePattern, NameParts};
/// let pattern = FileNamePattern::parse("{sender}_{id}.xml").expect("one {id}");
/// let parts = pattern.read("058091_2026-0001.xml").expect("fits");
/// assert_eq!((parts.id.as_str(), parts.sender.as_deref()), ("2026-0001", Some("058091")));
/// assert_eq!(pattern.write(&parts).as_deref(), Some("058091_2026-0001.xml"));
/// assert_eq!(pattern.read("../058091_1.xml"), None);
/// assert_eq!(FileNamePattern::parse("../{id}"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNamePattern {
    text: String,
    pieces: Vec<Piece>,
}

/// What a file name says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameParts {
    /// The identifier.
    pub id: String,
    /// The sender's code, for patterns that have it.
    pub sender: Option<String>,
}

impl FileNamePattern {
    /// A pattern; `None` if `text` is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // A name that starts with a dash is an option to many programs; with a dot, it is hidden.
        if text.len() > MAX_PATTERN || text.starts_with(['.', '-']) {
            return None;
        }
        let (mut rest, mut pieces) = (text, Vec::new());
        while !rest.is_empty() {
            if let Some(tail) = rest.strip_prefix("{id}") {
                pieces.push(Piece::Id);
                rest = tail;
            } else if let Some(tail) = rest.strip_prefix("{sender}") {
                pieces.push(Piece::Sender);
                rest = tail;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let (literal, tail) = rest.split_at_checked(end)?;
                if literal.is_empty() || !literal.bytes().all(plain) {
                    return None;
                }
                pieces.push(Piece::Literal(literal.to_owned()));
                rest = tail;
            }
        }
        let count = |piece: &Piece| pieces.iter().filter(|other| *other == piece).count();
        let fits = count(&Piece::Id) == 1 && count(&Piece::Sender) <= 1;
        // Windows drops a trailing dot: two names would become one file.
        (fits && !text.ends_with('.')).then(|| Self {
            text: text.to_owned(),
            pieces,
        })
    }

    /// The pattern as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether names say who sent the request.
    #[must_use]
    pub fn has_sender(&self) -> bool {
        self.pieces.contains(&Piece::Sender)
    }

    /// What stands before the identifier, and after it in reverse; `None` where a sender's
    /// character stands.
    fn ends(&self) -> (Vec<Option<u8>>, Vec<Option<u8>>) {
        let bytes = |piece: &Piece| match piece {
            Piece::Literal(literal) => literal.bytes().map(Some).collect(),
            Piece::Sender => vec![None; SENDER_LEN],
            Piece::Id => Vec::new(),
        };
        let mut halves = self.pieces.split(|piece| *piece == Piece::Id);
        let mut half = || -> Vec<Option<u8>> {
            let pieces = halves.next().unwrap_or_default();
            pieces.iter().flat_map(bytes).collect()
        };
        let (before, mut after) = (half(), half());
        after.reverse();
        (before, after)
    }

    /// Reads a file name; `None` when it does not fit.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<NameParts> {
        // All pieces but one have a fixed length, so what stands for `{id}` is what is left.
        let at = self.pieces.iter().position(|piece| *piece == Piece::Id)?;
        let (mut rest, mut sender) = (name, None);
        for piece in self.pieces.get(..at)? {
            rest = match piece {
                Piece::Literal(literal) => rest.strip_prefix(literal.as_str())?,
                _ => {
                    let (code, tail) = rest.split_at_checked(SENDER_LEN)?;
                    sender = Some(code);
                    tail
                }
            };
        }
        for piece in self.pieces.get(at + 1..)?.iter().rev() {
            rest = match piece {
                Piece::Literal(literal) => rest.strip_suffix(literal.as_str())?,
                _ => {
                    let (head, code) =
                        rest.split_at_checked(rest.len().checked_sub(SENDER_LEN)?)?;
                    sender = Some(code);
                    head
                }
            };
        }
        let parts = NameParts {
            id: rest.to_owned(),
            sender: sender.map(str::to_owned),
        };
        (is_id(&parts.id) && parts.sender.as_deref().is_none_or(is_sender)).then_some(parts)
    }

    /// The name of a file; `None` when the parts do not fit the pattern.
    #[must_use]
    pub fn write(&self, parts: &NameParts) -> Option<String> {
        is_id(&parts.id).then_some(())?;
        let mut name = String::new();
        for piece in &self.pieces {
            name.push_str(match piece {
                Piece::Literal(literal) => literal,
                Piece::Id => &parts.id,
                Piece::Sender => parts.sender.as_deref().filter(|code| is_sender(code))?,
            });
        }
        Some(name)
    }
}

impl NameParts {
    /// The parts of an operation's file names.
    #[must_use]
    pub fn of(id: &OperationId, sender: &str) -> Self {
        Self {
            id: id.as_str().to_owned(),
            sender: Some(sender.to_owned()),
        }
    }
}

/// The `[ftp]` section of a profile: how the files of the exchange are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNames {
    pub(super) request: FileNamePattern,
    pub(super) answer: FileNamePattern,
    pub(super) temporary: String,
}

impl FileNames {
    /// Names of the files that carry requests.
    #[must_use]
    pub fn request(&self) -> &FileNamePattern {
        &self.request
    }

    /// Names of the files that carry answers.
    #[must_use]
    pub fn answer(&self) -> &FileNamePattern {
        &self.answer
    }

    /// What the names of files being written end with; such files are never read.
    #[must_use]
    pub fn temporary(&self) -> &str {
        &self.temporary
    }

    /// Whether a file of this name is still being written. Case is ignored, as Windows does.
    #[must_use]
    pub fn is_temporary(&self, name: &str) -> bool {
        let start = name.len().checked_sub(self.temporary.len());
        start
            .and_then(|start| name.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(&self.temporary))
    }

    /// Whether no name fits both requests and answers, so that one folder may hold both.
    #[must_use]
    pub fn distinct(&self) -> bool {
        let (one, other) = (self.request.ends(), self.answer.ends());
        // The identifier may be anything: names are told apart by what is fixed before and after.
        let meet = |a: &[Option<u8>], b: &[Option<u8>]| {
            a.iter().zip(b).all(|pair| match pair {
                (Some(a), Some(b)) => a == b,
                (Some(c), None) | (None, Some(c)) => c.is_ascii_alphanumeric(),
                (None, None) => true,
            })
        };
        !(meet(&one.0, &other.0) && meet(&one.1, &other.1))
    }

    /// The name of the answer to a request file; `None` when the name is not a request's.
    #[must_use]
    pub fn answer_to(&self, request: &str) -> Option<String> {
        if self.is_temporary(request) {
            return None;
        }
        self.answer.write(&self.request.read(request)?)
    }
}

impl Default for FileNames {
    /// `RIC-{id}.xml`, `RIS-{id}.xml`, `.tmp`: names of this project, since the official ones are
    /// not public.
    fn default() -> Self {
        let pattern = |prefix: &str| FileNamePattern {
            text: format!("{prefix}-{{id}}.xml"),
            pieces: vec![
                Piece::Literal(format!("{prefix}-")),
                Piece::Id,
                Piece::Literal(".xml".into()),
            ],
        };
        Self {
            request: pattern("RIC"),
            answer: pattern("RIS"),
            temporary: ".tmp".into(),
        }
    }
}

/// Whether a text may end the names of files being written: a dot and 1 to 15 letters or digits.
pub(super) fn is_suffix(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|rest| {
        (1..=15).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

fn is_id(text: &str) -> bool {
    (1..=MAX_ID).contains(&text.len()) && text.bytes().all(plain) && !text.starts_with('.')
}

fn is_sender(text: &str) -> bool {
    text.len() == SENDER_LEN && text.bytes().all(|b| b.is_ascii_alphanumeric())
}
