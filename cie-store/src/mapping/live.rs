//! A checked connection, and the few that a registry keeps.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Role;
use super::cell::readable;
use super::load::{FromColumn, Mapping, Placed};
use super::parameter::{fits, sort};
use super::session::{Prepared, Refusal, Session};
use crate::{Code, Error, Result};

/// Connections kept; one more request waits for one to come free.
const CONNECTIONS: usize = 8;

/// A connection on which every statement was prepared and checked.
pub(super) struct Live {
    pub(super) session: Box<dyn Session>,
    places: BTreeMap<Role, Vec<Option<usize>>>,
}

impl Live {
    /// Checks every statement of the mapping against the database.
    pub(super) fn check(mapping: &Mapping, mut session: Box<dyn Session>) -> Result<Self> {
        let mut places = BTreeMap::new();
        for query in &mapping.queries {
            let prepared = prepare(mapping, session.as_mut(), query)?;
            if !prepared.reads_only {
                let what = format!("find.{}", query.role.name());
                return Err(mapping
                    .source
                    .error(Code::NotAQuery, query.span.clone(), what));
            }
            let fields = if query.role.about_cards() {
                &mapping.card
            } else {
                &mapping.subject
            };
            places.insert(query.role, columns(mapping, query, fields, &prepared)?);
        }
        for write in mapping.issued.iter().chain(&mapping.annulled) {
            prepare(mapping, session.as_mut(), write)?;
        }
        Ok(Self { session, places })
    }

    /// Where the fields of a query are in its rows.
    pub(super) fn places(&self, role: Role) -> &[Option<usize>] {
        self.places.get(&role).map_or(&[], Vec::as_slice)
    }
}

fn prepare(mapping: &Mapping, session: &mut dyn Session, placed: &Placed) -> Result<Prepared> {
    let statement = &placed.statement;
    let at = |code, offset: usize, what: String| {
        mapping
            .source
            .error_in_sql(code, &placed.span, offset, what)
    };
    let prepared = session
        .prepare(statement)
        .map_err(|refusal| match refusal {
            Refusal::Statement(offset, words) => {
                let offset = offset.map_or(0, |offset| statement.origin(offset));
                at(Code::BadStatement, offset, words)
            }
            Refusal::Failed(error) => error,
        })?;
    let parameters = statement.parameters.iter().zip(&statement.places);
    for ((name, place), slot) in parameters.zip(&prepared.slots) {
        let shaped = mapping
            .shapes
            .get(name.as_str())
            .is_some_and(super::load::Shape::shapes);
        let known = sort(name).is_some_and(|sort| fits(sort, shaped, slot, mapping.dialect));
        if !known {
            let what = format!(
                ":{name} cannot be {slot}; cast it, or give it a map or a date_format in [parameters]"
            );
            return Err(at(Code::ParameterType, *place, what));
        }
    }
    Ok(prepared)
}

fn columns(
    mapping: &Mapping,
    query: &Placed,
    fields: &[FromColumn],
    prepared: &Prepared,
) -> Result<Vec<Option<usize>>> {
    let place = |from: &FromColumn| {
        let Some(wanted) = &from.column else {
            return Ok(None);
        };
        let error = |code, what| mapping.source.error(code, from.span.clone(), what);
        let name = query.role.name();
        let found = prepared
            .columns
            .iter()
            .position(|(column, _)| column == wanted);
        let found = found.ok_or_else(|| {
            error(
                Code::MissingColumn,
                format!("{wanted} is not in the result of find.{name}"),
            )
        })?;
        let kind = prepared.columns.get(found).map(|(_, kind)| kind);
        match kind {
            Some(kind) if !readable(from.field.kind, kind) => {
                let what = format!(
                    "{} cannot be {kind}, as {wanted} of find.{name}",
                    from.field.name
                );
                Err(error(Code::ColumnType, what))
            }
            _ => Ok(Some(found)),
        }
    };
    fields.iter().map(place).collect()
}

type Connect = dyn Fn() -> Result<Box<dyn Session>> + Send + Sync;

/// The connections of a registry.
pub(super) struct Pool {
    connect: Box<Connect>,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Live>,
    out: usize,
}

impl Pool {
    pub(super) fn new(connect: Box<Connect>, first: Live) -> Self {
        Self {
            connect,
            state: Mutex::new(State {
                idle: vec![first],
                out: 0,
            }),
            freed: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves at worst a connection fewer.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection for as long as the borrower lives; waits for one until the deadline.
    pub(super) fn borrow(&self, mapping: &Mapping, deadline: Instant) -> Result<Borrowed<'_>> {
        let mut state = self.state();
        loop {
            if let Some(live) = state.idle.pop() {
                state.out += 1;
                return Ok(Borrowed {
                    pool: self,
                    live: Some(live),
                });
            }
            if state.out < CONNECTIONS {
                state.out += 1;
                break;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::new(Code::RegistryTimedOut).detail("every connection is in use"));
            }
            state = self
                .freed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        drop(state);
        let mut borrowed = Borrowed {
            pool: self,
            live: None,
        };
        // Tables may have changed since the mapping was checked.
        borrowed.live = Some(Live::check(mapping, (self.connect)()?)?);
        Ok(borrowed)
    }
}

/// A connection on loan; it goes back unless it was left in the middle of something.
pub(super) struct Borrowed<'p> {
    pool: &'p Pool,
    live: Option<Live>,
}

impl Borrowed<'_> {
    pub(super) fn live(&mut self) -> Result<&mut Live> {
        self.live.as_mut().ok_or_else(|| Code::Unexpected.into())
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let live = self.live.take().filter(|live| live.session.usable());
        let mut state = self.pool.state();
        state.out = state.out.saturating_sub(1);
        state.idle.extend(live);
        self.pool.freed.notify_one();
    }
}
