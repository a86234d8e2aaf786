//! Erasing what is kept of one person.

use chrono::{DateTime, Utc};
use cie_core::issuance::RequestNumber;
use cie_core::journal::Event;
use cie_core::redact::Personal;

use super::content::{Content, Row};
use crate::outbox::check_label;
use crate::seal::{Table, random};
use crate::{Code, Error, Result};

/// Whom to erase, and who says so.
#[derive(Clone, Debug)]
pub struct PersonToErase {
    /// Codice fiscale: sheets that have it, and every stored message and document in which it
    /// stands.
    pub codice_fiscale: Option<Personal<String>>,
    /// Further sheets, by identifier.
    pub sheets: Vec<String>,
    /// Further requests.
    pub requests: Vec<RequestNumber>,
    /// Who asked, for the journal: a label, never the person's name.
    pub actor: String,
    /// Why, for the journal: a label such as `gdpr-17` or a protocol number.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonErased {
    /// Sheets of the registry.
    pub sheets: u64,
    /// Answers of the exchange.
    pub answers: u64,
    /// Messages of the outbox.
    pub pushes: u64,
    /// Requests, by number.
    pub requests: Vec<String>,
    /// Messages about the person that are still to be sent: they stay until they are acknowledged.
    pub unsent: Vec<String>,
}

const PAGE: usize = 200;

pub(crate) fn erase_person(db: &dyn Content, person: &PersonToErase) -> Result<PersonErased> {
    check_label(&person.actor, "actor")?;
    check_label(&person.reason, "reason")?;
    let now = person.at.timestamp_millis();
    let mut done = PersonErased::default();
    let code = person
        .codice_fiscale
        .as_ref()
        .map(|code| code.expose().trim());
    let code = code
        .filter(|code| !code.is_empty())
        .map(str::to_ascii_uppercase);

    let mut sheets = person.sheets.clone();
    if let Some(code) = &code {
        // Anything shorter would be found in everybody's documents.
        if code.len() != 16 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Error::new(Code::BadPolicy).detail("codice fiscale of 16 characters"));
        }
        sheets.extend(db.sheets_of(code)?);
    }
    sheets.sort();
    sheets.dedup();
    for scheda in &sheets {
        if db.row(Table::SUBJECT, &[db.raw(scheda)])?.is_some() {
            db.bury(scheda, &tomb()?, now)?;
            done.sheets += 1;
        }
    }
    let needle = code.as_deref().map(Needle::new);
    let named: Vec<&str> = person.requests.iter().map(RequestNumber::as_str).collect();
    for table in [Table::ANSWER, Table::OUTBOX, Table::REQUEST] {
        each(db, table, |row| {
            let is_named = table == Table::REQUEST
                && row
                    .name
                    .first()
                    .is_some_and(|number| named.contains(&number.as_str()));
            if !is_named && !mentions(db, table, row, needle.as_ref())? {
                return Ok(());
            }
            let first = row.raw.first().cloned().unwrap_or_default();
            if table == Table::OUTBOX && !db.acknowledged(&first)? {
                done.unsent.push(first);
                return Ok(());
            }
            db.erase(table, &row.raw, now)?;
            if table == Table::ANSWER {
                done.answers += 1;
            } else if table == Table::OUTBOX {
                done.pushes += 1;
            } else {
                done.requests.push(first);
            }
            Ok(())
        })?;
    }
    journal(db, person, &done)?;
    Ok(done)
}

/// One entry for the store, one for each request: the chain says what is gone, and names nobody.
fn journal(db: &dyn Content, person: &PersonToErase, done: &PersonErased) -> Result<()> {
    let entry = |subject: &str| {
        Event::new(person.at, subject, "store.erased", &person.actor).with("reason", &person.reason)
    };
    for number in &done.requests {
        db.append(entry(number))?;
    }
    let counts = entry("store")
        .with("sheets", done.sheets.to_string())
        .with("answers", done.answers.to_string())
        .with("pushes", done.pushes.to_string())
        .with("requests", done.requests.len().to_string())
        .with("unsent", done.unsent.len().to_string());
    db.append(counts)
}

fn each(db: &dyn Content, table: &Table, mut work: impl FnMut(&Row) -> Result<()>) -> Result<()> {
    let mut after = Vec::new();
    loop {
        let rows = db.page(table, &after, PAGE)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.raw);
        rows.iter().try_for_each(&mut work)?;
    }
}

fn mentions(db: &dyn Content, table: &Table, row: &Row, needle: Option<&Needle>) -> Result<bool> {
    let Some(needle) = needle else {
        return Ok(false);
    };
    let opened = row.open(db.vault(), table)?;
    Ok(opened.iter().flatten().any(|value| needle.is_in(value)))
}

/// A codice fiscale as it may stand in a message, whatever its encoding.
struct Needle([Vec<u8>; 3]);

impl Needle {
    fn new(code: &str) -> Self {
        // Every single-byte encoding of the exchange writes it as ASCII.
        let little = code.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big = code.encode_utf16().flat_map(u16::to_be_bytes).collect();
        Self([code.as_bytes().to_vec(), little, big])
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        let within = |needle: &Vec<u8>| {
            bytes
                .windows(needle.len())
                .any(|window| window.eq_ignore_ascii_case(needle))
        };
        self.0.iter().any(within)
    }
}

/// A name that says nothing of the person.
fn tomb() -> Result<String> {
    let mut bytes = [0; 16];
    random(&mut bytes)?;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("erased-{hex}"))
}
