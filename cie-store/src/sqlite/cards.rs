//! The table of cards.

use chrono::NaiveDate;
use cie_core::exchange::CardData;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use crate::Result;
use crate::registry::cards::{Origin, Recorded, reason_name, reason_named};

const COLUMNS: &str = "scheda, serial, electronic, issued_on, expires_on, valid_for_travel, \
                       comune_istat, comune, annulled_on, annulment_reason, origin";

pub(super) fn find(connection: &Connection, serial: &str) -> Result<Option<Recorded>> {
    let select = format!("SELECT {COLUMNS} FROM card WHERE serial = ?");
    let row = connection.prepare_cached(&select).and_then(|mut select| {
        select
            .query_row([serial], |row| Ok(recorded(row)))
            .optional()
    });
    row.map_err(sql)?.transpose()
}

/// The cards of a sheet, in the order of recording.
pub(super) fn of(connection: &Connection, scheda: &str) -> Result<Vec<CardData>> {
    let select = format!("SELECT {COLUMNS} FROM card WHERE scheda = ? ORDER BY id");
    let mut select = connection.prepare_cached(&select).map_err(sql)?;
    let rows = select
        .query_map([scheda], |row| Ok(recorded(row)))
        .map_err(sql)?;
    rows.map(|row| Ok(row.map_err(sql)??.card)).collect()
}

pub(super) fn write(connection: &Connection, recorded: &Recorded) -> Result<()> {
    let card = &recorded.card;
    let write = format!(
        "INSERT INTO card ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (serial) DO UPDATE SET electronic = excluded.electronic, \
         issued_on = excluded.issued_on, expires_on = excluded.expires_on, \
         valid_for_travel = excluded.valid_for_travel, comune_istat = excluded.comune_istat, \
         comune = excluded.comune, annulled_on = excluded.annulled_on, \
         annulment_reason = excluded.annulment_reason, origin = excluded.origin"
    );
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    let values = params![
        recorded.scheda,
        card.serial,
        card.electronic,
        day(card.issued_on),
        day(card.expires_on),
        card.valid_for_travel,
        card.comune_istat,
        card.comune,
        day(card.annulled_on),
        recorded.reason.map(reason_name),
        recorded.origin.name(),
    ];
    connection
        .prepare_cached(&write)
        .and_then(|mut write| write.execute(values))
        .map(drop)
        .map_err(sql)
}

fn recorded(row: &Row<'_>) -> Result<Recorded> {
    let bad = || bad_record("card");
    let day = |at: usize| -> Result<Option<NaiveDate>> {
        let text: Option<String> = row.get(at).map_err(sql)?;
        text.map(|text| text.parse().map_err(|_| bad())).transpose()
    };
    let reason: Option<String> = row.get(9).map_err(sql)?;
    let origin: String = row.get(10).map_err(sql)?;
    Ok(Recorded {
        scheda: row.get(0).map_err(sql)?,
        card: CardData {
            serial: row.get(1).map_err(sql)?,
            electronic: row.get(2).map_err(sql)?,
            issued_on: day(3)?,
            expires_on: day(4)?,
            valid_for_travel: row.get(5).map_err(sql)?,
            comune_istat: row.get(6).map_err(sql)?,
            comune: row.get(7).map_err(sql)?,
            annulled_on: day(8)?,
        },
        reason: reason
            .map(|name| reason_named(&name).ok_or_else(bad))
            .transpose()?,
        origin: Origin::named(&origin).ok_or_else(bad)?,
    })
}
