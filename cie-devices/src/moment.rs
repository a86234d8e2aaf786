//! Moments that certificates and signatures can state.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::{Code, Result};

/// 9999-12-31T23:59:59Z, the last second of a GeneralizedTime.
const LAST_SECOND: i64 = 253_402_300_799;

/// Time since 1970, to the second, where a certificate can state it.
pub(crate) fn since_epoch(time: DateTime<Utc>) -> Result<Duration> {
    let seconds = time.timestamp();
    u64::try_from(seconds)
        .ok()
        .filter(|_| seconds <= LAST_SECOND)
        .map(Duration::from_secs)
        .ok_or_else(|| Code::BadTime.into())
}
