//! When the document was issued: the moment at which the chain is judged.

use chrono::{DateTime, NaiveTime, Utc};
use cie_core::lang::Text;

use crate::emrtd::lds::Dg12;

/// A moment and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Issued {
    pub(super) moment: DateTime<Utc>,
    pub(super) source: Text,
}

/// What the caller says; else what the signer stated; else the date of issue in a DG12 that was
/// found unaltered; else when the document signer's key came into use.
pub(super) fn issued(
    given: Option<DateTime<Utc>>,
    signing_time: Option<DateTime<Utc>>,
    sound_dg12: Option<&[u8]>,
    signer_from: DateTime<Utc>,
) -> Issued {
    let of = |moment, it, en| Issued {
        moment,
        source: Text { it, en },
    };
    if let Some(moment) = given {
        return of(moment, "data indicata", "given");
    }
    if let Some(moment) = signing_time {
        return of(moment, "data della firma", "signing time");
    }
    let date = sound_dg12.and_then(|bytes| Dg12::parse(bytes).ok()?.issued);
    if let Some(date) = date {
        return of(
            date.and_time(NaiveTime::MIN).and_utc(),
            "data di rilascio nel DG12",
            "date of issue in DG12",
        );
    }
    of(
        signer_from,
        "primo uso della chiave del Document Signer",
        "first use of the document signer's key",
    )
}
