//! Messages of the exchange from bytes and to bytes, for programs that have a transport of their own
//! and for looking into what a peer sent.

use cie_core::error::Position;
use cie_core::exchange as core;
use cie_sad::codec::{self, Encoded, Limits, Response, Unknown, UnknownReason};

use super::message::{SadRequest, shown_time};
use crate::fault::{Code, Error};
use crate::{ApiError, Bytes, Operation, Result, SadAnswer, SadOutcome, connector::profile};

choice! {
    /// Why something of a message was left aside.
    pub enum SadUnknownReason {
        /// The profile has no such element or attribute.
        NotInProfile = "not_in_profile",
        /// The profile has it, but there is no use for it beside the other data.
        Unused = "unused",
    }
}

record! {
    /// An element or attribute (`path/@name`) of a message that was left aside.
    pub struct SadUnknown {
        /// Path from the root, which is not named; never the text of the element.
        pub path: String,
        /// Line of the element, from 1.
        pub line: Option<i64> = None,
        /// Its column, from 1.
        pub column: Option<i64> = None,
        /// Why.
        pub reason: SadUnknownReason,
    }
}

record! {
    /// A message as bytes.
    pub struct SadEncoded {
        /// The bytes, in the encoding of the profile.
        @personal pub content: Bytes,
        /// Fields left out because the profile has no place for them.
        pub omitted: Vec<String>,
        /// Fields left out, although the profile has a place for them, because the schema of the wire
        /// does not take them as they are.
        pub incomplete: Vec<String>,
    }
}

record! {
    /// A request that was read.
    pub struct SadRequestReading {
        /// The request.
        @personal pub request: SadRequest,
        /// What of it was left aside; an integrator looks at this first.
        pub unknown: Vec<SadUnknown>,
    }
}

record! {
    /// An answer that was read.
    pub struct SadAnswerReading {
        /// The answer. Of a refusal whose request could not be told, the identifier is empty.
        @personal pub answer: SadAnswer,
        /// Whether it is the refusal of a request that could not be read.
        pub refusal: bool,
        /// Sender of the answer.
        pub sender: Option<String> = None,
        /// Recipient of the answer.
        pub recipient: Option<String> = None,
        /// The registry's own identifier of the operation.
        pub registry_operation_id: Option<String> = None,
        /// What of it was left aside.
        pub unknown: Vec<SadUnknown>,
    }
}

record! {
    /// What can be told of a request, also of one that cannot be read.
    pub struct SadInspection {
        /// Whether it can be read.
        pub readable: bool,
        /// The operation, when the root element was recognised.
        pub operation: Option<Operation> = None,
        /// Identifier of the operation, when it was read.
        pub operation_id: Option<String> = None,
        /// Sender, when it was read.
        pub sender: Option<String> = None,
        /// When the message says it was sent, when it was read.
        pub sent_at: Option<String> = None,
        /// What of a readable message was left aside.
        pub unknown: Vec<SadUnknown>,
        /// Code of what is wrong.
        pub error_code: Option<String> = None,
        /// What is wrong, where and what to do, in Italian.
        pub error_it: Option<String> = None,
        /// What is wrong, where and what to do, in English.
        pub error_en: Option<String> = None,
    }
}

fn unknown(list: Vec<Unknown>) -> Result<Vec<SadUnknown>> {
    let count = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let one = |one: Unknown| {
        let (line, column) = match one.at {
            Position::Text { line, column } => (Some(count(line)), Some(count(column))),
            _ => (None, None),
        };
        Ok(SadUnknown {
            path: one.path,
            line,
            column,
            reason: match one.reason {
                UnknownReason::NotInProfile => SadUnknownReason::NotInProfile,
                UnknownReason::Unused => SadUnknownReason::Unused,
                _ => return Err(Error::new(Code::Defect).into()),
            },
        })
    };
    list.into_iter().map(one).collect()
}

fn written(encoded: Encoded) -> SadEncoded {
    let names = |list: Vec<&str>| list.into_iter().map(Into::into).collect();
    SadEncoded {
        omitted: names(encoded.omitted),
        incomplete: names(encoded.incomplete),
        content: Bytes(encoded.bytes),
    }
}

