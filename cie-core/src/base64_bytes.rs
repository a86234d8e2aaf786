//! Bytes as base64 text in serialised documents, where a list of numbers would take four times
//! the room.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serializer};

use crate::redact::Personal;

pub(crate) fn serialize<S: Serializer>(
    bytes: &Personal<Vec<u8>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes.expose()))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Personal<Vec<u8>>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD
        .decode(text)
        .map(Personal::new)
        .map_err(|_| serde::de::Error::custom("not base64"))
}
