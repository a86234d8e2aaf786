//! From bytes to a typed message.

use chrono::NaiveDateTime;
use cie_core::error::Position;
use cie_core::exchange::{Operation, OperationId, Request};

use super::bag::{At, Bag, Found};
use super::reader::Walker;
use super::{Decoded, Limits, Response, Unknown, UnknownReason, charset, from_wire, line_column};
use crate::profile::{Envelope, Key, Profile, Role};
use crate::{Code, Error, Result, soap};

/// A request that could not be read, and what of its heading could.
#[derive(Debug)]
pub struct DecodeFailure {
    /// What was wrong and where.
    pub error: Error,
    /// The operation, when the root element was recognised.
    pub operation: Option<Operation>,
    /// The identifier, when it was read before the trouble.
    pub operation_id: Option<OperationId>,
    /// The sender, when it was read before the trouble.
    pub sender: Option<String>,
    /// When the message says it was sent, when it was read before the trouble.
    pub sent_at: Option<NaiveDateTime>,
}

impl DecodeFailure {
    /// A failure before anything of the message was read.
    pub(crate) fn of(error: Error) -> Self {
        Self {
            error,
            operation: None,
            operation_id: None,
            sender: None,
            sent_at: None,
        }
    }
}

/// Reads a request.
///
/// ```
/// use cie_sad::codec::{Limits, decode_request};
/// use cie_sad::profile::Profile;
/// let profile = Profile::anpr()?;
/// let failure = decode_request(&profile, b"<a>", &Limits::default()).unwrap_err();
/// assert_eq!(failure.error.code(), cie_sad::Code::UnknownMessage);
/// # Ok::<(), cie_sad::Error>(())
/// ```
///
/// # Errors
/// `CIE-SAD-101` to `CIE-SAD-116`, with line and column (bytes, for `CIE-SAD-102`).
pub fn decode_request(
    profile: &Profile,
    bytes: &[u8],
    limits: &Limits,
) -> std::result::Result<Decoded<Request>, Box<DecodeFailure>> {
    decode_request_with(profile, bytes, limits, &[])
}

/// Header blocks of an envelope that somebody has read, by namespace and name.
pub(crate) type Understood<'u> = &'u [(&'u str, &'u str)];

pub(crate) fn decode_request_with(
    profile: &Profile,
    bytes: &[u8],
    limits: &Limits,
    understood: Understood<'_>,
) -> std::result::Result<Decoded<Request>, Box<DecodeFailure>> {
    let mut failure = DecodeFailure::of(Error::new(Code::NotWellFormed));
    let wanted = |role: Role| matches!(role, Role::Request(_));
    let make = |role: Role, bag: &mut Bag<'_>| match role {
        Role::Request(operation) => from_wire::request(operation, bag),
        Role::Answer(_) | Role::Refusal => Err(bag.error(Code::UnknownMessage, Key::MessageCode)),
    };
    let heading = |role: Role, bag: &Bag<'_>, failure: &mut DecodeFailure| {
        if let Role::Request(operation) = role {
            failure.operation = Some(operation);
        }
        failure.operation_id = bag.peek(Key::OperationId).and_then(|id| id.parse().ok());
        failure.sender = bag.peek(Key::Sender).map(str::to_owned);
        failure.sent_at = bag.peek_date_time(Key::SentAt);
    };
    let source = Source {
        profile,
        bytes,
        limits,
        understood,
    };
    let read = decode(&source, &wanted, make, |role, bag| {
        heading(role, bag, &mut failure);
    });
    read.map_err(|error| {
        failure.error = error;
        Box::new(failure)
    })
}

/// Reads the answer to an operation, or a refusal.
///
/// # Errors
/// `CIE-SAD-101` to `CIE-SAD-116`, with line and column (bytes, for `CIE-SAD-102`).
pub fn decode_answer(
    profile: &Profile,
    operation: Operation,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Decoded<Response>> {
    decode_answer_with(profile, operation, bytes, limits, &[])
}

pub(crate) fn decode_answer_with(
    profile: &Profile,
    operation: Operation,
    bytes: &[u8],
    limits: &Limits,
    understood: Understood<'_>,
) -> Result<Decoded<Response>> {
    let answer = profile
        .message(Role::Answer(operation))
        .map(|message| message.role);
    let wanted = |role: Role| Some(role) == answer || role == Role::Refusal;
    let make = |role: Role, bag: &mut Bag<'_>| match role {
        Role::Refusal => from_wire::refusal(bag).map(Response::Refusal),
        _ => from_wire::answer(bag).map(|answer| Response::Answer(operation, answer)),
    };
    let source = Source {
        profile,
        bytes,
        limits,
        understood,
    };
    decode(&source, &wanted, make, |_, _| {})
}

/// What is read, and how.
struct Source<'s> {
    profile: &'s Profile,
    bytes: &'s [u8],
    limits: &'s Limits,
    understood: Understood<'s>,
}

fn decode<T>(
    source: &Source<'_>,
    wanted: &dyn Fn(Role) -> bool,
    make: impl Fn(Role, &mut Bag<'_>) -> Found<T>,
    heading: impl FnOnce(Role, &Bag<'_>),
) -> Result<Decoded<T>> {
    let Source {
        profile,
        bytes,
        limits,
        understood,
    } = *source;
    if bytes.len() > limits.bytes {
        return Err(Error::new(Code::TooLarge));
    }
    let text = charset::decode(bytes)?;
    let place = |at: At| {
        let (line, column) = line_column(&text, at.offset);
        at.error.at(Position::Text { line, column })
    };
    let mut walker = Walker::new(profile, *limits, &text, wanted);
    let (mut headers, mut wrapper) = (Vec::new(), None);
    if profile.envelope == Envelope::Soap11 {
        let opened = soap::open(profile, &text, limits, understood)?;
        walker = walker.within(opened.span, opened.bindings);
        (headers, wrapper) = (opened.unknown, Some(opened.wrapper));
    }
    let walked = walker.run();
    let role = walker.message.map(|message| message.role);
    let first = walker.done.as_ref().or(walker.bags.first());
    if let (Some(role), Some(bag)) = (role, first) {
        heading(role, bag);
    }
    walked.map_err(place)?;
    if let (Some(found), Some(message)) = (wrapper, walker.message)
        && message.role != Role::Refusal
        && message.wrapper != found
    {
        return Err(Error::new(Code::UnknownMessage));
    }
    let (Some(role), Some(mut bag)) = (role, walker.done.take()) else {
        return Err(Error::new(Code::UnknownMessage));
    };
    let message = make(role, &mut bag).map_err(place)?;
    let mut unknown = headers;
    unknown.append(&mut walker.unknown);
    for (path, offset) in bag.leftovers() {
        let (line, column) = line_column(&text, offset);
        unknown.push(Unknown {
            path,
            at: Position::Text { line, column },
            reason: UnknownReason::Unused,
        });
    }
    Ok(Decoded { message, unknown })
}
