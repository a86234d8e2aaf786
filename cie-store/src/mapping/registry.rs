//! A registry over a vendor's tables.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use cie_core::citizen::Person;
use cie_core::exchange::{
    CardAnnulment, CardData, CardEffect, CardNotice, Query, QueryKey, Registry, RegistryError,
    Search, Subject,
};

use super::live::{Live, Pool};
use super::load::{Mapping, Placed};
use super::parameter::Value;
use super::row::{Columns, Row};
use super::session::{Purpose, Session};
use super::sqlite::SqliteSession;
use super::values::Values;
use super::{Dialect, Role};
use crate::registry::cards::{Origin, Recorded, annulled, issued, shown};
use crate::registry::holders::{Sheets, holders};
use crate::registry::matching::{code_key, same_person};
use crate::registry::search;
use crate::{Code, Error, RegistryConfig, Result};

/// More than this many sheets for one query is no answer for an operator.
const MAX_FOUND: usize = 100;
/// Times that a notice which lost a race is done again, within its time limit.
const ATTEMPTS: u32 = 60;
/// Times for one whose connection broke.
const ANEW: u32 = 8;
/// Shortest and longest pause before that.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(64);

/// A vendor's own tables, served as the registry of one comune.
///
/// ```
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("vendor.db");
/// # rusqlite::Connection::open(&path)?.execute_batch(
/// #     "CREATE TABLE persone (id INTEGER PRIMARY KEY, cf TEXT, cogn TEXT, nome TEXT, sex TEXT,
/// #      nato TEXT, luogo TEXT);
/// #      INSERT INTO persone VALUES (7, 'RSSBNC64T70H501Z', 'ROSSI', 'BIANCA', '2', '19641230', 'ROMA');")?;
/// use cie_core::exchange::{Registry, Search};
/// use cie_store::{Mapping, RegistryConfig};
/// let mapping = Mapping::parse(r#"
/// format = 1
/// name = "an invented vendor"
/// database = "sqlite"
/// date_format = "YYYYMMDD"
/// [find.codice_fiscale]
/// sql = "SELECT * FROM persone WHERE cf = :codice_fiscale"
/// [subject]
/// person.registry_id = "id"
/// person.tax_code = "cf"
/// person.surname = "cogn"
/// person.given = "nome"
/// person.sex = { column = "sex", map = { 1 = "M", 2 = "F" } }
/// person.birth_date = "nato"
/// birth_place.comune = "luogo"
/// "#)?;
/// let registry = mapping.open_sqlite(&path, RegistryConfig::new("058091")?)?;
/// # let query: cie_core::exchange::Query = serde_json::from_str(r#"{"header": {"operation_id": "1",
/// #     "sender": "058091", "recipient": "999999", "sent_at": "2026-11-23T10:00:00", "mode": "TEST"},
/// #     "requester": {"comune_istat": "058091", "workstation_id": "P", "operator": "X"},
/// #     "key": {"codice_fiscale": "RSSBNC64T70H501Z"}}"#)?;
/// let Search::Found(found) = registry.find(&query).map_err(|e| e.to_string())? else { unreachable!() };
/// assert_eq!(found[0].person.registry_id.as_deref(), Some("7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct MappedRegistry {
    mapping: Mapping,
    config: RegistryConfig,
    pool: Pool,
}

impl std::fmt::Debug for MappedRegistry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MappedRegistry")
            .field("mapping", &self.mapping.name)
            .finish_non_exhaustive()
    }
}

impl Mapping {
    fn speaks(&self, dialect: Dialect) -> Result<()> {
        if self.dialect == dialect {
            return Ok(());
        }
        Err(Error::new(Code::WrongDatabase).detail(self.dialect.name()))
    }

    fn open(
        &self,
        connect: Box<dyn Fn() -> Result<Box<dyn Session>> + Send + Sync>,
        config: RegistryConfig,
    ) -> Result<MappedRegistry> {
        let first = Live::check(self, connect()?)?;
        Ok(MappedRegistry {
            mapping: self.clone(),
            config,
            pool: Pool::new(connect, first),
        })
    }

