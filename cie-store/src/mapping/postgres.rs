//! A vendor's PostgreSQL database.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use postgres::error::{ErrorPosition, SqlState};
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, Statement as Handle};

use super::cell::{Cell, ColumnType};
use super::format::DateFormat;
use super::parameter::{Slot, Value};
use super::session::{Prepared, Purpose, Refusal, Session};
use super::sql::Statement;
use crate::{Code, Error, Result};

/// Makes a connection to the vendor's database; where encryption is wanted, it is here that it
/// is chosen.
pub type PgConnect = dyn Fn() -> std::result::Result<Client, postgres::Error> + Send + Sync;

pub(super) struct PgSession {
    client: Client,
    handles: HashMap<String, Handle>,
    date_format: DateFormat,
    in_transaction: bool,
}

/// Fills in what keeps a dead server from holding a connector for ever.
pub(super) fn bounded(mut config: Config, limit: Duration) -> Config {
    config
        .connect_timeout(limit)
        .tcp_user_timeout(limit)
        .keepalives_idle(Duration::from_secs(10))
        .application_name("cie");
    config
}

impl PgSession {
    pub(super) fn open(connect: &PgConnect, date_format: DateFormat) -> Result<Self> {
        // The server's words may quote addresses and users: only the kind of trouble is kept.
        let client = connect().map_err(|error| {
            let state = error.code().map_or("no answer", SqlState::code).to_owned();
            Error::new(Code::RegistryUnreachable).detail(state)
        })?;
        Ok(Self {
            client,
            handles: HashMap::new(),
            date_format,
            in_transaction: false,
        })
    }

    fn handle(&mut self, statement: &Statement) -> Result<Handle> {
        if let Some(handle) = self.handles.get(&statement.sql) {
            return Ok(handle.clone());
        }
        let handle = self.client.prepare(&statement.sql).map_err(fault)?;
        self.handles.insert(statement.sql.clone(), handle.clone());
        Ok(handle)
    }

    /// The values as the server wants them; `None` when one cannot be what the column holds, so
    /// that no row can have it.
    fn bind(&self, handle: &Handle, values: &[Value]) -> Option<Vec<Bound>> {
        let pairs = values.iter().zip(handle.params());
        pairs.map(|(value, kind)| self.one(value, kind)).collect()
    }

    fn one(&self, value: &Value, kind: &Type) -> Option<Bound> {
        Some(match (value, slot(kind)) {
            (Value::Null, _) => Bound::Null,
            (Value::Text(text), Slot::Text) => Bound::Text(text.clone()),
            (Value::Text(text), Slot::Integer(size)) => {
                Bound::integer(text.trim().parse().ok()?, size)?
            }
            (Value::Number(number), Slot::Integer(size)) => Bound::integer(*number, size)?,
            (Value::Number(number), Slot::Text) => Bound::Text(number.to_string()),
            (Value::Date(date), Slot::Date) => Bound::Date(days(*date)?),
            (Value::Date(date), Slot::Text) => Bound::Text(self.date_format.write(*date)),
            (Value::Date(date), Slot::Moment) => Bound::Moment(i64::from(days(*date)?) * DAY),
            (Value::Moment(at), Slot::Moment) => {
                let epoch = DateTime::from_timestamp(EPOCH, 0)?.naive_utc();
                Bound::Moment((*at - epoch).num_microseconds()?)
            }
            (Value::Flag(flag), Slot::Flag) => Bound::Flag(*flag),
            _ => return None,
        })
    }
}

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// 1 January 2000, from which PostgreSQL counts, in seconds of Unix.
const EPOCH: i64 = 946_684_800;

fn days(date: NaiveDate) -> Option<i32> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    i32::try_from((date - epoch).num_days()).ok()
}