export! {
    /// A request as the bytes of a profile, as in `ConnectorConfig`; `anpr` unless given.
    fn encode_sad_request(request: SadRequest, profile: Option<String> = None) -> SadEncoded
    [
        /// `CIE-CORE-401` when the operation identifier will not do;
        /// `CIE-API-005` when the profile's file cannot be read, `CIE-API-011` when members do not go
        /// with the operation, `CIE-API-013` when a time is not one;
        /// `CIE-SAD-105`, `CIE-SAD-117` for characters, `CIE-SAD-118` when the profile has no place for a
        /// value, `CIE-SAD-119` for a value that no wire can carry; `CIE-SAD-0xx` for an unsound profile;
    ]
    {
        let profile = self::profile(profile.as_deref())?;
        Ok(written(codec::encode_request(&profile, &request.try_into()?)?))
    }

    /// Reads a request of a profile, `anpr` unless given.
    fn decode_sad_request(message: Bytes, profile: Option<String> = None) -> SadRequestReading
    [
        /// `CIE-API-005` when the profile's file cannot be read;
        /// `CIE-SAD-1xx` when the message cannot be read, with line and column; `CIE-SAD-0xx` for an
        /// unsound profile;
    ]
    {
        let profile = self::profile(profile.as_deref())?;
        let read = codec::decode_request(&profile, &message.0, &Limits::default());
        let read = read.map_err(|failure| failure.error)?;
        Ok(SadRequestReading {
            request: (&read.message).try_into()?,
            unknown: unknown(read.unknown)?,
        })
    }

    /// What can be told of a request, of a profile, `anpr` unless given: also of one that cannot be read.
    fn inspect_sad_request(message: Bytes, profile: Option<String> = None) -> SadInspection
    [
        /// `CIE-API-005` when the profile's file cannot be read; `CIE-SAD-0xx` for an unsound profile;
    ]
    {
        let profile = self::profile(profile.as_deref())?;
        Ok(match codec::decode_request(&profile, &message.0, &Limits::default()) {
            Ok(read) => {
                let header = read.message.header();
                SadInspection {
                    readable: true,
                    operation: Some(Operation::of_core(read.message.operation())?),
                    operation_id: Some(header.operation_id.to_string()),
                    sender: Some(header.sender.clone()),
                    sent_at: Some(shown_time(header.sent_at)),
                    unknown: unknown(read.unknown)?,
                    error_code: None,
                    error_it: None,
                    error_en: None,
                }
            }
            Err(failure) => {
                let error = ApiError::from(failure.error);
                SadInspection {
                    readable: false,
                    operation: failure.operation.map(Operation::of_core).transpose()?,
                    operation_id: failure.operation_id.map(|id| id.to_string()),
                    sender: failure.sender,
                    sent_at: failure.sent_at.map(shown_time),
                    unknown: Vec::new(),
                    error_code: Some(error.code),
                    error_it: Some(error.message_it),
                    error_en: Some(error.message_en),
                }
            }
        })
    }

    /// An answer as the bytes of a profile, `anpr` unless given: for the tests of a workstation.
    fn encode_sad_answer(
        answer: SadAnswer,
        operation: Operation,
        sender: String,
        recipient: String,
        profile: Option<String> = None,
    ) -> SadEncoded
    [
        /// As `encode_sad_request`;
    ]
    {
        let profile = self::profile(profile.as_deref())?;
        let header = core::AnswerHeader {
            operation_id: answer.operation_id.parse()?,
            sender,
            recipient,
            registry_operation_id: None,
        };
        let outcome = match answer.outcome {
            SadOutcome::Ok => core::Outcome::Ok,
            SadOutcome::Several => core::Outcome::Several,
            SadOutcome::Error => core::Outcome::Error,
        };
        let subjects = answer.subjects.into_iter().map(TryInto::try_into);
        let anomalies = answer.anomalies.into_iter().map(TryInto::try_into);
        let answer = core::Answer {
            header,
            outcome,
            subjects: subjects.collect::<Result<_>>()?,
            anomalies: anomalies.collect::<Result<_>>()?,
        };
        Ok(written(codec::encode_answer(&profile, operation.core()?, &answer)?))
    }

    /// Reads the answer to an operation, of a profile, `anpr` unless given.
    fn decode_sad_answer(
        message: Bytes,
        operation: Operation,
        profile: Option<String> = None,
    ) -> SadAnswerReading
    [
        /// As `decode_sad_request`;
    ]
    {
        let profile = self::profile(profile.as_deref())?;
        let operation: core::Operation = operation.core()?;
        let read = codec::decode_answer(&profile, operation, &message.0, &Limits::default())?;
        let unknown = unknown(read.unknown)?;
        Ok(match read.message {
            Response::Answer(_, answer) => SadAnswerReading {
                refusal: false,
                sender: Some(answer.header.sender.clone()),
                recipient: Some(answer.header.recipient.clone()),
                registry_operation_id: answer.header.registry_operation_id.clone(),
                answer: answer.try_into()?,
                unknown,
            },
            Response::Refusal(refusal) => {
                let anomalies = refusal.anomalies.into_iter().map(TryInto::try_into);
                SadAnswerReading {
                    answer: SadAnswer {
                        operation_id: refusal.operation_id.map_or_else(String::new, Into::into),
                        outcome: SadOutcome::Error,
                        subjects: Vec::new(),
                        anomalies: anomalies.collect::<Result<_>>()?,
                    },
                    refusal: true,
                    sender: refusal.sender,
                    recipient: refusal.recipient,
                    registry_operation_id: None,
                    unknown,
                }
            }
            _ => return Err(Error::new(Code::Defect).into()),
        })
    }
}
