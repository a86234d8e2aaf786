//! A response: data and two status bytes.

use std::fmt;

use super::Status;
use crate::{Code, Error, Result};

/// Longest response accepted: 65,536 bytes and the status.
pub(crate) const MAX_RESPONSE: usize = 65_538;

/// A response APDU. `Debug` shows how long the data are, never what they say.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    data: Vec<u8>,
    status: Status,
}

impl Response {
    /// A response of these data and this status.
    #[must_use]
    pub fn new(data: Vec<u8>, status: Status) -> Self {
        Self { data, status }
    }

    /// Reads what a card sent.
    ///
    /// # Errors
    /// `CIE-DEV-404` for fewer than two bytes, `CIE-DEV-405` for more than 65,538.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_RESPONSE {
            return Err(Code::ResponseTooLong.into());
        }
        let (data, &status) = bytes
            .split_last_chunk::<2>()
            .ok_or_else(|| Error::new(Code::BadResponse).detail("no status"))?;
        Ok(Self {
            data: data.to_vec(),
            status: Status(u16::from_be_bytes(status)),
        })
    }

    /// The bytes a card sends.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.data.clone();
        bytes.extend_from_slice(&self.status.0.to_be_bytes());
        bytes
    }

    /// The data, without the status.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The data, if the status is success.
    ///
    /// # Errors
    /// What [`Status::check`] says of any other status.
    pub fn ok(self, step: &'static str) -> Result<Vec<u8>> {
        self.status.check(step)?;
        Ok(self.data)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} bytes, {})", self.data.len(), self.status)
    }
}