impl Session for PgSession {
    fn prepare(&mut self, statement: &Statement) -> std::result::Result<Prepared, Refusal> {
        let handle =
            self.client
                .prepare(&statement.sql)
                .map_err(|error| match error.as_db_error() {
                    // Class 42: syntax, unknown names, wrong types.
                    Some(db) if db.code().code().starts_with("42") => {
                        let at = match db.position() {
                            Some(ErrorPosition::Original(at)) => byte(&statement.sql, *at),
                            _ => None,
                        };
                        Refusal::Statement(at, db.message().to_owned())
                    }
                    _ => Refusal::Failed(fault(error)),
                })?;
        let columns = handle
            .columns()
            .iter()
            .map(|column| {
                (
                    column.name().to_ascii_lowercase(),
                    column_type(column.type_()),
                )
            })
            .collect();
        let slots = handle.params().iter().map(slot).collect();
        self.handles.insert(statement.sql.clone(), handle);
        Ok(Prepared {
            columns,
            slots,
            // Queries run in read-only transactions: the server sees to it.
            reads_only: true,
        })
    }

    fn begin(&mut self, purpose: Purpose, deadline: Instant) -> Result<()> {
        let left = deadline
            .saturating_duration_since(Instant::now())
            .as_millis()
            .max(1);
        let mode = match purpose {
            Purpose::Look => "ISOLATION LEVEL REPEATABLE READ READ ONLY",
            // Two connectors cannot both find that a card is new.
            Purpose::Write => "ISOLATION LEVEL SERIALIZABLE READ WRITE",
        };
        self.in_transaction = true;
        let begin = format!(
            "BEGIN {mode}; SET LOCAL statement_timeout = {left}; SET LOCAL lock_timeout = {left}; \
             SET LOCAL idle_in_transaction_session_timeout = {left}"
        );
        self.client.batch_execute(&begin).map_err(fault)
    }

    fn rows(&mut self, query: &Statement, values: &[Value], cap: usize) -> Result<Vec<Vec<Cell>>> {
        let handle = self.handle(query)?;
        let Some(bound) = self.bind(&handle, values) else {
            return Ok(Vec::new());
        };
        let mut rows = self.client.query_raw(&handle, bound).map_err(fault)?;
        let mut all = Vec::new();
        while all.len() <= cap {
            let Some(row) = rows.next().map_err(fault)? else {
                break;
            };
            let cells = (0..row.len()).map(|at| {
                let cell = row.try_get::<_, Option<Taken>>(at).map_err(fault)?;
                Ok(cell.map_or(Cell::Null, |taken| taken.0))
            });
            all.push(cells.collect::<Result<_>>()?);
        }
        Ok(all)
    }

    fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        let handle = self.handle(statement)?;
        let Some(bound) = self.bind(&handle, values) else {
            return Err(Error::new(Code::StatementFailed).detail("a value does not fit its column"));
        };
        let bound: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|one| one as _).collect();
        self.client.execute(&handle, &bound).map_err(fault)
    }

    fn commit(&mut self) -> Result<()> {
        self.client.batch_execute("COMMIT").map_err(fault)?;
        self.in_transaction = false;
        Ok(())
    }

    fn rollback(&mut self) {
        if self.client.batch_execute("ROLLBACK").is_ok() {
            self.in_transaction = false;
        }
    }

    fn usable(&self) -> bool {
        !self.in_transaction && !self.client.is_closed()
    }
}

/// Byte offset of a character counted from 1, as the server counts.
fn byte(sql: &str, at: u32) -> Option<usize> {
    let nth = usize::try_from(at).ok()?.checked_sub(1)?;
    sql.char_indices().nth(nth).map(|(at, _)| at)
}

fn slot(kind: &Type) -> Slot {
    match *kind {
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => Slot::Text,
        Type::INT2 => Slot::Integer(2),
        Type::INT4 => Slot::Integer(4),
        Type::INT8 => Slot::Integer(8),
        Type::DATE => Slot::Date,
        Type::TIMESTAMP => Slot::Moment,
        Type::BOOL => Slot::Flag,
        _ => Slot::Other(kind.name().to_owned()),
    }
}

