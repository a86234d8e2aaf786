//! What every journal checks before it writes.

use chrono::{DateTime, SecondsFormat, Utc};
use cie_core::journal::Event;

use crate::{Code, Error, Result};

const MAX_TEXT: usize = 200;
const MAX_DATA: usize = 64 * 1024;

/// An event that can be stored and read back as it is.
pub(crate) struct Checked {
    pub(crate) event: Event,
    /// Its time as stored.
    pub(crate) at: String,
    /// Its particulars as stored.
    pub(crate) data: String,
}

impl Checked {
    pub(crate) fn of(mut event: Event) -> Result<Self> {
        // Whole seconds, whoever made the event: the entry returned is the entry stored.
        event.at = DateTime::from_timestamp(event.at.timestamp(), 0)
            .ok_or_else(|| Error::new(Code::BadTime))?;
        let at = event.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        if read_time(&at) != Some(event.at) {
            return Err(Code::BadTime.into()); // a year that RFC 3339 cannot write
        }
        if [&event.subject, &event.what, &event.actor]
            .iter()
            .any(|text| text.len() > MAX_TEXT)
        {
            return Err(Error::new(Code::TooLarge).detail("text of a journal event, 200 bytes"));
        }
        let data = serde_json::to_string(&event.data).map_err(|_| Error::new(Code::Unexpected))?;
        if data.len() > MAX_DATA {
            return Err(Error::new(Code::TooLarge).detail("data of a journal event, 64 KiB"));
        }
        Ok(Self { event, at, data })
    }
}

pub(crate) fn read_time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.to_utc())
}
