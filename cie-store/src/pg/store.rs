//! The store: connections, a tenant and keys.

use std::sync::Arc;

use postgres::IsolationLevel;

use super::connect::PgOptions;
use super::fault::sql;
use super::pool::{Borrowed, Pool};
use super::tx::PgTx;
use super::{keys, migrate};
use crate::outbox::check_label;
use crate::seal::Vault;
use crate::{Code, Committed, Ledger, Result, Step};

/// A tenant's store in a PostgreSQL database, which connectors on many machines share.
///
/// It implements the same traits as [`Store`](crate::Store). Clones share its connections. A
/// connection that died is replaced by a new one at the next call: a program need not be started
/// again when the database was.
///
/// # Threads
/// `Send` and `Sync`; each call takes a connection of its own. No method may be called on a thread
/// that runs asynchronous tasks: use a blocking thread.
///
/// ```no_run
/// use cie_core::redact::Secret;
/// use cie_core::journal::Journal;
/// let url = Secret::new("postgresql://cie@db.comune.example/cie?sslmode=require");
/// let options = cie_store::PgOptions {
///     authorities: Some(std::fs::read("authority.pem")?),
///     ..cie_store::PgOptions::new(url, "058091")
/// };
/// let store = options.connect()?;
/// println!("{} entries", store.entries()?.len());
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
#[derive(Clone)]
pub struct PgStore {
    pool: Arc<Pool>,
    tenant: Arc<str>,
    vault: Vault,
    /// It holds sealed values, and there are no keys: only the journal can be read.
    locked: bool,
    read_only: bool,
}

impl PgStore {
    pub(super) fn connect(options: &PgOptions) -> Result<Self> {
        let connector = options.connector()?;
        let keys = options.keys.as_ref().map(Arc::clone);
        let vault = keys.map_or_else(|| Ok(Vault::default()), Vault::new)?;
        let pool = Pool::new(connector, options.max_connections, options.connect_timeout);
        let mut connection = pool.borrow()?;
        let client = &mut connection.get()?.client;
        if options.read_only {
            migrate::look(client)?;
        } else {
            migrate::migrate(client, &pool.connector().schema)?;
        }
        connection.give_back();
        Self::of(Arc::new(pool), &options.tenant, vault, options.read_only)
    }

    fn of(pool: Arc<Pool>, tenant: &str, vault: Vault, read_only: bool) -> Result<Self> {
        check_label(tenant, "tenant")?;
        let mut store = Self {
            pool,
            tenant: tenant.into(),
            vault: vault.of_tenant(tenant),
            locked: false,
            read_only,
        };
        let access = store.run(IsolationLevel::ReadCommitted, read_only, keys::admit)?;
        store.locked = access == keys::Access::JournalOnly;
        Ok(store)
    }

    /// Another tenant's store in the same database, over the same connections and keys.
    ///
    /// # Errors
    /// `CIE-STORE-043` for a bad name, `CIE-STORE-061` when the keys are not the tenant's; errors
    /// of the store.
    pub fn for_tenant(&self, tenant: &str) -> Result<Self> {
        let pool = Arc::clone(&self.pool);
        Self::of(pool, tenant, self.vault.clone(), self.read_only)
    }

    /// The tenants that have a journal in this database, in order.
    ///
    /// # Errors
    /// Errors of the store.
    pub fn tenants(&self) -> Result<Vec<String>> {
        // One look at the index for each tenant, however many entries it has.
        let select = "WITH RECURSIVE known AS (
                (SELECT tenant FROM journal ORDER BY tenant LIMIT 1)
            UNION ALL
                SELECT (SELECT tenant FROM journal WHERE tenant > known.tenant
                        ORDER BY tenant LIMIT 1)
                FROM known WHERE known.tenant IS NOT NULL
            ) SELECT tenant FROM known WHERE tenant IS NOT NULL";
        let rows = self.read_journal(|tx| tx.query(select, &[]))?;
        rows.iter().map(|row| row.try_get(0).map_err(sql)).collect()
    }

    /// Whose data these are.
    #[must_use]
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    pub(super) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Does several things that happen together or not at all: when the closure fails, or the
    /// program dies, nothing of it is kept.
    ///
    /// # Errors
    /// The closure's; those of the store. `CIE-STORE-073` when the connection was lost while the
    /// changes were being confirmed: repeat the operation under the same names, and what was done
    /// is found done.
    pub fn transact<T>(&self, work: impl FnOnce(&PgTx<'_>) -> Result<T>) -> Result<T> {
        if self.locked {
            return Err(Code::Sealed.into());
        }
        self.run(IsolationLevel::ReadCommitted, false, work)
    }

    /// Reads, all from the same moment.
    pub(super) fn read<T>(&self, work: impl FnOnce(&PgTx<'_>) -> Result<T>) -> Result<T> {
        if self.locked {
            return Err(Code::Sealed.into());
        }
        self.read_journal(work)
    }

    /// The same for what is never sealed.
    pub(super) fn read_journal<T>(&self, work: impl FnOnce(&PgTx<'_>) -> Result<T>) -> Result<T> {
        self.run(IsolationLevel::RepeatableRead, true, work)
    }

    fn run<T>(
        &self,
        isolation: IsolationLevel,
        read_only: bool,
        work: impl FnOnce(&PgTx<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut borrowed = self.alive()?;
        let connection = borrowed.get()?;
        let (client, statements) = (&mut connection.client, &mut connection.statements);
        let builder = client.build_transaction();
        let builder = builder.isolation_level(isolation).read_only(read_only);
        let transaction = builder.start().map_err(sql)?;
        let tx = PgTx::new(transaction, statements, &self.tenant, &self.vault);
        let done = work(&tx);
        let transaction = tx.into_inner();
        match done {
            Ok(done) => {
                transaction.commit().map_err(|error| {
                    let error = sql(error);
                    match error.code() {
                        Code::DatabaseDown if !read_only => Code::CommitUnknown.into(),
                        _ => error,
                    }
                })?;
                borrowed.give_back();
                Ok(done)
            }
            Err(error) => {
                // When this fails too, the connection is not used again.
                if transaction.rollback().is_ok() {
                    borrowed.give_back();
                }
                Err(error)
            }
        }
    }

    /// A connection that answers. One that lay idle while the server was restarted is found out
    /// here, before anything depends on it.
    fn alive(&self) -> Result<Borrowed<'_>> {
        let mut borrowed = self.pool.borrow()?;
        let connection = borrowed.get()?;
        if connection.used && connection.client.simple_query("").is_err() {
            drop(borrowed);
            self.pool.forget_idle();
            borrowed = self.pool.borrow()?;
        }
        Ok(borrowed)
    }
}

impl Ledger for PgStore {
    fn commit(&self, step: &Step) -> Result<Committed> {
        self.transact(|tx| {
            let version = step.request.as_ref().map(|update| tx.put(update));
            let version = version.transpose()?;
            let entries = step.events.iter().map(|event| tx.append(event.clone()));
            let entries = entries.collect::<Result<_>>()?;
            let pushes = step.pushes.iter().map(|push| tx.enqueue(push));
            let pushes = pushes.collect::<Result<_>>()?;
            Ok(Committed {
                version,
                entries,
                pushes,
            })
        })
    }
}

impl std::fmt::Debug for PgStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgStore")
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}
