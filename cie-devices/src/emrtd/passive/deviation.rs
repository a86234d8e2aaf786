//! Known deviations of cards that were issued wrong and are genuine all the same.

use chrono::{DateTime, NaiveDate, Utc};

use crate::emrtd::lds::{Dg1, Dg12};

/// Date that the wrong DG12 carries.
const WRONG_DATE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2015, 12, 5);
/// Last day of issue of the cards concerned.
const LAST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 2, 5);

/// Whether a DG12 whose digest is wrong is the deviation published by Italy: 346,275 cards issued
/// from 2017-10-01 to 2018-02-05, serial `CA` and five digits and two letters, carry a DG12 with the
/// date 2015-12-05 whose digest is not the one signed (46,875 of them also lack the note on
/// travel). Source: deviation list TDDL-CIE of 2018-05-30.
///
/// The rest of the card must be sound: the serial is read from a DG1 that was verified, and the
/// document signer must have been in use by then.
pub(super) fn is_dg12_of_2017(dg1: &[u8], dg12: &[u8], signer_from: DateTime<Utc>) -> bool {
    let Ok(zone) = Dg1::parse(dg1).and_then(|group| group.td1()) else {
        return false;
    };
    let concerned = zone
        .cie_serial()
        .is_ok_and(|serial| serial.as_str().starts_with("CA"));
    let wrong_date = Dg12::parse(dg12).is_ok_and(|group| group.issued == WRONG_DATE);
    let in_time = LAST_DAY.is_some_and(|last| signer_from.date_naive() <= last);
    concerned && wrong_date && in_time
}
