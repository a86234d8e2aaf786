//! XML in and out: one pass over parser events, no document tree, typed messages at the end.
//!
//! What is read is bounded ([`Limits`]) and refused early: DTDs, entities beyond the five of XML,
//! processing instructions, characters that XML does not allow, tokens that the profile does not
//! know. Elements that the profile does not know are skipped but always reported
//! ([`Decoded::unknown`]).
//!
//! Text is kept exactly, line ends aside (XML 1.0, 2.11). An empty optional element means the same
//! as none. An offset after a date and time is accepted and the clock reading before it kept.

mod bag;
mod chars;
pub(crate) mod charset;
mod decode;
mod encode;
mod fill;
mod from_wire;
mod limits;
mod message;
mod reader;
mod scope;
mod sheet;
mod slots;
pub(crate) mod strict;
mod subject_from;
mod subject_to;
mod to_wire;
mod value;
mod writer;

pub(crate) use chars::{is_blank, is_ncname, is_xml_char, line_column};
/// The text of a message, whatever its encoding.
pub(crate) fn decoded_text(bytes: &[u8]) -> crate::Result<String> {
    charset::decode(bytes).map(std::borrow::Cow::into_owned)
}

pub use decode::{DecodeFailure, decode_answer, decode_request};
pub(crate) use decode::{Understood, decode_answer_with, decode_request_with};
pub use encode::{
    Heading, encode_answer, encode_answer_to, encode_refusal, encode_refusal_to, encode_request,
};
pub use limits::Limits;
pub use message::{Decoded, Encoded, Refusal, Response, Unknown, UnknownReason};