    /// Opens a SQLite file of the vendor's and checks the mapping against it. The file is never
    /// made; without statements for cards it is opened read-only.
    ///
    /// # Errors
    /// `CIE-STORE-303` to `-312` where mapping and tables disagree, with the line of the mapping;
    /// `CIE-STORE-007` and other errors of opening.
    pub fn open_sqlite(
        &self,
        path: impl AsRef<Path>,
        config: RegistryConfig,
    ) -> Result<MappedRegistry> {
        self.speaks(Dialect::Sqlite)?;
        let path = path.as_ref().to_owned();
        let (writes, date_format) = (self.writes_cards(), self.date_format.clone());
        let connect = move || {
            let session = SqliteSession::open(&path, writes, date_format.clone())?;
            Ok(Box::new(session) as Box<dyn Session>)
        };
        self.open(Box::new(connect), config)
    }

    /// Opens the vendor's PostgreSQL database without encryption, as on one machine or one trusted
    /// network, and checks the mapping against it.
    ///
    /// # Errors
    /// As [`Mapping::open_sqlite`]; `CIE-STORE-330` when the server cannot be reached or refuses,
    /// `CIE-STORE-302` for a connection text that is not one.
    #[cfg(feature = "postgres")]
    pub fn open_postgres(&self, url: &str, config: RegistryConfig) -> Result<MappedRegistry> {
        // The words of the parser may repeat a password.
        let bad = || Error::new(Code::BadConnection);
        let url: ::postgres::Config = url.parse().map_err(|_| bad())?;
        let url = super::postgres::bounded(url, self.time_limit);
        self.open_postgres_with(Box::new(move || url.connect(::postgres::NoTls)), config)
    }

    /// Opens the vendor's PostgreSQL database with a password of its own and, where authorities are
    /// named, encrypted.
    ///
    /// # Errors
    /// As [`Mapping::open_postgres`]; `CIE-STORE-074` for an address or authorities that cannot be
    /// used.
    #[cfg(feature = "postgres")]
    pub fn open_postgres_at(
        &self,
        server: &crate::PgServer,
        config: RegistryConfig,
    ) -> Result<MappedRegistry> {
        let (address, tls) = server.config()?;
        let address = super::postgres::bounded(address, self.time_limit);
        let connect = move || match &tls {
            Some(tls) => address.connect(tls.clone()),
            None => address.connect(::postgres::NoTls),
        };
        self.open_postgres_with(Box::new(connect), config)
    }

    /// Opens the vendor's PostgreSQL database through connections that the caller makes, with
    /// encryption or a proxy of its own.
    ///
    /// # Errors
    /// As [`Mapping::open_postgres`].
    #[cfg(feature = "postgres")]
    pub fn open_postgres_with(
        &self,
        connect: Box<super::PgConnect>,
        config: RegistryConfig,
    ) -> Result<MappedRegistry> {
        self.speaks(Dialect::PostgreSql)?;
        let date_format = self.date_format.clone();
        let connect = move || {
            let session = super::postgres::PgSession::open(&connect, date_format.clone())?;
            Ok(Box::new(session) as Box<dyn Session>)
        };
        self.open(Box::new(connect), config)
    }
}

/// Any part of a time; which one is left to chance.
fn some_of(time: Duration) -> Duration {
    let chance = RandomState::new().build_hasher().finish();
    let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(chance % micros.saturating_add(1))
}

impl MappedRegistry {
    /// The mapping.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Does `work` in one transaction; when it fails, or says so, nothing of it is kept.
    fn transact<T>(
        &self,
        purpose: Purpose,
        work: impl Fn(&mut Tables<'_>) -> Result<(T, bool)>,
        on: NaiveDate,
    ) -> Result<T> {
        let deadline = Instant::now() + self.mapping.time_limit;
        let mut attempt = 1;
        loop {
            let mut borrowed = self.pool.borrow(&self.mapping, deadline)?;
            let live = borrowed.live()?;
            let done = live.session.begin(purpose, deadline).and_then(|()| {
                work(&mut Tables {
                    registry: self,
                    live: &mut *live,
                    on,
                })
            });
            let done = match done {
                Ok((done, true)) => live.session.commit().map(|()| done),
                Ok((done, false)) => {
                    live.session.rollback();
                    Ok(done)
                }
                Err(error) => Err(error),
            };
            match done {
                Err(error) => {
                    live.session.rollback();
                    let attempts = match error.code() {
                        Code::RegistryContention => ATTEMPTS,
                        // A connection kept from before the server was restarted. Whether the
                        // notice was kept or not, doing it again is safe.
                        Code::RegistryUnreachable => ANEW,
                        _ => 0,
                    };
                    if attempt >= attempts || Instant::now() >= deadline {
                        return Err(error);
                    }
                    // Those who lost together must not meet again together.
                    std::thread::sleep(some_of(
                        LONGEST_PAUSE.min(FIRST_PAUSE * (1 << attempt.min(6))),
                    ));
                    attempt += 1;
                }
                done => return done,
            }
        }
    }

    fn search(&self, query: &Query) -> Result<Search> {
        let on = query.header.sent_at.date();
        let work = |tables: &mut Tables<'_>| {
            let mut sheets = match &query.key {
                QueryKey::CodiceFiscale(code) => tables.by_code(code.expose())?,
                QueryKey::Person(person) => tables.by_person(person)?,
                _ => return Err(Error::new(Code::Unexpected).detail("kind of query")),
            };
            if sheets.len() > MAX_FOUND {
                return Err(Code::TooManyFound.into());
            }
            for sheet in &mut sheets {
                tables.show_card(sheet)?;
            }
            Ok((search(sheets, self.config.comune_istat()), false))
        };
        self.transact(Purpose::Look, work, on)
    }

