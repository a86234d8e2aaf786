//! The table of cards.

use chrono::NaiveDate;
use cie_core::exchange::CardData;
use postgres::Row;

use super::fault::{bad_record, sql};
use super::text::{escape, unescape};
use super::tx::PgTx;
use crate::Result;
use crate::registry::cards::{Origin, Recorded, reason_name, reason_named};

const COLUMNS: &str = "scheda, serial, electronic, issued_on, expires_on, valid_for_travel, \
                       comune_istat, comune, annulled_on, annulment_reason, origin";

pub(super) fn find(tx: &PgTx<'_>, serial: &str) -> Result<Option<Recorded>> {
    let select = format!("SELECT {COLUMNS} FROM card WHERE tenant = $1 AND serial = $2");
    let row = tx.query_opt(&select, &[&tx.tenant, &escape(serial)])?;
    row.map(|row| recorded(&row)).transpose()
}

/// The cards of a sheet, in the order of recording.
pub(super) fn of(tx: &PgTx<'_>, scheda: &str) -> Result<Vec<CardData>> {
    let select =
        format!("SELECT {COLUMNS} FROM card WHERE tenant = $1 AND scheda = $2 ORDER BY id");
    let rows = tx.query(&select, &[&tx.tenant, &escape(scheda)])?;
    rows.iter().map(|row| Ok(recorded(row)?.card)).collect()
}

pub(super) fn write(tx: &PgTx<'_>, recorded: &Recorded) -> Result<()> {
    let card = &recorded.card;
    let write = format!(
        "INSERT INTO card (tenant, {COLUMNS}) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (tenant, serial) DO UPDATE SET electronic = excluded.electronic, \
         issued_on = excluded.issued_on, expires_on = excluded.expires_on, \
         valid_for_travel = excluded.valid_for_travel, comune_istat = excluded.comune_istat, \
         comune = excluded.comune, annulled_on = excluded.annulled_on, \
         annulment_reason = excluded.annulment_reason, origin = excluded.origin"
    );
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    tx.execute(
        &write,
        &[
            &tx.tenant,
            &escape(&recorded.scheda),
            &escape(&card.serial),
            &card.electronic,
            &day(card.issued_on),
            &day(card.expires_on),
            &card.valid_for_travel,
            &card.comune_istat.as_deref().map(escape),
            &card.comune.as_deref().map(escape),
            &day(card.annulled_on),
            &recorded.reason.map(reason_name),
            &recorded.origin.name(),
        ],
    )
    .map(drop)
}

fn recorded(row: &Row) -> Result<Recorded> {
    let bad = || bad_record("card");
    let day = |at: usize| -> Result<Option<NaiveDate>> {
        let text: Option<&str> = row.try_get(at).map_err(sql)?;
        text.map(|text| text.parse().map_err(|_| bad())).transpose()
    };
    let text = |at: usize| -> Result<Option<String>> {
        let text: Option<String> = row.try_get(at).map_err(sql)?;
        text.map(|text| unescape(text).ok_or_else(bad)).transpose()
    };
    let reason: Option<&str> = row.try_get(9).map_err(sql)?;
    Ok(Recorded {
        scheda: text(0)?.ok_or_else(bad)?,
        card: CardData {
            serial: text(1)?.ok_or_else(bad)?,
            electronic: row.try_get(2).map_err(sql)?,
            issued_on: day(3)?,
            expires_on: day(4)?,
            valid_for_travel: row.try_get(5).map_err(sql)?,
            comune_istat: text(6)?,
            comune: text(7)?,
            annulled_on: day(8)?,
        },
        reason: reason
            .map(|name| reason_named(name).ok_or_else(bad))
            .transpose()?,
        origin: Origin::named(row.try_get(10).map_err(sql)?).ok_or_else(bad)?,
    })
}