fn column_type(kind: &Type) -> ColumnType {
    match slot(kind) {
        Slot::Text => ColumnType::Text,
        Slot::Integer(_) => ColumnType::Integer,
        Slot::Date => ColumnType::Date,
        Slot::Flag => ColumnType::Flag,
        Slot::Any | Slot::Moment | Slot::Other(_) => ColumnType::Other(kind.name().to_owned()),
    }
}

/// A value in the server's binary form. No `Debug` that shows it.
enum Bound {
    Null,
    Text(String),
    Integer(i64, u8),
    Date(i32),
    Moment(i64),
    Flag(bool),
}

impl Bound {
    fn integer(number: i64, size: u8) -> Option<Self> {
        let fits = match size {
            2 => i16::try_from(number).is_ok(),
            4 => i32::try_from(number).is_ok(),
            _ => true,
        };
        fits.then_some(Self::Integer(number, size))
    }
}

impl std::fmt::Debug for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bound")
    }
}

impl ToSql for Bound {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
            Self::Integer(number, size) => {
                let bytes = number.to_be_bytes();
                let from = bytes.len() - usize::from(*size);
                out.extend_from_slice(bytes.get(from..).unwrap_or_default());
            }
            Self::Date(days) => out.extend_from_slice(&days.to_be_bytes()),
            Self::Moment(micros) => out.extend_from_slice(&micros.to_be_bytes()),
            Self::Flag(flag) => out.extend_from_slice(&[u8::from(*flag)]),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true // made for the type of its parameter
    }

    to_sql_checked!();
}

struct Taken(Cell);

impl<'r> FromSql<'r> for Taken {
    fn from_sql(
        kind: &Type,
        raw: &'r [u8],
    ) -> std::result::Result<Self, Box<dyn StdError + Sync + Send>> {
        let cell = match slot(kind) {
            Slot::Text => Cell::Text(std::str::from_utf8(raw)?.to_owned()),
            Slot::Integer(2) => Cell::Number(i16::from_be_bytes(raw.try_into()?).into()),
            Slot::Integer(4) => Cell::Number(i32::from_be_bytes(raw.try_into()?).into()),
            Slot::Integer(_) => Cell::Number(i64::from_be_bytes(raw.try_into()?)),
            Slot::Date => {
                let days = i64::from(i32::from_be_bytes(raw.try_into()?));
                let epoch = NaiveDate::from_ymd_opt(2000, 1, 1);
                let delta = chrono::Duration::try_days(days);
                // PostgreSQL's infinity, and years that no citizen was born in, are no dates.
                epoch
                    .zip(delta)
                    .and_then(|(epoch, delta)| epoch.checked_add_signed(delta))
                    .map_or(Cell::Other, Cell::Date)
            }
            Slot::Flag => Cell::Flag(raw.first().is_some_and(|byte| *byte != 0)),
            Slot::Any | Slot::Moment | Slot::Other(_) => Cell::Other,
        };
        Ok(Self(cell))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// The server's own words may quote what was stored: only the number of the error is kept.
fn fault(error: postgres::Error) -> Error {
    let Some(state) = error.code() else {
        return Code::RegistryUnreachable.into();
    };
    let detail = format!("SQLSTATE {}", state.code());
    let code = match state.code() {
        "57014" | "55P03" | "25P03" => Code::RegistryTimedOut,
        "40001" | "40P01" => Code::RegistryContention,
        // Another connector was faster: as contention, the next look will see its row.
        "23505" => Code::RegistryContention,
        state if state.starts_with("08") || state.starts_with("57P") => Code::RegistryUnreachable,
        state if state.starts_with("53") => Code::Full,
        _ => Code::StatementFailed,
    };
    Error::new(code).detail(detail)
}