    fn issue(&self, notice: &CardNotice) -> Result<CardEffect> {
        self.writable()?;
        let work = |tables: &mut Tables<'_>| {
            let istat = self.config.comune_istat();
            let holders = holders(tables, &notice.person, istat)?;
            let card = self.kept(&notice.card);
            let recorded = match tables.recorded(&card.serial)? {
                Stored::None => None,
                Stored::One(recorded) => Some(recorded),
                Stored::Several => return Ok((CardEffect::Conflict, false)),
            };
            let done = issued(&holders, recorded, &card);
            let Some(write) = done.write else {
                return Ok((done.effect, false));
            };
            let values = tables.values().issued(notice, &write.scheda);
            tables.execute(&self.mapping.issued, &values)?;
            // What the next notice will compare with must be there, and be the same.
            let seen = match tables.recorded(&card.serial)? {
                Stored::One(seen) if seen.scheda == write.scheda => Some(seen),
                _ => None,
            };
            let again = seen.map(|seen| issued(&holders, Some(seen), &card).effect);
            if again != Some(CardEffect::AlreadyRecorded) {
                return Err(Error::new(Code::NotRecorded).detail(Role::Issued.name()));
            }
            Ok((done.effect, true))
        };
        self.transact(Purpose::Write, work, notice.header.sent_at.date())
    }

    fn annul(&self, annulment: &CardAnnulment) -> Result<CardEffect> {
        self.writable()?;
        let work = |tables: &mut Tables<'_>| {
            let istat = self.config.comune_istat();
            let holders = holders(tables, &annulment.person, istat)?;
            let serial = &annulment.card.serial;
            let recorded = match tables.recorded(serial)? {
                Stored::None => None,
                Stored::One(recorded) => Some(recorded),
                Stored::Several => return Ok((CardEffect::Conflict, false)),
            };
            let (on, reason) = (annulment.on, annulment.reason);
            let done = annulled(&holders, recorded.as_ref(), on, reason);
            let Some(old) = recorded.filter(|_| done.write) else {
                return Ok((done.effect, false));
            };
            let values = tables.values().annulled(annulment, &old.scheda);
            tables.execute(&self.mapping.annulled, &values)?;
            let again = match tables.recorded(serial)? {
                Stored::One(seen) => Some(annulled(&holders, Some(&seen), on, reason).effect),
                _ => None,
            };
            if again != Some(CardEffect::AlreadyRecorded) {
                return Err(Error::new(Code::NotRecorded).detail(Role::Annulled.name()));
            }
            Ok((done.effect, true))
        };
        self.transact(Purpose::Write, work, annulment.header.sent_at.date())
    }

    fn writable(&self) -> Result<()> {
        if self.mapping.writes_cards() {
            Ok(())
        } else {
            Err(Code::CardsNotMapped.into())
        }
    }

    /// A card without what the vendor's table does not keep, which therefore cannot be compared.
    fn kept(&self, card: &CardData) -> CardData {
        let keeps = |name: &str| {
            let mut columns = self.mapping.card.iter();
            columns.any(|from| from.field.name == name && from.column.is_some())
        };
        CardData {
            serial: card.serial.clone(),
            electronic: card.electronic.filter(|_| keeps("card.electronic")),
            issued_on: card.issued_on.filter(|_| keeps("card.issued_on")),
            expires_on: card.expires_on.filter(|_| keeps("card.expires_on")),
            valid_for_travel: card
                .valid_for_travel
                .filter(|_| keeps("card.valid_for_travel")),
            comune_istat: card
                .comune_istat
                .clone()
                .filter(|_| keeps("card.comune_istat")),
            comune: card.comune.clone().filter(|_| keeps("card.comune")),
            annulled_on: None,
        }
    }
}

