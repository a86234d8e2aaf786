//! Whatever a registry may hold and a wire carry: odd people, odd texts, parts that disagree.
//!
//! Made for codecs: a message of these must arrive as it left, or be refused. For people and cards
//! that could exist see the strategies one level up.

mod message;
mod people;
mod subject;
mod text;

pub use message::{annulment, answer, attachment, header, operation_id, request, requester};
pub use people::{birth_place, citizenship, civic, name, person, place, residence, tax_code};
pub use subject::{birth_act, card, subject};
pub use text::{date_time, text};