/// What `find.card` found.
enum Stored {
    None,
    One(Recorded),
    Several,
}

/// The vendor's tables within one transaction.
struct Tables<'a> {
    registry: &'a MappedRegistry,
    live: &'a mut Live,
    on: NaiveDate,
}

impl Tables<'_> {
    fn values(&self) -> Values {
        Values::new(self.registry.config.comune_istat(), self.on)
    }

    fn rows<T>(
        &mut self,
        role: Role,
        values: &Values,
        read: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Option<Vec<T>>> {
        let mapping = &self.registry.mapping;
        let Some(query) = mapping.query(role) else {
            return Ok(None);
        };
        let values = values.of(mapping, query);
        let rows = self
            .live
            .session
            .rows(&query.statement, &values, mapping.max_rows)?;
        if rows.len() > mapping.max_rows {
            return Err(Error::new(Code::TooManyFound).detail("max_rows of the mapping"));
        }
        let columns = Columns {
            fields: if role.about_cards() {
                &mapping.card
            } else {
                &mapping.subject
            },
            places: self.live.places(role),
        };
        let rows = rows.iter().map(|cells| read(&Row::new(&columns, cells)));
        rows.collect::<Result<_>>().map(Some)
    }

    fn subjects(&mut self, role: Role, values: &Values) -> Result<Option<Vec<Subject>>> {
        let found = self.rows(role, values, |row| row.subject())?;
        let ids = found
            .iter()
            .flatten()
            .map(|sheet| &sheet.person.registry_id);
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        // A join that multiplies rows would make one citizen several.
        if ids.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            let what = format!("find.{}", role.name());
            return Err(Error::new(Code::RowRepeated).detail(what));
        }
        Ok(found)
    }

    fn show_card(&mut self, sheet: &mut Subject) -> Result<()> {
        let values = self.values();
        let values = values.text("registry_id", sheet.person.registry_id.as_deref());
        let cards = self
            .rows(Role::Cards, &values, |row| row.card())?
            .unwrap_or_default();
        let cards = cards.into_iter().map(|(_, card, _)| card).collect();
        sheet.card = shown(cards, self.on, self.registry.config.card_policy);
        Ok(())
    }

    fn recorded(&mut self, serial: &str) -> Result<Stored> {
        let values = self.values().text("serial", Some(serial));
        let found = self
            .rows(Role::Card, &values, |row| row.card())?
            .unwrap_or_default();
        let mut found = found.into_iter().map(|(scheda, card, reason)| Recorded {
            scheda,
            card: CardData {
                annulled_on: card.annulled_on,
                ..self.registry.kept(&card)
            },
            reason,
            origin: Origin::Notice,
        });
        Ok(match (found.next(), found.next()) {
            (None, _) => Stored::None,
            (Some(one), None) => Stored::One(one),
            (Some(_), Some(_)) => Stored::Several,
        })
    }

    fn execute(&mut self, statements: &[Placed], values: &Values) -> Result<()> {
        for placed in statements {
            let values: Vec<Value> = values.of(&self.registry.mapping, placed);
            self.live.session.execute(&placed.statement, &values)?;
        }
        Ok(())
    }
}

impl Sheets for Tables<'_> {
    fn by_sheet(&mut self, scheda: &str) -> Result<Vec<Subject>> {
        let values = self.values().text("registry_id", Some(scheda));
        Ok(self.subjects(Role::FindSheet, &values)?.unwrap_or_default())
    }

    fn by_code(&mut self, code: &str) -> Result<Vec<Subject>> {
        let code = code_key(code);
        let values = self.values().text("codice_fiscale", Some(&code));
        Ok(self.subjects(Role::FindCode, &values)?.unwrap_or_default())
    }

    fn by_person(&mut self, person: &Person) -> Result<Vec<Subject>> {
        let values = self.values().particulars(person);
        let mut sheets = match self.subjects(Role::FindParticulars, &values)? {
            Some(sheets) => sheets,
            // Without such a query, whoever has a codice fiscale is found by it.
            None => match person.codice_fiscale() {
                Some(code) => self.by_code(code)?,
                None => return Err(Code::ParticularsNotMapped.into()),
            },
        };
        sheets.retain(|sheet| same_person(person, &sheet.person));
        Ok(sheets)
    }
}

impl Registry for MappedRegistry {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        Ok(self.search(query)?)
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        Ok(self.issue(notice)?)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        Ok(self.annul(annulment)?)
    }
}
